"""Random documents and random edits for the laws, built from the declaration alone."""

from hypothesis import strategies as st

from workbench.errors import UserError
from workbench.schema import KINDS, Type
from workbench.vocabularies import CLOSED, VOCABULARIES

LETTERS = st.characters(codec="utf-8", exclude_categories=("Cs", "Cc"))
WORDS = st.text(LETTERS, max_size=20)
SIGNS = [
    "*",
    "**",
    "\\",
    "[",
    "]",
    "[^3]",
    "[[4]]",
    "[[5|paragraph]]",
    "[[symbol]]",
    "- ",
    "(a) ",
    "\n",
    "\n\n",
]
MARKUP = st.lists(st.sampled_from(SIGNS) | WORDS, max_size=6).map("".join)


def _values(field):
    if field.vocabulary in CLOSED:
        return st.none() | st.sampled_from(sorted(VOCABULARIES[field.vocabulary]))
    return {
        Type.LINE: st.none() | WORDS,
        Type.RICH_LINE: st.none() | MARKUP,
        Type.TEXT: st.none() | MARKUP,
        Type.INTEGER: st.none() | st.integers(-(2**40), 2**40),
        Type.BOOLEAN: st.booleans(),
        Type.DATE: st.none() | st.dates().map(lambda day: day.isoformat()),
        Type.CHOICE: st.none() | WORDS | st.sampled_from(["High", "Low"]),
        Type.SCORE: st.none() | st.just("NR") | st.integers(0, 9) | st.floats(0, 6, allow_nan=False),
        Type.UNIT: st.none() | WORDS,
        Type.UNITS: st.lists(WORDS, max_size=3),
        Type.NODES: st.lists(st.integers(1, 30), max_size=3),
        Type.MAPPING: st.none() | st.just({"priority": {"Top": {"en": "Top"}}}),
    }[field.type]


def fields_of(kind):
    """Return a strategy for some fields of a kind."""
    return st.fixed_dictionaries(
        {}, optional={name: _values(field) for name, field in KINDS[kind].fields.items()}
    )


def do_random_edit(editor, data):
    """Do one random edit that the document allows; refused ones do nothing."""
    ids = sorted(editor.tree.nodes)
    node = editor.tree[data.draw(st.sampled_from(ids), label="node")]
    op = data.draw(
        st.sampled_from(["insert", "insert", "insert", "set", "set", "move", "remove"]), label="op"
    )
    try:
        match op:
            case "insert" if node.declaration.children:
                kind = data.draw(st.sampled_from(node.declaration.children), label="kind")
                index = data.draw(st.none() | st.integers(0, len(node.children)), label="index")
                editor.insert(node.id, kind, data.draw(fields_of(kind), label="fields"), index)
            case "set" if node.declaration.fields:
                name = data.draw(st.sampled_from(sorted(node.declaration.fields)), label="field")
                value = data.draw(_values(node.declaration.fields[name]), label="value")
                footnotes = [id for id in ids if editor.tree[id].kind == "footnote"]
                if footnotes and node.declaration.fields[name].is_markup:
                    value = f"{value or 'x'}[^{data.draw(st.sampled_from(footnotes), label='footnote')}]"
                editor.set(node.id, name, value)
            case "move":
                target = data.draw(st.sampled_from(ids), label="target")
                editor.move(node.id, target)
            case "remove" if data.draw(st.booleans(), label="really"):
                editor.remove(node.id)
    except UserError:
        return
