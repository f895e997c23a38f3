"""The nodes a query means: "rec 3" is Recommendation 3 before anything that only holds these words."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ui.labels import label, path, title
from ui.palette.entries import Entry
from ui.schema_words import kind_label
from workbench.folding import fold
from workbench.schema import KINDS
from workbench.search import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from workbench.numbering import Numbers
    from workbench.search import SearchIndex
    from workbench.tree import Tree

MOST_FOUND = 40


def found_nodes(
    index: SearchIndex,
    tree: Tree,
    numbers: Numbers,
    query: str,
    near: int | None,
    go: Callable[[int], object],
) -> list[Entry]:
    """Return entries that go to the likeliest nodes, those in the part of node ``near`` first.

    Takes as long as one letter in the filter of the contents; the titles of a few nodes only are written.
    """
    matches = index.find(query).matches
    called = _called(words(query), matches, tree, numbers)
    chosen = _nearest(called or matches, tree, near)[:MOST_FOUND]
    if called and len(chosen) < MOST_FOUND:
        others = (id for id in matches if id not in called)
        chosen += _nearest(others, tree, near)[: MOST_FOUND - len(chosen)]
    return [Entry(label(tree, numbers, id), _where(tree, numbers, id), partial(go, id)) for id in chosen]


def _called(wanted: Sequence[str], matches: Iterable[int], tree: Tree, numbers: Numbers) -> set[int]:
    """Return the nodes that are called by the query: "rec 3", "key finding", "12"."""
    rest = {kind: _beyond(wanted, fold(kind_label(kind)).split()) for kind in KINDS}
    found = set()
    for id in matches:
        left = rest[tree.nodes[id].kind]
        if not left or (len(left) == 1 and left[0] == (numbers.label.get(id) or "").casefold()):
            found.add(id)
    return found


def _beyond(wanted: Sequence[str], own: Sequence[str]) -> list[str]:
    """Return the words of a query that are no beginning of a word of the kind's name."""
    return [word for word in wanted if word.isdigit() or not any(name.startswith(word) for name in own)]


def _nearest(ids: Iterable[int], tree: Tree, near: int | None) -> list[int]:
    """Return ids with those of the part of ``near`` first, else in the order they were made."""
    own = tree.ancestor(near, "evaluation") if near is not None else None
    if own is None:
        return sorted(ids)
    inside = {node.id for node in tree.walk(own.id)}
    return sorted(ids, key=lambda id: (id not in inside, id))


def _where(tree: Tree, numbers: Numbers, id: int) -> str:
    """Return the part a node is in, or what it hangs below."""
    part = tree.ancestor(id, "evaluation")
    if part is not None and part.id != id:
        return title(tree, numbers, part.id)
    return "".join(words for _, words in path(tree, numbers, id)[-1:])
