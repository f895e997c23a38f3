"""Text as a search sees it: no case, no accents, one form of every quote and dash."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_ACCENTS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+")
_TYPOGRAPHY = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-"})

Stretch = tuple[int, int]
"""Where a piece of text starts and where it ends."""


def fold(text: str) -> str:
    """Return ``text`` without case, accents and typographic variants of quotes and dashes."""
    return bare(text if text.isascii() else text.translate(_TYPOGRAPHY))


def bare(text: str) -> str:
    """Return ``text`` without case and accents."""
    if text.isascii():
        return text.lower()
    folded = text.casefold()
    if folded.isascii():
        return folded
    # Once more at the end: a letter such as 𝕊 has its plain capital only when it is taken apart.
    return _ACCENTS.sub("", unicodedata.normalize("NFKD", folded)).casefold()


def stretches(text: str, wanted: Iterable[str]) -> list[Stretch]:
    """Return where the folded pieces ``wanted`` stand in ``text``, in order and joined where they meet."""
    folded, places = _folded(text, fold)
    found: list[Stretch] = []
    for piece in filter(None, wanted):
        start = folded.find(piece)
        while start >= 0:
            end = start + len(piece)
            found.append((places[start], places[end - 1] + 1))
            start = folded.find(piece, end)
    return _joined(sorted(found))


def bare_spans(pattern: re.Pattern[str], text: str, start: int) -> Iterator[Stretch]:
    """Yield where an expression for :func:`bare` text is fulfilled in ``text``, from ``start`` on.

    A letter is whole: with the accents that follow it, and a ligature with all its letters.
    """
    if text.isascii():
        yield from (match.span() for match in pattern.finditer(text.lower(), start))
        return
    letters, places = _folded(text, bare)
    at = bisect_left(places, start)
    while (match := pattern.search(letters, at)) is not None:
        first, end = match.span()
        if _is_edge(places, first) and _is_edge(places, end):
            yield places[first], _behind_accents(text, places[end - 1] + 1)
            at = end
        else:
            at = first + 1


def _is_edge(places: list[int], at: int) -> bool:
    """Whether a letter of the text begins or ends at a place of the folded one."""
    return at in (0, len(places)) or places[at] != places[at - 1]


def _behind_accents(text: str, end: int) -> int:
    found = _ACCENTS.match(text, end)
    return found.end() if found else end


def _folded(text: str, fold: Callable[[str], str]) -> tuple[str, list[int]]:
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
