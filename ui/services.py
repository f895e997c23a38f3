"""The long pieces of work the window starts; each imports its heavy libraries when it is called."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import datetime
    from pathlib import Path

    from ui.dialogs.matrix import MatrixWanted
    from ui.jobs import Progress
    from workbench.importing import Ground
    from workbench.matrix import Matrix
    from workbench.merging.reading import Incoming
    from workbench.paper import PaperWritten
    from workbench.paper.choices import Choices
    from workbench.tracking.letter import Template
    from workbench.tree import Tree
    from workbench.workspace import Snapshot, Workspace

IsCancelled = Callable[[], bool]


class Services:
    """Reading sources and writing files; made by the application, replaced in tests."""

    def read(self, path: Path, tree: Tree | None, *, progress: Progress, is_cancelled: IsCancelled) -> Any:
        """Read a source; runs in a worker and changes nothing. Without a tree, our own register counts."""
        from workbench.importing import read

        return read(path, tree, "auto", progress=progress, is_cancelled=is_cancelled)

    def prepare(self, reading: Any, ground: Ground, *, progress: Progress, is_cancelled: IsCancelled) -> Any:
        """Work out the batch that puts what was read into a workspace; runs in a worker."""
        from workbench.importing import prepare

        return prepare(reading, ground, progress=progress, is_cancelled=is_cancelled)

    def place_reading(self, workspace: Workspace, reading: Any, *, again: bool = False, batch: Any) -> Any:
        """Put what was read into the workspace as the batch worked out; runs in the main thread."""
        from workbench.importing import place_reading

        return place_reading(workspace, reading, again=again, batch=batch)

    def write_sheets(
        self,
        snapshot: Snapshot,
        folder: Path,
        *,
        units: tuple[str, ...],
        stage: str,
        due: datetime.date | None,
        paper: str | None,
        mail: Template | None,
        progress: Progress,
        is_cancelled: IsCancelled,
    ) -> Any:
        """Write tracking sheets, with e-mail drafts where they have a text; runs in a worker."""
        from workbench.tracking import write_sheets

        return write_sheets(
            snapshot,
            folder,
            paper=paper,
            units=units,
            stage=stage,
            due=due,
            mail=mail,
            progress=progress,
            is_cancelled=is_cancelled,
        )

    def record_sheets(
        self, workspace: Workspace, snapshot: Snapshot, written: Any, due: datetime.date | None
    ) -> None:
        """Put written sheets into the log of files."""
        from workbench.tracking import record_sheets

        record_sheets(workspace, snapshot, written, due)

    def write_paper(
        self,
        snapshot: Snapshot,
        path: Path,
        *,
        paper: str | None,
        language: str | None,
        template: Path | None,
        choices: Choices,
        progress: Progress,
        is_cancelled: IsCancelled,
    ) -> PaperWritten:
        """Write a Word draft; runs in a worker."""
        from workbench.paper import write_paper

        return write_paper(
            snapshot,
            path,
            paper=paper,
            language=language,
            template=template,
            choices=choices,
            replace=True,
            progress=progress,
            is_cancelled=is_cancelled,
        )

    def holds_paper(self, path: Path) -> bool:
        """Whether a Word file is a paper and no matrix; runs in a worker."""
        from workbench.matrix import is_matrix

        return not is_matrix(path)

    def revise(self, workspace: Workspace, paper: int, since: str) -> None:
        """Make a paper the next revision of what it was at a point; runs in the main thread."""
        from workbench.paper.revision import revise

        revise(workspace, paper, since)

    def open_matrix(self, path: Path, *, progress: Progress, is_cancelled: IsCancelled) -> Matrix | None:
        """Read somebody's matrix, None where it is a tracking sheet of ours; runs in a worker."""
        from workbench.matrix import IsTrackingSheet, open_matrix

        progress(0, 0, path.name)
        try:
            return open_matrix(path)
        except IsTrackingSheet:
            return None

    def read_returns(
        self,
        workspace: Path,
        paths: Sequence[Path],
        matrices: Mapping[Path, MatrixWanted],
        *,
        progress: Progress,
        is_cancelled: IsCancelled,
    ) -> Incoming:
        """Read files that came back to a workspace, which is opened once more for reading; in a worker.

        Those in ``matrices`` are read as that says.
        """
        from workbench.matrix import read_matrix
        from workbench.merging.reading import read_returns
        from workbench.workspace import Workspace

        readers = {
            path: partial(read_matrix, evaluation=wanted.evaluation, mapping=wanted.mapping)
            for path, wanted in matrices.items()
        }
        with Workspace.open(workspace, writable=False) as opened:
            return read_returns(opened, paths, readers, progress=progress, is_cancelled=is_cancelled)

    def show_log(self) -> bool:
        """Open the log in the system's own program; return whether there is one."""
        from PySide6.QtCore import QUrl
        from PySide6.QtGui import QDesktopServices

        from ui.crash import log_path

        path = log_path()
        return path.exists() and QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def make_sample(self, folder: Path) -> Path:
        """Write the sample workspace and return its path."""
        from workbench.sample import make_sample

        return make_sample(folder)
