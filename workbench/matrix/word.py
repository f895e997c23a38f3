"""Tables in a Word file as sheets of a book: merged cells, nested tables, numbered lists, footnotes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.matrix.listing import Lists
from workbench.matrix.names import fold, is_value, named, word_set
from workbench.matrix.package import W, WordParts
from workbench.spreadsheets.book import Book, Sheet
from workbench.spreadsheets.refusing import DAMAGED, Refused

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.etree import _Element

    from workbench.spreadsheets.book import CellValue, Position

_SKIPPED = frozenset({f"{W}del", f"{W}moveFrom", f"{W}instrText", f"{W}pPr", f"{W}rPr"})
_WRAPPERS = frozenset({f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins", f"{W}moveTo"})
_TALLEST_HEAD = 3
_MOST_COLUMNS = 1000
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SIGNS = {f"{W}tab": " ", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}softHyphen": ""}


def read_word(content: bytes) -> tuple[Book, list[str]]:
    """Return the tables of a .docx file, each as a sheet, and the paragraphs around them.

    A table that goes on in the next one is one sheet. Raises Refused where the content is no Word file.
    """
    try:
        return _Reader(WordParts(content)).book()
    except Refused:
        raise
    except Exception as error:  # a stranger's file breaks a reader in ways that nobody has listed
        raise Refused(DAMAGED) from error


class _Reader:
    """Reads one file."""

    def __init__(self, parts: WordParts) -> None:
        self._parts = parts
        self._lists = Lists(parts.beside("numbering.xml"), parts.beside("styles.xml"))
        self._hung = {
            f"{W}footnoteReference": _texts(parts.beside("footnotes.xml")),
            f"{W}endnoteReference": _texts(parts.beside("endnotes.xml")),
            f"{W}commentReference": _texts(parts.beside("comments.xml")),
        }
        self._tables: list[_Drawn] = []
        self._outside: list[str] = []

    def book(self) -> tuple[Book, list[str]]:
        body = self._parts.document.find(f"{W}body")
        is_apart = False
        for element in _blocks(body) if body is not None else ():
            if element.tag == f"{W}p":
                text = self.paragraph(element)
                if text:
                    self._outside.append(text)
                    is_apart = is_apart or fold(text.strip("()")) not in word_set("continued")
            else:
                self._add(_Drawn(self, element), is_apart=is_apart)
                is_apart = False
        sheets = [table.sheet(f"Table {number}") for number, table in enumerate(self._tables, 1)]
        saved_by, saved_at = self._parts.saved()
        return Book(sheets, saved_by=saved_by, saved_at=saved_at), self._outside

    def _add(self, table: _Drawn, *, is_apart: bool) -> None:
        """Add a table, to the one before where it goes on there."""
        before = self._tables[-1] if self._tables else None
        if before is not None and table.goes_on(before, is_apart=is_apart):
            before.append(table)
        else:
            self._tables.append(table)

    def paragraph(self, element: _Element) -> str:
        """Return the text of a paragraph as shown, with the number or bullet of its list."""
        text = "".join(self._pieces(element)).strip()
        return f"{self._lists.sign(element)}{text}".strip()

    def cell(self, element: _Element) -> tuple[str, str]:
        """Return the text of a cell, a paragraph a line, and what hangs on it: footnotes, comments."""
        lines, hung = [], []
        for block in _blocks(element):
            if block.tag == f"{W}p":
                lines.append(self.paragraph(block))
            else:
                lines += _Drawn(self, block).lines()
        for tag, texts in self._hung.items():
            hung += [texts.get(found.get(f"{W}id", ""), "") for found in element.iter(tag)]
        return "\n".join(line for line in lines if line), "\n".join(filter(None, hung))

    def _pieces(self, element: _Element) -> Iterator[str]:
        for child in element:
            if child.tag in _SKIPPED or child.tag == _FALLBACK:
                continue
            if child.tag == f"{W}t":
                yield child.text or ""
            elif child.tag in _SIGNS:
                yield _SIGNS[child.tag]
            else:
                yield from self._pieces(child)


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell as drawn; ``goes_on`` says that it is covered by the one above."""

    width: int
    goes_on: bool
    text: str
    hung: str


