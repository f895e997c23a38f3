"""The open cells of rows that were sent, as claims; what cannot be one is told as a problem."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.merging.claims import Claim, Problem
from workbench.sentences import UNSAID, Sentence, together
from workbench.tracking.returned.cells import listed, row_named
from workbench.tracking.returned.covering import covered_problems
from workbench.tracking.returned.doubting import doubts_of_columns, doubts_of_shifted, field_in
from workbench.tracking.returned.targets import target_of
from workbench.tracking.returned.values import Held
from workbench.tracking.sending import ACTIONS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.merging.claims import Return
    from workbench.tracking.baseline import Sent
    from workbench.tracking.returned.matching import Match
    from workbench.tracking.returned.since import Since
    from workbench.tracking.returned.values import Typed, ValueReader


_CLEARED = Sentence("(cleared)")
_COPIED = Sentence(
    "{0} stands in several rows; this copy was changed, and it cannot be told whether it means that action or"
    " a new one; not applied: {1}."
)


@dataclass(frozen=True, slots=True)
class _Change:
    """One open cell that is not as sent."""

    match: Match
    sent: Sent
    typed: Typed
    doubt: Sentence


@dataclass
class AnswerReader:
    """Reads the matched rows of one sheet role into a Return; ``doubt`` is what speaks against all of it."""

    values: ValueReader
    since: Since
    into: Return
    doubt: Sentence = UNSAID

    def read(self, matches: Sequence[Match]) -> None:
        """Add a claim for every answer that is not as sent, each with what speaks against it."""
        typed = {id(match): self._typed(match) for match in matches}
        columns, shifted = doubts_of_columns(matches, typed), doubts_of_shifted(matches, typed)
        by_row: dict[int, list[list[_Change]]] = {}
        for match in matches:
            changes = []
            for key, cell in typed[id(match)].items():
                elsewhere = columns.get(key, UNSAID), shifted.get((id(match), key), UNSAID)
                doubt = together(self.doubt, match.doubt, *elsewhere, cell.doubt)
                changes.append(_Change(match, match.sent.answers[key], cell, doubt))
            by_row.setdefault(match.sent.id, []).append(changes)
        for lines in by_row.values():
            self._read_row(lines)
        self.into.problems += covered_problems(matches)

    def _typed(self, match: Match) -> dict[str, Typed]:
        """Return what was typed into the open cells of a line, by key; none is cleared by being covered."""
        table, found = match.line.table, {}
        for key, sent in match.sent.answers.items():
            if not sent.is_open or key not in table.columns:
                continue
            cells = table.cells(match.line.row, key)
            held = Held(sent.stored, sent.shown, sent.node or sent.recommendation, match.sent.shown.get(key))
            typed = self.values.typed(cells, field_in(sent), held)
            if typed and (typed.text or not any(cell.is_covered for cell in cells)):
                found[key] = typed
        return found

    def _read_row(self, lines: Sequence[Sequence[_Change]]) -> None:
        """Read all lines that stand for one row that was sent, usually one."""
        changed = [changes for changes in _without_gaps(lines) if changes]
        if not changed:
            return
        if changed[0][0].match.line.table.role == ACTIONS and len(changed) < len(lines):
            for changes in changed:
                self._refuse_copy(changes)
            return
        for key in dict.fromkeys(change.sent.key for changes in changed for change in changes):
            self._claim([change for changes in changed for change in changes if change.sent.key == key])

    def _claim(self, changes: Sequence[_Change]) -> None:
        """Add the claim of one field; several lines that say different things are told side by side."""
        change = changes[0]
        match, sent, typed = change.match, change.sent, change.typed
        asked, kind = match.sent.row.plan.asked, sent.key.partition(".")[0]
        different = {(repr(other.typed.value), other.typed.raw) for other in changes}
        beside = _side_by_side(changes) if len(different) > 1 else UNSAID
        is_new = sent.shown is None  # else it is a conflict
        removed = self.since.doubt_of_removed(asked) if is_new else UNSAID
        lost = self.since.doubt(asked, kind), removed
        doubts = (beside, *lost, change.doubt, match.sent.doubts.get(sent.key, UNSAID))
        self.into.claims.append(
            Claim(
                target_of(asked, sent, self.since.unit_now),
                field_in(sent).name,
                sent.stored,
                typed.value,
                match.line.table.place(match.line.row, sent.key),
                together(*doubts),
                typed.raw,
            )
        )
        for mark in typed.lost:
            self._tell_lost(match, sent.key, mark)

    def _refuse_copy(self, changes: Sequence[_Change]) -> None:
        """Tell what a copy of a row says that cannot be applied."""
        match = changes[0].match
        table, row = match.line.table, match.line.row
        said = listed((table.label(change.sent.key), change.typed.text or _CLEARED) for change in changes)
        message = Sentence(_COPIED, match.sent.title, said)
        self.into.problems.append(Problem("copied-row", message, table.place(row)))

    def _tell_lost(self, match: Match, key: str, mark: Sentence) -> None:
        table = match.line.table
        message = Sentence(
            "{0}: “{1}” lost {2} with the words it stood on.", match.sent.title, table.label(key), mark
        )
        self.into.problems.append(Problem("lost-mark", message, table.place(match.line.row, key)))


def _without_gaps(lines: Sequence[Sequence[_Change]]) -> list[list[_Change]]:
    """Return the changes of each line of a row; a cell is cleared only where all its lines are empty there.

    Somebody who copies a part of a row does not ask to remove the rest.
    """
    cleared = [{change.sent.key for change in changes if not change.typed.text} for changes in lines]
    everywhere = set.intersection(*cleared)
    return [
        [change for change in changes if change.typed.text or change.sent.key in everywhere]
        for changes in lines
    ]


def _side_by_side(changes: Sequence[_Change]) -> Sentence:
    said = listed((row_named(change.match.line.row), change.typed.text or _CLEARED) for change in changes)
    return Sentence("Several rows answer this differently: {0}.", said)
