"""History as people read it: what a step changed, what differs between two points, and the way back."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from workbench.differences import Piece, differences
from workbench.markup import Reference, Run, parse, plain_block, plain_blocks, spans_of
from workbench.numbering import UNKNOWN
from workbench.schema import KINDS, Field, Type, Value
from workbench.sentences import Label, Say, Sentence
from workbench.vocabularies import label

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from workbench.editor import Editor
    from workbench.edits import Batch, Edit, Op
    from workbench.markup import Span
    from workbench.numbering import Numbers
    from workbench.tree import Node, Tree
    from workbench.workspace import Workspace

PORTION = 500
"""Edits, and nodes, that are compared at a time."""


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a node or of one of its fields.

    ``before`` and ``after`` are values of ``field`` where one was set; else the fields of the node, or None
    on the side where there was no node (``set_fields`` alone are in it); of a move both are None.
    """

    op: Op
    node: int
    kind: str
    field: str | None
    before: Any
    after: Any


def changes_in(batch: Batch, tree: Tree, nodes: Collection[int] | None = None) -> list[Change]:
    """Return what a batch did in all, to every node or to some, in the order of its edits.

    ``tree`` tells the kinds of nodes that are still there. Several values of one field are one change.
    """
    kinds = _kinds(batch, tree)
    found: dict[tuple[str, int, str | None], Change] = {}
    for edit in batch.edits:
        if nodes is not None and edit.node not in nodes:
            continue
        key = (edit.op, edit.node, edit.field)
        change = _change(edit, kinds.get(edit.node, ""))
        earlier = found.get(key)
        if earlier is not None and edit.op == "set":
            change = Change(edit.op, edit.node, change.kind, edit.field, earlier.before, edit.after)
        found[key] = change
    return [change for change in found.values() if change.op != "set" or change.before != change.after]


def differing(workspace: Workspace, one: str, other: str | None = None) -> list[Change]:
    """Return how the document differs between two points of the journal, in the order of the document.

    ``other`` is the present unless told; which of the two is older does not matter to the caller: changes
    go from ``one`` to ``other``. Raises UserError for a point that the journal lacks.
    """
    return list(chain.from_iterable(portions(workspace, one, other)))


def portions(workspace: Workspace, one: str, other: str | None = None) -> Iterator[list[Change]]:
    """Yield the changes of :func:`differing` a portion at a time, so that a window stays alive meanwhile.

    The portions are empty while the past is put together. The workspace must not change before the last.
    """
    other = other or workspace.point
    is_back = workspace.is_later(one, other)
    older, newer = (other, one) if is_back else (one, other)
    past, touched, moved = workspace.tree.copy(), set[int](), set[int]()
    for _ in _taken_back(past, workspace.batches_back(newer, workspace.point)):
        yield []
    later = past.copy() if newer != workspace.point else workspace.tree
    for edits in _taken_back(past, workspace.batches_back(older, newer)):
        touched.update(edit.node for edit in edits)
        moved.update(edit.node for edit in edits if edit.op == "move")
        yield []
    before, after = (later, past) if is_back else (past, later)
    gone = [node for node in before.walk() if node.id in touched and node.id not in after]
    yield [Change("remove", node.id, node.kind, None, _set_fields(node), None) for node in gone]
    nodes = (node for node in after.walk() if node.id in touched)
    while portion := list(islice(nodes, PORTION)):
        yield [change for node in portion for change in _node_changes(before, after, node, moved)]


def _taken_back(tree: Tree, batches: Iterable[Batch]) -> Iterator[list[Edit]]:
    """Take batches back, which come newest first, and yield the edits a portion at a time."""
    for batch in batches:
        edits = reversed(batch.edits)
        while portion := list(islice(edits, PORTION)):
            for edit in portion:
                tree.apply(edit.inverse())
            yield portion


def texts_of(tree: Tree, numbers: Numbers, change: Change, say: Say = str) -> tuple[str, str]:
    """Return before and after of a change as texts to read, with signs of bold and italics that differ.

    ``say`` says our own words in the language of the reader.
    """
    if change.op == "move" or change.kind not in KINDS:
        return "", ""
    if change.op != "set":
        sides = change.before, change.after
        before, after = (_all_fields(tree, numbers, change, side, say) for side in sides)
        return before, after
    field = KINDS[change.kind].fields.get(change.field or "")
    if field is None:  # a field of a version to come
        return str(change.before or ""), str(change.after or "")
    values = change.before, change.after
    texts = tuple(_read(tree, numbers, change.node, field, value, say) for value in values)
    if not field.is_markup:
        return texts[0], texts[1]
    if texts[0] == texts[1]:
        return change.before or "", change.after or ""
    if _stressed(change.before) == _stressed(change.after):
        return texts[0], texts[1]
    before, after = (_with_stars(tree, numbers, change.node, text) for text in (change.before, change.after))
    return before, after


def pieces_of(tree: Tree, numbers: Numbers, change: Change, say: Say = str) -> list[Piece]:
    """Return the word-level difference that a change made; ``say`` as for :func:`texts_of`."""
    return differences(*texts_of(tree, numbers, change, say))


# The way back ----------------------------------------------------------------------------------


