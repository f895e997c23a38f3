"""The cells of a returned sheet as text, and the words that problems show of them."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.sentences import Sentence, strung

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from workbench.spreadsheets.book import CellValue, Position, Sheet

MOST_CELLS = 60
"""Cells that one problem shows of a sheet or column that is not ours."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as it came back; ``value`` is None where a formula or an error stands.

    ``format`` is how a number or date is shown ("0%"), "" where it is the plain way; ``link`` where it leads.
    """

    value: CellValue = None
    formula: str | None = None
    computed: CellValue = None
    error: str | None = None
    is_covered: bool = False
    format: str = ""
    link: str = ""
    is_struck: bool = False

    @property
    def text(self) -> str:
        """Everything the cell holds, as text."""
        return self.formula or self.error or text_of(self.value)


def cell_at(sheet: Sheet, row: int, column: int) -> Cell:
    """Return a cell; an empty one outside what is filled."""
    at = (row, column)
    value = sheet.value(row, column)
    if value is not None:
        format, link = sheet.formats.get(at, ""), sheet.links.get(at, "")
        return Cell(value, format=format, link=link, is_struck=at in sheet.struck)
    return Cell(
        None, sheet.formulas.get(at), sheet.computed.get(at), sheet.errors.get(at), at in sheet.covered
    )


def text_of(value: CellValue) -> str:
    """Return a value as text: dates as ISO, whole numbers without a fraction, nothing as ""."""
    match value:
        case None:
            return ""
        case str():
            return value
        case bool():
            return "TRUE" if value else "FALSE"
        case float() if value.is_integer():
            return str(int(value))
        case datetime.datetime() if value.time() == datetime.time():
            return value.date().isoformat()
        case datetime.datetime():
            return value.isoformat(" ")
        case datetime.date() | datetime.time():
            return value.isoformat()
    return str(value)


def whole_number(value: CellValue) -> int | None:
    """Return a whole number, also one that came back as 12.0 or "12"; None for anything else."""
    text = text_of(value).strip().removesuffix(".0")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 15 else None


def words_of(text: str) -> str:
    """Return a text with each run of white space as one space: other programs rewrite it."""
    return " ".join(text.split())


def same_letters(text: str) -> str:
    """Return what is left of a name when case, spaces and kinds of dash do not count."""
    return "".join(text.replace("–", "-").replace("‑", "-").casefold().split())


def texts_in(sheet: Sheet) -> Iterator[tuple[Position, str]]:
    """Yield place and text of every cell that holds something, row by row."""
    found = {
        (row, column): text_of(value)
        for row, values in enumerate(sheet.rows)
        for column, value in enumerate(values)
        if value is not None
    }
    for at, text in sorted((found | sheet.formulas | sheet.errors).items()):
        if text.strip():
            yield at, text


def name_of(at: Position) -> str:
    """Return what people call a cell: "C4"."""
    return f"{letters_of(at[1])}{at[0] + 1}"


def letters_of(column: int) -> str:
    """Return the letters over a column."""
    letters, column = "", column + 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def listed(cells: Iterable[tuple[str, str]], most: int | None = None) -> Sentence:
    """Return named texts for a message: "C4: “Draft”; C5: “Final”", and how many more than ``most``."""
    shown = list(cells)
    more = len(shown) - most if most else 0
    texts = [
        Sentence("{0}: “{1}”", name, text if isinstance(text, Sentence) else text.strip())
        for name, text in shown[:most]
    ]
    text = strung(texts, "; ")
    return Sentence("{0}; and {1} cells more", text, more) if more > 0 else text


def row_named(row: int) -> Sentence:
    """Return what people call a row, counted from 0."""
    return Sentence("row {0}", row + 1)
