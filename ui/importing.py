"""Matrices that people bring: what the columns mean is asked, what would change is shown before it does."""

from __future__ import annotations

from enum import Enum
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from workbench.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from ui.dialogs.matrix import MatrixWanted
    from ui.files import Files
    from ui.jobs import Jobs, Progress
    from ui.merging.opening import Merging
    from ui.services import IsCancelled, Services
    from ui.session import Session
    from workbench.matrix import Matrix

TABLES = frozenset({".xlsx", ".xlsm", ".ods", ".csv", ".tsv", ".docx", ".docm"})
"""What is read as a matrix unless it turns out to be a tracking sheet or, in Word, a paper."""


class Other(Enum):
    """What a table of its ending can be that is no matrix."""

    TRACKING_SHEET = "tracking sheet"
    PAPER = "paper"


class Matrices(QObject):
    """Leads a file from Import, or from a drop, through a dialog to the merge window; made by the window."""

    def __init__(
        self,
        session: Session,
        jobs: Jobs,
        services: Services,
        files: Files,
        merging: Merging,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._jobs = jobs
        self._services = services
        self._files = files
        self._merging = merging
        self._window = parent
        files.table_given.connect(self.take)

    def takes(self, paths: Sequence[Path]) -> bool:
        """Whether these files are one table, a matrix or a tracking sheet."""
        return len(paths) == 1 and paths[0].suffix.lower() in TABLES

    def take(self, path: Path) -> None:
        """Read a matrix in the background and ask what its columns mean."""
        if self._session.is_open and not self._may_write():
            return
        what = self.tr("Reading {0}").format(path.name)
        self._jobs.start(what, partial(_open, self._services, path), partial(self.on_opened, path))

    def on_opened(self, path: Path, found: Matrix | Other) -> None:
        """Ask what the columns of a matrix mean; a paper is imported, a tracking sheet merged."""
        if found is Other.PAPER:
            self._files.read_path(path)
            return
        if self._session.is_open and not self._may_write():
            return
        if not isinstance(found, Other):
            self._ask(path, found)
        elif self._session.is_open:
            self._merging.open([path])
        else:
            words = self.tr("{0} is a tracking sheet. Open the workspace that it belongs to first.")
            self._session.failed.emit(words.format(path.name))

    def on_given(self, path: Path, wanted: MatrixWanted) -> None:
        """Show what a matrix would change, in a new workspace where none is open."""
        if not self._session.is_open and not self._files.start_for(path):
            return
        if self._may_write():
            self._merging.open_matrix(path, wanted)

    def _ask(self, path: Path, matrix: Matrix) -> None:
        from ui.dialogs.matrix import MatrixDialog
        from workbench.matrix import proposed, usual_evaluation

        tree, numbers, evaluation, workspace = None, None, None, None
        if self._session.is_open:
            self._session.settle()
            workspace = self._session.workspace
            tree, numbers = workspace.tree, workspace.numbers
            evaluation = usual_evaluation(matrix, workspace)
        try:
            mapping = proposed(matrix, workspace)
        except UserError as error:
            self._session.refuse(error)
            return
        dialog = MatrixDialog(matrix, mapping, tree, numbers, evaluation, self._window)
        dialog.given.connect(partial(self.on_given, path))
        dialog.finished.connect(dialog.deleteLater)
        self._session.closed.connect(dialog.reject)
        dialog.open()

    def _may_write(self) -> bool:
        """Whether there is something to import into; says why not."""
        if not self._session.writable:
            words = self.tr("The workspace is open for reading only, so nothing can be imported.")
            self._session.failed.emit(words)
        return self._session.writable


def _open(services: Services, path: Path, progress: Progress, is_cancelled: IsCancelled) -> Matrix | Other:
    if services.holds_paper(path):
        return Other.PAPER
    matrix = services.open_matrix(path, progress=progress, is_cancelled=is_cancelled)
    return Other.TRACKING_SHEET if matrix is None else matrix
