"""The content of an OpenDocument spreadsheet: tables, rows and cells."""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING, NamedTuple

from workbench.spreadsheets.filling import Area, Budget, Filling
from workbench.spreadsheets.ods_text import Paragraphs
from workbench.spreadsheets.refusing import DAMAGED, Refused
from workbench.spreadsheets.values import boolean, clean_text, iso_duration, iso_moment, number
from workbench.spreadsheets.xmlstream import parse

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbench.spreadsheets.book import CellValue, Sheet
    from workbench.spreadsheets.ods_styles import Styles

_OFFICE, _TABLE, _TEXT, _DRAW = (
    f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0 " for name in ("office", "table", "text", "drawing")
)
_LINKED = "http://www.w3.org/1999/xlink href"
_CALC = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 "

_SHAPES = (
    "frame custom-shape rect line polyline polygon regular-polygon path circle ellipse g caption connector"
    " measure control page-thumbnail"
)
_DDE_LINKS = f"{_TABLE}dde-links"
_ASIDE = frozenset((f"{_TABLE}tracked-changes", f"{_TEXT}ruby-text", f"{_DRAW}object", _DDE_LINKS))
"""Elements of which nothing stands in a cell or shape."""
_LINKS = (f"{_TABLE}table-source", f"{_TABLE}cell-range-source", _DDE_LINKS)

_REPLACEMENT = re.compile(r"(\./)?ObjectReplacements/")
"""Where pictures are that stand for charts and other objects."""

_FORMULA_PREFIX = re.compile("^[a-z]+:(?==)")
_ERROR = re.compile(r"#[A-Z0-9/?!]+|Err:\d+")


def read_content(part: IO[bytes], styles: Styles) -> Content:
    """Read the content of a spreadsheet; ``styles``, those of styles.xml, get the ones that it brings."""
    reader = _ContentReader(styles)
    shapes = [f"{_DRAW}{name}" for name in _SHAPES.split()]
    starts: dict[str, Callable[[dict[str, str]], None]] = {
        **styles.starts(),
        f"{_TABLE}table": reader.start_table,
        f"{_TABLE}table-column": reader.start_column,
        f"{_TABLE}table-row": reader.start_row,
        f"{_TABLE}table-cell": reader.start_cell,
        f"{_TABLE}covered-table-cell": reader.start_cell,
        f"{_OFFICE}annotation": reader.start_note,
        f"{_TEXT}p": reader.start_paragraph,
        f"{_TEXT}span": reader.start_span,
        f"{_TEXT}a": reader.start_anchor,
        f"{_TEXT}s": reader.start_spaces,
        f"{_TEXT}tab": reader.start_tab,
        f"{_TEXT}line-break": reader.start_line_break,
        f"{_DRAW}image": reader.start_picture,
        **dict.fromkeys(shapes, reader.start_shape),
        **dict.fromkeys(_LINKS, reader.start_link),
    }
    ends: dict[str, Callable[[str], None]] = {
        **styles.ends(),
        f"{_TABLE}table": reader.end_table,
        f"{_TABLE}table-row": reader.end_row,
        f"{_TABLE}table-cell": reader.end_cell,
        f"{_TABLE}covered-table-cell": reader.end_cell,
        f"{_OFFICE}annotation": reader.end_note,
        f"{_TEXT}p": reader.end_paragraph,
        f"{_TEXT}span": reader.end_span,
        f"{_TEXT}a": reader.end_span,
        **dict.fromkeys(shapes, reader.end_shape),
    }
    parse(part, "document-content", starts, ends, skip=_ASIDE, text=reader.characters)
    return reader.content


@dataclass(slots=True)
class Content:
    """The sheets of a spreadsheet, and whether it holds links to other files, and pictures."""

    sheets: list[Sheet] = field(default_factory=list)
    has_links: bool = False
    has_pictures: bool = False


class _Cell(NamedTuple):
    """What a cell holds, and how many rows and columns it spans: merged, or filled by its one formula."""

    value: CellValue
    formula: str | None
    error: str | None
    note: str | None
    merged: tuple[int, int]
    matrix: tuple[int, int]
    link: str = ""
    shown_as: str = ""
    is_struck: bool = False


_EMPTY = _Cell(None, None, None, None, (1, 1), (1, 1))