class _Drawn:
    """One table while it is read: the cells of each row by their column on its grid."""

    def __init__(self, reader: _Reader, element: _Element) -> None:
        self.rows = [self._row(reader, row) for row in _rows(element)]

    def lines(self) -> list[str]:
        """Return the text of every row that holds any, its cells with a bar between them."""
        texts = [" | ".join(cell.text for cell in row.values() if cell.text) for row in self.rows]
        return [text for text in texts if text]

    def goes_on(self, before: _Drawn, *, is_apart: bool) -> bool:
        """Whether this is more of the table before: the same header, or as wide with no text between."""
        if not self.rows or self._width() != before._width():
            return False
        if self._folded(0) in [before._folded(row) for row in range(min(_TALLEST_HEAD, len(before.rows)))]:
            return True
        names = [cell.text for cell in self.rows[0].values() if not is_value(cell.text)]
        return not is_apart and not any(named(name).strength > 1 for name in names)

    def append(self, more: _Drawn) -> None:
        """Take the rows of another table behind our own."""
        self.rows += more.rows

    def sheet(self, title: str) -> Sheet:
        merged = list(self._merged())
        covered = {
            (row, column)
            for (top, left), (bottom, right) in merged
            for row in range(top, bottom + 1)
            for column in range(left, right + 1)
        } - {first for first, _ in merged}
        notes = {
            (number, column): cell.hung
            for number, row in enumerate(self.rows)
            for column, cell in row.items()
            if cell.hung
        }
        return Sheet(title, rows=list(map(_values, self.rows)), notes=notes, covered=covered, merged=merged)

    def _merged(self) -> Iterator[tuple[Position, Position]]:
        for top, row in enumerate(self.rows):
            for left, cell in row.items():
                bottom = top
                while not cell.goes_on and self._goes_on_below(bottom, left):
                    bottom += 1
                if not cell.goes_on and (bottom > top or cell.width > 1):
                    yield (top, left), (bottom, left + cell.width - 1)

    def _goes_on_below(self, row: int, column: int) -> bool:
        below = self.rows[row + 1].get(column) if row + 1 < len(self.rows) else None
        return below is not None and below.goes_on

    def _width(self) -> int:
        return max((column + row[column].width for row in self.rows for column in row), default=0)

    def _folded(self, row: int) -> list[str]:
        return [fold(cell.text) for cell in self.rows[row].values()]

    def _row(self, reader: _Reader, row: _Element) -> dict[int, _Cell]:
        column = _count(row, "trPr", "gridBefore", usual=0)
        cells = {}
        for element in _children(row, "tc"):
            width = _count(element, "tcPr", "gridSpan", usual=1)
            merge = element.find(f"{W}tcPr/{W}vMerge")
            goes_on = merge is not None and merge.get(f"{W}val", "continue") == "continue"
            cells[column] = _Cell(width, goes_on, *(("", "") if goes_on else reader.cell(element)))
            column += width
        return cells


def _values(row: Mapping[int, _Cell]) -> tuple[CellValue, ...]:
    last = max((column for column, cell in row.items() if cell.text), default=-1)
    return tuple(row[column].text or None if column in row else None for column in range(last + 1))


def _blocks(element: _Element) -> Iterator[_Element]:
    """Yield the paragraphs and tables of a body or cell in order, those in content controls included."""
    for child in element:
        if child.tag in (f"{W}p", f"{W}tbl"):
            yield child
        elif child.tag in _WRAPPERS:
            yield from _blocks(child)


def _rows(table: _Element) -> Iterator[_Element]:
    """Yield the rows of a table but those that somebody deleted while changes were tracked."""
    for row in _children(table, "tr"):
        if row.find(f"{W}trPr/{W}del") is None:
            yield row


def _children(element: _Element, name: str) -> Iterator[_Element]:
    for child in element:
        if child.tag == f"{W}{name}":
            yield child
        elif child.tag in _WRAPPERS:
            yield from _children(child, name)


def _count(element: _Element, holder: str, name: str, *, usual: int) -> int:
    found = element.find(f"{W}{holder}/{W}{name}")
    value = found.get(f"{W}val", "") if found is not None else ""
    return min(int(value), _MOST_COLUMNS) if value.isdigit() else usual


def _texts(part: _Element | None) -> dict[str, str]:
    """Return the text of every footnote or comment of a part by its id."""
    if part is None:
        return {}
    return {
        note.get(f"{W}id", ""): " ".join("".join(text.text or "" for text in note.iter(f"{W}t")).split())
        for note in part
    }
