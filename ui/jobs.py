"""Long work beside the window: one plain function at a time, with progress and cancel."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtCore import QObject, QThreadPool, Signal

from ui.sentences import spoken
from workbench.errors import Cancelled, UserError

PROGRESS_EVERY = 0.05


class Progress(Protocol):
    """How a piece of work tells how far it is: done, total, what it is doing now."""

    def __call__(self, done: int, total: int, what: str) -> None:
        """Take note of it."""


Work = Callable[[Progress, Callable[[], bool]], Any]
"""A plain function of ``progress`` and ``is_cancelled``; raises Cancelled when it stops early."""


class Signals(QObject):
    """What jobs say, and which; lives in the main thread as long as the window."""

    progress = Signal(int, int, str)
    done = Signal(object, object)
    failed = Signal(object, object)
    cancelled = Signal(object)


class Job:
    """Runs a piece of work in a worker thread; made by :class:`Jobs`, which holds it until it ends.

    It is no QRunnable on purpose: Qt would keep one that it may not delete itself for good, and with it
    the work and all that this refers to.
    """

    def __init__(self, work: Work, signals: Signals) -> None:
        self.signals = signals
        self._work = work
        self._cancel = threading.Event()
        self._told = 0.0

    def cancel(self) -> None:
        """Ask the work to stop."""
        self._cancel.set()

    def progress(self, done: int, total: int, what: str) -> None:
        """Pass on how far the work is, a few times a second and at the end."""
        now = time.monotonic()
        if now - self._told >= PROGRESS_EVERY or done >= total:
            self._told = now
            self.signals.progress.emit(done, total, spoken(what))

    def run(self) -> None:
        """Do the work and tell how it ended; called in the worker thread."""
        try:
            result = self._work(self.progress, self._cancel.is_set)
        except Cancelled:
            self.signals.cancelled.emit(self)
        except BaseException as error:  # an exception that leaves run() would be lost
            self.signals.failed.emit(self, error)
        else:
            self.signals.done.emit(self, result)


class Jobs(QObject):
    """Starts jobs, one at a time; made by the window.

    ``started`` carries what the job is about, ``progress`` how far it is, ``ended`` comes last,
    however it ended. A bug in the work is raised again here, so that it is reported like any other.
    """

    started = Signal(str)
    progress = Signal(int, int, str)
    ended = Signal()
    refused = Signal(str)
    cancelled = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._job: Job | None = None
        self._what = ""
        self._on_done: Callable[[Any], None] | None = None
        self._signals = Signals(self)
        self._signals.progress.connect(self.progress)
        self._signals.done.connect(self.on_done)
        self._signals.failed.connect(self.on_failed)
        self._signals.cancelled.connect(self.on_cancelled)

    @property
    def is_running(self) -> bool:
        """Whether a job is under way."""
        return self._job is not None

    @property
    def what(self) -> str:
        """What the present or last job is about."""
        return self._what

    def start(self, what: str, work: Work, on_done: Callable[[Any], None]) -> bool:
        """Start a job and give its result to ``on_done``; False where another one is under way."""
        if self._job is not None:
            self.refused.emit(self.tr("{0} is still under way; wait for it or cancel it.").format(self._what))
            return False
        self._what, self._on_done = what, on_done
        self._job = Job(work, self._signals)
        self.started.emit(what)
        self._pool.start(self._job.run)
        return True

    def cancel(self) -> None:
        """Ask the job to stop; it ends when it has noticed."""
        if self._job is not None:
            self._job.cancel()

    def finish(self) -> None:
        """Cancel and wait for the end; its result is dropped."""
        if self._job is not None:
            self._job.cancel()
            self._end()

    def on_done(self, job: Job, result: object) -> None:
        """Hand the result over, unless the job was given up meanwhile."""
        if job is not self._job:
            return
        hand_over = self._on_done
        self._end()
        if hand_over is not None:
            hand_over(result)

    def on_failed(self, job: Job, error: BaseException) -> None:
        """Say what was refused; raise what is a bug of ours."""
        if job is not self._job:
            return
        self._end()
        if isinstance(error, UserError):
            self.refused.emit(spoken(error.sentence))
            return
        raise error

    def on_cancelled(self, job: Job) -> None:
        """Say that the work was stopped."""
        if job is not self._job:
            return
        what = self._what
        self._end()
        self.cancelled.emit(what)

    def _end(self) -> None:
        if self._job is not None:
            self._pool.waitForDone()  # the thread may be on its way out still
        self._job, self._on_done = None, None
        self.ended.emit()
