"""The menu of the grid: what can be done with the selected cells, each with its key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu

from ui.grid import view

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.grid.panel import GridPanel


class CellMenu(QMenu):
    """Made by the grid panel when it is asked for; gone when it closes."""

    def __init__(self, panel: GridPanel) -> None:
        super().__init__(panel)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._add(self.tr("Open the &form"), panel.form_key, panel.on_open)
        self._add(self.tr("&Set a field…"), view.SET, panel.on_set)
        self._add(self.tr("Sort by this &column"), view.SORT, panel.on_sort_by_current)
        self.addSeparator()
        self._add(self.tr("Cop&y"), view.COPY, panel.copying.copy)
        self._add(self.tr("&Paste"), view.PASTE, panel.copying.paste)
        self._add(self.tr("Fill &down"), view.FILL, panel.filling.down)
        self._add(self.tr("&Empty"), view.EMPTY, panel.copying.clear)

    def _add(self, words: str, key: str, slot: Callable[[], None]) -> None:
        native = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
        self.addAction(f"{words}\t{native}").triggered.connect(slot)
