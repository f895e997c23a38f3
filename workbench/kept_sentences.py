"""Sentences in a file, kept with what they were made of; anybody may have written what is read again."""

from __future__ import annotations

import re
from typing import Any

from workbench.beside import as_text
from workbench.sentences import Label, Sentence

_PATTERN = re.compile(r"(?:[^{}]{0,300}\{\d\}){0,10}[^{}]{0,300}")
"""A pattern as we write them: it cannot blow a value up, nor ask for anything but values."""


def sentence_as_json(sentence: Sentence) -> dict[str, Any]:
    """Return a sentence as JSON: its "message", and of what it was made for those who translate it."""
    return {
        "message": str(sentence),
        "pattern": sentence.pattern,
        "values": [_value_as_json(value) for value in sentence.values],
    }


def kept_sentence(kept: Any) -> Sentence:
    """Return the sentence that was kept, as it stands where nothing sound says what it was made of.

    Raises TypeError or KeyError for JSON that holds no message.
    """
    message, pattern = as_text(kept["message"]), kept.get("pattern")
    if not isinstance(pattern, str) or not _PATTERN.fullmatch(pattern):
        return Sentence(message)
    try:
        made = Sentence(pattern, *map(_value, kept["values"]))
    except (IndexError, TypeError, KeyError, AttributeError, RecursionError):
        return Sentence(message)
    return made if made == message else Sentence(message)


def _value_as_json(value: object) -> Any:
    if isinstance(value, Sentence):
        return sentence_as_json(value)
    if isinstance(value, Label):
        return {"label": value}
    return value if isinstance(value, (int, float)) else str(value)


def _value(kept: Any) -> object:
    if isinstance(kept, dict):
        return Label(as_text(kept["label"])) if "label" in kept else kept_sentence(kept)
    return kept
