"""Cells to the clipboard and back: what is selected goes out, what comes in is checked first."""

from __future__ import annotations

from itertools import cycle, islice
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from ui.grid.clipboard import Cell, from_mime, to_mime
from ui.grid.pasting import Reader
from workbench.rows import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from ui.grid.changing import Changing
    from ui.grid.clipboard import Table
    from ui.grid.pasting import Paste
    from ui.grid.view import GridView
    from ui.questions import Questions
    from ui.session import Session

    Places = AbstractSet[tuple[int, str]]


class Copying(QObject):
    """Made by the grid panel; works on the cells that are selected in its view."""

    def __init__(
        self, session: Session, questions: Questions, view: GridView, changing: Changing, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._questions = questions
        self._view = view
        self._changing = changing

    def copy(self) -> None:
        """Put the selected cells on the clipboard; those between them that are not selected are empty."""
        chosen = set(self._view.selected_cells())
        ids, names = self._view.selected_ids(), self._columns_of(chosen)
        table = [[self._cell(id, name, chosen) for name in names] for id in ids]
        if table:
            QApplication.clipboard().setMimeData(to_mime(table))

    def paste(self) -> None:
        """Take cells from the clipboard; a table goes again and again into the selected cells it fills."""
        table = from_mime(QApplication.clipboard().mimeData())
        chosen = set(self._view.selected_cells())
        if not table or not chosen or not self._session.writable:
            return
        paste = self._planned(table, chosen)
        if not paste.cells and paste.refused:
            self._session.failed.emit(self.tr("Nothing was pasted. {0}").format(paste.details))
        elif not paste.question or self._questions.confirm(paste.question, paste.details, self.tr("Paste")):
            self._changing.set_cells(self.tr("Paste cells"), paste.cells)

    def clear(self) -> None:
        """Empty the selected cells."""
        if self._session.writable:
            self._changing.clear(self._view.selected_cells())

    def _planned(self, table: Table, chosen: Places) -> Paste:
        workspace, view = self._session.workspace, self._view
        reader = Reader(workspace.tree, workspace.numbers, self._changing.rows)
        ids, names = view.selected_ids(), self._columns_of(chosen)
        if len(table) == len(table[0]) == 1:
            places = [(id, name) for id in ids for name in names if (id, name) in chosen]
            return reader.plan([(id, name, table[0][0]) for id, name in places])
        if _fills(table, len(ids), len(names)) and len(chosen) == len(ids) * len(names):
            tiled = [
                [row[place % len(row)] for place in range(len(names))]
                for row in islice(cycle(table), len(ids))
            ]
            return reader.plan_table(tiled, ids, names)
        shown, columns = view.ids, view.columns
        return reader.plan_table(table, shown[shown.index(ids[0]) :], columns[columns.index(names[0]) :])

    def _columns_of(self, chosen: Places) -> list[str]:
        """Return the columns that have a selected cell, from the left."""
        names = {name for _, name in chosen}
        return [name for name in self._view.columns if name in names]

    def _cell(self, id: int, name: str, chosen: Places) -> Cell:
        if (id, name) not in chosen:
            return Cell("")
        column, rows = COLUMNS[name], self._changing.rows
        type = column.field.type.value if column.field else ""
        return Cell(rows.text(id, column), type, rows.value(id, column))


def _fills(table: Table, height: int, width: int) -> bool:
    """Whether a table, put beside and below itself again and again, takes just so much room."""
    widths = {len(row) for row in table}
    return len(widths) == 1 and height % len(table) == 0 and width % widths.pop() == 0
