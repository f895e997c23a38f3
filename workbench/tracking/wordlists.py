"""Word lists with the labels a sheet shows, and the way back from label to key."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from workbench.vocabularies import label, words

if TYPE_CHECKING:
    from collections.abc import Mapping

YES, NO = "Yes", "No"


def labelled(own: Mapping[str, Any], vocabulary: str, language: str = "en") -> dict[str, str]:
    """Return key -> label for a vocabulary, as this workspace (``own``) or the program has it.

    Two keys never share a label: where they would, each shows its key as well.
    """
    labels = {key: label(own, vocabulary, key, language) for key in words(own, vocabulary)}
    count = Counter(labels.values())
    return {key: text if count[text] == 1 else f"{text} ({key})" for key, text in labels.items()}


def label_of(own: Mapping[str, Any], vocabulary: str, key: str, language: str = "en") -> str:
    """Return the label of a key; a value outside the vocabulary is shown as it came."""
    return labelled(own, vocabulary, language).get(key, key)
