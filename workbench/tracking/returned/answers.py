"""The open cells of rows that were sent, as claims; what cannot be one is told as a problem."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.merging.claims import Claim, Problem
from workbench.schema import field_of
from workbench.tracking.returned.cells import listed
from workbench.tracking.returned.sorting import (
    FEWEST_VALUES,
    Pair,
    is_permuted,
    is_sorted,
)
from workbench.tracking.returned.values import Held
from workbench.tracking.sending import ACTIONS
from workbench.tracking.shown import text_form

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workbench.merging.claims import Return, Target
    from workbench.schema import Field
    from workbench.tracking.baseline import Sent
    from workbench.tracking.returned.matching import Match
    from workbench.tracking.returned.targets import Targets
    from workbench.tracking.returned.values import Typed, ValueReader


_CLEARED = "(cleared)"
_COPIED = (
    "stands in several rows; this copy was changed, and it cannot be told whether it means that action or a"
    " new one"
)


@dataclass(frozen=True, slots=True)
class _Change:
    """One open cell that is not as sent."""

    match: Match
    sent: Sent
    typed: Typed
    doubt: str


@dataclass
class AnswerReader:
    """Reads the matched rows of one sheet role into a Return."""

    values: ValueReader
    targets: Targets
    into: Return

    def read(self, matches: Sequence[Match]) -> None:
        """Add a claim for every answer that is not as sent, each with what speaks against it."""
        typed = {id(match): self._typed(match) for match in matches}
        doubts = _doubts_of_columns(matches, typed)
        by_row: dict[int, list[list[_Change]]] = {}
        for match in matches:
            cells = typed[id(match)].items()
            changes = [
                _Change(
                    match,
                    match.sent.answers[key],
                    cell,
                    _joined(match.doubt, doubts.get(key, ""), cell.doubt),
                )
                for key, cell in cells
            ]
            by_row.setdefault(match.sent.id, []).append(changes)
        for lines in by_row.values():
            self._read_row(lines)

    def _typed(self, match: Match) -> dict[str, Typed]:
        """Return what was typed into the open cells of a line, by key."""
        table, found = match.line.table, {}
        for key, sent in match.sent.answers.items():
            if not sent.is_open or key not in table.columns:
                continue
            cells = table.cells(match.line.row, key)
            held = Held(sent.stored, sent.shown, sent.node or sent.recommendation, match.sent.shown.get(key))
            typed = self.values.typed(cells, _field(sent), held)
            if typed and not typed.text and any(cell.is_covered for cell in cells):
                self._tell(
                    match, key, "merged-cell", "is hidden under a merged cell; it was not read as cleared."
                )
            elif typed:
                found[key] = typed
        return found

    def _read_row(self, lines: Sequence[Sequence[_Change]]) -> None:
        """Read all lines that stand for one row that was sent, usually one."""
        changed = [changes for changes in _without_gaps(lines) if changes]
        if not changed:
            return
        first = changed[0][0].match
        home = self.targets.response(first.sent.row.plan.asked)
        if home is None:
            for changes in changed:
                self._refuse(changes, "recommendation-gone", "was removed here since this sheet was sent")
        elif first.line.table.role == ACTIONS and len(changed) < len(lines):
            for changes in changed:
                self._refuse(changes, "copied-row", _COPIED)
        else:
            for key in dict.fromkeys(change.sent.key for changes in changed for change in changes):
                same = [change for changes in changed for change in changes if change.sent.key == key]
                self._claim(home, same)

    def _claim(self, home: Target, changes: Sequence[_Change]) -> None:
        """Add the claim of one field; several lines that say different things are told side by side."""
        change = changes[0]
        match, sent, typed = change.match, change.sent, change.typed
        different = {(repr(other.typed.value), other.typed.raw) for other in changes}
        doubt = _side_by_side(changes) if len(different) > 1 else ""
        self.into.claims.append(
            Claim(
                self.targets.of(home, sent),
                _field(sent).name,
                sent.stored,
                typed.value,
                match.line.table.place(match.line.row, sent.key),
                _joined(doubt, change.doubt, match.sent.doubts.get(sent.key, "")),
                typed.raw,
            )
        )
        for mark in typed.lost:
            self._tell(match, sent.key, "lost-mark", f"lost {mark} with the words it stood on.")

    def _refuse(self, changes: Sequence[_Change], code: str, why: str) -> None:
        """Tell what a line says that cannot be applied."""
        match = changes[0].match
        table, row = match.line.table, match.line.row
        said = listed((table.label(change.sent.key), change.typed.text or _CLEARED) for change in changes)
        message = f"{match.sent.title} {why}; not applied: {said}."
        self.into.problems.append(Problem(code, message, table.place(row)))

    def _tell(self, match: Match, key: str, code: str, what: str) -> None:
        table = match.line.table
        message = f"{match.sent.title}: “{table.label(key)}” {what}"
        self.into.problems.append(Problem(code, message, table.place(match.line.row, key)))


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


def _doubts_of_columns(matches: Sequence[Match], typed: Mapping[int, Mapping[str, Typed]]) -> dict[str, str]:
    """Return, by key, why no value of a column can be taken unseen: it was sorted or moved alone."""
    pairs: dict[str, list[Pair]] = {}
    fields: dict[str, Field] = {}
    labels: dict[str, str] = {}
    for match in matches:
        for key, sent in match.sent.answers.items():
            if sent.is_open and key in match.line.table.columns:
                was, now = text_form(sent.shown), typed[id(match)].get(key)
                pairs.setdefault(key, []).append(Pair(was, now.text if now else was))
                fields[key], labels[key] = _field(sent), match.line.table.label(key)
    moved = [key for key, found in pairs.items() if is_permuted(found)]
    sure = [key for key in moved if fields[key].is_markup or _is_sorted_alone(pairs[key])]
    if not sure:
        return {}
    return {
        key: f"The column {labels[key]} holds the same values as sent, but in"
        f" {'sorted order' if is_sorted(pairs[key]) else 'other rows'}: perhaps it was sorted alone."
        for key in moved
    }


def _is_sorted_alone(pairs: Sequence[Pair]) -> bool:
    return is_permuted(pairs, FEWEST_VALUES) and is_sorted(pairs)


def _side_by_side(changes: Sequence[_Change]) -> str:
    said = listed((f"row {change.match.line.row + 1}", change.typed.text or _CLEARED) for change in changes)
    return f"Several rows answer this differently: {said}."


def _joined(*sentences: str) -> str:
    return " ".join(dict.fromkeys(sentence for sentence in sentences if sentence))


def _field(sent: Sent) -> Field:
    return field_of(*sent.key.split(".", 1))
