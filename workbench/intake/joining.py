"""Lines put together again: spaces where a line ended, words whole where they were divided."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from workbench.intake.rows import Row

_LAST_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)?$")
_FIRST_WORD = re.compile(r"[^\W_]+")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S*$", re.IGNORECASE)
_SUSPENDED = frozenset(("to", "and", "or"))


@dataclass(slots=True)
class Joined:
    """A run of text and the lines it came from; ``hyphens`` are line-end hyphens kept in doubt."""

    text: str
    starts: list[int]
    lines: list[int]
    hyphens: list[tuple[int, str]] = field(default_factory=list)

    def line_at(self, position: int) -> int:
        """Return the line that the character at ``position`` came from."""
        return self.lines[bisect_right(self.starts, position) - 1]


class Joiner:
    """Joins lines of one source, asking the whole source how its divided words are written."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self._whole: str | None = None

    def join(self, rows: Sequence[Row]) -> Joined:
        """Return the text of ``rows``: runs of white space one space, line ends one too."""
        text = _spaced(rows[0].text)
        joined = Joined(text, [0], [rows[0].line])
        if len(rows) == 1:
            return joined
        parts, length = [text], len(text)
        for row in rows[1:]:
            text = _spaced(row.text)
            if parts[-1] and parts[-1][-1] in "-–—/­" or "://" in parts[-1] or "www." in parts[-1]:
                length += self._mend(parts, text, joined, row.line)
            else:
                parts.append(" ")
                length += 1
            joined.starts.append(length)
            joined.lines.append(row.line)
            parts.append(text)
            length += len(text)
        joined.text = "".join(parts)
        return joined

    def _mend(self, parts: list[str], text: str, joined: Joined, line: int) -> int:
        """Put right what stands between two lines; return by how much the text grew or shrank."""
        before = parts[-1]
        if before[-1] == "­":
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
        return before[-1] == "/" and self._count(_last(before[:-1]) + "/" + _first(text)) > 0

    def _is_division_hyphen(self, before: str, text: str, joined: Joined, line: int) -> bool:
        """Whether the hyphen only divides a word: the joined word occurs, the hyphenated one not."""
        left, right = _last(before[:-1]), _first(text)
        if not left or not right or right.lower() in _SUSPENDED:
            return False
        hyphenated = self._count(f"{left}-{right}")
        whole = self._count(left + right)
        if whole and not hyphenated:
            return True
        if not hyphenated:
            joined.hyphens.append((line - 1, f"{left}-{right}"))
        return False

    def _count(self, word: str) -> int:
        """Return 1 where ``word`` occurs in the source as a word of its own, else 0."""
        if self._whole is None:
            self._whole = "\n".join(self._lines).lower()
        word, position = word.lower(), -1
        while (position := self._whole.find(word, position + 1)) >= 0:
            end = position + len(word)
            if not (self._whole[position - 1 : position].isalnum() or self._whole[end : end + 1].isalnum()):
                return 1
        return 0


def _spaced(text: str) -> str:
    return " ".join(text.split()) if "  " in text else text


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
    return before[-1] not in ".,;)" and word[0].islower() and any(sign in word.rstrip(".,;") for sign in "/._-=")
