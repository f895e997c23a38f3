"""A draft that comes back from the secretariat, dropped on the window and merged."""

import pytest

from tests.ui.merging.conftest import settle
from tests.ui.merging.test_window import cells, click, drop, files
from tests.workbench.returning.secretariat import Secretariat
from ui.services import Services
from workbench.paper import write_paper


@pytest.fixture
def services():
    return Services()


@pytest.fixture
def draft(workspace, tmp_path):
    """The draft of the paper, on the desk of the secretariat."""
    path = tmp_path / "draft.docx"
    write_paper(workspace.snapshot(), path)
    return Secretariat(path)


def test_a_dropped_draft_shows_what_was_edited_and_is_merged(window, workspace, draft, find, qtbot):
    finding = find("key_finding")
    before = workspace.tree[finding]["text"]
    draft.type(before, "Every port asked for help.")
    drop(window, draft.save())
    settle(window, qtbot)
    shown = window.merging.window
    assert [row[0] for row in cells(shown)] == ["Part I › Key finding 1"]
    click(qtbot, shown.apply_button)
    assert workspace.tree[finding]["text"] == "Every port asked for help."


def test_an_untouched_draft_changes_nothing(window, workspace, draft, qtbot):
    batches = len(workspace.history())
    window.merging.open([draft.path])
    settle(window, qtbot)
    shown = window.merging.window
    assert [state for _, state, *_ in files(shown)[1:]] == ["nothing new"]
    click(qtbot, shown.apply_button)
    assert len(workspace.history()) == batches


def test_a_word_file_of_somebody_else_is_not_for_merging(window, draft):
    assert window.merging.takes([draft.path])
    draft.forget_names()
    assert not window.merging.takes([draft.save()])
