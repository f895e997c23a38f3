"""Numbers that stopped counting: where fields were unlinked, the text that they showed is what is left."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from workbench.alignment import align, composed, word_spans

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.returning.letters import Token
    from workbench.returning.pairing import Pairs

_NUMBER = re.compile(r"\d{1,4}|[IVXLC]{1,6}|[A-Z]{1,2}")
_COUNTS = ("\0number ", "\0note ")


def relink(pairs: Pairs) -> int:
    """Put the live numbers of ours in place of the text that is left of them; return how many they were.

    A reference is one that shows what ours shows. What counts paragraphs, findings or notes is known by
    its place, whatever number it shows: numbers count themselves.
    """
    count = 0
    for theirs, ours in pairs.items():
        lost = _live(ours.tokens) - _live(theirs.tokens)
        if lost:
            found = _found(ours.tokens, theirs.tokens, lost)
            for start, end, token in reversed(found):
                theirs.tokens[start:end] = [type(token)(token.key, theirs.tokens[start].gap, token.items)]
            count += len(found)
    return count


def _live(tokens: Sequence[Token]) -> Counter[str]:
    return Counter(token.key for token in tokens if token.is_live)


def _found(
    ours: Sequence[Token], theirs: Sequence[Token], lost: Counter[str]
) -> list[tuple[int, int, Token]]:
    """Return which stretches of their tokens are which live token of ours, in order."""
    words: list[str] = []
    begins: list[int] = []
    for token in ours:
        begins.append(len(words))
        words += _shown(token) if token.key in lost else [token.key]
    begins.append(len(words))
    partners = {
        i + step: j + step
        for i, j, size in align(words, [token.key for token in theirs])
        for step in range(size)
    }
    found = []
    for place, token in enumerate(ours):
        if token.key not in lost:
            continue
        at = _stretch(partners, begins[place], begins[place + 1])
        if at is None and token.key.startswith(_COUNTS):
            at = _between(partners, begins[place], begins[place + 1], theirs)
        if at is not None:
            found.append((*at, token))
    return found


def _shown(token: Token) -> list[str]:
    """Return the words that a live token shows; one that equals no word for the mark of a footnote."""
    return [composed(token.text[start:end]) for start, end in word_spans(token.text)] or [token.key]


def _stretch(partners: dict[int, int], start: int, end: int) -> tuple[int, int] | None:
    """Return where the words of ours from ``start`` to ``end`` stand among theirs, side by side."""
    first = partners.get(start)
    if first is None or any(partners.get(start + step) != first + step for step in range(end - start)):
        return None
    return first, first + end - start


def _between(
    partners: dict[int, int], start: int, end: int, theirs: Sequence[Token]
) -> tuple[int, int] | None:
    """Return where a lone number stands between the same neighbours as ours."""
    before, after = partners.get(start - 1, -1 if start == 0 else None), partners.get(end)
    at = before + 1 if before is not None else after - 1 if after is not None else -1
    is_there = 0 <= at < len(theirs) and (after is None or after == at + 1)
    return (at, at + 1) if is_there and _NUMBER.fullmatch(theirs[at].text) else None
