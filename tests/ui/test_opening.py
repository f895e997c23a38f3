"""A large workspace is read beside the window, which stays alive; cancelling leaves it as it was."""

import pytest

from workbench.ahead import read_ahead
from workbench.workspace import Workspace


@pytest.fixture
def large(tmp_path, monkeypatch):
    """Return a workspace file that counts as large."""
    path = tmp_path / "Large.evw"
    Workspace.create(path, name="Large").close()
    monkeypatch.setattr("ui.opening.LARGE", 0)
    return path


def test_it_is_open_once_it_is_read(empty_window, large, qtbot):
    with qtbot.waitSignal(empty_window.session.opened):
        empty_window.open_path(large)
        assert empty_window.jobs.is_running
        assert empty_window.jobs.what == "Opening Large.evw"
        assert not empty_window.session.is_open
    assert empty_window.session.writable
    assert empty_window.settings.recent[0] == large


def test_one_that_is_open_is_not_read_again(window, workspace, rich_path, monkeypatch):
    monkeypatch.setattr("ui.opening.LARGE", 0)
    window.open_path(rich_path)
    assert not window.jobs.is_running
    assert window.session.workspace is workspace


def test_cancelling_leaves_the_window_as_it_was(window, workspace, large, monkeypatch, qtbot):
    def read(path, progress, is_cancelled):
        window.jobs.cancel()
        return read_ahead(path, progress, is_cancelled)

    monkeypatch.setattr("workbench.ahead.read_ahead", read)
    with qtbot.waitSignal(window.jobs.cancelled):
        window.open_path(large)
    assert window.session.workspace is workspace
    Workspace.open(large).close()  # nobody holds it


def test_closing_the_window_ends_it(window, large, answers):
    answers.agrees = True
    window.open_path(large)
    assert window.close()
    assert not window.jobs.is_running
    Workspace.open(large).close()


def test_what_is_typed_meanwhile_is_kept(window, rich_path, large, find, field_of, qtbot):
    paper = find("paper")
    title = field_of(paper, "title")
    window.open_path(large)
    title.selectAll()
    qtbot.keyClicks(title, "Typed while it was read")
    qtbot.waitUntil(lambda: window.session.workspace.path == large)
    window.files.close()
    with Workspace.open(rich_path) as before:
        assert before.tree[paper]["title"] == "Typed while it was read"


def test_what_cannot_be_opened_is_said(window, workspace, large, qtbot):
    large.write_bytes(b"something else")
    with qtbot.waitSignal(window.jobs.refused) as said:
        window.open_path(large)
    assert said.args == ["Large.evw is not a workspace of Evaluation Workbench."]
    assert window.session.workspace is workspace
