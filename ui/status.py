"""What the window says about itself: title, what is saved, which commands make sense now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLabel

if TYPE_CHECKING:
    from ui.window import MainWindow

NEEDS_WORKSPACE = (
    *("close", "filter", "next_marked", "expand", "collapse", "form", "tree"),
    *("sheets", "sent", "draft", "preview", "history", "checks", "print"),
    *("grid", "replace", "find_next", "find_previous"),
    *("hold", "focus", "misspelling"),
)
NEEDS_WRITING = ("merge", "another", "remove", "up", "down", "move_to", "mark", "limits")
FORMATS = ("bold", "italic", "bullets", "footnote", "reference", "link", "paste_plain")


class Status(QObject):
    """Keeps title, status bar and commands of one window in step; made by the window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._session = window.session
        self.saved = QLabel(window)
        self._undo = self._redo = ""
        window.page.committer.typing.connect(self.show_saved)
        window.page.committer.typing.connect(window.statusBar().clearMessage)
        window.jobs.started.connect(window.bars.remove_reports)
        window.session.changed.connect(window.bars.remove_reports)
        window.session.about_to_change.connect(window.statusBar().clearMessage)

    def show(self) -> None:
        """Show everything anew, after a workspace came, went or was changed."""
        session, actions = self._session, self._window.actions_
        actions.enable(NEEDS_WORKSPACE, session.is_open)
        actions.enable(NEEDS_WRITING, session.writable)
        actions["import"].setEnabled(session.writable or not session.is_open)
        actions["report"].setEnabled(session.is_open and self._window.panels.report is not None)
        self._undo = session.workspace.undo_label if session.writable else ""
        self._redo = session.workspace.redo_label if session.writable else ""
        self._show_title()
        self.show_saved()
        self.show_formats()

    def show_saved(self) -> None:
        """Show whether everything is saved, and what undo would take back."""
        undo, redo = self._window.actions_["undo"], self._window.actions_["redo"]
        typing = self._session.writable and self._window.page.committer.is_typing
        undone = _named(self.tr("&Undo"), self.tr("&Undo: {0}"), self._undo)
        undo.setText(self.tr("&Undo typing") if typing else undone)
        redo.setText(_named(self.tr("&Redo"), self.tr("&Redo: {0}"), self._redo))
        undo.setEnabled(bool(self._undo) or typing)
        redo.setEnabled(bool(self._redo))
        self.saved.setText(self._save_status(typing))

    def show_formats(self) -> None:
        """Offer what can be done to the text with the focus."""
        possible = self._session.is_open and self._window.formatting.focused is not None
        self._window.actions_.enable(FORMATS, possible)

    def _show_title(self) -> None:
        product = self.tr("Evaluation Workbench")
        name = self._session.workspace.path.name if self._session.is_open else ""
        self._window.setWindowTitle(f"{name} – {product}" if name else product)

    def _save_status(self, typing: bool) -> str:
        if not self._session.is_open:
            return ""
        if not self._session.writable:
            return self.tr("Reading only")
        refused = self._window.page.committer.refused
        if refused:
            return self.tr("Not saved yet: {0}").format(refused)
        if typing:
            return self.tr("Typing – saved when you leave the field")
        if self._session.saved_at is None:
            return self.tr("All changes are saved")
        return self.tr("Saved {0}").format(self._session.saved_at.strftime("%H:%M:%S"))


def _named(command: str, naming: str, step: str) -> str:
    """Return the words of a command, ``naming`` the step that it is about where there is one."""
    return naming.format(step.replace("&", "&&")) if step else command
