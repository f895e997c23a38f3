"""A mark is set from the window, and the history offers it at once."""

from __future__ import annotations

import pytest

from tests.ui.hands import Keyboard
from ui.dialogs.draft import DraftDialog
from ui.dialogs.mark import MarkDialog
from workbench.workspace import Workspace


@pytest.fixture
def ask(window):
    """A function that opens the dialog by its command."""

    def open_dialog():
        window.actions_["mark"].trigger()
        return window.findChildren(MarkDialog)[-1]

    return open_dialog


@pytest.fixture
def history(window, qtbot):
    window.panels.toggle_history()
    qtbot.waitUntil(lambda: names(window.panels.history.since) == ["All steps"])
    return window.panels.history


def names(choice):
    return [choice.itemText(place).split(" (")[0] for place in range(choice.count())]


def test_a_mark_set_by_keyboard_is_offered_by_the_history_at_once(window, workspace, history, qtbot):
    keyboard = Keyboard()
    keyboard.press("Ctrl+Shift+K")
    keyboard.type("Sent to the departments")
    keyboard.press("Return")
    qtbot.waitUntil(lambda: names(history.since) == ["All steps", "Sent to the departments"])
    assert "names the workspace" in window.statusBar().currentMessage()
    assert [mark.batch for mark in workspace.marks()] == [workspace.point]


def test_a_file_that_went_out_is_offered_by_the_history_at_once(window, history, answers, tmp_path, qtbot):
    answers.save_file = tmp_path / "d.docx"
    window.files.export_draft()
    window.findChildren(DraftDialog)[-1].accept()
    qtbot.waitUntil(lambda: names(history.since) == ["All steps", "d.docx"])


def test_what_is_half_typed_belongs_to_what_is_marked(workspace, field_of, find, ask, qtbot):
    editor = field_of(find("paragraph"), "text")
    editor.setFocus()
    qtbot.keyClicks(editor, "Typed. ")
    dialog = ask()
    dialog.name.setText("Now")
    dialog.accept()
    assert "Typed. " in workspace.at(workspace.marks()[0].batch)[find("paragraph")]["text"]


def test_a_name_is_needed_and_given_once(ask, workspace):
    workspace.mark("Issued")
    dialog = ask()
    assert not dialog.set_button.isEnabled()
    dialog.name.setText(" Issued ")
    assert not dialog.set_button.isEnabled()
    assert "There is a mark “Issued” already" in dialog.problem.text()
    dialog.name.setText("Issued again")
    assert dialog.set_button.isEnabled()
    assert dialog.problem.isHidden()


def test_a_mark_needs_a_workspace_that_can_be_written(empty_window, rich_path):
    assert not empty_window.actions_["mark"].isEnabled()
    with Workspace.open(rich_path):
        empty_window.open_path(rich_path)
        assert not empty_window.actions_["mark"].isEnabled()
        empty_window.close()
