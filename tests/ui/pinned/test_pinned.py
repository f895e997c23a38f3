"""A node held beside the form: by its form or as printed, edited as safely as the form itself."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton

from tests.ui.test_accessibility import nameless
from ui.columns import narrowed
from ui.forms.leftovers import restore
from workbench.workspace import Workspace


@pytest.fixture
def first(find):
    return find("recommendation")


@pytest.fixture
def second(find):
    return find("recommendation", 1)


@pytest.fixture
def held(window, first, second, qtbot):
    """A window that holds the first recommendation and shows the second; returns the pane."""
    window.tree.select(first)
    window.actions_["hold"].trigger()
    window.tree.select(second)
    QApplication.processEvents()
    return window.pinning.pane


@pytest.fixture
def same(window, first, held):
    """The same recommendation in both forms; returns both of one of its fields' widgets."""
    window.tree.select(first)

    def pair(name: str, node: int = first):
        pages = window.page, held.page
        return tuple(page.panel_of(node).form.bindings[name].widget for page in pages)

    return pair


def type_into(widget, words, qtbot):
    widget.setFocus()
    if hasattr(widget, "moveCursor"):
        widget.moveCursor(QTextCursor.MoveOperation.End)
    else:
        widget.end(False)
    qtbot.keyClicks(widget, words)


def shown_node(preview):
    passage = preview.view.passage
    return passage.node if passage is not None else None


def button(pane, words: str) -> QToolButton:
    return next(one for one in pane.findChildren(QToolButton) if words in one.accessibleName())


# Holding ---------------------------------------------------------------------------------------


def test_what_is_held_stays_while_the_selection_goes_on(window, held, first, second):
    assert window.pinning.held == first
    assert held.page.node == first
    assert window.page.node == second


def test_two_forms_stand_side_by_side(window, held):
    page = window.page.mapTo(window, window.page.rect().topRight())
    assert held.isVisible()
    assert held.mapTo(window, held.rect().topLeft()).x() >= page.x()
    assert abs(held.width() - window.page.width()) < window.width() // 10


def test_the_key_holds_and_lets_go(window, first, qtbot):
    window.tree.select(first)
    qtbot.keyClick(window, Qt.Key.Key_F4)
    assert window.pinning.held == first
    assert window.actions_["hold"].isChecked()
    qtbot.keyClick(window, Qt.Key.Key_F4)
    assert window.pinning.held == 0
    assert not window.pinning.pane.isVisible()
    assert not window.actions_["hold"].isChecked()


def test_commands_for_what_is_held_are_off_while_nothing_is(window, first):
    names = ("held", "exchange")
    assert not any(window.actions_[name].isEnabled() for name in names)
    window.pinning.hold(first)
    assert all(window.actions_[name].isEnabled() for name in names)
    window.pinning.let_go()
    assert not any(window.actions_[name].isEnabled() for name in names)


def test_nothing_can_be_held_without_a_workspace(empty_window):
    assert not empty_window.actions_["hold"].isEnabled()
    empty_window.pinning.toggle()
    assert empty_window.pinning.pane is None


def test_a_node_that_is_gone_is_not_held(window):
    window.pinning.hold(10**6)
    assert window.pinning.held == 0


def test_the_buttons_hold_something_else_exchange_and_let_go(window, held, first, second, qtbot):
    qtbot.mouseClick(button(held, "Exchange"), Qt.MouseButton.LeftButton)
    assert (window.pinning.held, window.tree.selected) == (second, first)
    qtbot.mouseClick(button(held, "instead"), Qt.MouseButton.LeftButton)
    assert window.pinning.held == first
    qtbot.mouseClick(button(held, "Let go"), Qt.MouseButton.LeftButton)
    assert window.pinning.held == 0


def test_exchange_by_key(window, held, first, second, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_F4, Qt.KeyboardModifier.ShiftModifier)
    assert (window.pinning.held, window.page.node) == (second, first)


