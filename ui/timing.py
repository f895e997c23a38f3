"""What is done a little later: right after the window was painted, or when something came to rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QObject


def after_painting(owner: QObject, slot: Callable[[], None], wait: int = 20) -> None:
    """Call a method of ``owner`` ``wait`` milliseconds after events are handled again.

    The wait counts from then, so that on a slow machine, too, the window is painted first. The timers go when
    they were used; of ``QTimer.singleShot`` PySide keeps something.
    """
    then = once_after(owner, wait, slot)
    first = once_after(owner, 0, then.start)
    for timer in (first, then):
        timer.timeout.connect(timer.deleteLater)
    first.start()


def once_after(owner: QObject, wait: int, slot: Callable[[], object]) -> QTimer:
    """Return a timer that calls ``slot`` once, ``wait`` milliseconds after it was started the last time."""
    timer = QTimer(owner)
    timer.setSingleShot(True)
    timer.setInterval(wait)
    timer.timeout.connect(slot)
    return timer
