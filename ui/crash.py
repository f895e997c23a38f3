"""What happens when the program itself fails: it is written down and said in one sentence."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QObject, Signal

log = logging.getLogger("evaluation_workbench")


class CrashReporter(QObject):
    """Installed as ``sys.excepthook``: logs every unforeseen exception, shows the first of a burst."""

    crashed = Signal(str)

    def __init__(self, folder: Path, show: Callable[[str], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.path = folder / "evaluation-workbench.log"
        self._show = show
        self._showing = False
        self._handler = _handler(self.path)
        log.addHandler(self._handler)
        self.crashed.connect(self.on_crashed)

    def install(self) -> None:
        """Take every exception that nobody caught from now on."""
        sys.excepthook = self.on_exception

    def remove(self) -> None:
        """Let Python show uncaught exceptions again and close the log."""
        sys.excepthook = sys.__excepthook__
        log.removeHandler(self._handler)
        self._handler.close()

    def on_exception(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Write an exception down and have it shown in the main thread."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        log.critical("Unforeseen error", exc_info=(kind, error, trace))
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

    def _sentence(self, what: str) -> str:
        return QCoreApplication.translate(
            "Crash",
            "Something went wrong that the program did not foresee. What you entered before is saved; "
            "you can go on working. The details are in {0} ({1}).",
        ).format(self.path, what)


def _handler(path: Path) -> logging.Handler:
    """Return the log file's handler, a silent one where the folder cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = RotatingFileHandler(
            path, maxBytes=1_000_000, backupCount=2, encoding="utf-8", delay=True
        )
    except OSError:
        return logging.NullHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    return handler
