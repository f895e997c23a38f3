"""What the user does with the columns of the grid: ticked in a menu, moved and resized by key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from ui.grid.model import ALL
from ui.schema_words import column_label

if TYPE_CHECKING:
    from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
    from PySide6.QtWidgets import QWidget

    from ui.grid.view import GridView

WIDTH_STEP, LEAST_WIDTH = 2, 6
"""In average letters."""


def move_column(view: GridView, step: int) -> None:
    """Move the column with the cursor to the left (-1) or to the right (1), as far as there are others."""
    place = view.header().visualIndex(view.currentIndex().column())
    if place >= 0 and 0 <= place + step < len(view.columns):  # those that are hidden stand behind
        view.header().moveSection(place, place + step)
        view.scrollTo(view.currentIndex())


def widen_column(view: GridView, letters: int) -> None:
    """Make the column with the cursor wider, or narrower."""
    column, letter = view.currentIndex().column(), view.fontMetrics().averageCharWidth()
    if column >= 0:
        view.setColumnWidth(column, max(view.columnWidth(column) + letters * letter, LEAST_WIDTH * letter))


class ColumnsMenu(QMenu):
    """Made by who shows it. It stays open while columns are ticked by click or Space; Return closes it."""

    def __init__(self, view: GridView, parent: QWidget) -> None:
        super().__init__(parent)
        self._view = view
        self._is_pressed = False
        for column in ALL:
            action = self.addAction(column_label(column).replace("&", "&&"))
            action.setCheckable(True)
            action.setData(column.name)
        self.aboutToShow.connect(self.mark)
        self.triggered.connect(self.on_triggered)

    def mark(self) -> None:
        """Tick the columns that are shown; the last one cannot be hidden."""
        shown = self._view.columns
        for action in self.actions():
            action.setChecked(action.data() in shown)
            action.setEnabled(shown != [action.data()])

    def on_triggered(self, action: QAction) -> None:
        """Show or hide a column."""
        self._view.toggle_column(action.data())
        self.mark()

    # Qt overrides ------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: D102
        self._is_pressed = True
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: D102
        action = self.actionAt(event.position().toPoint())
        is_click, self._is_pressed = self._is_pressed, False
        if is_click and action is not None:
            action.trigger()
        else:
            super().mouseReleaseEvent(event)  # the button may have been pressed before the menu was there

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        action = self.activeAction()
        if event.key() == Qt.Key.Key_Space and action is not None:
            action.trigger()
        else:
            super().keyPressEvent(event)
