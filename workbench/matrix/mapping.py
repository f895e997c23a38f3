"""What the columns of a matrix mean: guessed from their headers and values, corrected by a person."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from workbench.errors import UserError
from workbench.matrix.guessing import guess_table
from workbench.matrix.names import ACTION_UNIT, BOTH_UNITS, LEAD, MEANINGS, NOTE, SHARED, UNITS, fold

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from workbench.matrix.tables import Column, Table


@dataclass(frozen=True, slots=True)
class Mapping:
    """Header -> meaning (see :data:`MEANINGS`).

    A header that two tables use for different things stands there as "sheet: header" for the later one.
    """

    columns: dict[str, str] = field(default_factory=dict)

    def meaning(self, table: Table, column: Column) -> str:
        """Return what a column means, "" where the mapping does not say."""
        own = self.columns.get(f"{table.sheet}: {column.header}")
        return own or self.columns.get(column.header, "")


def guess(tables: Sequence[Table]) -> Mapping:
    """Return what the columns of the tables mean as far as their headers and values show it."""
    columns: dict[str, str] = {}
    guessed = list(map(guess_table, tables))
    is_apart = any({UNITS, LEAD} & set(meanings) for meanings in guessed)
    for table, meanings in zip(tables, guessed, strict=True):
        for column, said in zip(table.columns, meanings, strict=True):
            meaning = ACTION_UNIT if said == BOTH_UNITS and is_apart else said
            if columns.setdefault(column.header, meaning) != meaning:
                columns[f"{table.sheet}: {column.header}"] = meaning
    return Mapping(columns)


def completed(mapping: Mapping, tables: Sequence[Table], usual: Mapping) -> Mapping:
    """Return a mapping that says something of every column: where the given one is silent, the ``usual`` one.

    What it says of one column the usual one does not say of another. Raises UserError where it names a
    column that no table has.
    """
    known = {column.header for table in tables for column in table.columns} | set(usual.columns)
    known |= {f"{table.sheet}: {column.header}" for table in tables for column in table.columns}
    for header in mapping.columns:
        if header not in known:
            raise UserError(
                "The mapping names a column “{0}”, but the file has none; it has {1}.",
                header,
                ", ".join(f"“{column.header}”" for column in tables[0].columns),
            )
    given = set(mapping.columns.values()) - SHARED
    rest = {header: _besides(given, meaning) for header, meaning in usual.columns.items()}
    return Mapping({**rest, **mapping.columns})


def _besides(given: Collection[str], meaning: str) -> str:
    """Return what a column means of whose meaning others may say something."""
    if meaning == BOTH_UNITS and not {UNITS, ACTION_UNIT} <= set(given):
        meaning = ACTION_UNIT if UNITS in given else UNITS if ACTION_UNIT in given else meaning
    return NOTE if meaning in given else meaning


def from_json(data: Any) -> Mapping:
    """Return the mapping that a JSON object holds; UserError where it is none or names no meaning of ours."""
    if not isinstance(data, dict) or not all(isinstance(value, str) for value in data.values()):
        raise UserError("A mapping is a JSON object with the header of each column and what it means.")
    for header, meaning in data.items():
        if meaning not in MEANINGS:
            raise UserError(
                "The mapping says “{0}” of the column “{1}”; expected one of {2}.",
                meaning,
                header,
                ", ".join(MEANINGS),
            )
    return Mapping(dict(data))


def signature(tables: Sequence[Table]) -> list[str]:
    """Return the headers of all tables as they are recognized again: folded, in alphabetical order."""
    return sorted({fold(column.header) for table in tables for column in table.columns})
