"""Text and address of a link."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QWidget

from ui.forms.bindings import LineEdit


class LinkDialog(QDialog):
    """Asks for a link; ``given`` carries its text and its address."""

    given = Signal(str, str)

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Link"))
        self.text = LineEdit(text, self)
        self.address = LineEdit(self)
        self.address.setPlaceholderText("https://")
        self.address.setMinimumWidth(self.fontMetrics().averageCharWidth() * 50)
        form = QFormLayout(self)
        for words, line in ((self.tr("&Text"), self.text), (self.tr("&Address"), self.address)):
            form.addRow(words, line)
            line.setAccessibleName(words.replace("&", ""))
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        form.addRow(buttons)
        self._ok = buttons.button(QDialogButtonBox.StandardButton.Ok)
        self._ok.setEnabled(False)
        self.address.textChanged.connect(self.on_address)
        (self.address if text else self.text).setFocus()

    def on_address(self, address: str) -> None:
        """A link needs an address."""
        self._ok.setEnabled(bool(address.strip()))

    # Qt overrides ------------------------------------------------------------------------------

    def accept(self) -> None:  # noqa: D102
        super().accept()
        address = self.address.text().strip()
        self.given.emit(self.text.text().strip() or address, address)
