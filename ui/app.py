"""The application: builds the objects, opens the window, and reports what nobody foresaw."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from ui.crash import CrashReporter
from ui.questions import Questions, WindowQuestions
from ui.services import Services
from ui.session import Session
from ui.settings import Settings
from ui.window import MainWindow

if TYPE_CHECKING:
    from pathlib import Path

NAME = "evaluation-workbench"


def run(path: Path | None = None) -> int:
    """Show the window, on a workspace where one is named, and return when it is closed."""
    app = application()
    reporter = CrashReporter(_log_folder(), show_crash, app)
    reporter.install()
    window = build_window(_settings_file())
    if path is not None:
        window.open_path(path)
    window.show()
    try:
        return app.exec()
    finally:
        reporter.remove()


def application() -> QApplication:
    """Return the application, made where there is none yet."""
    found = QCoreApplication.instance()
    if isinstance(found, QApplication):
        return found
    app = QApplication(sys.argv[:1])
    app.setApplicationName(NAME)
    app.setApplicationDisplayName("Evaluation Workbench")
    if sys.platform == "win32" and app.styleHints().colorScheme().name == "Dark":
        app.setStyle("Fusion")  # the native style leaves parts of a dark window light
    QGuiApplication.setDesktopFileName(NAME)
    return app


def build_window(
    settings_file: Path, questions: Questions | None = None, services: Services | None = None
) -> MainWindow:
    """Build the window with everything it needs; tests put their own parts in."""
    asked = questions or WindowQuestions()
    window = MainWindow(Session(), asked, services or Services(), Settings(settings_file))
    if isinstance(asked, WindowQuestions):
        asked.parent = window
    return window


def show_crash(sentence: str) -> None:
    """Show what went wrong in one dialog."""
    from PySide6.QtWidgets import QMessageBox

    box = QMessageBox(
        QMessageBox.Icon.Critical,
        "Evaluation Workbench",
        sentence,
        QMessageBox.StandardButton.Ok,
        QApplication.activeWindow(),
    )
    box.exec()
    box.deleteLater()


def _settings_file() -> Path:
    from platformdirs import user_config_path

    return user_config_path(NAME, appauthor=False) / "settings.ini"


def _log_folder() -> Path:
    from platformdirs import user_log_path

    return user_log_path(NAME, appauthor=False)
