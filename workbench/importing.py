"""A source into a workspace: read it apart from the document, then place it as one batch."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from workbench.checks.doubts import keep_doubts
from workbench.errors import AlreadyThere
from workbench.register import shipped_units, units
from workbench.schema import unit_key
from workbench.workspace import FileRecord, Workspace

if TYPE_CHECKING:
    from pathlib import Path

    from workbench.editor import Editor
    from workbench.intake.reading import Reading
    from workbench.tree import Tree

Progress = Callable[[int, int, str], None]


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


def place_reading(workspace: Workspace, reading: Reading, *, again: bool = False) -> Placed:
    """Bring a reading into the workspace as one batch.

    Raises AlreadyThere where the same paper or challenge set, or the same file, is there already,
    unless ``again``: then it comes in once more beside the other one.
    """
    if not again:
        _refuse_double(workspace, reading)
    label = f"Import {reading.source}"
    origin = f"intake {reading.source}, sha256 {reading.sha256}"
    with workspace.edit(label, origin=origin) as editor:
        ids = editor.graft(workspace.tree.root_id, reading.root, _home_index(workspace.tree, reading))
        _add_units(editor, reading, ids)
    point = workspace.point
    outcome = f"{len(ids)} nodes"
    workspace.record_file(FileRecord("in", reading.source, reading.sha256, point, outcome=outcome))
    new_units = tuple(unit_key(unit.fields) for unit in reading.new_units)
    report = reading.report(ids)
    keep_doubts(workspace, report)
    return Placed(ids[reading.root.id], report, reading.needs_person, new_units)


def _refuse_double(workspace: Workspace, reading: Reading) -> None:
    field = "symbol" if reading.root.kind == "paper" else "title"
    name = reading.root.fields.get(field)
    tree = workspace.tree
    for node in tree.children(tree.root_id, reading.root.kind):
        if name and node[field] == name:
            raise AlreadyThere(f"{name} is in this workspace already.")
    for record in workspace.files():
        if (record.direction, record.sha256) == ("in", reading.sha256) and _is_still_there(workspace, record):
            raise AlreadyThere(f"{reading.source} was taken into this workspace before.")


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
