"""Long work in a thread of its own: what the window is told of it, and when."""

from __future__ import annotations

import threading

import pytest

from ui.jobs import Job, Jobs


@pytest.fixture
def jobs(qapp):
    jobs = Jobs()
    yield jobs
    jobs.finish()
    jobs.deleteLater()


def test_a_job_has_ended_only_when_its_thread_is_done_with_it(jobs, monkeypatch, qtbot):
    """Else its signals are deleted while the thread is still sending one."""
    run, is_told = Job.run, threading.Event()

    def run_and_linger(job):
        run(job)
        is_told.set()
        threading.Event().wait(0.2)
        left.append(True)

    left, seen = [], []
    monkeypatch.setattr(Job, "run", run_and_linger)
    jobs.ended.connect(lambda: seen.append(list(left)))
    jobs.start("Work", lambda progress, is_cancelled: 7, seen.append)
    assert is_told.wait(5)
    qtbot.waitUntil(lambda: len(seen) == 2)
    assert seen == [[True], 7]
