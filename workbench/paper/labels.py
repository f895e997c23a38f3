"""Values of a recommendation as a paper prints them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.intake.units import read_units
from workbench.vocabularies import label, words

if TYPE_CHECKING:
    from workbench.intake.units import Register
    from workbench.schema import Value
    from workbench.tree import Node, Tree


def choice_label(tree: Tree, vocabulary: str, key: Value, language: str) -> str:
    """Return the label of a key in a language; a value outside its vocabulary as it came."""
    return "" if key is None else label(tree.root["vocabularies"], vocabulary, key, language)


def scale_ends(tree: Tree, language: str) -> str:
    """Return what the lowest and the highest rating mean: "1 = Highly unsatisfactory … 6 = …"."""
    keys = list(words(tree.root["vocabularies"], "rating"))
    ends = [f"{key} = {choice_label(tree, 'rating', key, language)}" for key in (*keys[:1], *keys[1:][-1:])]
    return " … ".join(ends)


def units_text(recommendation: Node, register: Register) -> str:
    """Return the responsible units as they came, while that still names the units of the field.

    After somebody has changed the field, its register keys are printed instead.
    """
    as_came, keys = recommendation["responsible_units_text"], recommendation["responsible_units"]
    if as_came and read_units(as_came, register).keys == list(keys):
        return str(as_came)
    return ", ".join(keys) or as_came or ""
