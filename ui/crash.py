"""What happens when the program itself fails: it is written down and said in one sentence."""

from __future__ import annotations

import sys
import threading
import traceback
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import TracebackType

MOST_BYTES = 1_000_000


class CrashReporter(QObject):
    """Installed as ``sys.excepthook``: logs every unforeseen exception, shows the first of a burst."""

    crashed = Signal(str)

    def __init__(self, folder: Path, show: Callable[[str], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.path = folder / "evaluation-workbench.log"
        self._show = show
        self._showing = False
        self._writing = threading.Lock()
        self.crashed.connect(self.on_crashed)

    def install(self) -> None:
        """Take every exception that nobody caught from now on."""
        sys.excepthook = self.on_exception

    def remove(self) -> None:
        """Let Python show uncaught exceptions again."""
        sys.excepthook = sys.__excepthook__

    def on_exception(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Write an exception down and have it shown in the main thread."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self._write_down("".join(traceback.format_exception(kind, error, trace)))
        self.crashed.emit(f"{kind.__name__}: {error}")

    def on_crashed(self, what: str) -> None:
        """Show one dialog, not one on top of another."""
        if self._showing:
            return
        self._showing = True
        try:
            self._show(self._sentence(what))
        finally:
            self._showing = False

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

    def _sentence(self, what: str) -> str:
        return QCoreApplication.translate(
            "Crash",
            "Something went wrong that the program did not foresee. What you entered before is saved; "
            "you can go on working. The details are in {0} ({1}).",
        ).format(self.path, what)
