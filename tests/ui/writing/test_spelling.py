"""Unknown words are marked in every text that is seen, and nothing of the texts changes by that."""

import itertools
import threading
from types import SimpleNamespace

import pytest
from PySide6.QtGui import QColor, QContextMenuEvent, QPalette, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QApplication

from ui.merging.shades import contrast
from ui.writing import marking as marks
from ui.writing import spellers

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


def go_to_first(window, text, qtbot):
    text.moveCursor(QTextCursor.MoveOperation.Start)
    window.actions_["misspelling"].trigger()
    qtbot.waitUntil(lambda: text.textCursor().selectedText() == "programe", timeout=20_000)


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


def test_the_marks_stay_when_the_focus_goes(window, text, qtbot):
    wait_for(qtbot, text, "programe", "acheived")
    window.focus_tree()
    qtbot.wait(500)
    assert marked(text) == ["programe", "acheived"]


def test_the_word_typed_last_is_marked_when_its_text_is_left(window, text, qtbot):
    text.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClicks(text, " Nothng")
    window.focus_tree()
    wait_for(qtbot, text, "programe", "acheived", "Nothng")


def test_every_text_of_a_page_is_marked_without_going_into_it(window, workspace, find, qtbot):
    node = find("recommendation")
    response = workspace.tree.children(node, "response")[0].id
    with workspace.edit("Texts") as editor:
        editor.set(node, "rationale", "It was acheived.")
        editor.set(node, "notes", "It was recieved.")
        editor.set(response, "text", "It was seperate.")
    window.tree.select(node)
    for id, name, word in (
        (node, "rationale", "acheived"),
        (node, "notes", "recieved"),
        (response, "text", "seperate"),
    ):
        wait_for(qtbot, window.page.panel_of(id).form.bindings[name].text_editor, word)


def test_what_is_held_beside_is_marked_too(window, workspace, find, qtbot):
    with workspace.edit("Text") as editor:
        editor.set(find("key_finding"), "text", "It was acheived.")
    window.tree.select(find("recommendation"))
    window.pinning.hold(find("key_finding"))
    panel = window.page.beside.panel_of(find("key_finding"))
    wait_for(qtbot, panel.form.bindings["text"].text_editor, "acheived")


def test_a_word_before_a_footnote_mark_is_marked(text, find, qtbot):
    text.load(f"It was teh[^{find('footnote')}] programme.")
    wait_for(qtbot, text, "teh")


@pytest.mark.parametrize(("ground", "letters"), [("#ffffff", "#000000"), ("#1e1e1e", "#f0f0f0")])
def test_the_mark_is_a_red_wave_that_is_seen_on_light_and_dark(text, ground, letters, qtbot):
    palette = QPalette(text.palette())
    palette.setColor(QPalette.ColorRole.Base, QColor(ground))
    palette.setColor(QPalette.ColorRole.Text, QColor(letters))
    text.setPalette(palette)
    wait_for(qtbot, text, "programe", "acheived")
    first = text.extraSelections()[0]  # its format lives as long as this does
    colour = first.format.underlineColor()
    assert first.format.underlineStyle() == QTextCharFormat.UnderlineStyle.WaveUnderline
    assert contrast(colour, QColor(ground)) >= 3
    assert colour.red() > 1.5 * max(colour.green(), colour.blue())


def test_a_long_page_is_marked_in_portions(window, workspace, find, qtbot, monkeypatch):
    section = workspace.tree.parent(find("paragraph")).id
    with workspace.edit("Texts") as editor:
        node = editor.insert(section, "paragraph", {"text": "Begun."})
        notes = [
            editor.insert(node, "footnote", {"text": " ".join(["It was acheived here."] * 40)})
            for _ in range(30)
        ]
    marking = window.writing.spelling._marking
    window.tree.select(node)
    editors = [window.page.panel_of(note).form.bindings["text"].text_editor for note in notes]
    wait_for(qtbot, editors[0], *["acheived"] * 40)
    wait_for(qtbot, editors[-1], *["acheived"] * 40)
    clock = itertools.count(step=marks.PORTION_S / 5)  # goes on by as much whenever it is read
    monkeypatch.setattr(marks, "time", SimpleNamespace(perf_counter=clock.__next__))
    marking.stop()
    marking.start()
    marking.on_rest()
    assert 0 < sum(bool(marked(editor)) for editor in editors) < 30


def test_a_word_is_replaced_by_key_in_its_style_as_one_step(window, text, qtbot):
    go_to_first(window, text, qtbot)
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


def test_the_menu_waits_for_no_list(window, text, qtbot, monkeypatch):
    is_read = threading.Event()

    def read_slowly(*_):
        assert is_read.is_set() or threading.current_thread() is not threading.main_thread()
        is_read.wait(5)

    monkeypatch.setattr(spellers, "_reading", {})
    monkeypatch.setattr(spellers, "Speller", read_slowly)
    window.writing.spelling.forget()
    menu = menu_of(text, KEYBOARD, text.cursorRect().center(), qtbot)
    assert "Add to dictionary" not in [action.text() for action in menu.actions()]
    menu.close()
    window.actions_["misspelling"].trigger()
    assert window.statusBar().currentMessage() == "Looking for an unknown word…"
    is_read.set()


def test_a_word_can_be_added_and_is_known_from_then_on(window, text, workspace, qtbot):
    wait_for(qtbot, text, "programe", "acheived")
    go_to_first(window, text, qtbot)
    with qtbot.waitSignal(window.writing.done) as said:
        choose(menu_of(text, KEYBOARD, text.cursorRect().center(), qtbot), "Add to dictionary")
    assert said.args == ["“programe” is known from now on; it is kept with this workspace."]
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
    go_to_first(window, text, qtbot)
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
