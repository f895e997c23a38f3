"""Tab in a cell: what is typed is taken, and the cursor goes on to the next cell that can be edited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from workbench.rows import COLUMNS, is_editable

if TYPE_CHECKING:
    from ui.grid.cells import CellDelegate
    from ui.grid.view import GridView


class Tabbing(QObject):
    """Made by the grid panel; the way is along the row, then on in the row below, or above."""

    def __init__(self, view: GridView, delegate: CellDelegate, parent: QObject) -> None:
        super().__init__(parent)
        self._view = view
        self._delegate = delegate
        view.tab_pressed.connect(self.on_tab)

    def on_tab(self, step: int) -> None:
        """Take what is typed and go a cell on or back; stay where it could not be taken."""
        editing = self._delegate.editing
        goal = self._beside(editing[0], editing[1].name, step) if editing is not None else None
        if self._delegate.settle() and goal is not None:
            self._view.go_to(*goal)

    def _beside(self, id: int, name: str, step: int) -> tuple[int, str] | None:
        """Return the cell to go to, found before the value moves the row; None at the end of the grid."""
        names = [shown for shown in self._view.columns if is_editable(COLUMNS[shown])]
        if name not in names:
            return None  # its column was hidden meanwhile
        place = names.index(name) + step
        if 0 <= place < len(names):
            return id, names[place]
        row = self._view.row_beside(id, step)
        return (row, names[place % len(names)]) if row is not None else None
