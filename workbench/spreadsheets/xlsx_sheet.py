"""One worksheet of an Excel file, cell by cell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from workbench.spreadsheets.filling import Area
from workbench.spreadsheets.formulas import SharedFormulas
from workbench.spreadsheets.values import (
    boolean,
    clean_text,
    clock,
    iso_moment,
    moment,
    number,
    position,
    unescaped,
)
from workbench.spreadsheets.xlsx_names import READING_AIDS, named
from workbench.spreadsheets.xmlstream import parse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.spreadsheets.book import CellValue
    from workbench.spreadsheets.filling import Budget, Filling

PLAIN, DATE, ELAPSED = range(3)
"""What a number is shown as: itself, a date or time, hours that may pass 24."""


@dataclass(frozen=True, slots=True)
class Shared:
    """What the sheets of a workbook have in common."""

    strings: Sequence[str | None]
    shown_as: Sequence[int]
    """PLAIN, DATE or ELAPSED by style number."""
    from_1904: bool
    budget: Budget

    def value(self, kind: str, text: str, style: str) -> CellValue:
        """Return what the text of a cell means; raise ValueError or LookupError where it means nothing."""
        match kind:
            case "s":
                return self.strings[_index(text)]
            case "n":
                return self._number(number(text), self.shown_as[_index(style)])
            case "str" | "inlineStr":
                return clean_text(unescaped(text))
            case "b":
                return boolean(text)
            case "d":
                return iso_moment(text)
        raise ValueError(kind)

    def _number(self, value: float, shown_as: int) -> CellValue:
        if shown_as == PLAIN:
            return value
        return clock(value) if shown_as == ELAPSED else moment(value, from_1904=self.from_1904)


def read_sheet(part: IO[bytes], filling: Filling, shared: Shared) -> None:
    """Put the cells of the worksheet in ``part`` into ``filling``."""
    reader = _SheetReader(filling, shared)
    starts = {
        "row": reader.start_row,
        "c": reader.start_cell,
        "f": reader.start_formula,
        "mergeCell": reader.start_merged,
    }
    ends = {
        "c": reader.end_cell,
        "v": reader.end_value,
        "f": reader.end_formula,
        "t": reader.end_text,
    }
    parse(part, "worksheet", named(starts), named(ends), skip=READING_AIDS)


def _index(text: str) -> int:
    index = int(text)
    if index < 0:
        raise IndexError(text)
    return index


def _area(reference: str) -> Area:
    first, _, last = reference.partition(":")
    return Area(*position(first), *position(last or first))


class _SheetReader:
    """Handlers for the elements of a worksheet."""

    def __init__(self, filling: Filling, shared: Shared) -> None:
        self._filling = filling
        self._shared = shared
        self._masters = SharedFormulas(shared.budget)
        self._row = self._column = -1
        self._cell: dict[str, str] = {}
        self._text = ""
        self._formula: str | None = None
        self._formula_attributes: dict[str, str] = {}

    def start_row(self, attributes: dict[str, str]) -> None:
        self._row = position(f"A{attributes['r']}")[0] if "r" in attributes else self._row + 1
        self._column = -1

    def start_cell(self, attributes: dict[str, str]) -> None:
        if "r" in attributes:
            self._row, self._column = position(attributes["r"])
        else:
            self._column += 1
        self._cell = attributes
        self._text = ""
        self._formula = None

    def end_value(self, text: str) -> None:
        self._text = text

    def end_text(self, text: str) -> None:
        self._text += text

    def start_formula(self, attributes: dict[str, str]) -> None:
        self._formula_attributes = attributes

    def end_formula(self, text: str) -> None:
        self._formula = self._formula_text(self._formula_attributes, text)

    def end_cell(self, _: str) -> None:
        if not self._text and self._formula is None:
            return
        kind, style = self._cell.get("t", "n"), self._cell.get("s", "0")
        value = error = None
        if kind == "e":
            error = self._text or None
        elif self._text:
            value = self._shared.value(kind, self._text, style)
        self._filling.put(self._row, self._column, value, formula=self._formula, error=error)

    def start_merged(self, attributes: dict[str, str]) -> None:
        self._filling.merge(_area(attributes["ref"]))

    def _formula_text(self, attributes: dict[str, str], text: str) -> str:
        kind = attributes.get("t")
        if kind == "shared":
            return self._masters.text(attributes.get("si", ""), text, (self._row, self._column))
        if kind == "dataTable":
            text = f"TABLE({','.join(attributes[name] for name in ('r1', 'r2') if name in attributes)})"
        if kind in ("array", "dataTable") and "ref" in attributes:
            self._filling.spread(_area(attributes["ref"]), f"={text}")
        return f"={text}"
