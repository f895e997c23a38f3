"""The palette: every command by its words, places by their names, the focus back where it was."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLineEdit

from tests.ui.rich import make_rich
from ui.palette.entries import Entry, plain
from ui.palette.popup import PalettePopup
from ui.palette.ranking import ranked
from ui.palette.rows import ENTRY, EntryModel

KEYS = Qt.Key
CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def entry(words, where="", name="", available=True):
    return Entry(words, where, print, "", name or words.lower(), available)


def names(entries):
    return [found.words for found in entries]


def opened(window, qtbot):
    """Press the palette's key and return the palette."""
    qtbot.keyClick(window.focusWidget(), KEYS.Key_P, CTRL_SHIFT)
    popup = window.findChild(PalettePopup)
    qtbot.waitUntil(lambda: popup.line.hasFocus())
    return popup


def shown(popup):
    return [found.words for found in popup.model.entries]


def found(popup, qtbot, query, words):
    """Type a query and wait until something of these words is shown."""
    qtbot.keyClicks(popup.line, query)
    qtbot.waitUntil(lambda: any(words in row for row in shown(popup)))
    return popup


# Ranking -------------------------------------------------------------------------------------------------


def test_words_are_found_in_any_order_without_accents_and_case():
    entries = [entry("Export tracking sheets"), entry("Résumé of the sheets")]
    assert names(ranked(entries, "SHEETS export", [])) == ["Export tracking sheets"]
    assert names(ranked(entries, "resume", [])) == ["Résumé of the sheets"]


def test_beginnings_of_words_come_first():
    entries = [entry("Unbold"), entry("Make bold"), entry("Bold")]
    assert names(ranked(entries, "bo", [])) == ["Bold", "Make bold", "Unbold"]


def test_a_menu_is_found_by_its_name():
    assert names(ranked([entry("Bold", "Format"), entry("Undo", "Edit")], "format", [])) == ["Bold"]


def test_what_was_used_last_is_first_without_a_query():
    entries = [entry("New"), entry("Bold"), entry("Undo")]
    assert names(ranked(entries, "", ["undo", "bold"])) == ["Undo", "Bold", "New"]


def test_what_is_not_possible_now_is_last_and_only_shown_when_asked_for():
    entries = [entry("Bold", available=False), entry("Make bold")]
    assert names(ranked(entries, "bold", [])) == ["Make bold", "Bold"]
    assert names(ranked(entries, "", [])) == ["Make bold"]


def test_the_words_of_a_menu_are_read_without_their_letter():
    assert plain("Find && re&place…") == "Find & replace"


def test_the_rows_are_a_proper_model(qtmodeltester):
    model = EntryModel()
    model.show([entry("Bold"), entry("Undo", available=False)])
    qtmodeltester.check(model)
    model.show([])
    model.show([entry("Quit")])
    assert isinstance(model, QAbstractItemModel)
    assert model.data(model.index(0), ENTRY).words == "Quit"


# In the window -------------------------------------------------------------------------------------------


def test_every_command_with_its_menu_and_key_is_offered(window, qtbot):
    popup = opened(window, qtbot)
    rows = {found.name: found for found in popup._entries}
    assert set(window.actions_.by_name) - {"palette"} <= set(rows)
    assert (rows["bold"].where, rows["bold"].key) == ("Format", "Ctrl+B")
    assert rows["dark"].where == "View › Appearance"


def test_bold_acts_on_the_text_that_had_the_focus(window, find, field_of, qtbot):
    text = field_of(find("key_finding"), "text")
    text.setFocus()
    text.selectAll()
    popup = found(opened(window, qtbot), qtbot, "bold", "Bold")
    qtbot.keyClick(popup.line, KEYS.Key_Return)
    assert text.hasFocus()
    assert text.markup().startswith("**")


def test_opening_the_palette_keeps_what_is_half_typed(window, workspace, find, field_of, qtbot):
    node = find("key_finding")
    text = field_of(node, "text")
    text.setFocus()
    before = workspace.tree[node]["text"]
    qtbot.keyClicks(text, "half ")
    popup = opened(window, qtbot)
    qtbot.keyClick(popup.line, KEYS.Key_Escape)
    assert text.hasFocus()
    assert text.is_dirty
    assert workspace.tree[node]["text"] == before


def test_escape_closes_it_and_gives_the_focus_back(window, qtbot):
    window.focus_tree()
    popup = opened(window, qtbot)
    qtbot.keyClick(popup.line, KEYS.Key_Escape)
    assert not popup.isVisible()
    assert window.tree.view.hasFocus()


