"""Rev.1: the number of a revision, and the note that names what was corrected since a paper was issued."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workbench.alignment import align
from workbench.errors import UserError
from workbench.paper.choices import Choices
from workbench.paper.view import View, view
from workbench.paper.words import Words, words
from workbench.points import snapshot_at
from workbench.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from workbench.tree import Node
    from workbench.workspace import Workspace

_OF_THE_REVISION = frozenset({"revision", "revision_note", "language"})
_PARAGRAPH = {
    "paragraph": ("text",),
    "recommendation": ("headline", "rationale"),
    "response": ("text", "also_answers"),
}
_TABLE = (
    *("responsible_units", "responsible_units_text", "priority"),
    *("time_implication", "resource_implication"),
)
_HEADED = {"evaluation": "title", "section": "heading", "criterion": "heading"}
_FIGURE = {"figure": ("caption", "scale"), "rating": ("criterion", "score")}
_RUN = 3  # so many paragraphs in a row are named as a range


@dataclass(frozen=True, slots=True)
class Revision:
    """A revision that was made: its number, its note as markup, and whether that is a person's own."""

    number: int
    note: str
    is_own_note: bool


@dataclass(slots=True)
class _Corrected:
    """The nodes whose printed text was corrected, each once, in printed order."""

    front: bool = False
    headings: dict[int, None] = field(default_factory=dict)
    paragraphs: dict[int, None] = field(default_factory=dict)
    findings: dict[int, None] = field(default_factory=dict)
    figures: dict[int, None] = field(default_factory=dict)
    tables: dict[int, None] = field(default_factory=dict)
    notes: dict[int, None] = field(default_factory=dict)
    gone_after: dict[int, None] = field(default_factory=dict)


def revise(workspace: Workspace, paper: int, since: str) -> Revision:
    """Make a paper the next revision of what it was at the point ``since``, as one batch.

    The note names what is printed otherwise than then; one that a person wrote stays. Raises UserError
    where the paper was not there then, or nothing that is printed has changed.
    """
    earlier = snapshot_at(workspace, since)
    if paper not in earlier.tree:
        raise UserError("The paper was not there yet at that point, so there is nothing to revise.")
    before, after = view(earlier, paper, Choices()), view(workspace.snapshot(), paper, Choices())
    node = workspace.tree[paper]
    note = revision_note(before, after, words(node["language"] or "en"))
    if note is None:
        raise UserError("Nothing that is printed has changed since then, so there is nothing to revise.")
    number = (before.paper["revision"] or 0) + 1
    is_own = bool(node["revision_note"]) and not _is_ours(workspace, node)
    with workspace.edit(Sentence("Issue Rev.{0}", number), origin="revision") as editor:
        editor.set(paper, "revision", number)
        if not is_own:
            editor.set(paper, "revision_note", note)
    return Revision(number, node["revision_note"], is_own)


def revision_note(before: View, after: View, words: Words) -> str | None:
    """Return the note as markup with live references, None where nothing printed has changed."""
    clauses = list(_clauses(_corrected(before, after), after, words))
    return words["revision_note"].format(corrected="; ".join(clauses)) if clauses else None


def _is_ours(workspace: Workspace, paper: Node) -> bool:
    """Whether the present note came from here: a person has not touched it since."""
    changes = workspace.field_history(paper.id, "revision_note")
    return bool(changes) and changes[-1].batch.origin == "revision"


def _corrected(before: View, after: View) -> _Corrected:
    found = _Corrected()
    kept = _in_place(before, after)
    for printed in after.printed:
        node = printed.node
        then = before.tree[node.id] if node.id in kept else None
        _compare(found, then, node, after)
    for note in sorted(after.ids):
        if after.tree[note].kind == "footnote" and _differs(before, after.tree[note], ("text",)):
            found.notes[note] = None
    _find_gone(found, before, after)
    return found


def _in_place(before: View, after: View) -> set[int]:
    """Return the nodes that both print, in the same order: what is new or moved is left out."""
    old = [str(printed.node.id) for printed in before.printed]
    new = [str(printed.node.id) for printed in after.printed]
    return {int(new[j + step]) for _, j, size in align(old, new) for step in range(size)}


