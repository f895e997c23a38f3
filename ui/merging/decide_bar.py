"""The buttons below the table: what to do with the selected rows, and with all that are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QWidget

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QAction


class ActionButton(QPushButton):
    """A button for a command: its words, its tooltip, and whether it can be used."""

    def __init__(self, action: QAction, parent: QWidget) -> None:
        super().__init__(parent)
        self._action = action
        self.setAutoDefault(False)
        self.follow()
        action.changed.connect(self.follow)
        self.clicked.connect(action.trigger)

    def follow(self) -> None:
        """Show the command as it is now."""
        self.setText(self._action.text())
        self.setToolTip(self._action.toolTip())
        self.setEnabled(self._action.isEnabled())


class DecideBar(QWidget):
    """Made by the merge window; says how many rows are selected."""

    def __init__(self, decide: Sequence[QAction], go: QAction, everything: QMenu, parent: QWidget) -> None:
        super().__init__(parent)
        self._count = QLabel(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for action in decide:
            row.addWidget(ActionButton(action, self))
        self.all_shown = QPushButton(everything.title(), self)
        self.all_shown.setAutoDefault(False)
        self.all_shown.setMenu(everything)
        row.addWidget(self.all_shown)
        row.addSpacing(self.fontMetrics().averageCharWidth())
        row.addWidget(self._count)
        row.addStretch(1)
        self.go = ActionButton(go, self)
        row.addWidget(self.go)

    def show_counts(self, selected: int, shown: int) -> None:
        """Say how many rows are selected, where that is more than the one that is looked at."""
        self._count.setText(self.tr("{0} selected").format(selected) if selected > 1 else "")
        self.all_shown.setEnabled(shown > 0)
