"""Reading one returned workbook: where it belongs, what was sent, what came back."""

from __future__ import annotations

import dataclasses
import datetime
import hashlib
from typing import TYPE_CHECKING

from workbench.errors import UserError
from workbench.merging.claims import Place, Problem, Return
from workbench.merging.records import Merged, merged
from workbench.spreadsheets import read_book
from workbench.tracking.book import workbook
from workbench.tracking.known import known_marks
from workbench.tracking.returned.additions import ActionAdder
from workbench.tracking.returned.answers import AnswerReader
from workbench.tracking.returned.cells import words_of
from workbench.tracking.returned.expected import Bases
from workbench.tracking.returned.identity import identify
from workbench.tracking.returned.leftovers import leftovers, marks_in
from workbench.tracking.returned.locked import locked_problems
from workbench.tracking.returned.matching import match_rows
from workbench.tracking.returned.memory import earlier_rows
from workbench.tracking.returned.strays import SentTexts, can_be_new_action, stray_problem
from workbench.tracking.returned.tables import find_tables
from workbench.tracking.returned.targets import Targets
from workbench.tracking.returned.values import ValueReader
from workbench.tracking.sending import ACTIONS, RESPONSE
from workbench.tracking.shares import shares_of
from workbench.tracking.shown import text_form

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from workbench.spreadsheets.book import Book
    from workbench.tracking.returned.expected import Expected
    from workbench.tracking.returned.identity import Identity
    from workbench.tracking.returned.tables import Layout
    from workbench.workspace import Workspace


def read_sheet(path: Path, workspace: Workspace) -> Return:
    """Return what a tracking sheet says other than what was sent; UserError where it is refused."""
    return SheetReader(workspace).read(path)


def interpret(book: Book, name: str, sha256: str, workspace: Workspace) -> Return:
    """Return what a workbook already read says, as :func:`read_sheet` does."""
    return SheetReader(workspace).interpret(book, name, sha256)


class SheetReader:
    """Reads the sheets of one run: what they were made from is worked out once for all of them.

    The workspace must not change meanwhile.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._bases = Bases(workspace)
        self._merged: list[Merged] | None = None

    def read(self, path: Path) -> Return:
        """Return what a tracking sheet says other than what was sent.

        Raises UserError where the file is refused whole: it cannot be read, is no tracking sheet of this
        workspace, or nothing says any more what was sent.
        """
        book = read_book(path)
        return self.interpret(book, path.name, hashlib.sha256(path.read_bytes()).hexdigest())

    def interpret(self, book: Book, name: str, sha256: str) -> Return:
        """Return what a workbook already read says."""
        layout = find_tables(book)
        identity = identify(book, layout.lists, name, self._workspace.id)
        into = Return(name, sha256, "sheet", identity.point, identity.unit, book.saved_by, book.saved_at)
        if not any(layout.tables.values()):
            raise UserError(
                f"“{name}” is a tracking sheet without its sheets {' and '.join(layout.tables)}; there is"
                " nothing to read in it."
            )
        expected = self._bases.expected(identity, layout.baseline, name)
        into.base = expected.base
        self._read_tables(layout, expected, into)
        known = marks_in(layout.lists) or _marks_anew(expected, identity)
        into.problems += leftovers(book, layout, known, _words_sent(expected))
        return into

    def _read_tables(self, layout: Layout, expected: Expected, into: Return) -> None:
        values = ValueReader(expected.words, expected.sending.snapshot.numbers)
        targets = Targets(self._workspace.tree, expected.unit)
        for role, tables in layout.tables.items():
            if not tables:
                message = f"The sheet {role} is missing; nothing was read from it."
                into.problems.append(Problem("missing-sheet", message, Place(role)))
                continue
            rows = expected.rows[role]
            matched = match_rows(tables, rows)
            AnswerReader(values, targets, into).read(matched.matches)
            into.problems += locked_problems(matched.matches)
            sent = SentTexts.of(expected.rows[RESPONSE] + rows, tables[0].declared.values())
            new = []
            for line in matched.strays:
                if can_be_new_action(line):
                    new.append(line)
                elif problem := stray_problem(line, sent):
                    into.problems.append(problem)
            if role == ACTIONS:
                asked = {row.recommendation: row.row.plan.asked for row in expected.rows[RESPONSE]}
                earlier = earlier_rows(self._merges(), into.point, expected.unit)
                ActionAdder(values, targets, into, asked, earlier, sent).read(new)

    def _merges(self) -> list[Merged]:
        if self._merged is None:
            self._merged = merged(self._workspace)
        return self._merged


def _marks_anew(expected: Expected, identity: Identity) -> AbstractSet[str]:
    """Return the marks of what we wrote by writing it again; none where our journal does not know how."""
    if expected.base is None:
        return set()
    sending = dataclasses.replace(expected.sending, due=_day(identity.due))
    shares = shares_of(expected.base, sending.asked, expected.unit)
    return set(known_marks(workbook(sending, expected.unit, shares)))


def _words_sent(expected: Expected) -> set[str]:
    """Return the words of every text in the rows that were sent."""
    found: set[str] = set()
    for row in (row for rows in expected.rows.values() for row in rows):
        shown = (text_form(answer.shown) for answer in row.answers.values())
        found.update(map(words_of, (*row.row.locked.values(), *row.row.whole.values(), *shown)))
    return found


def _day(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None
