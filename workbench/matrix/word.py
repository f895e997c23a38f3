"""Tables in a Word file as sheets of a book: merged cells, nested tables, numbered lists, footnotes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.documents.document import Paragraph, Table, paragraphs
from workbench.documents.reading import read_content
from workbench.matrix.names import fold, is_value, named, word_set
from workbench.spreadsheets.book import Book, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from workbench.documents.document import Block, Cell, Document
    from workbench.spreadsheets.book import CellValue, Position

_BULLET = "•"
_TALLEST_HEAD = 3
_PLAIN = str.maketrans({"\t": " ", "\u2011": "-", "\u00ad": None})


def read_word(content: bytes) -> tuple[Book, list[str]]:
    """Return the tables of a .docx file, each as a sheet, and the paragraphs around them.

    A table that goes on in the next one is one sheet. Raises Refused where the content is no Word file.
    """
    document = read_content(content, "")
    tables: list[_Grid] = []
    outside: list[str] = []
    is_apart = False
    for block in document.blocks:
        if isinstance(block, Paragraph):
            text = _line(block)
            if text:
                outside.append(text)
                is_apart = is_apart or fold(text.strip("()")) not in word_set("continued")
        elif isinstance(block, Table):
            _add(_Grid(document, block), tables, is_apart=is_apart)
            is_apart = False
    sheets = [table.sheet(f"Table {number}") for number, table in enumerate(tables, 1)]
    book = Book(sheets, saved_by=document.saved_by, saved_at=document.saved_at, warnings=document.warnings)
    return book, outside


class _Grid:
    """The cells of one table, or of several that are one, by row and column."""

    def __init__(self, document: Document, table: Table) -> None:
        self._document = document
        self._rows = list(table.rows)

    def goes_on(self, before: _Grid, *, is_apart: bool) -> bool:
        """Whether this is more of the table before: the same header, or as wide with no text between."""
        if not self._rows or self._width() != before._width():
            return False
        if self._folded(0) in [before._folded(row) for row in range(min(_TALLEST_HEAD, len(before._rows)))]:
            return True
        texts = map(_text, self._rows[0].values())
        names = [text for text in texts if not is_value(text)]
        return not is_apart and not any(named(name).strength > 1 for name in names)

    def append(self, more: _Grid) -> None:
        """Take the rows of another table behind our own."""
        self._rows += more._rows

    def sheet(self, title: str) -> Sheet:
        """Return the table as a sheet; footnotes and comments are notes on its cells."""
        merged = list(self._merged())
        covered = {
            (row, column)
            for (top, left), (bottom, right) in merged
            for row in range(top, bottom + 1)
            for column in range(left, right + 1)
        } - {first for first, _ in merged}
        hung = {
            (number, column): "\n".join(_hung(self._document, cell))
            for number, row in enumerate(self._rows)
            for column, cell in row.items()
        }
        notes = {place: text for place, text in hung.items() if text}
        return Sheet(title, rows=list(map(_values, self._rows)), notes=notes, covered=covered, merged=merged)

    def _merged(self) -> Iterator[tuple[Position, Position]]:
        for top, row in enumerate(self._rows):
            for left, cell in row.items():
                if cell.rows > 1 or cell.columns > 1:
                    yield (top, left), (top + cell.rows - 1, left + cell.columns - 1)

    def _width(self) -> int:
        return max((column + row[column].columns for row in self._rows for column in row), default=0)

    def _folded(self, row: int) -> list[str]:
        return [fold(_text(cell)) for cell in self._rows[row].values()]


def _add(table: _Grid, tables: list[_Grid], *, is_apart: bool) -> None:
    """Add a table, to the one before where it goes on there."""
    if tables and table.goes_on(tables[-1], is_apart=is_apart):
        tables[-1].append(table)
    else:
        tables.append(table)


def _values(row: dict[int, Cell]) -> tuple[CellValue, ...]:
    texts = {column: text for column, cell in row.items() if (text := _text(cell))}
    return tuple(texts.get(column) for column in range(max(texts, default=-1) + 1))


def _text(cell: Cell) -> str:
    """Return the text of a cell, a paragraph a line; a row of a table in it is one, with bars between."""
    return "\n".join(line for line in _lines(cell.blocks) if line)


def _lines(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield _line(block)
        elif isinstance(block, Table):
            for row in block.rows:
                yield " | ".join(filter(None, map(_text, row.values())))


def _line(paragraph: Paragraph) -> str:
    """Return the text of a paragraph as shown, with the number or bullet of its list."""
    label = paragraph.label if paragraph.is_counted or not paragraph.label else _BULLET
    return f"{label} {paragraph.text.translate(_PLAIN).strip()}".strip()


def _hung(document: Document, cell: Cell) -> Iterator[str]:
    """Yield the footnotes and comments that hang on a cell."""
    for paragraph in paragraphs(cell.blocks):
        for key in (span.note for span in paragraph.spans if span.note):
            lines = (line for note in document.notes[key] for line in note.text.split())
            yield " ".join(lines)
        for position in paragraph.comments:
            yield " ".join(document.comments[position].text.split())
