"""The panels beside and below the form: shown by command, named, in order, remembered, made when wanted."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from tests.ui.test_accessibility import mnemonic, nameless
from ui.checks.reason import ReasonDialog
from ui.preview.looks import Sheet
from ui.preview.printing import paper_palette

NAMES = ["preview", "history", "checks"]


@pytest.fixture
def panels(window, find, qtbot):
    """The panels of a window that shows a recommendation, all of them made."""
    qtbot.waitUntil(lambda: window.panels.preview is not None)
    window.tree.select(find("recommendation"))
    for name in ("history", "preview", "checks"):
        window.panels.open(name)
    QApplication.processEvents()
    return window.panels


def test_the_preview_is_there_at_the_first_start_and_nothing_else_is_made(window, qtbot):
    qtbot.waitUntil(lambda: window.panels.is_open("preview"))
    assert window.panels.history is None
    assert window.panels.checks is None


@pytest.mark.parametrize("name", NAMES)
def test_a_command_shows_a_panel_and_hides_it_again(window, panels, name):
    panels.close(name)
    window.actions_[name].trigger()
    assert panels.is_open(name)
    assert window.actions_[name].isChecked()
    window.actions_[name].trigger()
    assert not panels.is_open(name)
    assert not window.actions_[name].isChecked()


def test_hiding_a_panel_with_the_focus_goes_back_to_the_form(window, panels, qtbot):
    window.actions_["history"].trigger()
    assert panels.side.isAncestorOf(window.focusWidget())
    window.actions_["history"].trigger()
    assert window.page.isAncestorOf(window.focusWidget())


def test_what_was_open_is_open_at_the_next_start(window, panels):
    panels.open("history")
    panels.remember()
    panels.side.hide()
    panels.below.hide()
    panels.open_remembered()
    assert panels.is_open("history")
    assert panels.is_open("checks")


@pytest.mark.parametrize("name", NAMES)
def test_every_control_has_a_name(window, panels, name):
    panels.open(name)
    QApplication.processEvents()
    assert nameless(window) == []


def test_the_question_for_a_reason_names_its_controls(window, panels):
    dialog = ReasonDialog("Something", window)
    dialog.open()
    QApplication.processEvents()
    assert nameless(dialog) == []
    dialog.reject()


@pytest.mark.parametrize("name", ["preview", "history"])
def test_mnemonics_do_not_clash(window, panels, name):
    panels.open(name)
    QApplication.processEvents()
    texts = [action.text() for action in window.menuBar().actions()]
    for tabs in (panels.side, panels.below):
        for kind in (QAbstractButton, QLabel):
            texts += [widget.text() for widget in tabs.findChildren(kind) if widget.isVisible()]
    letters = [mnemonic(text) for text in texts if "&" in text]
    assert len(letters) == len(set(letters)), letters


def test_tab_walks_a_panel_in_reading_order(window, panels, qtbot):
    checks = panels.checks
    qtbot.waitUntil(lambda: bool(checks.chosen))
    checks.grave.setFocus()
    order = [checks.grave, checks.part, checks.line, checks.aside, checks.table, checks.mute_button]
    seen = []
    for _ in range(12):
        seen.append(window.focusWidget())
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    places = [seen.index(widget) for widget in order]
    assert places == sorted(places)


@pytest.mark.parametrize("palette", ["system", "paper", "dark"])
def test_the_preview_can_be_read(qapp, palette):
    colours = {"system": qapp.palette(), "paper": paper_palette(), "dark": dark()}[palette]
    sheet = Sheet(qapp.font(), colours)
    from ui.merging.shades import contrast

    base = colours.color(QPalette.ColorRole.Base)
    for ground in (base, sheet.ground, sheet.tint):
        assert contrast(sheet.ink, ground) >= 4.5
    assert contrast(sheet.bar, base) >= 3


def dark():
    palette = QPalette(QColor("#3c3f41"), QColor("#2b2d30"))
    for role, colour in {
        QPalette.ColorRole.Base: "#1e1f22",
        QPalette.ColorRole.AlternateBase: "#26282b",
        QPalette.ColorRole.Text: "#dfe1e5",
        QPalette.ColorRole.Highlight: "#3574f0",
    }.items():
        palette.setColor(role, QColor(colour))
    return palette


def test_a_field_gone_to_from_a_panel_is_in_the_form(window, panels, find):
    panels.preview.place_asked.emit(find("response"), "text")
    assert window.tree.selected == find("response")
    assert window.page.focused_binding().field.name == "text"


def test_notes_below_a_field_follow_what_is_put_aside(window, panels, find):
    second = find("recommendation", 1)
    window.tree.select(second)
    form = window.page.panel_of(second).form
    assert "Urgent" in form.error_of("priority")
    finding = next(f for f in window.session.checks.of(second) if f.field == "priority")
    window.session.checks.put_aside([finding], "Agreed")
    window.session.checked.emit()
    assert form.error_of("priority") == ""
