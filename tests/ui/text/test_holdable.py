"""Signs that no paper can hold do not come in, whichever way a text is pasted."""

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from ui.forms.bindings import LineEdit
from ui.grid.clipboard import Cell, from_mime
from ui.text.editor import MarkupEdit
from ui.text.holdable import held_line, holdable
from ui.text.paste import from_plain
from workbench.markup import render


def on_clipboard(text: str, html: str = "") -> None:
    data = QMimeData()
    data.setText(text)
    if html:
        data.setHtml(html)
    QGuiApplication.clipboard().setMimeData(data)


@pytest.fixture
def line(qtbot):
    line = LineEdit()
    qtbot.addWidget(line)
    return line


@pytest.fixture
def editor(qtbot):
    editor = MarkupEdit()
    qtbot.addWidget(editor)
    return editor


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x1f", "\ufffe", "\uffff", "\ud800"])
def test_signs_that_nobody_sees_are_left_out(sign):
    assert holdable(f"on{sign}e") == "one"


@pytest.mark.parametrize("sign", ["\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_a_break_is_a_new_line(sign):
    assert holdable(f"one{sign}two") == "one\ntwo"


def test_the_hyphen_of_word_stays_one():
    assert holdable("inter\x1eagency") == "inter\u2011agency"


def test_a_line_is_one_line():
    assert held_line("one\r\ntwo\x0bthree\rfour\n") == "one two three four "


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        ("first para\r\nsecond para\r\n", "first para\n\nsecond para"),
        ("first\x0bsecond", "first\n\nsecond"),
        ("a\x00b\ufffe c", "ab c"),
        ("one\n\n\ntwo", "one\n\ntwo"),
        ("Lead:\n• one\n• two\nEnd", "Lead:\n\n- one\n- two\n\nEnd"),
        ("(a) one\n(b) two", "(a) one\n(b) two"),
    ],
)
def test_each_line_of_plain_text_is_a_paragraph(text, markup):
    assert render(from_plain(text)) == markup


@pytest.mark.parametrize("html", ["", "<p>on&#31;e<br>t&#2;wo&#11;</p>"])
@pytest.mark.parametrize("key", ["paste", "paste_plain"])
def test_a_text_takes_what_it_can_hold(editor, html, key):
    on_clipboard("on\x1fe\x0bt\x02wo", html)
    getattr(editor, key)()
    assert editor.markup() == "one\n\ntwo"


@pytest.mark.parametrize(
    ("html", "markup"), [("", "a line broken by the reader\n\nnext"), ("<p>x</p>", "one\n\ntwo\n\nnext")]
)
def test_lines_that_a_reader_broke_are_joined_where_blank_lines_part_paragraphs(editor, html, markup):
    on_clipboard("one\ntwo\n\nnext" if html else "a line\nbroken by the reader\n\nnext", html)
    editor.paste_plain()
    assert editor.markup() == markup


def test_plain_lines_are_one_in_a_field_of_one_line(qtbot):
    editor = MarkupEdit(one_line=True)
    qtbot.addWidget(editor)
    on_clipboard("first\r\nsecond\x0bthird")
    editor.paste_plain()
    assert editor.markup() == "first second third"


def test_a_line_takes_what_it_can_hold(line):
    line.setText("ab")
    line.setCursorPosition(1)
    on_clipboard("x\x07y\x00\x0bz\r\nw\ufffe")
    line.paste()
    QTest.keyClicks(line, "!")
    assert (line.text(), line.isModified()) == ("axy z w!b", True)


def test_cells_hold_what_a_paper_can(qtbot):
    data = QMimeData()
    data.setText("x\x00\tone\x0btwo\n")
    assert from_mime(data) == [[Cell("x"), Cell("one\ntwo")]]
