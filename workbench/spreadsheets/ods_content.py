"""The content of an OpenDocument spreadsheet: tables, rows and cells."""

from __future__ import annotations

import re
from typing import IO, TYPE_CHECKING, NamedTuple

from workbench.spreadsheets.filling import Area, Budget, Filling
from workbench.spreadsheets.ods_text import Paragraphs
from workbench.spreadsheets.refusing import DAMAGED, Refused
from workbench.spreadsheets.values import boolean, clean_text, iso_duration, iso_moment, number
from workbench.spreadsheets.xmlstream import parse

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbench.spreadsheets.book import CellValue, Sheet

_OFFICE, _TABLE, _TEXT, _STYLE, _DRAW = (
    f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0 "
    for name in ("office", "table", "text", "style", "drawing")
)
_CALC = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 "

_SHAPES = (
    "frame custom-shape rect line polyline polygon regular-polygon path circle ellipse g caption connector"
    " measure control page-thumbnail"
)
_DDE_LINKS = f"{_TABLE}dde-links"
_ASIDE = frozenset(
    (
        *(f"{_DRAW}{name}" for name in _SHAPES.split()),
        f"{_TABLE}tracked-changes",
        f"{_TABLE}shapes",
        f"{_TEXT}ruby-text",
        _DDE_LINKS,
    )
)
"""Elements of which nothing stands in a cell."""
_LINKS = (f"{_TABLE}table-source", f"{_TABLE}cell-range-source", _DDE_LINKS)

_FORMULA_PREFIX = re.compile("^[a-z]+:(?==)")
_ERROR = re.compile(r"#[A-Z0-9/?!]+|Err:\d+")


def read_content(part: IO[bytes]) -> tuple[list[Sheet], bool]:
    """Return the sheets of a spreadsheet, and whether it has links to other files."""
    reader = _ContentReader()
    starts: dict[str, Callable[[dict[str, str]], None]] = {
        f"{_STYLE}style": reader.start_style,
        f"{_STYLE}table-properties": reader.start_table_properties,
        f"{_TABLE}table": reader.start_table,
        f"{_TABLE}table-row": reader.start_row,
        f"{_TABLE}table-cell": reader.start_cell,
        f"{_TABLE}covered-table-cell": reader.start_cell,
        f"{_OFFICE}annotation": reader.start_note,
        f"{_TEXT}p": reader.start_paragraph,
        f"{_TEXT}s": reader.start_spaces,
        f"{_TEXT}tab": reader.start_tab,
        f"{_TEXT}line-break": reader.start_line_break,
        **dict.fromkeys(_LINKS, reader.start_link),
    }
    ends: dict[str, Callable[[str], None]] = {
        f"{_TABLE}table": reader.end_table,
        f"{_TABLE}table-row": reader.end_row,
        f"{_TABLE}table-cell": reader.end_cell,
        f"{_TABLE}covered-table-cell": reader.end_cell,
        f"{_OFFICE}annotation": reader.end_note,
        f"{_TEXT}p": reader.end_paragraph,
    }
    parse(part, "document-content", starts, ends, skip=_ASIDE, text=reader.characters)
    return reader.sheets, reader.has_links


class _Cell(NamedTuple):
    """What a cell holds, and how many rows and columns it spans: merged, or filled by its one formula."""

    value: CellValue
    formula: str | None
    error: str | None
    note: str | None
    merged: tuple[int, int]
    matrix: tuple[int, int]


_EMPTY = _Cell(None, None, None, None, (1, 1), (1, 1))


class _ContentReader:
    """Handlers for the elements of the content."""

    def __init__(self) -> None:
        self.sheets: list[Sheet] = []
        self.has_links = False
        self._budget = Budget()
        self._style = ""
        self._hidden_styles: set[str] = set()
        self._filling: Filling | None = None
        self._row = self._column = 0
        self._repeated = 1
        self._cells: list[tuple[int, _Cell]] = []
        self._cell: dict[str, str] = {}
        self._text = Paragraphs()
        self._note = Paragraphs()
        self._paragraphs = self._text

    def start_style(self, attributes: dict[str, str]) -> None:
        self._style = attributes.get(f"{_STYLE}name", "")

    def start_table_properties(self, attributes: dict[str, str]) -> None:
        if attributes.get(f"{_TABLE}display") == "false":
            self._hidden_styles.add(self._style)

    def start_link(self, _: dict[str, str]) -> None:
        self.has_links = True

    def start_table(self, attributes: dict[str, str]) -> None:
        if self._filling is not None:
            raise Refused(DAMAGED)  # a table in a cell is something for texts
        hidden = attributes.get(f"{_TABLE}style-name") in self._hidden_styles
        self._filling = Filling(attributes.get(f"{_TABLE}name", ""), self._budget, hidden=hidden)
        self._row = 0

    def end_table(self, _: str) -> None:
        if self._filling is not None:
            self.sheets.append(self._filling.sheet())
        self._filling = None

    def start_row(self, attributes: dict[str, str]) -> None:
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

    def end_cell(self, _: str) -> None:
        beyond = self._column + _count(self._cell, "number-columns-repeated")
        cell = _read_cell(self._cell, self._text.text(), clean_text(self._note.text()))
        if cell != _EMPTY:
            self._sheet.reach(self._row, beyond - 1)
            self._cells.extend((column, cell) for column in range(self._column, beyond))
        self._column = beyond

    def start_note(self, _: dict[str, str]) -> None:
        self._paragraphs = self._note

    def end_note(self, _: str) -> None:
        self._paragraphs = self._text

    def start_paragraph(self, _: dict[str, str]) -> None:
        self._paragraphs.begin()

    def end_paragraph(self, _: str) -> None:
        self._paragraphs.end()

    def characters(self, text: str) -> None:
        self._paragraphs.add(text)

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

    def _put(self, row: int, column: int, cell: _Cell) -> None:
        self._sheet.put(row, column, cell.value, formula=cell.formula, error=cell.error)
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
