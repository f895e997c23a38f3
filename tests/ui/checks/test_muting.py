"""A finding that is put aside is counted and shown nowhere any more, until it is taken up again."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from ui.checks.model import MESSAGE
from ui.checks.reason import ReasonDialog

LEFT, CTRL = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def panel(window, qtbot):
    window.panels.toggle_checks()
    panel = window.panels.checks
    qtbot.waitUntil(lambda: panel.model.rowCount() > 0 and window.session.checks.is_done)
    qtbot.waitUntil(lambda: len(panel._watch.findings) == panel.model.rowCount())
    return panel


@pytest.fixture
def node(find):
    """A recommendation with a priority and a unit that are on no list."""
    return find("recommendation", 1)


def choose(panel, findings):
    """Click on the rows of findings, all together."""
    panel.table.clearSelection()
    for row in panel.model.rows_of(findings):
        index = panel.model.index(row, MESSAGE)
        panel.table.scrollTo(index)
        place = panel.table.visualRect(index).center()
        QTest.mouseClick(panel.table.viewport(), LEFT, CTRL, place)


def put_aside(panel, findings):
    choose(panel, findings)
    assert panel.chosen == findings
    QTest.mouseClick(panel.mute_button, LEFT)
    dialog = panel.findChild(ReasonDialog)
    QTest.keyClicks(dialog.line, "Agreed")
    QTest.keyClick(dialog.line, Qt.Key.Key_Return)
    assert not dialog.isVisible()


def take_up_again(panel, findings):
    QTest.mouseClick(panel.aside, LEFT)
    choose(panel, findings)
    QTest.mouseClick(panel.mute_button, LEFT)


def has_sign(window, node) -> bool:
    """Whether something is painted beside the words of a row."""
    view = window.tree.view
    place = view.visualRect(window.tree.model.index_of(node, 1))
    image = view.viewport().grab(place).toImage()
    return len({image.pixel(x, y) for x in range(image.width()) for y in range(image.height())}) > 1


def counted(window) -> int:
    """Return how many findings the status bar tells of."""
    return sum(int(words.split()[0]) for words in window.panels.counts.text().split(", "))


def below(window, node) -> str:
    """Return what a closed branch tells of what is in it."""
    tips = window.tree.model.index_of(node, 1).data(Qt.ItemDataRole.ToolTipRole) or ""
    return next((line for line in tips.splitlines() if " below" in line), "")


def test_the_sign_of_a_node_goes_and_comes_back(window, panel, node, find):
    findings = list(window.session.checks.of(node))
    window.tree.view.expandAll()
    assert has_sign(window, node)
    put_aside(panel, findings)
    window.tree.select(find("workspace"))  # what is selected is painted in other colours
    window.tree.view.scrollTo(window.tree.view.index_of(node))
    assert not has_sign(window, node)
    assert not window.tree.model.index_of(node, 1).data(Qt.ItemDataRole.AccessibleTextRole)
    take_up_again(panel, findings)
    assert has_sign(window, node)


def test_closed_branches_and_status_bar_count_it_no_more(window, panel, node, workspace, qtbot):
    part = workspace.tree.ancestor(node, "evaluation").id
    findings = list(window.session.checks.of(node))
    window.tree.view.collapse(window.tree.view.index_of(part))
    many, inside = counted(window), int(below(window, part).split()[0])
    put_aside(panel, findings)
    window.tree.view.collapse(window.tree.view.index_of(part))
    qtbot.waitUntil(lambda: counted(window) == many - len(findings))
    assert int(below(window, part).split()[0]) == inside - len(findings)
    take_up_again(panel, findings)
    window.tree.view.collapse(window.tree.view.index_of(part))
    qtbot.waitUntil(lambda: counted(window) == many)
    assert int(below(window, part).split()[0]) == inside


def test_a_closed_branch_with_nothing_else_to_see_to_has_no_sign(window, panel, workspace, find):
    part = find("evaluation", 1)
    inside = [one for each in workspace.tree.walk(part) for one in window.session.checks.of(each.id)]
    window.tree.view.collapse(window.tree.view.index_of(part))
    window.tree.select(find("workspace"))
    assert has_sign(window, part)
    put_aside(panel, inside)
    window.tree.select(find("workspace"))
    window.tree.view.collapse(window.tree.view.index_of(part))
    assert below(window, part) == ""
    assert not has_sign(window, part)


def test_next_finding_and_filter_pass_it_over(window, panel, node, qtbot):
    window.panels.close("checks")
    with_it = marked(window)
    assert node in with_it
    window.panels.open("checks")
    put_aside(panel, list(window.session.checks.of(node)))
    window.panels.close("checks")
    assert marked(window) == [id for id in with_it if id != node]
    QTest.keyClicks(window.tree.line, "flagged kind:recommendation")
    qtbot.waitUntil(lambda: window.tree.view.is_filtered)
    assert not window.tree.view.index_of(node).isValid()


def marked(window) -> list[int]:
    """Return where "Next finding" leads, key press by key press, until it comes round."""
    window.tree.select(window.session.workspace.tree.root_id)
    found: list[int] = []
    while True:
        QTest.keyClick(window, Qt.Key.Key_F8)
        if window.tree.selected in found:
            return found
        found.append(window.tree.selected)
