"""Unknown words are marked in the text with the focus, and nothing of the text changes by that."""

import pytest
from PySide6.QtGui import QContextMenuEvent, QTextCursor
from PySide6.QtWidgets import QApplication

KEYBOARD = QContextMenuEvent.Reason.Keyboard


@pytest.fixture
def text(window, find, field_of):
    editor = field_of(find("key_finding"), "text")
    editor.setFocus()
    editor.load("The **programe** was acheived here.")
    return editor


def marked(editor):
    return [selection.cursor.selectedText() for selection in editor.extraSelections()]


def wait_for(qtbot, editor, *words):
    qtbot.waitUntil(lambda: marked(editor) == list(words), timeout=20_000)


def menu_of(editor, reason, place, qtbot):
    event = QContextMenuEvent(reason, place, editor.viewport().mapToGlobal(place))
    target = editor if reason == KEYBOARD else editor.viewport()
    QApplication.sendEvent(target, event)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    return QApplication.activePopupWidget()


def choose(menu, words):
    action = next(action for action in menu.actions() if action.text() == words)
    action.trigger()
    menu.close()


def test_unknown_words_are_marked_without_touching_the_text(window, text, qtbot):
    wait_for(qtbot, text, "programe", "acheived")
    assert not text.is_dirty
    assert not text.document().isUndoAvailable()
    assert text.markup() == "The **programe** was acheived here."


def test_the_word_being_typed_is_left_alone_until_it_is_left(text, qtbot):
    wait_for(qtbot, text, "programe", "acheived")
    text.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClicks(text, " Nothng")
    qtbot.wait(500)
    assert marked(text) == ["programe", "acheived"]
    qtbot.keyClicks(text, " ")
    wait_for(qtbot, text, "programe", "acheived", "Nothng")


def test_the_marks_go_with_the_focus(window, text, find, field_of, qtbot):
    wait_for(qtbot, text, "programe", "acheived")
    field_of(find("recommendation"), "headline").setFocus()
    qtbot.waitUntil(lambda: marked(text) == [])


def test_next_misspelling_selects_one_after_the_other(window, text, qtbot):
    text.moveCursor(QTextCursor.MoveOperation.Start)
    for word in ("programe", "acheived", "programe"):
        window.actions_["misspelling"].trigger()
        assert text.textCursor().selectedText() == word


def test_a_word_is_replaced_by_key_in_its_style_as_one_step(window, text, qtbot):
    text.moveCursor(QTextCursor.MoveOperation.Start)
    window.actions_["misspelling"].trigger()
    choose(menu_of(text, KEYBOARD, text.cursorRect().center(), qtbot), "programme")
    assert text.markup() == "The **programme** was acheived here."
    text.undo()
    assert text.markup() == "The **programe** was acheived here."


def test_the_menu_is_that_of_the_word_under_the_mouse(text, qtbot):
    cursor = QTextCursor(text.document())
    cursor.setPosition(text.toPlainText().index("acheived") + 3)
    place = text.cursorRect(cursor).center()
    menu = menu_of(text, QContextMenuEvent.Reason.Mouse, place, qtbot)
    assert menu.actions()[0].text() == "achieved"
    choose(menu, "achieved")
    assert text.markup() == "The **programe** was achieved here."


def test_a_word_can_be_added_and_is_known_from_then_on(window, text, workspace, qtbot):
    wait_for(qtbot, text, "programe", "acheived")
    text.moveCursor(QTextCursor.MoveOperation.Start)
    window.actions_["misspelling"].trigger()
    choose(menu_of(text, KEYBOARD, text.cursorRect().center(), qtbot), "Add to the words of this workspace")
    wait_for(qtbot, text, "acheived")
    assert workspace.kept("words") == ["programe"]


def test_spelling_can_be_switched_off_and_stays_off(window, text, qtbot):
    wait_for(qtbot, text, "programe", "acheived")
    command = window.actions_["spelling"]
    assert command.isChecked()
    command.trigger()
    assert not command.isChecked()
    assert marked(text) == []
    assert not window.writing.wants_spelling
    command.trigger()
    wait_for(qtbot, text, "programe", "acheived")


def test_next_misspelling_works_while_spelling_is_off(window, text, qtbot):
    window.actions_["spelling"].trigger()
    text.moveCursor(QTextCursor.MoveOperation.Start)
    window.actions_["misspelling"].trigger()
    assert text.textCursor().selectedText() == "programe"
    assert marked(text) == []


def test_the_language_is_that_of_the_paper(window, text, find, workspace, qtbot):
    with workspace.edit("French") as editor:
        editor.set(find("paper"), "language", "fr")
    text.load("Le programme du gouvernment.")
    qtbot.keyClicks(text, " ")
    wait_for(qtbot, text, "gouvernment")


def test_a_text_in_a_language_without_a_list_is_left_alone(window, text, find, workspace, qtbot):
    with workspace.edit("Spanish") as editor:
        editor.set(find("paper"), "language", "es")
    with qtbot.waitSignal(window.writing.done) as said:
        window.actions_["misspelling"].trigger()
    assert said.args == ["Spelling is checked in English and French texts only."]
    assert marked(text) == []


def test_a_text_without_mistakes_is_said_to_be_so(window, text, qtbot):
    text.load("The programme was achieved here.")
    with qtbot.waitSignal(window.writing.done) as said:
        window.actions_["misspelling"].trigger()
    assert said.args == ["Every word of this text is known."]
