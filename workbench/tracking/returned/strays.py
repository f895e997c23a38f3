"""Rows that are none of those sent, and the texts in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.merging.claims import Problem
from workbench.sentences import Sentence
from workbench.tracking.actions_sheet import NEW
from workbench.tracking.columns import ACTION_NUMBER, PART, REFERENCE
from workbench.tracking.returned.cells import listed, same_letters, words_of
from workbench.tracking.returned.matching import HEADLINE, is_new_row
from workbench.tracking.sending import ACTIONS, fingerprint
from workbench.tracking.shares import Part
from workbench.tracking.understanding import same_as_shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from workbench.tracking.columns import Column, Role
    from workbench.tracking.returned.cells import Cell
    from workbench.tracking.returned.expected import Expected
    from workbench.tracking.returned.matching import Line
    from workbench.tracking.shown import CellValue


@dataclass(frozen=True, slots=True)
class SentTexts:
    """What we wrote into a table: ``locked`` texts, and ``names`` that stand in header and keys.

    ``unbelieved`` are the answers of rows that only the file knows, by fingerprint.
    """

    locked: frozenset[str]
    names: frozenset[str]
    unbelieved: Mapping[str, Mapping[str, CellValue]]

    @classmethod
    def of(cls, expected: Expected, columns: Iterable[Column]) -> SentTexts:
        """Return what we wrote into tables with these columns."""
        rows = expected.every_row()
        texts = (text for row in rows for shown in (row.row.locked, row.row.whole) for text in shown.values())
        names = (name for column in columns for name in (column.key, column.label))
        known = frozenset(map(words_of, texts)), frozenset(map(words_of, (*names, NEW)))
        return cls(*known, expected.unbelieved)

    def is_news(self, text: str, *, locked: bool) -> bool:
        """Whether a cell holds what we did not write into such a cell."""
        words = words_of(text)
        return bool(words) and words not in self.names and not (locked and words in self.locked)


def can_be_new_action(line: Line) -> bool:
    """Whether a stray line can be a new action rather than one that was sent and is not recognised."""
    if line.table.role != ACTIONS or (line.table.header is not None and line.row < line.table.header):
        return False
    has_no_headline = not line.locked.get(HEADLINE, "").strip()
    has_no_number = same_letters(line.locked.get(ACTION_NUMBER, "")) in ("", NEW)
    return is_new_row(line) or (line.id is None and (has_no_headline or has_no_number))


def news_in_marks(line: Line, sent: SentTexts) -> list[tuple[str, str]]:
    """Return label and text of the locked cells of a new action that hold what we did not write."""
    return [
        (line.table.label(key), text)
        for key, text in line.locked.items()
        if key != REFERENCE and sent.is_news(text, locked=True)
    ]


def stray_problem(line: Line, sent: SentTexts) -> Problem | None:
    """Return the problem of a line that is no row sent and no new one; None where it holds nothing new."""
    shown = sent.unbelieved.get(fingerprint(line.locked))
    said, holds_news = [], False
    for key in line.table.columns:
        role, cell = line.table.declared[key].role, line.table.cell(line.row, key)
        if role == "id" or (shown is not None and _is_as_shown(cell, key, role, shown)):
            is_news = False
        else:
            is_news = sent.is_news(cell.text, locked=role in ("mark", "context"))
        holds_news = holds_news or is_news
        if is_news or (cell.text.strip() and key in (REFERENCE, ACTION_NUMBER)):
            said.append((line.table.label(key), cell.text))
    if not holds_news:
        return None
    message = Sentence(
        "This row is none of those that were sent, so nothing was read from it: {0}.", listed(said)
    )
    return Problem("unknown-row", message, line.table.place(line.row))


def _is_as_shown(cell: Cell, key: str, role: Role, shown: Mapping[str, CellValue]) -> bool:
    """Whether a cell of a row known to its file only is as it was sent."""
    if key == PART:
        return any(cell.text.startswith(part.value) for part in Part)
    if role in ("mark", "context"):
        return True  # the fingerprint says it
    return not cell.formula and not cell.error and same_as_shown(cell.value, shown.get(key))
