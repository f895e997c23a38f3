"""What happens when the program itself fails: it is written down and said in one sentence."""

from __future__ import annotations

import sys
import threading
import time
import traceback
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple, TextIO

from PySide6.QtCore import QObject, Signal

from ui.sentences import spoken
from workbench.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import TracebackType

NAME = "evaluation-workbench"
MOST_BYTES = 1_000_000
BURST_SECONDS = 5
"""For how long the same failure is only logged after it was shown: painting may fail at every turn."""
STOPPED = "stopped.txt"
"""Where the system's last words are kept until the next start, beside the log."""
SIGNS_OF_A_STOP = ("Fatal Python error", "Windows fatal exception: access", "Windows fatal exception: stack")


class Failure(NamedTuple):
    """What nobody foresaw: one line of it, the whole traceback, and where it is written down."""

    what: str
    details: str
    log: Path


def log_path() -> Path:
    """Return where failures are written down on this computer; the file need not be there."""
    from platformdirs import user_log_path

    return user_log_path(NAME, appauthor=False) / f"{NAME}.log"


class CrashReporter(QObject):
    """Takes every unforeseen exception of any thread: logs each, shows the first of a burst.

    Where the workbench refused something, as a file that cannot be read any more, the program has not
    failed: ``refused`` carries the sentence.

    Made by the application. ``show`` waits until the user has seen the failure; where it fails itself,
    that is logged too and nothing more is shown.
    """

    crashed = Signal(object)
    refused = Signal(str)

    def __init__(self, folder: Path, show: Callable[[Failure], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.path = folder / f"{NAME}.log"
        self._show = show
        self._showing = False
        self._seen, self._seen_at = "", 0.0
        self._writing = threading.Lock()
        self._last_words: TextIO | None = None
        self.crashed.connect(self.on_crashed)

    def install(self) -> None:
        """Take every exception that nobody caught from now on."""
        sys.excepthook = self.on_exception
        threading.excepthook = self.on_thread_exception

    def remove(self) -> None:
        """Let Python show uncaught exceptions again."""
        sys.excepthook, threading.excepthook = sys.__excepthook__, threading.__excepthook__
        if self._last_words is not None:
            import faulthandler

            faulthandler.disable()
            self._last_words.close()
            self._last_words = None

    def watch_for_stops(self) -> bool:
        """Have it written down from now on when the whole program is stopped by the system.

        Return whether it was last time; then the log has what is known of it.
        """
        import faulthandler

        path = self.path.with_name(STOPPED)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            left = path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""
            self._last_words = path.open("w", encoding="utf-8")
        except OSError:
            return False
        faulthandler.enable(self._last_words)
        was_stopped = any(sign in left for sign in SIGNS_OF_A_STOP)
        if was_stopped:
            self._write_down(left)
        return was_stopped

    def on_exception(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Write an exception down and have it shown in the main thread."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        details = "".join(traceback.format_exception(kind, error, trace))
        self._write_down(details)
        if isinstance(error, UserError):
            self.refused.emit(spoken(error.sentence))
        else:
            self.crashed.emit(Failure(f"{kind.__name__}: {error}", details, self.path))

    def on_thread_exception(self, happened: threading.ExceptHookArgs) -> None:
        """Treat what fails in another thread like all else."""
        error = happened.exc_value
        if error is not None and not issubclass(happened.exc_type, SystemExit):
            self.on_exception(happened.exc_type, error, happened.exc_traceback)

    def on_crashed(self, failure: Failure) -> None:
        """Show one dialog, not one on top of another, nor the same again and again."""
        is_repeated = failure.details == self._seen and time.monotonic() - self._seen_at < BURST_SECONDS
        if self._showing or is_repeated:
            return
        self._showing, self._seen = True, failure.details
        try:
            self._show(failure)
        except Exception:  # nothing is left that could be shown
            self._write_down(traceback.format_exc())
        finally:
            self._showing, self._seen_at = False, time.monotonic()

    def _write_down(self, words: str) -> None:
        """Add to the log; a log that has grown large is set aside, one that cannot be written left."""
        stamp = datetime.now().astimezone().isoformat(timespec="seconds")
        with self._writing:
            try:
                self.path.parent.mkdir(parents=True, exist_ok=True)
                if self.path.exists() and self.path.stat().st_size > MOST_BYTES:
                    self.path.replace(self.path.with_suffix(".old.log"))
                with self.path.open("a", encoding="utf-8") as log:
                    log.write(f"{stamp} {words}\n")
            except OSError:
                sys.stderr.write(words)
