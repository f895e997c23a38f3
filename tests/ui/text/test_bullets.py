"""Bullets stand off from the words, on their line, in the colour of text."""

import pytest
from PySide6.QtGui import QColor

from ui.text.editor import MarkupEdit


@pytest.fixture
def editor(qtbot):
    edit = MarkupEdit()
    qtbot.addWidget(edit)
    edit.resize(400, 200)
    edit.show()
    return edit


def inked(editor, block):
    """Return the columns with ink in a line of the text, and what is between them."""
    rect = editor.cursorRect(editor.textCursor())
    picture = editor.viewport().grab().toImage()
    top = round(editor.document().documentLayout().blockBoundingRect(block).top())
    rows = range(top, top + rect.height())
    return [
        x
        for x in range(1, picture.width() - 1)
        if any(QColor(picture.pixel(x, y)).lightness() < 128 for y in rows)
    ]


def test_a_bullet_stands_off_from_the_words(editor):
    editor.load("- fit on one sheet")
    columns = inked(editor, editor.document().begin())
    gaps = [other - one for one, other in zip(columns, columns[1:], strict=False)]
    first = next(place for place, gap in enumerate(gaps) if gap > 2)
    assert gaps[first] >= editor.fontMetrics().averageCharWidth() * 0.8
    assert columns[first] - columns[0] < editor.fontMetrics().averageCharWidth()


def test_what_is_no_item_has_no_bullet(editor):
    editor.load("one\n\n- two\n\nthree")
    blocks = editor.document()
    starts = [inked(editor, blocks.findBlockByNumber(number))[0] for number in range(3)]
    assert starts[0] == pytest.approx(starts[2], abs=2)
    assert starts[1] > starts[0] + 4


def test_bullets_scroll_with_the_text(editor):
    editor.load("one\n\n" * 30 + "- two")
    editor.setMinimumHeight(0)
    editor.setMaximumHeight(60)
    editor.verticalScrollBar().setValue(editor.verticalScrollBar().maximum())
    picture = editor.viewport().grab().toImage()
    left = round(editor.document().documentMargin() + editor.document().indentWidth()) - 2
    inside = [(x, y) for x in range(left) for y in range(picture.height() // 2, picture.height())]
    assert any(QColor(picture.pixel(*place)).lightness() < 128 for place in inside)


def test_the_bullet_of_a_text_from_right_to_left_stands_at_its_right(editor):
    editor.load("- שלום עולם")
    columns = inked(editor, editor.document().begin())
    gaps = [other - one for one, other in zip(columns, columns[1:], strict=False)]
    assert columns[-1] > editor.viewport().width() - editor.document().indentWidth() - 8
    last = max(place for place, gap in enumerate(gaps) if gap > 2)
    assert gaps[last] >= editor.fontMetrics().averageCharWidth() * 0.8
    assert columns[-1] - columns[last + 1] < editor.fontMetrics().averageCharWidth()
