"""The words of lines of text, and which words of two texts are the same."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter
from difflib import SequenceMatcher
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

Match = tuple[int, int, int]
"""A stretch that two sequences share: where it starts in the old one, in the new one, its length."""

BREAK = "\n"
"""The key of the word that stands for the end of a line."""

_IDEOGRAPHS = "\u2e80-\ua4cf\uf900-\ufaff\U00020000-\U0003ffff"
_WORD = re.compile(rf"[^\W{_IDEOGRAPHS}]+|\S")
_SURE = 3  # so many words in a row that each text holds once are the same words
_MOVED = 4  # so many words in a row are the same words wherever they stand now
_CHANCE = 6  # lines that share less than a sixth of the shorter one share it by chance
_LARGE = 250_000  # pairs of words; where so many are without a sure match, one takes long and finds little


class Word(NamedTuple):
    """A word of a line, from letter ``start`` to ``end``; two words are the same where ``key`` is."""

    line: int
    start: int
    end: int
    key: str


class Words(list[Word]):
    """The words of lines in order, after each line its break.

    ``lines`` has the places of the words of each line, ``sizes`` how many letters they have.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        super().__init__()
        self.lines: list[range] = []
        for line, text in enumerate(texts):
            first = len(self)
            self += [Word(line, start, end, composed(text[start:end])) for start, end in word_spans(text)]
            self.lines.append(range(first, len(self)))
            self.append(Word(line, len(text), len(text), BREAK))
        self.sizes = [sum(self[place].end - self[place].start for place in line) for line in self.lines]

    def places(self) -> list[int]:
        """Return the places of all words, breaks left out."""
        return [place for line in self.lines for place in line]

    def within(self, line: int, start: int, end: int) -> range:
        """Return the places of the words of a line that have a letter from ``start`` to before ``end``."""
        places = self.lines[line]
        first = bisect_right(self, start, places.start, places.stop, key=attrgetter("end"))
        return range(first, bisect_left(self, end, first, places.stop, key=attrgetter("start")))


def composed(text: str) -> str:
    """Return ``text`` with each letter and its accents as one character where there is such a one."""
    return unicodedata.normalize("NFC", text)


def word_spans(text: str) -> list[tuple[int, int]]:
    """Return start and end of every word: letters, digits and their marks, or one other sign.

    An ideograph is a word of its own; white space belongs to none.
    """
    return [match.span() for match in _WORD.finditer(_without_marks(text))]


def find_origins(old: Words, new: Words) -> dict[int, int]:
    """Return by place which old word each new one is; a word that was not there before is left out.

    Words are found in order first, then stretches of some words wherever they were moved to.
    """
    matches = align([word.key for word in old], [word.key for word in new])
    origins = {j + step: i + step for i, j, size in matches for step in range(size)}
    origins = {j: i for j, i in origins.items() if new[j].key != BREAK}
    for j in _by_chance(origins, old, new):
        del origins[j]
    while moved := _moved(origins, old, new):
        origins.update(moved)
    return origins


def align(old: Sequence[str], new: Sequence[str]) -> list[Match]:
    """Return the stretches that both sequences hold, in the order of both; fast for long texts."""
    found: list[Match] = []
    old_end = new_end = 0
    for match in [*_sure(old, new), (len(old), len(new), 0)]:
        old_start, new_start, size = match
        found += [*_likely(old, new, (old_end, old_start), (new_end, new_start)), match]
        old_end, new_end = old_start + size, new_start + size
    return [match for match in found if match[2]]


def _by_chance(origins: dict[int, int], old: Words, new: Words) -> list[int]:
    """Return the new words that are like old ones only as any two lines have some words in common."""
    shared: Counter[tuple[int, int]] = Counter()
    for j, i in origins.items():
        shared[old[i].line, new[j].line] += new[j].end - new[j].start
    unlike = {(i, j) for (i, j), size in shared.items() if size * _CHANCE < min(old.sizes[i], new.sizes[j])}
    return [j for j, i in origins.items() if (old[i].line, new[j].line) in unlike]


