"""Which passage of our draft each passage of the returned one is: by name first, then by its words."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from workbench.alignment import align
from workbench.documents.document import Paragraph
from workbench.paper import styles

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Sequence

    from workbench.returning.passages import Passage

_ALIKE = 0.5
_ALIKE_BY_NAME = 0.25
_ALIKE_ELSEWHERE = 0.6
_LINES = frozenset(
    style.lower()
    for style in (styles.FRONT_SESSION, styles.FRONT_SECTION, styles.FRONT_SEGMENT, styles.FRONT_ITEM)
)
_MOST = 40_000  # pairs of passages worth comparing; more were not written by hand

Pairs = dict["Passage", "Passage"]
"""Returned passage -> the passage of our draft that it is."""


def pair(ours: Sequence[Passage], theirs: Sequence[Passage]) -> Pairs:
    """Return the pairs, each passage in one at most; what has no partner is new, or gone.

    A name counts where the words do not speak against it: programs leave the name of what was deleted with
    its neighbour. Equal words come next, in order and then anywhere, then words that are much alike.
    """
    return _Pairing(ours, theirs).run()


def likeness(one: Passage, other: Passage) -> float:
    """Return how much of the longer of two passages both have, from 0 to 1; order does not count."""
    if type(one.content) is not type(other.content):
        return 0.0
    left, right = Counter(_words(one)), Counter(_words(other))
    longer = max(sum(left.values()), sum(right.values()))
    return (left & right).total() / longer if longer else 1.0


class _Pairing:
    """Works on one pair of documents."""

    def __init__(self, ours: Sequence[Passage], theirs: Sequence[Passage]) -> None:
        self._ours, self._theirs = ours, theirs
        self._pairs: Pairs = {}
        self._taken: set[Passage] = set()

    def run(self) -> Pairs:
        self._by_name()
        self._in_order()
        self._anywhere()
        self._alike_in_gaps()
        self._alike_anywhere()
        self._by_what_follows()
        return self._pairs

    def _take(self, ours: Passage, theirs: Passage) -> None:
        if theirs not in self._pairs and ours not in self._taken:
            self._pairs[theirs] = ours
            self._taken.add(ours)

    def _by_name(self) -> None:
        bearers = {name: passage for passage in self._ours for name in _owning(passage)}
        named = [
            (ours, theirs)
            for theirs in self._theirs
            for ours in dict.fromkeys(bearers[name] for name in sorted(theirs.names) if name in bearers)
            if _is_text(ours) == _is_text(theirs)  # the names of a chart stay behind when it is taken out
        ]
        for ours, theirs in named:
            if ours.key == theirs.key:
                self._take(ours, theirs)
        ours_left = {ours.key for ours in self._ours if ours not in self._taken and ours.text}
        theirs_left = {theirs.key for theirs in self._theirs if theirs not in self._pairs and theirs.text}
        found: list[tuple[float, int]] = []
        for place, (ours, theirs) in enumerate(named):
            score, is_alone = likeness(ours, theirs), _is_alone(ours, theirs)
            is_alike = score >= _ALIKE_BY_NAME
            has_copy = is_alone and is_alike  # what bears the name goes before a copy with the old words
            stands_elsewhere = theirs.key in ours_left or (ours.key in theirs_left and not has_copy)
            is_likely = is_alike or _is_short(ours) or is_alone
            if is_likely and not stands_elsewhere:
                found.append((-score, place))
        for _, place in sorted(found):
            self._take(*named[place])

    def _in_order(self) -> None:
        keys: dict[tuple[str, ...], str] = {}

        def name(passage: Passage) -> str:
            return keys.setdefault(passage.key, str(len(keys)))

        ours = self._free_ours()
        theirs = [p for p in self._theirs if p not in self._pairs]
        for i, j, size in align([name(p) for p in ours], [name(p) for p in theirs]):
            for step in range(size):
                self._take(ours[i + step], theirs[j + step])

    def _anywhere(self) -> None:
        left: defaultdict[tuple[str, ...], list[Passage]] = defaultdict(list)
        for ours in reversed(self._free_ours()):
            left[ours.key].append(ours)
        for theirs in self._theirs:
            if theirs not in self._pairs and left[theirs.key]:
                self._take(left[theirs.key].pop(), theirs)

    def _alike_in_gaps(self) -> None:
        for ours, theirs in self._gaps():
            self._best(ours, theirs, _least_in_gap)
            self._replaced(ours, theirs)

    def _replaced(self, ours: Sequence[Passage], theirs: Sequence[Passage]) -> None:
        """Pair what took the place of something else: as many passages of a style came as went."""
        gone, come = _by_style(ours, self._taken), _by_style(theirs, self._pairs)
        for style, left in gone.items():
            if len(left) == len(come.get(style, ())):
                for one, other in zip(left, come[style], strict=True):
                    self._take(one, other)

    def _alike_anywhere(self) -> None:
        ours = self._free_ours()
        theirs = [p for p in self._theirs if p not in self._pairs]
        self._best(ours, theirs, lambda one, other: _ALIKE_ELSEWHERE)

    def _by_what_follows(self) -> None:
        """Pair headings that are a number alone: each goes with the words below it."""
        partners = {ours: theirs for theirs, ours in self._pairs.items()}
        above = dict(pairwise(reversed(self._theirs)))
        for ours, following in pairwise(self._ours):
            theirs = above.get(partners[following]) if following in partners else None
            if theirs is not None and _is_number(ours) and theirs.style == ours.style:
                self._take(ours, theirs)

    def _free_ours(self) -> list[Passage]:
        """Return what of ours has no partner yet and can be told by its words."""
        return [p for p in self._ours if p not in self._taken and not _is_number(p)]

    def _gaps(self) -> Iterator[tuple[list[Passage], list[Passage]]]:
        """Yield what has no partner yet between neighbours that have one."""
        place = {passage: at for at, passage in enumerate(self._ours)}
        last = -1
        waiting: list[Passage] = []
        gaps: list[tuple[int, int, list[Passage]]] = []
        for theirs in self._theirs:
            ours = self._pairs.get(theirs)
            if ours is None:
                waiting.append(theirs)
            elif place[ours] > last:
                gaps.append((last + 1, place[ours], waiting))
                last, waiting = place[ours], []
        gaps.append((last + 1, len(self._ours), waiting))
        for start, end, theirs_there in gaps:
            free = [p for p in self._ours[start:end] if p not in self._taken and not _is_number(p)]
            if free and theirs_there:
                yield free, [p for p in theirs_there if p not in self._pairs]

    def _best(
        self,
        ours: Sequence[Passage],
        theirs: Sequence[Passage],
        least: Callable[[Passage, Passage], float],
    ) -> None:
        if len(ours) * len(theirs) > _MOST:
            return
        scored = [
            (score, -abs(i - j), i, j)
            for i, one in enumerate(ours)
            for j, other in enumerate(theirs)
            if (score := likeness(one, other)) >= least(one, other)
        ]
        for _, _, i, j in sorted(scored, reverse=True):
            self._take(ours[i], theirs[j])


def _least_in_gap(ours: Passage, theirs: Passage) -> float:
    """Return how much alike two passages in the same place must be; headings and front lines need not be."""
    if ours.style != theirs.style:
        return _ALIKE_ELSEWHERE
    return 0.0 if ours.style in _LINES or ours.style.startswith("heading ") else _ALIKE


def _owning(passage: Passage) -> Iterable[str]:
    """Return the names by which a passage of ours can be known again."""
    role = passage.role
    return passage.names if role is not None and role.kind != "fixed" and role.index == 0 else ()


def _by_style(
    passages: Sequence[Passage], taken: Container[Passage]
) -> dict[tuple[type, str], list[Passage]]:
    """Return the passages that are not taken by what they are and their style."""
    found: dict[tuple[type, str], list[Passage]] = {}
    for passage in passages:
        if passage not in taken:
            found.setdefault((type(passage.content), passage.style), []).append(passage)
    return found


def _is_text(passage: Passage) -> bool:
    return isinstance(passage.content, Paragraph)


def _is_number(ours: Passage) -> bool:
    return ours.role is not None and ours.role.kind == "number"


def _is_short(ours: Passage) -> bool:
    """Whether so few words stood there that none of them need to be left."""
    return len(ours.tokens) <= 4


def _is_alone(ours: Passage, theirs: Passage) -> bool:
    """Whether the new words took the place of the old ones: same style, a name of its own alone."""
    return ours.style == theirs.style and _owning(ours) == theirs.names


def _words(passage: Passage) -> list[str]:
    if passage.tokens:
        return [token.key for token in passage.tokens]
    return passage.text.split()
