"""What a command says: results to standard output, progress and complaints to standard error."""

from __future__ import annotations

import contextlib
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


class OutputLost(Exception):
    """Standard output takes no more, though the work is done; "" where its reader went away."""


def say(text: str) -> None:
    """Print a result; OutputLost where standard output does not take it."""
    with _delivered():
        print(text)


def complain(text: str) -> None:
    """Print something that a person should know, apart from the results."""
    print(text, file=sys.stderr)


class ProgressLine:
    """One line that is overwritten as work goes on, where standard error is a terminal."""

    def __init__(self) -> None:
        self._shown = sys.stderr is not None and sys.stderr.isatty()
        self._width = 0

    def __call__(self, done: int, total: int, what: str) -> None:
        """Show how far the work is; ``total`` 0 where that is not known."""
        if not self._shown:
            return
        share = f"{100 * done // total:3d} % " if total else ""
        line = f"{share}{what}"[:78]
        sys.stderr.write("\r" + line.ljust(self._width))
        sys.stderr.flush()
        self._width = len(line)

    def clear(self) -> None:
        """Wipe the line."""
        if self._width:
            sys.stderr.write("\r" + " " * self._width + "\r")
            sys.stderr.flush()


def finish_output() -> None:
    """Bring everything said so far to its reader; OutputLost where that fails."""
    with _delivered():
        if sys.stdout is not None:
            sys.stdout.flush()


def speak_utf8() -> None:
    """Make both streams take every letter, whatever the terminal's own encoding."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="replace")


@contextlib.contextmanager
def _delivered() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        with contextlib.suppress(OSError):  # what is left would fail again when the program ends
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        went_away = isinstance(error, BrokenPipeError)
        raise OutputLost(
            "" if went_away else f"The output could not be written: {error.strerror}."
        ) from error
