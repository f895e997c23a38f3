"""Which key does what: a map that stays open beside the work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
)

from ui.dialogs.key_groups import all_groups
from ui.picking import ListKeys, Wanted
from workbench.folding import fold
from workbench.search import words

if TYPE_CHECKING:
    from ui.window import MainWindow

PLACE = "keys_place"
"""Under which place and size of the map are kept."""
SPOKEN = Qt.ItemDataRole.AccessibleTextRole


class KeysDialog(QDialog):
    """Shows every key of the program with a line to filter by; made by the window, forgotten when closed."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._settings = window.settings
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.line = QLineEdit(self)
        self.table = QTreeWidget(self)
        self._groups: list[tuple[QTreeWidgetItem, list[QTreeWidgetItem]]] = []
        self._nothing = QLabel(self.tr("No key is described so."), self)
        self._lay_out()
        self._fill(window)
        self._keys = ListKeys(self.line, self.table)
        self.line.textChanged.connect(self.filter)
        self._restore_place()

    def filter(self, query: str) -> None:
        """Show the keys whose words, key or place hold every word of ``query``."""
        wanted = Wanted(words(query))
        shown = 0
        for group, rows in self._groups:
            for row in rows:
                row.setHidden(wanted.rank(fold(row.data(0, SPOKEN))) is None)
            left = sum(not row.isHidden() for row in rows)
            group.setHidden(left == 0)
            shown += left
        self._nothing.setVisible(shown == 0)

    def _fill(self, window: MainWindow) -> None:
        for where, keys_and_words in all_groups(window):
            group = QTreeWidgetItem(self.table, [where])
            font = group.font(0)
            font.setBold(True)
            group.setFont(0, font)
            group.setFlags(Qt.ItemFlag.ItemIsEnabled)
            rows = [QTreeWidgetItem(group, [what, keys]) for keys, what in keys_and_words]
            for row in rows:
                row.setData(0, SPOKEN, f"{row.text(0)}, {row.text(1)}, {where}")
            self._groups.append((group, rows))
            group.setFirstColumnSpanned(True)
        self.table.expandAll()
        self.table.resizeColumnToContents(1)

    def _lay_out(self) -> None:
        self.setWindowTitle(self.tr("Keyboard"))
        self.line.setPlaceholderText(self.tr("Filter: words or a key"))
        self.line.setAccessibleName(self.tr("Filter the keys"))
        self.line.setClearButtonEnabled(True)
        self.table.setAccessibleName(self.tr("Commands and their keys"))
        self.table.setColumnCount(2)
        self.table.setHeaderHidden(True)
        self.table.setRootIsDecorated(False)
        self.table.setItemsExpandable(False)
        self.table.setUniformRowHeights(True)
        self.table.setAllColumnsShowFocus(True)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setIndentation(self.fontMetrics().averageCharWidth() * 2)
        header = self.table.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self._nothing.setVisible(False)
        column = QVBoxLayout(self)
        for widget in (self.line, self.table, self._nothing):
            column.addWidget(widget)
        self.resize(self.fontMetrics().averageCharWidth() * 76, self.fontMetrics().lineSpacing() * 36)

    def _restore_place(self) -> None:
        place = self._settings.bytes_of(PLACE)
        if place is not None:
            self.restoreGeometry(place)

    # Qt overrides ------------------------------------------------------------------------------

    def done(self, result: int) -> None:  # noqa: D102
        self._settings.keep(PLACE, self.saveGeometry())
        super().done(result)
