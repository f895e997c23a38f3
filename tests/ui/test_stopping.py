"""Long work ends when it is cancelled, and the window asks before it goes while there is some."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from ui.job_panel import JobPanel
from workbench.errors import Cancelled

MOST_S = 3


class Slow:
    """Work that goes on until it is cancelled, or told to end; of itself it ends after a while."""

    def __init__(self) -> None:
        self.is_told_to_end = False
        self.how_it_ended = ""
        self.results = []

    def __call__(self, progress, is_cancelled):
        progress(1, 2, "Half-way")
        end = time.monotonic() + MOST_S
        while not self.is_told_to_end and time.monotonic() < end:
            if is_cancelled():
                self.how_it_ended = "cancelled"
                raise Cancelled
            time.sleep(0.002)
        self.how_it_ended = "done" if self.is_told_to_end else "by itself"
        return self.how_it_ended


@pytest.fixture
def slow(window, qtbot):
    """Slow work under way in the window."""
    work = Slow()
    assert window.jobs.start("Slow work", work, work.results.append)
    qtbot.waitUntil(lambda: button(window).isVisible())
    yield work
    work.is_told_to_end = True


def button(window):
    return window.findChild(JobPanel).button


def test_the_button_stops_the_work_and_nothing_comes_of_it(window, slow, qtbot):
    cancel = button(window)
    QTest.mouseClick(cancel, Qt.MouseButton.LeftButton)
    assert not cancel.isEnabled()
    qtbot.waitUntil(lambda: not window.jobs.is_running)
    assert slow.how_it_ended == "cancelled"
    assert slow.results == []
    assert not cancel.isVisible()
    assert window.statusBar().currentMessage() == "Stopped: Slow work. Nothing was changed."


def test_other_work_can_begin_when_one_was_stopped(window, slow, qtbot):
    QTest.mouseClick(button(window), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.jobs.is_running)
    results = []
    assert window.jobs.start("Quick work", quick, results.append)
    qtbot.waitUntil(lambda: results == [7])


def quick(progress, is_cancelled):
    return 7


def test_the_window_stays_where_the_user_would_rather_wait(window, slow, answers, qtbot):
    answers.agrees = False
    window.close()
    assert answers.asked == ["Close although work is under way?"]
    assert window.isVisible()
    assert window.session.is_open
    assert window.jobs.is_running
    slow.is_told_to_end = True
    qtbot.waitUntil(lambda: slow.results == ["done"])


def test_closing_stops_the_work_where_the_user_agrees(window, slow, answers):
    window.close()
    assert answers.asked == ["Close although work is under way?"]
    assert not window.isVisible()
    assert slow.how_it_ended == "cancelled"
    assert slow.results == []


def test_without_work_the_window_goes_unasked(window, answers):
    window.close()
    assert answers.asked == []
    assert not window.isVisible()
