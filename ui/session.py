"""The open workspace, if there is one, and the signals that tell every view about it."""

from __future__ import annotations

import contextlib
from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal

from ui.sentences import spoken
from workbench.errors import StorageFailed, UserError, WorkspaceBusy
from workbench.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from workbench.checks import Checks
    from workbench.editor import Editor
    from workbench.edits import Batch, Notice
    from workbench.workspace import Snapshot


class Opening(Enum):
    """How an attempt to open a workspace ended."""

    OPENED = "opened"
    READ_ONLY = "read-only"
    ALREADY_OPEN = "already open"
    FAILED = "failed"


class Typist(Protocol):
    """Something in which the user types: the forms together, or the grid with its cell."""

    def settle(self) -> bool:
        """Take what is half-typed; return whether all of it is on disk, at least as a draft."""


class Session(QObject):
    """Owns the workspace the window shows; made once by the application.

    ``about_to_change`` comes before everything half-typed is taken; ``opened`` and ``closed`` bracket a
    workspace; ``changed`` passes every notice on; ``marked`` tells that a point of the journal has a
    name; ``checked`` tells that what is put aside, or doubted
    by an intake, is not what it was; ``failed`` carries a sentence for the user.
    """

    about_to_change = Signal()
    opened = Signal()
    closed = Signal()
    changed = Signal(object)
    marked = Signal()
    checked = Signal()
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace: Workspace | None = None
        self._checks: Checks | None = None
        self._typists: list[Typist] = []
        self.saved_at: datetime | None = None
        self.read_only_reason = ""

    @property
    def workspace(self) -> Workspace:
        """The open workspace; only to be asked for where one is open."""
        if self._workspace is None:
            raise RuntimeError("no workspace is open")
        return self._workspace

    @property
    def checks(self) -> Checks:
        """What there is to see to in the open workspace: the same for every view."""
        if self._checks is None:
            from workbench.checks import Checks

            self._checks = Checks(self.workspace)
        return self._checks

    @property
    def is_open(self) -> bool:
        """Whether a workspace is open."""
        return self._workspace is not None

    @property
    def writable(self) -> bool:
        """Whether a workspace is open and takes edits."""
        return self._workspace is not None and self._workspace.writable

    def writes(self, path: Path) -> bool:
        """Whether this file is the open workspace, and takes edits."""
        return self.writable and _is_same_file(path, self.workspace.path)

    def take_part(self, typist: Typist) -> None:
        """Ask a typist, too, to finish what is half-typed, from now on."""
        self._typists.append(typist)

    def settle(self) -> bool:
        """Have everything half-typed taken, wherever it is typed: before any step, export or closing.

        Return whether all of it is on disk, if only as a draft.
        """
        self.about_to_change.emit()
        settled = [typist.settle() for typist in reversed(self._typists)]  # the cell before the forms
        return all(settled)

    def create(self, path: Path, name: str | None = None) -> Opening:
        """Make a workspace file and open it in place of the present one."""
        from workbench.starting import start_workspace

        try:
            workspace = start_workspace(path, name=name)
        except UserError as error:
            self.refuse(error)
            return Opening.FAILED
        self._adopt(workspace, "")
        return Opening.OPENED

    def open(self, path: Path, ahead: Snapshot | None = None) -> Opening:
        """Open a workspace in place of the present one, for reading only where it is taken.

        Where the file cannot be opened, ``failed`` says why and the present one stays. One that is
        open for reading only is opened again: it may be free by now. What was read ``ahead`` is not
        read again.
        """
        if self.writes(path):
            return Opening.ALREADY_OPEN
        try:
            workspace, reason = _open(path, ahead)
        except UserError as error:
            self.refuse(error)
            return Opening.FAILED
        self._adopt(workspace, reason)
        return Opening.READ_ONLY if reason else Opening.OPENED

    def close(self) -> None:
        """Close the workspace, after what is half-typed was taken."""
        if self._workspace is None:
            return
        self.settle()
        workspace, self._workspace, self._checks = self._workspace, None, None
        self.saved_at = None
        self.closed.emit()
        workspace.close()

    @contextlib.contextmanager
    def edit(self, label: str, *, origin: str = "form", source: object = None) -> Iterator[Editor]:
        """Collect edits as one batch; see :meth:`workbench.workspace.Workspace.edit`."""
        with self.workspace.edit(label, origin=origin, source=source) as editor:
            yield editor

    def undo(self) -> Batch | None:
        """Take back the last step; None where that failed and ``failed`` said why."""
        return self._step(self.workspace.undo)

    def redo(self) -> Batch | None:
        """Bring back what was undone last; None where that failed and ``failed`` said why."""
        return self._step(self.workspace.redo)

    def _step(self, step: object) -> Batch | None:
        try:
            return step()  # type: ignore[operator, no-any-return]
        except UserError as error:
            self.refuse(error)
            return None

    def refuse(self, error: UserError) -> None:
        """Say why something was not done."""
        self.failed.emit(spoken(error.sentence))

    def _adopt(self, workspace: Workspace, read_only_reason: str) -> None:
        self.close()
        self._workspace = workspace
        workspace.say = spoken
        self.read_only_reason = read_only_reason
        workspace.listen(self._on_notice)
        self.opened.emit()

    def _on_notice(self, notice: Notice) -> None:
        self.saved_at = datetime.now()
        if self._checks is not None:
            self._checks.update(notice)  # before any view asks
        self.changed.emit(notice)


def _open(path: Path, ahead: Snapshot | None) -> tuple[Workspace, str]:
    """Return the workspace and why it can only be read ("" where it can be written)."""
    try:
        return Workspace.open(path, ahead=ahead), ""
    except (WorkspaceBusy, StorageFailed) as error:
        return Workspace.open(path, writable=False, ahead=ahead), error.sentence


def _is_same_file(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False
