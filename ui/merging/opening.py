"""How files come to the merge window, and what the main window hears from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from workbench.store import workspace_id_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from ui.dialogs.matrix import MatrixWanted
    from ui.jobs import Jobs
    from ui.merging.desk import Desk
    from ui.merging.window import MergeWindow
    from ui.questions import Questions
    from ui.services import Services
    from ui.session import Session
    from ui.settings import Settings

SHEETS = frozenset({".xlsx", ".xlsm", ".ods"})
COPY = ".evw"


class Merging(QObject):
    """Made by the main window; makes the merge window, and what it needs, when it is first wanted.

    ``node_asked`` and ``field_asked`` lead to a place in the main window, ``done`` carries a sentence.
    """

    node_asked = Signal(int)
    field_asked = Signal(int, str)
    done = Signal(str)

    def __init__(
        self,
        session: Session,
        jobs: Jobs,
        services: Services,
        questions: Questions,
        settings: Settings,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._jobs = jobs
        self._services = services
        self._questions = questions
        self._settings = settings
        self._parent = parent
        self._desk: Desk | None = None
        self.window: MergeWindow | None = None
        session.closed.connect(self.close)

    def ask(self) -> None:
        """Ask for files that came back and show what they would change."""
        kinds = self.tr("Sheets, drafts and copies (*.xlsx *.xlsm *.ods *.docx *.docm *.evw);;All files (*)")
        paths = self._questions.files_to_open(self.tr("Merge what came back"), kinds)
        if paths:
            self.open(paths)

    def open(self, paths: Sequence[Path]) -> None:
        """Put files on the desk and show them."""
        if self._session.writable:
            window = self._shown()
            self._the_desk().add(paths)
            window.raise_()
            window.activateWindow()

    def open_matrix(self, path: Path, wanted: MatrixWanted) -> None:
        """Put a matrix on the desk, read as is ``wanted``, and show what it would change."""
        if self._session.writable:
            window = self._shown()
            self._the_desk().add_matrix(path, wanted)
            window.raise_()
            window.activateWindow()

    def takes(self, paths: Sequence[Path]) -> bool:
        """Whether these files are for merging: sheets, or drafts and copies of the open workspace."""
        return bool(paths) and self._session.writable and all(map(self._is_for_merging, paths))

    def takes_drafts(self, paths: Sequence[Path]) -> bool:
        """Whether these files are drafts of the open workspace that came back."""
        return bool(paths) and self._session.writable and all(map(self._is_draft, paths))

    def take_dropped(self, paths: Sequence[Path]) -> None:
        """Merge files that were dropped on the main window; ask where one could be meant to be opened."""
        is_only_copy = len(paths) == 1 and self._is_copy(paths[0])
        if not is_only_copy or self._questions.confirm(
            self.tr("Merge {0} into this workspace?").format(paths[0].name),
            self.tr("It is a copy of this workspace. You see what it would change before anything is done."),
            self.tr("Merge"),
        ):
            self.open(paths)

    def close(self) -> None:
        """Close the window without asking, as its workspace is closed."""
        if self.window is not None:
            self.window.go()

    def may_close(self) -> bool:
        """Whether the window may go: it asks where decisions would be forgotten."""
        return self.window is None or self.window.may_close()

    def on_closed(self) -> None:
        """Forget everything that was on the desk."""
        self.window = None
        if self._desk is not None:
            self._desk.clear()

    def _the_desk(self) -> Desk:
        if self._desk is None:
            from ui.merging.desk import Desk

            self._desk = Desk(self._session, self._jobs, self._services, self)
        return self._desk

    def _shown(self) -> MergeWindow:
        if self.window is None:
            self.window = self._make_window()
            self.window.show()
        return self.window

    def _make_window(self) -> MergeWindow:
        from ui.merging.window import MergeWindow

        desk = self._the_desk()
        window = MergeWindow(desk, self._session, self._jobs, self._questions, self._settings, self._parent)
        window.files_asked.connect(self.ask)
        for asked in (window.node_asked, window.field_asked):
            asked.connect(self._parent.activateWindow)
        window.node_asked.connect(self.node_asked)
        window.field_asked.connect(self.field_asked)
        window.merged.connect(self.done)
        window.closed.connect(self.on_closed)
        return window

    def _is_for_merging(self, path: Path) -> bool:
        return path.suffix.lower() in SHEETS or self._is_draft(path) or self._is_copy(path)

    def _is_draft(self, path: Path) -> bool:
        from workbench.returning.recognising import is_draft_of

        return is_draft_of(self._session.workspace, path)

    def _is_copy(self, path: Path) -> bool:
        """Whether a file is a copy of the open workspace, and not that itself."""
        workspace = self._session.workspace
        if path.suffix.lower() != COPY or path.samefile(workspace.path):
            return False
        return workspace_id_of(path) == workspace.id
