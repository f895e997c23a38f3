"""What the window asks the user; tests answer in the user's place."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class Questions(Protocol):
    """Everything that waits for an answer; None or False means that the user thought better of it."""

    def confirm(self, question: str, details: str, yes: str) -> bool:
        """Ask before something is done; ``yes`` is the verb on the button."""

    def file_to_open(self, caption: str, kinds: str) -> Path | None:
        """Ask which file to read."""

    def files_to_open(self, caption: str, kinds: str) -> list[Path]:
        """Ask which files to read, one or more."""

    def file_to_save(self, caption: str, suggestion: Path, kinds: str) -> Path | None:
        """Ask where to write a file."""

    def folder(self, caption: str, suggestion: Path) -> Path | None:
        """Ask for a folder."""


class WindowQuestions:
    """Asks with the system's own dialogs; made by the application for one window."""

    def __init__(self) -> None:
        self.parent: QWidget | None = None

    def confirm(self, question: str, details: str, yes: str) -> bool:
        """Ask before something is done; Cancel is what Return presses."""
        from PySide6.QtWidgets import QMessageBox

        box = QMessageBox(
            QMessageBox.Icon.Question, "", question, QMessageBox.StandardButton.Cancel, self._above()
        )
        box.setInformativeText(details)
        agree = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(QMessageBox.StandardButton.Cancel)
        box.exec()
        agreed = box.clickedButton() is agree
        box.deleteLater()
        return agreed

    def file_to_open(self, caption: str, kinds: str) -> Path | None:
        """Ask which file to read."""
        from PySide6.QtWidgets import QFileDialog

        name, _ = QFileDialog.getOpenFileName(self.parent, caption, "", kinds)
        return Path(name) if name else None

    def files_to_open(self, caption: str, kinds: str) -> list[Path]:
        """Ask which files to read, one or more."""
        from PySide6.QtWidgets import QFileDialog

        names, _ = QFileDialog.getOpenFileNames(self._above(), caption, "", kinds)
        return [Path(name) for name in names]

    def file_to_save(self, caption: str, suggestion: Path, kinds: str) -> Path | None:
        """Ask where to write a file; the ending of the suggestion is added where it lacks.

        The system asked about the name as typed, so that a file with the ending is asked for here.
        """
        from PySide6.QtWidgets import QFileDialog

        name, _ = QFileDialog.getSaveFileName(self.parent, caption, str(suggestion), kinds)
        if not name:
            return None
        path = Path(name)
        if path.suffix.lower() == suggestion.suffix:  # "GB.340" has a suffix, but no ending
            return path
        path = path.with_name(path.name + suggestion.suffix)
        return path if not path.exists() or self._may_replace(path) else None

    def _above(self) -> QWidget | None:
        """Return the window that the user is in, above which a question stands."""
        from PySide6.QtWidgets import QApplication

        return QApplication.activeWindow() or self.parent

    def _may_replace(self, path: Path) -> bool:
        words = QCoreApplication.translate("Questions", "Replace {0}?").format(path.name)
        details = QCoreApplication.translate("Questions", "There is a file of this name already.")
        return self.confirm(words, details, QCoreApplication.translate("Questions", "Replace"))

    def folder(self, caption: str, suggestion: Path) -> Path | None:
        """Ask for a folder."""
        from PySide6.QtWidgets import QFileDialog

        name = QFileDialog.getExistingDirectory(self.parent, caption, str(suggestion))
        return Path(name) if name else None
