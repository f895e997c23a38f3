"""One worksheet of an Excel file, cell by cell."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING, NamedTuple

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
from workbench.spreadsheets.xlsx_styles import ELAPSED, PLAIN, Styles, is_on
from workbench.spreadsheets.xmlstream import local, parse

if TYPE_CHECKING:
    from workbench.spreadsheets.book import CellValue
    from workbench.spreadsheets.filling import Budget, Filling

_MARGINS = ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter")
_MARGIN_CODE = re.compile(r'&(?:"[^"]*"|K(?:[0-9A-Fa-f]{6}|\d\d[+-]\d{3})|\d+|.)', re.DOTALL)
_MARGIN_MEANS = dict.fromkeys(("&L", "&C", "&R"), "\x01") | {"&&": "&"}
"""What codes stand for: a part of the line begins (XML itself cannot hold the sign), a character."""


@dataclass(slots=True)
class Strings:
    """The texts that a workbook holds once for all cells, and the numbers of those that are struck out."""

    texts: list[str | None] = field(default_factory=list)
    struck: set[int] = field(default_factory=set)


class Link(NamedTuple):
    """A link on cells: which relation of the sheet says where to, and which place there."""

    area: Area
    relation: str
    place: str


@dataclass(frozen=True, slots=True)
class Shared:
    """What the sheets of a workbook have in common."""

    strings: Strings
    styles: Styles
    from_1904: bool
    budget: Budget

    def value(self, kind: str, text: str, style: str) -> CellValue:
        """Return what the text of a cell means; raise ValueError or LookupError where it means nothing."""
        match kind:
            case "s":
                return self.strings.texts[_index(text)]
            case "n":
                return self._number(number(text), self.styles.shown_as[_index(style)])
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


def read_sheet(part: IO[bytes], filling: Filling, shared: Shared) -> list[Link]:
    """Put the cells of the worksheet in ``part`` into ``filling``; return the links on them."""
    reader = _SheetReader(filling, shared)
    starts = {
        "row": reader.start_row,
        "c": reader.start_cell,
        "f": reader.start_formula,
        "r": reader.start_run,
        "strike": reader.start_strike,
        "mergeCell": reader.start_merged,
        "hyperlink": reader.start_link,
    }
    ends = {
        "c": reader.end_cell,
        "v": reader.end_value,
        "f": reader.end_formula,
        "t": reader.end_text,
        **dict.fromkeys(_MARGINS, reader.end_margin),
    }
    parse(part, "worksheet", named(starts), named(ends), skip=READING_AIDS)
    return reader.links


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
        self.links: list[Link] = []
        self._filling = filling
        self._shared = shared
        self._masters = SharedFormulas(shared.budget)
        self._row = self._column = -1
        self._cell: dict[str, str] = {}
        self._text = ""
        self._run_is_struck = self._is_struck = False
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
        self._run_is_struck = self._is_struck = False
        self._formula = None

    def end_value(self, text: str) -> None:
        self._text = text

    def end_text(self, text: str) -> None:
        self._text += text
        self._is_struck = self._is_struck or (self._run_is_struck and bool(text.strip()))

    def start_run(self, _: dict[str, str]) -> None:
        self._run_is_struck = False

    def start_strike(self, attributes: dict[str, str]) -> None:
        self._run_is_struck = is_on(attributes)

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
            if kind == "s":
                self._is_struck = int(self._text) in self._shared.strings.struck
        self._filling.put(
            self._row,
            self._column,
            value,
            formula=self._formula,
            error=error,
            shown_as=self._shared.styles.formats.get(style, "") if kind in ("n", "d") else "",
            is_struck=self._is_struck or style in self._shared.styles.struck,
        )

    def start_merged(self, attributes: dict[str, str]) -> None:
        self._filling.merge(_area(attributes["ref"]))

    def start_link(self, attributes: dict[str, str]) -> None:
        said = {local(name): value for name, value in attributes.items()}
        self.links.append(Link(_area(said["ref"]), said.get("id", ""), said.get("location", "")))

    def end_margin(self, text: str) -> None:
        meant = _MARGIN_CODE.sub(lambda code: _MARGIN_MEANS.get(code[0], ""), text)
        for piece in meant.split("\x01"):
            if piece.strip():
                self._filling.margin(" ".join(piece.split()))

    def _formula_text(self, attributes: dict[str, str], text: str) -> str:
        kind = attributes.get("t")
        if kind == "shared":
            return self._masters.text(attributes.get("si", ""), text, (self._row, self._column))
        if kind == "dataTable":
            text = f"TABLE({','.join(attributes[name] for name in ('r1', 'r2') if name in attributes)})"
        if kind in ("array", "dataTable") and "ref" in attributes:
            self._filling.spread(_area(attributes["ref"]), f"={text}")
        return f"={text}"
