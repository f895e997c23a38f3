"""The pages of a paper as they are read one after the other, without walking up to the first of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ui.forms.layout import home, listed_children, on_page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.tree import Node, Tree


class Place(NamedTuple):
    """A text of the tree: its node and its field."""

    node: int
    field: str


def scope_of(tree: Tree, id: int) -> int:
    """Return the paper or set of challenges that a node belongs to, the whole workspace outside of them."""
    above = (tree[id], *tree.ancestors(id))
    return next((node.id for node in above if node.kind in ("paper", "challenge_set")), tree.root_id)


def places_after(tree: Tree, scope: int, page: int) -> Iterator[Place]:
    """Yield the texts of all pages behind a page in printed order, to the end of ``scope``."""
    yield from _places(tree, _waiting_after(tree, scope, page), None)


def places_before(tree: Tree, scope: int, page: int) -> Iterator[Place]:
    """Yield the texts of all pages from the start of ``scope`` up to a page, which is left out."""
    yield from _places(tree, [scope], page)


def _places(tree: Tree, waiting: list[int], last: int | None) -> Iterator[Place]:
    """Yield the texts of pages and of those below them; the next page is the last one that waits."""
    while waiting and waiting[-1] != last:
        page = waiting.pop()
        for placed in on_page(tree, page):
            for field in tree[placed.id].declaration.markup:
                yield Place(placed.id, field)
        waiting.extend(reversed(_below(tree, page)))


def _waiting_after(tree: Tree, scope: int, page: int) -> list[int]:
    waiting = list(reversed(_below(tree, page)))
    while page != scope:
        above = tree.parent(page)
        assert above is not None  # a page lies within its scope
        parent = home(tree, above.id)
        siblings = _below(tree, parent)
        waiting = [*reversed(siblings[siblings.index(page) + 1 :]), *waiting]
        page = parent
    return waiting


def _below(tree: Tree, page: int) -> list[int]:
    """Return the pages below a page in printed order; what answers all responses stands behind them."""
    return [
        child.id
        for placed in on_page(tree, page)
        for child in sorted(listed_children(tree, placed.id), key=_stands_behind)
    ]


def _stands_behind(node: Node) -> bool:
    return node.fields.get("position") == "after"
