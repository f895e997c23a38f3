"""A mark: a name for the workspace as it is now, to see later what has changed since."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLabel, QWidget

from ui.forms.bindings import LineEdit

if TYPE_CHECKING:
    from collections.abc import Collection

    from ui.session import Session
    from ui.window import MainWindow

SAID_MS = 8000


class MarkDialog(QDialog):
    """Asks for the name of a mark, one that is not among ``taken``; ``given`` carries it."""

    given = Signal(str)

    def __init__(self, taken: Collection[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._taken = taken
        self.setWindowTitle(self.tr("Set a mark"))
        words = QLabel(
            self.tr(
                "A mark names the workspace as it is now. The history then shows what has changed since, and"
                " a Word draft can show it too."
            ),
            self,
        )
        words.setWordWrap(True)
        self.name = LineEdit(self)
        self.name.setPlaceholderText(self.tr("for example: Sent to the departments"))
        self.name.setMinimumWidth(self.fontMetrics().averageCharWidth() * 50)
        self.name.setAccessibleName(self.tr("Name of the mark"))
        self.problem = QLabel(self)
        self.problem.setWordWrap(True)
        self.problem.hide()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.set_button = buttons.addButton(self.tr("&Set the mark"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.set_button.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        form = QFormLayout(self)
        form.addRow(words)
        form.addRow(self.tr("&Name"), self.name)
        form.addRow(self.problem)
        form.addRow(buttons)
        self.name.textChanged.connect(self.on_name)
        self.on_name("")
        self.name.setFocus()

    def on_name(self, text: str) -> None:
        """A mark needs a name of its own."""
        name = text.strip()
        self.problem.setText(said_of_taken(name) if name in self._taken else "")
        self.problem.setVisible(bool(self.problem.text()))
        self.set_button.setEnabled(bool(name) and name not in self._taken)

    # Qt overrides ------------------------------------------------------------------------------

    def accept(self) -> None:  # noqa: D102
        super().accept()
        self.given.emit(self.name.text().strip())


def said_of_taken(name: str) -> str:
    """Return what is said where a mark has this name already."""
    words = QCoreApplication.translate("Marks", "There is a mark “{0}” already; choose another name.")
    return words.format(name)


def ask_for_mark(window: MainWindow) -> None:
    """Let the user name the workspace as it is now, with what is half-typed taken."""
    session = window.session
    session.settle()
    dialog = MarkDialog({mark.name for mark in session.workspace.marks()}, window)
    dialog.given.connect(partial(_set_mark, window))
    dialog.finished.connect(dialog.deleteLater)
    session.closed.connect(dialog.reject)
    dialog.open()


def _set_mark(window: MainWindow, name: str) -> None:
    if set_mark(window.session, name):
        words = QCoreApplication.translate("Marks", "“{0}” names the workspace as it is now.").format(name)
        window.statusBar().showMessage(words, SAID_MS)


def set_mark(session: Session, name: str, point: str | None = None) -> bool:
    """Name a point, the present one unless given; return whether that went well, else ``failed`` says why."""
    from workbench.errors import UserError

    try:
        session.workspace.mark(name, point)
    except UserError as error:
        session.refuse(error)
        return False
    session.marked.emit()
    return True
