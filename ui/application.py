"""The one object that Qt wants before every other of the window.

It is made before the modules of the window are imported: the system's fonts are looked up meanwhile.
"""

from __future__ import annotations

import sys
import threading

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QApplication

NAME = "evaluation-workbench"


def application() -> QApplication:
    """Return the application, made where there is none yet."""
    found = QCoreApplication.instance()
    if isinstance(found, QApplication):
        return found
    app = QApplication(sys.argv[:1])
    threading.Thread(target=QFontDatabase.families, name="fonts").start()
    app.setApplicationName(NAME)
    app.setApplicationDisplayName("Evaluation Workbench")
    if sys.platform == "win32" and app.styleHints().colorScheme().name == "Dark":
        app.setStyle("Fusion")  # the native style leaves parts of a dark window light
    QGuiApplication.setDesktopFileName(NAME)
    return app
