"""A day on the sample as the README tells it: the morning by keys alone, the afternoon by mouse."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from tests.screens.stage import StageServices
from tests.ui.day.desk import Day, Hand, dialog_of, texts_in
from tests.ui.hands import Keyboard, focused, wait
from workbench.checks.mutes import kept_mutes
from workbench.workspace import Workspace


@pytest.fixture
def services():
    return StageServices()


@pytest.fixture
def day(empty_window, services, answers, tmp_path):
    answers.chosen_folder = tmp_path
    answers.save_file = tmp_path / "Draft.docx"
    return Day(empty_window, services, answers, tmp_path)


def test_a_morning_by_keys_alone(day):
    hands, window = Keyboard(), day.window
    press, type_, tab_to, choose = hands.press, hands.type, hands.tab_to, hands.choose
    # the sample, through the menu
    press("Alt+F")
    choose("Open sample")
    wait(lambda: window.session.is_open)
    day.rest()
    # a wording, with italics; priority and acceptance by Tab and the first letters
    press("Ctrl+Shift+P")
    type_("@rewrite loading")
    wait(lambda: focused().parentWidget().model.rowCount() > 0)
    press("Return")
    wait(lambda: window.page.focused_text() is not None)
    press("Ctrl+End")
    type_(" Begin ")
    press("Ctrl+I")
    type_("now")
    press("Ctrl+I")
    tab_to("Priority")
    type_("Low")
    tab_to("Acceptance")
    type_("Part")
    press("F6")
    first = day.node("recommendation")
    assert first["headline"].endswith("Begin *now*")
    assert first["priority"] == "Low"
    assert day.answer(0)["acceptance"] == "partially_accepted"
    assert window.status.saved.text().startswith("Saved ")
    # a unit
    press("F2")
    tab_to("Responsible units")
    # a key finding, through the menu; its footnote and a live number
    press("Ctrl+F")
    type_("Relevance")
    wait(lambda: window.tree.view.is_filtered)
    press("Down", "Home")
    hands.until("Down", lambda: window.tree.selected in {n.id for n in day.tree.of_kind("criterion")})
    press("Ctrl+F", "Del", "Down")
    assert not window.tree.view.is_filtered
    findings = len(list(day.tree.of_kind("key_finding")))
    press("Alt+E", "A")
    choose("Key finding below")
    assert len(list(day.tree.of_kind("key_finding"))) == findings + 1
    type_("Boats are older, as in ")
    press("Ctrl+K")
    type_("rec 3")
    press("Return")
    type_(" too.")
    finding = window.tree.selected
    press("Ctrl+Shift+F")
    type_("Count of 2022.")
    press("F6")
    third = day.node("recommendation", 2)
    note = day.tree.children(finding, "footnote")[0]
    words = f"Boats are older, as in Recommendation [[{third.id}]] too.[^{note.id}]"
    assert day.tree[finding]["text"] == words
    assert note["text"] == "Count of 2022."
    # moved down, and to the other part
    press("Ctrl+Shift+P")
    type_("@joint training")
    wait(lambda: focused().parentWidget().model.rowCount() > 0)
    press("Return", "F6", "Alt+Down")
    second = day.node_of("Make joint training")
    assert window.tree.selected == second.id
    assert day.tree.index(second.id) == 2
    press("Ctrl+Shift+M")
    type_("recommendations")
    press("Down", "Return")
    wait(lambda: day.tree.ancestor(second.id, "evaluation").id == day.node("evaluation", 1).id)
    press("Alt+Up")
    assert day.tree.index(second.id) == 1
    # the grid: sorted, several set at once, cells copied, kept as a view
    press("Ctrl+G")
    grid = window.gridding.panel
    assert focused() is grid.view
    press("Ctrl+F")
    type_("priority:high")
    wait(lambda: grid.bar.count.text().startswith("2 of 5"))
    press("Down", "Ctrl+Home", "F9", "Shift+Down", "F4")
    tab_to("Field")
    type_("Priority")
    tab_to("Priority")
    type_("Medium")
    press("Tab", "Alt+S")
    wait(lambda: sum(n["priority"] == "Medium" for n in day.tree.of_kind("recommendation")) == 3)
    press("Alt+S")
    choose("Save what is shown")
    type_("Urgent ones")
    press("Return")
    wait(lambda: "Saved as" in window.statusBar().currentMessage())
    press("Ctrl+G")
    closes_and_comes_back(
        day,
        lambda: press("F6", "Ctrl+Z"),
        partial(by_menu, hands, "Close workspace"),
        lambda: press("Ctrl+O"),
    )


def by_menu(hands, words):
    """Choose a command of the menu "File"."""
    hands.press("Alt+F")
    hands.choose(words)


def closes_and_comes_back(day, undo, close, again):
    """Take back the last step, close, and find everything as it was left."""
    window = day.window
    undo()
    wait(lambda: day.workspace.redo_label)
    left, selected, path = day.tree.copy(), window.tree.selected, day.workspace.path
    close()
    wait(lambda: window.welcome.isVisible())
    with Workspace.open(path) as workspace:
        assert workspace.tree == left
    day.answers.open_file = path
    again()
    wait(lambda: window.session.is_open)
    day.rest()
    assert window.tree.selected == selected


def test_an_afternoon_by_mouse(day):
    window = day.window
    hand = Hand(window)
    # the sample, from the welcome page
    wait(lambda: window.welcome.isVisible())
    hand.button(window.welcome, "Look at the sample")
    wait(lambda: window.session.is_open)
    day.rest()
    # a wording in bold, priority and acceptance from their lists
    first = day.node("recommendation")
    window.tree.view.expand_branch()
    hand.node(first.id)
    text = hand.field(first.id, "headline")
    QTest.mouseDClick(text.viewport(), Qt.MouseButton.LeftButton, pos=text.cursorRect().center())
    assert text.textCursor().selectedText() == first["headline"].split()[0]
    hand.tool("bold")
    hand.pick(hand.field(first.id, "priority"), "Low")
    hand.pick(hand.field(day.answer(0).id, "acceptance"), "Partially accepted")
    assert day.tree[first.id]["headline"].startswith("**")
    assert day.tree[first.id]["priority"] == "Low"
    assert day.answer(0)["acceptance"] == "partially_accepted"
    # added below, moved by the toolbar
    hand.button(window.page.panel_of(first.id).tail.parentWidget(), "Add action")
    assert len(day.tree.children(day.answer(0).id, "action")) >= 1
    hand.node(first.id)
    hand.tool("down")
    assert day.tree.index(first.id) == 1
    hand.tool("up")
    assert day.tree.index(first.id) == 0
    # what the checks found: ignored with a reason
    hand.click(window.panels.counts)
    panel = window.panels.checks
    wait(lambda: panel.model.rowCount() > 0)
    rows = panel.model.rowCount()
    hand.cell(panel.table, panel.model.index(rows - 1, 0))
    hand.button(panel, "Ignore")
    QTest.keyClicks(dialog_of(window).line, "Settled by telephone.")
    hand.button(dialog_of(window), "Ignore")
    wait(lambda: [mute.reason for mute in kept_mutes(day.workspace).values()] == ["Settled by telephone."])
    # the grid: sorted by its header, several rows, one value for all
    hand.menu(window.menuBar(), "View", "Grid of recommendations")
    grid = window.gridding.panel
    header = grid.view.header()
    first = next(place for place in range(header.count()) if not header.isSectionHidden(place))
    hand.click(header.viewport(), QPoint(header.sectionViewportPosition(first) + 12, header.height() // 2))
    assert "▲" in grid.model.headerData(first, Qt.Orientation.Horizontal)
    top, below = (grid.model.index_of(id, first) for id in grid.model.ids[:2])
    hand.cell(grid.view, top)
    hand.cell(grid.view, below, Qt.KeyboardModifier.ShiftModifier)
    assert len(grid.view.selected_ids()) == 2
    hand.button(grid.bar, "Set a field")
    setting = dialog_of(window)
    hand.pick(setting.fields, next(t for t in texts_in(setting.fields) if t.startswith("Priority")))
    hand.pick(setting._binding.widget, "Medium")
    chosen = grid.view.selected_ids()
    hand.button(setting, "Set")
    wait(lambda: all(day.tree[id]["priority"] == "Medium" for id in chosen))
    hand.menu(window.menuBar(), "View", "Grid of recommendations")
    # sheets and draft
    hand.tool("sheets")
    hand.button(dialog_of(window), "Write sheets")
    day.rest()
    wait(lambda: list(day.folder.rglob("*.xlsx")), "the sheets")
    hand.tool("draft")
    hand.button(dialog_of(window), "Export")
    wait(lambda: (day.folder / "Draft.docx").exists(), "the draft")
    day.rest()
    closes_and_comes_back(
        day,
        lambda: hand.tool("undo"),
        lambda: hand.menu(window.menuBar(), "File", "Close workspace"),
        lambda: hand.button(window.welcome, "Open a workspace"),
    )
