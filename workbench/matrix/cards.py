"""Matrices laid out as cards: the names stand in the first column, one record below the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.matrix.names import COMMENT, HEADLINE, NOTE, REFERENCE, fold, labelled, named, value_words
from workbench.matrix.tables import Column, Grid, Line, Row, Table

if TYPE_CHECKING:
    from workbench.spreadsheets.book import CellValue, Sheet

_FEWEST_NAMES = 2
_WHOLE = 3
_PAIR = 2


def find_cards(sheet: Sheet) -> list[Table]:
    """Return the cards of a sheet as one table with a row for each, nothing where it holds none."""
    grid = Grid(sheet)
    if not _is_cards(grid):
        return []
    cards = _Cards(grid)
    cards.read()
    return [cards.table()]


def _is_cards(grid: Grid) -> bool:
    """Whether rows of two cells begin with names of different meanings, recommendations among them."""
    meanings = set()
    for row in range(grid.height):
        columns = grid.filled(row)
        if len(columns) == _PAIR:
            first, second = (grid.text(row, column) for column in columns)
            said = labelled(first)
            if said is not None and said.number:
                meanings.add(said.meaning)
            elif named(first).strength == _WHOLE and not _is_name(second):
                meanings.add(named(first).meanings[0])
    return HEADLINE in meanings and len(meanings - {NOTE, COMMENT}) >= _FEWEST_NAMES


def _is_name(text: str) -> bool:
    return named(text).strength == _WHOLE and fold(text) not in value_words("acceptance")


class _Cards:
    """Collects the records of one sheet; a record starts where its first name comes again."""

    def __init__(self, grid: Grid) -> None:
        self.names: list[str] = []
        self._grid = grid
        self._records: list[tuple[int, dict[str, CellValue]]] = []
        self._last = ""
        self._above: list[Line] = []

    def read(self) -> None:
        for row in range(self._grid.height):
            columns = self._grid.filled(row)
            if columns and not self._take(row, columns):
                self._keep(row, columns)

    def table(self) -> Table:
        columns = [Column(position, name, name) for position, name in enumerate(self.names)]
        ends = [number for number, _ in self._records[1:]] + [self._grid.height]
        rows = [
            Row(number + 1, tuple(values.get(name) for name in self.names), last=end)
            for (number, values), end in zip(self._records, ends, strict=True)
        ]
        return Table(self._grid.title, range(0), columns, rows, self._above)

    def _take(self, row: int, columns: list[int]) -> bool:
        """Take a row that begins with a name: the rest of it is the value."""
        first = self._grid.text(row, columns[0])
        found, said = named(first), labelled(first)
        rest = self._rest(row, columns[1:])
        if found.strength == _WHOLE and found.meanings[0] != COMMENT and len(columns) > 1:
            self._put(row, " ".join(first.split()).rstrip(": "), rest)
        elif said is not None and said.meaning not in (NOTE, REFERENCE):
            self._put_labelled(row, first, rest)
        elif len(columns) > 1 and self._records and columns[0] == 0:
            self._put(row, " ".join(first.split()).rstrip(": "), rest)
        else:
            return False
        return True

    def _put_labelled(self, row: int, first: str, rest: CellValue) -> None:
        """Take "Recommendation 3" with its text in the same cell or beside it."""
        said = labelled(first)
        if said is None:
            return
        name = "Recommendation" if said.meaning == HEADLINE else first.split(":")[0].strip()
        text = "\n".join(part for part in (said.rest, str(rest or "")) if part)
        if said.meaning == HEADLINE:
            text = f"{name} {said.number}: {text}" if said.number else text
        self._put(row, name, text or None)

    def _put(self, row: int, name: str, value: CellValue) -> None:
        if name not in self.names:
            self.names.append(name)
        if not self._records or name in self._records[-1][1]:
            self._records.append((row, {}))
        self._records[-1][1][name] = value
        self._last = name

    def _keep(self, row: int, columns: list[int]) -> None:
        """Add a row without a name to the value above it, or to what stands above all."""
        text = self._rest(row, columns)
        if not self._records:
            self._above += self._grid.lines(row, row + 1)
            return
        values = self._records[-1][1]
        values[self._last] = "\n".join(str(part) for part in (values[self._last], text) if part)

    def _rest(self, row: int, columns: list[int]) -> CellValue:
        if len(columns) == 1:
            return self._grid.value(row, columns[0])
        return " | ".join(self._grid.text(row, column) for column in columns) or None
