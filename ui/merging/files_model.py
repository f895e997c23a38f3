"""The files that came back as a Qt model: a row for all of them, then one for each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont, QGuiApplication

from ui.counting import counted
from ui.labels import translate
from ui.merging import words
from ui.merging.entries import DONE, QUESTION

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QIcon

    from ui.merging.desk import Desk, Sheet

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
NAME, STATE, UNIT, SAVED_BY, SAVED = range(5)
REFUSED = "warning"


@dataclass(frozen=True, slots=True)
class FileRow:
    """One row; ``sign`` names an icon ("" for none), ``sheet`` is None where all files are meant."""

    name: str
    state: str
    sign: str = ""
    sheet: Sheet | None = None
    unit: str = ""
    saved_by: str = ""
    saved: str = ""

    @property
    def cells(self) -> tuple[str, str, str, str, str]:
        """What the columns show."""
        return self.name, self.state, self.unit, self.saved_by, self.saved


def file_rows(desk: Desk) -> list[FileRow]:
    """Return the rows for the files on the desk, the one for all of them first."""
    rows = [_row(desk, sheet) for sheet in desk.sheets]
    everything = counted(
        len(rows), translate("Merging", "All files (1)"), translate("Merging", "All files ({n})")
    )
    return [FileRow(everything, words.counts(desk.entries)), *rows]


def _row(desk: Desk, sheet: Sheet) -> FileRow:
    returned = sheet.returned
    if returned is None:
        return FileRow(sheet.path.name, _unread(desk, sheet), REFUSED if sheet.refused else "", sheet)
    saved = words.day_and_time(returned.saved_at)
    state, sign = _state(desk, sheet)
    return FileRow(sheet.path.name, state, sign, sheet, returned.unit or "", returned.saved_by, saved)


def _unread(desk: Desk, sheet: Sheet) -> str:
    if sheet.refused:
        return translate("Merging", "refused: {0}").format(sheet.refused)
    return translate("Merging", "being read…") if desk.is_reading else translate("Merging", "not read")


def _state(desk: Desk, sheet: Sheet) -> tuple[str, str]:
    """Return what became of a file that was read, and the name of the icon that says so."""
    twin = _twin(desk, sheet)
    if twin:
        return translate("Merging", "the same file as {0}").format(twin.path.name), DONE
    if desk.plan is None or sheet.position is None or sheet.returned is None:
        return translate("Merging", "being read…"), ""
    file, entries = desk.plan.files[sheet.position], desk.of(sheet)
    state = words.file_state(file, entries)
    if file.is_settled:
        return state, DONE
    problems = len(sheet.returned.problems)
    if problems:
        state = f"{state}, {words.notes(problems)}"
    return state, QUESTION if problems or any(entry.is_open for entry in entries) else ""


def _twin(desk: Desk, sheet: Sheet) -> Sheet | None:
    """Return the earlier file on the desk that is the very same, None where there is none."""
    for other in desk.sheets:
        if other is sheet:
            return None
        if other.returned and sheet.returned and other.returned.sha256 == sheet.returned.sha256:
            return other
    return None


class FilesModel(QAbstractTableModel):
    """Shows the files on the desk; made by the panel of files."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[FileRow] = []
        self._icons: Mapping[str, QIcon] = {}
        self._bold = QFont(QGuiApplication.font())
        self._bold.setBold(True)

    def show(self, rows: Sequence[FileRow]) -> None:
        """Show these rows; where the files are the same, the view keeps what is selected."""
        if [row.sheet for row in rows] == [row.sheet for row in self._rows]:
            self._rows = list(rows)
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, SAVED))
            return
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def set_icons(self, icons: Mapping[str, QIcon]) -> None:
        """Use these icons, by name."""
        self._icons = icons

    def sheet_at(self, row: int) -> Sheet | None:
        """Return the file of a row, None for the row of all files and for none."""
        return self._rows[row].sheet if 0 <= row < len(self._rows) else None

    def row_of(self, sheet: Sheet | None) -> int:
        """Return the row of a file, that of all files where it is not there."""
        return next((place for place, row in enumerate(self._rows) if row.sheet is sheet), 0)

    # Qt overrides ------------------------------------------------------------------------------

    def rowCount(self, parent: Index = ROOT) -> int:  # noqa: D102
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = ROOT) -> int:  # noqa: D102
        return 0 if parent.isValid() else 5

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: D102
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return row.cells[column]
        if role == Qt.ItemDataRole.ToolTipRole:
            return words.tooltip(row.cells[column])
        if role == Qt.ItemDataRole.DecorationRole and column == STATE:
            return self._icons.get(row.sign)
        if role == Qt.ItemDataRole.FontRole and row.sheet is None:
            return self._bold
        return None

    def headerData(  # noqa: D102
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        names = (self.tr("File"), self.tr("State"), self.tr("Unit"), self.tr("Saved by"), self.tr("Saved"))
        return names[section]
