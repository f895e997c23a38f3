"""The day's tasks by keys alone, one by one; the morning in ``test_day`` walks through others."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.ui.day.desk import answer, dialog_of
from tests.ui.hands import Keyboard, focused, wait
from workbench.checks.mutes import kept_mutes

H = Qt.Orientation.Horizontal
PAPER = (
    "Introduction",
    "1. This is short.",
    "Part I. Rivers 2018–21",
    "Summary of findings",
    "Key finding 1: Wardens stay on.",
    "2. They do.",
    "A. Coherence",
    "Key finding 2: Plans differ.",
    "Overall assessment",
    "3. It is good.",
    "Relevance 5; Coherence 4",
)


@pytest.fixture
def hands():
    return Keyboard()


def go_to(hands, day, words):
    """Go to a place by the palette; its form has the focus."""
    hands.press("Ctrl+Shift+P")
    hands.type("@" + words)
    wait(lambda: focused().parentWidget().model.rowCount() > 0)
    hands.press("Return")
    wait(lambda: day.window.page.focused_node() is not None)


def test_a_new_workspace_leads_to_its_first_paper(day, hands):
    paper = day.folder / "Rivers.txt"
    paper.write_text("\n\n".join(PAPER), encoding="utf-8")
    day.answers.save_file, day.answers.open_file = day.folder / "New.evw", paper
    hands.press("Ctrl+N")
    wait(lambda: day.workspace.path.name == "New.evw")
    hands.tab_to("Import a paper…")
    hands.press("Space")
    wait(lambda: list(day.tree.of_kind("paper")), "the paper")
    assert [part["title"] for part in day.tree.of_kind("evaluation")] == ["Rivers 2018–21"]
    assert not list(day.tree.of_kind("criterion"))[0]["heading"]
    assert day.workspace.numbers.label[day.node("criterion", 1).id] == "A"
    assert [rating["score"] for rating in day.tree.of_kind("rating")] == [5, 4]


# Checks ------------------------------------------------------------------------------------------


def test_a_finding_is_mended_with_a_word_of_the_list(day, hands):
    third = day.node("recommendation", 2).id
    hands.press("F9")
    hands.tab_to("Filter the findings")
    hands.type("soon as")
    panel = day.window.panels.checks
    wait(lambda: panel.model.rowCount() == 1)
    hands.tab_to("What the checks found")
    hands.press("Home")
    hands.press("Alt+X")
    hands.choose("Choose “Short-term”")
    wait(lambda: day.tree[third]["time_implication"] == "Short-term")
    wait(lambda: panel.model.rowCount() == 0)
    hands.press("Ctrl+Z")
    assert day.tree[third]["time_implication"] == "As soon as possible"


def test_a_finding_leads_to_its_field(day, hands):
    window = day.window
    hands.press("F9")
    panel = window.panels.checks
    wait(lambda: panel.model.rowCount() > 0)
    hands.press("F8", "F8")
    finding = panel.model.finding(panel.table.currentIndex().row())
    wait(lambda: window.tree.selected == finding.node)
    hands.tab_to("What the checks found")
    hands.press("Return")
    wait(lambda: window.page.focused_node() == finding.node)
    assert finding.field in (None, window.page.focused_binding().field.name)


def test_a_finding_is_ignored_with_a_reason_and_checked_again(day, hands):
    hands.press("F9")
    panel = day.window.panels.checks
    wait(lambda: panel.model.rowCount() > 0)
    rows = panel.model.rowCount()
    hands.tab_to("What the checks found")
    hands.press("Home", "Alt+G")
    dialog_of(day.window)
    hands.type("Settled by telephone.")
    hands.press("Return")
    wait(lambda: [mute.reason for mute in kept_mutes(day.workspace).values()] == ["Settled by telephone."])
    assert panel.model.rowCount() == rows - 1
    hands.press("Alt+S")  # show what is ignored
    wait(lambda: panel.model.rowCount() == rows)
    hands.tab_to("What the checks found")
    hands.press("Home")
    hands.until("Down", lambda: panel.mute_button.text() == "Check a&gain")
    hands.press("Alt+G")
    wait(lambda: not kept_mutes(day.workspace))


# Find and replace --------------------------------------------------------------------------------


def test_words_are_replaced_through_the_paper_but_where_the_tick_is_taken_away(day, hands):
    before = day.tree.copy()
    hands.press("Ctrl+H")
    dialog = dialog_of(day.window)
    hands.type("handbook")
    hands.tab_to("Replace with")
    hands.type("guide")
    wait(lambda: dialog.model.rowCount() > 1)
    places = dialog.model.rowCount()
    hands.tab_to("What was found")
    hands.press("Home", "Space", "Alt+R")
    wait(lambda: day.tree != before)
    texts = [str(node.fields) for node in day.tree.nodes.values()]
    assert sum(text.count("guide") for text in texts) == places - 1
    assert sum(text.count("handbook") for text in texts) == 1
    hands.press("Esc", "Ctrl+Z")
    wait(lambda: day.tree == before)


# Sheets out and back -----------------------------------------------------------------------------


def write_sheets(hands, day):
    """Write all tracking sheets; return them by unit."""
    hands.press("Ctrl+E")
    dialog_of(day.window)
    hands.press("Return")
    wait(lambda: not day.window.jobs.is_running and list(day.folder.rglob("*.xlsx")), "the sheets")
    return {record.unit: day.folder / record.name for record in day.workspace.files() if record.unit}


def test_sheets_go_out_and_an_answer_comes_back(day, hands):
    sheets = write_sheets(hands, day)
    answer(sheets["STAT"], "response.text", 3, "We count them from May.")
    answer(sheets["TRAIN"], "response.reason", 3, "One region has no boats.")
    day.answers.open_files = [sheets["STAT"], sheets["TRAIN"]]
    hands.press("Ctrl+R")
    wait(lambda: day.window.merging.window is not None and day.window.merging.window.items.model.entries)
    wait(lambda: len(day.window.merging.window.items.model.entries) == 2)
    hands.press("Alt+P")
    wait(lambda: day.window.merging.window is None)
    third = day.tree.children(day.node("recommendation", 2).id, "response")[0]
    assert third["text"] == "We count them from May."
    assert day.answer(1)["reason"] == "One region has no boats."


def test_a_conflict_is_decided_by_keys(day, hands):
    sheets = write_sheets(hands, day)
    answer(sheets["SAFETY"], "response.reason", 3, "Theirs.")
    go_to(hands, day, "rewrite loading")
    hands.tab_to("Reason")
    hands.type("Ours.")
    hands.press("F6")
    day.answers.open_files = [sheets["SAFETY"]]
    hands.press("Ctrl+R")
    wait(lambda: day.window.merging.window is not None and day.window.merging.window.items.model.entries)
    hands.press("F8", "Ctrl+Right", "Alt+P")
    wait(lambda: day.window.merging.window is None)
    assert day.answer(0)["reason"] == "Theirs."


# Preview, draft, history -------------------------------------------------------------------------


def test_the_preview_follows_the_typing_and_leads_back(day, hands):
    window = day.window
    go_to(hands, day, "rewrite loading")
    hands.press("Ctrl+End")
    hands.type(" Soonest")
    view = window.panels.preview.view
    wait(lambda: "Soonest" in view.toPlainText())
    hands.press("Ctrl+Shift+E")
    dialog_of(window)
    hands.press("Alt+E")
    wait(lambda: (day.folder / "Draft.docx").exists(), "the draft")
    day.rest()
    hands.press("F6")
    hands.tab_to("Preview of the passage")
    hands.press("Ctrl+Home")
    hands.until(
        "Down", lambda: view.place_of(view.textCursor()) not in (None, (window.tree.selected, "headline"))
    )
    wanted = view.place_of(view.textCursor())
    hands.press("Return")
    wait(lambda: window.page.focused_node() == wanted[0])
    assert window.page.focused_binding().field.name == wanted[1]


def test_a_value_is_restored_from_the_history(day, hands):
    window = day.window
    first = day.node("recommendation")
    before = first["headline"]
    go_to(hands, day, "rewrite loading")
    hands.press("Ctrl+End")
    hands.type(" Twice")
    hands.press("F6", "Ctrl+Shift+H")
    panel = window.panels.history
    wait(lambda: panel.model.rowCount() > 1)
    hands.tab_to("Steps, the newest first")
    hands.press("Home")
    wait(lambda: "Restore the value before" in panel.details.toPlainText())
    hands.tab_to("What changed")
    hands.until("Tab", lambda: panel.details.textCursor().selectedText() == "Restore the value before")
    hands.press("Return")
    wait(lambda: day.tree[first.id]["headline"] == before)


# Beside, alone, palette --------------------------------------------------------------------------


def test_another_form_is_held_beside_and_written_in(day, hands):
    window = day.window
    go_to(hands, day, "rewrite loading")
    first = window.page.node
    hands.press("F4")
    wait(lambda: window.pinning.held == first)
    go_to(hands, day, "joint training")
    second = window.page.node
    hands.press("Shift+F2")
    wait(lambda: window.page.active is window.pinning.pane.page)
    hands.press("Ctrl+End")
    hands.type(" Beside")
    hands.press("F2")
    wait(lambda: window.page.active is window.page)
    assert day.tree[first]["headline"].endswith("Beside")
    hands.press("Shift+F4")
    wait(lambda: (window.page.node, window.pinning.held) == (first, second))
    hands.press("F4")
    wait(lambda: window.pinning.held in (None, 0))


def test_one_text_is_written_alone(day, hands):
    window = day.window
    go_to(hands, day, "rewrite loading")
    hands.press("F11")
    wait(lambda: window.focusing.is_on)
    hands.press("Ctrl+End")
    hands.type(" Alone")
    hands.press("F11")
    wait(lambda: not window.focusing.is_on)
    hands.press("F6")
    assert day.node("recommendation")["headline"].endswith("Alone")


def test_the_palette_does_a_command_by_its_words(day, hands):
    hands.press("Ctrl+Shift+P")
    hands.type("grid of")
    wait(lambda: focused().parentWidget().model.rowCount() > 0)
    hands.press("Return")
    wait(lambda: day.window.gridding.is_shown)


# Nodes -------------------------------------------------------------------------------------------


def test_a_node_is_added_written_moved_and_removed(day, hands):
    go_to(hands, day, "joint training")
    hands.press("F6", "Ctrl+Return")
    wait(lambda: len(list(day.tree.of_kind("recommendation"))) == 6)
    new = day.window.tree.selected
    hands.type("Paint the boats white.")
    hands.press("F6", "Alt+Up")
    assert day.tree[new]["headline"] == "Paint the boats white."
    assert day.workspace.numbers.label[new] == "2"
    hands.press("Del")
    wait(lambda: new not in day.tree)
    hands.press("Ctrl+Z")
    wait(lambda: new in day.tree)


# Grid --------------------------------------------------------------------------------------------


@pytest.fixture
def grid(day, hands):
    hands.press("Ctrl+G")
    panel = day.window.gridding.panel
    hands.press("Ctrl+Home")
    return panel


def go_to_column(hands, grid, label):
    hands.press("Home")
    hands.until(
        "Right", lambda: grid.model.headerData(grid.view.currentIndex().column(), H).startswith(label)
    )


def test_the_filter_takes_terms_and_the_grid_sorts(day, hands, grid):
    hands.press("Ctrl+F")
    hands.type("acceptance:none")
    wait(lambda: grid.view.ids == [day.node("recommendation", 2).id])
    hands.press("Ctrl+A")
    hands.type("priority:medium,low")
    wait(lambda: len(grid.view.ids) == 2)
    hands.press("Down", "Ctrl+Home")
    go_to_column(hands, grid, "Priority")
    hands.press("F9")
    first = grid.view.ids
    hands.press("F9")
    assert grid.view.ids == first[::-1]
    hands.press("Ctrl+F", "Ctrl+A", "Del")
    wait(lambda: len(grid.view.ids) == 5)
    assert day.tree[grid.view.ids[-1]]["priority"] == "High"


def test_a_field_is_set_for_many_with_return(day, hands, grid):
    chosen = grid.view.ids[:3]
    hands.press("Shift+Down", "Shift+Down", "F4")
    hands.tab_to("Field")
    hands.type("Priority")
    hands.tab_to("Priority")
    hands.type("Med")
    hands.press("Return")
    wait(lambda: all(day.tree[id]["priority"] == "Medium" for id in chosen))
    assert focused() is grid.view


def test_a_value_is_typed_filled_down_copied_and_pasted(day, hands, grid):
    ids = grid.view.ids
    go_to_column(hands, grid, "Time")
    hands.type("Lo")
    hands.press("Return")
    wait(lambda: day.tree[ids[0]]["time_implication"] == "Long-term")
    hands.press("Ctrl+Home")
    go_to_column(hands, grid, "Time")
    hands.press("Shift+Down", "Ctrl+D")
    wait(lambda: day.tree[ids[1]]["time_implication"] == "Long-term")
    hands.press("Ctrl+C")
    assert QApplication.clipboard().text().split("\n")[:2] == ["Long-term", "Long-term"]
    hands.press("Down", "Ctrl+V")
    wait(lambda: day.tree[ids[2]]["time_implication"] == "Long-term")
