"""Cells to the clipboard and back: what is selected goes out, what comes in is checked first."""

from __future__ import annotations

from itertools import cycle, islice
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from ui.grid.clipboard import Cell, from_mime, to_mime
from ui.grid.pasting import Paste, Reader, left_out, spread
from ui.sentences import spoken
from ui.slices import Slices
from workbench.rows import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from ui.grid.changing import Changing
    from ui.grid.clipboard import Table
    from ui.grid.pasting import Falling
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
        self._reading = Slices(self)
        session.about_to_change.connect(self._reading.finish)
        session.closed.connect(self._reading.stop)

    def copy(self) -> None:
        """Put the selected cells on the clipboard; those between them that are not selected are empty."""
        chosen = set(self._view.selected_cells())
        ids, names = self._view.selected_ids(), self._columns_of(chosen)
        table = [[self._cell(id, name, chosen) for name in names] for id in ids]
        if table:
            QApplication.clipboard().setMimeData(to_mime(table))

    def paste(self) -> None:
        """Take cells from the clipboard; a table goes again and again into the selected cells it fills.

        Many cells are read a moment at a time before they are put in as one step; any other step waits.
        """
        self._reading.finish()
        table = from_mime(QApplication.clipboard().mimeData())
        chosen = set(self._view.selected_cells())
        if not table or not chosen or not self._session.writable:
            return
        self._reading.start(self._read(*self._falling(table, chosen)))
        self._reading.go_on()
        if self._reading.is_busy:
            self._changing.done.emit(self.tr("Reading what is pasted… Esc gives it up."))

    def stop(self) -> None:
        """Give up a paste that is being read."""
        if self._reading.is_busy:
            self._reading.stop()
            self._tell_nothing()

    def clear(self) -> None:
        """Empty the selected cells."""
        if self._session.writable:
            self._changing.clear(self._view.selected_cells())

    def _read(self, cells: Sequence[Falling], beyond: int) -> Iterator[None]:
        """Read cells as the document is now, again where it is changed meanwhile, and put them in."""
        paste = None
        while paste is None:
            paste = yield from self._read_once(cells)
        if beyond:
            paste.refused.append(left_out(beyond))
        self._reading.stop()  # the question that may come now is nothing to wait for
        self._put(paste)

    def _read_once(self, cells: Sequence[Falling]) -> Generator[None, None, Paste | None]:
        """Return what cells do, None where the document was changed before all were read."""
        workspace, rows, paste = self._session.workspace, self._changing.rows, Paste()
        reader = Reader(workspace.tree, workspace.numbers, rows)
        for id, name, cell in cells:
            if id in workspace.tree:
                reader.take(paste, id, COLUMNS[name], cell)
            yield
            if rows is not self._changing.rows:
                return None
        return paste

    def _put(self, paste: Paste) -> None:
        if not paste.cells and paste.refused:
            self._session.failed.emit(self.tr("Nothing was pasted. {0}").format(paste.details))
        elif not paste.question or self._questions.confirm(paste.question, paste.details, self.tr("Paste")):
            self._changing.set_cells(self.tr("Paste cells"), paste.cells)
        else:
            self._tell_nothing()

    def _tell_nothing(self) -> None:
        self._changing.done.emit(self.tr("Nothing was pasted."))

    def _falling(self, table: Table, chosen: Places) -> tuple[list[Falling], int]:
        """Return where the cells of a table fall, and how many of them beyond the grid."""
        view = self._view
        ids, names = view.selected_ids(), self._columns_of(chosen)
        if len(table) == len(table[0]) == 1:
            return [(id, name, table[0][0]) for id in ids for name in names if (id, name) in chosen], 0
        if _fills(table, len(ids), len(names)) and len(chosen) == len(ids) * len(names):
            tiled = [
                [row[place % len(row)] for place in range(len(names))]
                for row in islice(cycle(table), len(ids))
            ]
            return spread(tiled, ids, names)
        shown, columns = view.ids, view.columns
        return spread(table, shown[shown.index(ids[0]) :], columns[columns.index(names[0]) :])

    def _columns_of(self, chosen: Places) -> list[str]:
        """Return the columns that have a selected cell, from the left."""
        names = {name for _, name in chosen}
        return [name for name in self._view.columns if name in names]

    def _cell(self, id: int, name: str, chosen: Places) -> Cell:
        if (id, name) not in chosen:
            return Cell("")
        column, rows = COLUMNS[name], self._changing.rows
        type = column.field.type.value if column.field else ""
        return Cell(spoken(rows.text(id, column)), type, rows.value(id, column))


def _fills(table: Table, height: int, width: int) -> bool:
    """Whether a table, put beside and below itself again and again, takes just so much room."""
    widths = {len(row) for row in table}
    return len(widths) == 1 and height % len(table) == 0 and width % widths.pop() == 0
