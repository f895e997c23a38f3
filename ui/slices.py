"""Work on the document in slices: it must stay in the window's thread, and the window must stay alive."""

from __future__ import annotations

import time
from itertools import chain
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.timing import once_after

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SLICE_S = 0.02
"""How long the window works at one slice; the time that other programs take meanwhile does not count."""


class Slices(QObject):
    """Goes through work that yields after every little piece; made by who has such work.

    The work ends with what is to be done with its result. The document may change between two pieces: who
    hears of it stops the work, or the work looks for itself and begins anew.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._work: Iterator[object] | None = None
        self._timer = once_after(self, 0, self.go_on)

    @property
    def is_busy(self) -> bool:
        """Whether some work is not done yet."""
        return self._work is not None

    def start(self, work: Iterable[object]) -> None:
        """Begin with other work in place of what is under way, as soon as events are handled."""
        self._work = iter(work)
        self._timer.start()

    def add(self, work: Iterable[object]) -> None:
        """Do this as well, after what is under way; the first slice of it all at once."""
        self._work = chain(self._work or (), work)
        self.go_on()

    def stop(self) -> None:
        """Give up what is under way."""
        self._work = None
        self._timer.stop()

    def go_on(self) -> None:
        """Work for a moment."""
        self._run(time.thread_time() + SLICE_S)

    def finish(self) -> None:
        """Do the rest at once, and what that begins with, where the answer is waited for."""
        while self._work is not None:
            self._run(float("inf"))

    def _run(self, end: float) -> None:
        self._timer.stop()
        work = self._work
        for _ in work or ():
            if self._work is not work:
                return  # the piece itself gave the work up, or began with another
            if time.thread_time() > end:
                self._timer.start()
                return
        if self._work is work:
            self._work = None