def test_keys_go_into_what_is_held_and_back(window, held, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_F2, Qt.KeyboardModifier.ShiftModifier)
    assert held.page.isAncestorOf(window.focusWidget())
    qtbot.keyClick(window, Qt.Key.Key_F2)
    assert window.page.isAncestorOf(window.focusWidget())


def test_letting_go_with_the_focus_inside_goes_on_in_the_form(window, held):
    window.pinning.focus()
    window.pinning.let_go()
    assert window.page.isAncestorOf(window.focusWidget())


def test_a_response_is_held_on_the_page_of_its_recommendation(window, find, first):
    window.pinning.hold(find("response"))
    assert window.pinning.pane.page.node == first


def test_the_heading_names_what_is_held(window, held, first, same, qtbot):
    _, mine = same("headline")
    type_into(mine, " Today.", qtbot)
    window.focus_tree()
    assert "Today." in held.findChild(type(held._heading)).text()  # noqa: SLF001


def test_tree_and_side_give_room_and_get_it_back(window, first, qtbot):
    qtbot.waitUntil(lambda: window.panels.is_open("preview"))
    columns = window.panels.side.parentWidget()
    before = columns.sizes()
    window.pinning.hold(first)
    assert columns.sizes()[1] > before[1]
    window.pinning.let_go()
    assert columns.sizes() == before


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        ([300, 900, 300], [300, 900, 300]),
        ([300, 500, 300], [250, 600, 250]),
        ([300, 500, 0], [200, 600, 0]),
        ([220, 300, 220], [200, 340, 200]),
        ([150, 300, 0], [150, 300, 0]),
    ],
)
def test_room_is_taken_only_where_it_can_be_spared(sizes, expected):
    assert narrowed(sizes, 600, 200, 200) == expected


def test_every_control_has_a_name(window, held):
    assert nameless(window) == []
    held.tabs.setCurrentIndex(1)
    QApplication.processEvents()
    assert nameless(window) == []


def test_tab_goes_from_the_form_to_what_is_held(window, held, qtbot):
    """Reading order: everything of the form comes before everything of the pane."""
    window.focus_tree()
    seen = []
    for _ in range(120):
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        seen.append(window.focusWidget())
        if len(seen) > 1 and seen[-1] is window.tree.view:
            break
    sides = [
        "pane" if held.isAncestorOf(one) else "form" if window.page.isAncestorOf(one) else "" for one in seen
    ]
    walked = [side for side in sides if side]
    assert "pane" in walked
    assert walked == sorted(walked)


# As printed --------------------------------------------------------------------------------------


def test_as_printed_shows_the_passage_of_what_is_held(window, held, first, qtbot):
    held.tabs.setCurrentIndex(1)
    qtbot.waitUntil(lambda: held.preview.view.passage is not None)
    assert held.preview.view.passage.node == first
    assert held.preview.isVisible()
    assert not held.page.isVisible()


def test_two_passages_at_once(window, held, first, second, qtbot):
    window.panels.open("preview")
    held.tabs.setCurrentIndex(1)
    qtbot.waitUntil(lambda: held.preview.view.passage is not None)
    qtbot.waitUntil(lambda: shown_node(window.panels.preview) == second)
    assert shown_node(held.preview) == first


def test_a_click_in_the_held_passage_goes_to_the_field_in_the_form(window, held, first, qtbot):
    held.tabs.setCurrentIndex(1)
    view = held.preview.view
    qtbot.waitUntil(lambda: view.passage is not None)
    cursor = view.document().find("Mend every light")
    place = view.cursorRect(cursor).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert window.tree.selected == first
    focused = window.page.focused_text()
    assert focused is not None
    assert (focused[0].node, focused[1].field.name) == (first, "headline")


def test_the_held_passage_follows_what_is_typed_in_the_form(window, held, same, qtbot):
    held.tabs.setCurrentIndex(1)
    binding = window.page.panel_of(window.page.node).form.bindings["headline"].widget
    type_into(binding, " And tonight.", qtbot)
    qtbot.waitUntil(lambda: "And tonight." in held.preview.view.toPlainText())


