"""Word counts in the status bar, and limits."""

import pytest
from PySide6.QtGui import QTextCursor

from ui.writing.counting import WordCount
from ui.writing.limits import LimitsDialog
from workbench.word_counts import kept_limits

KEY = ("key_finding", "text")


@pytest.fixture
def text(window, find, field_of):
    editor = field_of(find("key_finding"), "text")
    editor.setFocus()
    editor.selectAll()
    editor.insertPlainText("One two three")
    return editor


@pytest.fixture
def label(window, text, qtbot):
    qtbot.waitUntil(lambda: window.findChild(WordCount) is not None)
    return window.findChild(WordCount).label


def says(label, words):
    def check():
        assert label.text() == words

    return check


def test_the_words_of_the_text_with_the_focus_are_counted_while_it_is_typed(label, text, qtbot):
    qtbot.waitUntil(says(label, "3 words"))
    qtbot.keyClicks(text, " four")
    assert label.text() == "3 words"  # not at every letter
    qtbot.waitUntil(says(label, "4 words"))
    assert label.isVisible()


def test_another_text_is_counted_and_none_where_none_has_the_focus(window, label, find, field_of, qtbot):
    other = field_of(find("recommendation"), "headline")
    other.setFocus()
    qtbot.waitUntil(says(label, f"{len(other.toPlainText().split())} words"))
    window.focus_tree()
    qtbot.waitUntil(lambda: not label.isVisible())


def test_selected_words_are_counted(label, text, qtbot):
    text.moveCursor(QTextCursor.MoveOperation.Start)
    text.moveCursor(QTextCursor.MoveOperation.EndOfWord, QTextCursor.MoveMode.KeepAnchor)
    qtbot.waitUntil(says(label, "1 of 3 words selected"))


def test_too_many_words_are_said_below_and_beside_the_field_at_rest(window, label, text, find, qtbot):
    window.writing.on_limits({KEY: 4})
    qtbot.waitUntil(says(label, "3 words of 4"))
    qtbot.keyClicks(text, " four five")
    qtbot.waitUntil(says(label, "5 words of 4, 1 too many"))
    form = window.page.panel_of(find("key_finding")).form
    assert form.error_of("text") == "⚠ The text has 5 words; the limit is 4."
    assert "the limit is 4" in text.accessibleDescription()


def test_what_was_taken_is_said_once_and_in_the_list(window, label, text, find, workspace, qtbot):
    window.writing.on_limits({KEY: 2})
    window.session.settle()
    node = find("key_finding")
    qtbot.waitUntil(lambda: "3 words of 2" in label.text())
    form = window.page.panel_of(node).form
    assert form.error_of("text").count("the limit is 2") == 1
    window.focus_tree()
    qtbot.waitUntil(lambda: not label.isVisible())
    assert form.error_of("text").count("the limit is 2") == 1
    assert workspace.tree[node]["text"] == "One two three"  # nothing is refused


def test_every_text_is_checked_against_a_new_limit(window, find, workspace, qtbot):
    window.writing.on_limits({KEY: 1})
    long = {
        node.id for node in workspace.tree.of_kind("key_finding") if len((node["text"] or "").split()) > 1
    }

    def found():
        return {f.node for f in window.panels.watch.findings if f.rule == "too-long"}

    qtbot.waitUntil(lambda: found() == long)
    assert long


def test_limits_are_set_in_a_dialog(window, workspace, qtbot):
    window.writing.on_limits({KEY: 120})
    window.actions_["limits"].trigger()
    dialog = window.findChild(LimitsDialog)
    assert dialog.boxes[KEY].value() == 120
    assert dialog.boxes["response", "text"].text() == "No limit"
    assert dialog.boxes["response", "text"].accessibleName() == "Office response: Response"
    dialog.boxes["response", "text"].setValue(250)
    dialog.boxes[KEY].setValue(0)
    dialog.accept()
    assert kept_limits(workspace) == {("response", "text"): 250}


def test_a_limit_of_one_is_one_word(window, qtbot):
    window.actions_["limits"].trigger()
    box = window.findChild(LimitsDialog).boxes[KEY]
    box.setValue(1)
    assert box.text() == "1 word"
    box.selectAll()
    qtbot.keyClicks(box, "120")
    assert (box.value(), box.text()) == (120, "120 words")


def test_cancel_keeps_the_limits(window, workspace):
    window.writing.on_limits({KEY: 120})
    window.actions_["limits"].trigger()
    dialog = window.findChild(LimitsDialog)
    dialog.boxes[KEY].setValue(5)
    dialog.reject()
    assert kept_limits(workspace) == {KEY: 120}


def test_closing_the_workspace_while_a_text_has_the_focus(window, label, qtbot):
    window.actions_["close"].trigger()
    qtbot.waitUntil(lambda: not window.session.is_open)
    assert not label.isVisible()


def test_the_text_of_focus_mode_is_counted_as_well(window, label, text, qtbot):
    window.actions_["focus"].trigger()
    qtbot.waitUntil(lambda: window.focusWidget() is text)
    qtbot.keyClicks(text, " four")
    qtbot.waitUntil(says(label, "4 words"))
    assert label.isVisible()
