"""A source into a workspace: read it apart from the document, then place it as one batch."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from workbench.errors import UserError
from workbench.register import units
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


def read(
    path: Path,
    tree: Tree,
    form: str = "auto",
    *,
    progress: Progress | None = None,
    is_cancelled: Callable[[], bool] | None = None,
) -> Reading:
    """Read a source against the register of ``tree``; changes nothing, safe to run in a worker."""
    from workbench.intake import read_source

    return read_source(path, form, units(tree), progress=progress, is_cancelled=is_cancelled)


def place_reading(workspace: Workspace, reading: Reading, *, again: bool = False) -> Placed:
    """Bring a reading into the workspace as one batch.

    Raises UserError where the same paper or challenge set is there already, unless ``again``: then
    it comes in once more beside the other one.
    """
    if not again:
        _refuse_double(workspace.tree, reading)
    label = f"Import {reading.source}"
    origin = f"intake {reading.source}, sha256 {reading.sha256}"
    with workspace.edit(label, origin=origin) as editor:
        ids = editor.graft(workspace.tree.root_id, reading.root, _home_index(workspace.tree, reading))
        _add_units(editor, reading, ids)
    point = workspace.point
    outcome = f"{len(ids)} nodes"
    workspace.record_file(FileRecord("in", reading.source, reading.sha256, point, outcome=outcome))
    return Placed(ids[reading.root.id], reading.report(ids), reading.needs_person)


def _refuse_double(tree: Tree, reading: Reading) -> None:
    field = "symbol" if reading.root.kind == "paper" else "title"
    name = reading.root.fields.get(field)
    for node in tree.children(tree.root_id, reading.root.kind):
        if name and node[field] == name:
            raise UserError(f"{name} is in this workspace already; ask for it again to have it twice.")


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