def test_the_way_it_is_shown_is_kept_for_the_next_node(window, held, second):
    held.tabs.setCurrentIndex(1)
    window.pinning.let_go()
    window.pinning.hold(second)
    assert window.pinning.is_printed
    window.pinning.hold(second, is_printed=False)
    assert not window.pinning.is_printed


def test_the_preview_follows_the_cursor_into_what_is_held(window, held, first, qtbot):
    window.panels.open("preview")
    held.page.focus_node(first, "rationale")
    qtbot.waitUntil(lambda: shown_node(window.panels.preview) == first)


# Typing ------------------------------------------------------------------------------------------


def test_what_is_typed_in_the_held_form_is_taken_when_it_is_left(window, workspace, held, first, qtbot):
    text = held.page.panel_of(first).form.bindings["headline"].widget
    type_into(text, " Really.", qtbot)
    assert "Typing" in window.status.saved.text()
    window.focus_tree()
    assert workspace.tree[first]["headline"].endswith(" Really.")
    assert "Typing" not in window.status.saved.text()


@pytest.mark.parametrize("way", ["select", "let_go", "printed", "exchange", "hold", "close"])
def test_no_way_on_loses_what_is_typed_in_the_held_form(
    window, rich_path, held, first, second, find, way, qtbot
):
    type_into(held.page.panel_of(first).form.bindings["rationale"].widget, " Kept.", qtbot)
    ways = {
        "select": lambda: window.tree.select(find("paper")),
        "let_go": window.pinning.let_go,
        "printed": lambda: held.tabs.setCurrentIndex(1),
        "exchange": window.pinning.exchange,
        "hold": lambda: window.pinning.hold(second),
        "close": window.close,
    }
    ways[way]()
    window.session.settle()
    window.session.close()
    with Workspace.open(rich_path) as workspace:
        assert workspace.tree[first]["rationale"].endswith(" Kept.")


def test_both_forms_of_one_node_show_what_was_typed_in_either(window, workspace, first, same, qtbot):
    left, right = same("headline")
    type_into(left, " One.", qtbot)
    type_into(right, " Two.", qtbot)
    left.setFocus()
    assert workspace.tree[first]["headline"].endswith(" One. Two.")
    assert left.markup() == right.markup() == workspace.tree[first]["headline"]


