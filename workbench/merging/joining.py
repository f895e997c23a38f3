"""Two states of a document joined without asking: what git calls a virtual base.

What one side changed is taken; where both changed the same thing differently the older state is kept, so
that whatever is compared with the result shows a difference.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.edits import Edit
from workbench.merging.structure import changed_below, same
from workbench.schema import KINDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbench.schema import Value
    from workbench.tree import Node, Tree


def joined(root: Tree, one: Tree, other: Tree) -> Tree:
    """Return what ``one`` and ``other`` made of ``root``, a tree of its own in the order of ``one``."""
    made = one.copy()
    for node in other.walk():
        if node.id in made:
            _join_fields(made[node.id], node, root.nodes.get(node.id), made)
        elif node.id not in root and node.parent is not None and node.parent in made:
            insert(made, node, node.parent, node.fields, other)
    for id in root.nodes:
        if id in made and id in other:
            _join_place(made, id, root, other)
    for id, node in root.nodes.items():
        if id in made and id not in other and node.parent in other:
            _join_removal(made, id, root, one, other)
    return made


def insert(tree: Tree, node: Node, parent: int, fields: Mapping[str, Value], like: Tree) -> None:
    """Insert a node of the tree ``like`` with other fields, after the sibling that it follows there."""
    place = {"parent": parent, "index": _index(tree, parent, node.id, like), "kind": node.kind}
    tree.apply(Edit("insert", node.id, None, None, {**place, "fields": fields}))


def _join_fields(mine: Node, other: Node, root: Node | None, made: Tree) -> None:
    older = root.fields if root else KINDS[mine.kind].blank()
    for name, value in other.fields.items():
        if not same(value, mine[name]) and not same(value, older[name]):
            joint = value if same(mine[name], older[name]) else older[name]
            made.apply(Edit("set", mine.id, name, mine[name], joint))


def _join_place(made: Tree, id: int, root: Tree, other: Tree) -> None:
    mine, theirs, older = made[id].parent, other[id].parent, root[id].parent
    if theirs in (mine, older):
        return
    parent = theirs if mine == older else older
    if (
        parent is None
        or parent not in made
        or any(node.id == id for node in (made[parent], *made.ancestors(parent)))
    ):
        return
    made.apply(Edit("move", id, None, None, {"parent": parent, "index": _index(made, parent, id, other)}))


def _join_removal(made: Tree, id: int, root: Tree, one: Tree, other: Tree) -> None:
    branch = list(made.walk(id))
    if any(node.id in other for node in branch):
        return
    if changed_below(root, one, id):
        for node in branch:
            for name, value in root[node.id].fields.items() if node.id in root else ():
                made.apply(Edit("set", node.id, name, None, value))
    else:
        for node in reversed(branch):
            made.apply(Edit("remove", node.id, None, None, None))


def _index(tree: Tree, parent: int, id: int, like: Tree) -> int:
    """Return the place below ``parent`` right after the nearest earlier sibling in ``like``."""
    home = like.parent(id)
    siblings = home.children if home else []
    earlier = set(siblings[: siblings.index(id)]) if home else set()
    here = [child for child in tree[parent].children if child != id]
    return max((at + 1 for at, child in enumerate(here) if child in earlier), default=0)
