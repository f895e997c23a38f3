"""One line of text that is cut off with dots where the room ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QComboBox, QLabel, QStyle, QStyleOptionComboBox, QStylePainter

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

LEAST = 8
"""How narrow it may get, in average characters."""


class ElidedLabel(QLabel):
    """Plain text in one line; ``text()`` is always the whole of it, for a screen reader too."""

    # Qt overrides ------------------------------------------------------------------------------

    def minimumSizeHint(self) -> QSize:  # noqa: D102
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), self.fontMetrics().averageCharWidth() * LEAST), hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102
        room = self.contentsRect()
        words = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        alignment, role = self.alignment(), self.foregroundRole()
        painter = QPainter(self)
        self.style().drawItemText(painter, room, alignment, self.palette(), self.isEnabled(), words, role)
        painter.end()


class ElidedChoice(QComboBox):
    """A choice with long words; where they do not fit, the mouse over it shows the whole of them."""

    # Qt overrides ------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        option.currentText = self._fitting(option)
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()

    def event(self, event: QEvent) -> bool:  # noqa: D102
        if event.type() == QEvent.Type.ToolTip:
            option = QStyleOptionComboBox()
            self.initStyleOption(option)
            words = self.currentText()
            self.setToolTip("" if self._fitting(option) == words else words)
        return super().event(event)

    def _fitting(self, option: QStyleOptionComboBox) -> str:
        part = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, self).width() - 2
        return option.fontMetrics.elidedText(self.currentText(), Qt.TextElideMode.ElideRight, room)
