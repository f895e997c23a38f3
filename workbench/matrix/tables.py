"""Finding the tables on a sheet: where the header is, what stands above and below it, what is merged.

Titles, group rows and blank rows above a header are normal, and so are a header that comes again in
the middle, a second table below the first, and cells merged over several rows.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from workbench.matrix.names import (
    ANCHORS,
    COMMENT,
    HEADLINE,
    NOTE,
    Named,
    fold,
    is_criterion,
    is_value,
    named,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workbench.spreadsheets.book import CellValue, Position, Sheet

_LONGEST_GROUP = 80
_FEWEST_NAMES = 2
_FEWEST_POINTS = 4
_FEWEST_CRITERIA = 2
_ONLY_ADVICE = Named((HEADLINE,), 3)


@dataclass(frozen=True, slots=True)
class Line:
    """A text on a row of a sheet, counted from 1."""

    row: int
    text: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: ``index`` in the sheet from 0, ``header`` the text that no other column has.

    ``name`` is the header as it stands, "" where there is none, ``group`` the header above it.
    """

    index: int
    header: str
    name: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row with something in it: ``values`` by column of the table, ``number`` from 1.

    A cell merged with the one above has its value and is in ``inherited``. ``alone`` is the text of the
    only cell that holds anything, "" where there are more; ``spans`` says that it is merged over others.
    ``last`` is the last row that it takes, where that is another one.
    """

    number: int
    values: tuple[CellValue, ...]
    inherited: frozenset[int] = frozenset()
    alone: str = ""
    spans: bool = False
    last: int = 0


@dataclass(slots=True)
class Table:
    """A table as found; ``above`` is what stands above its header, ``repeated`` rows with it once more.

    ``head`` are the rows of its header, counted from 1; none where names stand beside their values.
    """

    sheet: str
    head: range
    columns: list[Column]
    rows: list[Row] = field(default_factory=list)
    above: list[Line] = field(default_factory=list)
    repeated: list[int] = field(default_factory=list)

    def samples(self, position: int, most: int = 3) -> tuple[str, ...]:
        """Return some different values of a column as text, the first ones."""
        found: dict[str, None] = {}
        for row in self.rows:
            text = as_text(row.values[position])
            if text and not row.alone:
                found.setdefault(text)
            if len(found) == most:
                break
        return tuple(found)


def find_tables(sheet: Sheet) -> list[Table]:
    """Return the tables of a sheet in order, none where no row names columns that we know."""
    return _Finder(Grid(sheet)).tables()


def as_text(value: CellValue) -> str:
    """Return a cell's value as a person reads it: 1.0 is "1", a day without hours has none."""
    import datetime

    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    return str(value).strip()


def column_letter(index: int) -> str:
    """Return what a spreadsheet calls a column: 0 is A, 26 is AA."""
    letters, index = "", index + 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


class Grid:
    """A sheet with its merged cells resolved; made for one reading."""

    def __init__(self, sheet: Sheet) -> None:
        self.title = sheet.title
        self.height = len(sheet.rows)
        self.width = max((len(row) for row in sheet.rows), default=0)
        self._sheet = sheet
        self._masters: dict[Position, Position] = {}
        self._widths: dict[Position, int] = {}
        for (top, left), (bottom, right) in sheet.merged:
            columns = range(left, min(right + 1, self.width))
            self._widths[top, left] = len(columns)
            for row in range(top, min(bottom + 1, self.height)):
                self._masters.update({(row, column): (top, left) for column in columns})

    def value(self, row: int, column: int) -> CellValue:
        """Return the value of a cell, what a formula last showed; None where a merged cell covers it."""
        if self._masters.get((row, column), (row, column)) != (row, column):
            return None
        value = self._sheet.value(row, column)
        if value is None:
            value = self._sheet.computed.get((row, column))
        return value if as_text(value) else None

    def text(self, row: int, column: int) -> str:
        """Return the value of a cell as text."""
        return as_text(self.value(row, column))

    def filled(self, row: int) -> list[int]:
        """Return the columns of a row whose own cells hold something."""
        return [column for column in range(self.width) if self.value(row, column) is not None]

    def lines(self, start: int, end: int) -> Iterator[Line]:
        """Yield what stands on some rows, the cells of a row with a bar between them."""
        for row in range(start, end):
            texts = [self.text(row, column) for column in self.filled(row)]
            if texts:
                yield Line(row + 1, " | ".join(texts))

    def width_at(self, row: int, column: int) -> int:
        """Return over how many columns a cell goes."""
        return self._widths.get((row, column), 1)

    def above(self, row: int, column: int) -> Position | None:
        """Return the cell that covers this one from above, in the same column; None where none does."""
        top, left = self._masters.get((row, column), (row, column))
        return (top, left) if top < row and left == column else None

    def beside(self, row: int, column: int) -> Position | None:
        """Return the cell that covers this one from the left, None where none does."""
        top, left = self._masters.get((row, column), (row, column))
        return (top, left) if left < column else None


