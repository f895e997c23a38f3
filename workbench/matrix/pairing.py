"""Which action of a matrix is which of those known: by number, by words, by likeness, by place."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from workbench.matrix.names import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.matrix.memory import Known

_ALIKE = 0.6
_SURELY_ALIKE = 0.7
_SHARED = 0.5

Act = tuple[str, str]
"""The number and the description of an action, each "" where the matrix gives none."""

Pair = tuple["Known | None", bool]
"""What an action is, None for a new one, and whether a person must say so."""


def paired(acts: Sequence[Act], before: Sequence[Known], there: Sequence[Known]) -> list[Pair]:
    """Return for each action the one it is of those given ``before`` or ``there`` now, None for a new one.

    What is certain is paired first, so that a likeness takes nothing from an equal. A reworded action is
    certain only where it keeps its place among those given before, and most of its letters.
    """
    pairs: list[Pair] = [(None, False)] * len(acts)
    left = [*before, *there]
    for is_same in (_same_number, _same_text):
        for at, act in enumerate(acts):
            found = next((known for known in left if pairs[at][0] is None and is_same(act, known)), None)
            if found is not None:
                pairs[at] = (found, False)
                left.remove(found)
    for at, act in enumerate(acts):
        in_place = [*before[at : at + 1], *there[at : at + 1]]
        closest = _closest(act, left, in_place) if pairs[at][0] is None else None
        if closest is not None:
            is_sure = closest in before[at : at + 1] and _likeness(act[1], closest.text) >= _SURELY_ALIKE
            pairs[at] = (closest, not is_sure)
            left.remove(closest)
    return pairs


def _same_number(act: Act, known: Known) -> bool:
    return bool(act[0]) and fold(act[0]) == fold(known.reference)


def _same_text(act: Act, known: Known) -> bool:
    return fold(act[1]) == fold(known.text) and (not act[0] or not known.reference)


def _closest(act: Act, left: Sequence[Known], in_place: Sequence[Known]) -> Known | None:
    """Return what reads most like an action, else what stands in its place and shares words with it."""
    free = [known for known in left if known.text and not (act[0] and known.reference)]
    likeness = [_likeness(act[1], known.text) for known in free]
    best = max(likeness, default=0.0)
    if best >= _ALIKE:
        return free[likeness.index(best)]
    return next((known for known in free if known in in_place and _share_words(act[1], known.text)), None)


def _likeness(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, fold(one), fold(other), autojunk=False).ratio()


def _share_words(one: str, other: str) -> bool:
    """Whether two texts share more than half the words of the shorter one."""
    mine, theirs = set(fold(one).split()), set(fold(other).split())
    return len(mine & theirs) > _SHARED * min(len(mine), len(theirs))
