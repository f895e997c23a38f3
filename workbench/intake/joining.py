"""Lines put together again: spaces where a line ended, words whole where they were divided."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workbench.intake.form import Mark
    from workbench.intake.rows import Row

_WIDE = re.compile("  +")
_LAST_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)?$")
_FIRST_WORD = re.compile(r"[^\W_]+")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S*$", re.IGNORECASE)
_MENDED = frozenset("-–—/\u00ad")
_MOST_LOOKUPS = 2000  # more divided words than any paper has
_SUSPENDED = frozenset(("to", "and", "or"))


class Joined:
    """A run of text and the rows it came from; ``hyphens`` are line-end hyphens kept in doubt."""

    __slots__ = ("_starts", "hyphens", "rows", "text")

    def __init__(self, text: str, rows: Sequence[Row], starts: list[int] | None = None) -> None:
        self.text = text
        self.rows = rows
        self.hyphens: list[tuple[int, str]] = []
        self._starts = starts

    def line_at(self, position: int) -> int:
        """Return the line that the character at ``position`` came from."""
        return self.rows[bisect_right(self._row_starts(), position) - 1].line

    def marks(self) -> tuple[Mark, ...]:
        """Return the marks of the rows where their stretches stand in the text."""
        return tuple(self._marks()) if any(row.marks for row in self.rows) else ()

    def _marks(self) -> Iterator[Mark]:
        starts = self._row_starts()
        for row, start, end in zip(self.rows, starts, [*starts[1:], len(self.text)], strict=True):
            removed = _removed(row.text)
            for mark in row.marks:
                first, last = (start + at - _before(removed, at) for at in (mark.start, mark.end))
                yield replace(mark, start=min(first, end), end=min(last, end))

    def _row_starts(self) -> list[int]:
        if self._starts is None:
            lengths = (len(_spaced(row.text)) + 1 for row in self.rows[:-1])
            self._starts = [0, *accumulate(lengths)]
        return self._starts


class Joiner:
    """Joins lines of one source, asking the whole source how its divided words are written.

    ``has_marks`` says whether its rows may have any.
    """

    def __init__(self, whole: str, *, has_marks: bool = False) -> None:
        self.whole = whole
        self.has_marks = has_marks
        self._folded: bytes | None = None
        self._lookups = 0
        self._held: dict[str, bool] = {}

    def has_any(self, signs: str) -> bool:
        """Whether the source holds any of these characters."""
        if signs not in self._held:
            self._held[signs] = any(sign in self.whole for sign in signs)
        return self._held[signs]

    def join(self, rows: Sequence[Row]) -> Joined:
        """Return the text of ``rows``: runs of white space one space, line ends one too."""
        if len(rows) == 1:
            return Joined(_spaced(rows[0].text), rows)
        text = " ".join([row.text for row in rows])
        if not _MENDED.isdisjoint([row.text[-1:] for row in rows]) or "://" in text or "www." in text:
            return self._join_carefully(rows)
        return Joined(_spaced(text), rows)

    def _join_carefully(self, rows: Sequence[Row]) -> Joined:
        parts = [_spaced(rows[0].text)]
        joined = Joined("", rows, [0])
        starts, length = [0], len(parts[0])
        for row in rows[1:]:
            text = _spaced(row.text)
            length += self._mend(parts, text, joined, row.line)
            starts.append(length)
            parts.append(text)
            length += len(text)
        hyphens = joined.hyphens
        joined = Joined("".join(parts), rows, starts)
        joined.hyphens = hyphens
        return joined

    def _mend(self, parts: list[str], text: str, joined: Joined, line: int) -> int:
        """Put right what stands between two lines; return by how much the text grew or shrank."""
        before = parts[-1] or " "
        if before[-1] not in _MENDED and "://" not in before and "www." not in before:
            parts.append(" ")
            return 1
        if before[-1] == "\u00ad":
            parts[-1] = before[:-1]
            return -1
        if self._is_divided(before, text):
            return 0
        if before[-1] == "-" and self._is_division_hyphen(before, text, joined, line):
            parts[-1] = before[:-1]
            return -1
        if before[-1] == "-" and _joins(before, text):
            return 0
        parts.append(" ")
        return 1

    def _is_divided(self, before: str, text: str) -> bool:
        """Whether nothing goes between the lines: an address or a dash without spaces."""
        if _ADDRESS.search(before):
            return _goes_on_address(before, text)
        if before[-1] in "–—":
            return len(before) > 1 and before[-2] != " "
        return before[-1] == "/" and self._occurs(_last(before[:-1]) + "/" + _first(text))

    def _is_division_hyphen(self, before: str, text: str, joined: Joined, line: int) -> bool:
        """Whether the hyphen only divides a word: the joined word occurs, the hyphenated one not."""
        left, right = _last(before[:-1]), _first(text)
        if not left or not right or right.lower() in _SUSPENDED:
            return False
        if self._occurs(f"{left}-{right}"):
            return False
        if self._occurs(left + right):
            return True
        joined.hyphens.append((line - 1, f"{left}-{right}"))
        return False

    def _occurs(self, word: str) -> bool:
        """Whether ``word`` occurs in the source as a word of its own, in either letter case.

        Looked for in bytes, whose small letters are had eight times sooner; beyond ASCII only the
        same case is found.
        """
        self._lookups += 1
        if self._lookups > _MOST_LOOKUPS:
            return False
        if self._folded is None:
            self._folded = self.whole.encode("utf-8", "replace").lower()
        text, sought, position = self._folded, word.encode("utf-8", "replace").lower(), -1
        while (position := text.find(sought, position + 1)) >= 0:
            end = position + len(sought)
            if not (_is_letter(text[position - 1 : position]) or _is_letter(text[end : end + 1])):
                return True
        return False


def _is_letter(byte: bytes) -> bool:
    """Whether a byte is part of a letter or digit; beyond ASCII those that start Latin letters."""
    return byte.isalnum() or b"\xc3" <= byte <= b"\xcf"


def _spaced(text: str) -> str:
    return _WIDE.sub(" ", text) if "  " in text else text


def _removed(text: str) -> list[tuple[int, int]]:
    """Return the runs of spaces that become single ones: where the rest begins, how many go so far."""
    removed: list[tuple[int, int]] = []
    for match in _WIDE.finditer(text) if "  " in text else ():
        removed.append((match.start() + 1, (removed[-1][1] if removed else 0) + len(match[0]) - 1))
    return removed


def _before(removed: Sequence[tuple[int, int]], place: int) -> int:
    """Return how many spaces go before a place of a text."""
    index = bisect_right(removed, (place, 0))
    if not index:
        return 0
    start, count = removed[index - 1]
    before = removed[index - 2][1] if index > 1 else 0
    return min(count, before + place - start)


def _last(text: str) -> str:
    match = _LAST_WORD.search(text, max(0, len(text) - 40))
    return match[0] if match else ""


def _first(text: str) -> str:
    match = _FIRST_WORD.match(text)
    return match[0] if match else ""


def _joins(before: str, text: str) -> bool:
    """Whether a line-end hyphen belongs to the word that goes on: no dash, no "short- to"."""
    return len(before) > 1 and before[-2] != " " and _first(text).lower() not in _SUSPENDED


def _goes_on_address(before: str, text: str) -> bool:
    """Whether an address that fills the end of a line goes on in the next."""
    if before[-1] in "/-_=?&%#":
        return True
    word = text.split(None, 1)[0]
    return (
        before[-1] not in ".,;)" and word[0].islower() and any(sign in word.rstrip(".,;") for sign in "/._-=")
    )
