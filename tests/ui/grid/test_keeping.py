"""What is half-typed in a cell stands beside the document until it is taken or given up."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from tests.ui.test_window import bar_button
from ui.forms.leftovers import left_over
from ui.leftovers import Leftovers
from workbench.errors import StorageFailed
from workbench.workspace import Workspace


@pytest.fixture
def typed(grid, pick, cell, qtbot):
    """Type into a cell and rest; return its editor."""

    def into(id, column, words):
        pick((id, column))
        grid.view.edit(cell(id, column))
        editor = grid.delegate._editor
        qtbot.keyClicks(editor.focusProxy() or editor, words)
        grid.drafts.keep()
        return editor

    return into


def kept(workspace):
    return [(draft.node, draft.field, draft.text) for draft in workspace.drafts()]


def test_a_rest_keeps_what_is_typed(grid, workspace, ids, pick, cell, qtbot):
    pick((ids[0], "recommendation.headline"))
    grid.view.edit(cell(ids[0], "recommendation.headline"))
    before = workspace.tree[ids[0]]["headline"]
    qtbot.keyClicks(grid.delegate._editor, "Half")
    assert kept(workspace) == []
    qtbot.waitUntil(lambda: kept(workspace) != [], timeout=3000)
    assert [(node, field) for node, field, _ in kept(workspace)] == [(ids[0], "headline")]
    assert "Half" in kept(workspace)[0][2]
    assert workspace.tree[ids[0]]["headline"] == before


def test_taking_the_value_drops_the_draft(grid, workspace, ids, typed, qtbot):
    editor = typed(ids[0], "recommendation.headline", " Taken")
    assert len(kept(workspace)) == 1
    qtbot.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert " Taken" in workspace.tree[ids[0]]["headline"]
    assert kept(workspace) == []


def test_leaving_the_cell_drops_the_draft(grid, workspace, ids, typed):
    typed(ids[0], "recommendation.headline", " Left")
    grid.view.setFocus()
    assert " Left" in workspace.tree[ids[0]]["headline"]
    assert kept(workspace) == []


@pytest.mark.parametrize("command", ["another", "up", "down", "redo"])
def test_a_command_takes_what_is_typed_first(window, workspace, ids, typed, command):
    window.editing.remove(ids[-1])
    window.editing.undo()
    typed(ids[1], "recommendation.headline", " Before it")
    window.actions_[command].trigger()
    assert workspace.tree[ids[1]]["headline"].endswith(" Before it")
    assert kept(workspace) == []


def test_giving_up_drops_the_draft(grid, workspace, ids, typed, qtbot):
    before = workspace.tree[ids[0]]["headline"]
    editor = typed(ids[0], "recommendation.headline", " Never")
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert workspace.tree[ids[0]]["headline"] == before
    assert kept(workspace) == []


def test_typing_back_to_what_was_drops_the_draft(grid, workspace, ids, typed, qtbot):
    editor = typed(ids[0], "recommendation.notes", "x")
    assert len(kept(workspace)) == 1
    qtbot.keyClick(editor, Qt.Key.Key_Backspace)
    grid.drafts.keep()
    assert kept(workspace) == []


def test_a_unit_chosen_in_an_open_list_is_kept(grid, workspace, ids, pick, cell, qtbot):
    pick((ids[0], "recommendation.responsible_units"))
    grid.view.edit(cell(ids[0], "recommendation.responsible_units"))
    line = grid.delegate._editor.focusProxy()
    before = workspace.tree[ids[0]]["responsible_units"]
    qtbot.keyClicks(line, "BUOYS")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    grid.drafts.keep()
    assert workspace.tree[ids[0]]["responsible_units"] == before
    ((_, field, text),) = kept(workspace)
    assert field == "responsible_units"
    assert "BUOYS" in text


def test_an_answer_to_be_is_kept_and_restored(
    window, grid, workspace, rich_path, ids, typed, tmp_path, qtbot
):
    without = next(id for id in ids if grid.rows().answer_id(id) is None)
    typed(without, "response.text", "Not yet there")
    assert kept(workspace) == [(without, "response.text", "Not yet there")]
    copy = tmp_path / "crashed.evw"
    copy.write_bytes(rich_path.read_bytes())  # what a crash would leave
    window.open_path(copy)
    qtbot.mouseClick(bar_button(window, "Restore"), Qt.MouseButton.LeftButton)
    assert grid.rows().answer(without)["text"] == "Not yet there"
    assert kept(window.session.workspace) == []


def test_an_answer_to_be_can_be_discarded(empty_window, rich_path, qtbot):
    with Workspace.open(rich_path) as workspace:
        answered = {node.parent for node in workspace.tree.of_kind("response")}
        without = next(n.id for n in workspace.tree.of_kind("recommendation") if n.id not in answered)
        workspace.keep_draft(without, "response.text", "Half")
        workspace.keep_draft(without, "response.nothing", "Half")
        workspace.keep_draft(workspace.tree.root_id, "response.text", "Half")
    empty_window.open_path(rich_path)
    qtbot.mouseClick(bar_button(empty_window, "Discard"), Qt.MouseButton.LeftButton)
    left = [(node, field) for node, field, _ in kept(empty_window.session.workspace)]
    assert (without, "response.text") not in left


def test_closing_takes_the_cell_though_the_window_has_not_the_focus(window, ids, rich_path, typed, qtbot):
    typed(ids[0], "recommendation.headline", " At the end")
    other = QWidget()  # the window may be closed from a task bar
    qtbot.addWidget(other)
    with qtbot.waitActive(other):
        other.show()
        other.activateWindow()
    assert not window.isActiveWindow()
    window.close()
    with Workspace.open(rich_path) as workspace:
        assert " At the end" in workspace.tree[ids[0]]["headline"]
        assert kept(workspace) == []


def test_what_the_disk_refuses_stays_a_draft(grid, workspace, ids, typed, monkeypatch):
    typed(ids[0], "recommendation.headline", " Precious")

    def refuse(*_):
        raise StorageFailed("The disk is full.")

    monkeypatch.setattr(workspace._store, "write", refuse)
    monkeypatch.setattr(workspace._store, "execute", refuse)
    grid.delegate.settle()
    monkeypatch.undo()
    assert " Precious" in kept(workspace)[0][2]


def test_one_answer_to_be_that_means_nothing_holds_back_no_other(window, grid, workspace, ids):
    without = next(id for id in ids if grid.rows().answer_id(id) is None)
    workspace.keep_draft(without, "response.cleared_on", "soon")
    workspace.keep_draft(without, "response.text", "Not yet there")
    drafts = left_over(window.session)
    Leftovers(drafts, window.session, window.tree, window.page, window.bars, window).restore()
    assert grid.rows().answer(without)["text"] == "Not yet there"
    assert kept(workspace) == [(without, "response.cleared_on", "soon")]
    assert any("is not a date" in words for words in window.bars.texts())


def test_an_answer_to_what_is_gone_meanwhile_stays_a_draft(window, grid, workspace, ids):
    without = next(id for id in ids if grid.rows().answer_id(id) is None)
    workspace.keep_draft(without, "response.text", "Not yet there")
    leftovers = Leftovers(
        left_over(window.session), window.session, window.tree, window.page, window.bars, window
    )
    window.editing.remove(without)
    leftovers.restore()
    assert kept(workspace) == [(without, "response.text", "Not yet there")]


def test_what_cannot_be_taken_stays_a_draft_when_the_cell_is_left(grid, workspace, ids, typed, monkeypatch):
    def refuse(*_):
        raise StorageFailed("The disk is full.")

    monkeypatch.setattr(workspace._store, "write", refuse)
    typed(ids[0], "recommendation.headline", " Typed")
    grid.view.setFocus()
    monkeypatch.undo()
    assert " Typed" not in workspace.tree[ids[0]]["headline"]
    assert [text.endswith(" Typed") for _, _, text in kept(workspace)] == [True]


def test_a_row_stays_while_one_of_its_cells_is_edited(grid, filter_by, workspace, ids, typed, qtbot):
    filter_by("priority:high")
    grid.changing.set_cell(ids[0], "recommendation.priority", "Low")
    editor = typed(ids[0], "recommendation.headline", " Typed")
    qtbot.wait(3 * grid._changed.interval())
    assert grid.delegate._editor is editor
    grid.delegate.settle()
    assert " Typed" in workspace.tree[ids[0]]["headline"]
    qtbot.waitUntil(lambda: not grid._changed.isActive())
