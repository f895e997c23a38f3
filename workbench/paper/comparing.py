"""What has changed between two printings of a paper, shown in the newer one as tracked changes.

Both are printed whole and compared as they stand, passage by passage: who accepts every change has
the newer one, who rejects every change has the older.
"""

from __future__ import annotations

import copy
import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import count, pairwise
from typing import TYPE_CHECKING

from lxml import etree

from workbench.alignment import align
from workbench.differences import telling
from workbench.paper.atoms import atoms, joined
from workbench.paper.fields import PREFIX
from workbench.paper.inline import SOURCE
from workbench.paper.ooxml import Element, value_of, w
from workbench.paper.tracked import Tracker

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from workbench.paper.printing import Printing
    from workbench.paper.tracked import Kind

Pair = tuple[int | None, int | None]
"""The places of what belongs together in an older and a newer sequence, None where one lacks it."""

_LARGE = 40_000  # pairs of blocks; where more are without a partner, none of them gets one
_ALIKE = 0.01  # what two blocks of one look are worth to each other before they share a word
_OF_A_NODE = re.compile(rf"{PREFIX}\d")
_COMPARED = frozenset({w("p"), w("tbl")})


@dataclass
class _Passage:
    """The first paragraph of a node with what follows it up to the next one."""

    anchor: str
    blocks: list[Element] = field(default_factory=list)


def show_changes(older: Printing, newer: Printing) -> None:
    """Turn the newer printing into one that shows what has changed since the older one."""
    comparison = _Comparison(Tracker(newer.bookmarks.ids))
    twins = _twins(older, newer)
    newer.body[:] = comparison.passages(_passages(older.body), _passages(newer.body))
    comparison.notes(older, newer)
    for root in (newer.body, newer.notes):
        for mark in list(root.iter(w("bookmarkStart"), w("bookmarkEnd"))):
            parent = mark.getparent()
            if value_of(mark, "id") in twins and parent is not None:
                parent.remove(mark)
        etree.strip_attributes(root, SOURCE)


class _Comparison:
    """Compares blocks; every method returns what is to stand in the newer one's place."""

    def __init__(self, tracker: Tracker) -> None:
        self._tracker = tracker

    def passages(self, old: list[_Passage], new: list[_Passage]) -> list[Element]:
        """Compare the passages of two bodies; what only one has is compared with what it stands beside."""
        matches = align([passage.anchor for passage in old], [passage.anchor for passage in new])
        starts = [(i + step, j + step) for i, j, size in matches for step in range(size)]
        found: list[Element] = []
        for (i, j), (old_end, new_end) in pairwise([(0, 0), *starts, (len(old), len(new))]):
            before = [block for passage in old[i:old_end] for block in passage.blocks]
            after = [block for passage in new[j:new_end] for block in passage.blocks]
            found += self.blocks(before, after)
        return found

    def blocks(self, old: Sequence[Element], new: Sequence[Element]) -> list[Element]:
        """Compare paragraphs and tables; of anything else the newer one stands, unmarked."""
        old = [block for block in old if block.tag in _COMPARED]
        compared = [block for block in new if block.tag in _COMPARED]
        found: list[Element] = []
        for i, j in _pairs(old, compared, _likeness):
            if j is None:
                found.append(self._whole("del", old[i or 0]))
            elif i is None:
                found.append(self._whole("ins", compared[j]))
            else:
                self._block(old[i], compared[j])
                found.append(compared[j])
        return _with_others(found, new)

    def notes(self, older: Printing, newer: Printing) -> None:
        """Compare the footnotes that both have, and keep those whose mark is shown as gone."""
        before = {value_of(note, "id"): note for note in older.notes}
        twins = {_anchor(note): note for note in older.notes}
        inserted = {value_of(mark, "id") for mark in _marks(newer.body, "ins")}
        free = count(1 + max(int(value_of(note, "id") or 0) for note in newer.notes))
        for note in list(newer.notes):
            twin = twins.get(_anchor(note))
            if twin is not None and _anchor(note) and value_of(note, "id") not in inserted:
                note[:] = self._closed(list(twin), list(note))
        for mark in _marks(newer.body, "del"):
            note = copy.deepcopy(before[value_of(mark, "id")])
            id = str(next(free))
            mark.set(w("id"), id)
            note.set(w("id"), id)
            newer.notes.append(note)

    def _whole(self, kind: Kind, block: Element) -> Element:
        if block.tag == w("tbl"):
            return self._tracker.mark_table(kind, block)
        return self._tracker.mark_paragraph(kind, block)

    def _block(self, old: Element, new: Element) -> None:
        if new.tag == w("tbl"):
            self._table(old, new)
        else:
            self._paragraph(old, new)

    def _table(self, old: Element, new: Element) -> None:
        before, after = old.findall(w("tr")), new.findall(w("tr"))
        place = new.index(after[0]) if after else len(new)
        found = []
        for i, j in _pairs(before, after, _row_likeness):
            if j is None:
                found.append(self._tracker.mark_row("del", before[i or 0]))
            elif i is None:
                found.append(self._tracker.mark_row("ins", after[j]))
            else:
                for cell, twin in zip(before[i].findall(w("tc")), after[j].findall(w("tc")), strict=True):
                    twin[:] = self._closed(list(cell), list(twin))
                found.append(after[j])
        new[place:] = found

    def _closed(self, old: list[Element], new: list[Element]) -> list[Element]:
        """Compare what fills a cell or a note, whose last paragraph nobody can take out."""
        if not old or not new or {old[-1].tag, new[-1].tag} != {w("p")}:
            return self.blocks(old, new)
        self._paragraph(old[-1], new[-1])
        return [*self.blocks(old[:-1], new[:-1]), new[-1]]

    def _paragraph(self, old: Element, new: Element) -> None:
        before, old_tail = atoms(old)
        after, new_tail = atoms(new)
        left, right = [atom.key for atom in before], [atom.key for atom in after]
        if left == right:
            return
        texts = [atom.text for atom in before], [atom.text for atom in after]
        matches = [*telling(align(left, right), *texts), (len(left), len(right), 0)]
        found: list[Element] = []
        old_end = new_end = 0
        for i, j, size in matches:
            found += self._tracker.wrap("del", joined(before[old_end:i]))
            found += self._tracker.wrap("ins", joined(after[new_end:j]))
            found += [mark for atom in before[i : i + size] for mark in atom.before]
            found += joined(after[j : j + size])
            old_end, new_end = i + size, j + size
        properties = new.findall(w("pPr"))
        new[:] = [*properties, *found, *old_tail, *new_tail]


