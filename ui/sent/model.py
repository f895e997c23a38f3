"""The sheets that went out as a Qt model: a row for each, with what became of it in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)
from PySide6.QtGui import QFont, QGuiApplication, QIcon, QPalette

from ui.counting import counted
from ui.labels import translate
from workbench.tracking.ledger import day_of

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from workbench.tracking.ledger import SheetSent, State

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
UNIT, FOCAL_POINT, STATE, DUE, SENT, BACK, REMINDED, FILE = range(8)
SORT_ROLE = Qt.ItemDataRole.UserRole
STATES: tuple[State, ...] = ("late", "out", "back", "replaced")
"""In the order in which a person wants to see them."""


@dataclass(frozen=True, slots=True)
class SentRow:
    """One sheet, with whom the register names for its unit today."""

    sheet: SheetSent
    focal_point: str
    email: str


def state_in_words(sheet: SheetSent, today: date) -> str:
    """Return what became of a sheet: "Late by 3 days"."""
    if sheet.state == "late" and sheet.due:
        return counted(
            (today - sheet.due).days,
            translate("Sent", "Late by 1 day"),
            translate("Sent", "Late by {n} days"),
        )
    return {
        "late": translate("Sent", "Late"),
        "out": translate("Sent", "Out"),
        "back": translate("Sent", "Back"),
        "replaced": translate("Sent", "Replaced"),
    }[sheet.state]


class SentModel(QAbstractTableModel):
    """The sheets; made by the window of sheets sent, which gives it rows and the icon for late ones."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[SentRow] = []
        self._texts: list[tuple[str, ...]] = []
        self._icon = QIcon()

    def show(self, rows: list[SentRow], today: date) -> bool:
        """Show these sheets; return whether anything differs from before."""
        texts = [_texts(row, today) for row in rows]
        if (rows, texts) == (self._rows, self._texts):
            return False
        self.beginResetModel()
        self._rows, self._texts = rows, texts
        self.endResetModel()
        return True

    def set_icon(self, late: QIcon) -> None:
        """Use this icon for late sheets."""
        self._icon = late
        if self._rows:
            last = self.index(len(self._rows) - 1, STATE)
            self.dataChanged.emit(self.index(0, STATE), last, [Qt.ItemDataRole.DecorationRole])

    def row(self, number: int) -> SentRow:
        """Return a row."""
        return self._rows[number]

    @property
    def rows(self) -> list[SentRow]:
        """All rows in the order they went out."""
        return list(self._rows)

    # Qt overrides ------------------------------------------------------------------------------

    def rowCount(self, parent: Index = ROOT) -> int:  # noqa: D102
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = ROOT) -> int:  # noqa: D102
        return 0 if parent.isValid() else FILE + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: D102
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], index.column()
        text = self._texts[index.row()][column]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return text
            case Qt.ItemDataRole.ToolTipRole:
                return _tip(row, column) or text
            case Qt.ItemDataRole.UserRole:
                return str(STATES.index(row.sheet.state)) if column == STATE else text.casefold()
            case Qt.ItemDataRole.DecorationRole if column == STATE and row.sheet.state == "late":
                return self._icon
            case Qt.ItemDataRole.FontRole if row.sheet.state == "late":
                font = QFont(QGuiApplication.font())
                font.setBold(True)
                return font
            case Qt.ItemDataRole.ForegroundRole if row.sheet.state == "replaced":
                return QGuiApplication.palette().brush(QPalette.ColorRole.PlaceholderText)
        return None

    def headerData(  # noqa: D102
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return (
            self.tr("Unit"),
            self.tr("Focal point"),
            self.tr("State"),
            self.tr("Due"),
            self.tr("Sent"),
            self.tr("Back"),
            self.tr("Reminded"),
            self.tr("File"),
        )[section]


class SentFilter(QSortFilterProxyModel):
    """Shows the sheets in certain states, and sorts them."""

    def __init__(self, model: SentModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._states: Collection[str] = STATES
        self.setSourceModel(model)
        self.setSortRole(SORT_ROLE)

    def show_states(self, states: Collection[str]) -> None:
        """Show the sheets in these states only."""
        self.beginFilterChange()
        self._states = states
        self.endFilterChange(QSortFilterProxyModel.Direction.Rows)

    # Qt overrides ------------------------------------------------------------------------------

    def filterAcceptsRow(self, row: int, parent: Index) -> bool:  # noqa: D102
        return self._model.row(row).sheet.state in self._states


def _texts(row: SentRow, today: date) -> tuple[str, ...]:
    """Return what each column shows."""
    sheet = row.sheet
    reminded = str(day_of(sheet.reminded[-1])) if sheet.reminded else ""
    if len(sheet.reminded) > 1:
        reminded = translate("Sent", "{0} (no. {1})").format(reminded, len(sheet.reminded))
    return (
        sheet.unit,
        row.focal_point or row.email,
        state_in_words(sheet, today),
        str(sheet.due) if sheet.due else "",
        str(day_of(sheet.sent_at)),
        str(day_of(sheet.back_at)) if sheet.back_at else "",
        reminded,
        sheet.name,
    )


def _tip(row: SentRow, column: int) -> str:
    """Return what a column cannot show for want of room, "" where there is no more to say."""
    sheet = row.sheet
    if column == FOCAL_POINT:
        return ", ".join(sheet.to) or row.email or translate("Sent", "There is no e-mail address.")
    if column == BACK:
        return sheet.back_name or ""
    if column == REMINDED:
        return ", ".join(str(day_of(time)) for time in sheet.reminded)
    return ""
