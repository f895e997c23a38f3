"""What stands above the grid: its filter, how many rows that leaves, groups, columns and saved views."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ui.doubts import help_text, sentence
from workbench.rows import GROUPINGS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from ui.grid.layouts import Layout
    from workbench.querying import Doubt


WIDE, LEAST = 100, 40
"""From how many average characters on the filter stands beside the rest, and how many there are at least."""


class GridBar(QWidget):
    """Made by the grid panel, which does what is asked for here."""

    group_asked = Signal(str)
    view_asked = Signal(str)
    save_asked = Signal()
    forget_asked = Signal(str)
    usual_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.line = QLineEdit(self)
        self.count = QLabel(self)
        self.group = QComboBox(self)
        self.columns = QPushButton(self.tr("&Columns"), self)
        self.views = QPushButton(self.tr("&Saved views"), self)
        self.views.setMenu(QMenu(self.views))
        self._forget = QMenu(self.tr("Delete a view"), self.views)
        self.set_button = QPushButton(self.tr("Se&t a field…"), self)
        self._row, self._tools = (QBoxLayout(QBoxLayout.Direction.LeftToRight) for _ in range(2))
        self._lay_out()
        self.group.activated.connect(self.on_group)
        self.views.menu().triggered.connect(self.on_view)

    def show_found(self, found: int, of: int, doubts: Sequence[Doubt]) -> None:
        """Say how many rows are shown, and what of the filter made no sense."""
        count = self.tr("{0} of {1} recommendations.").format(found, of)
        self.count.setText(" ".join(filter(None, (count, sentence(doubts)))))

    def show_group(self, group: str) -> None:
        """Show what rows are grouped by."""
        self.group.setCurrentIndex(max(0, self.group.findData(group)))

    def fill_views(self, views: Sequence[Layout]) -> None:
        """List what was saved under a name."""
        menu = self.views.menu()
        menu.clear()
        self._forget.clear()
        for view in views:
            menu.addAction(view.name.replace("&", "&&")).setData(("show", view.name))
        menu.addSeparator()
        menu.addAction(self.tr("All, in the usual columns")).setData(("usual", ""))
        menu.addAction(self.tr("Save what is shown as a view…")).setData(("save", ""))
        if views:
            menu.addMenu(self._forget)
        for view in views:
            self._forget.addAction(view.name.replace("&", "&&")).setData(("forget", view.name))

    def on_group(self, place: int) -> None:
        """Ask for groups, or for none."""
        self.group_asked.emit(self.group.itemData(place))

    def on_view(self, action: object) -> None:
        """Do what was chosen in the menu of views."""
        what, name = action.data()  # type: ignore[attr-defined]
        match what:
            case "show":
                self.view_asked.emit(name)
            case "forget":
                self.forget_asked.emit(name)
            case "save":
                self.save_asked.emit()
            case "usual":
                self.usual_asked.emit()

    def set_query(self, query: str) -> None:
        """Put a query into the line without asking for anything."""
        with QSignalBlocker(self.line):
            self.line.setText(query)

    def _lay_out(self) -> None:
        self.line.setPlaceholderText(self.tr("Filter: words, priority:high, overdue"))
        self.line.setAccessibleName(self.tr("Filter the recommendations"))
        self.line.setToolTip(help_text())
        self.line.setClearButtonEnabled(True)
        self.line.setAcceptDrops(False)  # a file dropped here is for the window
        self.line.setMinimumWidth(self.fontMetrics().averageCharWidth() * 24)
        self.count.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.count.setWordWrap(True)
        self.group.setAccessibleName(self.tr("Group by"))
        self.group.addItem(self.tr("No groups"), "")
        names = {
            "evaluation": self.tr("By evaluation"),
            "unit": self.tr("By unit that answers"),
            "priority": self.tr("By priority"),
            "acceptance": self.tr("By acceptance"),
            "status": self.tr("By follow-up"),
        }
        for name in GROUPINGS:
            self.group.addItem(names[name], name)
        self.set_button.setToolTip(self.tr("Set a field of the selected recommendations (F4)"))
        self.group.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.group.setMinimumContentsLength(max(map(len, names.values())) * 3 // 4)
        for pair in ((self.group, self.columns), (self.views, self.set_button)):
            beside = QHBoxLayout()
            for widget in pair:
                beside.addWidget(widget)
            self._tools.addLayout(beside)
        self._row.addWidget(self.line, 1)
        self._row.addLayout(self._tools)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * LEAST)  # not what it needs in one row
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._row)
        column.addWidget(self.count)

    # Qt overrides ------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        tools = (self.group, self.columns, self.views, self.set_button)
        in_one_row = sum(tool.minimumSizeHint().width() + self._tools.spacing() for tool in tools)
        wide = self.fontMetrics().averageCharWidth() * WIDE
        for row, least in ((self._row, wide), (self._tools, in_one_row)):
            beside = QBoxLayout.Direction.LeftToRight
            row.setDirection(beside if event.size().width() > least else QBoxLayout.Direction.TopToBottom)
        self.updateGeometry()  # it is of another height then
