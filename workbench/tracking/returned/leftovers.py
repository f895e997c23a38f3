"""Everything else that somebody put into a returned workbook: told, so that nothing typed is lost."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workbench.merging.claims import Place, Problem
from workbench.sentences import Sentence
from workbench.tracking.known import mark_of
from workbench.tracking.lists import MARKS
from workbench.tracking.returned.cells import (
    MOST_CELLS,
    Cell,
    cell_at,
    letters_of,
    listed,
    name_of,
    row_named,
    text_of,
    texts_in,
    whole_number,
    words_of,
)
from workbench.tracking.sending import README, TEXTS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from workbench.spreadsheets.book import Book, Sheet
    from workbench.tracking.returned.expected import Expected
    from workbench.tracking.returned.tables import Layout, Table

_OURS = (README, TEXTS)
_WORD = re.compile(r"\w+")
_PAGES = ("page", "pages", "página", "páginas", "seite", "of", "de", "sur", "von")
"""Words that stand around page numbers, among them those that LibreOffice puts below every new sheet."""
_SCHEME = re.compile(r"^(?:https?://|mailto:)")
ANSWERS = ("answer", "contribution", "action")
"""The roles of columns that hold answers."""


def marks_in(lists: Sheet | None) -> set[str]:
    """Return the marks of the texts we wrote, as the sheet Lists holds them; none where it does not."""
    head = [text_of(value) for value in lists.rows[0]] if lists and lists.rows else []
    if lists is None or MARKS not in head:
        return set()
    column = head.index(MARKS)
    return {text_of(lists.value(row, column)) for row in range(1, len(lists.rows))} - {""}


def leftovers(book: Book, layout: Layout, known: Collection[str], expected: Expected) -> Iterator[Problem]:
    """Yield a problem for each sheet, column, header and comment that we did not write.

    ``known`` are the marks of the texts we wrote outside the tables; without them the sheets that are ours
    are not looked at.
    """
    for sheet in layout.others:
        if sheet.title in layout.tables:
            yield from _of_lost_table(sheet, known, expected)
        elif known or sheet.title not in _OURS:
            yield from _of_sheet(sheet, known)
    for tables in layout.tables.values():
        for table in tables:
            yield from _of_columns(table)
            yield from _of_headers(table, known)
            yield from _of_hidden(table)
            yield from _of_missing(table, expected)
            yield from _of_looks(table)
        for table in tables[1:]:
            yield _copied(table, tables[0])
    for sheet in book.sheets:
        for at, text in sorted(sheet.notes.items()):
            message = Sentence("There is a comment on cell {0}: “{1}”.", name_of(at), text.strip())
            yield Problem("comment", message, Place(sheet.title, at[0] + 1, letters_of(at[1])))
        for text in sheet.boxes:
            message = Sentence(
                "There is a text box over the cells, which nothing was read from: “{0}”.", text
            )
            yield Problem("text-box", message, Place(sheet.title))
        if known:
            yield from _of_margins(sheet, known)
    for warning in book.warnings:
        yield Problem("left-alone", warning)


def _of_margins(sheet: Sheet, known: Collection[str]) -> Iterator[Problem]:
    for text in sheet.margins:
        is_news = mark_of(text) not in known and text.strip() != sheet.title
        if is_news and set(_WORD.findall(text.casefold())) - set(_PAGES):
            message = Sentence(
                "Nothing was read from the header or footer of the pages: “{0}”.", text.strip()
            )
            yield Problem("page-margin", message, Place(sheet.title))


def _of_sheet(sheet: Sheet, known: Collection[str]) -> Iterator[Problem]:
    typed = [(name_of(at), text) for at, text in texts_in(sheet) if mark_of(text) not in known]
    said = listed(typed, MOST_CELLS)
    if typed and sheet.title in _OURS:
        message = Sentence("The sheet is for reading only; this was typed there and not read: {0}.", said)
        yield Problem("locked-cell", message, Place(sheet.title))
    elif typed:
        message = Sentence(
            "The sheet “{0}” is none of ours, so nothing was read from it: {1}.", sheet.title, said
        )
        yield Problem("extra-sheet", message, Place(sheet.title))


def _of_lost_table(sheet: Sheet, known: Collection[str], expected: Expected) -> Iterator[Problem]:
    """Yield the problem of a table that nothing tells any more, with the texts in it that are new."""
    sent = {words_of(text) for row in expected.every_row() for text in row.texts()}
    cells = ((name_of(at), text) for at, text in texts_in(sheet) if words_of(text) not in sent)
    typed = [(name, text) for name, text in cells if mark_of(text) not in known]
    if typed:
        said = listed(typed, MOST_CELLS)
        message = Sentence(
            "The sheet “{0}” has lost its header, so nothing was read from it: {1}.", sheet.title, said
        )
        yield Problem("extra-sheet", message, Place(sheet.title))


def _of_columns(table: Table) -> Iterator[Problem]:
    """Yield a problem for each column that is not ours, and for each that is there twice."""
    for key, doubles in table.doubles.items():
        for column in doubles:
            yield _of_double(table, key, column)
    for column in table.others:
        typed = [(row_named(row), text) for row, text in _texts(table, column)]
        if typed or table.head(column):
            name = table.name(column)
            message = Sentence("The column “{0}” is none of ours, and it is empty.", name)
            if typed:
                message = Sentence(
                    "The column “{0}” is none of ours, so nothing was read from it: {1}.",
                    name,
                    listed(typed, MOST_CELLS),
                )
            yield Problem("extra-column", message, Place(table.sheet.title, 0, name))


def _of_double(table: Table, key: str, column: int) -> Problem:
    """Return the problem of a second column with the key of another; of answers both are read."""
    first, label = table.columns[key], table.label(key)
    named = label, letters_of(first), letters_of(column)
    other = [
        (row_named(row), cell_at(table.sheet, row, column).text)
        for row in table.rows()
        if not _same(table, row, first, column)
    ]
    message = Sentence("The column “{0}” is there twice ({1} and {2}), with the same in both.", *named)
    if other:
        message = Sentence(
            "The column “{0}” is there twice ({1} and {2}); of open answers, what was typed into either"
            " counts, of all else the first. The second says: {3}.",
            *named,
            listed(other, MOST_CELLS),
        )
    return Problem("double-column", message, Place(table.sheet.title, 0, label))


def _same(table: Table, row: int, one: int, other: int) -> bool:
    texts = (cell_at(table.sheet, row, column).text for column in (one, other))
    return len({words_of(text) for text in texts}) == 1


def _of_headers(table: Table, known: Collection[str]) -> Iterator[Problem]:
    """Yield a problem for each of our columns whose header was typed over."""
    for key, column in table.everywhere():
        text = table.head(column)
        label = table.declared[key].label
        if text and known and words_of(text) != words_of(label) and mark_of(text) not in known:
            message = Sentence(
                "The header of the column “{0}” was typed over and now says “{1}”.", label, text
            )
            yield Problem("renamed-column", message, Place(table.sheet.title, (table.header or 0) + 1, text))


def _of_hidden(table: Table) -> Iterator[Problem]:
    """Yield a problem for each text that was typed into the hidden row or the hidden column."""
    typed = [
        ((table.keys, column), cell_at(table.sheet, table.keys, column).text)
        for key, column in table.everywhere()
        if table.keys is not None and cell_at(table.sheet, table.keys, column).text != key
    ]
    for key, column in table.everywhere():
        if table.declared[key].role == "id":
            cells = (((row, column), cell_at(table.sheet, row, column)) for row in table.rows())
            typed += [(at, cell.text) for at, cell in cells if _is_no_id(cell)]
    for at, text in typed:
        if text.strip():
            message = Sentence(
                "The hidden cell {0} is not for typing, and was not read; it says “{1}”.",
                name_of(at),
                text.strip(),
            )
            yield Problem("locked-cell", message, Place(table.sheet.title, at[0] + 1))


def _is_no_id(cell: Cell) -> bool:
    """Whether a cell of the hidden column holds words, a formula or an error."""
    is_text = isinstance(cell.value, str) and whole_number(cell.value) is None
    return is_text or cell.formula is not None or cell.error is not None


def _of_missing(table: Table, expected: Expected) -> Iterator[Problem]:
    """Yield a problem for each column of open answers that the table has no more."""
    rows = expected.rows[table.role]
    keys = dict.fromkeys(key for row in rows for key, sent in row.answers.items() if sent.is_open)
    for key in keys:
        if key not in table.columns:
            label = table.declared[key].label
            message = Sentence("The column “{0}” is missing, so nothing was read from it.", label)
            yield Problem("missing-column", message, Place(table.sheet.title, 0, label))


def _of_looks(table: Table) -> Iterator[Problem]:
    """Yield a problem for each cell of an answer that leads elsewhere than it says, or is struck out."""
    columns = {column: key for key, column in table.everywhere() if table.declared[key].role in ANSWERS}
    for at, link in sorted(table.sheet.links.items()):
        text = cell_at(table.sheet, *at).text.strip()
        if at[1] in columns and _SCHEME.sub("", link).rstrip("/").casefold() not in text.casefold():
            message = Sentence(
                "The cell {0} (“{1}”) is a link to {2}; only its text was read.", name_of(at), text, link
            )
            yield Problem("link", message, table.place(at[0], columns[at[1]]))
    for at in sorted(table.sheet.struck):
        if at[1] in columns and at[0] not in (table.header, table.keys):
            text = cell_at(table.sheet, *at).text.strip()
            message = Sentence(
                "The text of the cell {0} is struck out, in whole or in part: “{1}”.", name_of(at), text
            )
            yield Problem("struck-out", message, table.place(at[0], columns[at[1]]))


def _copied(table: Table, first: Table) -> Problem:
    message = Sentence(
        "The sheet “{0}” is a copy of “{1}”; both were read.", table.sheet.title, first.sheet.title
    )
    return Problem("copied-sheet", message, Place(table.sheet.title))


def _texts(table: Table, column: int) -> Iterator[tuple[int, str]]:
    """Yield row and text of every filled cell in a column that is not ours."""
    rows = len(table.sheet.rows)
    rows = max(rows, max((row + 1 for row, _ in (*table.sheet.formulas, *table.sheet.errors)), default=0))
    for row in range(rows):
        text = cell_at(table.sheet, row, column).text
        if text.strip() and row != table.header:
            yield row, text
