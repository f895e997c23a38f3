"""Small conversions that hold for every input."""

import datetime
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import from_excel

from workbench.spreadsheets.values import cell_name, clean_text, moment, position, unescaped, utc


@given(st.integers(0, 1_048_575), st.integers(0, 16_383))
def test_cells_are_named_as_in_excel(row, column):
    assert cell_name(row, column) == f"{get_column_letter(column + 1)}{row + 1}"
    assert position(cell_name(row, column)) == (row, column)


@given(st.floats(61, 2_958_465))
def test_moments_are_those_of_openpyxl(serial):
    expected = from_excel(serial)
    found = moment(serial, from_1904=False)
    assert found == (expected.date() if expected.time() == datetime.time.min else expected)


def escaped(text):
    """Write text as Excel does: what looks like an escape is escaped."""
    return "".join(
        "_x005F_" if letter == "_" and text[place + 1 : place + 2] == "x" else letter
        for place, letter in enumerate(text)
    )


@given(st.text(alphabet="_x0" + string.hexdigits + "\n"))
def test_escaped_text_comes_back(text):
    assert unescaped(escaped(text)) == text


@given(st.text(alphabet="_x05FDd8C1"))
def test_unescaped_text_can_be_written(text):
    unescaped(text).encode("utf-8")


@given(st.text(alphabet="a\r\n"))
def test_no_carriage_return_is_left(text):
    assert "\r" not in (clean_text(text) or "")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2026-01-31T10:30:00Z", "2026-01-31T10:30:00Z"),
        ("2026-01-31T10:30:00.999+02:00", "2026-01-31T08:30:00Z"),
        ("", ""),
        ("0001-01-01T00:00:00+14:00", ""),
        ("31/01/2026", ""),
    ],
)
def test_times_are_said_in_utc(text, said):
    assert utc(text) == said


def test_a_time_without_a_zone_is_this_machines():
    local = datetime.datetime(2026, 1, 31, 10, 30).astimezone(datetime.UTC)
    assert utc("2026-01-31T10:30:00") == local.strftime("%Y-%m-%dT%H:%M:%SZ")
