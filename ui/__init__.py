"""The window of Evaluation Workbench: the only package that uses Qt.

Data goes one way: a widget asks the :class:`~ui.session.Session` for a batch, the workspace applies
it, its notice reaches every view, and each view shows again what it shows.
"""

import gc
import sys

from ui.pyside import import_pyside

# Starting a window makes many objects and no garbage; looking for it every 700 objects costs more
# than all our own start-up code.
gc.set_threshold(100_000, 20, 20)
import_pyside()

if sys.version_info < (3, 12):
    from ui.overrides import guard_overrides

    guard_overrides()  # before any class of ours derives from one of Qt's