def test_a_click_elsewhere_closes_it(window, qtbot):
    popup = opened(window, qtbot)
    qtbot.mouseClick(window.statusBar(), Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    assert not popup.isVisible()


def test_a_click_inside_does_not_close_it(window, qtbot):
    popup = opened(window, qtbot)
    qtbot.mouseClick(popup.line, Qt.MouseButton.LeftButton)
    assert popup.isVisible()


def test_a_click_on_a_row_does_it(window, qtbot):
    popup = found(opened(window, qtbot), qtbot, "grid of", "Grid of recommendations")
    place = popup.list.visualRect(popup.model.index(0)).center()
    qtbot.mouseClick(popup.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert window.gridding.is_shown


def test_down_selects_the_next_row_and_a_screen_reader_hears_it(window, qtbot):
    popup = opened(window, qtbot)
    qtbot.keyClick(popup.line, KEYS.Key_Down)
    assert popup.list.currentIndex().row() == 1
    said = QAccessible.queryAccessibleInterface(popup.line).text(QAccessible.Text.Description)
    assert said == popup.model.entries[1].spoken


def test_what_is_not_possible_now_is_greyed_and_does_nothing(window, qtbot):
    window.focus_tree()
    popup = found(opened(window, qtbot), qtbot, "bold", "Bold")
    assert not popup.model.flags(popup.model.index(0)) & Qt.ItemFlag.ItemIsEnabled
    assert "not possible now" in popup.model.entries[0].spoken
    qtbot.keyClick(popup.line, KEYS.Key_Return)
    assert popup.isVisible()


def test_the_keys_of_commands_do_nothing_while_one_is_picked(window, workspace, find, qtbot):
    node = find("recommendation")
    window.tree.select(node)
    popup = opened(window, qtbot)
    qtbot.keyClick(popup.line, KEYS.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    assert node in workspace.tree


def test_rec_2_is_recommendation_2_of_the_own_part(window, workspace, find, qtbot):
    finding = find("key_finding", 4)
    window.tree.select(finding)
    popup = found(opened(window, qtbot), qtbot, "rec 2", "Recommendation 2")
    qtbot.keyClick(popup.line, KEYS.Key_Return)
    own = workspace.tree.ancestor(finding, "evaluation").id
    assert window.tree.selected == list(workspace.tree.of_kind("recommendation", own))[1].id


def test_a_place_is_gone_to_with_the_cursor_in_its_form(window, find, qtbot):
    popup = found(opened(window, qtbot), qtbot, "rec 1", "Recommendation 1")
    qtbot.keyClick(popup.line, KEYS.Key_Return)
    assert window.page.isAncestorOf(window.focusWidget())


def test_an_at_sign_looks_for_places_only(window, qtbot):
    popup = found(opened(window, qtbot), qtbot, "@rec", "Recommendation")
    assert all(not found.name for found in popup.model.entries)


def test_places_wait_until_the_workspace_is_read_ahead(window, qtbot, monkeypatch):
    asked = []
    monkeypatch.setattr(type(window.tree.index()), "warm", lambda index, count: asked.append(count) or True)
    popup = opened(window, qtbot)
    qtbot.keyClicks(popup.line, "rec 1")
    qtbot.waitUntil(lambda: len(asked) > 1)
    assert not any("Recommendation 1" in row for row in shown(popup))


def test_what_can_be_added_is_offered(window, workspace, find, qtbot):
    section = workspace.tree.parent(find("key_finding")).id
    window.tree.select(section)
    count = len(workspace.tree)
    popup = found(opened(window, qtbot), qtbot, "add key finding below", "Add Key finding below")
    qtbot.keyClick(popup.line, KEYS.Key_Return)
    assert len(workspace.tree) == count + 1


def test_workspaces_opened_last_are_offered(window, tmp_path, qtbot):
    make_rich(tmp_path / "other.evw").close()
    window.settings.add_recent(tmp_path / "other.evw")
    popup = found(opened(window, qtbot), qtbot, "open other", "Open other.evw")
    qtbot.keyClick(popup.line, KEYS.Key_Return)
    assert window.session.workspace.path.name == "other.evw"


def test_commands_used_last_are_first_next_time(window, qtbot):
    window.actions_["grid"].trigger()
    window.actions_["grid"].trigger()
    window.actions_["expand"].trigger()
    assert window.comfort.used[:2] == ["expand", "grid"]
    popup = opened(window, qtbot)
    assert [found.name for found in popup.model.entries[:2]] == ["expand", "grid"]


def test_it_says_when_nothing_is_found(window, qtbot):
    popup = opened(window, qtbot)
    qtbot.keyClicks(popup.line, "zzz")
    assert popup._nothing.isVisible()
    assert not popup.list.isVisible()


def test_it_stays_inside_a_small_window(window, qtbot):
    popup = opened(window, qtbot)
    window.resize(window.minimumSizeHint())
    QApplication.processEvents()
    assert window.rect().contains(popup.geometry())


def test_it_works_without_a_workspace(empty_window, qtbot):
    popup = opened(empty_window, qtbot)
    qtbot.keyClicks(popup.line, "rec 3")
    qtbot.wait(250)
    assert "Recommendation" not in "".join(shown(popup))


def test_closing_the_window_over_it_is_no_trouble(window, qtbot):
    popup = opened(window, qtbot)
    qtbot.keyClicks(popup.line, "rec")
    assert window.close()
    assert not popup._rest.isActive()


def test_it_is_gone_for_good_when_closed(window, qtbot):
    popup = opened(window, qtbot)
    popup.dismiss()
    qtbot.waitUntil(lambda: not window.findChildren(PalettePopup))


def test_the_focus_is_not_given_to_what_is_gone(window, qtbot):
    line = QLineEdit(window)
    line.show()
    line.setFocus()
    popup = opened(window, qtbot)
    line.deleteLater()
    qtbot.waitUntil(lambda: popup._before is None)
    popup.dismiss()
    assert not popup.isVisible()


def test_places_are_found_after_an_edit(window, workspace, find, qtbot):
    qtbot.waitUntil(lambda: not window.tree.index().warm(0))
    with workspace.edit("Change") as editor:
        editor.set(find("recommendation"), "headline", "Paint the buoys")
    popup = opened(window, qtbot)
    qtbot.keyClicks(popup.line, "buoys")
    qtbot.waitUntil(lambda: any("buoys" in entry.words for entry in popup.model.entries))
