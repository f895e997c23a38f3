"""The steps of the journal as a table, newest first: when, who, what."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui.history.writing import how_made

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workbench.edits import Entry

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
WHEN, WHO, WHAT = range(3)


def local_time(time: str) -> str:
    """Return a time of the journal as the user's clock shows it."""
    return datetime.fromisoformat(time).astimezone().strftime("%Y-%m-%d %H:%M")


class EntriesModel(QAbstractTableModel):
    """Rows are steps without their edits, which are read when a step is looked at. Made by the panel."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: Sequence[Entry] = []
        self._names: Mapping[str, Sequence[str]] = {}

    def show(self, rows: Sequence[Entry], names: Mapping[str, Sequence[str]]) -> None:
        """Show these steps; ``names`` are what people call some of them, by batch."""
        self.beginResetModel()
        self._rows, self._names = rows, names
        self.endResetModel()

    def batch(self, row: int) -> str | None:
        """Return the batch of a row, None where there is no such row."""
        return self._rows[row].batch if 0 <= row < len(self._rows) else None

    def row_of(self, batch: str | None) -> int | None:
        """Return the row of a batch, None where it is not shown."""
        return next((row for row, entry in enumerate(self._rows) if entry.batch == batch), None)

    # Qt overrides ------------------------------------------------------------------------------

    def rowCount(self, parent: Index = ROOT) -> int:  # noqa: D102
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = ROOT) -> int:  # noqa: D102
        return 0 if parent.isValid() else 3

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: D102
        if not index.isValid():
            return None
        entry = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return (local_time(entry.time), entry.author, self._what(entry))[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            how = how_made(entry.origin)
            words = self.tr("{0}, by {1} on {2} ({3})") if how else self.tr("{0}, by {1} on {2}")
            return words.format(self._what(entry), entry.author, local_time(entry.time), how)
        return None

    def headerData(  # noqa: D102
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return (self.tr("When"), self.tr("Who"), self.tr("What"))[section] if 0 <= section < 3 else None

    def _what(self, entry: Entry) -> str:
        names = self._names.get(entry.batch)
        return f"{entry.label} ◆ {', '.join(names)}" if names else entry.label
