"""Asks under which name a view is to be saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from collections.abc import Sequence


class NameDialog(QDialog):
    """Made by the grid panel. ``named`` carries the name; one that is taken is replaced, and said so."""

    named = Signal(str)

    def __init__(self, taken: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self._taken = frozenset(taken)
        self.line = QLineEdit(self)
        self._note = QLabel(self)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self._save = self.buttons.addButton(self.tr("&Save"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._lay_out()
        self.line.textChanged.connect(self.on_text)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.on_text("")

    def on_text(self, text: str) -> None:
        """Say whether a view of that name is there already."""
        self._save.setEnabled(bool(text.strip()))
        is_taken = text.strip() in self._taken
        replaces = self.tr("The view of this name will be replaced.")
        keeps = self.tr("Filter, columns, sort and groups are saved.")
        self._note.setText(replaces if is_taken else keeps)

    def accept(self) -> None:
        """Hand over the name."""
        if self.line.text().strip():
            self.named.emit(self.line.text().strip())
            super().accept()

    def _lay_out(self) -> None:
        self.setWindowTitle(self.tr("Save a view"))
        self._save.setDefault(True)
        self.line.setMinimumWidth(self.fontMetrics().averageCharWidth() * 40)
        form = QFormLayout()
        form.addRow(self.tr("&Name"), self.line)
        column = QVBoxLayout(self)
        column.addLayout(form)
        column.addWidget(self._note)
        column.addWidget(self.buttons)