def _moved(origins: dict[int, int], old: Words, new: Words) -> dict[int, int]:
    """Return the origins of words that stand together elsewhere, out of those without one."""
    left, right = _rest(old, set(origins.values())), _rest(new, origins)
    # No word is a blank or nothing: stretches that did not stand together are never taken as one.
    matches = align(
        [" " if i is None else old[i].key for i in left], ["" if j is None else new[j].key for j in right]
    )
    pairs = [(j + step, i + step) for i, j, size in matches if size >= _MOVED for step in range(size)]
    return {right[j]: left[i] for j, i in pairs}  # type: ignore[misc]  # None is never in a match


def _rest(words: Words, taken: Collection[int]) -> list[int | None]:
    """Return the places of the words that are not taken, None where a stretch of them ends."""
    return [None if words[place].key == BREAK or place in taken else place for place in range(len(words))]


def _without_marks(text: str) -> str:
    """Return a text of the same length in which combining marks are letters."""
    if text.isascii():
        return text
    return "".join("x" if unicodedata.category(sign)[0] == "M" else sign for sign in text)


def _likely(
    old: Sequence[str], new: Sequence[str], in_old: tuple[int, int], in_new: tuple[int, int]
) -> Iterator[Match]:
    """Yield what two stretches share: the longest settles first; of large ones only both ends."""
    left, right = old[slice(*in_old)], new[slice(*in_new)]
    if len(left) * len(right) > _LARGE:
        ahead = _common(left, right)
        behind = _common(left[ahead:][::-1], right[ahead:][::-1])
        yield in_old[0], in_new[0], ahead
        yield in_old[1] - behind, in_new[1] - behind, behind
    elif left and right:
        for i, j, size in SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks()[:-1]:
            yield in_old[0] + i, in_new[0] + j, size


def _sure(old: Sequence[str], new: Sequence[str]) -> list[Match]:
    """Return the stretches that are in both beyond doubt, each as long as it can be."""
    there = _once(new)
    found: list[Match] = []
    old_end = new_end = 0
    for i, j in _rising([(i, there[words]) for words, i in _once(old).items() if words in there]):
        if i >= old_end and j >= new_end:  # else it is part of the stretch before
            back = _common(old[old_end:i][::-1], new[new_end:j][::-1])
            ahead = _common(old[i:], new[j:])
            found.append((i - back, j - back, back + ahead))
            old_end, new_end = i + ahead, j + ahead
    return found


def _once(words: Sequence[str]) -> dict[tuple[str, ...], int]:
    """Return every run of a few words that comes only once, with its place, in order."""
    places: dict[tuple[str, ...], int] = {}
    for i in range(len(words) - _SURE + 1):
        run = tuple(words[i : i + _SURE])
        places[run] = -1 if run in places else i
    return {run: i for run, i in places.items() if i >= 0}


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest choice of pairs, sorted by their first member, whose second rises too."""
    tops: list[int] = []  # for each length, the smallest second member that a choice ends with
    ends: list[int] = []  # and the pair it belongs to
    before: list[int] = []  # for each pair, the one before it in its choice
    for index, (_, second) in enumerate(pairs):
        length = bisect_left(tops, second)
        before.append(ends[length - 1] if length else -1)
        tops[length : length + 1] = [second]
        ends[length : length + 1] = [index]
    chosen: list[tuple[int, int]] = []
    index = ends[-1] if ends else -1
    while index >= 0:
        chosen.append(pairs[index])
        index = before[index]
    return chosen[::-1]


def _common(left: Sequence[str], right: Sequence[str]) -> int:
    """Return how many words two sequences have in common from their start."""
    pairs = enumerate(zip(left, right, strict=False))
    return next((count for count, (one, other) in pairs if one != other), min(len(left), len(right)))
