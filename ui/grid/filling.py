"""Filling cells: down from the topmost selected one, or all that are selected with what is typed in one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from workbench.rows import COLUMNS, is_editable

if TYPE_CHECKING:
    from ui.grid.cells import CellDelegate
    from ui.grid.changing import Changing
    from ui.grid.view import GridView
    from ui.session import Session
    from workbench.rows import Column
    from workbench.schema import Value


class Filling(QObject):
    """Made by the grid panel; works on the cells that are selected in its view."""

    def __init__(
        self, session: Session, view: GridView, delegate: CellDelegate, changing: Changing, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._view = view
        self._changing = changing
        view.fill_asked.connect(self.down)
        delegate.fill_asked.connect(self.fill)

    def down(self) -> None:
        """Give the selected cells of each column the value of the topmost of them."""
        if not self._session.writable:
            return
        rows, cells, below = self._changing.rows, [], 0
        for column, ids in self._chosen():
            value = rows.value(ids[0], column)
            below += len(ids) - 1
            cells += [(id, column, value) for id in ids[1:] if rows.value(id, column) != value]
        if cells:
            self._changing.fill(cells)
        elif below:
            self._changing.done.emit(self.tr("The selected cells hold that already."))
        else:
            self._changing.done.emit(
                self.tr("Select a cell and those below it that shall hold the same, then fill.")
            )

    def fill(self, id: int, name: str, value: Value) -> None:
        """Give a cell a value, and the selected cells of fields that take the same values."""
        chosen = {
            (other, column.name): (other, column, value)
            for column, ids in self._chosen()
            if _takes(column) == _takes(COLUMNS[name])
            for other in ids
        }
        chosen[id, name] = id, COLUMNS[name], value
        if len(chosen) == 1:
            self._changing.set_cell(id, name, value)
        else:
            self._changing.fill(list(chosen.values()))

    def _chosen(self) -> list[tuple[Column, list[int]]]:
        """Return each column that can be edited and has selected cells, with their rows from the top."""
        cells, ids = set(self._view.selected_cells()), self._view.selected_ids()
        names = [name for name in self._view.columns if is_editable(COLUMNS[name])]
        found = [(COLUMNS[name], [id for id in ids if (id, name) in cells]) for name in names]
        return [(column, chosen) for column, chosen in found if chosen]


def _takes(column: Column) -> tuple[object, object]:
    """Return what the values of a column are."""
    assert column.field is not None
    return column.field.type, column.field.vocabulary
