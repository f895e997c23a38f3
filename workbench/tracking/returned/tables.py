"""Finding the sheets *Response* and *Actions* in a returned workbook, and the columns in them.

A sheet is found by its title, else by the keys in its hidden row, else by its header; a column by its
key, else by its label. Either row may have moved, been typed over or be gone.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workbench.merging.claims import Place
from workbench.tracking.baseline import BASELINE
from workbench.tracking.baseline import HEADER as BASELINE_HEADER
from workbench.tracking.columns import action_columns, response_columns
from workbench.tracking.lists import LISTS, REFERENCES
from workbench.tracking.returned.cells import cell_at, letters_of, text_of, words_of
from workbench.tracking.sending import ACTIONS, RESPONSE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from workbench.schema import Field
    from workbench.spreadsheets.book import Book, CellValue, Sheet
    from workbench.tracking.columns import Column, Role
    from workbench.tracking.returned.cells import Cell

FEWEST_KEYS = 3  # of a row of keys that makes a sheet with another title ours
FEWEST_LABELS = 4
FEWEST_NAMES = 2  # of keys or labels where the title says what the sheet is
LONGEST_NAME = 60  # letters of a cell that can be a key or a label


@dataclass(eq=False)
class Table:
    """One sheet that is a table of ours; ``role`` is the title we gave it.

    ``columns`` are the positions of the columns found, by key; ``doubles`` further columns with the
    same key. ``header`` and ``keys`` are the positions of those rows, None where they are gone.
    """

    role: str
    sheet: Sheet
    declared: Mapping[str, Column]
    header: int | None
    keys: int | None
    columns: dict[str, int] = field(default_factory=dict)
    doubles: dict[str, list[int]] = field(default_factory=dict)

    def rows(self) -> Iterator[int]:
        """Yield the positions of all rows but header and keys."""
        return (row for row in range(len(self.sheet.rows)) if row not in (self.header, self.keys))

    def cell(self, row: int, key: str) -> Cell:
        """Return the cell of a column that was found."""
        return cell_at(self.sheet, row, self.columns[key])

    def fields(self, role: Role) -> Iterator[tuple[str, Field]]:
        """Yield key and field of the columns found that are for this."""
        for key in self.columns:
            column = self.declared[key]
            if column.role == role and column.field is not None:
                yield key, column.field

    def everywhere(self) -> Iterator[tuple[str, int]]:
        """Yield key and position of all our columns, those that are there twice included."""
        for key, first in self.columns.items():
            for column in (first, *self.doubles.get(key, ())):
                yield key, column

    def cells(self, row: int, key: str) -> list[Cell]:
        """Return the cells of a row in all columns with this key, usually one."""
        return [cell_at(self.sheet, row, at) for at in (self.columns[key], *self.doubles.get(key, ()))]

    def label(self, key: str) -> str:
        """Return what the header of a column says in the file, else what we call it."""
        return self.head(self.columns[key]) or self.declared[key].label

    def head(self, column: int) -> str:
        """Return the header over a position, "" where there is none."""
        return "" if self.header is None else cell_at(self.sheet, self.header, column).text.strip()

    def name(self, column: int) -> str:
        """Return what to call a column that may have no header."""
        return self.head(column) or letters_of(column)

    def place(self, row: int, key: str = "") -> Place:
        """Return where a cell or a row stands, for people."""
        return Place(self.sheet.title, row + 1, self.label(key) if key else "")

    @property
    def others(self) -> list[int]:
        """The positions of columns that are not ours."""
        ours = {column for _, column in self.everywhere()}
        last = max((len(row) for row in self.sheet.rows), default=0)
        formulas = max((column + 1 for _, column in (*self.sheet.formulas, *self.sheet.errors)), default=0)
        return [column for column in range(max(last, formulas)) if column not in ours]


@dataclass
class Layout:
    """The sheets of a workbook by what they are for; ``others`` hold none of our tables."""

    tables: dict[str, list[Table]]
    lists: Sheet | None = None
    baseline: Sheet | None = None
    others: list[Sheet] = field(default_factory=list)


def find_tables(book: Book) -> Layout:
    """Return what each sheet of a workbook is for.

    A sheet with our hidden keys is ours whatever its title, so that a copied sheet counts too; one that
    only has our labels is taken where no other can be meant.
    """
    layout = Layout({RESPONSE: [], ACTIONS: []})
    declared = {
        RESPONSE: {column.key: column for column in response_columns(contributes=True)},
        ACTIONS: {column.key: column for column in action_columns()},
    }
    named: list[Table] = []
    for sheet in book.sheets:
        if _take_hidden(layout, sheet):
            continue
        table = _table_of(sheet, declared)
        if table is None:
            layout.others.append(sheet)
        elif _has_title(table) or table.keys is not None:
            layout.tables[table.role].append(table)
        else:
            named.append(table)
    for table in named:
        if layout.tables[table.role]:
            layout.others.append(table.sheet)
        else:
            layout.tables[table.role].append(table)
    for tables in layout.tables.values():
        tables.sort(key=lambda table: not _has_title(table))
    return layout


def _take_hidden(layout: Layout, sheet: Sheet) -> bool:
    """Remember the sheet as Lists or Baseline where it is one of them."""
    head = [text_of(value) for value in sheet.rows[0]] if sheet.rows else []
    if layout.lists is None and (sheet.title == LISTS or REFERENCES in head):
        layout.lists = sheet
    elif layout.baseline is None and (
        sheet.title == BASELINE or head[: len(BASELINE_HEADER)] == [*BASELINE_HEADER]
    ):
        layout.baseline = sheet
    else:
        return False
    return True


def _table_of(sheet: Sheet, declared: Mapping[str, Mapping[str, Column]]) -> Table | None:
    """Return the sheet as the table that it most looks like, None where it looks like none."""
    names = [_names_in(row) for row in sheet.rows]
    found = [table for role, columns in declared.items() if (table := _table(sheet, names, role, columns))]
    return max(found, key=lambda table: (_has_title(table), len(table.columns)), default=None)


def _names_in(row: Sequence[CellValue]) -> set[str]:
    """Return the texts of a row that are short enough for a key or a label."""
    return {_plain(value) for value in row if isinstance(value, str) and len(value) <= LONGEST_NAME}


def _has_title(table: Table) -> bool:
    return table.sheet.title.strip().casefold() == table.role.casefold()


def _table(
    sheet: Sheet, names: Sequence[set[str]], role: str, declared: Mapping[str, Column]
) -> Table | None:
    """Return the sheet as a table of this role, None where too little speaks for it."""
    labels = {_plain(column.label): key for key, column in declared.items()}
    keys_row, keys = _richest(names, declared.keys())
    header, heads = _richest(names, labels.keys())
    titled = sheet.title.strip().casefold() == role.casefold()
    has_keys = keys >= (FEWEST_NAMES if titled else FEWEST_KEYS)
    has_labels = heads >= (FEWEST_NAMES if titled else FEWEST_LABELS)
    if not has_keys and not has_labels:
        return None
    above_keys = keys_row - 1 if keys_row else None
    table = Table(role, sheet, declared, header if has_labels else above_keys, keys_row if has_keys else None)
    _find_columns(table, labels)
    return table


def _richest(rows: Sequence[set[str]], names: AbstractSet[str]) -> tuple[int, int]:
    """Return the first row that holds the most of ``names``, and how many it holds."""
    counts = [len(texts & names) for texts in rows]
    most = max(counts, default=0)
    return (counts.index(most) if most else 0), most


def _find_columns(table: Table, labels: Mapping[str, str]) -> None:
    """Find columns by their keys, then by label those whose key is gone."""
    width = max((len(row) for row in table.sheet.rows), default=0)
    keyed = [_name(table.sheet, table.keys, column) for column in range(width)]
    headed = [labels.get(_name(table.sheet, table.header, column), "") for column in range(width)]
    for at, key in enumerate(keyed):
        if key in table.declared:
            _take(table, key, at)
    for at, key in enumerate(headed):
        if key and keyed[at] not in table.declared and key not in keyed:
            _take(table, key, at)


def _take(table: Table, key: str, column: int) -> None:
    if key in table.columns:
        table.doubles.setdefault(key, []).append(column)
    else:
        table.columns[key] = column


def _name(sheet: Sheet, row: int | None, column: int) -> str:
    return "" if row is None else _plain(text_of(sheet.value(row, column)))


def _plain(text: str) -> str:
    return words_of(text).casefold()
