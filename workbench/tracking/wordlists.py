"""Word lists with the labels a sheet shows, and the way back from label to key."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from workbench.vocabularies import VOCABULARIES

YES, NO = "Yes", "No"

Words = Mapping[str, Mapping[str, str]]


def labelled(own: Mapping[str, Any], vocabulary: str, language: str = "en") -> dict[str, str]:
    """Return key -> label for a vocabulary, as this workspace (``own``) or the program has it.

    Two keys never share a label: where they would, each shows its key as well.
    """
    words: Words = own.get(vocabulary) or VOCABULARIES.get(vocabulary, {})
    labels = {key: words[key].get(language) or words[key].get("en") or key for key in words}
    count = Counter(labels.values())
    return {key: label if count[label] == 1 else f"{label} ({key})" for key, label in labels.items()}


def label_of(own: Mapping[str, Any], vocabulary: str, key: str, language: str = "en") -> str:
    """Return the label of a key; a value outside the vocabulary is shown as it came."""
    return labelled(own, vocabulary, language).get(key, key)
