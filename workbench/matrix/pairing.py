"""Which action of a matrix is which of those known: by number, by words, by likeness."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from workbench.matrix.names import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.matrix.memory import Known

_ALIKE = 0.6

Act = tuple[str, str]
"""The number and the description of an action, each "" where the matrix gives none."""


def paired(acts: Sequence[Act], before: Sequence[Known], there: Sequence[Known]) -> list[Known | None]:
    """Return for each action the one it is of those given ``before`` or ``there`` now, None for a new one.

    What is certain is paired first, so that a likeness takes nothing from an equal.
    """
    pairs: list[Known | None] = [None] * len(acts)
    left = [*before, *there]
    for is_same in (_same_number, _same_text):
        for at, act in enumerate(acts):
            found = next((known for known in left if pairs[at] is None and is_same(act, known)), None)
            if found is not None:
                pairs[at] = found
                left.remove(found)
    for at, act in enumerate(acts):
        closest = _closest(act, left) if pairs[at] is None else None
        if closest is not None:
            pairs[at] = closest
            left.remove(closest)
    return pairs


def _same_number(act: Act, known: Known) -> bool:
    return bool(act[0]) and fold(act[0]) == fold(known.reference)


def _same_text(act: Act, known: Known) -> bool:
    return fold(act[1]) == fold(known.text) and (not act[0] or not known.reference)


def _closest(act: Act, left: Sequence[Known]) -> Known | None:
    """Return what reads most like an action, None where nothing reads much like it."""
    free = [known for known in left if known.text and not (act[0] and known.reference)]
    likeness = [_likeness(act[1], known.text) for known in free]
    best = max(likeness, default=0.0)
    return free[likeness.index(best)] if best >= _ALIKE else None


def _likeness(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, fold(one), fold(other), autojunk=False).ratio()
