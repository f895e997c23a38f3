"""What is done right after the window was painted, so that the window is seen at once."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QObject


def after_painting(owner: QObject, slot: Callable[[], None], wait: int = 20) -> None:
    """Call a method of ``owner`` ``wait`` milliseconds after events are handled again.

    The wait counts from then, so that on a slow machine, too, the window is painted first.
    """
    QTimer.singleShot(0, owner, partial(QTimer.singleShot, wait, owner, slot))
