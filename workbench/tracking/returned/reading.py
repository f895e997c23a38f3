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
from workbench.tracking.sending import RESPONSE
from workbench.tracking.shares import shares_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from workbench.spreadsheets.book import Book
    from workbench.tracking.returned.expected import Expected
    from workbench.tracking.returned.identity import Identity
    from workbench.tracking.returned.tables import Table
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
        for role, tables in layout.tables.items():
            if tables:
                self._read_tables(role, tables, expected, into)
            else:
                message = f"The sheet {role} is missing; nothing was read from it."
                into.problems.append(Problem("missing-sheet", message, Place(role)))
        known = marks_in(layout.lists) or _marks_anew(expected, identity)
        into.problems += leftovers(book, layout, known, expected)
        return into

    def _read_tables(self, role: str, tables: Sequence[Table], expected: Expected, into: Return) -> None:
        """Read the rows of one role: those that were sent, new actions, and what is neither."""
        values = ValueReader(expected.words, expected.sending.snapshot.numbers)
        targets = Targets(self._workspace.tree, expected.unit)
        matched = match_rows(tables, expected.rows[role])
        AnswerReader(values, targets, into).read(matched.matches)
        into.problems += locked_problems(matched.matches)
        sent = SentTexts.of(expected, tables[0].declared.values())
        new = [line for line in matched.strays if can_be_new_action(line)]
        strays = (stray_problem(line, sent) for line in matched.strays if not can_be_new_action(line))
        into.problems += [problem for problem in strays if problem]
        asked = {row.recommendation: row.row.plan.asked for row in expected.rows[RESPONSE]}
        earlier = earlier_rows(self._merges(), into.point, expected.unit) if new else []
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


def _day(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None
