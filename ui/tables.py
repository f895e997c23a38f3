"""What tables of rows to look at have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QT_TRANSLATE_NOOP,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    Qt,
    Signal,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ui.hits import HitDelegate

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PySide6.QtCore import QAbstractItemModel
    from PySide6.QtGui import QKeyEvent

RETURN = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
ENDS = (QAbstractItemView.CursorAction.MoveHome, QAbstractItemView.CursorAction.MoveEnd)
KEYS = (("Return", QT_TRANSLATE_NOOP("Keys", "Go to what the row is about")),)


class RowTable(QTableView):
    """A table of whole rows for looking at; Tab leaves it, ``entered`` is sent for Return."""

    entered = Signal()

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._marking = HitDelegate(self)
        self.setItemDelegate(self._marking)
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setCornerWidget(QWidget(self))  # else the colour of frames is seen between the scroll bars
        self.setWordWrap(False)
        self.setAlternatingRowColors(True)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 6)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def set_widths(self, widths: dict[int, int], *stretched: int) -> None:
        """Give columns a width in letters; the stretched ones share what is left."""
        header, unit = self.horizontalHeader(), self.fontMetrics().averageCharWidth()
        for column, width in widths.items():
            header.resizeSection(column, unit * width)
        for column in stretched:
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)

    def mark(self, words: Sequence[str]) -> None:
        """Mark these folded words wherever they stand."""
        if self._marking.set_words(words):
            self.viewport().update()

    def go_to(self, row: int) -> None:
        """Make a row the current one and the only one selected, whatever keys are held down."""
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(self.model().index(row, 0), flags)

    def select_rows(self, rows: Sequence[int]) -> None:
        """Select these rows at once, the first of them the current one."""
        flags = QItemSelectionModel.SelectionFlag
        chosen = QItemSelection()
        for first, last in _runs(sorted(rows)):
            chosen.select(self.model().index(first, 0), self.model().index(last, 0))
        if rows:
            self.selectionModel().setCurrentIndex(self.model().index(rows[0], 0), flags.NoUpdate)
        self.selectionModel().select(chosen, flags.ClearAndSelect | flags.Rows)

    def selected_rows(self) -> list[int]:
        """Return the selected rows from the top."""
        # Not selectedRows(), which takes half a second for ten thousand of them.
        stretches = self.selectionModel().selection()
        parts = [(part.top(), part.bottom() + 1) for part in stretches]  # type: ignore[attr-defined]
        return sorted({row for part in parts for row in range(*part)})

    # Qt overrides ------------------------------------------------------------------------------

    def setModel(self, model: QAbstractItemModel | None) -> None:  # noqa: D102
        super().setModel(model)
        if model is not None:
            # To paint itself, a header goes through every selected row, although it shows none of that.
            header = self.horizontalHeader()
            header.setSelectionModel(QItemSelectionModel(model, header))

    def moveCursor(  # noqa: D102
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        if action in ENDS:  # of the list, as in every list; Qt means those of the row
            modifiers |= Qt.KeyboardModifier.ControlModifier
        return super().moveCursor(action, modifiers)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        if event.key() in RETURN and not event.modifiers():
            self.entered.emit()
            return
        super().keyPressEvent(event)


def _runs(rows: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield first and last of each stretch of rows that follow one another."""
    start = 0
    for place, row in enumerate(rows):
        if place + 1 == len(rows) or rows[place + 1] != row + 1:
            yield rows[start], row
            start = place + 1
