"""Markup into a text field and back: nothing is lost, nothing is added."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QTextCursor

from ui.text.editor import MarkupEdit
from workbench.markup import Anchor, Reference, parse, render

PIECES = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=8),
    st.sampled_from(
        [
            "*",
            "**",
            "***",
            "\\",
            "[",
            "]",
            "[^12]",
            "[[3]]",
            "[[3|paragraph]]",
            "[[symbol]]",
            "[a *b*](http://x)",
            "- ",
            "(a) ",
            "(iv) ",
            "\n",
            "\n\n",
            " ",
            "\t",
            "é",
            "😀",
            "\u2028",
            "\ufffc",
            "\xa0",
            "* x*",
            "- * x*",
            "\\- ",
        ]
    ),
)
MARKUP = st.lists(PIECES, max_size=14).map("".join)


@pytest.fixture
def editor(qtbot):
    editor = MarkupEdit(_printed)
    qtbot.addWidget(editor)
    editor.show()
    editor.setFocus()
    return editor


def _printed(span):
    return "7" if isinstance(span, Reference) else "1"


@pytest.fixture(scope="module")
def lasting_editor(qapp):
    editor = MarkupEdit(_printed)
    yield editor
    editor.deleteLater()


@settings(max_examples=400, deadline=None)
@given(MARKUP)
def test_what_is_put_in_is_read_back_the_same(lasting_editor, markup):
    lasting_editor.load(markup)
    assert lasting_editor.markup() == render(parse(markup))
    assert not lasting_editor.is_dirty


@settings(max_examples=150, deadline=None)
@given(MARKUP)
def test_copied_and_pasted_text_is_the_same(lasting_editor, markup):
    lasting_editor.load(markup)
    lasting_editor.selectAll()
    copied = lasting_editor.createMimeDataFromSelection()
    target = MarkupEdit(_printed)
    target.insertFromMimeData(copied)
    assert target.markup() == render(parse(markup))
    target.deleteLater()


def test_loading_a_value_is_no_edit(editor, qtbot):
    with qtbot.assertNotEmitted(editor.edited):
        editor.load("Some *text* with [[12]] and a list:\n\n- one\n- two")


def test_typing_is_an_edit(editor, qtbot):
    editor.load("old")
    with qtbot.waitSignal(editor.edited):
        qtbot.keyClicks(editor, "new ")
    assert editor.markup() == "new old"
    assert editor.is_dirty


def test_italics_and_bold_by_command(editor, qtbot):
    editor.load("plain")
    editor.selectAll()
    editor.toggle_italic()
    assert editor.markup() == "*plain*"
    editor.toggle_bold()
    assert editor.markup() == "***plain***"
    editor.toggle_italic()
    assert editor.markup() == "**plain**"


def test_typed_stars_are_stars(editor, qtbot):
    qtbot.keyClicks(editor, "2 * 3 * 4 [x]")
    assert editor.markup() == r"2 \* 3 \* 4 \[x\]"
    assert parse(editor.markup())[0].spans[0].text == "2 * 3 * 4 [x]"


def test_return_starts_a_block(editor, qtbot):
    qtbot.keyClicks(editor, "one")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.keyClicks(editor, "two")
    assert editor.markup() == "one\n\ntwo"


def test_a_typed_dash_and_blank_start_a_list(editor, qtbot):
    qtbot.keyClicks(editor, "- one")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.keyClicks(editor, "two")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.keyClicks(editor, "after")
    assert editor.markup() == "- one\n- two\n\nafter"


def test_backspace_at_its_start_ends_a_list_item(editor, qtbot):
    editor.load("- one")
    editor.moveCursor(QTextCursor.MoveOperation.Start)
    qtbot.keyClick(editor, Qt.Key.Key_Backspace)
    assert editor.markup() == "one"


def test_bullets_by_command_and_back(editor):
    editor.load("one\n\ntwo")
    editor.selectAll()
    editor.toggle_bullets()
    assert editor.markup() == "- one\n- two"
    editor.selectAll()
    editor.toggle_bullets()
    assert editor.markup() == "one\n\ntwo"


def test_lettered_items_go_on_with_the_next_letter(editor, qtbot):
    qtbot.keyClicks(editor, "(a) one")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.keyClicks(editor, "two")
    assert editor.markup() == "(a) one\n(b) two"


def test_a_paragraph_that_only_looks_like_an_item_stays_one(editor):
    editor.load("\\(a) is a letter")
    assert editor.markup() == "\\(a) is a letter"


def test_a_token_shows_its_number_and_is_removed_as_one(editor, qtbot):
    editor.load("see [[12]]")
    assert editor.plain_text() == "see 7"
    editor.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClick(editor, Qt.Key.Key_Backspace)
    assert editor.markup() == "see"


def test_typing_after_a_token_is_plain_text(editor, qtbot):
    editor.load("see [[12]]")
    editor.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClicks(editor, " and on")
    assert editor.markup() == "see [[12]] and on"


def test_typing_after_a_link_is_no_link(editor, qtbot):
    editor.load("[site](https://example.org)")
    editor.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClicks(editor, " more")
    assert editor.markup() == "[site](https://example.org) more"


def test_typing_inside_a_link_stays_in_it(editor, qtbot):
    editor.load("[site](https://example.org)")
    editor.moveCursor(QTextCursor.MoveOperation.Start)
    editor.moveCursor(QTextCursor.MoveOperation.NextCharacter)
    qtbot.keyClicks(editor, "x")
    assert editor.markup() == "[sxite](https://example.org)"


def test_tokens_and_links_are_inserted_at_the_cursor(editor, qtbot):
    editor.load("a b")
    editor.moveCursor(QTextCursor.MoveOperation.NextCharacter)
    editor.insert_token(Anchor(12))
    editor.insert_token(Reference(3, "paragraph"))
    editor.insert_link("site", "https://example.org/(x)")
    qtbot.keyClicks(editor, "!")
    assert editor.markup() == r"a[^12][[3|paragraph]][site](https://example.org/\(x\))! b"


def test_a_line_has_no_blocks_and_return_moves_on(qtbot):
    line = MarkupEdit(one_line=True)
    qtbot.addWidget(line)
    line.show()
    qtbot.keyClicks(line, "one")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    qtbot.keyClicks(line, " two")
    assert line.markup() == "one two"


def _mime(text=None, html=None):
    data = QMimeData()
    if html is not None:
        data.setHtml(html)
    if text is not None:
        data.setText(text)
    return data


@pytest.mark.parametrize(
    ("html", "markup"),
    [
        ("<p style='font-family:Papyrus;font-size:40pt'>big <b>bold</b> <i>it</i></p>", "big **bold** *it*"),
        ("<ul><li>one</li><li>two</li></ul>", "- one\n- two"),
        ("<p>a <a href='https://x.org'>link</a></p>", "a [link](https://x.org)"),
        ("<p>·&nbsp;&nbsp; Word item</p><p>next</p>", "- Word item\n\nnext"),
        ("<p>before<img src='x.png'>after</p>", "beforeafter"),
        ("<table><tr><td>cell</td></tr></table>", "cell"),
    ],
)
def test_pasted_html_keeps_what_a_field_can_hold(editor, html, markup):
    editor.insertFromMimeData(_mime("plain", html))
    assert editor.markup() == markup


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        ("a line\nbroken by the reader\n\nnext", "a line broken by the reader\n\nnext"),
        ("• one\n• two", "- one\n- two"),
        ("2 * 3 [x] \\", r"2 \* 3 \[x\] \\"),
    ],
)
def test_pasted_plain_text_is_text(editor, text, markup):
    editor.insertFromMimeData(_mime(text))
    assert editor.markup() == markup


def test_pasting_into_a_sentence_joins_it(editor):
    editor.load("start end")
    cursor = editor.textCursor()
    cursor.setPosition(6)
    editor.setTextCursor(cursor)
    editor.insertFromMimeData(_mime("middle "))
    assert editor.markup() == "start middle end"


def test_files_dragged_over_a_text_are_left_to_the_window(editor):
    data = QMimeData()
    data.setUrls(["file:///tmp/x.txt"])
    assert not editor.canInsertFromMimeData(data)


def test_the_height_follows_the_text(editor):
    editor.load("one")
    low = editor.height()
    editor.load("\n\n".join("abcdefgh"))
    assert editor.height() > low
