"""Messages above the page: plain sentences with at most two buttons, never in the way."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.icons import IconButton, icon
from ui.looks import LOOKS

Offer = tuple[str, Callable[[], None]]
"""Words of a button and what it does; a bar goes away when one is pressed."""


class Bar(QFrame):
    """One message; made by :class:`Bars`."""

    def __init__(self, sign: str, text: str, offers: tuple[Offer, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self._actions = dict(offers)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(self.palette().ColorRole.AlternateBase)
        self._sign = sign
        self._picture = QLabel(self)
        self._show_sign()
        self.text = QLabel(text, self)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.text.setWordWrap(True)  # after the policy, which would forget that height depends on width
        self.setAccessibleName(text)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 2, 4, 2)
        row.addWidget(self._picture)
        row.addWidget(self.text, 1)
        for words in self._actions:
            row.addWidget(self._button(words))
        row.addWidget(self._close_button())

    def on_offer(self) -> None:
        """Do what the pressed button offers."""
        action = self._actions[self.sender().objectName()]
        self.dismiss()
        action()

    def dismiss(self) -> None:
        """Go away."""
        self.hide()
        self.setParent(None)
        self.deleteLater()

    def _button(self, words: str) -> QPushButton:
        button = QPushButton(words, self)
        button.setObjectName(words)
        button.setAutoDefault(False)
        button.clicked.connect(self.on_offer)
        return button

    def _close_button(self) -> IconButton:
        button = IconButton("close", self.tr("Dismiss this message"), self)
        button.setAutoRaise(True)
        button.clicked.connect(self.dismiss)
        return button

    def _show_sign(self) -> None:
        self._picture.setPixmap(icon(self._sign, self.palette()).pixmap(self.fontMetrics().height()))

    # Qt overrides ------------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        if event.type() in LOOKS and hasattr(self, "_picture"):
            self._show_sign()


class Bars(QWidget):
    """The messages of a window, newest last; a message with a key takes the place of an older one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def show_message(self, key: str, text: str, *offers: Offer, sign: str = "info") -> None:
        """Show a sentence, with buttons where it offers something."""
        self.remove(key)
        bar = Bar(sign, text, offers, self)
        bar.setObjectName(key)
        self._column.addWidget(bar)
        from PySide6.QtGui import QAccessible, QAccessibleEvent  # slow to load, and the first bar comes late

        QAccessible.updateAccessibility(QAccessibleEvent(bar, QAccessible.Event.Alert))

    def remove(self, key: str) -> None:
        """Take a message away, if it is there."""
        for bar in self.bars(key):
            bar.dismiss()

    def clear(self) -> None:
        """Take every message away."""
        for bar in self.bars():
            bar.dismiss()

    def bars(self, key: str | None = None) -> list[Bar]:
        """Return the messages that are shown, all or those with a key."""
        options = Qt.FindChildOption.FindDirectChildrenOnly
        return self.findChildren(Bar, key, options) if key else self.findChildren(Bar, options=options)

    def texts(self) -> list[str]:
        """Return what the messages say."""
        return [bar.text.text() for bar in self.bars()]
