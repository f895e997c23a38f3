"""Which nodes stand together on one page, so that what belongs together is seen together."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from workbench.schema import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.tree import Node, Tree

EMBEDDED = frozenset({("recommendation", "response"), ("figure", "rating")})
"""(kind, kind of child) where the child is edited on its parent's page; so are all footnotes."""

COMPACT = frozenset({"rating"})
"""Kinds whose few short fields stand in one row, without a heading."""

SINGLE = frozenset({("recommendation", "response"), ("workspace", "register")})
"""Children of which a node has one at most."""


class Placed(NamedTuple):
    """A node on a page and how far below the page's own node it stands."""

    id: int
    depth: int


def home(tree: Tree, id: int) -> int:
    """Return the node on whose page ``id`` is edited: itself, or an ancestor."""
    above = tree.parent(id)
    while above is not None and is_embedded(above.kind, tree[id].kind):
        id, above = above.id, tree.parent(above.id)
    return id


def on_page(tree: Tree, id: int, depth: int = 0) -> Iterator[Placed]:
    """Yield a page's node and every node edited with it, in the order of reading."""
    yield Placed(id, depth)
    node = tree[id]
    for child in _footnotes_first(tree, node):
        if is_embedded(node.kind, child.kind):
            yield from on_page(tree, child.id, depth + 1)


def is_embedded(parent: str, child: str) -> bool:
    """Whether a child of this kind is edited on its parent's page."""
    return child == "footnote" or (parent, child) in EMBEDDED


def addable(tree: Tree, id: int) -> list[str]:
    """Return the kinds that can be added below a node by a button, footnotes left out."""
    node = tree[id]
    return [
        kind
        for kind in KINDS[node.kind].children
        if kind != "footnote" and not ((node.kind, kind) in SINGLE and tree.children(id, kind))
    ]


def hidden_fields(tree: Tree, id: int) -> frozenset[str]:
    """Return the fields that mean nothing where a node stands, and have no value there."""
    node = tree[id]
    if node.kind != "paragraph" or node["position"]:
        return frozenset()
    above = tree.parent(id)
    answers = above is not None and above.fields.get("role") == "office_response"
    return frozenset() if answers else frozenset({"position"})


def listed_children(tree: Tree, id: int) -> list[Node]:
    """Return the children that have pages of their own."""
    kind = tree[id].kind
    return [child for child in tree.children(id) if not is_embedded(kind, child.kind)]


def _footnotes_first(tree: Tree, node: Node) -> list[Node]:
    return sorted(tree.children(node.id), key=_is_no_footnote)


def _is_no_footnote(node: Node) -> bool:
    return node.kind != "footnote"
