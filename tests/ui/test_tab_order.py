"""Tab goes on in reading order, however late parts of the window were made; Shift+Tab goes the way back.

That it never goes astray is tried in every scene; see ``test_scenes``.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui.links import Links
from ui.tab_order import go_on, in_reading_order

FORTH, BACK = Qt.Key.Key_Tab, Qt.Key.Key_Backtab


class Window(QWidget):
    """A window that Tab goes through as through the main one."""

    def focusNextPrevChild(self, forward):  # noqa: N802
        return go_on(self, forward) or super().focusNextPrevChild(forward)


@pytest.fixture
def shown(qtbot):
    """Show a window with this layout."""

    def show(layout):
        window = Window()
        window.setLayout(layout)
        qtbot.addWidget(window)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        return window

    return show


def order(*rects):
    """Return the order in which places are read, by their number."""
    parts = [(QRect(*rect), [number]) for number, rect in enumerate(rects)]
    return [stops[0] for _, stops in in_reading_order(parts)]


def test_rows_are_read_from_top_to_bottom_and_each_from_the_left():
    assert order((50, 30, 40, 20), (0, 30, 40, 20), (50, 0, 40, 20), (0, 0, 40, 20)) == [3, 2, 1, 0]


def test_a_column_is_read_to_its_end_where_no_row_goes_through():
    left, above, below = (0, 0, 40, 100), (50, 0, 40, 20), (50, 30, 40, 70)
    assert order(below, above, left) == [2, 1, 0]


def test_what_is_not_quite_on_one_line_is_one_row():
    assert order((50, 0, 40, 20), (0, 3, 40, 20)) == [1, 0]


PLACES, SIDES = st.integers(-50, 200), st.integers(1, 60)


@given(st.lists(st.tuples(PLACES, PLACES, SIDES, SIDES), max_size=12, unique_by=lambda rect: rect[:2]))
def test_nothing_is_lost_and_the_order_in_which_things_were_made_does_not_matter(rects):
    found = [rects[number] for number in order(*rects)]
    assert sorted(found) == sorted(rects)
    turned = rects[::-1]
    assert [turned[number] for number in order(*turned)] == found


def test_a_control_made_last_comes_where_it_stands(shown, qtbot):
    grid = QGridLayout()
    made = [QLineEdit() for _ in range(4)]
    for control, place in zip(made, [(1, 1), (1, 0), (0, 1), (0, 0)], strict=True):
        grid.addWidget(control, *place)
    window = shown(grid)
    made[3].setFocus()
    for expected in (made[2], made[1], made[0], made[3]):
        qtbot.keyClick(window.focusWidget(), FORTH)
        assert window.focusWidget() is expected
    for expected in (made[0], made[1], made[2], made[3]):
        qtbot.keyClick(window.focusWidget(), BACK)
        assert window.focusWidget() is expected


def test_what_cannot_be_used_is_passed_over(shown, qtbot):
    row = QHBoxLayout()
    first, hidden, off, clicked, last = (QPushButton(name) for name in "abcde")
    for button in (first, hidden, off, clicked, last):
        row.addWidget(button)
    off.setEnabled(False)
    clicked.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    window = shown(row)
    hidden.hide()
    first.setFocus()
    qtbot.keyClick(first, FORTH)
    assert window.focusWidget() is last


def test_tab_goes_on_from_what_only_a_click_can_give_the_focus_to(shown, qtbot):
    row = QHBoxLayout()
    first, clicked, last = (QPushButton(name) for name in "abc")
    for button in (first, clicked, last):
        row.addWidget(button)
    clicked.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    window = shown(row)
    clicked.setFocus()
    qtbot.keyClick(clicked, FORTH)
    assert window.focusWidget() is last
    clicked.setFocus()
    qtbot.keyClick(clicked, BACK)
    assert window.focusWidget() is first


def test_the_focus_goes_on_when_what_has_it_is_switched_off(shown):
    row = QHBoxLayout()
    buttons = [QPushButton(name) for name in "abc"]
    for button in reversed(buttons):
        row.insertWidget(0, button)
    window = shown(row)
    buttons[0].setFocus()
    buttons[0].setEnabled(False)
    assert window.focusWidget() is buttons[1]


def test_what_gets_the_focus_is_scrolled_to(shown, qtbot):
    area, column, inside = QScrollArea(), QVBoxLayout(), QWidget()
    boxes = [QCheckBox(str(number)) for number in range(60)]
    for box in boxes:
        column.addWidget(box)
    inside.setLayout(column)
    area.setWidget(inside)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    row, line = QHBoxLayout(), QLineEdit()
    row.addWidget(area)
    row.addWidget(line)
    window = shown(row)
    line.setFocus()
    qtbot.keyClick(line, BACK)
    assert window.focusWidget() is boxes[-1]
    assert not boxes[-1].visibleRegion().isEmpty()
    for _ in boxes:
        qtbot.keyClick(window.focusWidget(), BACK)
        assert not window.focusWidget().visibleRegion().isEmpty()
    assert window.focusWidget() is line


@pytest.mark.parametrize("words", ['<a href="1">one</a>', '<a href="1">one</a> › <a href="2">two</a>, both'])
def test_shift_tab_leaves_a_text_that_begins_with_a_link(shown, qtbot, words):
    column, above, links = QVBoxLayout(), QLineEdit(), Links("Where to go")
    links.setText(words)
    column.addWidget(above)
    column.addWidget(links)
    window = shown(column)
    links.setFocus(Qt.FocusReason.BacktabFocusReason)
    for _ in range(words.count("<a ") + 1):
        assert window.focusWidget() is links
        qtbot.keyClick(window.focusWidget(), BACK)
    assert window.focusWidget() is above


def test_parts_of_the_main_window_follow_each_other_as_they_are_read(window, find, qtbot):
    """Tree, form, what is held, checks below, preview beside: whatever was opened first."""
    window.panels.open("preview")
    window.tree.select(find("recommendation"))
    window.pinning.toggle()
    window.panels.open("checks")
    window.tree.select(find("action"))
    window.focus_tree()
    parts = [window.tree, window.page, window.pinning.pane, window.panels.below, window.panels.side]
    walked = []
    while not walked or window.focusWidget() is not window.tree.view:
        qtbot.keyClick(window.focusWidget(), FORTH)
        walked += [place for place, part in enumerate(parts) if part.isAncestorOf(window.focusWidget())]
    assert sorted(set(walked)) == list(range(len(parts)))
    assert walked[: walked.index(4)] == sorted(walked[: walked.index(4)])