def _compare(found: _Corrected, then: Node | None, node: Node, after: View) -> None:
    def has_changed(names: Iterable[str]) -> bool:
        return then is None or any(then[name] != node[name] for name in names)

    kind = node.kind
    if kind == "paper":
        found.front = has_changed(node.fields.keys() - _OF_THE_REVISION)
    elif kind in _PARAGRAPH and has_changed(_PARAGRAPH[kind]):
        found.paragraphs[_numbered(node, after)] = None
    elif kind in _HEADED and has_changed((_HEADED[kind],)):
        found.headings[node.id] = None
    elif kind == "key_finding" and has_changed(("text",)):
        found.findings[node.id] = None
    elif kind in _FIGURE and has_changed(_FIGURE[kind]):
        figure = node.id if kind == "figure" else node.parent or 0
        found.figures[figure] = None
    if kind == "recommendation" and then is not None and has_changed(_TABLE):
        found.tables[node.id] = None


def _numbered(node: Node, view: View) -> int:
    """Return a node, or where it has no number the numbered one that it follows; 0 where none does."""
    last = 0
    for printed in view.printed:
        if printed.node.id in view.numbers.paragraph:
            last = printed.node.id
        if printed.node.id == node.id:
            break
    return last


def _differs(before: View, node: Node, names: Iterable[str]) -> bool:
    if node.id not in before.ids:
        return False  # a new note comes with the text that marks it
    return any(before.tree[node.id][name] != node[name] for name in names)


def _find_gone(found: _Corrected, before: View, after: View) -> None:
    """Name the paragraphs after which numbered ones, key findings or headings were taken out."""
    last = 0
    for printed in before.printed:
        id = printed.node.id
        if id in after.ids and id in after.numbers.paragraph:
            last = id
        elif id not in after.ids and id in before.numbers.paragraph:
            found.gone_after[last] = None


def _clauses(found: _Corrected, view: View, words: Words) -> Iterator[str]:
    if found.front:
        yield words["corrected_front"]
    parts = dict.fromkeys(view.tree.ancestor(id, "evaluation") for id in found.headings)
    for part in parts:
        yield words["corrected_headings"] if part is None else _of_part(words, "corrected_headings", "", part)
    paragraphs = [id for id in found.paragraphs if id]
    if paragraphs:
        one, several = words.texts["corrected_paragraphs"]
        yield (one if len(paragraphs) == 1 else several).format(numbers=_ranges(paragraphs, view, words))
    for key, ids in (("corrected_finding", found.findings), ("corrected_table", found.tables)):
        for id in ids:
            yield _of_part(words, key, f"[[{id}]]", view.tree.ancestor(id, "evaluation"))
    yield from (words["corrected_figure"].format(number=f"[[{id}]]") for id in found.figures)
    yield from (words["corrected_footnote"].format(number=f"[[{id}]]") for id in found.notes)
    gone = [id for id in found.gone_after if id]
    if gone:
        one, several = words.texts["corrected_deletions"]
        yield (one if len(gone) == 1 else several).format(numbers=_ranges(gone, view, words))


def _of_part(words: Words, key: str, number: str, part: Node | None) -> str:
    said = words[key].format(number=number)
    return said if part is None else words["corrected_in_part"].format(what=said, part=f"[[{part.id}]]")


def _ranges(ids: Iterable[int], view: View, words: Words) -> str:
    """Return live references to paragraphs as a list in words, three in a row and more as a range."""
    paragraph = view.numbers.paragraph
    runs: list[list[int]] = []
    for id in sorted(ids, key=paragraph.__getitem__):
        if runs and paragraph[runs[-1][-1]] + 1 == paragraph[id]:
            runs[-1].append(id)
        else:
            runs.append([id])
    items: list[str] = []
    for run in runs:
        names = [_live(id, view) for id in run]
        items += [f"{names[0]}–{names[-1]}"] if len(run) >= _RUN else names
    return "".join(lead + item for lead, item in zip(words.listed(items), items, strict=True))


def _live(id: int, view: View) -> str:
    return f"[[{id}|paragraph]]" if view.tree[id].kind == "recommendation" else f"[[{id}]]"
