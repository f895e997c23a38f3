"""Garbage collection, put off while much is made that lives to the end."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def uncollected() -> Iterator[None]:
    """Let no garbage be looked for meanwhile.

    Looking through thousands of new objects that all live on, and through all that a running program
    holds, would take longer than the work.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.unfreeze()  # both together put all that is new among the old, without looking through it
        if was_enabled:
            gc.enable()
