"""Opening a workspace file: a small one at once, a large one when a worker has read it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.session import Opening

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ui.jobs import Jobs
    from ui.session import Session
    from ui.settings import Settings
    from workbench.workspace import Snapshot

LARGE = 10_000_000
"""Bytes from which on a file is read by a worker: in the time that takes, a person would wait."""


class Opener(QObject):
    """Made by :class:`ui.files.Files`; ``may_leave`` asks whether the present workspace may be left."""

    def __init__(
        self, session: Session, jobs: Jobs, settings: Settings, may_leave: Callable[[], bool], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._jobs = jobs
        self._settings = settings
        self._may_leave = may_leave

    def open(self, path: Path) -> None:
        """Open a workspace; the window stays as it was where that fails or is cancelled."""
        if not self._may_leave():
            return
        if self._session.writes(path) or not _is_large(path):
            self._open(path)
            return
        from workbench.ahead import read_ahead

        words = self.tr("Opening {0}").format(path.name)
        self._jobs.start(words, partial(read_ahead, path), partial(self._on_read, path))

    def _on_read(self, path: Path, ahead: Snapshot) -> None:
        if self._may_leave():  # the user may have typed meanwhile
            self._open(path, ahead)

    def _open(self, path: Path, ahead: Snapshot | None = None) -> None:
        if self._session.open(path, ahead) in (Opening.OPENED, Opening.READ_ONLY):
            self._settings.add_recent(path)


def _is_large(path: Path) -> bool:
    try:
        return path.stat().st_size >= LARGE
    except OSError:
        return False
