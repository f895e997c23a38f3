"""The fixed words of a paper in its language, read from one file per language."""

from __future__ import annotations

import datetime
import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from workbench.errors import UserError
from workbench.vocabularies import VOCABULARIES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbench.schema import Value

LANGUAGES = tuple(VOCABULARIES["language"])
TAGS = {"en": "en-GB", "fr": "fr-FR", "es": "es-ES"}


@dataclass(frozen=True, slots=True)
class Words:
    """Everything a paper prints that nobody typed, in one language; made by :func:`words`."""

    language: str
    texts: Mapping[str, Any]

    def __getitem__(self, key: str) -> str:
        """Return a fixed text; KeyError where the language file lacks it."""
        text: str = self.texts[key]
        return text

    def around(self, key: str, name: str = "number") -> tuple[str, str]:
        """Return what stands before and after the placeholder ``{name}`` of a fixed text."""
        before, _, after = self[key].partition(f"{{{name}}}")
        return before, after

    def count(self, number: int) -> str:
        """Return a count in words as far as the language file goes, then in digits."""
        counts: list[str] = self.texts["counts"]
        return counts[number] if number < len(counts) else str(number)

    def date(self, iso: str) -> str:
        """Return an ISO date as the language writes it."""
        day = datetime.date.fromisoformat(iso)
        number = self["first_day"] if day.day == 1 else str(day.day)
        month = self.texts["months"][day.month - 1]
        return self["date_form"].format(day=number, month=month, year=day.year)

    def agenda_item(self, text: str) -> str:
        """Return an item given by its number in words; other texts, and higher numbers, as they are."""
        ordinals: list[str] = self.texts["ordinals"]
        if text.isascii() and text.isdigit() and 0 < int(text) <= len(ordinals):
            return self["agenda_item"].format(ordinal=ordinals[int(text) - 1])
        return text

    def score(self, score: Value) -> str:
        """Return a rating's score as printed; nothing where it has none."""
        return "" if score is None else str(score).replace(".", self["decimal"])

    def listed(self, items: list[str]) -> list[str]:
        """Return what stands before each item of a list in words: nothing, commas, then "and"."""
        last = len(items) - 1
        return [
            "" if place == 0 else f" {self['and']} " if place == last else ", " for place in range(len(items))
        ]


@cache
def words(language: str) -> Words:
    """Return the fixed words of ``language``; UserError where there is no such language."""
    if language not in LANGUAGES:
        raise UserError(
            "There are no fixed words for “{0}”; choose one of {1}.", language, ", ".join(LANGUAGES)
        )
    text = files("resources").joinpath("paper", "words", f"{language}.json").read_text(encoding="utf-8")
    return Words(language, json.loads(text))
