"""What a passage looks like once it is laid out: whole words in tables, numbers beside their text."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QTextDocument, QTextTable

from ui.preview.rendering import render
from ui.preview.rewriting import rewrite
from workbench.passages import Bar, Cell, Chart, Line, Passage, Piece, Table

TABLE = Table(
    1,
    ("Responsible unit", "Priority", "Time implication", "Resource implication"),
    (
        Cell("Vessel Safety Branch (SAFETY)", "responsible_units_text"),
        Cell("High", "priority"),
        Cell("Short-term", "time_implication"),
        Cell("Within existing resources", "resource_implication"),
    ),
)
LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 2
ARABIC = "توصية: ينبغي للمكتب أن يعزز الحوار الاجتماعي (2024)"


def numbered(text, label="12."):
    return Line("numbered", 1, "text", (Piece(text),), label)


@pytest.fixture
def laid_out(qapp):
    """A function that lays blocks out in some width, with letters of some size, and returns the document."""

    def lay_out(*blocks, width=300, points=10.0):
        document, font = QTextDocument(), qapp.font()
        font.setPointSizeF(points)
        document.setTextWidth(width)
        document.places = render(Passage(1, "en", blocks, ()), document, font, qapp.palette(), width)
        document.documentLayout().documentSize()
        return document

    return lay_out


def blocks_of(document):
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def broken_words(document):
    """Return the words of which a line ends within."""
    found = []
    for block in blocks_of(document):
        layout, text = block.layout(), block.text()
        for number in range(layout.lineCount() - 1):
            end = layout.lineAt(number).textStart() + layout.lineAt(number).textLength()
            if text[end - 1] not in " -\u2013/":
                found.append(text)
    return found


@pytest.mark.parametrize("points", [9.0, 13.0])
def test_no_word_in_a_table_is_broken(laid_out, points):
    for width in range(int(points * 32), 900, 31):
        document = laid_out(TABLE, width=width, points=points)
        assert broken_words(document) == []
        assert document.documentLayout().documentSize().width() <= width + 1  # the last line of the table


def test_a_word_as_wide_as_the_page_leaves_the_other_columns_whole(laid_out):
    table = Table(1, TABLE.header, (Cell(LONG, "responsible_units_text"), *TABLE.cells[1:]))
    assert set(broken_words(laid_out(table, width=420))) == {LONG}


def test_columns_are_as_wide_as_they_always_were_where_there_is_room(laid_out):
    document = laid_out(TABLE, width=1200)
    (table,) = (frame for frame in document.rootFrame().childFrames() if isinstance(frame, QTextTable))
    shares = [round(length.rawValue()) for length in table.format().columnWidthConstraints()]
    assert shares == [34, 16, 24, 26]


def test_a_long_criterion_takes_width_from_the_bars(laid_out):
    bars = (Bar(2, "Institutionalization", "4.5", 4.5), Bar(3, "Coherence", "NR", None))
    assert broken_words(laid_out(Chart(1, bars, 6.0), width=260)) == []


def test_a_long_word_stands_beside_its_number(laid_out):
    document = laid_out(numbered(LONG), width=250)
    assert document.begin().layout().lineAt(0).textLength() > 12


def test_words_begin_below_one_another_whatever_their_number(laid_out):
    document = laid_out(*(numbered("Words", label) for label in ("1.", "12.", "123.")))
    starts = [
        block.layout().lineAt(0).cursorToX(len(label) + 1)[0]
        for block, label in zip(blocks_of(document), ("1.", "12.", "123."), strict=True)
    ]
    assert max(starts) - min(starts) < 1.5


@pytest.mark.parametrize("label", ["12.", "(a)"])
def test_text_from_right_to_left_has_its_number_on_the_right_and_stays_in_the_page(laid_out, label):
    document = laid_out(numbered(ARABIC, label), width=300)
    block = document.begin()
    line = block.layout().lineAt(0)
    place = document.documentLayout().blockBoundingRect(block)
    assert block.textDirection().name == "RightToLeft"
    number, words = line.cursorToX(1)[0], line.cursorToX(len(label) + 2)[0]
    assert number > words
    assert place.left() + line.x() + line.width() <= 300 - document.documentMargin() + 0.5
    last = block.layout().lineAt(block.layout().lineCount() - 1)
    assert last.naturalTextRect().right() < line.x() + line.width() - 10  # set off from the number


def test_a_line_that_turns_round_is_written_anew(laid_out, qapp):
    document = laid_out(numbered("Words"))
    before, after = (Passage(1, "en", (numbered(text),), ()) for text in ("Words", ARABIC))
    assert not rewrite(before, after, document.places, document, None)
