"""Reading one returned workbook: where it belongs, what was sent, what came back."""

from __future__ import annotations

import dataclasses
import datetime
import hashlib
from typing import TYPE_CHECKING

from workbench.errors import UserError
from workbench.merging.claims import Place, Problem, Return
from workbench.merging.records import Merged, merged
from workbench.sentences import Sentence
from workbench.spreadsheets import read_book
from workbench.tracking.book import workbook
from workbench.tracking.known import known_marks
from workbench.tracking.returned.additions import ActionAdder
from workbench.tracking.returned.answers import AnswerReader
from workbench.tracking.returned.doubting import doubt_of_unit, with_copies_doubted
from workbench.tracking.returned.expected import Bases
from workbench.tracking.returned.identity import identify
from workbench.tracking.returned.leftovers import leftovers, marks_in
from workbench.tracking.returned.locked import locked_problems
from workbench.tracking.returned.matching import match_rows
from workbench.tracking.returned.memory import earlier_rows
from workbench.tracking.returned.since import Since, renamed_units
from workbench.tracking.returned.strays import SentTexts, can_be_new_action, stray_problem
from workbench.tracking.returned.tables import find_tables
from workbench.tracking.returned.twins import Twins
from workbench.tracking.returned.values import ValueReader
from workbench.tracking.sending import RESPONSE
from workbench.tracking.shares import shares_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
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

    The workspace must not change meanwhile. A file read later can add a doubt to the new rows of one read
    before, where both can mean the same action.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._bases = Bases(workspace)
        self._merged: list[Merged] | None = None
        self._twins = Twins()

    def read(self, path: Path) -> Return:
        """Return what a tracking sheet says other than what was sent.

        Raises UserError where the file is refused whole: it cannot be read, is no tracking sheet of this
        workspace, or nothing says any more what was sent.
        """
        before = _state(path)
        book, content = read_book(path), path.read_bytes()
        if _state(path) != before:
            raise UserError("“{0}” was changed while it was being read; merge it again.", path.name)
        return self.interpret(book, path.name, hashlib.sha256(content).hexdigest())

    def interpret(self, book: Book, name: str, sha256: str) -> Return:
        """Return what a workbook already read says."""
        layout = find_tables(book)
        identity = identify(book, layout.lists, name, self._workspace.id)
        into = Return(name, sha256, "sheet", identity.point, identity.unit, book.saved_by, book.saved_at)
        if not any(layout.tables.values()):
            raise UserError(
                "“{0}” is a tracking sheet without its sheets {1} and {2}; there is nothing to read in it.",
                name,
                *layout.tables,
            )
        expected = self._bases.expected(identity, layout.baseline, name)
        into.base = expected.base
        for role, tables in layout.tables.items():
            if not tables:
                message = Sentence("The sheet {0} is missing; nothing was read from it.", role)
                into.problems.append(Problem("missing-sheet", message, Place(role)))
        self._read_tables(layout.tables, expected, into)
        known = marks_in(layout.lists) or _marks_anew(expected, identity)
        into.problems += leftovers(book, layout, known, expected)
        self._twins.tell(into)
        return into

    def _read_tables(self, tables: Mapping[str, Sequence[Table]], expected: Expected, into: Return) -> None:
        """Read the rows of both sheets: those that were sent, new actions, and what is neither."""
        tree = self._workspace.tree
        since = Since(tree, expected.unit, renamed_units(expected.base, tree))
        values = ValueReader(expected.words, expected.sending.snapshot.numbers, since.renamed)
        matched = {role: match_rows(held, expected.rows[role]) for role, held in tables.items()}
        doubt = doubt_of_unit(matched[RESPONSE].matches, expected.unit)
        for role, found in matched.items():
            matches = with_copies_doubted(found.matches, expected.rows[role])
            AnswerReader(values, since, into, doubt).read(matches)
            into.problems += locked_problems(matches)
            if found.strays:
                sent = SentTexts.of(expected, tables[role][0].declared.values())
                new = [line for line in found.strays if can_be_new_action(line)]
                strays = (stray_problem(line, sent) for line in found.strays if not can_be_new_action(line))
                into.problems += [problem for problem in strays if problem]
                asked = {row.recommendation: row.row.plan.asked for row in expected.rows[RESPONSE]}
                earlier = earlier_rows(self._merges(), into)
                ActionAdder(values, since, into, asked, earlier, sent, doubt).read(new)

    def _merges(self) -> list[Merged]:
        if self._merged is None:
            self._merged = merged(self._workspace)
        return self._merged


def _state(path: Path) -> tuple[int, ...]:
    """Return what tells whether a file was written to; nothing where it is not there."""
    try:
        status = path.stat()
    except OSError:
        return ()
    return status.st_ino, status.st_size, status.st_mtime_ns


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
