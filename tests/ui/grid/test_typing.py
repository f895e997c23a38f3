"""Typing in the grid, as in a spreadsheet: a letter replaces a value, F2 edits it, and many are filled."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox

from tests.ui import hands
from ui.grid.model import ALL
from workbench.rows import COLUMNS

PRIORITY, TIME = "recommendation.priority", "recommendation.time_implication"
HEADLINE, ACCEPTANCE = "recommendation.headline", "response.acceptance"
UNITS, LEAD = "recommendation.responsible_units", "recommendation.lead_unit"
RESOURCES, CLEARED = "recommendation.resource_implication", "response.cleared_on"
Key = Qt.Key


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


@pytest.mark.parametrize("column", [LEAD, UNITS])
def test_a_unit_the_register_lacks_is_kept_and_said(window, grid, ids, keys, value, column):
    grid.view.go_to(ids[1], column)
    keys.press("F2")
    write("Nobody")
    keys.press("Tab")
    assert value(ids[1], column) == ("Nobody" if column == LEAD else ("PILOTS", "TIDES", "Nobody"))
    assert "“Nobody” is not in the register" in window.statusBar().currentMessage()


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
@pytest.mark.parametrize(("column", "was"), [(CLEARED, "2026-01-0"), (HEADLINE, "A *b* c")])
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


@pytest.mark.parametrize("key", ["F2", "Return"])
def test_a_choice_is_typed_over_however_it_is_begun(grid, ids, keys, value, key):
    assert value(ids[0], PRIORITY) == "High"
    grid.view.go_to(ids[0], PRIORITY)
    keys.press(key)
    write("Low")
    keys.press("Return")
    assert value(ids[0], PRIORITY) == "Low"


def test_a_lead_unit_is_typed_over(grid, ids, keys, value):
    grid.changing.set_cell(ids[0], LEAD, "LIGHTS")
    grid.view.go_to(ids[0], LEAD)
    keys.press("F2")
    write("HARBOUR")
    keys.press("Return")
    assert value(ids[0], LEAD) == "HARBOUR"


def test_the_letter_a_value_begins_with_completes_it_again(grid, ids, keys, value):
    grid.changing.set_cell(ids[0], TIME, "Long-term")
    grid.view.go_to(ids[0], TIME)
    write("L")
    line = grid.view.viewport().findChild(QComboBox).lineEdit()
    assert (line.text(), line.selectedText()) == ("Long-term", "ong-term")


def test_what_is_taken_off_a_value_is_not_put_back(grid, ids, keys):
    grid.changing.set_cell(ids[0], TIME, "Long-term")
    grid.view.go_to(ids[0], TIME)
    keys.press("F2", "End", "Backspace")
    line = grid.view.viewport().findChild(QComboBox).lineEdit()
    assert line.text() == "Long-ter"
    keys.press("Ctrl+Z")
    assert line.selectedText() == ""


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


# Tab


@pytest.fixture
def shown(grid):
    """Show these columns and no others."""

    def show(*names):
        grid.view.show_columns(["reference", *names])

    return show


@pytest.fixture
def place(grid):
    """Return which cell has the cursor, and the keys with it."""

    def where():
        assert hands.focused() is grid.view
        assert grid.delegate.editing is None
        return grid.view.current_id, ALL[grid.view.currentIndex().column()].name

    return where


TYPED = {
    PRIORITY: ("Low", "Low"),
    ACCEPTANCE: ("Not accepted", "not_accepted"),
    LEAD: ("HARBOUR", "HARBOUR"),
    UNITS: ("buoys", ("PILOTS", "TIDES", "BUOYS")),
    HEADLINE: (" More", None),
    CLEARED: ("2027-05-06", "2027-05-06"),
    "response.reason": ("So", "So"),
}
"""What is typed into a cell of each kind, and what it then holds; None for what it held with that behind."""


@pytest.mark.parametrize(("key", "goal"), [("Tab", TIME), ("Shift+Tab", "recommendation.notes")])
@pytest.mark.parametrize("column", TYPED)
def test_tab_takes_what_was_typed_and_goes_on(grid, ids, keys, value, shown, place, column, key, goal):
    shown("recommendation.notes", "evaluation", column, "status", TIME)
    typed, expected = TYPED[column]
    expected = expected or f"{value(ids[1], column)}{typed}"
    grid.view.go_to(ids[1], column)
    keys.press("F2")
    write(typed)
    keys.press(key)
    assert place() == (ids[1], goal)
    assert value(ids[1], column) == expected


def test_tab_goes_on_in_the_row_below_and_back_above(grid, ids, keys, shown, place):
    shown(PRIORITY, TIME)
    grid.view.go_to(ids[1], TIME)
    keys.press("F2", "Tab")
    assert place() == (ids[2], PRIORITY)
    keys.press("F2", "Shift+Tab")
    assert place() == (ids[1], TIME)


def test_tab_stays_at_the_ends_of_the_grid(grid, ids, keys, shown, place):
    shown(PRIORITY, TIME)
    grid.view.go_to(ids[0], PRIORITY)
    keys.press("F2", "Shift+Tab")
    assert place() == (ids[0], PRIORITY)
    grid.view.go_to(ids[-1], TIME)
    keys.press("F2", "Tab")
    assert place() == (ids[-1], TIME)


def test_tab_takes_a_unit_picked_from_what_is_offered(grid, ids, keys, value, shown, place):
    shown(LEAD, TIME)
    grid.view.go_to(ids[1], LEAD)
    keys.press("F2")
    write("pilo")
    hands.wait(lambda: QApplication.activePopupWidget() is not None)
    keys.press("Down", "Tab")
    assert place() == (ids[1], TIME)
    assert value(ids[1], LEAD) == "PILOTS"


def test_tab_stays_where_nothing_can_be_taken(window, grid, ids, keys, shown, place, qtbot):
    shown(CLEARED, TIME)
    grid.view.go_to(ids[0], CLEARED)
    keys.press("F2")
    write("soon")
    with qtbot.waitSignal(window.session.failed):
        keys.press("Tab")
    assert place() == (ids[0], CLEARED)


def test_tab_passes_the_headings_of_groups(grid, ids, keys, shown, place, value):
    shown(PRIORITY, TIME)
    grid.on_group("priority")
    first, second = (group.ids for group in grid.model._groups[:2])
    grid.view.go_to(first[-1], TIME)
    keys.press("F2", "Tab")
    assert place() == (second[0], PRIORITY)
    keys.press("F2", "Shift+Tab")
    assert place() == (first[-1], TIME)


def test_tab_where_no_cell_is_edited_leaves_the_grid(grid, ids, keys):
    grid.view.go_to(ids[0], PRIORITY)
    keys.press("Tab")
    assert not grid.view.hasFocus()


def test_an_editor_that_is_hidden_is_not_left_by_tab(grid, ids, keys, qtbot):
    grid.view.go_to(ids[0], PRIORITY)
    keys.press("F2")
    with qtbot.assertNotEmitted(grid.view.tab_pressed):
        hands.focused().hide()


def test_units_are_moved_and_taken_off_by_key(grid, ids, keys, value, shown, place):
    shown(PRIORITY, UNITS, TIME)
    grid.view.go_to(ids[1], UNITS)
    keys.press("F2", "Up", "Ctrl+Up", "Tab")
    assert place() == (ids[1], TIME)
    assert value(ids[1], UNITS) == ("TIDES", "PILOTS")
    grid.view.go_to(ids[1], UNITS)
    keys.press("F2", "Up", "Ctrl+Down", "Ctrl+Up", "Del", "Shift+Tab")
    assert place() == (ids[1], PRIORITY)
    assert value(ids[1], UNITS) == ("TIDES",)


def test_escape_in_the_list_of_units_stays_in_the_grid(grid, ids, keys, value, place):
    grid.view.go_to(ids[1], UNITS)
    keys.press("F2", "Up", "Ctrl+Up", "Esc")
    assert place() == (ids[1], UNITS)
    assert value(ids[1], UNITS) == ("PILOTS", "TIDES")


# What is typed moves the row


def test_a_click_elsewhere_takes_what_was_typed_though_the_row_moves(grid, ids, keys, value, cell):
    grid.on_group("priority")
    grid.view.go_to(ids[0], PRIORITY)
    write("L")
    view = grid.view
    hands.Mouse().click(view.viewport(), view.visualRect(cell(ids[1], PRIORITY)).center())
    assert value(ids[0], PRIORITY) == "Low"
    assert hands.focused() is view
    assert grid.delegate.editing is None
    assert view.state() == view.State.NoState


def test_the_cursor_goes_with_a_row_into_its_group(window, grid, ids, keys, value, place):
    grid.on_group("priority")
    grid.view.go_to(ids[0], PRIORITY)
    write("L")
    keys.press("Return")
    assert value(ids[0], PRIORITY) == "Low"
    assert place() == (ids[0], PRIORITY)
    assert grid.model.group_label(grid.view.currentIndex().parent()).startswith("Low")
    write("H")
    assert window.tree.line.text() == ""
    keys.press("Tab")
    assert value(ids[0], PRIORITY) == "High"
    assert place()[0] == ids[0]


def test_the_cursor_opens_the_group_its_row_goes_into(grid, ids, keys, value, place):
    grid.on_group("priority")
    other = next(id for id in ids if value(id, PRIORITY) == "Medium")
    grid.view.collapse(grid.model.index_of(other).parent())
    grid.view.go_to(ids[0], PRIORITY)
    write("M")
    keys.press("Return")
    assert value(ids[0], PRIORITY) == "Medium"
    assert place() == (ids[0], PRIORITY)
    assert grid.view.isExpanded(grid.view.currentIndex().parent())


def test_the_cursor_stays_with_a_row_that_filter_and_sort_move(
    grid, ids, keys, value, place, filter_by, qtbot
):
    filter_by("priority:high")
    grid.on_sort(PRIORITY, also=False)
    grid.view.setFocus()
    grid.view.go_to(ids[0], PRIORITY)
    write("L")
    keys.press("Return")
    qtbot.waitUntil(lambda: not grid._changed.isActive())
    assert value(ids[0], PRIORITY) == "Low"
    assert grid.model.ids[-1] == ids[0]
    assert place() == (ids[0], PRIORITY)


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
    assert bar.group.y() == bar.views.y() or width < 700
