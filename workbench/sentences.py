"""A sentence that still knows what it was made of, so that a window can say it in its own language."""

from __future__ import annotations

from collections.abc import Callable, Sequence


def inside(label: str) -> str:
    """Return a label as it stands inside a sentence; "Office response" keeps its capital."""
    return label if label.startswith("Office") else label[:1].lower() + label[1:]


class Label(str):
    """A word of the schema among the values of a sentence: what a field or a kind is called.

    It is translated with the schema and stands in the sentence in the translator's word.
    """


class InnerLabel(Label):
    """A label that stands inside the sentence: "New action"."""

    label: str

    def __new__(cls, label: str) -> InnerLabel:
        """Take the label as the schema has it."""
        self = super().__new__(cls, inside(label))
        self.label = label
        return self


class Sentence(str):
    """An English sentence: ``pattern`` with each ``{0}`` replaced by one of ``values``.

    It is a string like any other for all who print, compare or keep it. ``pattern`` is what a translator is
    given, so it is a whole sentence written out in the source; values that are sentences or labels are
    translated too. A pattern without values is taken as it stands, braces and all.
    """

    pattern: str
    values: tuple[object, ...]

    def __new__(cls, pattern: str, *values: object) -> Sentence:
        """Fill in the values; a sentence without further values stays the one it is."""
        if isinstance(pattern, Sentence) and not values:
            return pattern
        self = super().__new__(cls, pattern.format(*values) if values else pattern)
        self.pattern, self.values = pattern, values
        return self


Say = Callable[[Sentence | Label], str]
"""Says a sentence or a label in the language of a reader; :class:`str` says it in English."""

UNSAID = Sentence("")
"""No sentence: as false as an empty text."""


def together(*sentences: Sentence) -> Sentence:
    """Return the sentences that say something, each once, as one text; UNSAID where none does."""
    said = list(dict.fromkeys(filter(None, sentences)))
    return strung(said, " ") if said else UNSAID


def strung(parts: Sequence[str], between: str = ", ") -> Sentence:
    """Return a list as a value of a sentence: its own words are translated, between them there are none."""
    if len(parts) == 1 and isinstance(parts[0], Sentence):
        return parts[0]
    return Sentence(between.join(f"{{{at}}}" for at in range(len(parts))), *parts)
