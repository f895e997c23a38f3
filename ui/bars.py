"""Messages above the page: plain sentences with at most two buttons, never in the way."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from ui.message_bar import Bar

Offer = tuple[str, Callable[[], None]]
"""Words of a button and what it does; a bar goes away when one is pressed."""


class Bars(QWidget):
    """The messages of a window, newest last; a message with a key takes the place of an older one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)

    def show_message(self, key: str, text: str, *offers: Offer, sign: str = "info") -> None:
        """Show a sentence, with buttons where it offers something."""
        # Slow to load, and the first bar comes late.
        from PySide6.QtGui import QAccessible, QAccessibleEvent
        from PySide6.QtWidgets import QSizePolicy

        from ui.message_bar import Bar

        self.remove(key)
        self.remove_reports()
        bar = Bar(sign, text, offers, self)
        bar.setObjectName(key)
        self._column.addWidget(bar)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        QAccessible.updateAccessibility(QAccessibleEvent(bar, QAccessible.Event.Alert))

    def remove(self, key: str) -> None:
        """Take a message away, if it is there."""
        for bar in self.bars(key):
            bar.dismiss()

    def remove_reports(self) -> None:
        """Take away what only says that something was done; warnings and questions stay."""
        for bar in self.bars():
            if bar.is_report:
                bar.dismiss()

    def clear(self) -> None:
        """Take every message away."""
        for bar in self.bars():
            bar.dismiss()

    def bars(self, key: str | None = None) -> list[Bar]:
        """Return the messages that are shown, all or those with a key."""
        # The layout is not asked: Python would keep its items, which Qt deletes, and take others for them.
        found: list[Any] = self.findChildren(QFrame, options=Qt.FindChildOption.FindDirectChildrenOnly)
        return [bar for bar in found if key in (None, bar.objectName())]

    def texts(self) -> list[str]:
        """Return what the messages say."""
        return [bar.text.text() for bar in self.bars()]
