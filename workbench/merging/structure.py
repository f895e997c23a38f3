"""How two states of a document differ in shape: what has another place, and whether a branch changed."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workbench.schema import Value
    from workbench.tree import Node, Tree


def moved(base: Tree, tree: Tree) -> set[int]:
    """Return the nodes of both trees that have another parent or another order among their siblings.

    Where the order changed, as few nodes as possible are said to have moved past the others.
    """
    found: set[int] = set()
    for node in tree.nodes.values():
        before = base.nodes.get(node.id)
        if before is None or before.children != node.children:
            found |= _moved_below(base, node)
    return found


def changed_below(base: Tree, tree: Tree, id: int) -> bool:
    """Whether a node or anything below it is not the same in both: fields, nodes that came, went or moved."""
    waiting = [id]
    while waiting:
        before, now = base.nodes.get(waiting[-1]), tree.nodes.get(waiting.pop())
        if before is None or now is None:
            return before is not now
        if before.children != now.children or not _same_fields(before, now):
            return True
        waiting.extend(now.children)
    return False


def same(one: Value, other: Value) -> bool:
    """Whether two stored values are the same: 4 is not 4.0, and the order of a list counts."""
    if one is other:
        return True
    return type(one) is type(other) and (repr(one) == repr(other) if isinstance(one, dict) else one == other)


def _same_fields(one: Node, other: Node) -> bool:
    return all(same(value, other.fields[name]) for name, value in one.fields.items())


def _moved_below(base: Tree, parent: Node) -> set[int]:
    """Return the children of ``parent`` that moved to it or changed their order below it."""
    known = [child for child in parent.children if child in base]
    stayed = [child for child in known if base[child].parent == parent.id]
    if not stayed:
        return set(known)
    was = {child: position for position, child in enumerate(base[parent.id].children)}
    return set(known) - _longest_rising(stayed, was)


def _longest_rising(items: Sequence[int], position: Mapping[int, int]) -> set[int]:
    """Return the most items that stand in the order of their positions."""
    ends: list[int] = []  # of the best sequence of each length so far: the position of its last item
    last: list[int] = []  # and that item
    before: dict[int, int | None] = {}
    for each in items:
        length = bisect_left(ends, position[each])
        before[each] = last[length - 1] if length else None
        ends[length : length + 1] = [position[each]]
        last[length : length + 1] = [each]
    found: set[int] = set()
    item = last[-1] if last else None
    while item is not None:
        found.add(item)
        item = before[item]
    return found
