"""Values of a recommendation as a paper prints them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.vocabularies import label

if TYPE_CHECKING:
    from workbench.schema import Value
    from workbench.tree import Node, Tree


def choice_label(tree: Tree, vocabulary: str, key: Value, language: str) -> str:
    """Return the label of a key in a language; a value outside its vocabulary as it came."""
    return "" if key is None else label(tree.root["vocabularies"], vocabulary, key, language)


def units_text(recommendation: Node) -> str:
    """Return the responsible units as they came, or the keys of the register where nothing came."""
    return recommendation["responsible_units_text"] or ", ".join(recommendation["responsible_units"])
