"""Headers with words cut short: "Prio.", "Resp. unit", "Mgmt. response"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

_WORD = re.compile(r"(?P<word>[^\W\d_]{2,})(?P<dot>\.?)")
_VOWEL = re.compile(r"[aeiouy]")
_SHORTEST = 3


def candidates(header: str, names: Collection[str]) -> tuple[set[str], int, int]:
    """Return the longest of ``names`` that a folded header can stand for, its words, and those of the header.

    Words that end with a stop or have no vowel are cut short; nothing is returned where none is.
    """
    words = [(match["word"], _is_short(match["word"], match["dot"])) for match in _WORD.finditer(header)]
    for size in range(len(words), 0, -1):
        for start in range(len(words) - size + 1):
            window = words[start : start + size]
            if any(is_short for _, is_short in window):
                found = {name for name in names if _fits(window, name.split())}
                if found:
                    return found, size, len(words)
    return set(), 0, len(words)


def _is_short(word: str, dot: str) -> bool:
    return len(word) >= _SHORTEST and (bool(dot) or not _VOWEL.search(word))


def _fits(window: list[tuple[str, bool]], name: list[str]) -> bool:
    return len(window) == len(name) and all(
        _stands_for(short, word) if is_short else short == word
        for (short, is_short), word in zip(window, name, strict=True)
    )


def _stands_for(short: str, word: str) -> bool:
    """Whether a word is cut short behind some letters, or within: "prio", "mgmt"."""
    if word.startswith(short):
        return True
    letters = iter(word)
    return short[0] == word[0] and short[-1] == word[-1] and all(sign in letters for sign in short)
