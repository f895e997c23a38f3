"""What of a matrix file went nowhere, so that nobody has to wonder: sheets, texts, formulas, errors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.matrix.source import sheet_of
from workbench.matrix.tables import as_text
from workbench.merging.claims import Place, Problem
from workbench.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from workbench.matrix.entries import Rows
    from workbench.matrix.source import Matrix
    from workbench.matrix.tables import Table
    from workbench.spreadsheets.book import Position, Sheet


def leftovers(matrix: Matrix, placed: Collection[Rows], *, uses_title: bool) -> Iterator[Problem]:
    """Yield a problem for everything outside the rows of tables, and for what is no plain value in them.

    ``placed`` are rows that found their place. A title that became that of a new evaluation is left out.
    """
    for text in matrix.outside:
        if not uses_title or " ".join(text.split()) != matrix.title:
            yield Problem("outside", Sentence("“{0}” stands outside the tables; it was left out.", text))
    for sheet in matrix.bare:
        yield from _of_bare(sheet)
    for table in matrix.tables:
        yield from _of_table(table, sheet_of(matrix, table))
    for sheet in matrix.book.sheets:
        yield from _comments(sheet, [rows for rows in placed if rows[0] == sheet.title])


def _of_bare(sheet: Sheet) -> Iterator[Problem]:
    filled = sum(value is not None for row in sheet.rows for value in row) + len(sheet.formulas)
    if sheet.hidden:
        message = Sentence(
            "The sheet “{0}” is hidden; its {1} filled cells were left out.", sheet.title, filled
        )
        yield Problem("hidden-sheet", message, Place(sheet.title))
    else:
        message = Sentence(
            "No table was found on the sheet “{0}”; its {1} filled cells were left out.", sheet.title, filled
        )
        yield Problem("no-table", message, Place(sheet.title))


def _of_table(table: Table, sheet: Sheet) -> Iterator[Problem]:
    """Yield what is no plain value in the cells of a table."""
    rows = {row.number - 1 for row in table.rows}
    for column in table.columns:
        formulas = [place for place in sheet.formulas if place[1] == column.index and place[0] in rows]
        shown = [place for place in formulas if as_text(sheet.computed.get(place))]
        if shown:
            message = Sentence(
                "The column “{0}” holds formulas; what they last showed was taken.", column.header
            )
            yield Problem("formula", message, Place(table.sheet, shown[0][0] + 1, column.header))
        for row, _ in sorted(set(formulas) - set(shown)):
            message = Sentence("The cell holds a formula that has shown nothing yet; it was read as empty.")
            yield Problem("formula-empty", message, Place(table.sheet, row + 1, column.header))
        for row, error in sorted(
            (row, error) for (row, at), error in sheet.errors.items() if at == column.index
        ):
            if row in rows:
                message = Sentence(
                    "The cell holds the error {0} instead of a value; it was read as empty.", error
                )
                yield Problem("error-cell", message, Place(table.sheet, row + 1, column.header))


def _comments(sheet: Sheet, placed: Collection[Rows]) -> Iterator[Problem]:
    """Yield the comments on cells that belong to no recommendation."""
    for place, text in sorted(sheet.notes.items()):
        if not any(first <= place[0] + 1 <= last for _, first, last in placed):
            yield Problem("comment", Sentence("A comment says “{0}”.", text), _place(sheet, place))


def _place(sheet: Sheet, place: Position) -> Place:
    return Place(sheet.title, place[0] + 1)
