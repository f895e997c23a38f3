"""Every control has a name, every page can be walked by key, and the keys do not clash."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QMenu, QScrollBar, QWidget

from ui.crash import Failure
from ui.dialogs.about import AboutDialog
from ui.dialogs.crash import CrashDialog
from ui.dialogs.draft import DraftDialog
from ui.dialogs.keys import KeysDialog
from ui.dialogs.link import LinkDialog
from ui.dialogs.pick import PickDialog
from ui.dialogs.sheets import SheetsDialog
from ui.sent.text_dialog import MailTextDialog
from ui.sent.texts import MailTexts
from workbench.schema import KINDS


def nameless(root: QWidget) -> list[str]:
    """Return the focusable, visible widgets below ``root`` that a screen reader has no name for."""
    found = []
    for widget in root.findChildren(QWidget):
        if not widget.isVisible() or widget.focusPolicy() == Qt.FocusPolicy.NoFocus or is_part(widget):
            continue
        interface = QAccessible.queryAccessibleInterface(widget)
        if not interface or not interface.text(QAccessible.Text.Name):
            found.append(f"{type(widget).__name__} {widget.objectName()}")
    return found


def is_part(widget: QWidget) -> bool:
    """Whether a widget is an inner part of another, named one."""
    parent = widget.parentWidget()
    inside = isinstance(parent, QAbstractScrollArea) and parent.viewport() is widget
    return (
        inside
        or isinstance(widget, QScrollBar)
        or widget.objectName().startswith("qt_")
        or (parent is not None and parent.focusProxy() is widget)
        or type(parent).__name__ == "Combo"
        or (parent is not None and parent.metaObject().className() == "QComboBoxPrivateContainer")
    )


def test_the_welcome_page_names_its_controls(empty_window):
    assert nameless(empty_window) == []


@pytest.mark.parametrize("kind", list(KINDS))
def test_every_form_names_its_controls(window, workspace, kind, qtbot):
    window.tree.select(next(workspace.tree.of_kind(kind)).id)
    QApplication.processEvents()
    assert nameless(window) == []


def test_messages_and_report_name_their_controls(window, qtbot):
    window.bars.show_message("x", "Something happened.", ("Do it", window.focus_tree))
    report = {
        "source": "x",
        "placed": [],
        "furniture": [],
        "unplaced": [],
        "doubtful": [],
        "undecided_references": [],
    }
    window.on_imported(report, window.session.workspace.tree.root_id)
    QApplication.processEvents()
    assert nameless(window) == []


def test_dialogs_name_their_controls(window, workspace, answers, tmp_path, qtbot):
    paper = next(workspace.tree.of_kind("paper")).id
    for dialog in (
        PickDialog("Pick", "hint", [("one", 1)], window),
        LinkDialog("text", window),
        SheetsDialog(workspace.tree, paper, tmp_path, answers, MailTexts(window.settings), window),
        DraftDialog(workspace, paper, answers, window.settings, window),
        MailTextDialog(MailTexts(window.settings), "reminder", "en", window),
        KeysDialog(window),
        AboutDialog(window),
        CrashDialog(Failure("x", "", tmp_path / "x"), [], answers, window),
    ):
        dialog.open()
        QApplication.processEvents()
        assert nameless(dialog) == [], type(dialog).__name__
        dialog.reject()


def test_tab_walks_the_fields_in_reading_order(window, find, qtbot):
    node = find("action")
    window.tree.select(node)
    bindings = list(window.page.panel_of(node).form.bindings.values())
    bindings[0].widget.setFocus()
    seen = []
    for _ in range(len(bindings) * 3):
        focused = window.focusWidget()
        seen.append(focused)
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    order = [
        next(i for i, w in enumerate(seen) if w is b.widget or b.widget.isAncestorOf(w)) for b in bindings
    ]
    assert order == sorted(order)


def test_tab_goes_from_a_recommendation_to_its_response(window, find, qtbot):
    node = find("recommendation")
    window.tree.select(node)
    last = window.page.panel_of(node).form.bindings["resource_implication"].widget
    last.setFocus()
    for _ in range(4):
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        if window.focusWidget() is window.page.panel_of(find("response")).form.bindings["acceptance"].widget:
            return
    pytest.fail("Tab did not reach the response")


def test_shortcuts_do_not_clash(window):
    keys = Counter(
        key.toString() for action in window.actions_.by_name.values() for key in action.shortcuts()
    )
    assert [key for key, count in keys.items() if count > 1] == []


def test_mnemonics_do_not_clash_within_a_menu(window):
    menus = [menu for menu in window.menuBar().findChildren(QMenu) if menu.actions()]
    for menu in [window.menuBar(), *menus]:
        letters = [mnemonic(action.text()) for action in menu.actions() if "&" in action.text()]
        assert len(letters) == len(set(letters)), [action.text() for action in menu.actions()]


def mnemonic(text: str) -> str:
    return text[text.index("&") + 1].lower()


def test_what_is_flagged_in_the_tree_is_read_out(window, find):
    index = window.tree.view.index_of(find("recommendation", 1))
    assert "TIDES" in index.data(Qt.ItemDataRole.AccessibleTextRole)


def test_an_error_beside_a_field_is_read_out_with_it(window, find, field_of, qtbot):
    line = field_of(find("action"), "due")
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, "soon")
    window.focus_tree()
    interface = QAccessible.queryAccessibleInterface(line)
    assert "is not a date" in interface.text(QAccessible.Text.Description)
