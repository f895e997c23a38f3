"""Units as the rest of the document names them: by a key, which follows when it is changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.register import unit_nodes
from workbench.schema import KINDS, Type, Value, unit_key

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from workbench.editor import Editor
    from workbench.tree import Node, Tree


def set_and_follow(editor: Editor, id: int, field: str, value: Value) -> None:
    """Set a field; where that gives a unit another key, set it in every field that names the unit.

    Nothing follows to a key that another unit has: the two could never be told apart again.
    """
    node = editor.tree[id]
    before = _key(node)
    editor.set(id, field, value)
    after = _key(node)
    others = {_key(unit) for unit in unit_nodes(editor.tree) if unit.id != id} if before != after else set()
    if before and after and before != after and not others & {before, after}:
        for other, name in list(naming(editor.tree, {before})):
            editor.set(other.id, name, _renamed(other[name], before, after))


def naming(tree: Tree, keys: AbstractSet[str]) -> Iterator[tuple[Node, str]]:
    """Yield every node and field that names a unit by one of these keys."""
    if not keys:
        return
    for node in tree.walk():
        for name in _NAMING.get(node.kind, ()):
            if _named(node[name]) & keys:
                yield node, name


def lost_keys(tree: Tree, id: int) -> set[str]:
    """Return the keys of units that are gone from the register when a node is removed."""
    going = {node.id for node in tree.walk(id)}
    keys = {_key(unit) for unit in unit_nodes(tree) if unit.id in going}
    return keys - {_key(unit) for unit in unit_nodes(tree) if unit.id not in going} - {""}


_NAMING = {
    kind: tuple(field.name for field in declared.fields.values() if field.type in (Type.UNIT, Type.UNITS))
    for kind, declared in KINDS.items()
}


def _key(node: Node) -> str:
    return unit_key(node.fields) if node.kind == "unit" else ""


def _named(value: Value) -> set[str]:
    return {value} if isinstance(value, str) else set(value or ())


def _renamed(value: Value, before: str, after: str) -> Value:
    if isinstance(value, str):
        return after
    return tuple(after if key == before else key for key in value)
