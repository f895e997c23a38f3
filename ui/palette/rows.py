"""The rows of the palette: words on the left, where else they are found and their key on the right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from ui.palette.entries import Entry

Index = QModelIndex | QPersistentModelIndex
ENTRY = Qt.ItemDataRole.UserRole
WIDEST_KEY = "Ctrl+Shift+Right"


class EntryModel(QAbstractListModel):
    """Entries in the order they are shown; made by the palette."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.entries: list[Entry] = []

    def show(self, entries: list[Entry]) -> None:
        """Show other entries."""
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    # Qt overrides ------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, D102
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: D102
        if not index.isValid():
            return None
        entry = self.entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return entry.spoken
        return entry if role == ENTRY else None

    def flags(self, index: Index) -> Qt.ItemFlag:  # noqa: D102
        if not index.isValid() or not self.entries[index.row()].available:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren


class EntryDelegate(QStyledItemDelegate):
    """Draws an entry; where there is little room, its words go before where it is found."""

    # Qt overrides ------------------------------------------------------------------------------

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: D102
        return QSize(0, round(option.fontMetrics.lineSpacing() * 1.5))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: D102
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        shown.text = ""
        style = option.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, shown, painter, option.widget)
        self._draw_entry(painter, shown, index.data(ENTRY))

    def _draw_entry(self, painter: QPainter, shown: QStyleOptionViewItem, entry: Entry) -> None:
        """Draw the words from the left; from the right the key, and before it where the entry is found."""
        metrics = shown.fontMetrics
        unit = metrics.averageCharWidth()
        room = shown.rect.adjusted(unit, 0, -unit, 0)
        if entry.name:  # keys of commands stand in a column
            column = room.adjusted(room.width() - metrics.horizontalAdvance(WIDEST_KEY), 0, 0, 0)
            self._draw(painter, shown, column, entry.key, Qt.AlignmentFlag.AlignLeft, not entry.available)
            room.setRight(column.left() - unit * 2)
        most = max(room.width() // 3, room.width() - metrics.horizontalAdvance(entry.words) - unit * 3)
        where = metrics.elidedText(entry.where, Qt.TextElideMode.ElideRight, most)
        self._draw(painter, shown, room, where, Qt.AlignmentFlag.AlignRight, True)
        room.setRight(room.right() - metrics.horizontalAdvance(where) - unit * 3)
        words = metrics.elidedText(entry.words, Qt.TextElideMode.ElideRight, room.width())
        self._draw(painter, shown, room, words, Qt.AlignmentFlag.AlignLeft, not entry.available)

    def _draw(
        self,
        painter: QPainter,
        shown: QStyleOptionViewItem,
        room: QRect,
        words: str,
        align: Qt.AlignmentFlag,
        is_faint: bool,
    ) -> None:
        is_selected = bool(shown.state & QStyle.StateFlag.State_Selected)
        faint = QPalette.ColorRole.PlaceholderText if is_faint else QPalette.ColorRole.Text
        role = QPalette.ColorRole.HighlightedText if is_selected else faint
        painter.save()
        painter.setPen(shown.palette.color(QPalette.ColorGroup.Active, role))
        painter.drawText(room, align | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, words)
        painter.restore()
