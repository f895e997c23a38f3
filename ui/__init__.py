"""The window of Evaluation Workbench: the only package that uses Qt.

Data goes one way: a widget asks the :class:`~ui.session.Session` for a batch, the workspace applies
it, its notice reaches every view, and each view shows again what it shows.
"""

import gc
import sys

# Starting a window makes many objects and no garbage; looking for it every 700 objects costs more
# than all our own start-up code.
gc.set_threshold(100_000, 20, 20)

# Before Qt, as PySide has a hand in every import after it.
from workbench import workspace  # noqa: E402

if sys.version_info < (3, 12):
    from ui.overrides import guard_overrides

    guard_overrides()  # before any class of ours derives from one of Qt's

import PySide6.QtCore  # noqa: E402, F401  (it makes what follows)
from PySide6.support import feature  # type: ignore[attr-defined]  # noqa: E402

# PySide reads the source of every module that is imported, to see whether it could switch on a
# ``__feature__``; no module here does.
feature._mod_uses_pyside = lambda module: True  # noqa: SLF001

__all__ = ["workspace"]
