"""The word lists in force in a workspace, and what the window says for a key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.schema import Field, Type, unit_key
from workbench.vocabularies import VOCABULARIES, Labels

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbench.tree import Node, Tree

LANGUAGE = "en"


def words(tree: Tree, vocabulary: str) -> Mapping[str, Labels]:
    """Return a word list: the workspace's own where it has one, the usual one otherwise."""
    own = tree.root["vocabularies"] if len(tree) else None
    return (own or {}).get(vocabulary) or VOCABULARIES.get(vocabulary, {})


def shown(tree: Tree, vocabulary: str, key: str) -> str:
    """Return the label of a key, the key itself where it is not on its list."""
    labels = words(tree, vocabulary).get(key)
    return (labels.get(LANGUAGE) or key) if labels else key


def units(tree: Tree) -> dict[str, Node]:
    """Return the units of the register by key, in the order of the register."""
    if not len(tree):
        return {}
    registers = tree.children(tree.root_id, "register")
    found = (unit for register in registers for unit in tree.children(register.id, "unit"))
    return {unit_key(unit.fields): unit for unit in found if unit_key(unit.fields)}


def is_off_list(tree: Tree, field: Field, value: object) -> bool:
    """Whether a choice has a value that its word list does not hold; an unset one has none."""
    if field.type is not Type.CHOICE or value is None:
        return False
    return value not in words(tree, field.vocabulary or "")
