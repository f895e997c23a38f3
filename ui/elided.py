"""One line of text that is cut off with dots where the room ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QLabel

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
