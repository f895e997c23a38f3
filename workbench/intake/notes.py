"""Footnotes: their bodies among the lines, and their marks in the texts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.intake.signs import finished

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from workbench.intake.rows import Row

_BODY = re.compile(
    r"(?:(?P<plain>\d{1,3})|\[(?P<square>\d{1,3})\]|(?P<raised>[¹²³⁰⁴-⁹]{1,3}))(?P<space>\s*)(?P<first>\S)"
)
RAISED_DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
RAISED = str.maketrans(RAISED_DIGITS, "0123456789")
_BODY_STARTS = frozenset("“\"‘'(«[*")
_REACH = 100  # candidates looked back over, so that noise costs no more than that


@dataclass(slots=True)
class Body:
    """The lines of one footnote; ``number`` is the one the source prints, ``head`` its own line if any."""

    number: int
    rows: list[Row]
    head: Row | None = None


@dataclass(frozen=True, slots=True)
class _Candidate:
    position: int
    number: int
    start: int
    strength: float


class Bodies:
    """The footnotes among ``rows``: ``found`` in order; ``rows`` are the lines they take."""

    def __init__(self, rows: Sequence[Row], stands_out: Callable[[str], bool]) -> None:
        self.found: list[Body] = []
        self.rows: set[int] = set()
        self._all = rows
        self._stands_out = stands_out
        self._before: Row | None = None  # the last row of the text before a group of footnotes
        widths = sorted(row.width for row in rows[::5]) or [0]
        self._widest = widths[int(0.97 * (len(widths) - 1))]
        chain = _best_chain(self._candidates())
        heads = {candidate.position for candidate in chain}
        for candidate in chain:
            self._take(candidate, heads)

    def _candidates(self) -> list[_Candidate]:
        found = []
        starts = [position for position, row in enumerate(self._all) if row.text[0] in _DIGITS]
        for position in starts:
            row = self._all[position]
            match = _BODY.match(row.text)
            if match and (candidate := self._candidate(position, row, match)):
                found.append(candidate)
            elif len(row.text) < 4 and self._is_head(position):
                found.append(_Candidate(position, int(row.text.translate(RAISED)), len(row.text), 1.5))
        return found

    def _is_head(self, position: int) -> bool:
        """Whether a number alone on its line has a footnote's text below it."""
        row, after = self._all[position], self._all[position + 1 : position + 2]
        text = after[0].text if after and not after[0].gap else " "
        if not row.text.isdigit() or self._stands_out(text):
            return False
        return text[0].isupper() or text[0] in _BODY_STARTS or text.startswith("http")

    def _candidate(self, position: int, row: Row, match: re.Match[str]) -> _Candidate | None:
        first = match["first"]
        raised = bool(match["raised"] or match["square"])
        if match["plain"] and not match["space"]:
            return None
        is_start = first.isupper() or first in _BODY_STARTS or (raised and first.isalpha())
        if not is_start and not row.text.startswith("http", match.start("first")):
            return None
        number = int((match["plain"] or match["square"] or match["raised"]).translate(RAISED))
        strength = 2.0 if row.gap or row.broken else 0.6
        return _Candidate(position, number, match.start("first"), strength + raised)

    def _take(self, head: _Candidate, heads: set[int]) -> None:
        first = self._all[head.position]
        before = self._all[head.position - 1] if head.position else None
        if before is None or before.line not in self.rows:
            self._before = before
        start = head.position + 1
        body = Body(head.number, [first.rest(head.start)])
        if not body.rows[0].text:
            body = Body(head.number, [self._all[start]], first)
            start += 1
        self.rows |= {first.line, body.rows[0].line}
        for position in range(start, len(self._all)):
            row = self._all[position]
            if position in heads or self._ends(body.rows, first, row):
                break
            body.rows.append(row)
            self.rows.add(row.line)
        self.found.append(body)

    def _ends(self, rows: list[Row], first: Row, row: Row) -> bool:
        """Whether ``row`` no longer belongs to the footnote that starts with ``first``."""
        previous = rows[-1]
        ended = finished(previous.text)
        if not ended and row.text[0].isdigit():
            return False
        if self._stands_out(row.text):
            return True
        if row.gap or row.broken:
            return ended or previous.width < 0.7 * self._widest or not self._may_go_on(row)
        if not ended:
            return False
        if row.indent > previous.indent and not (len(rows) > 1 and previous.indent > first.indent):
            return True
        return (row.text[0].islower() and previous.text[-1] not in ";:") or _is_short(rows, row)

    def _may_go_on(self, row: Row) -> bool:
        """Whether a row behind a page end can be the rest of an unfinished footnote."""
        if row.text[0].islower():
            return True
        return bool(row.broken) and self._before is not None and finished(self._before.text)


_DIGITS = frozenset("0123456789[¹²³⁰⁴⁵⁶⁷⁸⁹")


def _is_short(rows: Sequence[Row], row: Row) -> bool:
    widest = max(line.width for line in rows)
    needed = rows[-1].width + 1 + len(row.text.split(None, 1)[0])
    return len(rows) > 1 and needed < 0.85 * widest


def _best_chain(candidates: Sequence[_Candidate]) -> list[_Candidate]:
    """Return the candidates that best make one sequence of footnotes 1, 2, 3 and so on."""
    best: list[tuple[float, int]] = []
    for index, candidate in enumerate(candidates):
        score, previous = candidate.strength + _opening(candidate.number), -1
        for earlier in range(max(0, index - _REACH), index):
            linked = best[earlier][0] + candidate.strength + _step(candidates[earlier], candidate)
            if linked >= score:
                score, previous = linked, earlier
        best.append((score, previous))
    end = max(range(len(best)), key=lambda index: best[index][0], default=-1)
    if end < 0 or best[end][0] < 0.5:
        return []
    chain = []
    while end >= 0:
        chain.append(candidates[end])
        end = best[end][1]
    return chain[::-1]


def _opening(number: int) -> float:
    return 0.0 if number == 1 else -1.0 if number < 4 else -1.9


def _step(earlier: _Candidate, later: _Candidate) -> float:
    """Return how well one footnote follows another; a great loss where it cannot."""
    distance = later.number - earlier.number
    if distance == 1:
        return 1.0
    if distance in (2, 3):
        return -1.0
    return -2.2 if distance == 0 else -99.0
