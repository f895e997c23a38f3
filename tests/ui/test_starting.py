"""The program from its start on: it reports what nobody foresaw, and leads to what was opened before."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from tests.ui.hands import Keyboard
from ui.app import run
from ui.crash import STOPPED
from ui.dialogs.crash import CrashDialog
from ui.window import MainWindow
from workbench.errors import UserError

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def running(qapp, monkeypatch, tmp_path, qtbot):
    """Run the program and do something while it handles events."""
    monkeypatch.setattr("ui.app._settings_file", lambda: tmp_path / "settings.ini")
    monkeypatch.setattr("ui.app.log_path", lambda: tmp_path / "log" / "log.txt")

    def run_and(do):
        def handle_events():
            (window,) = seen(MainWindow)
            try:
                do(window)
            finally:
                window.close()
                window.deleteLater()
            return 0

        monkeypatch.setattr(qapp, "exec", handle_events)
        assert run() == 0

    return run_and


def seen(kind):
    """Return the windows of a kind that are seen."""
    windows = QApplication.topLevelWidgets()
    return [window for window in windows if isinstance(window, kind) and window.isVisible()]


def fail(error):
    """Let an exception reach the top, as one does that leaves a slot."""
    try:
        raise error
    except Exception:
        sys.excepthook(*sys.exc_info())


def test_a_failure_is_shown_and_written_down_and_the_program_goes_on(running, tmp_path):
    shown = []

    def look():
        (dialog,) = seen(CrashDialog)
        shown.append(dialog.details.toPlainText())
        dialog.reject()

    def do(window):
        QTimer.singleShot(0, look)
        fail(ValueError("nobody foresaw this"))
        assert window.isVisible()

    running(do)
    assert "ValueError" in shown[0]
    (log,) = (tmp_path / "log").glob("*.log")
    assert "nobody foresaw this" in log.read_text(encoding="utf-8")


def test_what_is_refused_outside_of_any_command_is_said_in_the_window(running):
    def do(window):
        fail(UserError("The disk is full."))
        assert "The disk is full." in window.bars.texts()

    running(do)


def test_failures_are_pythons_again_when_the_program_has_ended(running):
    running(lambda window: None)
    assert sys.excepthook is sys.__excepthook__


def test_a_stop_by_the_system_is_told_at_the_next_start(running, tmp_path, qtbot, monkeypatch):
    watched = []
    monkeypatch.setattr("faulthandler.enable", lambda file: watched.append(file.name))
    words = tmp_path / "log" / STOPPED

    def be_stopped(window):
        qtbot.waitUntil(lambda: watched == [str(words)])
        assert window.bars.bars("stopped") == []

    def look(window):
        qtbot.waitUntil(lambda: window.bars.bars("stopped") != [])

    running(be_stopped)
    words.write_text("Fatal Python error: Segmentation fault\n")
    running(look)


# The ways in -----------------------------------------------------------------------------------------


@pytest.fixture
def closed(empty_window, rich_path):
    """A window in which a workspace was open before."""
    empty_window.open_path(rich_path)
    empty_window.files.close()
    return empty_window


def test_a_workspace_opened_last_is_opened_from_the_menu_by_keys(closed, rich_path):
    hands = Keyboard()
    hands.press("Alt+F")
    hands.choose("Open recent")
    hands.choose(str(rich_path))
    assert closed.session.is_open
    assert closed.session.workspace.path == rich_path


def test_a_workspace_opened_last_is_opened_by_a_click_on_the_welcome_page(closed, rich_path):
    links = next(label for label in closed.welcome.findChildren(QLabel) if "href" in label.text())
    assert links.isVisible()
    last_line = links.height() - links.fontMetrics().height() // 2
    QTest.mouseClick(links, LEFT, pos=QPoint(links.fontMetrics().averageCharWidth(), last_line))
    assert closed.session.is_open
    assert closed.session.workspace.path == rich_path


@pytest.mark.parametrize(
    ("words", "opened"),
    [("Look at the sample…", "sample.evw"), ("New workspace…", "new.evw"), ("Open a workspace…", None)],
)
def test_each_button_of_the_welcome_page_leads_into_a_workspace(
    empty_window, answers, rich_path, tmp_path, words, opened
):
    answers.chosen_folder, answers.save_file, answers.open_file = tmp_path, tmp_path / "new.evw", rich_path
    button = next(
        b for b in empty_window.welcome.findChildren(QPushButton) if b.text().replace("&", "") == words
    )
    QTest.mouseClick(button, LEFT)
    assert empty_window.session.is_open
    assert empty_window.session.workspace.path == tmp_path / (opened or rich_path.name)
    assert not empty_window.welcome.isVisible()


def test_a_paper_is_imported_from_the_welcome_page(empty_window, answers, tmp_path, qtbot):
    answers.open_file, answers.save_file = tmp_path / "paper.txt", tmp_path / "new.evw"
    answers.open_file.write_text("HA.12/EV/3")
    button = next(b for b in empty_window.welcome.findChildren(QPushButton) if "mport" in b.text())
    with qtbot.waitSignal(empty_window.files.imported):
        QTest.mouseClick(button, LEFT)
    assert [node["symbol"] for node in empty_window.session.workspace.tree.of_kind("paper")] == ["HA.12/EV/3"]
