"""What changed from one text to another, word by word, for people to look at."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Literal

from workbench.alignment import align, word_spans

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from workbench.alignment import Match

Kind = Literal["same", "gone", "new"]

_BREAK = re.compile(r"[^\S\n]*\n\s*")
_CHANCE = 2  # so few words between much longer changes are the same by chance


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that both texts hold, or only the one before, or only the one after."""

    kind: Kind
    text: str


def differences(before: str, after: str) -> list[Piece]:
    """Return the pieces that tell how ``after`` came from ``before``, in the order of reading.

    What is new comes right after what is gone in its place. The pieces "same" and "new" together are
    ``after``; how many blanks stand between two words is no difference, a new line is one.
    """
    old, new = _tokens(before), _tokens(after)
    left, right = [_key(token) for token in old], [_key(token) for token in new]
    pieces: list[Piece] = []
    old_end = new_end = 0
    for i, j, size in [*telling(align(left, right), left, right), (len(old), len(new), 0)]:
        pieces.append(Piece("gone", "".join(old[old_end:i])))
        pieces.append(Piece("new", "".join(new[new_end:j])))
        pieces.append(Piece("same", "".join(new[j : j + size])))
        old_end, new_end = i + size, j + size
    return list(_joined(piece for piece in pieces if piece.text))


def _tokens(text: str) -> list[str]:
    """Return words, each with the blanks after it, and line breaks; together they are ``text``."""
    starts = [0, *(start for start, _ in word_spans(text)), len(text)]
    tokens: list[str] = []
    for start, end in pairwise(starts):
        token = text[start:end]
        found = _BREAK.search(token)
        tokens += [token[: found.start()], token[found.start() :]] if found else [token]
    return [token for token in tokens if token]


def _key(token: str) -> str:
    """Return what two tokens must share to be the same: blanks beside a word do not count."""
    return token.strip() or ("\n" if "\n" in token else " ")


def telling(matches: Sequence[Match], old: Sequence[str], new: Sequence[str]) -> Iterator[Match]:
    """Yield matches of two sequences, those left out that only break up a longer change.

    ``old`` and ``new`` are what the members print: how long they are tells what is long.
    """
    old_end = new_end = 0
    for match, after in pairwise([*matches, (len(old), len(new), 0)]):
        i, j, size = match
        before = max(_length(old[old_end:i]), _length(new[new_end:j]))
        behind = max(_length(old[i + size : after[0]]), _length(new[j + size : after[1]]))
        if size > _CHANCE or 2 * _length(old[i : i + size]) >= min(before, behind):
            yield match
            old_end, new_end = i + size, j + size


def _length(words: Iterable[str]) -> int:
    return sum(map(len, words))


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Yield the pieces with neighbours of one kind made one."""
    for kind, group in groupby(pieces, key=lambda piece: piece.kind):
        yield Piece(kind, "".join(piece.text for piece in group))
