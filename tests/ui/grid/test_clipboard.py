"""Cells on the clipboard: as Excel and Calc write them, and back without a loss."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.grid.clipboard import Cell, from_mime, from_text, to_html, to_mime, to_text

TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=12)
TABLES = st.integers(1, 3).flatmap(lambda n: st.lists(st.lists(TEXT, min_size=n, max_size=n), min_size=1))


def is_ambiguous(text):
    """Whether a cell looks like one in quotes, which no program could tell apart."""
    return text.startswith('"')


@given(TABLES)
def test_what_is_copied_comes_back(table):
    if not any(is_ambiguous(text) for row in table for text in row):
        assert from_text(to_text(table)) == table


@given(TABLES)
def test_our_own_cells_come_back_whatever_is_in_them(table):
    cells = [[Cell(text, "text", text) for text in row] for row in table]
    assert from_mime(to_mime(cells)) == cells


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("a\tb\r\nc\td\r\n", [["a", "b"], ["c", "d"]]),
        ("one", [["one"]]),
        ('"two\nlines"\tx', [["two\nlines", "x"]]),
        ('"say ""no""\nand go"\n', [['say "no"\nand go']]),
        ('"quoted" words\tx', [['"quoted" words', "x"]]),
        ('"quoted"\tx', [['"quoted"', "x"]]),
        ("a\t\n\tb\n", [["a", ""], ["", "b"]]),
        ("", [[""]]),
    ],
)
def test_cells_as_excel_writes_them(text, rows):
    assert from_text(text) == rows


def test_cells_are_text_in_a_table_too():
    page = to_html([["=1+1 <b>", "a\nb"]])
    assert "=1+1 &lt;b&gt;" in page
    assert 'a<br style="mso-data-placement:same-cell">b' in page
    assert "mso-number-format:'\\@'" in page


def test_lists_stay_lists():
    cells = [[Cell("A, B", "units", ("A", "B"))]]
    assert from_mime(to_mime(cells)) == cells
