"""The day's tasks by mouse, one by one; the afternoon in ``test_day`` walks through others."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QToolButton

from tests.ui.day.desk import Hand, answer, dialog_of
from tests.ui.hands import focused, wait
from ui.grid.model import ALL


@pytest.fixture
def hand(day):
    day.window.tree.view.expand_branch()
    return Hand(day.window)


# The tree ----------------------------------------------------------------------------------------


def test_a_recommendation_is_dragged_below_another(day, hand):
    first, second = day.node("recommendation"), day.node("recommendation", 1)
    hand.drag(first.id, first.parent, 2)
    numbers = day.workspace.numbers
    assert [numbers.label[node.id] for node in (first, second)] == ["2", "1"]
    hand.tool("undo")
    assert [day.workspace.numbers.label[node.id] for node in (first, second)] == ["1", "2"]


def test_a_recommendation_is_dragged_to_the_other_part_and_numbers_follow(day, hand):
    moved, left, own = (day.node("recommendation", number) for number in (1, 2, 3))
    hand.drag(moved.id, own.parent, 0)
    label = day.workspace.numbers.label
    assert [label[node.id] for node in (moved, own, left)] == ["1", "2", "2"]
    assert day.tree.ancestor(moved.id, "evaluation").id == day.node("evaluation", 1).id
    hand.node(moved.id)
    view = day.window.panels.preview.view
    wait(lambda: "Recommendation 1" in view.toPlainText() and "joint training" in view.toPlainText())


def test_what_cannot_hold_a_node_takes_no_drop(day):
    model, node = day.window.tree.model, day.node("recommendation")
    home = model.index_of(day.node("paper").id)
    dragged = model.mimeData([model.index_of(node.id)])
    assert not model.canDropMimeData(dragged, Qt.DropAction.MoveAction, 0, 0, home)


def test_a_node_is_added_and_removed_by_its_menu(day, hand):
    view, first = day.window.tree.view, day.node("recommendation")
    hand.node(first.id)
    for words, count in (("Add another like this", 6), ("Remove", 5)):
        hand.right_click(view.viewport(), hand.place_in(view, view.currentIndex()))
        hand.entry(words)
        wait(lambda count=count: len(list(day.tree.of_kind("recommendation"))) == count)


# Checks, find and replace ------------------------------------------------------------------------


def test_a_finding_is_mended_from_its_menu(day, hand):
    third = day.node("recommendation", 2)
    wait(day.window.panels.counts.isVisible)
    hand.click(day.window.panels.counts)
    panel = day.window.panels.checks
    wait(lambda: panel.model.rowCount() > 0)
    rows = [row for row in range(panel.model.rowCount()) if panel.model.finding(row).rule == "off-list"]
    hand.cell(panel.table, panel.model.index(rows[0], 1))
    assert day.window.tree.selected == third.id
    hand.click(panel.fix_button)
    hand.entry("Choose “Medium-term”")
    wait(lambda: day.tree[third.id]["time_implication"] == "Medium-term")


def test_words_are_replaced_but_for_one_place(day, hand):
    before = day.tree.copy()
    hand.menu(day.window.menuBar(), "Edit", "Find and replace")
    dialog = dialog_of(day.window)
    hand.click(dialog.line)
    QTest.keyClicks(focused(), "handbook")
    hand.click(dialog.by_line)
    QTest.keyClicks(focused(), "guide")
    wait(lambda: dialog.model.rowCount() > 1)
    places = dialog.model.rowCount()
    view = dialog.table
    box = view.visualRect(dialog.model.index(0, 0))
    hand.click(view.viewport(), QPoint(box.left() + box.height() // 2, box.center().y()))
    hand.click(dialog.replace_button)
    wait(lambda: day.tree != before)
    texts = [str(node.fields) for node in day.tree.nodes.values()]
    assert sum(text.count("guide") for text in texts) == places - 1
    hand.click(dialog.close_button)


# Preview and history -----------------------------------------------------------------------------


def test_a_click_in_the_preview_leads_to_its_field(day, hand):
    first = day.node("recommendation")
    hand.node(first.id)
    view = day.window.panels.preview.view
    wait(lambda: "High" in view.toPlainText())
    hand.words_in(view, "Make joint training")
    second = day.node("recommendation", 1)
    wait(lambda: day.window.page.focused_node() == second.id)
    assert day.window.page.focused_binding().field.name == "headline"


def test_a_value_is_restored_by_a_click_in_the_history(day, hand):
    first = day.node("recommendation")
    hand.node(first.id)
    hand.pick(hand.field(first.id, "priority"), "Low")
    hand.menu(day.window.menuBar(), "View", "History")
    panel = day.window.panels.history
    wait(lambda: panel.model.rowCount() > 1)
    hand.cell(panel.table, panel.model.index(0, 0))
    wait(lambda: "Restore the value before" in panel.details.toPlainText())
    hand.words_in(panel.details, "Restore the value before")
    wait(lambda: day.tree[first.id]["priority"] == "High")


# Merging -----------------------------------------------------------------------------------------


def test_what_came_back_is_decided_by_clicks(day, hand):
    hand.tool("sheets")
    hand.button(dialog_of(day.window), "Write sheets")
    wait(lambda: not day.window.jobs.is_running and list(day.folder.rglob("*.xlsx")), "the sheets")
    sheets = {record.unit: day.folder / record.name for record in day.workspace.files() if record.unit}
    answer(sheets["SAFETY"], "response.acceptance", 3, "Partially accepted")
    answer(sheets["STAT"], "response.text", 3, "We count them from May.")
    first = day.node("recommendation")
    hand.node(first.id)
    hand.pick(hand.field(day.answer(0).id, "acceptance"), "Not accepted")
    day.answers.open_files = [sheets["SAFETY"], sheets["STAT"]]
    hand.tool("merge")
    wait(
        lambda: (
            day.window.merging.window is not None and len(day.window.merging.window.items.model.entries) == 2
        )
    )
    merge = day.window.merging.window
    entries = merge.items.model.entries
    conflict = next(row for row, entry in enumerate(entries) if entry.is_open)
    hand.cell(merge.items.table, merge.items.model.index(conflict, 1))
    hand.button(merge.bar, "Take theirs")
    hand.click(merge.apply_button)
    wait(lambda: day.window.merging.window is None)
    assert day.answer(0)["acceptance"] == "partially_accepted"
    assert day.answer(2)["text"] == "We count them from May."


# Grid --------------------------------------------------------------------------------------------


@pytest.fixture
def grid(day, hand):
    hand.menu(day.window.menuBar(), "View", "Grid of recommendations")
    return day.window.gridding.panel


def cell(grid, row, name):
    return grid.model.index_of(grid.view.ids[row], [column.name for column in ALL].index(name))


def begin(hand, grid, index):
    """Double click on a cell; return the editor over it."""
    grid.view.scrollTo(index)
    hand.double_click(grid.view.viewport(), hand.place_in(grid.view, index))
    editor = grid.view.indexWidget(index)
    assert editor is not None
    return editor


def test_a_choice_and_a_text_are_edited_over_their_cells(day, hand, grid):
    ids = grid.view.ids
    combo = begin(hand, grid, cell(grid, 0, "recommendation.priority"))
    combo = combo if isinstance(combo, QComboBox) else combo.findChild(QComboBox)
    hand.pick(combo, "Low")
    wait(lambda: day.tree[ids[0]]["priority"] == "Low")
    begin(hand, grid, cell(grid, 1, "recommendation.headline"))
    QTest.keyClicks(focused(), " By mouse.")
    hand.cell(grid.view, cell(grid, 0, "reference"))
    wait(lambda: "By mouse." in day.tree[ids[1]]["headline"])


def test_cells_are_filled_copied_and_pasted_by_the_menu(day, hand, grid):
    ids = grid.view.ids
    top, below = (cell(grid, row, "recommendation.time_implication") for row in (0, 1))
    hand.cell(grid.view, top)
    hand.cell(grid.view, below, Qt.KeyboardModifier.ShiftModifier)
    by_menu(hand, grid, "Fill down")
    wait(lambda: day.tree[ids[1]]["time_implication"] == "Short-term")
    hand.cell(grid.view, cell(grid, 1, "recommendation.time_implication"))
    by_menu(hand, grid, "Copy")
    hand.cell(grid.view, cell(grid, 2, "recommendation.time_implication"))
    by_menu(hand, grid, "Paste")
    wait(lambda: day.tree[ids[2]]["time_implication"] == "Short-term")


def by_menu(hand, grid, words):
    """Choose from the menu of the right button."""
    hand.right_click(grid.view.viewport(), hand.place_in(grid.view, grid.view.currentIndex()))
    hand.entry(words)


# Palette, references ----------------------------------------------------------------------------


def test_a_place_is_picked_in_the_palette(day, hand):
    hand.menu(day.window.menuBar(), "View", "Command palette")
    QTest.keyClicks(focused(), "@shared store")
    palette = focused().parentWidget()
    wait(lambda: palette.model.rowCount() > 0)
    hand.cell(palette.list, palette.model.index(0, 0))
    wait(lambda: day.window.tree.selected == day.node_of("Keep a shared store").id)


def test_a_reference_is_picked_from_the_list(day, hand):
    first, third = day.node("recommendation"), day.node("recommendation", 2)
    hand.node(first.id)
    text = hand.field(first.id, "rationale")
    hand.click(text.viewport())
    QTest.keyClick(focused(), Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    hand.tool("reference")
    dialog = dialog_of(day.window)
    QTest.keyClicks(dialog.line, "rec 3")
    hand.double_click(dialog.list.viewport(), hand.place_in(dialog.list, dialog.list.model().index(0, 0)))
    assert text.plain_text().endswith("Recommendation 3")
    hand.node(third.id)
    assert day.tree[first.id]["rationale"].endswith(f"Recommendation [[{third.id}]]")


# Beside, alone -----------------------------------------------------------------------------------


def test_a_form_is_held_beside_and_let_go(day, hand):
    window = day.window
    first, second = day.node("recommendation"), day.node("recommendation", 1)
    hand.node(first.id)
    hand.menu(window.menuBar(), "View", "Hold beside")
    wait(lambda: window.pinning.held == first.id)
    hand.node(second.id)
    pane = window.pinning.pane
    text = pane.page.panel_of(first.id).form.bindings["headline"].widget
    hand.click(text.viewport(), text.viewport().rect().center())
    QTest.keyClick(focused(), Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(focused(), " Beside")
    hand.node(day.node("recommendation", 2).id)
    wait(lambda: day.tree[first.id]["headline"].endswith("Beside"))
    buttons = [button for button in pane.findChildren(QToolButton) if button.isVisible()]
    hand.click(next(button for button in buttons if "let" in button.toolTip().lower()))
    wait(lambda: not window.pinning.held)


def test_one_text_is_written_alone(day, hand):
    first = day.node("recommendation")
    hand.node(first.id)
    text = hand.field(first.id, "headline")
    hand.click(text.viewport())
    hand.menu(day.window.menuBar(), "View", "Focus on one text")
    wait(lambda: day.window.focusing.is_on)
    QTest.keyClicks(focused(), "Alone: ")
    hand.menu(day.window.menuBar(), "View", "Focus on one text")
    wait(lambda: not day.window.focusing.is_on)
    hand.node(day.node("recommendation", 1).id)
    assert "Alone: " in day.tree[first.id]["headline"]
