"""What the files would change as a Qt model: a row for each thing to settle, before and after."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont, QGuiApplication

from ui.merging.words import tooltip

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QIcon

    from ui.merging.entries import Entry

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
PLACE, WHAT, BEFORE, AFTER, FILES, STATE = range(6)
LONGEST = 300
"""Letters of a cell; the rest would not be seen anyway."""
LEAD = 24
"""Letters shown before the first difference of two long texts."""


class ItemsModel(QAbstractTableModel):
    """Shows rows in the order given; the place stands on the first row of each recommendation only."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: list[Entry] = []
        self._cells: dict[int, tuple[str, ...]] = {}
        self._icons: Mapping[str, QIcon] = {}
        self._bold = QFont(QGuiApplication.font())
        self._bold.setBold(True)
        self._italic = QFont(QGuiApplication.font())
        self._italic.setItalic(True)

    @property
    def entries(self) -> Sequence[Entry]:
        """The rows that are shown."""
        return self._entries

    def show(self, entries: Sequence[Entry]) -> None:
        """Show these rows."""
        self.beginResetModel()
        self._entries = list(entries)
        self._cells.clear()
        self.endResetModel()

    def refresh(self) -> None:
        """Show again what follows from decisions."""
        self._cells.clear()
        if self._entries:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._entries) - 1, STATE))

    def set_icons(self, icons: Mapping[str, QIcon]) -> None:
        """Use these icons, by name."""
        self._icons = icons
        self.refresh()

    def entry_at(self, row: int) -> Entry | None:
        """Return what a row shows, None where there is no such row."""
        return self._entries[row] if 0 <= row < len(self._entries) else None

    def row_of(self, key: str) -> int:
        """Return the row of an item, -1 where it is not shown."""
        return next((row for row, entry in enumerate(self._entries) if entry.key == key), -1)

    def _text(self, row: int, column: int) -> str:
        if row not in self._cells:
            self._cells[row] = _cells(self._entries[row])
        return self._cells[row][column]

    def _is_first(self, row: int) -> bool:
        """Whether a row is the first of its recommendation."""
        return row == 0 or self._entries[row - 1].place != self._entries[row].place

    def _font(self, row: int, column: int) -> QFont | None:
        entry = self._entries[row]
        if column == PLACE or (column == STATE and entry.is_open):
            return self._bold
        return self._italic if column in (AFTER, STATE) and _is_kept(entry) else None

    # Qt overrides ------------------------------------------------------------------------------

    def rowCount(self, parent: Index = ROOT) -> int:  # noqa: D102
        return 0 if parent.isValid() else len(self._entries)

    def columnCount(self, parent: Index = ROOT) -> int:  # noqa: D102
        return 0 if parent.isValid() else 6

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: D102
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        entry = self._entries[row]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return "" if column == PLACE and not self._is_first(row) else self._text(row, column)
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._text(row, column)
            case Qt.ItemDataRole.ToolTipRole:
                return tooltip(_whole(entry)[column])
            case Qt.ItemDataRole.DecorationRole if column == STATE:
                return self._icons.get(entry.sign)
            case Qt.ItemDataRole.FontRole:
                return self._font(row, column)
        return None

    def headerData(  # noqa: D102
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return (
            self.tr("Place"),
            self.tr("What"),
            self.tr("Before"),
            self.tr("After"),
            self.tr("From"),
            self.tr("State"),
        )[section]


def _whole(entry: Entry) -> tuple[str, ...]:
    files = "\n".join(one.files for one in entry.theirs)
    return entry.place, entry.what, entry.ours, entry.after, files, entry.state


def _cells(entry: Entry) -> tuple[str, ...]:
    before, after = _line(entry.ours), _line(entry.after)
    if not entry.is_contradicted or not entry.is_open:
        before, after = _from_difference(before, after)
    return entry.place, entry.what, before[:LONGEST], after[:LONGEST], entry.source, entry.state


def _is_kept(entry: Entry) -> bool:
    """Whether somebody decided that what the files say of it does not arrive."""
    decision = entry.item.decision
    return decision is not None and decision.take == "ours"


def _line(text: str) -> str:
    return " ".join(text.split())


def _from_difference(before: str, after: str) -> tuple[str, str]:
    """Return two lines from a few words before their first difference on, where that comes late."""
    pairs = enumerate(zip(before, after, strict=False))
    same = next((place for place, (one, other) in pairs if one != other), min(len(before), len(after)))
    if before == after or same <= 2 * LEAD:
        return before, after
    start = before.rfind(" ", 0, same - LEAD) + 1
    return f"…{before[start:]}", f"…{after[start:]}"