class _ColumnStyles:
    """The style that the cells of each column have where they name none."""

    def __init__(self) -> None:
        self._beyond: list[int] = []
        self._styles: list[str] = []

    def add(self, count: int, style: str) -> None:
        """Say the style of the next columns."""
        self._beyond.append((self._beyond[-1] if self._beyond else 0) + count)
        self._styles.append(style)

    def at(self, column: int) -> str:
        """Return the style of a column, "" where nothing is said of it."""
        place = bisect.bisect_right(self._beyond, column)
        return self._styles[place] if place < len(self._styles) else ""


class _ContentReader:
    """Handlers for the elements of the content."""

    def __init__(self, styles: Styles) -> None:
        self.content = Content()
        self._styles = styles
        self._budget = Budget()
        self._filling: Filling | None = None
        self._row = self._column = 0
        self._repeated = 1
        self._cells: list[tuple[int, _Cell]] = []
        self._cell: dict[str, str] = {}
        self._columns = _ColumnStyles()
        self._row_style = ""
        self._link: list[str] = []
        self._struck: list[bool | None] = []
        self._is_struck = False
        self._text = Paragraphs()
        self._note = Paragraphs()
        self._paragraphs = self._text
        self._shapes: list[Paragraphs] = []
        """Where characters went before each of the shapes that we are in."""

    def start_link(self, _: dict[str, str]) -> None:
        self.content.has_links = True

    def start_picture(self, attributes: dict[str, str]) -> None:
        if not _REPLACEMENT.match(attributes.get(_LINKED, "")):
            self.content.has_pictures = True

    def start_table(self, attributes: dict[str, str]) -> None:
        if self._filling is not None:
            raise Refused(DAMAGED)  # a table in a cell is something for texts
        style = attributes.get(f"{_TABLE}style-name", "")
        hidden = self._styles.is_hidden(style)
        self._filling = Filling(attributes.get(f"{_TABLE}name", ""), self._budget, hidden=hidden)
        for text in self._styles.margins_of(style):
            self._filling.margin(text)
        self._columns = _ColumnStyles()
        self._row = 0

    def end_table(self, _: str) -> None:
        if self._filling is not None:
            self.content.sheets.append(self._filling.sheet())
        self._filling = None

    def start_column(self, attributes: dict[str, str]) -> None:
        style = attributes.get(f"{_TABLE}default-cell-style-name", "")
        self._columns.add(_count(attributes, "number-columns-repeated"), style)

    def start_row(self, attributes: dict[str, str]) -> None:
        self._row_style = attributes.get(f"{_TABLE}default-cell-style-name", "")
        self._repeated = _count(attributes, "number-rows-repeated")
        self._column = 0
        self._cells.clear()

    def end_row(self, _: str) -> None:
        below = self._row + self._repeated
        for column, cell in self._cells:
            self._sheet.reach(below - 1, column)
            for row in range(self._row, below):
                self._put(row, column, cell)
        self._row = below

    def start_cell(self, attributes: dict[str, str]) -> None:
        self._cell = attributes
        self._text.clear()
        self._note.clear()
        self._link = []
        self._is_struck = False

    def end_cell(self, _: str) -> None:
        beyond = self._column + _count(self._cell, "number-columns-repeated")
        cell = _read_cell(self._cell, self._text.text(), clean_text(self._note.text()))
        if cell != _EMPTY:
            cell = self._dressed(cell)
        if cell != _EMPTY:
            self._sheet.reach(self._row, beyond - 1)
            self._cells.extend((column, cell) for column in range(self._column, beyond))
        self._column = beyond

    def start_note(self, _: dict[str, str]) -> None:
        self._paragraphs = self._note

    def end_note(self, _: str) -> None:
        self._paragraphs = self._text

    def start_shape(self, _: dict[str, str]) -> None:
        self._shapes.append(self._paragraphs)
        self._paragraphs = Paragraphs()

    def end_shape(self, _: str) -> None:
        text = clean_text(self._paragraphs.text().strip())
        self._paragraphs = self._shapes.pop()
        if text:
            self._sheet.box(text)

    def start_paragraph(self, attributes: dict[str, str]) -> None:
        self._paragraphs.begin()
        self._begin_style("paragraph", attributes)

    def end_paragraph(self, _: str) -> None:
        self._paragraphs.end()
        self._struck.pop()

    def start_span(self, attributes: dict[str, str]) -> None:
        self._begin_style("text", attributes)

    def end_span(self, _: str) -> None:
        self._struck.pop()

    def start_anchor(self, attributes: dict[str, str]) -> None:
        self._begin_style("text", attributes)
        target = attributes.get(_LINKED, "")
        if self._paragraphs is self._text and target and not target.startswith("#"):
            self._link.append(target)

    def characters(self, text: str) -> None:
        self._styles.characters(text)
        self._paragraphs.add(text)
        if self._struck and self._struck[-1] and self._paragraphs is self._text and text.strip():
            self._is_struck = True

    def start_spaces(self, attributes: dict[str, str]) -> None:
        count = max(0, int(attributes.get(f"{_TEXT}c", "1")))
        self._budget.spend(count)
        self._paragraphs.spaces(count)

    def start_tab(self, _: dict[str, str]) -> None:
        self._paragraphs.tab()

    def start_line_break(self, _: dict[str, str]) -> None:
        self._paragraphs.line_break()

    @property
    def _sheet(self) -> Filling:
        if self._filling is None:
            raise Refused(DAMAGED)  # a row or cell outside any table
        return self._filling

    def _begin_style(self, family: str, attributes: dict[str, str]) -> None:
        """Remember whether what comes is struck out; what says nothing of it is as what it stands in."""
        says = self._styles.is_struck(family, attributes.get(f"{_TEXT}style-name", ""))
        self._struck.append(self._struck[-1] if says is None and self._struck else says)

    def _dressed(self, cell: _Cell) -> _Cell:
        """Return a cell with what its style and the marks in its text make of it."""
        style = self._cell.get(f"{_TABLE}style-name") or self._row_style or self._columns.at(self._column)
        is_filled = cell.value is not None or cell.formula is not None
        shown_as = self._styles.shown_as(style)
        if not shown_as and self._cell.get(f"{_OFFICE}value-type") == "percentage":
            shown_as = "0%"
        return cell._replace(
            link=" ".join(dict.fromkeys(self._link)),
            shown_as="" if isinstance(cell.value, bool) else shown_as,
            is_struck=is_filled and (self._is_struck or bool(self._styles.is_struck("table-cell", style))),
        )

    def _put(self, row: int, column: int, cell: _Cell) -> None:
        self._sheet.put(
            row,
            column,
            cell.value,
            formula=cell.formula,
            error=cell.error,
            shown_as=cell.shown_as,
            is_struck=cell.is_struck,
        )
        if cell.link:
            self._sheet.link(Area(row, column, row, column), cell.link)
        if cell.note is not None:
            self._sheet.note(row, column, cell.note)
        if cell.merged != (1, 1):
            self._sheet.merge(_area(row, column, cell.merged))
        if cell.matrix != (1, 1) and cell.formula is not None:
            self._sheet.spread(_area(row, column, cell.matrix), cell.formula)


