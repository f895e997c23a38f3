"""What was sent: the rows of a unit's workbook, from our journal or, where that lacks them, from the file."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workbench.errors import UserError
from workbench.sentences import Sentence
from workbench.tracking.baseline import sent_with
from workbench.tracking.columns import ACTION_NUMBER, REFERENCE, action_columns, response_columns
from workbench.tracking.planning import action_plans, planned_row, response_plans
from workbench.tracking.returned.baseline import believed, read_baseline, unbelieved, with_own_words
from workbench.tracking.sending import ACTIONS, RESPONSE, Sending, sending_for
from workbench.tracking.shares import Part, shares_of
from workbench.tracking.shown import text_form
from workbench.tracking.understanding import Words
from workbench.workspace import Snapshot

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from workbench.spreadsheets.book import Sheet
    from workbench.tracking.baseline import Sent
    from workbench.tracking.planning import Row
    from workbench.tracking.returned.identity import Identity
    from workbench.tracking.shown import CellValue
    from workbench.tree import Tree
    from workbench.workspace import Workspace


@dataclass(frozen=True, eq=False)
class SentRow:
    """One row as it was sent.

    ``answers`` are what it held by key of the column; ``doubts`` say of some why no text typed over
    them can be taken unseen. ``shown`` holds what the file itself says an answer showed, where the words
    of a list have changed since; ``marks`` further fingerprints of the row.
    """

    row: Row
    answers: Mapping[str, Sent]
    doubts: Mapping[str, Sentence] = field(default_factory=dict)
    shown: Mapping[str, CellValue] = field(default_factory=dict)
    marks: frozenset[str] = frozenset()

    @property
    def id(self) -> int:
        """The id in the hidden column."""
        return self.row.plan.id

    @property
    def recommendation(self) -> int:
        """The recommendation that the row is about."""
        return self.row.plan.asked.recommendation.id

    @property
    def reference(self) -> str:
        """What people call the recommendation, as printed when the sheet was made."""
        return self.row.locked[REFERENCE]

    @property
    def title(self) -> str:
        """What people call the row: its reference, and the number of the action."""
        number = self.row.locked.get(ACTION_NUMBER)
        return Sentence("{0}, action {1}", self.reference, number) if number else self.reference

    def texts(self) -> Iterator[str]:
        """Yield the text of every cell of the row, locked texts also in whole."""
        yield str(self.id)
        yield from self.row.locked.values()
        yield from self.row.whole.values()
        yield from (text_form(answer.shown) for answer in self.answers.values())


@dataclass(frozen=True)
class Expected:
    """What a unit was sent: rows by sheet, and what words meant in it.

    ``base`` is the document it was made of, None where our journal does not hold that; ``sending`` is then
    of the present document, and ``unbelieved`` what the rows showed that the file has and we do not.
    """

    sending: Sending
    unit: str
    rows: Mapping[str, list[SentRow]]
    words: Words
    base: Tree | None = None
    unbelieved: Mapping[str, Mapping[str, CellValue]] = field(default_factory=dict)

    def every_row(self) -> list[SentRow]:
        """Return the rows of all sheets."""
        return [row for rows in self.rows.values() for row in rows]


class Bases:
    """The documents that sheets were made of, each rebuilt once for all sheets made of it."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._trees: dict[str, Tree | None] = {}
        self._sendings: dict[tuple[str, int], Sending] = {}
        self._words: dict[tuple[str, int], Words] = {}

    def expected(self, identity: Identity, baseline: Sheet | None, name: str) -> Expected:
        """Return what a unit was sent; ``baseline`` is the sheet of that name in its file.

        Raises UserError where neither the journal nor the file says it, or the unit was asked nothing.
        """
        base = self._tree(identity.point)
        if base is None:
            return self._from_file(identity, baseline, name)
        planned = self._planned(identity, identity.point, name)
        rows = {title: with_own_words(held, baseline) for title, held in planned.rows.items()}
        return dataclasses.replace(planned, rows=rows, base=base)

    def _from_file(self, identity: Identity, baseline: Sheet | None, name: str) -> Expected:
        """Return what the file says itself, as far as it agrees with the present document."""
        sent = read_baseline(baseline)
        if sent is None:
            raise UserError(
                "“{0}” was made from a state that this workspace’s journal does not hold, and its hidden"
                " sheet Baseline cannot be read; ask for the file again or type its answers in.",
                name,
            )
        planned = self._planned(identity, self._workspace.point, name)
        rows = {title: believed(held, sent) for title, held in planned.rows.items()}
        strange = unbelieved([row for held in rows.values() for row in held], sent)
        return dataclasses.replace(planned, rows=rows, unbelieved=strange)

    def _planned(self, identity: Identity, point: str, name: str) -> Expected:
        """Return what the unit would be sent at a point of the journal; UserError where that is nothing."""
        sending = self._sending(identity, point, name)
        rows = _rows(sending, identity.unit)
        if not any(rows.values()):
            raise UserError(
                "“{0}” is for the unit {1}, which has no share in any recommendation of {2}.",
                name,
                identity.unit,
                sending.symbol,
            )
        return Expected(sending, identity.unit, rows, self._words[point, identity.paper])

    def _tree(self, point: str) -> Tree | None:
        """Return the document at a point of the journal, None where the journal lacks that."""
        if point not in self._trees:
            try:
                self._trees[point] = self._workspace.at(point)
            except UserError:
                self._trees[point] = None
        return self._trees[point]

    def _sending(self, identity: Identity, point: str, name: str) -> Sending:
        key = (point, identity.paper)
        if key not in self._sendings:
            tree = self._tree(point)
            if tree is None or identity.paper not in tree or tree[identity.paper].kind != "paper":
                raise UserError("“{0}” belongs to a paper that this workspace does not hold.", name)
            snapshot = Snapshot(self._workspace.id, point, tree)
            sending = sending_for(snapshot, tree[identity.paper], "response", None)
            self._words[key] = Words(tree, {one.recommendation.id: one.reference for one in sending.asked})
            self._sendings[key] = sending
        return dataclasses.replace(self._sendings[key], stage=identity.stage)


def _rows(sending: Sending, unit: str) -> dict[str, list[SentRow]]:
    """Return the rows of a unit's workbook as they are made at the point of ``sending``."""
    shares = shares_of(sending.snapshot.tree, sending.asked, unit)
    contributes = any(share.part is Part.CONTRIBUTOR for share in shares)
    tables = {
        RESPONSE: (response_columns(contributes=contributes), response_plans(shares, sending.stage)),
        ACTIONS: (action_columns(), action_plans(shares)),
    }
    rows: dict[str, list[SentRow]] = {}
    for title, (columns, plans) in tables.items():
        made = [planned_row(sending, columns, plan) for plan in plans]
        rows[title] = [
            SentRow(row, {sent.key: sent for sent in sent_with(title, columns, row)}) for row in made
        ]
    return rows
