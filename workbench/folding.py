"""Text as a search sees it: no case, no accents, one form of every quote and dash."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_ACCENTS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+")
_TYPOGRAPHY = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-"})

Stretch = tuple[int, int]
"""Where a piece of text starts and where it ends."""


def fold(text: str) -> str:
    """Return ``text`` without case, accents and typographic variants of quotes and dashes."""
    if text.isascii():
        return text.lower()
    folded = text.casefold().translate(_TYPOGRAPHY)
    if folded.isascii():
        return folded
    # Once more at the end: a letter such as 𝕊 has its plain capital only when it is taken apart.
    return _ACCENTS.sub("", unicodedata.normalize("NFKD", folded)).casefold()


def stretches(text: str, wanted: Iterable[str]) -> list[Stretch]:
    """Return where the folded pieces ``wanted`` stand in ``text``, in order and joined where they meet."""
    folded, places = _folded(text)
    found: list[Stretch] = []
    for piece in filter(None, wanted):
        start = folded.find(piece)
        while start >= 0:
            end = start + len(piece)
            found.append((places[start], places[end - 1] + 1))
            start = folded.find(piece, end)
    return _joined(sorted(found))


def _folded(text: str) -> tuple[str, list[int]]:
    """Return folded text and for each of its letters the place it comes from."""
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        for part in fold(letter):
            letters.append(part)
            places.append(place)
    return "".join(letters), places


def _joined(found: list[Stretch]) -> list[Stretch]:
    joined: list[Stretch] = []
    for start, end in found:
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined
