"""The application: builds the objects, opens the window, and reports what nobody foresaw."""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from ui.crash import NAME, CrashReporter, Failure, log_path
from ui.questions import Questions, WindowQuestions
from ui.services import Services
from ui.session import Session
from ui.settings import APPEARANCE, FONT_SIZE, Settings
from ui.timing import after_painting
from ui.window import MainWindow

if TYPE_CHECKING:
    from pathlib import Path


def run(path: Path | None = None) -> int:
    """Show the window and return when it is closed.

    It shows the workspace that is named, or else the one that was open when the program last ended.
    """
    app = application()
    reporter = CrashReporter(log_path().parent, show_crash, app)
    reporter.install()
    window = build_window(_settings_file())
    reporter.refused.connect(window.on_failed)
    path = path or window.settings.left_open
    if path is not None:
        window.open_path(path)
    window.show()
    after_painting(window, partial(_watch_for_stops, reporter, window))
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
    settings = Settings(settings_file)
    _use_looks(settings)
    window = MainWindow(Session(), asked, services or Services(), settings)
    if isinstance(asked, WindowQuestions):
        asked.parent = window
    return window


def show_crash(failure: Failure) -> None:
    """Show what went wrong in one dialog."""
    from ui.dialogs.crash import CrashDialog

    windows = [window for window in QApplication.topLevelWidgets() if isinstance(window, MainWindow)]
    commands = windows[0].comfort.used if windows else []
    questions = WindowQuestions()
    dialog = CrashDialog(failure, commands, questions, QApplication.activeWindow())
    questions.parent = dialog
    dialog.exec()
    dialog.deleteLater()


def _use_looks(settings: Settings) -> None:
    """Use the size of letters and the appearance that the user chose, where there is such a choice."""
    size, appearance = settings.text_of(FONT_SIZE), settings.text_of(APPEARANCE)
    if size:
        from ui.font_size import use_kept_size

        use_kept_size(size)
    if appearance:
        from ui.appearance import use

        use(appearance)


def _watch_for_stops(reporter: CrashReporter, window: MainWindow) -> None:
    if reporter.watch_for_stops():
        window.comfort.tell_stopped()


def _settings_file() -> Path:
    from platformdirs import user_config_path

    return user_config_path(NAME, appauthor=False) / "settings.ini"
