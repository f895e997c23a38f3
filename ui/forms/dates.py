"""A button beside a line that holds a date: it shows a calendar to pick from."""

from __future__ import annotations

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QMenu, QWidget, QWidgetAction

from ui.icons import IconButton
from ui.merging.shades import RED, shade

WEEKEND = (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday)


class DateButton(IconButton):
    """Made by whoever made the line; ``picked`` carries the date that was picked as YYYY-MM-DD."""

    picked = Signal(str)

    def __init__(self, line: QLineEdit, words: str, parent: QWidget) -> None:
        super().__init__("calendar", words, parent)
        self._line = line
        self._calendar: QCalendarWidget | None = None
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self.on_menu)
        self.setPopupMode(IconButton.ToolButtonPopupMode.InstantPopup)
        self.setMenu(self._menu)

    def on_menu(self) -> None:
        """Show the calendar at the typed date; it is made when it is first wanted."""
        if self._calendar is None:
            self._calendar = QCalendarWidget(self._menu)
            self._calendar.setAccessibleName(self.tr("Calendar"))
            self._calendar.activated.connect(self.on_picked)
            self._calendar.clicked.connect(self.on_picked)
            action = QWidgetAction(self._menu)
            action.setDefaultWidget(self._calendar)
            self._menu.addAction(action)
        self._show_weekend(self._calendar)
        day = QDate.fromString(self._line.text(), Qt.DateFormat.ISODate)
        self._calendar.setSelectedDate(day if day.isValid() else QDate.currentDate())

    def _show_weekend(self, calendar: QCalendarWidget) -> None:
        """Show Saturdays and Sundays in a red that can be read on the present ground, unlike Qt's own."""
        form = QTextCharFormat()
        form.setForeground(shade(RED, self.palette()).ink)
        for day in WEEKEND:
            calendar.setWeekdayTextFormat(day, form)

    def on_picked(self, day: QDate) -> None:
        """Tell which date was picked."""
        self._menu.close()
        self.picked.emit(day.toString(Qt.DateFormat.ISODate))
