"""Whatever menu or dialog is opened from the window: closed again it leaves no object of Qt's behind."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QLineEdit,
    QMenu,
    QPushButton,
    QTextEdit,
)

from tests.ui.seen import hurry
from tests.ui.test_leaks import known_to_python, more, objects_of, swept
from ui.palette.popup import PalettePopup

TIMES = 3
"""So often everything is opened: what leaves something behind does so each time."""
ASKS = "…"
"""Ends the words of a command or button that opens something."""


@pytest.fixture
def full(window, find, monkeypatch, qtbot):
    """A window with every panel open, and what is asked for elsewhere answered at once."""
    monkeypatch.setattr("ui.preview.printing.QPrintDialog.exec", lambda dialog: 0)
    window.tree.select(find("recommendation"))
    for name in ("preview", "history", "checks"):
        window.panels.open(name)
    window.page.focus_node(find("recommendation"), "rationale")  # some commands need a text
    hurry(window)
    return window


@pytest.fixture
def with_grid(full, qtbot):
    """The same with the grid in place of the form."""
    full.gridding.show_grid()
    panel = full.gridding.panel
    qtbot.waitUntil(panel.isVisible)
    panel.view.go_to(panel.model.ids[0], "recommendation.headline")
    open_all(full, menus)  # some have their commands from then on
    return full


def close_all(window) -> int:
    """Close every menu, palette and window but the main one; return how many were open."""
    menus = iter(QApplication.activePopupWidget, None)
    palettes = [each for each in window.findChildren(PalettePopup) if each.isVisible()]
    others = [each for each in QApplication.topLevelWidgets() if each is not window and each.isVisible()]
    closed = [menu.close() for menu in menus]
    closed += [each.dismiss() for each in palettes]
    closed += [each.close() for each in others if each.isVisible()]
    window.activateWindow()  # offscreen, nothing is in front else
    QApplication.processEvents()
    return len(closed)


def commands(window):
    """Return what opens every dialog that a command opens, in the menus of the window or of a button."""
    others = {window.actions_["keys"], window.actions_["about"]}
    found = [each for each in window.findChildren(QAction) if each.text().endswith(ASKS) or each in others]
    return [action.trigger for action in found if action.isEnabled()]


def buttons(window):
    """Return what opens every dialog that a button opens."""
    asking = [button for button in window.findChildren(QPushButton) if button.text().endswith(ASKS)]
    return [button.click for button in asking if button.isVisible() and button.isEnabled()]


def menus(window):
    """Return what opens every menu, submenus and those of buttons by themselves as well."""
    return [partial(menu.popup, QPoint(0, 0)) for menu in window.findChildren(QMenu) if menu.isEnabled()]


def places(window):
    """Return what asks for the menu of every list, head of a list, text and line."""
    views = (QAbstractItemView, QHeaderView, QTextEdit)
    seen = [view.viewport() for kind in views for view in window.findChildren(kind) if view.isVisible()]
    lines = [line for line in window.findChildren(QLineEdit) if line.isVisible()]
    return [partial(ask_for_menu, widget) for widget in (*seen, *lines)]


def ask_for_menu(widget):
    place = widget.rect().center()
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, widget.mapToGlobal(place))
    QApplication.sendEvent(widget, asked)


def open_all(window, ways) -> int:
    """Open one after the other and close each again; return how many there were."""
    count = 0
    for open_it in ways(window):
        open_it()
        QApplication.processEvents()
        count += close_all(window)
    return count


@pytest.mark.no_qt_log  # whose records would be counted as well
@pytest.mark.parametrize(
    ("place", "ways", "least"),
    [
        ("form", commands, 12),
        ("form", menus, 8),
        ("form", places, 8),
        ("form", buttons, 1),
        ("grid", menus, 8),
        ("grid", places, 4),
        ("grid", buttons, 1),
        ("grid", commands, 8),
    ],
)
def test_what_is_opened_and_closed_leaves_nothing(place, ways, least, request):
    window = request.getfixturevalue("full" if place == "form" else "with_grid")
    for _ in range(2):
        assert open_all(window, ways) >= least
    swept()
    objects, python = objects_of(window), known_to_python()
    for _ in range(TIMES):
        open_all(window, ways)
    swept()
    assert more(objects, objects_of(window)) == {}
    assert more(python, known_to_python()) == {}
