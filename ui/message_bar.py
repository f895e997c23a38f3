"""One message above the page: a sentence, at most two buttons, and one that closes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from ui.icons import IconButton, icon
from ui.looks import LOOKS

if TYPE_CHECKING:
    from ui.bars import Offer


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

    @property
    def is_report(self) -> bool:
        """Whether it only says that something was done."""
        return self._sign == "done"

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
