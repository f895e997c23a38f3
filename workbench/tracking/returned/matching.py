"""Which row of a returned sheet is which: by its locked text, never by its hidden id alone.

A row whose locked text is as sent is that row, whatever its id says: sorting only the visible columns moves
text away from the hidden ids. Where somebody typed over locked text, reference and recommendation decide
together, the id only between rows that these leave open.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workbench.schema import KINDS
from workbench.sentences import UNSAID, Sentence
from workbench.tracking.actions_sheet import NEW
from workbench.tracking.columns import ACTION_ID, ACTION_NUMBER, PART, REFERENCE, RESPONSE_ID
from workbench.tracking.planning import GOES_ON
from workbench.tracking.returned.cells import same_letters, whole_number, words_of
from workbench.tracking.sending import ACTIONS, fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from workbench.tracking.returned.expected import SentRow
    from workbench.tracking.returned.tables import Table

HEADLINE = f"recommendation.{KINDS['recommendation'].summary}"
ALIKE = 0.6
"""How much of two texts must be the same for one to be the other, changed."""

_ENOUGH = 1000  # letters of each text that are compared
_OTHER_RECOMMENDATION = Sentence("The row looks like that of {0}, but shows the recommendation of {1}.")
_OTHER_REFERENCE = Sentence("The row looks like that of {0}, but shows the reference of {1}.")


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """One row of a returned sheet that holds anything.

    ``locked`` is the text in each locked column that the sheet still has, by key; "Your part" is left out.
    """

    table: Table
    row: int
    locked: Mapping[str, str]
    id: int | None


@dataclass(frozen=True, slots=True, eq=False)
class Match:
    """A line and the row that was sent; ``doubt`` says what speaks against it.

    ``is_exact`` says that all locked text is as sent.
    """

    line: Line
    sent: SentRow
    doubt: Sentence = UNSAID
    is_exact: bool = False


@dataclass
class Matched:
    """The lines of one table role, in their order; ``strays`` match no row that was sent."""

    matches: list[Match] = field(default_factory=list)
    strays: list[Line] = field(default_factory=list)


def match_rows(tables: Iterable[Table], rows: Sequence[SentRow]) -> Matched:
    """Find the row that was sent for each line of these tables."""
    finder, matched = _Finder(rows), Matched()
    for table in tables:
        for line in lines_of(table):
            match = finder.find(line)
            if match:
                matched.matches.append(match)
            else:
                matched.strays.append(line)
    return matched


def lines_of(table: Table) -> list[Line]:
    """Return the lines of a table; rows that hold nothing but an id, or the mark of a new row, are none."""
    id_key = ACTION_ID if table.role == ACTIONS else RESPONSE_ID
    roles = {key: table.declared[key].role for key in table.columns}
    lines = []
    for row in table.rows():
        texts = {key: table.cell(row, key).text for key in roles if key != id_key}
        if not any(text.strip() for key, text in texts.items() if (key, text) != (ACTION_NUMBER, NEW)):
            continue
        locked = {key: texts[key] for key in texts if roles[key] in ("mark", "context") and key != PART}
        id = whole_number(table.cell(row, id_key).value) if id_key in table.columns else None
        lines.append(Line(table, row, locked, id))
    return lines


def agrees(text: str, sent: SentRow, key: str) -> bool:
    """Whether a locked text is what the row showed, in whole or as the beginning of it."""
    whole = sent.row.whole.get(key)
    return reads_as(text, sent.row.locked.get(key, "")) or (whole is not None and reads_as(text, whole))


def reads_as(text: str, whole: str) -> bool:
    """Whether a text is the other one, or a beginning of it that goes on elsewhere."""
    words = words_of(text)
    if words == words_of(whole):
        return True
    if not words.endswith(GOES_ON):
        return False
    start = words.removesuffix(GOES_ON).rstrip(" …")
    return bool(start) and words_of(whole).startswith(start)


def alike(text: str, other: str) -> bool:
    """Whether one text can be the other one, changed."""
    matcher = difflib.SequenceMatcher(None, text[:_ENOUGH], other[:_ENOUGH], autojunk=False)
    return matcher.real_quick_ratio() > ALIKE and matcher.quick_ratio() > ALIKE and matcher.ratio() > ALIKE


class _Finder:
    """The rows of one sheet by what identifies them."""

    def __init__(self, rows: Sequence[SentRow]) -> None:
        self._by_mark: dict[str, SentRow] = {}
        self._named: dict[tuple[str, ...], list[SentRow]] = {}
        self._headed: dict[str, list[SentRow]] = {}
        for row in rows:
            for name in {_name(row.row.locked), _name({REFERENCE: row.reference})}:
                self._named.setdefault(name, []).append(row)
            for texts in (row.row.locked, row.row.whole):
                headline = words_of(texts.get(HEADLINE, ""))
                if headline and row not in self._headed.setdefault(headline, []):
                    self._headed[headline].append(row)
        for row in rows:
            self._by_mark.update(dict.fromkeys(row.marks, row))
        for row in rows:
            self._by_mark[row.row.fingerprint] = row

    def find(self, line: Line) -> Match | None:
        """Return the row that was sent for a line, None where nothing says it for certain."""
        exact = self._by_mark.get(fingerprint(line.locked))
        if exact:
            return Match(line, exact, is_exact=True)
        if is_new_row(line):
            return None
        named, headed = self._rows_named(line), self._rows_headed(line)
        both = [row for row in named if row in headed]
        if both:
            return _only(line, both)
        if named and headed:
            return _contradicting(line, named, headed)
        if named:
            return _only(line, [row for row in named if _fits_otherwise(line, row)])
        return _only(line, [row for row in headed if row.id == line.id or REFERENCE not in line.locked])

    def _rows_named(self, line: Line) -> list[SentRow]:
        """Return the rows with the reference (and number) of a line."""
        return self._named.get(_name(line.locked), []) if line.locked.get(REFERENCE, "").strip() else []

    def _rows_headed(self, line: Line) -> list[SentRow]:
        """Return the rows with the recommendation of a line."""
        return self._headed.get(words_of(line.locked.get(HEADLINE, "")), [])


def is_new_row(line: Line) -> bool:
    """Whether a line of the sheet *Actions* says of itself that it is none of the actions sent."""
    if line.table.role != ACTIONS or ACTION_NUMBER not in line.locked:
        return False
    number = same_letters(line.locked[ACTION_NUMBER])
    return number == NEW or (not number and not line.locked.get(HEADLINE, "").strip())


def _name(locked: Mapping[str, str]) -> tuple[str, ...]:
    """Return what a row is called, case and spaces aside: its reference, and its number if it has one."""
    return tuple(same_letters(locked[key]) for key in (REFERENCE, ACTION_NUMBER) if key in locked)


def _only(line: Line, rows: Sequence[SentRow]) -> Match | None:
    """Return the match with the only row, or the one of several that the id names."""
    if len(rows) > 1:
        rows = [row for row in rows if row.id == line.id]
    return Match(line, rows[0]) if rows else None


def _contradicting(line: Line, named: Sequence[SentRow], headed: Sequence[SentRow]) -> Match | None:
    """Return the match that the id decides between reference and recommendation; a person must look."""
    row = next((row for row in (*named, *headed) if row.id == line.id), None)
    if row is None:
        return None
    if row in named:
        doubt = Sentence(_OTHER_RECOMMENDATION, row.title, headed[0].title)
    else:
        doubt = Sentence(_OTHER_REFERENCE, row.title, named[0].title)
    return Match(line, row, doubt)


def _fits_otherwise(line: Line, row: SentRow) -> bool:
    """Whether a line with the row's reference but not its recommendation can be that row."""
    typed = words_of(line.locked.get(HEADLINE, ""))
    sent = words_of(row.row.whole.get(HEADLINE) or row.row.locked.get(HEADLINE, ""))
    if typed and typed != sent:
        return alike(typed, sent)
    others = [key for key in line.locked if key not in (REFERENCE, ACTION_NUMBER, HEADLINE)]
    if not all(agrees(line.locked[key], row, key) for key in others):
        return row.id == line.id
    return row.id == line.id or HEADLINE not in line.locked or any(line.locked[key].strip() for key in others)
