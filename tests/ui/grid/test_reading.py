"""What takes long in the grid is read a moment at a time: the window stays alive, and it can be given up."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from workbench.checks import Checks
from workbench.rows import COLUMNS

PRIORITY, HEADLINE = "recommendation.priority", "recommendation.headline"


@pytest.fixture
def slow(grid, monkeypatch):
    """Read one piece at a time, as if each took long."""
    monkeypatch.setattr("ui.slices.SLICE_S", -1.0)
    monkeypatch.setattr("ui.grid.panel.SORTED_ROWS", 1)


@pytest.fixture
def pasting(slow, grid, ids, pick, clipboard):
    """A paste of a priority for five recommendations that is being read."""
    clipboard.setText("low\n" * 5)
    pick((ids[0], PRIORITY))
    grid.copying.paste()


def priorities(workspace, ids):
    return [workspace.tree[id]["priority"] for id in ids]


def test_many_rows_are_read_before_they_are_sorted(slow, grid, ids, workspace, qtbot):
    grid.on_sort(HEADLINE, False)
    assert grid.model.ids == ids
    QApplication.processEvents()
    assert grid.model.ids == ids
    sorted_ids = sorted(ids, key=lambda id: grid.rows().sort_key(id, COLUMNS[HEADLINE]) or ("~",))
    qtbot.waitUntil(lambda: grid.model.ids == sorted_ids)


def test_a_step_meanwhile_is_in_what_is_sorted(slow, grid, ids, workspace, qtbot):
    grid.on_sort(HEADLINE, False)
    QApplication.processEvents()
    with workspace.edit("Remove") as editor:
        editor.remove(ids[1])
        editor.set(ids[0], "headline", "zzz")
    named = [id for id in ids if id in workspace.tree and workspace.tree[id]["headline"]]
    qtbot.waitUntil(lambda: grid.model.ids.index(ids[0]) == len(named) - 1)
    assert ids[1] not in grid.model.ids


@pytest.mark.parametrize("query", ["missing", "-missing"])
def test_nodes_are_checked_before_rows_are_filtered_by_what_is_missing(
    slow, grid, window, workspace, ids, monkeypatch, qtbot, query
):
    monkeypatch.setattr("ui.grid.panel.CHECKED_NODES", 1)
    window.tree.index().warm(len(workspace.tree))
    window.session._checks = Checks(workspace)
    grid.bar.line.setText(query)
    grid.arrange_when_read()
    assert grid.model.ids == ids
    qtbot.waitUntil(lambda: 0 < len(grid.model.ids) < len(ids))
    assert not window.session.checks.work(0)


def test_who_closes_the_workspace_waits_for_no_sorting(slow, grid, window):
    grid.on_sort(HEADLINE, False)
    window.session.close()
    for _ in range(5):
        QApplication.processEvents()
    assert grid.model.ids == []


def test_what_is_pasted_is_one_step_once_it_is_read(pasting, workspace, ids, qtbot):
    before = priorities(workspace, ids)
    QApplication.processEvents()
    assert priorities(workspace, ids) == before
    qtbot.waitUntil(lambda: priorities(workspace, ids[:5]) == ["Low"] * 5)
    workspace.undo()
    assert priorities(workspace, ids) == before


def test_escape_gives_a_paste_up(pasting, grid, workspace, ids, qtbot):
    before = workspace.point
    with qtbot.waitSignal(grid.done) as said:
        qtbot.keyClick(grid.view, Qt.Key.Key_Escape)
    assert said.args == ["Nothing was pasted."]
    for _ in range(10):
        QApplication.processEvents()
    assert workspace.point == before
    with qtbot.assertNotEmitted(grid.done):
        qtbot.keyClick(grid.view, Qt.Key.Key_Escape)


def test_the_next_step_comes_after_the_paste(pasting, window, workspace, ids):
    before = priorities(workspace, ids)
    window.editing.undo()
    assert workspace.redo_label == "Paste cells"
    assert priorities(workspace, ids) == before


def test_a_paste_after_a_paste_comes_second(pasting, grid, workspace, ids, clipboard, pick, qtbot):
    clipboard.setText("High")
    pick((ids[1], PRIORITY))
    grid.copying.paste()
    assert priorities(workspace, ids[:5]) == ["Low"] * 5
    qtbot.waitUntil(lambda: workspace.tree[ids[1]]["priority"] == "High")


def test_what_is_pasted_is_read_again_where_the_document_changes(pasting, grid, workspace, ids, qtbot):
    for _ in range(3):
        QApplication.processEvents()
    with workspace.edit("Remove") as editor:
        editor.remove(ids[1])
        editor.set(ids[0], "priority", "Medium")
    qtbot.waitUntil(lambda: workspace.undo_label == "Paste cells")
    assert priorities(workspace, [ids[0], *ids[2:5]]) == ["Low"] * 4


def test_who_declines_a_paste_is_told_that_nothing_was_pasted(
    slow, grid, workspace, ids, clipboard, pick, answers, qtbot
):
    answers.agrees = False
    before, said = workspace.point, []
    grid.done.connect(said.append)
    clipboard.setText("Low\nLow\n")
    pick((ids[-1], PRIORITY))
    grid.copying.paste()
    qtbot.waitUntil(lambda: answers.asked == ["Paste 1 cell?"])
    assert said[-1] == "Nothing was pasted."
    assert workspace.point == before
