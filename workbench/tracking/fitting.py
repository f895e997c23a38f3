"""How tall a row must be for its text: programs do not work that out when they open a written file.

Estimates err on the tall side: Excel, LibreOffice and their stand-in fonts differ by a few per cent.
"""

from __future__ import annotations

import unicodedata

LINE_HEIGHT = 13.8
PADDING = 7.0
TALLEST = 400.0
"""Points that a row may take; Excel stops at 409."""

MOST_LINES = int((TALLEST - PADDING) / LINE_HEIGHT)

_LETTERS_PER_DIGIT = 1.1  # letters of 10 points against the digits of 11 that column widths count
_CAPITAL = 0.28  # how much wider a capital is than the letter a column's width counts
_WIDE = 1.0  # how much wider an ideograph or emoji is


class Ruler:
    """Measures texts in columns and remembers the result; made for one export."""

    def __init__(self) -> None:
        self._lines: dict[tuple[str, float], int] = {}
        self._excerpts: dict[tuple[str, float], str] = {}

    def lines(self, text: str, width: float) -> int:
        """Return how many lines ``text`` takes in a column ``width`` digits wide."""
        key = (text, width)
        if key not in self._lines:
            room = _room(width)
            self._lines[key] = sum(_lines_of(block, room) for block in text.split("\n"))
        return self._lines[key]

    def fits(self, text: str, width: float) -> bool:
        """Whether the tallest row shows the whole text."""
        return self.lines(text, width) <= MOST_LINES

    def excerpt(self, text: str, width: float, most: int) -> str:
        """Return the start of ``text`` in at most ``most`` lines, cut after a word, and " …"."""
        key = (text, width)
        if key not in self._excerpts:
            end = min(len(text), int(most * width))
            while end > 1 and self.lines(text[:end], width) > most:
                end = end * 9 // 10
            self._excerpts[key] = text[: _cut(text, end)].rstrip() + " …"
        return self._excerpts[key]

    def pieces(self, text: str, width: float) -> list[str]:
        """Return ``text`` block by block, a block too tall for a row in several pieces."""
        pieces = []
        for block in text.split("\n"):
            rest = block
            while not self.fits(rest, width):
                end = len(rest)
                while end > 1 and _lines_of(rest[:end], _room(width)) > MOST_LINES:
                    end = end * 9 // 10
                end = _cut(rest, end)
                pieces.append(rest[:end])
                rest = rest[end:]
            pieces.append(rest)
        return pieces


def height(lines: int) -> float:
    """Return the height in points of a row of so many lines, at most :data:`TALLEST`."""
    return min(lines * LINE_HEIGHT + PADDING, TALLEST)


def _room(width: float) -> float:
    """Return how many small letters a line takes in a column as wide as so many digits."""
    return max((width - 1.0) * _LETTERS_PER_DIGIT, 1.0)


def _cut(text: str, end: int) -> int:
    """Return the position after the last space before ``end``; ``end`` where a word is that long."""
    space = text.rfind(" ", end // 2, end)
    return space + 1 if space > 0 else end


def _lines_of(block: str, room: float) -> int:
    """Return how many lines one block takes, breaking at spaces as programs do."""
    if len(block) * (1 + _WIDE) <= room:
        return 1
    lines, used = 1, 0.0
    plain = block.isascii()
    for word in block.split(" "):
        size = _size(word, plain)
        if used and used + 1 + size > room:
            lines, used = lines + 1, 0.0
        if size > room:  # broken wherever the line ends
            lines += int(size / room)
            used = size % room
        else:
            used += size + (1 if used else 0)
    return lines


def _size(word: str, plain: bool) -> float:
    size = float(len(word))
    if not word.islower():
        size += _CAPITAL * sum(map(str.isupper, word))
    if not plain and not word.isascii():
        size += _WIDE * sum(unicodedata.east_asian_width(letter) in "WF" for letter in word)
    return size
