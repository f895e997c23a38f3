"""Typing in the grid, as in a spreadsheet: a letter replaces a value, F2 edits it, and many are filled."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox

from tests.ui import hands
from workbench.rows import COLUMNS

PRIORITY, TIME = "recommendation.priority", "recommendation.time_implication"
HEADLINE, ACCEPTANCE = "recommendation.headline", "response.acceptance"
RESOURCES, CLEARED = "recommendation.resource_implication", "response.cleared_on"
Key = Qt.Key


@pytest.fixture
def keys(window, grid, qtbot):
    """The keyboard, whose keys go to what has the focus."""
    with qtbot.waitActive(window):
        window.activateWindow()
    grid.view.setFocus()
    return hands.Keyboard()


@pytest.fixture
def value(grid):
    """Return what a cell holds."""
    return lambda id, column: grid.rows().value(id, COLUMNS[column])


def write(words):
    """Type letter by letter, each into what has the focus by then."""
    for letter in words:
        QTest.keyClicks(hands.focused(), letter)
    QApplication.processEvents()


@pytest.fixture
def said(grid):
    """What the grid tells the window."""
    sentences = []
    grid.done.connect(sentences.append)
    return sentences


# One cell


def test_a_letter_completes_the_first_word_of_the_list_and_return_takes_it(grid, ids, keys, value):
    grid.changing.set_cell(ids[0], TIME, "Short-term")
    grid.view.go_to(ids[0], TIME)
    write("L")
    line = grid.view.viewport().findChild(QComboBox).lineEdit()
    assert (line.text(), line.selectedText()) == ("Long-term", "ong-term")
    keys.press("Return")
    assert value(ids[0], TIME) == "Long-term"


def test_typing_goes_on_over_what_was_completed_and_backspace_takes_it_off(grid, ids, keys, value):
    grid.view.go_to(ids[0], RESOURCES)
    write("me")
    line = grid.view.viewport().findChild(QComboBox).lineEdit()
    assert line.text() == "Medium"
    keys.press("Backspace")
    assert line.text() == "Me"
    keys.press("Backspace", "Backspace")
    write("wi")
    keys.press("Return")
    assert value(ids[0], RESOURCES) == "Within existing resources"


def test_a_closed_list_is_typed_into_and_takes_nothing_else(window, grid, ids, keys, value, qtbot):
    grid.view.go_to(ids[0], ACCEPTANCE)
    write("p")
    keys.press("Return")
    assert value(ids[0], ACCEPTANCE) == "partially_accepted"
    write("Perhaps")
    with qtbot.waitSignal(window.session.failed) as failed:
        keys.press("Return")
    assert "is not one of: Not stated, Accepted" in failed.args[0]
    assert value(ids[0], ACCEPTANCE) == "partially_accepted"


def test_a_value_off_the_list_is_kept_and_said(window, grid, ids, keys, value):
    grid.view.go_to(ids[0], PRIORITY)
    write("Lowish")
    keys.press("Return")
    assert value(ids[0], PRIORITY) == "Lowish"
    assert "“Lowish” is not in the list of “Priority”" in window.statusBar().currentMessage()


def test_escape_gives_up_what_replaced_a_value(grid, ids, keys, workspace):
    point = workspace.point
    grid.view.go_to(ids[0], PRIORITY)
    write("L")
    keys.press("Esc")
    assert workspace.point == point


def test_a_letter_replaces_a_date(grid, ids, keys, value):
    grid.view.toggle_column(CLEARED)
    grid.changing.set_cell(ids[0], CLEARED, "2026-01-02")
    grid.view.go_to(ids[0], CLEARED)
    write("2027-05-06")
    keys.press("Return")
    assert value(ids[0], CLEARED) == "2027-05-06"


def test_a_letter_in_a_text_is_added_to_it(grid, ids, keys, value):
    before = value(ids[0], HEADLINE)
    grid.view.go_to(ids[0], HEADLINE)
    write("X")
    keys.press("Ctrl+Return")
    assert value(ids[0], HEADLINE) == f"{before}X"


@pytest.mark.parametrize("key", ["F2", "Return"])
@pytest.mark.parametrize(
    ("column", "was"), [(PRIORITY, "High"), (CLEARED, "2026-01-0"), (HEADLINE, "A *b* c")]
)
def test_f2_and_return_edit_with_the_cursor_at_the_end(grid, ids, keys, value, key, column, was):
    if column not in grid.view.columns:
        grid.view.toggle_column(column)
    grid.changing.set_cell(ids[0], column, was if column != CLEARED else "2026-01-03")
    grid.view.go_to(ids[0], column)
    keys.press(key)
    if column == CLEARED:
        keys.press("Backspace")
    write("7")
    keys.press("Ctrl+Return")
    assert value(ids[0], column) == f"{was}7"


def test_a_double_click_edits_with_the_cursor_at_the_end(window, grid, ids, cell, keys, value):
    before = value(ids[1], HEADLINE)
    hands.Mouse().double_click(grid.view.viewport(), grid.view.visualRect(cell(ids[1], HEADLINE)).center())
    write("!")
    keys.press("Ctrl+Return")
    assert window.page.isHidden()
    assert value(ids[1], HEADLINE) == f"{before}!"


# Many cells


def test_ctrl_d_fills_from_the_topmost_in_one_step(window, grid, ids, pick, keys, value, workspace, said):
    pick((ids[3], PRIORITY), (ids[0], PRIORITY), (ids[2], PRIORITY), (ids[0], TIME), (ids[3], TIME))
    before = [value(id, PRIORITY) for id in ids]
    keys.press("Ctrl+D")
    assert [value(id, PRIORITY) for id in (ids[2], ids[3])] == [before[0]] * 2
    assert value(ids[1], PRIORITY) == before[1]
    assert value(ids[3], TIME) == value(ids[0], TIME)
    keys.press("Ctrl+Z")
    assert [value(id, PRIORITY) for id in ids] == before


def test_a_fill_of_one_column_is_named_by_it(grid, ids, pick, keys, workspace):
    grid.changing.set_cell(ids[0], PRIORITY, "Low")
    pick(*[(id, PRIORITY) for id in ids[:4]])
    keys.press("Ctrl+D")
    assert workspace.undo_step.label == "Priority of 3 recommendations"


def test_a_fill_that_does_nothing_says_so(grid, ids, pick, keys, workspace, said):
    point = workspace.point
    pick((ids[0], PRIORITY))
    keys.press("Ctrl+D")
    assert "those below it" in said[-1]
    pick((ids[0], "reference"), (ids[1], "reference"))
    keys.press("Ctrl+D")
    assert "those below it" in said[-1]
    grid.changing.set_many(ids[:2], PRIORITY, "Low")
    after = workspace.point
    pick((ids[0], PRIORITY), (ids[1], PRIORITY))
    keys.press("Ctrl+D")
    assert "already" in said[-1]
    assert point != after == workspace.point


def test_ctrl_return_fills_all_selected_cells_that_take_such_a_value(grid, ids, pick, keys, value, workspace):
    others = [value(id, TIME) for id in ids[:4]]
    pick(*[(id, PRIORITY) for id in ids[:4]], (ids[0], TIME), (ids[0], HEADLINE))
    write("L")
    keys.press("Ctrl+Return")
    assert {value(id, PRIORITY) for id in ids[:4]} == {"Low"}
    assert [value(id, TIME) for id in ids[:4]] == others
    assert workspace.undo_step.label == "Priority of 4 recommendations"
    workspace.undo()
    assert value(ids[0], PRIORITY) == "High"


def test_ctrl_return_fills_texts(grid, ids, pick, keys, value):
    grid.changing.clear([(id, HEADLINE) for id in ids[:2]])
    pick((ids[0], HEADLINE), (ids[1], HEADLINE))
    write("Both.")
    keys.press("Ctrl+Return")
    assert [value(id, HEADLINE) for id in ids[:2]] == ["Both."] * 2


def test_a_reader_fills_nothing(window, grid, ids, pick, workspace, monkeypatch):
    monkeypatch.setattr(type(window.session), "writable", property(lambda self: False))
    point = workspace.point
    pick((ids[0], PRIORITY), (ids[3], PRIORITY))
    grid.filling.down()
    assert workspace.point == point


def test_what_undo_takes_back_elsewhere_is_named_and_selected(window, grid, ids, keys, workspace, find):
    with window.session.edit("Title of the register") as editor:
        editor.set(find("evaluation"), "title", "Other")
    grid.view.go_to(ids[0], PRIORITY)
    keys.press("Ctrl+D", "Ctrl+Z")  # the first does nothing
    assert "Undone: Title of the register" in window.statusBar().currentMessage()
    assert window.tree.selected == find("evaluation")


# The bar


@pytest.mark.parametrize("width", [330, 400, 550, 700, 1400])
def test_nothing_covers_the_filter_line_however_narrow_it_is(window, grid, qtbot, width):
    bar = grid.bar
    bar.setParent(None)
    qtbot.addWidget(bar)
    bar.show()
    bar.resize(width, 140)
    QApplication.processEvents()
    controls = [bar.line, bar.group, bar.columns, bar.views, bar.set_button]
    for place, one in enumerate(controls):
        assert one.geometry().right() < width
        assert one.width() >= one.minimumSizeHint().width()
        for other in [*controls[place + 1 :], bar.count]:
            assert not one.geometry().intersects(other.geometry())
    assert (bar.line.y() == bar.group.y()) is (width >= 1000)
