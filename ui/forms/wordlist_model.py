"""One word list as a table: key and label in each language of the papers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from ui.text.holdable import held_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbench.vocabularies import Labels

LANGUAGES = ("en", "fr", "es")
Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()


class WordListModel(QAbstractTableModel):
    """The rows of one word list; made by the editor of word lists.

    ``changed`` is sent when the user changes something. Keys of a closed list stay as they are.
    """

    changed = Signal()

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self._rows: list[list[str]] = []
        self._closed = False

    @property
    def is_closed(self) -> bool:
        """Whether keys can be neither changed nor added nor removed."""
        return self._closed

    def show(self, entries: Mapping[str, Labels], *, closed: bool) -> None:
        """Show a list."""
        self.beginResetModel()
        self._rows = [
            [key, *(labels.get(language, "") for language in LANGUAGES)] for key, labels in entries.items()
        ]
        self._closed = closed
        self.endResetModel()

    def entries(self) -> dict[str, dict[str, str]]:
        """Return the list; rows without a key are left out."""
        return {
            row[0].strip(): {
                language: text for language, text in zip(LANGUAGES, row[1:], strict=True) if text
            }
            for row in self._rows
            if row[0].strip()
        }

    def append(self) -> int:
        """Add an empty row for the user to fill in and return its place."""
        place = len(self._rows)
        self.beginInsertRows(ROOT, place, place)
        self._rows.append([""] * (1 + len(LANGUAGES)))
        self.endInsertRows()
        return place

    def remove(self, place: int) -> None:
        """Remove a row."""
        if not self._closed and 0 <= place < len(self._rows):
            self.beginRemoveRows(ROOT, place, place)
            del self._rows[place]
            self.endRemoveRows()
            self.changed.emit()

    def shift(self, place: int, step: int) -> int:
        """Move a row up (-1) or down (1) and return where it is now."""
        target = place + step
        if not (0 <= place < len(self._rows) and 0 <= target < len(self._rows)):
            return place
        self.beginMoveRows(ROOT, place, place, ROOT, target + (1 if step > 0 else 0))
        self._rows.insert(target, self._rows.pop(place))
        self.endMoveRows()
        self.changed.emit()
        return target

    # Qt overrides ------------------------------------------------------------------------------

    def rowCount(self, parent: Index = ROOT) -> int:  # noqa: D102
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = ROOT) -> int:  # noqa: D102
        return 0 if parent.isValid() else 1 + len(LANGUAGES)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: D102
        if index.isValid() and role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self._rows[index.row()][index.column()]
        return None

    def headerData(  # noqa: D102
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return (self.tr("Key"), self.tr("English"), self.tr("French"), self.tr("Spanish"))[section]

    def flags(self, index: Index) -> Qt.ItemFlag:  # noqa: D102
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return usual if self._closed and index.column() == 0 else usual | Qt.ItemFlag.ItemIsEditable

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: D102
        text = " ".join(held_line(str(value)).split())
        if role != Qt.ItemDataRole.EditRole or not index.isValid() or self._is_taken(index, text):
            return False
        if self._rows[index.row()][index.column()] != text:
            self._rows[index.row()][index.column()] = text
            self.dataChanged.emit(index, index)
            self.changed.emit()
        return True

    def _is_taken(self, index: Index, text: str) -> bool:
        """Whether another row has this key already."""
        others = (row[0] for place, row in enumerate(self._rows) if place != index.row())
        return index.column() == 0 and bool(text) and text in others
