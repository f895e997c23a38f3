"""The map of keys: every key there is, where it works and what it does, and that it does it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication

from ui import picking, tables, tree_view
from ui.dialogs import key_groups
from ui.dialogs.key_groups import OR
from ui.dialogs.keys import KeysDialog
from ui.forms import choices, lists, wordlists
from ui.grid import view as grid
from ui.merging import window as merging
from ui.palette import popup
from ui.preview import view as preview

KEYS = Qt.Key


@pytest.fixture
def opened(window, qtbot):
    """The map as F1 opens it."""
    qtbot.keyClick(window.focusWidget(), KEYS.Key_F1)
    return window.findChild(KeysDialog)


def rows(dialog):
    """Return (place, words, key) of every row that is shown."""
    return [
        (group.text(0), row.text(0), row.text(1))
        for group, below in dialog._groups
        for row in below
        if not row.isHidden()
    ]


def test_no_key_of_the_window_is_missing(window):
    window.gridding.show_grid()
    for name in ("preview", "history", "checks"):
        window.panels.open(name)
    listed = {
        key for _, found in key_groups.all_groups(window) for keys, _ in found for key in keys.split(OR)
    }
    shortcuts = [shortcut.key() for shortcut in window.findChildren(QShortcut)]
    for action in window.findChildren(QAction):
        shortcuts += action.shortcuts()
    assert {key_groups.native(key) for key in shortcuts} - listed - {""} == set()


def test_commands_stand_under_their_menus(opened):
    found = {words: (where, key) for where, words, key in rows(opened)}
    assert found["Bold"] == ("Format", "Ctrl+B")
    assert found["Find and replace"] == ("Edit", "Ctrl+H")
    assert found["Larger text"] == ("View", "Ctrl++   Ctrl+=")
    assert found["Keyboard"][0] == "Help"


def test_every_place_with_keys_of_its_own_is_there(opened):
    places = {where for where, _, _ in rows(opened)}
    assert {"File", "Edit", "Format", "View", "In the contents", "In a text", "In the grid"} <= places
    assert {"In the preview", "In find and replace", "In the merge window", "In focus mode"} <= places


def test_no_key_means_two_things_in_one_place(window):
    for where, found in key_groups.all_groups(window):
        keys = [key for key, _ in found]
        assert len(keys) == len(set(keys)), where


def test_the_filter_takes_words_keys_and_places(opened, qtbot):
    qtbot.keyClicks(opened.line, "grid sort")
    assert {key for _, _, key in rows(opened)} == {"F9", "Shift+F9"}
    opened.line.setText("ctrl+shift+h")
    assert [words for _, words, _ in rows(opened)] == ["History"]
    opened.line.setText("zzz")
    assert rows(opened) == []
    assert opened._nothing.isVisible()


def test_the_map_is_read_out_row_by_row(opened):
    first = opened._groups[0][1][0]
    assert first.data(0, Qt.ItemDataRole.AccessibleTextRole) == "New workspace, Ctrl+N, File"


def test_the_map_names_commands_not_steps(window, workspace, find):
    with workspace.edit("Some step") as editor:
        editor.set(find("paper"), "place", "Old port")
    window.comfort.show_keys()
    words = {words for _, words, _ in rows(window.findChild(KeysDialog))}
    assert "Undo" in words
    assert not any("Some step" in text for text in words)


def test_the_map_stays_open_beside_the_work(opened, window, workspace, find):
    assert not opened.isModal()
    window.tree.select(find("recommendation"))
    assert opened.isVisible()


def test_f1_again_leads_to_the_same_map(opened, window):
    window.comfort.show_keys()
    assert len(window.findChildren(KeysDialog)) == 1


def test_the_map_is_where_it_was_last_time(opened, window, qtbot):
    opened.resize(640, 480)
    qtbot.keyClick(opened, KEYS.Key_Escape)
    qtbot.waitUntil(lambda: not window.findChildren(KeysDialog))
    window.comfort.show_keys()
    again = window.findChild(KeysDialog)
    assert (again.width(), again.height()) == (640, 480)


# What is declared is so ----------------------------------------------------------------------------------


def keys_in(declared):
    return {key for key, _ in declared}


def press(widget, key):
    """Send the key as it is declared; return whether the widget made use of it."""
    combined = QKeySequence(key)[0]
    event = QKeyEvent(QEvent.Type.KeyPress, combined.key(), combined.keyboardModifiers())
    QApplication.sendEvent(widget, event)
    return event.isAccepted()


def claims(widget, key):
    """Whether a widget takes a key that the window has a command on."""
    combined = QKeySequence(key)[0]
    event = QKeyEvent(QEvent.Type.ShortcutOverride, combined.key(), combined.keyboardModifiers())
    event.ignore()
    QApplication.sendEvent(widget, event)
    return event.isAccepted()


def test_every_declared_key_can_be_read(window):
    for where, found in key_groups.all_groups(window):
        assert all(key and words for key, words in found), where


def test_the_tree_does_what_it_declares(window, find, qtbot):
    view = window.tree.view
    window.tree.select(find("evaluation"))
    view.collapse(view.currentIndex())
    assert keys_in(tree_view.KEYS) == {"Return", "Right", "Left", "Down"}
    press(view, "Right")
    assert view.isExpanded(view.currentIndex())
    press(view, "Left")
    assert not view.isExpanded(view.currentIndex())
    with qtbot.waitSignal(view.entered):
        press(view, "Return")
    window.tree.line.setFocus()
    press(window.tree.line, "Down")
    assert view.hasFocus()


def test_a_table_does_what_it_declares(window, qtbot):
    table = window.panels.open("checks").table
    assert keys_in(tables.KEYS) == {"Return"}
    with qtbot.waitSignal(table.entered):
        press(table, "Return")


def test_the_grid_does_what_it_declares(window, find, qtbot):
    window.tree.select(find("recommendation"))
    window.gridding.show_grid()
    view = window.gridding.panel.view
    signals = {"Return": view.entered, "F4": view.set_asked, "Del": view.clear_asked}
    signals |= {"F9": view.sort_asked, "Shift+F9": view.sort_asked}
    signals |= {"Ctrl+C": view.copy_asked, "Ctrl+V": view.paste_asked, "Ctrl+D": view.fill_asked}
    columns = ("Alt+Right", "Alt+Left", "Alt+Shift+Right", "Alt+Shift+Left")
    signals |= dict.fromkeys(columns, view.columns_changed)
    assert keys_in(grid.KEYS) == set(signals) | {"F2"}
    signals["Esc"] = view.stop_asked
    for signal in set(signals.values()) - {view.columns_changed}:
        signal.disconnect()
    for key, signal in signals.items():
        with qtbot.waitSignal(signal):
            press(view, key)
    assert claims(view, "F2")


def test_the_preview_does_what_it_declares(window, find, qtbot):
    window.tree.select(find("recommendation"))
    view = window.panels.open("preview").view
    qtbot.waitUntil(lambda: view.passage is not None)
    assert keys_in(preview.KEYS) == {"Return"}
    with qtbot.waitSignal(view.place_asked):
        press(view, "Return")


def test_forms_do_what_they_declare(window, workspace, find, qtbot):
    combo = choices.Combo(window)
    short = lists.ShortList(window)
    words = wordlists.WordTable(window)
    in_lists = {"Del", "Up", "Ctrl+Up", "Ctrl+Down"}
    assert keys_in((*choices.KEYS, *lists.KEYS, *wordlists.KEYS)) == {"Alt+Down", "F2", *in_lists}
    assert claims(combo, "Alt+Down")
    assert claims(words, "F2")
    short.show()
    short.setFocus()
    with qtbot.waitSignal(short.delete_pressed):
        press(short, "Del")
    for key, step in (("Ctrl+Up", -1), ("Ctrl+Down", 1)):
        with qtbot.waitSignal(short.shift_pressed) as pressed:
            press(short, key)
        assert pressed.args == [step]
    line = lists.UnitLine(window)
    with qtbot.waitSignal(line.up_pressed):
        press(line, "Up")


def test_picking_does_what_it_declares(window, qtbot):
    window.comfort.show_palette()
    palette = window.findChild(popup.PalettePopup)
    assert keys_in(picking.KEYS) == {"Up", "Down", "PgUp", "PgDown"}
    places = []
    for key in ("PgDown", "Up", "Down", "PgUp"):
        press(palette.line, key)
        places.append(palette.list.currentIndex().row())
    assert places[0] > 1
    assert places == [places[0], places[0] - 1, places[0], 0]


def test_the_merge_window_declares_its_commands():
    """Its commands are made with the window; the map lists them while it is closed as well."""
    source = merging.__loader__.get_source(merging.__name__)
    made = [line.rpartition('"')[0].rpartition('"')[2] for line in source.splitlines() if " add(" in line]
    keys = {key for key in made if not QKeySequence(key).isEmpty() and key[0] in "CF"}
    assert keys == keys_in(merging.KEYS) - {"Esc"}
