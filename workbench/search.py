"""Finding nodes by words: any order, accents and case ignored, ancestors of every hit kept in sight."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.folding import fold
from workbench.matching import Matcher
from workbench.querying import Query, parse
from workbench.schema import KINDS, Type

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator
    from collections.abc import Set as AbstractSet

    from workbench.edits import Notice
    from workbench.matching import Signs
    from workbench.numbering import Numbers
    from workbench.querying import Doubt
    from workbench.tree import Node, Tree

_MARKUP = re.compile(r"\\(.)|\[\^\d+\]|\[\[[^\]]*\]\]|\*+|\]\([^)]*\)|\[", re.DOTALL)
_WORDS = frozenset({Type.LINE, Type.RICH_LINE, Type.TEXT, Type.DATE, Type.CHOICE, Type.UNIT})
_NUMBERS = frozenset({Type.INTEGER, Type.SCORE})


@dataclass(frozen=True, slots=True)
class Found:
    """The nodes that match, and these with all their ancestors: what a tree has to show.

    ``doubts`` are terms that were left out or can find nothing; ``words`` are what to mark.
    """

    matches: AbstractSet[int]
    visible: AbstractSet[int]
    doubts: tuple[Doubt, ...] = ()
    words: tuple[str, ...] = ()


class SearchIndex:
    """What can be found in each node of a tree, folded once and again only after a change.

    Give it every notice through :meth:`update`. Nodes are read when they are first needed;
    :meth:`warm` does that ahead of time in small portions. ``signs`` says what is "missing" or
    "flagged" in a node; without it nothing is. ``marked`` names the nodes that it has to be asked of.
    """

    def __init__(
        self,
        tree: Tree,
        numbers: Numbers,
        signs: Signs | None = None,
        marked: Callable[[], Collection[int]] | None = None,
    ) -> None:
        self._tree = tree
        self._numbers = numbers
        self._signs = signs
        self._marked = marked
        self._texts: dict[int, str] = {}
        self._stale: set[int] = set(tree.nodes)
        self._last: tuple[Query, AbstractSet[int]] | None = None

    def update(self, notice: Notice, numbers: Numbers) -> None:
        """Forget what a batch changed, and the nodes whose printed number it moved."""
        self._last = None
        self._stale.update(notice.fields, notice.inserted)
        for id in notice.removed:
            self._texts.pop(id, None)
            self._stale.discard(id)
        self._stale.update(id for id in numbers.relabelled(self._numbers) if id in self._tree)
        self._numbers = numbers

    def warm(self, count: int) -> bool:
        """Read up to ``count`` nodes that are not read yet; return whether some are left."""
        for _ in range(min(count, len(self._stale))):
            self._read(self._stale.pop())
        return bool(self._stale)

    def find(self, query: str) -> Found:
        """Return the nodes that fulfil ``query`` (see :mod:`workbench.querying`), a blank one by all.

        What a longer query finds is looked for among what the one before it found.
        """
        self.warm(len(self._stale))
        asked = parse(query)
        matcher = Matcher(self._tree, self._numbers, asked, self._signs)
        matches = self._with_words(asked, self._start(asked))
        if asked.needs_sign and self._marked is not None:
            matches = {id for id in self._marked() if id in matches}
        if not matcher.is_idle:
            nodes = self._tree.nodes
            found = (nodes[id] for id in matches if nodes[id].kind in matcher.kinds)
            matches = {node.id for node in found if matcher.is_hit(node)}
            if not matches:
                matcher.doubt_nowhere([node for node in nodes.values() if node.kind in matcher.kinds])
        self._last = None if asked.has_signs else (asked, matches)  # of what is put aside, nobody tells
        everything = len(matches) == len(self._texts)
        visible = matches if everything else with_ancestors(self._tree, matches)
        return Found(matches, visible, (*asked.doubts, *matcher.doubts), asked.words)

    def find_records(self, query: str, ids: Collection[int]) -> Found:
        """Return those of the nodes ``ids`` that fulfil ``query`` together with all that belongs to them.

        Words may stand in what hangs below a node and in the titles above it.
        """
        asked = parse(query)
        if not asked.terms:
            return Found(set(ids), set(ids), asked.doubts, asked.words)
        self.warm(len(self._stale))
        matcher = Matcher(self._tree, self._numbers, asked, self._signs, of_records=True)
        words = [(term.wanted[0], term.negated) for term in asked.terms if term.kind == "words"]
        matches = {
            id
            for id in ids
            if matcher.fulfils(self._tree[id]) and (not words or _holds(self._record(id), words))
        }
        if not matches:
            matcher.doubt_nowhere([self._tree[id] for id in ids])
        return Found(matches, matches, (*asked.doubts, *matcher.doubts), asked.words)

    def _start(self, asked: Query) -> AbstractSet[int]:
        if self._last is not None and asked.narrows(self._last[0]):
            return self._last[1]
        return self._texts.keys()

    def _with_words(self, asked: Query, matches: AbstractSet[int]) -> AbstractSet[int]:
        texts = self._texts
        for word in sorted(asked.words, key=len, reverse=True):  # long words leave few for the next
            if matches is texts.keys() or len(matches) == len(texts):
                matches = {id for id, text in texts.items() if word in text}
            else:
                matches = {id for id in matches if word in texts[id]}
        unwanted = [term.wanted[0] for term in asked.terms if term.kind == "words" and term.negated]
        for word in unwanted:
            matches = {id for id in matches if word not in texts[id]}
        return set(matches)

    def _record(self, id: int) -> str:
        """Return the folded text of a node with what hangs below it and the titles above it."""
        above = (node.id for node in self._tree.ancestors(id) if node.kind in ("evaluation", "paper"))
        below = (node.id for node in self._tree.walk(id))
        return "\n".join(self._texts[part] for part in (*below, *above))

    def _read(self, id: int) -> None:
        node = self._tree.nodes.get(id)
        if node is not None:
            number = self._numbers.label.get(id, "")
            self._texts[id] = fold("\n".join((KINDS[node.kind].label, number, *_shown(node))))


def words(query: str) -> list[str]:
    """Return the folded words of a query."""
    return fold(query).split()


def with_ancestors(tree: Tree, ids: Iterable[int]) -> set[int]:
    """Return ``ids`` and every node above one of them; unknown ids are left out."""
    nodes = tree.nodes
    level: set[int | None] = {id for id in ids if id in nodes}
    seen: set[int | None] = set()
    while level:
        seen |= level
        level = {nodes[id].parent for id in level if id is not None} - seen
    return {id for id in seen if id is not None}


def _holds(text: str, words: list[tuple[str, bool]]) -> bool:
    return all((word in text) != negated for word, negated in words)


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
