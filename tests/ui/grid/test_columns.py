"""The columns of the grid by mouse and by key, as the next run finds them, and the menus of the grid."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from tests.ui import hands
from ui.grid import view as grid_view
from ui.grid.columns import ColumnsMenu
from ui.grid.layouts import Layouts
from ui.grid.model import ALL, PLACES
from workbench.rows import USUAL

PRIORITY, HEADLINE = "recommendation.priority", "recommendation.headline"
REFERENCE, NOTES, REASON = "reference", "recommendation.notes", "response.reason"
CTRL_C = "Ctrl+C"


@pytest.fixture
def mouse():
    return hands.Mouse()


@pytest.fixture
def header(window, grid, qtbot):
    """The header of the grid, with room for the usual columns."""
    window.resize(2600, 700)
    qtbot.waitUntil(lambda: grid.view.header().width() > 1400)
    return grid.view.header()


@pytest.fixture
def remembered(window, grid, qtbot):
    """Return how the next run sets the grid out."""

    def layout():
        qtbot.waitUntil(lambda: not grid._settled.isActive())
        return Layouts(window.settings).last()

    return layout


def drag(widget, start, end):
    """Press, move on in steps and let go, as a hand does."""
    QTest.mousePress(widget, Qt.MouseButton.LeftButton, pos=start)
    for step in range(1, 11):
        QTest.mouseMove(widget, start + (end - start) * step / 10)
        QApplication.processEvents()
    QTest.mouseRelease(widget, Qt.MouseButton.LeftButton, pos=end)
    QApplication.processEvents()


def middle(header, name):
    left = header.sectionViewportPosition(PLACES[name])
    return QPoint(left + header.sectionSize(PLACES[name]) // 2, header.height() // 2)


def ticked(menu):
    return [action.data() for action in menu.actions() if action.isChecked()]


# By mouse


def test_a_column_is_dragged_to_another_place_and_found_there_again(grid, header, remembered):
    drag(header.viewport(), middle(header, PRIORITY), middle(header, REFERENCE) - QPoint(20, 0))
    assert grid.view.columns[0] == PRIORITY
    assert remembered().columns[0] == PRIORITY


def test_the_first_column_is_dragged_as_well(grid, header):
    drag(header.viewport(), middle(header, REFERENCE), middle(header, PRIORITY) + QPoint(20, 0))
    assert grid.view.columns[0] != REFERENCE


def test_a_column_is_dragged_wider_and_is_so_again(grid, header, remembered):
    width = header.sectionSize(PLACES[HEADLINE])
    edge = QPoint(header.sectionViewportPosition(PLACES[HEADLINE]) + width - 1, header.height() // 2)
    drag(header.viewport(), edge, edge + QPoint(70, 0))
    assert abs(header.sectionSize(PLACES[HEADLINE]) - width - 70) < 4
    assert remembered().widths[HEADLINE] == header.sectionSize(PLACES[HEADLINE])


def test_a_click_with_shift_on_another_head_sorts_by_it_as_well(grid, header, mouse):
    mouse.click(header.viewport(), middle(header, PRIORITY))
    mouse.click(header.viewport(), middle(header, REFERENCE), Qt.KeyboardModifier.ShiftModifier)
    mouse.click(header.viewport(), middle(header, REFERENCE), Qt.KeyboardModifier.ShiftModifier)
    assert [(sort.column, sort.descending) for sort in grid._sorts] == [
        (PRIORITY, False),
        (REFERENCE, True),
    ]
    assert "▲1" in grid.model.headerData(PLACES[PRIORITY], Qt.Orientation.Horizontal)
    assert "▼2" in grid.model.headerData(PLACES[REFERENCE], Qt.Orientation.Horizontal)


# By key


def test_a_column_is_moved_by_key(grid, ids, keys, remembered):
    grid.view.go_to(ids[1], PRIORITY)
    place = USUAL.index(PRIORITY)
    keys.press("Alt+Left")
    assert grid.view.columns.index(PRIORITY) == place - 1
    assert (grid.view.current_id, grid.view.currentIndex().column()) == (ids[1], PLACES[PRIORITY])
    keys.press("Alt+Right", "Alt+Right")
    assert grid.view.columns.index(PRIORITY) == place + 1
    assert sorted(grid.view.columns) == sorted(USUAL)
    assert remembered().columns.index(PRIORITY) == place + 1


def test_a_column_is_moved_where_others_are_hidden(grid, ids, keys):
    grid.view.show_columns([REFERENCE, NOTES, PRIORITY])
    grid.view.toggle_column(NOTES)
    grid.view.go_to(ids[0], PRIORITY)
    keys.press("Alt+Left")
    assert grid.view.columns == [PRIORITY, REFERENCE]


def test_a_column_at_the_edge_stays_there(grid, ids, keys):
    for name, key in ((USUAL[0], "Alt+Left"), (USUAL[-1], "Alt+Right")):
        grid.view.go_to(ids[0], name)
        keys.press(key)
        assert tuple(grid.view.columns) == USUAL
    keys.press("Alt+Left")
    assert grid.view.columns.index(USUAL[-1]) == len(USUAL) - 2


def test_a_column_is_made_wider_and_narrower_by_key(grid, ids, keys, remembered):
    grid.view.go_to(ids[0], PRIORITY)
    width = grid.view.columnWidth(PLACES[PRIORITY])
    keys.press("Alt+Shift+Right")
    wider = grid.view.columnWidth(PLACES[PRIORITY])
    assert wider > width
    keys.press("Alt+Shift+Left")
    assert grid.view.columnWidth(PLACES[PRIORITY]) == width
    keys.press(*["Alt+Shift+Left"] * 30)
    assert 0 < grid.view.columnWidth(PLACES[PRIORITY]) < width
    assert remembered().widths[PRIORITY] == grid.view.columnWidth(PLACES[PRIORITY])


def test_without_a_cursor_no_column_is_moved(grid, keys):
    grid.view.selectionModel().clear()
    keys.press("Alt+Left", "Alt+Right", "Alt+Shift+Right")
    assert tuple(grid.view.columns) == USUAL


# The menu of columns


@pytest.fixture
def columns_menu(grid, mouse):
    """The menu under "Columns", open."""
    mouse.click(grid.bar.columns)
    hands.wait(lambda: isinstance(QApplication.activePopupWidget(), ColumnsMenu))
    yield grid.bar.columns.menu()
    grid.bar.columns.menu().close()


def test_several_columns_are_ticked_by_clicks_while_the_menu_stays(grid, columns_menu, mouse):
    for name in (NOTES, REASON, PRIORITY):
        mouse.click(columns_menu, columns_menu.actionGeometry(columns_menu.actions()[PLACES[name]]).center())
    assert columns_menu.isVisible()
    shown = [name for name in (*USUAL, NOTES, REASON) if name != PRIORITY]
    assert grid.view.columns == list(dict.fromkeys(shown))
    assert sorted(ticked(columns_menu)) == sorted(grid.view.columns)


def test_several_columns_are_ticked_by_key_while_the_menu_stays(grid, columns_menu, keys):
    columns_menu.setActiveAction(columns_menu.actions()[0])
    keys.press("Space", "Down", "Space")
    assert columns_menu.isVisible()
    names = [column.name for column in ALL[:2]]
    assert [name in grid.view.columns for name in names] == [name not in USUAL for name in names]
    keys.press("Down", "Return")
    assert not columns_menu.isVisible()
    assert (ALL[2].name in grid.view.columns) is (ALL[2].name not in USUAL)


def test_the_last_column_cannot_be_hidden(grid, columns_menu, mouse):
    grid.view.show_columns([REFERENCE, PRIORITY])
    for name in (REFERENCE, PRIORITY):
        mouse.click(columns_menu, columns_menu.actionGeometry(columns_menu.actions()[PLACES[name]]).center())
    assert grid.view.columns == [PRIORITY]
    assert ticked(columns_menu) == [PRIORITY]
    grid.view.toggle_column(PRIORITY)
    assert grid.view.columns == [PRIORITY]


def test_the_header_has_the_same_menu(grid, header, mouse):
    mouse.right_click(header.viewport(), middle(header, PRIORITY))
    menu = QApplication.activePopupWidget()
    assert sorted(ticked(menu)) == sorted(USUAL)
    mouse.click(menu, menu.actionGeometry(menu.actions()[PLACES[PRIORITY]]).center())
    assert PRIORITY not in grid.view.columns
    menu.close()


# Saved views


def test_a_saved_view_keeps_widths(grid):
    grid.view.setColumnWidth(PLACES[HEADLINE], 321)
    grid.save_view("Wide")
    grid.on_usual()
    assert grid.view.columnWidth(PLACES[HEADLINE]) != 321
    grid.on_view("Wide")
    assert grid.view.columnWidth(PLACES[HEADLINE]) == 321


def test_opening_the_menu_of_views_leaves_nothing_behind(grid, qtbot):
    def count():
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        return len(grid.findChildren(QObject))

    def use():
        menu = grid.bar.views.menu()
        menu.popup(grid.bar.views.mapToGlobal(QPoint(0, 0)))
        menu.close()

    use()
    before = count()
    for _ in range(5):
        use()
    assert count() == before


# The menu of cells


@pytest.fixture
def cell_menu(grid, cell, mouse):
    """Open the menu of a cell with the right button."""

    def opened(id, name):
        place = grid.view.visualRect(cell(id, name)).center()
        mouse.right_click(grid.view.viewport(), place)
        return QApplication.activePopupWidget()

    return opened


def test_every_entry_of_the_menu_of_cells_names_its_key(window, grid, ids, cell_menu):
    menu = cell_menu(ids[0], HEADLINE)
    named = [action.text().partition("\t")[2] for action in menu.actions() if not action.isSeparator()]
    form_key = window.actions_["grid"].shortcut().toString()
    assert named[0] == form_key
    assert set(named[1:]) <= {key for key, _ in grid_view.KEYS}
    assert len(named) == len(set(named)) == 7
    menu.close()


@pytest.mark.parametrize("words", ["Fill down", "Empty", "Set a field", "Sort by", "Copy", "Paste", "Open"])
def test_the_menu_of_cells_does_what_it_says(
    window, grid, ids, pick, cell_menu, mouse, workspace, clipboard, keys, words
):
    clipboard.setText("Low")
    pick(*[(id, PRIORITY) for id in ids[:3]])
    cell_menu(ids[2], PRIORITY)
    mouse.entry(words)
    values = [workspace.tree[id]["priority"] for id in ids[:3]]
    done = {
        "Fill down": values == ["High"] * 3,
        "Empty": values == [None] * 3,
        "Set a field": QApplication.activeModalWidget() is not None,
        "Sort by": [sort.column for sort in grid._sorts] == [PRIORITY],
        "Copy": clipboard.text() == "High\nUrgent\nMedium\n",
        "Paste": values == ["Low"] * 3,
        "Open": window.page.isVisible(),
    }
    assert [what for what, is_so in done.items() if is_so] == [words]
    if QApplication.activeModalWidget() is not None:
        QApplication.activeModalWidget().close()
    assert not [menu for menu in grid.findChildren(QMenu) if menu.isVisible()]