def _count(attributes: dict[str, str], name: str) -> int:
    count = int(attributes.get(_TABLE + name, "1"))
    if count < 1:
        raise ValueError(count)
    return count


def _area(row: int, column: int, size: tuple[int, int]) -> Area:
    return Area(row, column, row + size[0] - 1, column + size[1] - 1)


def _read_cell(attributes: dict[str, str], text: str, note: str | None) -> _Cell:
    formula = attributes.get(f"{_TABLE}formula")
    if formula is not None:
        formula = _FORMULA_PREFIX.sub("", formula)
    failed = attributes.get(f"{_CALC}value-type") == "error" or (formula and _ERROR.fullmatch(text))
    return _Cell(
        None if failed else _value(attributes, text),
        formula,
        text if failed else None,
        note,
        (_count(attributes, "number-rows-spanned"), _count(attributes, "number-columns-spanned")),
        (
            _count(attributes, "number-matrix-rows-spanned"),
            _count(attributes, "number-matrix-columns-spanned"),
        ),
    )


def _value(attributes: dict[str, str], text: str) -> CellValue:
    match attributes.get(f"{_OFFICE}value-type"):
        case "float" | "percentage" | "currency":
            return number(attributes[f"{_OFFICE}value"])
        case "date":
            return iso_moment(attributes[f"{_OFFICE}date-value"])
        case "time":
            return iso_duration(attributes[f"{_OFFICE}time-value"])
        case "boolean":
            return boolean(attributes[f"{_OFFICE}boolean-value"])
    return clean_text(attributes.get(f"{_OFFICE}string-value", text))
