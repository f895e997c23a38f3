"""Keys always lead somewhere: when what had the focus goes away, the window puts it where work goes on."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def cursor_in(window):
    """Put the cursor into the form of a node."""

    def go(node):
        window.tree.select(node)
        window.page.focus_node(node)
        assert window.page.isAncestorOf(QApplication.focusWidget())

    return go


def press(key, keys=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), key, keys)


def test_undo_that_takes_the_form_away_leads_into_the_tree(window, cursor_in, find, qtbot):
    with window.session.edit("Add") as editor:
        unit = editor.insert(find("register"), "unit", {"abbreviation": "NEW", "name": "New", "kind": "unit"})
    cursor_in(unit)
    press(Qt.Key.Key_Z, CTRL)
    assert unit not in window.session.workspace.tree
    qtbot.waitUntil(lambda: QApplication.focusWidget() is window.tree.view)


def test_a_command_that_goes_elsewhere_leads_into_the_tree(window, cursor_in, find, qtbot):
    cursor_in(find("unit"))
    press(Qt.Key.Key_F8)
    assert window.tree.selected != find("unit")
    qtbot.waitUntil(lambda: QApplication.focusWidget() is window.tree.view)
    selected = window.tree.selected
    press(Qt.Key.Key_Up)
    assert window.tree.selected != selected


def test_closing_the_workspace_leads_to_the_first_way_in(window, cursor_in, find, answers, qtbot):
    cursor_in(find("unit"))
    window.actions_["close"].trigger()
    assert window.welcome.isVisible()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is window.welcome.focusProxy())
    press(Qt.Key.Key_Space)
    assert answers.asked == ["Import"]