def test_a_click_into_the_same_field_of_the_other_form_takes_the_first(window, workspace, first, same, qtbot):
    left, right = same("headline")
    type_into(left, " One.", qtbot)
    qtbot.mouseClick(right.viewport(), Qt.MouseButton.LeftButton)
    assert right.hasFocus()
    assert right.markup().endswith(" One.")
    qtbot.keyClick(right, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(right, " Two.")
    window.focus_tree()
    assert workspace.tree[first]["headline"].endswith(" One. Two.")
    assert left.markup() == workspace.tree[first]["headline"]


def test_typing_on_in_the_other_form_while_the_window_is_behind_loses_neither(
    window, workspace, first, same, qtbot
):
    """The focus may move without the field being left: while another window is in front."""
    left, right = same("headline")
    type_into(left, " One.", qtbot)
    before = workspace.tree[first]["headline"]
    right.insertPlainText("Two. ")
    window.session.settle()
    assert workspace.tree[first]["headline"] == f"Two. {before}"
    assert any(" One." in str(edit) for batch in workspace.history() for edit in batch.edits)


def test_a_date_that_cannot_be_taken_is_shown_and_mended_in_either_form(window, workspace, find, qtbot):
    action = find("action")
    window.pinning.hold(action)
    window.tree.select(action)
    held = window.pinning.pane
    forms = window.page.panel_of(action).form, held.page.panel_of(action).form
    left, right = (form.bindings["due"].widget for form in forms)
    left.setFocus()
    left.selectAll()
    qtbot.keyClicks(left, "soon")
    right.setFocus()
    assert right.text() == "soon"
    assert all("is not a date" in form.error_of("due") for form in forms)
    right.selectAll()
    qtbot.keyClicks(right, "2032-01-31")
    window.focus_tree()
    assert str(workspace.tree[action]["due"]) == "2032-01-31"
    assert left.text() == "2032-01-31"
    assert all(form.error_of("due") == "" for form in forms)
    assert not window.page.committer.is_typing
    assert workspace.drafts() == []


def test_a_date_that_cannot_be_taken_survives_letting_go_of_its_form(window, find, qtbot):
    action = find("action")
    window.pinning.hold(action)
    held = window.pinning.pane
    right = held.page.panel_of(action).form.bindings["due"].widget
    right.setFocus()
    right.selectAll()
    qtbot.keyClicks(right, "soon")
    window.pinning.let_go()
    assert "Due of" in window.status.saved.text()
    window.tree.select(action)
    assert window.page.panel_of(action).form.bindings["due"].widget.text() == "soon"


def test_giving_up_a_date_shows_the_stored_one_in_both_forms(window, workspace, find, qtbot):
    action = find("action")
    window.pinning.hold(action)
    window.tree.select(action)
    forms = (window.page.panel_of(action).form, window.pinning.pane.page.panel_of(action).form)
    left, right = (form.bindings["due"].widget for form in forms)
    left.setFocus()
    left.selectAll()
    qtbot.keyClicks(left, "soon")
    window.focus_tree()
    window.editing.undo()
    assert left.text() == right.text() == str(workspace.tree[action]["due"])
    assert all(form.error_of("due") == "" for form in forms)
    assert not window.page.committer.is_typing


def test_typing_a_refused_date_back_clears_it_in_both_forms(window, find, qtbot):
    action = find("action")
    window.pinning.hold(action)
    window.tree.select(action)
    forms = (window.page.panel_of(action).form, window.pinning.pane.page.panel_of(action).form)
    left, right = (form.bindings["due"].widget for form in forms)
    stored = left.text()
    left.setFocus()
    left.end(False)
    qtbot.keyClicks(left, "x")
    right.setFocus()
    assert right.text() == f"{stored}x"
    left.setFocus()
    while left.isUndoAvailable():
        left.undo()
    left.textEdited.emit(left.text())
    window.focus_tree()
    assert left.text() == right.text() == stored
    assert not window.page.committer.is_typing


def test_a_choice_made_in_one_form_shows_in_the_other(window, workspace, same, find, qtbot):
    left, right = same("acceptance", find("response"))
    right.setFocus()
    qtbot.keyClick(right, Qt.Key.Key_Down)
    assert left.currentIndex() == right.currentIndex()
    assert workspace.tree[find("response")]["acceptance"] != "accepted"


def test_what_is_half_typed_in_the_held_form_is_kept_as_a_draft(window, held, first, qtbot):
    type_into(held.page.panel_of(first).form.bindings["headline"].widget, " Half", qtbot)
    window.page.committer.keep_drafts()
    drafts = window.session.workspace.drafts()
    assert [(draft.node, draft.field) for draft in drafts] == [(first, "headline")]
    assert drafts[0].text.endswith(" Half")


def test_a_restored_draft_that_means_no_value_is_shown_in_the_held_form(window, workspace, find, qtbot):
    action = find("action")
    workspace.keep_draft(action, "due", "soon")
    window.pinning.hold(action)
    restore(workspace.drafts(), window.session, window.page.committer, "Restore")
    assert window.pinning.pane.page.panel_of(action).form.bindings["due"].widget.text() == "soon"


# Commands that act on the field with the focus ---------------------------------------------------


def test_bold_by_key_in_the_held_form(window, workspace, held, first, qtbot):
    text = held.page.panel_of(first).form.bindings["headline"].widget
    text.setFocus()
    assert window.actions_["bold"].isEnabled()
    text.selectAll()
    QTest.keyClick(text, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    window.focus_tree()
    assert workspace.tree[first]["headline"].startswith("**")


def test_a_footnote_made_in_the_held_form_is_written_there(window, workspace, held, first, qtbot):
    text = held.page.panel_of(first).form.bindings["rationale"].widget
    text.setFocus()
    window.actions_["footnote"].trigger()
    note = workspace.tree.children(first, "footnote")[0].id
    assert f"[^{note}]" in workspace.tree[first]["rationale"]
    assert held.page.panel_of(note) is not None
    assert held.page.focused_node() == note


def test_a_reference_is_put_into_the_held_form(window, workspace, held, first, find, qtbot):
    text = held.page.panel_of(first).form.bindings["rationale"].widget
    text.setFocus()
    window.formatting.reference()
    from workbench.markup import Reference

    window.formatting.on_reference_picked(Reference(find("recommendation", 2)))
    window.focus_tree()
    assert f"[[{find('recommendation', 2)}]]" in workspace.tree[first]["rationale"]


def test_undo_takes_back_typing_in_the_held_form_first(window, workspace, held, first, qtbot):
    text = held.page.panel_of(first).form.bindings["headline"].widget
    before, steps = text.markup(), len(workspace.history())
    type_into(text, " Oops", qtbot)
    window.editing.undo()
    assert text.markup() == before
    assert len(workspace.history()) == steps


def test_find_starts_with_what_is_selected_in_the_held_form(window, held, first, qtbot):
    text = held.page.panel_of(first).form.bindings["headline"].widget
    text.setFocus()
    text.find("light")
    window.replacing.open()
    assert window.replacing.dialog.line.text() == "light"
    window.replacing.dialog.reject()


def test_a_link_in_the_held_form_goes_on_in_the_main_form(window, held, first):
    held.page.node_asked.emit(window.session.workspace.tree.root_id)
    assert window.page.node == window.session.workspace.tree.root_id
    assert window.pinning.held == first


def test_what_is_added_from_the_held_form_is_shown_in_the_main_form(window, workspace, held, find):
    held.page.add_asked.emit(find("response"), "action")
    added = window.tree.selected
    assert workspace.tree[added].kind == "action"
    assert window.page.node == added


# What happens round it ---------------------------------------------------------------------------


def test_a_removed_node_is_let_go_of(window, workspace, held, first, qtbot):
    window.editing.remove(first)
    assert window.pinning.held == 0
    assert not held.isVisible()
    assert "held beside" in window.statusBar().currentMessage()
    window.editing.undo()
    assert first in workspace.tree
    assert not window.actions_["hold"].isChecked()


def test_removing_takes_along_what_is_typed_in_the_held_form(window, workspace, held, first, qtbot):
    type_into(held.page.panel_of(first).form.bindings["headline"].widget, " More", qtbot)
    window.editing.remove(first)
    window.editing.undo()
    assert workspace.tree[first]["headline"].endswith(" More")
    assert not window.page.committer.is_typing


def test_the_held_form_shows_what_another_step_changed(window, workspace, held, first):
    with workspace.edit("Elsewhere", origin="test") as editor:
        editor.set(first, "headline", "Anew.")
    assert held.page.panel_of(first).form.bindings["headline"].widget.markup() == "Anew."


def test_the_pane_closes_with_the_workspace(window, held, rich_path):
    window.session.close()
    assert window.pinning.held == 0
    assert not held.isVisible()
    window.open_path(rich_path)
    assert window.pinning.held == 0


def test_reading_only_holds_as_well(window, rich_path, first, qtbot):
    window.session.close()
    with Workspace.open(rich_path):
        window.open_path(rich_path)
        assert not window.session.writable
        window.tree.select(first)
        window.actions_["hold"].trigger()
        held = window.pinning.pane
        assert held.page.panel_of(first).form.bindings["headline"].widget.isReadOnly()
        assert window.tree.select(window.session.workspace.tree.root_id)
        assert window.pinning.held == first
        window.session.close()


def test_the_grid_stands_left_of_a_held_form(window, held, first, qtbot):
    window.actions_["grid"].trigger()
    QApplication.processEvents()
    grid = window.gridding.panel
    assert grid.isVisible()
    assert held.isVisible()
    assert grid.mapTo(window, grid.rect().topRight()).x() <= held.mapTo(window, held.rect().topLeft()).x()
    text = held.page.panel_of(first).form.bindings["headline"].widget
    type_into(text, " Grid.", qtbot)
    window.actions_["grid"].trigger()
    assert window.session.workspace.tree[first]["headline"].endswith(" Grid.")


def test_labels_stand_above_their_fields_where_the_form_is_narrow(window, first, qtbot):
    window.tree.select(first)
    window.panels.close("preview")
    window.resize(1700, 900)
    QApplication.processEvents()
    form = window.page.panel_of(first).form
    label, text = form._labels["headline"], form.bindings["headline"].widget  # noqa: SLF001
    assert label.geometry().right() < text.x()
    window.resize(900, 900)
    window.pinning.hold(first)
    qtbot.waitUntil(lambda: label.geometry().bottom() <= text.y())
    assert form.minimumSizeHint().width() <= window.page.viewport().width()
    window.pinning.let_go()
    window.resize(1700, 900)
    qtbot.waitUntil(lambda: label.geometry().right() < text.x())


def test_ratings_held_beside_on_a_small_screen_have_room_for_their_criterion(window, find, first, qtbot):
    window.resize(1366, 768)
    figure = find("figure")
    window.tree.select(figure)
    window.actions_["hold"].trigger()
    window.tree.select(first)
    qtbot.waitUntil(lambda: window.pinning.pane is not None and window.panels.is_open("preview"))
    (panel, *_) = [panel for panel in window.pinning.pane.page.panels if panel.form.kind == "rating"]
    line = panel.form.bindings["criterion"].widget
    qtbot.waitUntil(lambda: line.width() >= line.fontMetrics().horizontalAdvance("Effectiveness") + 8)


def test_what_came_and_went_beside_leaves_every_width_as_it_was(window, first, qtbot):
    qtbot.waitUntil(lambda: window.panels.is_open("preview"))
    window.resize(1400, 900)
    columns = window.panels.columns
    columns.give(360, 440)
    QApplication.processEvents()  # until the splitter has laid out what it was given
    before = columns.sizes()
    window.tree.select(first)
    for name in ("preview", "hold", "focus", "focus", "hold", "preview"):
        window.actions_[name].trigger()
        QApplication.processEvents()
    assert columns.sizes() == before


def test_a_panel_that_comes_while_something_is_held_leaves_the_forms_their_room(window, first, qtbot):
    qtbot.waitUntil(lambda: window.panels.is_open("preview"))
    window.resize(1400, 900)
    window.panels.close("preview")
    window.pinning.hold(first)
    window.panels.open("preview")
    QApplication.processEvents()
    tree, forms, side = window.panels.columns.sizes()
    unit = window.fontMetrics().averageCharWidth()
    assert forms >= unit * 99
    assert side >= unit * 45


def test_a_width_that_is_narrowed_for_a_while_is_not_kept(window, first, qtbot):
    qtbot.waitUntil(lambda: window.panels.is_open("preview"))
    window.panels.columns.give(360, 440)
    window.pinning.hold(first)
    assert window.panels.columns.sizes()[2] < 440
    window.close()
    assert window.settings.text_of("widths") == "360 440"
    assert '"columns":"360 440"' in window.settings.text_of("places")


def test_side_panels_are_not_dragged_narrower_than_can_be_read(window, qtbot):
    qtbot.waitUntil(lambda: window.panels.is_open("preview"))
    columns, unit = window.panels.columns, window.fontMetrics().averageCharWidth()
    columns.moveSplitter(columns.width() - unit * 20, 2)
    QApplication.processEvents()
    assert columns.sizes()[2] >= unit * 45
    columns.moveSplitter(330, 1)
    assert columns.text.split()[0] == str(columns.sizes()[0])
