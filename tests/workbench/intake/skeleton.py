"""A reading without its ids and line numbers, so that readings can be compared."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workbench import markup

if TYPE_CHECKING:
    from workbench.intake import Reading
    from workbench.subtree import Subtree

Skeleton = tuple[str, dict[str, Any], list[Any]]


def skeleton(reading: Reading) -> Skeleton:
    """The tree of a reading with every id replaced by the node's place in document order."""
    places = {node.id: place for place, node in enumerate(reading.root.walk())}
    return _bare(reading.root, places)


def _bare(node: Subtree, places: dict[int, int]) -> Skeleton:
    fields = {name: _value(value, places) for name, value in node.fields.items() if value not in (None, ())}
    return node.kind, fields, [_bare(child, places) for child in node.children]


def _value(value: Any, places: dict[int, int]) -> Any:
    if isinstance(value, str):
        return markup.remap(value, places)
    if isinstance(value, tuple):
        return tuple(places.get(item, item) if isinstance(item, int) else item for item in value)
    return value


def listing(found: Skeleton, depth: int = 0) -> list[str]:
    """The skeleton line by line, for a readable difference."""
    kind, fields, children = found
    lines = ["  " * depth + f"{kind} {fields}"]
    for child in children:
        lines += listing(child, depth + 1)
    return lines
