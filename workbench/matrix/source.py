"""A matrix file opened: its tables, and everything that stands on none of them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workbench.errors import UserError
from workbench.files import check_is_file
from workbench.matrix.cards import find_cards
from workbench.matrix.tables import Table, find_tables
from workbench.spreadsheets import read_book
from workbench.spreadsheets.loading import MAX_FILE

if TYPE_CHECKING:
    from pathlib import Path

    from workbench.spreadsheets.book import Book, Sheet

ENDINGS = (".xlsx", ".xlsm", ".ods", ".csv", ".tsv", ".docx", ".docm")
"""What a matrix file can be called."""

WORD = frozenset({".docx", ".docm"})
"""What a Word file can be called."""

_TITLEWORDS = 3


class IsTrackingSheet(UserError):
    """The file is a tracking sheet that came back."""


class HasNoTable(UserError):
    """The file can be read and holds no table that we know."""


@dataclass(slots=True)
class Matrix:
    """A file of recommendations, as opened; ``title`` is what it calls itself, else the file's name.

    ``bare`` are sheets without a table, ``outside`` the paragraphs of a Word file around its tables.
    """

    name: str
    sha256: str
    book: Book
    title: str
    tables: list[Table] = field(default_factory=list)
    bare: list[Sheet] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)


def open_matrix(path: Path) -> Matrix:
    """Read a workbook (.xlsx, .ods), a .csv, or the tables of a Word file (.docx).

    Changes nothing. Raises IsTrackingSheet where the file is one of ours, HasNoTable where no table in it is
    known, another UserError where it cannot be read.
    """
    content = _content(path)
    book, outside = _read(path, content)
    _refuse_tracking_sheet(book, path.name)
    matrix = Matrix(path.name, hashlib.sha256(content).hexdigest(), book, path.stem, outside=outside)
    for sheet in book.sheets:
        tables = [] if sheet.hidden else find_cards(sheet) or find_tables(sheet)
        matrix.tables += tables
        if not tables and any(map(any, sheet.rows)):
            matrix.bare.append(sheet)
    if not matrix.tables:
        raise HasNoTable(
            "{0} was refused: no row in it names columns of a matrix, such as “Recommendation” and"
            " “Management response”.",
            path.name,
        )
    matrix.title = _title(matrix)
    return matrix


def _refuse_tracking_sheet(book: Book, name: str) -> None:
    """Raise IsTrackingSheet where the properties say so, or the hidden sheet that holds them too."""
    from workbench.tracking.book import FORMAT
    from workbench.tracking.lists import LISTS

    twins = (row for sheet in book.sheets if sheet.title == LISTS for row in sheet.rows)
    if book.properties.get("format") == FORMAT or any(FORMAT in row for row in twins):
        raise IsTrackingSheet("{0} is a tracking sheet of this program, not a matrix; merge it.", name)


def sheet_of(matrix: Matrix, table: Table) -> Sheet:
    """Return the sheet that a table stands on."""
    return next(sheet for sheet in matrix.book.sheets if sheet.title == table.sheet)


def _content(path: Path) -> bytes:
    check_is_file(path)
    try:
        if path.stat().st_size > MAX_FILE:
            raise UserError("{0} is larger than {1} MB and was not opened.", path.name, MAX_FILE // 2**20)
        return path.read_bytes()
    except FileNotFoundError:
        raise UserError("There is no file {0}.", path) from None
    except OSError as error:
        raise UserError("{0} could not be read: {1}.", path.name, error.strerror) from error


def _read(path: Path, content: bytes) -> tuple[Book, list[str]]:
    """Return the book in a file, and the paragraphs around the tables of a Word file."""
    if path.suffix.lower() in WORD:
        from workbench.matrix.word import read_word
        from workbench.spreadsheets.refusing import Refused

        try:
            return read_word(content)
        except Refused as refused:
            raise UserError("{0} {1}.", path.name, refused.sentence) from refused
    return read_book(path, formats=("xlsx", "ods", "csv")), []


def _title(matrix: Matrix) -> str:
    """Return the first line above everything that can be a title, else the name of the file."""
    lines = [*matrix.outside[:1], *(line.text for line in matrix.tables[0].above)]
    titles = (" ".join(line.split()) for line in lines if len(line.split()) >= _TITLEWORDS)
    return next(titles, matrix.title)
