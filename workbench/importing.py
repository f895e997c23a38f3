"""A source into a workspace: read it apart from the document, then place it as one batch.

The batch of a long reading is worked out in a worker, on a copy of the document; what is left to do is to
write it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from workbench.checks.doubts import keep_doubts
from workbench.editor import Editor
from workbench.errors import AlreadyThere, Cancelled
from workbench.register import shipped_units, units
from workbench.schema import unit_key
from workbench.sentences import Sentence
from workbench.workspace import FileRecord, Workspace

if TYPE_CHECKING:
    from pathlib import Path

    from workbench.edits import Edit
    from workbench.intake.reading import Reading
    from workbench.tree import Tree

Progress = Callable[[int, int, str], None]


class Ground(NamedTuple):
    """The document as a reading finds it: a tree of its own, and the next free id."""

    tree: Tree
    next_id: int


class Batch(NamedTuple):
    """The edits that place a reading, worked out before, and what must still be so for them to fit."""

    edits: tuple[Edit, ...]
    ids: dict[int, int]
    first_id: int
    next_id: int
    beside: tuple[int, ...]
    """What stood where the edits place something; see :func:`_beside`."""

    def fits(self, workspace: Workspace) -> bool:
        """Whether nothing came, went or moved where the edits place something."""
        return (self.first_id, self.beside) == (workspace.next_id, _beside(workspace.tree))


@dataclass(frozen=True, slots=True)
class Placed:
    """What an intake brought into a workspace: the new node and the report with its real ids."""

    root: int
    report: dict[str, Any]
    needs_person: bool
    new_units: tuple[str, ...] = ()
    """Register keys of units that the register did not hold before."""


def read(
    path: Path,
    tree: Tree | None,
    form: str = "auto",
    *,
    progress: Progress | None = None,
    is_cancelled: Callable[[], bool] | None = None,
) -> Reading:
    """Read a source against the register of ``tree``, the shipped one where there is no tree yet.

    Changes nothing, safe to run in a worker.
    """
    from workbench.intake import read_source

    known = shipped_units() if tree is None else units(tree)
    return read_source(path, form, known, progress=progress, is_cancelled=is_cancelled)


def ground_of(workspace: Workspace) -> Ground:
    """Return the document as it is now."""
    return Ground(workspace.tree.copy(), workspace.next_id)


def prepare(
    reading: Reading,
    ground: Ground,
    *,
    progress: Progress | None = None,
    is_cancelled: Callable[[], bool] | None = None,
) -> Batch:
    """Work out the batch that places a reading on the ground, which is changed; runs in a worker."""
    total = sum(1 for _ in reading.root.walk())
    tree = ground.tree
    beside = _beside(tree)

    def tell(done: int) -> None:
        if is_cancelled and is_cancelled():
            raise Cancelled
        if progress:
            progress(done, total, "")

    editor = Editor(tree, ground.next_id)
    ids = _place(editor, reading, tell)
    editor.settle()
    tell(total)
    return Batch(tuple(editor.edits), ids, ground.next_id, editor.next_id, beside)


def place_reading(
    workspace: Workspace, reading: Reading, *, again: bool = False, batch: Batch | None = None
) -> Placed:
    """Bring a reading into the workspace as one batch: the one prepared for it where that still fits.

    Raises AlreadyThere where the same paper or challenge set, or the same file, is there already,
    unless ``again``: then it comes in once more beside the other one.
    """
    if not again:
        _refuse_double(workspace, reading)
    label = Sentence("Import {0}", reading.source)
    origin = f"intake {reading.source}, sha256 {reading.sha256}"
    with workspace.edit(label, origin=origin) as editor:
        if batch is not None and batch.fits(workspace):
            ids = _replay(editor, batch)
        else:
            ids = _place(editor, reading)
    point = workspace.point
    outcome = f"{len(ids)} nodes"
    workspace.record_file(FileRecord("in", reading.source, reading.sha256, point, outcome=outcome))
    new_units = tuple(unit_key(unit.fields) for unit in reading.new_units)
    report = reading.report(ids)
    keep_doubts(workspace, report)
    return Placed(ids[reading.root.id], report, reading.needs_person, new_units)


def _place(editor: Editor, reading: Reading, tell: Callable[[int], None] | None = None) -> dict[int, int]:
    """Insert what was read and return its old ids -> new ids."""
    tree = editor.tree
    ids = editor.graft(tree.root_id, reading.root, _home_index(tree, reading), tell)
    _add_units(editor, reading, ids)
    return ids


def _replay(editor: Editor, batch: Batch) -> dict[int, int]:
    for edit in batch.edits:
        editor.replay(edit)
    editor.next_id = batch.next_id
    return batch.ids


def _beside(tree: Tree) -> tuple[int, ...]:
    """Return what hangs below the workspace node, and how many units each register has."""
    registers = tree.children(tree.root_id, "register")
    return (*tree.root.children, *(len(register.children) for register in registers))


def _refuse_double(workspace: Workspace, reading: Reading) -> None:
    field = "symbol" if reading.root.kind == "paper" else "title"
    name = reading.root.fields.get(field)
    tree = workspace.tree
    for node in tree.children(tree.root_id, reading.root.kind):
        if name and node[field] == name:
            raise AlreadyThere("{0} is in this workspace already.", name)
    for record in workspace.files():
        if (record.direction, record.sha256) == ("in", reading.sha256) and _is_still_there(workspace, record):
            raise AlreadyThere("{0} was taken into this workspace before.", reading.source)


def _is_still_there(workspace: Workspace, record: FileRecord) -> bool:
    """Whether the first node that an intake brought in was not removed or undone since."""
    batch = workspace.batch(record.point)
    return batch is not None and batch.edits[0].node in workspace.tree


def _home_index(tree: Tree, reading: Reading) -> int:
    """Return the place after the last node of the same kind, papers first."""
    order = ("paper", "challenge_set", "register")
    rank = order.index(reading.root.kind)
    return sum(order.index(node.kind) <= rank for node in tree.children(tree.root_id) if node.kind in order)


def _add_units(editor: Editor, reading: Reading, ids: dict[int, int]) -> None:
    if not reading.new_units:
        return
    root = editor.tree.root_id
    registers = editor.tree.children(root, "register")
    register = registers[0].id if registers else editor.insert(root, "register")
    for unit in reading.new_units:
        ids.update(editor.graft(register, unit))
