"""The window of sheets sent: what is out, back and late, and the way to reminders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QItemSelectionModel, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui.bars import Bars
from ui.counting import counted
from ui.icons import row_icon
from ui.labels import translate
from ui.looks import LOOKS
from ui.sent.model import STATE, STATES, SentFilter, SentModel, SentRow
from ui.tables import RowTable

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtGui import QShowEvent

    from workbench.tracking.ledger import SheetSent, State

WIDTHS = (20, 25, 19, 11, 11, 11, 18, 35)
"""Of the columns: what each gets of the width there is."""


class SentWindow(QDialog):
    """Stands beside the main window and never in its way; made by :class:`~ui.sent.sheets.SentSheets`.

    ``remind_asked`` carries the sheets to remind of; ``text_asked`` and ``merge_wanted`` say that the text
    of reminders is to be changed, or what came back taken in; ``shown_again`` comes when the user turns
    to this window.
    """

    remind_asked = Signal(object)
    text_asked = Signal()
    merge_wanted = Signal()
    shown_again = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = SentModel(self)
        self.filter = SentFilter(self.model, self)
        self.bars = Bars(self)
        self.states = QComboBox(self)
        self.table = RowTable(self.tr("Sheets sent"), self)
        self.remind = QPushButton(self)
        self.text = QPushButton(self.tr("&Text of reminders…"), self)
        self.merge = QPushButton(self.tr("&Merge what came back…"), self)
        self._summary = QLabel(self)
        self._nothing = QLabel(self)
        self._center = QStackedWidget(self)
        self._writable = False
        self._lay_out()
        self._connect()

    def show_sheets(self, rows: list[SentRow], today: date, *, writable: bool) -> None:
        """Show these sheets; what is selected stays selected."""
        self._writable = writable
        selected = set(self.selected())
        if self.model.show(rows, today):
            self._select(selected)
        self._show_all()

    def selected(self) -> list[SheetSent]:
        """Return the selected sheets in the order they are shown."""
        rows = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        return [self._sheet(row) for row in rows]

    def to_remind_of(self) -> list[SheetSent]:
        """Return the selected sheets that should still come back, else all that are late."""
        awaited = [sheet for sheet in self.selected() if sheet.is_awaited]
        return awaited or [row.sheet for row in self.model.rows if row.sheet.state == "late"]

    def on_filter(self) -> None:
        """Show the sheets in the chosen states."""
        self.filter.show_states(self.states.currentData())
        self._show_all()

    def on_remind(self) -> None:
        """Ask for reminders."""
        self.remind_asked.emit(self.to_remind_of())

    def _show_all(self) -> None:
        self._summary.setText(summary([row.sheet for row in self.model.rows]))
        self._summary.setVisible(bool(self.model.rows))
        self._nothing.setText(self._why_nothing())
        self._center.setCurrentWidget(self.table if self.filter.rowCount() else self._nothing)
        self._show_buttons()

    def _show_buttons(self) -> None:
        """Say on the button whom a reminder would go to."""
        sheets = self.to_remind_of()
        selected = (
            self.tr("Make a &reminder for the selected one…"),
            self.tr("Make &reminders for {n} selected…"),
        )
        late = self.tr("Make a &reminder for the late one…"), self.tr("Make &reminders for {n} late…")
        words = selected if set(sheets) <= set(self.selected()) else late
        self.remind.setText(counted(len(sheets), *words) if sheets else self.tr("Make &reminders…"))
        self.remind.setEnabled(bool(sheets) and self._writable)

    def _why_nothing(self) -> str:
        if not self.model.rows:
            return self.tr(
                "No tracking sheet went out yet. “Export tracking sheets” in the menu “File” writes them,"
                " with e-mail drafts where you like."
            )
        return self.tr("No sheet is in this state.")

    def _sheet(self, shown_row: int) -> SheetSent:
        return self.model.row(self.filter.mapToSource(self.filter.index(shown_row, 0)).row()).sheet

    def _select(self, sheets: set[SheetSent]) -> None:
        keys = {(sheet.unit, sheet.sha256, sheet.sent_at) for sheet in sheets}
        model = self.table.selectionModel()
        for row in range(self.filter.rowCount()):
            sheet = self._sheet(row)
            if (sheet.unit, sheet.sha256, sheet.sent_at) in keys:
                flags = QItemSelectionModel.SelectionFlag
                model.select(self.filter.index(row, 0), flags.Select | flags.Rows)

    # Building ------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._set_up_table()
        self._nothing.setWordWrap(True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.setMargin(self.fontMetrics().height() * 2)
        self._center.addWidget(self.table)
        self._center.addWidget(self._nothing)
        for words, states in self._choices():
            self.states.addItem(words, states)
        self.states.setAccessibleName(self.tr("Show"))
        show = QLabel(self.tr("&Show"), self)
        show.setBuddy(self.states)
        top = QHBoxLayout()
        top.addWidget(self._summary, 1)
        top.addStretch()
        top.addWidget(show)
        top.addWidget(self.states)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.bars)
        self._column.addLayout(top)
        self._column.addWidget(self._center, 1)
        self._column.addLayout(self._buttons())
        unit = self.fontMetrics().averageCharWidth()
        wanted = self.fontMetrics().lineSpacing() * 26
        self.resize(min(unit * 160, self.screen().availableSize().width()), wanted)

    def _buttons(self) -> QHBoxLayout:
        close = QPushButton(self.tr("Close"), self)
        close.clicked.connect(self.close)
        row = QHBoxLayout()
        for button in (self.remind, self.text, self.merge):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(close)
        for button in (self.remind, self.text, self.merge, close):
            button.setAutoDefault(False)
        return row

    def _set_up_table(self) -> None:
        self.table.setModel(self.filter)
        self.table.setSortingEnabled(True)
        self.table.sortByColumn(STATE, Qt.SortOrder.AscendingOrder)
        self.table.horizontalHeader().setStretchLastSection(True)
        self._show_icon()

    def _share_width(self) -> None:
        """Give every column its share, so that all are in sight."""
        self._column.activate()  # before it is first painted nothing inside has its width yet
        there = self._column.contentsRect().width() - 2 * self.table.frameWidth()
        for column, width in enumerate(WIDTHS[:-1]):
            self.table.horizontalHeader().resizeSection(column, there * width // sum(WIDTHS))

    def _choices(self) -> tuple[tuple[str, tuple[State, ...]], ...]:
        return (
            (self.tr("All but replaced ones"), ("late", "out", "back")),
            (self.tr("Still to come back"), ("late", "out")),
            (self.tr("Late"), ("late",)),
            (self.tr("Back"), ("back",)),
            (self.tr("All"), STATES),
        )

    def _connect(self) -> None:
        self.on_filter()
        self.states.activated.connect(self.on_filter)
        self.table.selectionModel().selectionChanged.connect(self._show_buttons)
        self.remind.clicked.connect(self.on_remind)
        self.text.clicked.connect(self.text_asked)
        self.merge.clicked.connect(self.merge_wanted)

    def _show_icon(self) -> None:
        self.model.set_icon(row_icon("warning", self.palette()))

    # Qt overrides --------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:  # noqa: D102
        super().showEvent(event)
        if not event.spontaneous():
            self._share_width()

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        if event.type() in LOOKS and hasattr(self, "model"):
            self._show_icon()
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.shown_again.emit()


def summary(sheets: list[SheetSent]) -> str:
    """Return how things stand: "Back: 12 of 20. Late: 3."."""
    current = [sheet for sheet in sheets if sheet.state != "replaced"]
    back = sum(sheet.state == "back" for sheet in current)
    late = sum(sheet.state == "late" for sheet in current)
    words = translate("Sent", "Back: {0} of {1}. Late: {2}.")
    return words.format(back, len(current), late)
