"""Open cells that somebody merged others over: what is seen there was not said of each of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.merging.claims import Problem
from workbench.sentences import Sentence, strung
from workbench.tracking.returned.cells import cell_at, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workbench.spreadsheets.book import Position, Sheet
    from workbench.tracking.returned.matching import Match

    Area = tuple[Position, Position]

_LONGEST = 60


def covered_problems(matches: Sequence[Match]) -> list[Problem]:
    """Return a problem for each merged cell that hides open answers, where it or they hold anything."""
    hidden: dict[tuple[int, Area], list[tuple[Match, str]]] = {}
    for match in matches:
        for key, at in _covered(match):
            sheet = match.line.table.sheet
            area = next((area for area in sheet.merged if _holds(area, at)), (at, at))
            if _text(sheet, area[0]) or match.sent.answers[key].shown is not None:
                hidden.setdefault((id(sheet), area), []).append((match, key))
    return [_problem(area, cells) for (_, area), cells in hidden.items()]


def _covered(match: Match) -> Iterator[tuple[str, Position]]:
    """Yield key and place of the open cells of a line that are hidden under a merged one."""
    table, row = match.line.table, match.line.row
    if table.sheet.covered:
        for key, sent in match.sent.answers.items():
            at = (row, table.columns.get(key, -1))
            if sent.is_open and at in table.sheet.covered:
                yield key, at


def _holds(area: Area, at: Position) -> bool:
    first, last = area
    return first[0] <= at[0] <= last[0] and first[1] <= at[1] <= last[1]


def _text(sheet: Sheet, at: Position) -> str:
    return words_of(cell_at(sheet, *at).text)


def _problem(area: Area, cells: Sequence[tuple[Match, str]]) -> Problem:
    match, key = cells[0]
    table = match.line.table
    text = _text(table.sheet, area[0])
    said = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    names = strung(
        [Sentence("“{0}” of {1}", match.line.table.label(key), match.sent.title) for match, key in cells]
    )
    if said:
        message = Sentence(
            "A merged cell shows “{0}” also for {1}; nothing was read there, neither as an answer nor as"
            " cleared.",
            said,
            names,
        )
    else:
        message = Sentence(
            "A merged cell hides {0}; nothing was read there, neither as an answer nor as cleared.", names
        )
    return Problem("merged-cell", message, table.place(match.line.row, key))
