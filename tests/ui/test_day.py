"""A morning's work on the sample by keys alone, as the README tells it."""

from __future__ import annotations

from functools import partial

import pytest

from tests.screens.stage import StageServices
from tests.ui.hands import Keyboard, focused, wait
from workbench.workspace import Workspace


@pytest.fixture
def services():
    return StageServices()


class Day:
    """What the user looks at, and where the files are."""

    def __init__(self, window, services, answers, folder):
        self.window, self.services, self.answers, self.folder = window, services, answers, folder

    @property
    def workspace(self):
        return self.window.session.workspace

    @property
    def tree(self):
        return self.workspace.tree

    def node(self, kind, number=0):
        return list(self.tree.of_kind(kind))[number]

    def node_of(self, words):
        """Return the recommendation whose headline begins so."""
        return next(n for n in self.tree.of_kind("recommendation") if (n["headline"] or "").startswith(words))

    def answer(self, number):
        return self.tree.children(self.node("recommendation", number).id, "response")[0]

    def rest(self):
        """Wait until the work in the background is done and the panels follow."""
        wait(lambda: self.window.panels._is_arranged and self.window.session.checks.is_done)
        wait(lambda: not self.window.jobs.is_running)


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
    wait(lambda: window.tree.filter.is_active)
    press("Down", "Home")
    hands.until("Down", lambda: day.tree[window.tree.selected].kind == "criterion")
    press("Ctrl+F", "Del", "Down")
    assert not window.tree.filter.is_active
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
    assert day.tree[finding]["text"] == f"Boats are older, as in [[{third.id}]] too.[^{note.id}]"
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
