"""Asks why a finding is put aside."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QVBoxLayout, QWidget


class ReasonDialog(QDialog):
    """Made for one question; ``given`` carries the reason, which is never blank."""

    given = Signal(str)

    def __init__(self, what: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Ignore"))
        said = QLabel(what, self)
        said.setWordWrap(True)
        self.line = QLineEdit(self)
        asked = QLabel(self.tr("&Reason for ignoring"), self)
        asked.setBuddy(self.line)
        self.line.setAccessibleName(self.tr("Reason for ignoring"))
        self.line.setPlaceholderText(self.tr("Others read this later, in this file only."))
        self.line.textChanged.connect(self.on_text)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self._ok = self._buttons.addButton(self.tr("Ignore"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._ok.setEnabled(False)
        self._buttons.accepted.connect(self.on_accepted)
        self._buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        for widget in (said, asked, self.line, self._buttons):
            column.addWidget(widget)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 70)

    def on_text(self, text: str) -> None:
        """Let the answer be given where there is one."""
        self._ok.setEnabled(bool(text.strip()))

    def on_accepted(self) -> None:
        """Hand the reason over."""
        self.given.emit(self.line.text())
        self.accept()
