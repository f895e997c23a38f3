"""What happens when the program itself fails: logged, said once, and told in a report that quotes nobody."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QPushButton

from ui.app import show_crash
from ui.crash import STOPPED, CrashReporter, Failure
from ui.crash_report import report, without_texts
from ui.dialogs.about import LIBRARIES, AboutDialog, version_of
from ui.dialogs.crash import CrashDialog
from workbench.errors import UserError

ROOT = Path(__file__).resolve().parents[2]
SECRET = "The ports of Lund are unsafe"


@pytest.fixture
def said():
    return []


@pytest.fixture
def reporter(qapp, tmp_path, said):
    made = CrashReporter(tmp_path, said.append)
    yield made
    made.remove()


def failing(text=SECRET, kind=ValueError):
    """Return what is raised while a text of the workspace is at hand."""
    try:
        raise kind(text)
    except kind as error:
        return error


def happen(reporter, error):
    reporter.on_exception(type(error), error, error.__traceback__)


def failure_of(error, log=Path("no.log")):
    import traceback

    return Failure(f"{type(error).__name__}: {error}", "".join(traceback.format_exception(error)), log)


# The reporter --------------------------------------------------------------------------------------------


def test_an_unforeseen_error_is_logged_and_shown(reporter, said):
    happen(reporter, ValueError("odd"))
    assert [failure.what for failure in said] == ["ValueError: odd"]
    assert "ValueError: odd" in reporter.path.read_text(encoding="utf-8")


@pytest.mark.parametrize("before", ["", "Error calling Python override of QAbstractItemModel::data(): " * 2])
def test_what_the_workbench_refuses_is_said_in_its_sentence(reporter, said, before):
    sentences = []
    reporter.refused.connect(sentences.append)
    error = UserError("{0} could not be read: disk I/O error.", "W.evw")
    error.args = (f"{before}{error}",)  # as PySide does to an exception that passes through it
    happen(reporter, error)
    assert sentences == ["W.evw could not be read: disk I/O error."]
    assert said == []
    assert "disk I/O error" in reporter.path.read_text(encoding="utf-8")


def test_ctrl_c_is_no_crash(reporter, said, capsys):
    happen(reporter, KeyboardInterrupt())
    assert said == []


def test_a_log_that_cannot_be_written_is_no_crash(qapp, tmp_path, said, capsys):
    (tmp_path / "file").write_text("")
    reporter = CrashReporter(tmp_path / "file" / "log", said.append)
    happen(reporter, ValueError("odd"))
    assert not reporter.watch_for_stops()
    assert len(said) == 1


def test_a_failure_of_the_dialog_itself_is_logged_and_does_not_loop(qapp, tmp_path):
    shown = []

    def show(failure):
        shown.append(failure)
        happen(reporter, ZeroDivisionError("while it is shown"))
        raise RuntimeError("the dialog")

    reporter = CrashReporter(tmp_path, show)
    happen(reporter, ValueError("odd"))
    assert len(shown) == 1
    log = reporter.path.read_text(encoding="utf-8")
    assert all(words in log for words in ("odd", "while it is shown", "the dialog"))


def test_the_same_failure_at_every_turn_is_shown_once(reporter, said):
    for _ in range(3):
        happen(reporter, ValueError("odd"))
    assert len(said) == 1
    happen(reporter, ValueError("another"))
    assert len(said) == 2


def test_the_same_failure_is_shown_again_after_a_while(reporter, said, monkeypatch):
    happen(reporter, ValueError("odd"))
    monkeypatch.setattr("ui.crash.BURST_SECONDS", -1)
    happen(reporter, ValueError("odd"))
    assert len(said) == 2


def test_what_fails_in_another_thread_is_shown_in_this_one(reporter, said, qtbot):
    reporter.install()
    where = []
    reporter._show = lambda failure: where.append(threading.current_thread()) or said.append(failure)
    thread = threading.Thread(target=int, args=("odd",))
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: len(said) == 1)
    assert where == [threading.main_thread()]
    assert "ValueError" in said[0].what
    reporter.remove()
    assert sys.excepthook is sys.__excepthook__


def test_a_stop_by_the_system_is_told_at_the_next_start(reporter, tmp_path):
    (tmp_path / STOPPED).write_text("Fatal Python error: Segmentation fault\n\nCurrent thread 0x1:\n")
    assert reporter.watch_for_stops()
    assert "Segmentation fault" in reporter.path.read_text(encoding="utf-8")
    reporter.remove()
    assert not reporter.watch_for_stops()


def test_the_last_words_of_a_stopped_program_are_kept(reporter, tmp_path):
    code = (
        "import faulthandler, pathlib, sys; from ui.crash import CrashReporter;"
        "reporter = CrashReporter(pathlib.Path(sys.argv[1]), print); reporter.watch_for_stops();"
        "faulthandler._sigabrt()"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], cwd=ROOT, check=False)
    assert done.returncode != 0
    assert reporter.watch_for_stops()


def test_a_usual_end_is_no_stop(reporter, tmp_path):
    assert not reporter.watch_for_stops()
    reporter.remove()
    assert (tmp_path / STOPPED).read_text() == ""


def test_the_window_says_that_the_program_stopped(window, services, qtbot):
    window.comfort.tell_stopped()
    bar = window.bars.bars("stopped")[0]
    assert "stopped by itself" in bar.text.text()
    next(button for button in bar.findChildren(QPushButton) if button.text() == "Show the log").click()
    assert ("show_log", None) in services.calls


# The report ----------------------------------------------------------------------------------------------


def test_the_report_quotes_no_text_of_the_workspace(reporter):
    happen(reporter, failing(f"{SECRET}\nand more of it\n  indented"))
    words = report(failure_of(failing(), reporter.path), ["bold", "undo"])
    assert SECRET not in words
    assert "and more" not in words
    assert "indented" not in words
    assert words.count("ValueError: …") == 2
    assert "test_crash.py" in words
    assert "bold, undo" in words


def test_what_python_says_about_the_program_is_kept():
    error = failing("'NoneType' object has no attribute 'id'", AttributeError)
    assert "no attribute 'id'" in report(failure_of(error), [])


def test_the_report_names_versions_and_no_home_folder():
    trace = f'Traceback (most recent call last):\n  File "{Path.home()}/x.py", line 1\nOdd\n'
    words = report(Failure("x", trace, Path()), [])
    assert str(Path.home()) not in words
    assert '"~/x.py"' in words
    assert "Python 3." in words
    assert "Qt 6." in words


def test_causes_of_a_failure_are_kept_without_their_words():
    trace = (
        "2031-01-02T03:04:05+00:00 Traceback (most recent call last):\n"
        '  File "a.py", line 1, in a\n'
        f"workbench.errors.Odd: {SECRET}\n"
        f"{SECRET}\n"
        "\n"
        "During handling of the above exception, another exception occurred:\n"
        "\n"
        "Traceback (most recent call last):\n"
        '  File "b.py", line 1, in b\n'
        "KeyError: 'Lund'\n"
    )
    kept = without_texts(trace)
    assert SECRET not in kept
    assert "Lund" not in kept
    assert '"a.py"' in kept
    assert '"b.py"' in kept
    assert "workbench.errors.Odd: …" in kept


# The dialog ----------------------------------------------------------------------------------------------


@pytest.fixture
def dialog(qtbot, answers, tmp_path):
    made = CrashDialog(failure_of(failing()), ["bold"], answers)
    qtbot.addWidget(made)
    made.show()
    return made


def press(dialog, words):
    found = [b for b in dialog.findChildren(QPushButton) if b.text().replace("&", "").startswith(words)]
    found[0].click()


def test_the_details_are_folded_and_are_the_report(dialog):
    assert dialog.details.isHidden()
    press(dialog, "Show the details")
    assert dialog.details.isVisible()
    assert dialog.details.hasFocus() or not dialog.isActiveWindow()
    assert "ValueError: …" in dialog.details.toPlainText()
    press(dialog, "Hide the details")
    assert dialog.details.isHidden()


def test_the_report_is_saved_where_the_user_says(dialog, answers, tmp_path):
    answers.save_file = tmp_path / "report.txt"
    press(dialog, "Save report")
    assert answers.save_file.read_text(encoding="utf-8") == dialog.details.toPlainText()
    assert dialog.said.text() == "The report is in report.txt."


def test_a_report_that_cannot_be_saved_is_said(dialog, answers, tmp_path):
    answers.save_file = tmp_path / "none" / "report.txt"
    press(dialog, "Save report")
    assert "could not be written" in dialog.said.text()


def test_thinking_better_of_saving_writes_nothing(dialog, answers, tmp_path):
    press(dialog, "Save report")
    assert not dialog.said.isVisible()


def test_the_report_is_copied(dialog):
    press(dialog, "Copy")
    assert QGuiApplication.clipboard().text() == dialog.details.toPlainText()


def test_the_program_shows_the_dialog_with_the_commands_used_last(window, qtbot):
    seen = []

    def look():
        shown = window.findChild(CrashDialog)
        seen.append(shown.details.toPlainText())
        shown.reject()

    window.actions_["grid"].trigger()
    QTimer.singleShot(0, window, look)
    show_crash(failure_of(failing()))
    assert "\ngrid\n" in seen[0]


def test_close_goes_on_working(dialog, window):
    dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Close).click()
    assert not dialog.isVisible()
    assert window.isVisible()


def test_quit_closes_the_window(dialog, window):
    press(dialog, "Quit")
    QApplication.processEvents()
    assert not window.isVisible()


# About and log -------------------------------------------------------------------------------------------


def test_every_library_named_is_there():
    assert all(version_of(package) for _, package, _ in LIBRARIES)
    assert version_of("no-such-package") == ""


def test_about_leads_to_the_log(window, services):
    window.actions_["about"].trigger()
    press(window.findChild(AboutDialog), "Show the log")
    assert ("show_log", None) in services.calls


def test_a_log_that_is_not_there_is_said(window, services):
    services.has_log = False
    window.actions_["log"].trigger()
    assert "There is no log yet" in window.statusBar().currentMessage()
