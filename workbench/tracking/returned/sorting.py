"""One column sorted alone: every value valid, every value in the wrong row."""

from __future__ import annotations

import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from workbench.tracking.returned.cells import words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

FEWEST_VALUES = 3
FEWEST_TEXTS = 2
"""Rows that must have changed for a column to count as sorted: texts are rarely the same by chance."""


class Pair(NamedTuple):
    """The text of one cell as it was sent and as it came back."""

    sent: str
    now: str


def is_permuted(pairs: Sequence[Pair], fewest: int = FEWEST_TEXTS) -> bool:
    """Whether a column holds the same texts as sent, but at least ``fewest`` of them in other rows."""
    sent, now = ([words_of(pair[side]) for pair in pairs] for side in (0, 1))
    changed = sum(one != other for one, other in zip(sent, now, strict=True))
    return changed >= fewest and Counter(sent) == Counter(now)


def is_sorted(pairs: Sequence[Pair]) -> bool:
    """Whether the texts of a column, top to bottom, stand in the order that programs sort in, blanks last."""
    now = [_sort_key(pair.now) for pair in pairs]
    filled = [key for key in now if key]
    if now != filled + [()] * (len(now) - len(filled)):
        return False
    return filled in (sorted(filled), sorted(filled, reverse=True))


def _sort_key(text: str) -> tuple[str, ...]:
    """Return what programs of every language compare: letters and digits without case or accent."""
    if not text.strip():
        return ()
    plain = unicodedata.normalize("NFKD", text).casefold()
    return ("".join(letter for letter in plain if letter.isalnum()),)
