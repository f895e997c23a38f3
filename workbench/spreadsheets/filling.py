"""A sheet while it is read: cells in any order go in, a sheet that fits in memory comes out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from workbench.spreadsheets.book import Sheet
from workbench.spreadsheets.refusing import Refused
from workbench.spreadsheets.values import cell_name

if TYPE_CHECKING:
    from workbench.spreadsheets.book import CellValue, Position

MAX_ROWS = 100_000
MAX_COLUMNS = 1_000
MAX_CELLS = 3_000_000
"""Filled and merged cells, notes and texts of a whole workbook."""

MAX_TEXT = 32_767
"""Characters, as UTF-16 counts them, that a cell of Excel can hold."""

_CONSTANTS: dict[str | None, bool] = {"=TRUE()": True, "=FALSE()": False}
"""LibreOffice turns the truth values and errors of an Excel file into formulas that say them."""


class Area(NamedTuple):
    """A rectangle of cells, both ends in it."""

    top: int
    left: int
    bottom: int
    right: int

    def within(self, height: int, width: int) -> Area:
        """Return what lies within a sheet of so many rows and columns; it may be nothing."""
        return self._replace(bottom=min(self.bottom, height - 1), right=min(self.right, width - 1))


class Budget:
    """How much one workbook may still bring."""

    def __init__(self) -> None:
        self._left = MAX_CELLS

    def spend(self, cells: int) -> None:
        """Raise Refused where ``cells`` more are too many."""
        self._left -= cells
        if self._left < 0:
            raise Refused("is too large: it has more than {0} cells, merged ones included", f"{MAX_CELLS:,}")


class Filling:
    """Collects what stands in the cells of one sheet."""

    def __init__(self, title: str, budget: Budget, *, hidden: bool = False) -> None:
        self._sheet = Sheet(title, hidden)
        self._budget = budget
        self._rows: dict[int, dict[int, CellValue]] = {}
        self._merged: list[Area] = []
        self._spread: list[tuple[Area, str]] = []
        self._links: list[tuple[Area, str]] = []

    def put(
        self,
        row: int,
        column: int,
        value: CellValue,
        *,
        formula: str | None = None,
        error: str | None = None,
        shown_as: str = "",
        is_struck: bool = False,
    ) -> None:
        """Fill a cell; with a formula, ``value`` is what was computed. An empty cell is no work.

        ``shown_as`` is the format of a value that is no text. Raises Refused where a text is longer than a
        cell can hold.
        """
        if formula in _CONSTANTS:
            value, formula = _CONSTANTS[formula], None
        elif formula is not None and formula == f"={error}":
            formula = None
        if value is None and formula is None and error is None:
            return
        self.reach(row, column)
        self._budget.spend(1)
        if isinstance(value, str):
            self._check_length(value, row, column)
        elif shown_as:
            self._sheet.formats[row, column] = shown_as
        if is_struck:
            self._sheet.struck.add((row, column))
        if error is not None:
            self._sheet.errors[row, column] = error
        if formula is not None:
            self._sheet.formulas[row, column] = formula
            if value is not None:
                self._sheet.computed[row, column] = value
            value = None
        self._rows.setdefault(row, {})[column] = value

    def reach(self, row: int, column: int) -> None:
        """Raise Refused where a cell lies beyond those that are read."""
        if row >= MAX_ROWS or column >= MAX_COLUMNS:
            last = cell_name(MAX_ROWS - 1, MAX_COLUMNS - 1)
            raise Refused(
                "holds something in cell {0} of sheet “{1}”, and cells beyond {2} are not read; delete what"
                " stands out there and save it again",
                cell_name(row, column),
                self._sheet.title,
                last,
            )

    def note(self, row: int, column: int, text: str) -> None:
        """Hang a comment on a cell."""
        self._budget.spend(1)
        self._sheet.notes[row, column] = text

    def box(self, text: str) -> None:
        """Say what stands in a shape over the cells."""
        self._budget.spend(1)
        self._sheet.boxes.append(text)

    def margin(self, text: str) -> None:
        """Say what stands in a header or footer of the pages; without words, or again, it changes nothing."""
        if text not in self._sheet.margins and any(map(str.isalnum, text)):
            self._budget.spend(1)
            self._sheet.margins.append(text)

    def link(self, area: Area, target: str) -> None:
        """Let the cells of ``area`` lead to ``target``."""
        self._budget.spend(1)
        self._links.append((area, target))

    def merge(self, area: Area) -> None:
        """Hide every cell of ``area`` but the first."""
        self._budget.spend(1)
        self._merged.append(area)

    def spread(self, area: Area, formula: str) -> None:
        """Say that one formula computed all values of ``area``."""
        self._budget.spend(1)
        self._spread.append((area, formula))

    def sheet(self) -> Sheet:
        """Return the sheet as it has been filled; merged cells end where it ends."""
        height = max(self._rows, default=-1) + 1
        width = max((max(cells) for cells in self._rows.values()), default=-1) + 1
        for area, formula in self._spread:
            for place in self._places(area.within(height, width)):
                self._compute(place, formula)
        for area in self._merged:
            self._cover(area.within(height, width))
        for area, target in self._links:
            places = [(area.top, area.left), *self._places(area.within(height, width))]
            self._sheet.links.update(dict.fromkeys(places, target))
        none: dict[int, CellValue] = {}
        self._sheet.rows = [
            tuple(map(cells.get, range(max(cells, default=-1) + 1)))
            for cells in (self._rows.get(row, none) for row in range(height))
        ]
        return self._sheet

    def _check_length(self, text: str, row: int, column: int) -> None:
        if len(text) > MAX_TEXT // 2 and len(text.encode("utf-16-le", "surrogatepass")) // 2 > MAX_TEXT:
            raise Refused(
                "holds more than {0} characters in cell {1} of sheet “{2}”, and no cell of Excel can; shorten"
                " that text and save it again",
                f"{MAX_TEXT:,}",
                cell_name(row, column),
                self._sheet.title,
            )

    def _compute(self, place: Position, formula: str) -> None:
        cells = self._rows.get(place[0], {})
        if place in self._sheet.formulas or place[1] not in cells:
            return
        value, cells[place[1]] = cells[place[1]], None
        self._sheet.formulas[place] = formula
        if value is not None:
            self._sheet.computed[place] = value

    def _cover(self, area: Area) -> None:
        places = self._places(area)
        if len(places) > 1:
            self._sheet.merged.append((places[0], places[-1]))
            self._sheet.covered.update(places[1:])

    def _places(self, area: Area) -> list[Position]:
        rows, columns = range(area.top, area.bottom + 1), range(area.left, area.right + 1)
        self._budget.spend(len(rows) * len(columns))
        return [(row, column) for row in rows for column in columns]