@dataclass(frozen=True, slots=True)
class _Head:
    """The rows of a header, first and last."""

    top: int
    bottom: int


class _Finder:
    """Finds the tables of one grid."""

    def __init__(self, grid: Grid) -> None:
        self._grid = grid

    def tables(self) -> list[Table]:
        heads = self._heads
        starts = [0, *(self._start_of(head) for head in heads[1:])][: len(heads)]
        ends = [*starts[1:], self._grid.height][: len(heads)]
        return [self._table(head, start, end) for head, start, end in zip(heads, starts, ends, strict=True)]

    @cached_property
    def _heads(self) -> list[_Head]:
        """The headers of different tables, from top to bottom; one that comes again is not among them."""
        heads: list[_Head] = []
        row = 0
        while row < self._grid.height:
            if self._points(row, later=bool(heads)):
                head = self._extended(row, heads[-1].bottom if heads else -1)
                if not heads or not self._is_repeated(row, heads[-1]):
                    heads.append(head)
                row = head.bottom
            row += 1
        return heads or self._plain_list()

    def _plain_list(self) -> list[_Head]:
        """Return the header of a sheet that names its recommendations and nothing else that we know."""
        for row in range(self._grid.height - 1):
            texts = [self._grid.value(row, column) for column in self._grid.filled(row)]
            if any(isinstance(text, str) and named(text) == _ONLY_ADVICE for text in texts):
                return [_Head(row, row)]
        return []

    def _points(self, row: int, *, later: bool) -> int:
        """Return how much a row looks like a header, 0 where it does not; a later one must look so more."""
        grid, columns = self._grid, self._grid.filled(row)
        texts = [grid.value(row, column) for column in columns]
        if len(texts) < _FEWEST_NAMES or not all(isinstance(text, (str, int)) for text in texts):
            return 0
        found = [named("" if later and is_value(str(text)) else str(text)) for text in texts]
        meanings = {name.meanings[0] for name in found if name.strength} - {NOTE, COMMENT}
        points = sum(name.strength for name in found)
        if sum(is_criterion(str(text)) for text in texts) >= _FEWEST_CRITERIA:
            return points + _FEWEST_POINTS
        if len(meanings) < _FEWEST_NAMES or points < _FEWEST_POINTS or not meanings & ANCHORS:
            return 0
        known = sum(name.strength >= 2 for name in found)
        return 0 if later and known * 2 < len(texts) + 1 else points

    def _extended(self, row: int, taken: int) -> _Head:
        """Return the header around a row that looks like one: with group rows above, finer names below."""
        top = bottom = row
        while self._is_finer(bottom):
            bottom += 1
        while top - 1 > taken and self._is_group_row(top - 1):
            top -= 1
        return _Head(top, bottom)

    def _is_finer(self, row: int) -> bool:
        """Whether the row below parts some columns of this one and names nothing else."""
        grid, below = self._grid, row + 1
        columns = grid.filled(below) if below < grid.height else []
        if not columns or not all(isinstance(grid.value(below, column), str) for column in columns):
            return False
        if self._points(below, later=False) and not self._is_data(below):
            return True
        return all(self._is_parted(row, column, columns) for column in columns) and not self._is_data(below)

    def _is_parted(self, row: int, column: int, columns: Sequence[int]) -> bool:
        """Whether a cell of the row below stands under a header that goes over several columns."""
        grid = self._grid
        if grid.above(row + 1, column):
            return False
        left = grid.beside(row, column)
        if left is not None or grid.width_at(row, column) > 1:
            return True
        is_named, is_next_named = bool(grid.text(row, column)), bool(grid.text(row, column + 1))
        return not is_named or (not is_next_named and column + 1 in columns)

    def _is_data(self, row: int) -> bool:
        """Whether a row below a header is longer than any names are."""
        return any(len(self._grid.text(row, column)) > _LONGEST_GROUP for column in self._grid.filled(row))

    def _is_group_row(self, row: int) -> bool:
        """Whether a row groups the columns below it; a title stands alone and groups nothing."""
        grid, columns = self._grid, self._grid.filled(row)
        if not columns or any(len(grid.text(row, column)) > _LONGEST_GROUP for column in columns):
            return False
        if not all(isinstance(grid.value(row, column), str) for column in columns):
            return False
        if len(columns) > 1:
            return True
        first = columns[0]
        below = grid.filled(row + 1)
        width = grid.width_at(row, first)
        return (1 < width < len(below)) or (width == 1 and bool(below) and first > below[0])

    def _start_of(self, head: _Head) -> int:
        """Return the first row that belongs to a later table: lone texts above its header are its titles."""
        row = head.top
        while row > 0 and len(self._grid.filled(row - 1)) <= 1:
            row -= 1
        return row

    # One table ---------------------------------------------------------------------------------

    def _table(self, head: _Head, start: int, end: int) -> Table:
        columns = self._columns(head, end)
        table = Table(self._grid.title, range(head.top + 1, head.bottom + 2), columns)
        table.above = list(self._grid.lines(start, head.top))
        for number in range(head.bottom + 1, end):
            row = self._row(number, columns, head.bottom)
            if row is not None and self._is_repeated(number, head):
                table.repeated.append(number + 1)
            elif row is not None:
                table.rows.append(row)
        return table

    def _row(self, number: int, columns: Sequence[Column], head: int) -> Row | None:
        grid = self._grid
        filled = grid.filled(number)
        if not filled:
            return None
        values: list[CellValue] = []
        inherited = set()
        for position, column in enumerate(columns):
            master = grid.above(number, column.index)
            if master is not None and master[0] > head and grid.value(*master) is not None:
                inherited.add(position)
                values.append(grid.value(*master))
            else:
                values.append(grid.value(number, column.index))
        alone = grid.text(number, filled[0]) if len(filled) == 1 and not inherited else ""
        spans = bool(alone) and grid.width_at(number, filled[0]) > 1
        return Row(number + 1, tuple(values), frozenset(inherited), alone, spans)

    def _columns(self, head: _Head, end: int) -> list[Column]:
        """Return the columns that have a header or hold anything below it."""
        used = {column for row in range(head.top, end) for column in self._grid.filled(row)}
        found = [(index, *self._names(head, index)) for index in sorted(used)]
        return [
            Column(index, header, name, group)
            for (index, name, group), header in zip(found, _headers(found), strict=True)
        ]

    def _names(self, head: _Head, column: int) -> tuple[str, str]:
        """Return the name of a column and that of the group it belongs to."""
        texts = [self._head_text(row, column, head) for row in range(head.top, head.bottom + 1)]
        named_at = [position for position, (text, _) in enumerate(texts) if text]
        groups = [group for _, group in texts if group]
        if not named_at:
            return (groups[-1], "") if groups else ("", "")
        last = named_at[-1]
        over = [group or text for text, group in texts[:last] if group or text]
        return texts[last][0], over[-1] if over else ""

    def _head_text(self, row: int, column: int, head: _Head) -> tuple[str, str]:
        """Return what a header row says over a column: its own text, or the group it falls under."""
        grid = self._grid
        if grid.text(row, column):
            return " ".join(grid.text(row, column).split()), ""
        left = grid.beside(row, column)
        if left is not None:
            return "", " ".join(grid.text(*left).split())
        if row == head.bottom or grid.above(row, column) or self._has_merged(row):
            return "", ""
        before = [text for at in range(column) if (text := grid.text(row, at))]
        return "", before[-1] if before else ""

    def _has_merged(self, row: int) -> bool:
        return any(self._grid.width_at(row, column) > 1 for column in range(self._grid.width))

    def _is_repeated(self, row: int, head: _Head) -> bool:
        """Whether a row says again what a row of the header says."""
        mine = self._folded(row)
        return bool(mine) and any(mine == self._folded(at) for at in range(head.top, head.bottom + 1))

    def _folded(self, row: int) -> dict[int, str]:
        return {column: fold(self._grid.text(row, column)) for column in self._grid.filled(row)}


def _headers(found: Sequence[tuple[int, str, str]]) -> Iterator[str]:
    """Yield a header for each column that no other has: its name, with its group where two share it."""
    names = [name for _, name, _ in found]
    given: set[str] = set()
    for index, name, group in found:
        header = name or f"Column {column_letter(index)}"
        if name and names.count(name) > 1 and group:
            header = f"{group}: {name}"
        unique, count = header, 2
        while unique in given:
            unique, count = f"{header} ({count})", count + 1
        given.add(unique)
        yield unique