def can_restore(tree: Tree, change: Change, value: Value) -> bool:
    """Whether a field could be given a value of its past: the node is there and holds another one."""
    if change.op != "set" or change.node not in tree:
        return False
    node = tree[change.node]
    return change.field in node.fields and repr(node.fields[change.field]) != repr(value)


def can_bring_back(tree: Tree, batch: Batch, node: int) -> bool:
    """Whether a node that a batch removed could stand again where it stood."""
    edit = _removal(batch, node)
    return edit is not None and node not in tree and edit.before["parent"] in tree


def bring_back(editor: Editor, batch: Batch, node: int) -> None:
    """Insert a node that a batch removed, with all that was removed below it, under the old ids."""
    back: set[int] = set()
    for edit in reversed(batch.edits):
        if edit.op == "remove" and (edit.node == node or edit.before["parent"] in back):
            if edit.node in editor.tree:
                continue
            place = edit.before
            index = min(place["index"], len(editor.tree[place["parent"]].children))
            editor.insert(place["parent"], place["kind"], place["fields"], index, id=edit.node)
            back.add(edit.node)


def _removal(batch: Batch, node: int) -> Edit | None:
    return next((edit for edit in batch.edits if edit.op == "remove" and edit.node == node), None)


# Changes ---------------------------------------------------------------------------------------


def _kinds(batch: Batch, tree: Tree) -> dict[int, str]:
    kinds = {edit.node: tree[edit.node].kind for edit in batch.edits if edit.node in tree}
    for edit in batch.edits:
        place = edit.after if edit.op == "insert" else edit.before if edit.op == "remove" else None
        if place:
            kinds[edit.node] = place["kind"]
    return kinds


def _change(edit: Edit, kind: str) -> Change:
    if edit.op == "set":
        return Change("set", edit.node, kind, edit.field, edit.before, edit.after)
    if edit.op == "move":
        return Change("move", edit.node, kind, None, None, None)
    before, after = (place["fields"] if place else None for place in (edit.before, edit.after))
    return Change(edit.op, edit.node, kind, None, before, after)


def _node_changes(before: Tree, after: Tree, node: Node, moved: set[int]) -> Iterator[Change]:
    if node.id not in before:
        yield Change("insert", node.id, node.kind, None, None, _set_fields(node))
        return
    old = before[node.id]
    if node.id in moved and before.place(node.id) != after.place(node.id):
        yield Change("move", node.id, node.kind, None, None, None)
    for name, value in node.fields.items():
        if repr(old.fields.get(name)) != repr(value):
            yield Change("set", node.id, node.kind, name, old.fields.get(name), value)


def _set_fields(node: Node) -> dict[str, Value]:
    blank = node.declaration.blank()
    return {name: value for name, value in node.fields.items() if value != blank[name]}


# Values as texts -------------------------------------------------------------------------------


def _all_fields(
    tree: Tree, numbers: Numbers, change: Change, fields: Mapping[str, Value] | None, say: Say
) -> str:
    """Return the fields of a node that came or went: its text alone, or a line for each."""
    declared = KINDS[change.kind].fields
    texts = [
        (declared[name], _read(tree, numbers, change.node, declared[name], value, say))
        for name, value in (fields or {}).items()
        if name in declared
    ]
    if len(texts) == 1 and texts[0][0].is_markup:
        return texts[0][1]
    lines = (Sentence("{0}: {1}", Label(field.label), text) for field, text in texts if text)
    return "\n".join(map(say, lines))


def _stressed(text: Value) -> list[tuple[str, bool, bool]]:
    """Return what stands in bold or italics, in order."""
    runs = [span for span in spans_of(text) if isinstance(span, Run)]
    return [(run.text, run.bold, run.italic) for run in runs if run.bold or run.italic]


def _with_stars(tree: Tree, numbers: Numbers, node: int, text: Value) -> str:
    """Return markup as it is read, but with the signs of bold and italics."""
    printed = partial(_printed, numbers, node)
    blocks = (block._replace(spans=tuple(map(_starred, block.spans))) for block in parse(text))
    return "\n".join(plain_block(block, printed) for block in blocks)


def _starred(span: Span) -> Span:
    stars = "**" * span.bold + "*" * span.italic
    return Run(f"{stars}{span.text}{stars}") if isinstance(span, Run) and stars else span


def _read(tree: Tree, numbers: Numbers, node: int, field: Field, value: Value, say: Say) -> str:
    """Return a value as it is read, references with the numbers of today."""
    if value in (None, ()):
        return ""
    if field.is_markup:
        return "\n".join(plain_blocks(value, partial(_printed, numbers, node)))
    if field.type is Type.CHOICE:
        return label(tree.root["vocabularies"], field.vocabulary or "", value)
    if field.type is Type.BOOLEAN:
        return say(Sentence("yes") if value else Sentence("no"))
    if field.type is Type.NODES:
        return ", ".join(numbers.label.get(id, UNKNOWN) for id in value)
    if field.type is Type.MAPPING:
        return "\n".join(f"{name}: {', '.join(words)}" for name, words in value.items())
    return ", ".join(value) if isinstance(value, (tuple, list)) else str(value)


def _printed(numbers: Numbers, node: int, reference: Reference) -> str:
    return numbers.printed(reference, node)


def people(names: Iterable[str]) -> list[str]:
    """Return who is among the authors, each once, in the order of their names."""
    return sorted(set(names), key=str.casefold)
