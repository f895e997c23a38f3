"""Work in slices: it goes on while the window handles events, until it is done, given up or replaced."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from ui.slices import Slices


@pytest.fixture
def slices(qapp, monkeypatch):
    monkeypatch.setattr("ui.slices.SLICE_S", -1.0)  # one piece at a time
    owner = QObject()
    yield Slices(owner)
    owner.deleteLater()


@pytest.fixture
def done():
    return []


def count(done, name, pieces=3):
    for piece in range(pieces):
        done.append((name, piece))
        yield
    done.append((name, "end"))


def test_it_goes_on_with_the_events(slices, done, qtbot):
    slices.start(count(done, "one"))
    assert done == []
    QApplication.processEvents()
    assert done == [("one", 0)]
    qtbot.waitUntil(lambda: len(done) > 3)
    assert done == [("one", 0), ("one", 1), ("one", 2), ("one", "end")]


def test_what_is_added_comes_behind_and_begins_at_once(slices, done, qtbot):
    slices.add(count(done, "one", 1))
    assert done == [("one", 0)]
    slices.add(count(done, "two", 1))
    qtbot.waitUntil(lambda: len(done) > 3)
    assert done == [("one", 0), ("one", "end"), ("two", 0), ("two", "end")]


def test_other_work_takes_the_place_of_what_is_under_way(slices, done):
    slices.add(count(done, "one"))
    slices.start(count(done, "two"))
    slices.finish()
    assert done == [("one", 0), *(("two", piece) for piece in (0, 1, 2, "end"))]


def test_what_is_stopped_is_given_up(slices, done, qtbot):
    slices.add(count(done, "one"))
    slices.stop()
    qtbot.wait(20)
    assert done == [("one", 0)]


def test_work_may_stop_itself_or_begin_other_work(slices, done):
    def restless():
        slices.start(count(done, "next"))
        yield
        done.append("never")

    slices.add(restless())
    slices.finish()
    assert done == [("next", piece) for piece in (0, 1, 2, "end")]


def test_finishing_includes_what_the_work_begins_at_its_end(slices, done):
    def with_sequel():
        yield from count(done, "one", 1)
        slices.start(count(done, "two", 1))

    slices.add(with_sequel())
    slices.finish()
    assert done == [("one", 0), ("one", "end"), ("two", 0), ("two", "end")]
