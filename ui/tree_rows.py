"""What the tree model keeps of each node it shows, and how it follows the edits of a batch."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from workbench.edits import Edit


class Row:
    """A node as the model shows it; ``row`` is its place."""

    __slots__ = ("children", "id", "parent", "row")

    def __init__(self, id: int, parent: Row | None, row: int = 0) -> None:
        self.id = id
        self.parent = parent
        self.children: list[Row] = []
        self.row = row


def branches(edits: Sequence[Edit]) -> list[Edit]:
    """Return the edits of the topmost nodes where all nodes come or all go, none where that is not so.

    Each branch can then come or go as a whole.
    """
    if len({edit.op for edit in edits}) != 1 or edits[0].op == "move":
        return []
    nodes = {edit.node for edit in edits}
    return [edit for edit in edits if (edit.after or edit.before)["parent"] not in nodes]


def renumber(row: Row, start: int = 0) -> None:
    """Tell the rows below one their places anew, from ``start`` on."""
    for place in range(start, len(row.children)):
        row.children[place].row = place


def ranges(rows: Iterable[Row]) -> Iterator[tuple[Row | None, int, int]]:
    """Yield one range of places per parent that covers all rows: the parent, the first and the last place."""
    places: dict[Row | None, list[int]] = {}
    for row in rows:
        places.setdefault(row.parent, []).append(row.row)
    for parent, there in places.items():
        yield parent, min(there), max(there)
