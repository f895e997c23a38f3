"""Focus mode: one text alone in the window, and everything back as it was."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QFrame, QToolBar

from tests.ui.test_accessibility import nameless
from ui.focusing import KEYS
from workbench.workspace import Workspace

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def node(find):
    return find("recommendation")


@pytest.fixture
def text(window, node, qtbot):
    """The rationale of a recommendation, with the cursor in its middle."""
    qtbot.waitUntil(lambda: window.panels.is_open("preview"))
    window.tree.select(node)
    window.page.focus_node(node, "rationale")
    editor = window.page.panel_of(node).form.bindings["rationale"].widget
    cursor = editor.textCursor()
    cursor.setPosition(8)
    editor.setTextCursor(cursor)
    QApplication.processEvents()
    return editor


@pytest.fixture
def alone(window, text, qtbot):
    """The same, in focus mode."""
    qtbot.keyClick(window, Qt.Key.Key_F11)
    QApplication.processEvents()
    return text


def looks(window):
    """Return everything of the window that focus mode must give back."""
    splitters = window.panels.side.parentWidget(), window.panels.below.parentWidget()
    return (
        [part.isVisible() for part in (window.tree, window.page, window.panels.side, window.panels.below)],
        [bar.isVisible() for bar in window.findChildren(QToolBar)],
        [splitter.sizes() for splitter in splitters],
        [bytes(splitter.saveState().data()) for splitter in splitters],
        window.page.verticalScrollBar().value(),
    )


def test_the_text_with_the_focus_is_alone(window, alone):
    assert alone.isVisible()
    assert alone.hasFocus()
    assert not any(part.isVisible() for part in (window.tree, window.page, window.panels.side))
    assert not any(bar.isVisible() for bar in window.findChildren(QToolBar))
    assert window.menuBar().isVisible()
    assert window.statusBar().isVisible()
    assert window.actions_["focus"].isChecked()


def test_it_is_larger_in_the_middle_and_of_a_width_to_read(window, text, qtbot):
    before = text.fontMetrics().height()
    window.resize(1600, 900)
    window.actions_["focus"].trigger()
    QApplication.processEvents()
    assert text.fontMetrics().height() > before * 1.1
    left = text.mapTo(window, text.rect().topLeft()).x()
    right = window.width() - text.mapTo(window, text.rect().topRight()).x()
    assert abs(left - right) < 20
    assert text.width() <= text.fontMetrics().averageCharWidth() * 81
    assert text.document().defaultFont().pointSizeF() == text.font().pointSizeF()


def test_it_says_whose_text_it_is(window, alone):
    words = [label.text() for label in (window.focusing._view._name, window.focusing._view._label)]  # noqa: SLF001
    assert words == ["Recommendation 1", "Rationale"]


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_F11])
def test_leaving_gives_back_what_was_there(window, node, text, key, qtbot):
    window.panels.open("checks")
    text.setFocus()
    QApplication.processEvents()
    before, steps = looks(window), len(window.session.workspace.history())
    place, frame, font = text.textCursor().position(), text.frameShape(), text.font()
    qtbot.keyClick(text, Qt.Key.Key_F11)
    QApplication.processEvents()
    assert looks(window) != before
    qtbot.keyClick(text, key)
    QApplication.processEvents()
    assert looks(window) == before
    assert text.hasFocus()
    assert (text.textCursor().position(), text.frameShape(), text.font()) == (place, frame, font)
    assert window.page.isAncestorOf(text)
    assert not window.actions_["focus"].isChecked()
    assert not window.page.committer.is_typing
    assert len(window.session.workspace.history()) == steps


def test_the_focus_goes_back_to_what_had_it(window, node, text):
    window.focus_tree()
    window.focusing.toggle()
    assert text is not window.focusWidget() or text.isVisible()
    window.focusing.toggle()
    assert window.tree.view.hasFocus()


def test_the_fields_stand_in_their_order_again(window, node, text, qtbot):
    form = window.page.panel_of(node).form
    before = [
        form.layout().getItemPosition(form.layout().indexOf(b.container)) for b in form.bindings.values()
    ]
    window.focusing.toggle()
    for _ in range(3):
        window.focusing.show_next()
    window.focusing.toggle()
    after = [
        form.layout().getItemPosition(form.layout().indexOf(b.container)) for b in form.bindings.values()
    ]
    assert after == before


def test_what_is_typed_is_taken_and_stays_the_same_text(window, workspace, node, alone, qtbot):
    alone.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClicks(alone, " More.")
    assert "Typing" in window.status.saved.text()
    qtbot.keyClick(alone, Qt.Key.Key_Escape)
    assert alone.markup().endswith("More.")
    window.focus_tree()
    assert "More." in workspace.tree[node]["rationale"]


def test_typing_is_kept_as_a_draft_in_focus_mode_too(window, workspace, node, alone, qtbot):
    qtbot.keyClicks(alone, "x")
    window.page.committer.keep_drafts()
    assert [(draft.node, draft.field) for draft in workspace.drafts()] == [(node, "rationale")]


def test_closing_the_window_takes_what_is_typed(window, rich_path, node, alone, qtbot):
    alone.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClicks(alone, " Last.")
    window.panels.columns.give(260, 380)
    assert window.close()
    assert window.settings.text_of("widths") == "260 380"
    assert "preview" in (window.settings.text_of("panels") or "")
    with Workspace.open(rich_path) as workspace:
        assert "Last." in workspace.tree[node]["rationale"]


def test_keys_go_to_the_next_text_and_back(window, node, alone, qtbot):
    form = window.page.panel_of(node).form
    qtbot.keyClicks(alone, "New ")
    qtbot.keyClick(alone, Qt.Key.Key_PageUp, CTRL)
    headline = form.bindings["headline"].widget
    assert headline.hasFocus()
    assert headline.isVisible()
    assert not alone.isVisible()
    assert "New " in window.session.workspace.tree[node]["rationale"]
    qtbot.keyClick(headline, Qt.Key.Key_PageUp, CTRL)
    assert headline.hasFocus()
    assert "first text" in window.statusBar().currentMessage()
    qtbot.keyClick(headline, Qt.Key.Key_PageDown, CTRL)
    assert alone.hasFocus()
    qtbot.keyClick(alone, Qt.Key.Key_Escape)
    assert alone.hasFocus()


def test_the_keys_reach_the_texts_of_the_whole_page_and_stop_at_the_last(window, find, alone, qtbot):
    for _ in range(10):
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_PageDown, CTRL)
    assert window.focusWidget() is window.page.panel_of(find("response")).form.bindings["text"].widget
    assert "last text" in window.statusBar().currentMessage()
    window.focusing.leave()
    assert window.page.panel_of(find("response")).form.isAncestorOf(window.focusWidget())


def test_without_a_focused_text_the_first_long_one_is_shown(window, node, text):
    window.focus_tree()
    window.focusing.toggle()
    assert window.focusWidget().isVisible()
    assert not window.focusWidget().one_line


def test_a_page_without_text_says_so(window, find):
    window.tree.select(find("unit"))
    window.actions_["focus"].trigger()
    assert not window.focusing.is_on
    assert not window.actions_["focus"].isChecked()
    assert "no text" in window.statusBar().currentMessage()
    assert window.page.isVisible()


def test_it_is_off_without_a_workspace(empty_window):
    assert not empty_window.actions_["focus"].isEnabled()
    empty_window.focusing.toggle()
    assert not empty_window.focusing.is_on


def test_formatting_undo_and_references_work_there(window, workspace, node, find, alone, qtbot):
    alone.selectAll()
    qtbot.keyClick(alone, Qt.Key.Key_B, CTRL)
    assert alone.markup() != workspace.tree[node]["rationale"]
    window.editing.undo()
    assert alone.markup() == workspace.tree[node]["rationale"]
    window.formatting.reference()
    from workbench.markup import Reference

    window.formatting.on_reference_picked(Reference(find("recommendation", 2)))
    assert f"[[{find('recommendation', 2)}]]" in alone.markup()
    assert window.focusing.is_on


def test_undo_of_a_step_elsewhere_leaves_and_shows_it(window, workspace, find, alone):
    paper = find("paper")
    with workspace.edit("Title", origin="test") as editor:
        editor.set(paper, "title", "Another title")
    assert window.focusing.is_on
    window.editing.undo()
    assert not window.focusing.is_on
    assert window.page.node == paper
    assert window.page.isVisible()


def test_removing_the_node_leaves(window, workspace, node, alone):
    with workspace.edit("Away", origin="test") as editor:
        editor.remove(node)
    assert not window.focusing.is_on
    assert window.tree.isVisible()


def test_closing_the_workspace_leaves(window, rich_path, alone):
    window.session.close()
    assert not window.focusing.is_on
    assert window.welcome.isVisible()
    window.open_path(rich_path)
    assert window.tree.isVisible()
    assert all(bar.isVisible() for bar in window.findChildren(QToolBar))


@pytest.mark.parametrize("name", ["tree", "form", "filter", "history", "checks", "grid", "hold"])
def test_asking_for_something_else_leaves_and_shows_it(window, alone, name, qtbot):
    window.actions_[name].trigger()
    assert not window.focusing.is_on
    qtbot.waitUntil(lambda: window.focusWidget() is not None and window.focusWidget().isVisible())


def test_the_preview_asked_for_is_shown(window, alone):
    assert not window.actions_["preview"].isChecked()
    window.actions_["preview"].trigger()
    assert not window.focusing.is_on
    assert window.panels.is_open("preview")
    assert window.actions_["preview"].isChecked()


def test_from_the_grid_and_back(window, node, text):
    window.gridding.show_grid()
    window.focusing.toggle()
    assert window.focusing.is_on
    window.focusing.toggle()
    assert window.gridding.is_shown
    assert window.gridding.panel.isVisible()


def test_a_text_of_the_held_form(window, workspace, node, find, text, qtbot):
    second = find("recommendation", 1)
    window.pinning.hold(second)
    held = window.pinning.pane.page
    held.focus_node(second, "headline")
    editor = window.focusWidget()
    window.focusing.toggle()
    assert window.focusWidget() is editor
    assert not window.pinning.pane.isVisible()
    assert window.formatting.focused[2] is editor
    editor.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClicks(editor, " Held.")
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert held.isAncestorOf(editor)
    assert window.pinning.pane.isVisible()
    window.focus_tree()
    assert workspace.tree[second]["headline"].endswith("Held.")


def test_the_line_being_typed_stays_away_from_the_edges(window, alone, qtbot):
    alone.moveCursor(QTextCursor.MoveOperation.End)
    for _ in range(60):
        alone.insertPlainText("\nA line of a long text.")
    view = window.focusing._view.viewport()  # noqa: SLF001

    def line():
        return alone.viewport().mapTo(view, alone.cursorRect().center()).y() / view.height()

    qtbot.waitUntil(lambda: 0.2 < line() < 0.8)
    assert alone.frameShape() == QFrame.Shape.NoFrame


def test_reading_only(window, rich_path, node, qtbot):
    window.session.close()
    with Workspace.open(rich_path):
        window.open_path(rich_path)
        window.tree.select(node)
        window.focusing.toggle()
        assert window.focusWidget().isReadOnly()
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
        assert not window.focusing.is_on
        window.session.close()


def test_every_control_has_a_name(window, alone):
    assert nameless(window) == []


def test_its_keys_are_no_commands_of_the_window(window):
    taken = {key.toString() for one in window.actions_.by_name.values() for key in one.shortcuts()}
    assert taken.isdisjoint(key for key, _ in KEYS)
