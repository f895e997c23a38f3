"""Locked cells that somebody typed into: never applied, always told."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from workbench.merging.claims import Problem
from workbench.sentences import Sentence
from workbench.tracking.columns import PART
from workbench.tracking.returned.matching import agrees, reads_as
from workbench.tracking.returned.sorting import Pair, is_permuted
from workbench.tracking.shown import text_form
from workbench.tracking.understanding import same_as_shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workbench.tracking.returned.matching import Match

_TYPED_OVER = Sentence("{0}: “{1}” is for reading only and was not read; it now says “{2}”.")


def locked_problems(matches: Sequence[Match]) -> list[Problem]:
    """Return a problem for each locked cell that is not as sent; one for a column sorted alone."""
    lines = Counter(match.sent.id for match in matches)
    changed: dict[str, list[tuple[Match, str]]] = {}
    for match in matches:
        is_copied = lines[match.sent.id] > 1
        for key in _changed(match):
            if not (is_copied and not _text(match, key)):  # somebody copied a part of the row
                changed.setdefault(key, []).append((match, key))
    problems = []
    for key, cells in changed.items():
        if is_permuted(list(_pairs(matches, key))):
            problems.append(_of_column(*cells[0]))
        else:
            problems += [_of_cell(match, key) for match, key in cells]
    return problems


def _changed(match: Match) -> Iterator[str]:
    """Yield the keys of the locked cells of a line that are not as sent."""
    table, sent = match.line.table, match.sent
    for key in table.columns:
        role = table.declared[key].role
        if role in ("mark", "context"):
            is_as_sent = (match.is_exact and key != PART) or agrees(_text(match, key), sent, key)
        else:
            is_open = key in sent.answers and sent.answers[key].is_open
            is_as_sent = role == "id" or is_open or _is_as_sent(match, key)
        cell = table.cell(match.line.row, key)
        if not is_as_sent and (cell.text or not cell.is_covered):
            yield key


def _is_as_sent(match: Match, key: str) -> bool:
    """Whether a locked answer shows what it showed, in whole or its beginning."""
    cell = match.line.table.cell(match.line.row, key)
    shown = match.sent.answers[key].shown if key in match.sent.answers else None
    if cell.formula is not None or cell.error is not None:
        return False
    if same_as_shown(cell.value, shown) or reads_as(cell.text, text_form(shown)):
        return True
    return key in match.sent.shown and same_as_shown(cell.value, match.sent.shown[key])


def _pairs(matches: Sequence[Match], key: str) -> Iterator[Pair]:
    """Yield the texts of a locked column, as sent and as they came back."""
    for match in matches:
        if key in match.line.table.columns:
            sent = match.sent
            was = sent.row.locked[key] if key in sent.row.locked else text_form(sent.row.answers.get(key))
            yield Pair(was, _text(match, key))


def _text(match: Match, key: str) -> str:
    return match.line.table.cell(match.line.row, key).text


def _of_cell(match: Match, key: str) -> Problem:
    table, text = match.line.table, _text(match, key).strip()
    title, label = match.sent.title, table.label(key)
    if text:
        message = Sentence(_TYPED_OVER, title, label, text)
    else:
        message = Sentence("{0}: “{1}” is for reading only and was not read; it was cleared.", title, label)
    return Problem("locked-cell", message, table.place(match.line.row, key))


def _of_column(match: Match, key: str) -> Problem:
    table = match.line.table
    message = Sentence(
        "The column “{0}” holds the same texts as sent, but in other rows; it is for reading only and was not"
        " read.",
        table.label(key),
    )
    place = table.place(match.line.row, key)
    return Problem("sorted-column", message, place)
