"""What a node is called in the tree, in a heading and in the name of an undo step."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from ui.schema_words import kind_label
from ui.wordlists import LANGUAGE, shown
from workbench.markup import Reference, plain_blocks
from workbench.schema import KINDS, Field, unit_key
from workbench.vocabularies import VOCABULARIES

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbench.numbering import Numbers
    from workbench.tree import Node, Tree

EXCERPT = 160
translate = QCoreApplication.translate


def title(tree: Tree, numbers: Numbers, id: int) -> str:
    """Return a short name that fits in a sentence: "Recommendation 3", "Part I", "Paragraph 12"."""
    node = tree[id]
    number = numbers.label.get(id)
    if node.kind == "response":
        owner = tree.parent(id)
        return translate("Labels", "Office response to {0}").format(
            title(tree, numbers, owner.id) if owner else ""
        )
    if node.kind in ("section", "unit", "paper", "rating"):
        return _name(tree, numbers, node)
    if number is None:
        return kind_label(node.kind)
    if node.kind == "evaluation":
        return translate("Labels", "Part {0}").format(number)
    return translate("Labels", "{0} {1}").format(kind_label(node.kind), number)


def label(tree: Tree, numbers: Numbers, id: int) -> str:
    """Return what the tree shows: number and words, "12. The office…"; never empty."""
    node = tree[id]
    write = _LABELS.get(node.kind, _kind_and_text)
    return write(tree, numbers, node)


def row_label(tree: Tree, numbers: Numbers, id: int) -> str:
    """Return what a narrow row shows: the label, with shorter words for what stands in every row."""
    words, node = label(tree, numbers, id), tree[id]
    short = _short().get(node.kind)
    return short + words.removeprefix(kind_label(node.kind)) if short else words


def path(tree: Tree, numbers: Numbers, id: int) -> list[tuple[int, str]]:
    """Return id and short name of every node above, the workspace left out, topmost first."""
    above = [node for node in tree.ancestors(id) if node.parent is not None]
    return [(node.id, title(tree, numbers, node.id)) for node in reversed(above)]


def excerpt(tree: Tree, numbers: Numbers, node: Node, field: Field | None = None) -> str:
    """Return the beginning of a node's text as a reader sees it, "" where it has none."""
    declared = field or KINDS[node.kind].fields.get(KINDS[node.kind].summary or "")
    value = node.fields.get(declared.name) if declared else None
    if not value:
        return ""
    if declared is None or not declared.is_markup:
        return str(value)
    return plain(numbers, node.id, value[:EXCERPT])


def plain(numbers: Numbers, id: int, text: str) -> str:
    """Return markup as one line a reader sees, references as they are printed in node ``id``."""
    printed: Callable[[Reference], str] = partial(_printed, numbers, id)
    return " ".join(plain_blocks(text, printed))


def _printed(numbers: Numbers, id: int, reference: Reference) -> str:
    return numbers.printed(reference, id)


def _short() -> dict[str, str]:
    """Return the shorter names of kinds whose label begins with the name."""
    return {
        "recommendation": translate("Labels", "Rec."),
        "key_finding": translate("Labels", "Finding"),
        "response": translate("Labels", "Response"),
    }


def _no_text() -> str:
    return translate("Labels", "(no text)")


def _name(tree: Tree, numbers: Numbers, node: Node) -> str:
    if node.kind == "unit":
        return unit_key(node.fields) or kind_label("unit")
    if node.kind == "paper":
        return node["symbol"] or kind_label("paper")
    if node.kind == "rating":
        return translate("Labels", "Rating of {0}").format(
            node["criterion"] or translate("Labels", "(no criterion)")
        )
    if node["heading"]:
        return plain(numbers, node.id, node["heading"])
    return shown(tree, "role", node["role"]) if node["role"] else kind_label("section")


def _kind_and_text(tree: Tree, numbers: Numbers, node: Node) -> str:
    """Return "Key finding 3: text", the kind alone where there is no number."""
    return _joined(title(tree, numbers, node.id), excerpt(tree, numbers, node))


def _joined(name: str, text: str) -> str:
    return f"{name}: {text or _no_text()}"


def _numbered(tree: Tree, numbers: Numbers, node: Node) -> str:
    """Return "I. Title"; the kind in place of a missing number."""
    number = numbers.label.get(node.id)
    text = excerpt(tree, numbers, node) or _no_text()
    return f"{number}. {text}" if number else _joined(kind_label(node.kind), text)


def _response(tree: Tree, numbers: Numbers, node: Node) -> str:
    name = kind_label("response")
    if node["acceptance"]:
        name += f" ({shown(tree, 'acceptance', node['acceptance'])})"
    return _joined(name, excerpt(tree, numbers, node))


def _workspace(tree: Tree, numbers: Numbers, node: Node) -> str:
    return node["name"] or kind_label("workspace")


def _paper(tree: Tree, numbers: Numbers, node: Node) -> str:
    text = excerpt(tree, numbers, node) or translate("Labels", "(no title)")
    return " ".join(part for part in (node["symbol"], text) if part)


def _section(tree: Tree, numbers: Numbers, node: Node) -> str:
    return _name(tree, numbers, node)


def _rating(tree: Tree, numbers: Numbers, node: Node) -> str:
    score = node["score"]
    words = VOCABULARIES["rating"].get(str(score), {}).get(LANGUAGE)
    value = translate("Labels", "no score") if score is None else str(score)
    return f"{node['criterion'] or _no_text()}: {value}" + (f" ({words})" if words else "")


def _unit(tree: Tree, numbers: Numbers, node: Node) -> str:
    parts = [part for part in (node["abbreviation"], node["name"]) if part]
    return " – ".join(parts) or _joined(kind_label("unit"), "")


def _contribution(tree: Tree, numbers: Numbers, node: Node) -> str:
    name = translate("Labels", "Contribution of {0}").format(node["unit"] or translate("Labels", "(no unit)"))
    return _joined(name, excerpt(tree, numbers, node))


def _action(tree: Tree, numbers: Numbers, node: Node) -> str:
    status = shown(tree, "action_status", node["status"]) if node["status"] else None
    facts = [fact for fact in (node["responsible_unit"], node["revised_due"] or node["due"], status) if fact]
    name = kind_label("action") + (f" ({', '.join(facts)})" if facts else "")
    return _joined(name, excerpt(tree, numbers, node))


def _register(tree: Tree, numbers: Numbers, node: Node) -> str:
    return kind_label("register")


def _challenge_set(tree: Tree, numbers: Numbers, node: Node) -> str:
    return excerpt(tree, numbers, node) or kind_label("challenge_set")


_LABELS: dict[str, Callable[[Tree, Numbers, Node], str]] = {
    "workspace": _workspace,
    "paper": _paper,
    "evaluation": _numbered,
    "section": _section,
    "criterion": _numbered,
    "paragraph": _numbered,
    "response": _response,
    "rating": _rating,
    "unit": _unit,
    "contribution": _contribution,
    "action": _action,
    "register": _register,
    "challenge_set": _challenge_set,
}
