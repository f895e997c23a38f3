"""The parts of the merge window one by one: models, colours, texts, names of controls, many rows."""

import time
from collections import Counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QAbstractButton, QApplication

from tests.ui.merging.building import note
from tests.ui.test_accessibility import mnemonic, nameless
from ui.merging.deciding import can_edit, options
from ui.merging.difference_view import DifferenceView, in_words
from ui.merging.files_model import FileRow, FilesModel
from ui.merging.items_model import AFTER, BEFORE, PLACE, STATE, ItemsModel
from ui.merging.shades import GREEN, RED, contrast, shade
from ui.merging.words import day_and_time, tooltip
from workbench.differences import differences
from workbench.merging import planning
from workbench.merging.claims import Move, NewNode, Removal

LIGHT, DARK = ("#ffffff", "#000000"), ("#1e1e1e", "#eeeeee")


def palette(ground, ink):
    made = QPalette()
    made.setColor(QPalette.ColorRole.Base, QColor(ground))
    made.setColor(QPalette.ColorRole.Text, QColor(ink))
    return made


# Models ------------------------------------------------------------------------------------------


def test_the_model_of_changes_keeps_qts_rules(usual, qtmodeltester):
    model = ItemsModel()
    qtmodeltester.check(model)
    model.show(usual._desk.entries)
    model.refresh()
    model.show(usual._desk.entries[2:])
    model.show([])


def test_the_model_of_files_keeps_qts_rules(usual, qtmodeltester):
    model = FilesModel()
    qtmodeltester.check(model)
    rows = [FileRow("All", "nothing"), FileRow("A.xlsx", "new", sheet=usual._desk.sheets[0])]
    model.show(rows)
    model.show(rows)
    model.show(rows[:1])


def test_the_place_stands_once_and_is_read_out_always(usual):
    model = usual.items.model
    assert model.index(1, PLACE).data() == ""
    assert model.index(1, PLACE).data(Qt.ItemDataRole.AccessibleTextRole) == "HA.12 I-1"


def test_a_state_has_an_icon_beside_its_words(usual):
    model = usual.items.model
    icons = [model.index(row, STATE).data(Qt.ItemDataRole.DecorationRole) for row in range(6)]
    assert [icon is not None for icon in icons] == [False, True, True, True, True, True]


def test_long_texts_are_shown_from_where_they_differ(came_back, back, find, edit):
    text = "The Office has thought about this recommendation for a long time. " * 3
    edit(find("response"), "text", f"{text}It agrees.")
    back.base = back.workspace.tree.copy()
    merge = came_back(back.file("A.xlsx", back.says(find("response"), "text", f"{text}It declines.")))
    before, after = (merge.items.model.index(0, column).data() for column in (BEFORE, AFTER))
    assert before.startswith("…")
    assert (before[-10:], after[-12:]) == ("It agrees.", "It declines.")
    assert len(before) < 60


def test_a_file_without_a_unit_goes_by_its_name(came_back, back, find):
    first, second = find("response"), find("response", 1)
    merge = came_back(
        back.file("A.xlsx", back.says(first, "reason", "x"), unit="LIGHTS"),
        back.file("B.xlsx", back.says(second, "reason", "y"), unit="LIGHTS"),
        back.file("C.evw", back.says(find("key_finding", 2), "text", "z"), kind="copy"),
        back.file("D.xlsx", back.says(find("unit"), "name", "w"), unit="PILOTS"),
    )
    assert [entry.source for entry in merge.items.model.entries] == ["C.evw", "A.xlsx", "B.xlsx", "PILOTS"]


def test_removed_moved_and_new_nodes_have_their_words(came_back, back, find, workspace):
    finding, criterion = find("key_finding"), find("criterion", 1)
    copy = back.file("copy.evw", kind="copy")
    copy.removals = [Removal(find("challenge"))]
    copy.moves = [Move(finding, criterion, None)]
    copy.additions = [back.new_action(NewNode("response", find("recommendation", 2)), "9", description="New")]
    merge = came_back(copy)
    found = {(entry.what, entry.ours, entry.after) for entry in merge.items.model.entries}
    there = "(first below “Effectiveness”)"
    assert ("Key finding moved", "Ports asked for more help each year.", there) in found
    assert ("Challenge removed", "Plans say too little about who pays.", "(removed)") in found
    assert ("New action", "(nothing)", "Action: New") in found
    for row in range(3):
        merge.items.table.go_to(row)
        assert merge.detail.views
        assert not merge.actions_["edit"].isEnabled()


def test_what_was_removed_here_is_a_conflict_that_can_be_taken_back(came_back, back, find, workspace):
    action = find("action")
    with workspace.edit("Remove") as editor:
        editor.remove(action)
    merge = came_back(back.file("A.xlsx", back.says(action, "status", "implemented")))
    (entry,) = merge.items.model.entries
    assert (entry.state, entry.ours) == ("Conflict: removed here", "(removed here)")
    merge.commands.take()
    merge.apply()
    assert workspace.tree[action]["status"] == "implemented"


def test_what_cannot_be_brought_back_can_only_be_kept(came_back, back, find, workspace):
    action = find("action")
    file = back.file("A.xlsx", back.says(action, "status", "implemented"), back.says(action, "due", None))
    with workspace.edit("Remove") as editor:
        editor.remove(action)
    plan = planning.plan(workspace.tree, workspace.point, [file], [])
    assert can_edit(plan, plan.items[0])
    file.base = workspace.tree.copy()
    assert not can_edit(plan, plan.items[0])
    assert [option.can_take for option in options(plan, plan.items[0])] == [False]


