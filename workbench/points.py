"""Points of the journal that people have a name for: marks, and files that went out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.errors import UserError
from workbench.workspace import Snapshot

if TYPE_CHECKING:
    from workbench.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Point:
    """A point of the journal by its batch, what it is called, and when it was named (ISO, UTC)."""

    batch: str
    name: str
    time: str
    is_mark: bool


def known_points(workspace: Workspace) -> list[Point]:
    """Return the marks and the files that went out, newest first; points the journal lacks are left out."""
    marks = [Point(mark.batch, mark.name, mark.time, True) for mark in workspace.marks()]
    sent = [
        Point(file.point, file.name, file.time, False)
        for file in workspace.files()
        if file.direction == "out" and workspace.signature(file.point) is not None
    ]
    return sorted([*marks, *sent], key=_time, reverse=True)


def find_point(workspace: Workspace, name: str) -> str:
    """Return the batch that a mark, a batch id or the name of a file that went out stands for.

    Of files of one name the last one counts. Raises UserError listing the marks where that names nothing.
    """
    points = known_points(workspace)
    for is_mark in (True, False):
        found = next((p.batch for p in points if p.is_mark is is_mark and p.name == name), None)
        if found:
            return found
    if workspace.signature(name) is not None:
        return name
    marks = ", ".join(f"“{point.name}”" for point in points if point.is_mark)
    if not marks:
        raise UserError(
            "“{0}” is no mark, no batch and no file that went out; this workspace has no marks.", name
        )
    raise UserError(
        "“{0}” is no mark, no batch and no file that went out; this workspace has the marks {1}.",
        name,
        marks,
    )


def snapshot_at(workspace: Workspace, point: str) -> Snapshot:
    """Return the document as it was right after batch ``point``; UserError where unknown."""
    return Snapshot(workspace.id, point, workspace.at(point))


def _time(point: Point) -> str:
    return point.time
