"""Finding nodes by words: any order, accents and case ignored, ancestors of every hit kept in sight."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.schema import KINDS, Type

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Set as AbstractSet

    from workbench.edits import Notice
    from workbench.numbering import Numbers
    from workbench.tree import Node, Tree

_MARKUP = re.compile(r"\\(.)|\[\^\d+\]|\[\[[^\]]*\]\]|\*+|\]\([^)]*\)|\[", re.DOTALL)
_ACCENTS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+")
_TYPOGRAPHY = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-"})
_WORDS = frozenset({Type.LINE, Type.RICH_LINE, Type.TEXT, Type.DATE, Type.CHOICE, Type.UNIT})
_NUMBERS = frozenset({Type.INTEGER, Type.SCORE})


@dataclass(frozen=True, slots=True)
class Found:
    """The nodes that match, and these with all their ancestors: what a tree has to show."""

    matches: AbstractSet[int]
    visible: AbstractSet[int]


class SearchIndex:
    """What can be found in each node of a tree, folded once and again only after a change.

    Give it every notice through :meth:`update`. Nodes are read when they are first needed;
    :meth:`warm` does that ahead of time in small portions.
    """

    def __init__(self, tree: Tree, numbers: Numbers) -> None:
        self._tree = tree
        self._labels = dict(numbers.label)
        self._texts: dict[int, str] = {}
        self._stale: set[int] = set(tree.nodes)

    def update(self, notice: Notice, numbers: Numbers) -> None:
        """Forget what a batch changed, and the nodes whose printed number it moved."""
        self._stale.update(notice.fields, notice.inserted)
        for id in notice.removed:
            self._texts.pop(id, None)
            self._stale.discard(id)
        if numbers.label != self._labels:
            before, after = self._labels, numbers.label
            self._stale.update(id for id in before | after if before.get(id) != after.get(id))
            self._stale.intersection_update(self._tree.nodes)
            self._labels = dict(after)

    def warm(self, count: int) -> bool:
        """Read up to ``count`` nodes that are not read yet; return whether some are left."""
        for _ in range(min(count, len(self._stale))):
            self._read(self._stale.pop())
        return bool(self._stale)

    def find(self, query: str) -> Found:
        """Return the nodes that hold every word of ``query``; a blank query matches every node."""
        self.warm(len(self._stale))
        texts = self._texts
        wanted = sorted(words(query), key=len, reverse=True)  # long words leave few nodes for the next
        matches = {id for id, text in texts.items() if wanted[0] in text} if wanted else set(texts)
        for word in wanted[1:]:
            matches = {id for id in matches if word in texts[id]}
        everything = len(matches) == len(texts)
        return Found(matches, matches if everything else with_ancestors(self._tree, matches))

    def _read(self, id: int) -> None:
        node = self._tree.nodes.get(id)
        if node is not None:
            number = self._labels.get(id, "")
            self._texts[id] = fold("\n".join((KINDS[node.kind].label, number, *_shown(node))))


def words(query: str) -> list[str]:
    """Return the folded words of a query."""
    return fold(query).split()


def fold(text: str) -> str:
    """Return ``text`` without case, accents and typographic variants of quotes and dashes."""
    if text.isascii():
        return text.lower()
    folded = text.casefold().translate(_TYPOGRAPHY)
    if folded.isascii():
        return folded
    # Once more at the end: a letter such as 𝕊 has its plain capital only when it is taken apart.
    return _ACCENTS.sub("", unicodedata.normalize("NFKD", folded)).casefold()


def with_ancestors(tree: Tree, ids: Iterable[int]) -> set[int]:
    """Return ``ids`` and every node above one of them; unknown ids are left out."""
    nodes = tree.nodes
    level: set[int | None] = {id for id in ids if id in nodes}
    seen: set[int | None] = set()
    while level:
        seen |= level
        level = {nodes[id].parent for id in level if id is not None} - seen
    return {id for id in seen if id is not None}


def _shown(node: Node) -> Iterator[str]:
    """Yield the words of every field of a node, markup signs left out."""
    values = node.fields
    for name, is_markup in _SEARCHED[node.kind]:
        value = values[name]
        if not value:
            continue
        if isinstance(value, str):
            yield _MARKUP.sub(r"\1", value) if is_markup and _has_signs(value) else value
        elif isinstance(value, tuple):
            yield " ".join(value)
        else:
            yield str(value)


def _has_signs(text: str) -> bool:
    return "*" in text or "[" in text or "\\" in text


_SEARCHED = {
    kind.name: tuple(
        (field.name, field.is_markup)
        for field in kind.fields.values()
        if field.type in _WORDS or field.type in _NUMBERS or field.type is Type.UNITS
    )
    for kind in KINDS.values()
}
