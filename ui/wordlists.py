"""The word lists in force in a workspace, and what the window says for a key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench import vocabularies

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from workbench.tree import Tree
    from workbench.vocabularies import Labels

LANGUAGE = "en"


def words(tree: Tree, vocabulary: str) -> Mapping[str, Labels]:
    """Return a word list: the workspace's own where it has one, the usual one otherwise."""
    return vocabularies.words(_own(tree), vocabulary)


def shown(tree: Tree, vocabulary: str, key: str) -> str:
    """Return the label of a key, the key itself where it is not on its list."""
    return vocabularies.label(_own(tree), vocabulary, key, LANGUAGE)


def _own(tree: Tree) -> Mapping[str, Any] | None:
    """Return the word lists of the workspace itself, None where it has none or there is none."""
    return tree.root["vocabularies"] if len(tree) else None