def test_a_thousand_rows_stay_quick(came_back, back, find, workspace, qtbot):
    with workspace.edit("Many") as editor:
        parent = find("criterion")
        nodes = [editor.insert(parent, "key_finding", {"text": f"Finding {n} " * 9}) for n in range(1000)]
    back.base = workspace.tree.copy()
    says = [back.says(node, "text", f"Found {n} " * 9) for n, node in enumerate(nodes)]
    merge = came_back(back.file("copy.evw", *says, kind="copy"))
    assert len(merge.items.model.entries) == 1000
    start = time.perf_counter()
    merge.items.line.setText("found 99")
    merge.items.fill()
    merge.commands.keep_all()
    merge.items.line.clear()
    merge.items.table.scrollToBottom()
    QApplication.processEvents()
    assert time.perf_counter() - start < 1.5


# Texts and colours -------------------------------------------------------------------------------


@pytest.mark.parametrize("colours", [LIGHT, DARK])
@pytest.mark.parametrize("hue", [GREEN, RED])
def test_what_is_new_and_gone_can_be_read_on_any_ground(colours, hue):
    found = shade(hue, palette(*colours))
    assert contrast(found.ink, found.ground) >= 4.5
    assert contrast(found.ink, QColor(colours[0])) >= 4.5


def test_colour_is_never_alone(qtbot):
    view = DifferenceView(None)
    qtbot.addWidget(view)
    view.show_pieces(differences("nine ports", "ten ports"))
    marks, fragment = {}, view.document().begin().begin()
    while not fragment.atEnd():
        form = fragment.fragment().charFormat()
        marks[fragment.fragment().text().strip()] = form.fontUnderline(), form.fontStrikeOut()
        fragment += 1
    assert marks["nine"] == (False, True)
    assert marks["ten"] == (True, False)
    assert marks["ports"] == (False, False)


def test_a_new_line_and_a_lost_one_are_seen(qtbot):
    view = DifferenceView(None)
    qtbot.addWidget(view)
    view.show_pieces(differences("One. Two.", "One.\nTwo."))
    assert view.toPlainText() == "One.¶\nTwo."
    view.show_pieces(differences("One.\nTwo.", "One. Two."))
    assert view.toPlainText().split() == ["One.", "¶", "Two."]
    assert "\n" not in view.toPlainText()


def test_nothing_is_said_in_words(qtbot):
    view = DifferenceView(None)
    qtbot.addWidget(view)
    view.show_pieces([])
    assert view.toPlainText() == "(nothing)"


def test_differences_are_read_out():
    assert in_words(differences("nine ports", "ten ports")) == "New: ten. Gone: nine."
    assert in_words(differences("same", "same")) == ""


def test_a_palette_change_draws_the_text_anew(qtbot):
    view = DifferenceView(None)
    qtbot.addWidget(view)
    view.show_pieces(differences("nine ports", "ten ports"))
    view.setPalette(palette(*DARK))
    assert view.document().begin().begin().fragment().charFormat().foreground().color().lightnessF() > 0.5


def test_a_tooltip_takes_no_html_from_a_text():
    assert "&lt;b&gt;" in tooltip("<b>bold</b>")
    assert tooltip("") is None
    assert len(tooltip("x" * 9000)) < 1400


@pytest.mark.parametrize(
    ("text", "shown"), [("2031-05-06", "2031-05-06"), ("yesterday", "yesterday"), ("", "")]
)
def test_a_time_that_is_none_stays_as_it_came(text, shown):
    assert day_and_time(text) == shown


# Controls ----------------------------------------------------------------------------------------


def test_every_control_has_a_name(usual, row):
    for field in ("text", "due", "acceptance"):
        row(field)
        usual.commands.edit()
        QApplication.processEvents()
        assert nameless(usual) == [], field


def test_mnemonics_do_not_clash(usual, row):
    row("text")
    usual.commands.edit()
    texts = [button.text() for button in usual.findChildren(QAbstractButton) if button.isVisible()]
    letters = Counter(mnemonic(text) for text in texts if "&" in text)
    assert [letter for letter, count in letters.items() if count > 1] == []


def test_shortcuts_do_not_clash(usual):
    keys = Counter(action.shortcut().toString() for action in usual.actions_.by_name.values())
    assert [key for key, count in keys.items() if key and count > 1] == []


def test_tab_walks_the_window_from_the_top(usual, row, qtbot):
    row("text")
    usual.files.add.setFocus()
    seen = [usual.focusWidget()]
    for _ in range(40):
        qtbot.keyClick(usual.focusWidget(), Qt.Key.Key_Tab)
        if usual.focusWidget() is usual.files.add:
            break
        seen.append(usual.focusWidget())
    wanted = [usual.files.table, usual.items.line, usual.items.table, usual.bar.all_shown]
    wanted += [
        usual.detail.views[0].text,
        usual.detail.views[2].button,
        usual.apply_button,
        usual.cancel_button,
    ]
    places = [seen.index(widget) for widget in wanted]
    assert places == sorted(places)


def test_tab_goes_through_the_editor_after_the_answers(usual, row, qtbot):
    row("due")
    usual.commands.edit()
    editor = usual.detail.editor
    usual.detail.views[-1].text.setFocus()
    seen = []
    for _ in range(4):
        qtbot.keyClick(usual.focusWidget(), Qt.Key.Key_Tab)
        seen.append(usual.focusWidget())
    assert (seen[0], *seen[2:]) == (editor.binding.widget, editor.use, editor.leave)


def test_a_file_with_nothing_noticed_takes_no_room(came_back, back):
    merge = came_back(back.file("A.xlsx"))
    assert not merge.files.notes.isVisible()
    merge = came_back(back.file("B.xlsx", problems=[note("Look here.", 0, "")]))
    assert merge.files.notes.isVisible()
    assert merge.files.notes.toPlainText() == "B.xlsx: Look here."