def _passages(body: Element) -> list[_Passage]:
    found = [_Passage("")]
    for block in body:
        anchor = _anchor(block) if block.tag == w("p") else ""
        if anchor:
            found.append(_Passage(anchor))
        found[-1].blocks.append(block)
    return found


def _anchor(block: Element) -> str:
    """Return the name of the bookmark that tells which node a block prints, "" where none does."""
    marks = (mark for mark in block.iter(w("bookmarkStart")) if SOURCE not in mark.attrib)
    names = (value_of(mark, "name") or "" for mark in marks)
    return next((name for name in names if _OF_A_NODE.match(name)), "")


def _pairs(
    old: Sequence[Element], new: Sequence[Element], likeness: Callable[[Element, Element], float]
) -> Iterator[Pair]:
    """Yield what belongs together: the same first, then what is like each other in between."""
    old_end = new_end = 0
    matches = align([_content(block) for block in old], [_content(block) for block in new])
    for i, j, size in [*matches, (len(old), len(new), 0)]:
        for left, right in _alike(old[old_end:i], new[new_end:j], likeness):
            yield (
                None if left is None else left + old_end,
                None if right is None else right + new_end,
            )
        yield from ((i + step, j + step) for step in range(size))
        old_end, new_end = i + size, j + size


def _alike(
    old: Sequence[Element], new: Sequence[Element], likeness: Callable[[Element, Element], float]
) -> Iterator[Pair]:
    """Yield the pairs in order that are most like each other taken together."""
    if len(old) * len(new) > _LARGE:
        yield from _in_order([], len(old), len(new))
        return
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    worth = [[likeness(one, other) for other in new] for one in old]
    for i in reversed(range(len(old))):
        for j in reversed(range(len(new))):
            together = best[i + 1][j + 1] + worth[i][j] if worth[i][j] else 0.0
            best[i][j] = max(together, best[i + 1][j], best[i][j + 1])
    matches, i, j = [], 0, 0
    while i < len(old) and j < len(new):
        if worth[i][j] and best[i][j] == best[i + 1][j + 1] + worth[i][j]:
            matches.append((i, j, 1))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    yield from _in_order(matches, len(old), len(new))


def _in_order(matches: list[tuple[int, int, int]], old: int, new: int) -> Iterator[Pair]:
    """Yield every place of two sequences: what is gone before what is new in its place."""
    old_end = new_end = 0
    for i, j, size in [*matches, (old, new, 0)]:
        yield from ((place, None) for place in range(old_end, i))
        yield from ((None, place) for place in range(new_end, j))
        yield from ((i + step, j + step) for step in range(size))
        old_end, new_end = i + size, j + size


def _likeness(old: Element, new: Element) -> float:
    """Return how much two blocks have in common, from 0 (never the same block) to a little over 1."""
    if old.tag != new.tag or _style(old) != _style(new) or _anchor(old) != _anchor(new):
        return 0.0
    if old.tag == w("tbl"):
        columns = {len(list(table.iter(w("gridCol")))) for table in (old, new)}
        return _ALIKE + _shared(old, new) if len(columns) == 1 else 0.0
    return _ALIKE + _shared(old, new)


def _row_likeness(old: Element, new: Element) -> float:
    cells = {len(row.findall(w("tc"))) for row in (old, new)}
    return _ALIKE + _shared(old, new) if len(cells) == 1 else 0.0


def _shared(old: Element, new: Element) -> float:
    left, right = (Counter(_content(block).split("\1")) for block in (old, new))
    total = left.total() + right.total()
    return 2 * (left & right).total() / total if total else 1.0


def _style(block: Element) -> str | None:
    return value_of(block.find(f"{w('pPr')}/{w('pStyle')}"))


def _content(block: Element) -> str:
    """Return what a block prints, numbers that count themselves and live references as what they are."""
    paragraphs = [block] if block.tag == w("p") else list(block.iter(w("p")))
    texts = ("\1".join([str(_style(p)), *(atom.key for atom in atoms(p)[0])]) for p in paragraphs)
    return "\2".join([str(len(paragraphs)), *texts])


def _with_others(found: list[Element], new: Sequence[Element]) -> list[Element]:
    """Return compared blocks with those that are not compared back in their places."""
    for place, block in enumerate(new):
        if block.tag not in _COMPARED:
            following = next((other for other in new[place:] if other.tag in _COMPARED), None)
            found.insert(len(found) if following is None else found.index(following), block)
    return found


def _marks(body: Element, kind: str) -> Iterator[Element]:
    for change in body.iter(w(kind)):
        yield from change.iter(w("footnoteReference"))


def _twins(older: Printing, newer: Printing) -> set[str | None]:
    """Return the ids of the older one's bookmarks whose names the newer one has too."""
    marks = [mark for root in (older.body, older.notes) for mark in root.iter(w("bookmarkStart"))]
    return {value_of(mark, "id") for mark in marks if value_of(mark, "name") in newer.bookmarks.names}
