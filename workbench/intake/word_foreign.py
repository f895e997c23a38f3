"""Papers in French and Spanish: their language by their fixed words, and the lines of their front page."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import resources
from workbench.intake.form import Form, Is
from workbench.intake.front_forms import agenda_items
from workbench.intake.signs import SYMBOL
from workbench.intake.word_front import folded, front_labels
from workbench.intake.wording import label_of, role_of
from workbench.paper.words import LANGUAGES
from workbench.paper.words import words as fixed_words

if TYPE_CHECKING:
    from collections.abc import Iterable

_LOOKS = (
    ("symbol", re.compile(rf"(?:{SYMBOL.pattern})$")),
    ("section_code", re.compile(r"[A-Z]{2,4}$")),
    (
        "session",
        re.compile(
            r"\d{1,3}\s?(?:e|re|ème|\.?[ªa])\s+(?:\(.{1,12}\)\s*)?(?:session|reunión)\b", re.IGNORECASE
        ),
    ),
    ("section", re.compile(r"(?:Section|Sección)\s+\S")),
    ("segment", re.compile(r"(?:Segment|Segmento)\s+\S")),
)
_FEWEST = 2
_LONGEST = 300


def language_of(texts: Iterable[str]) -> str:
    """Return the language, other than English, whose labels and headings the texts show, "" if none's."""
    found = dict.fromkeys(LANGUAGES, 0)
    for text in texts:
        label = label_of(text) if len(text) < _LONGEST or text[:1] in "CPRHPFG" else None
        if label is not None and label.language:
            found[label.language] += 1
    language = max(found, key=lambda name: found[name])
    return language if language != "en" and found[language] >= _FEWEST else ""


class ForeignFront:
    """Tells the lines before the first heading of a paper in ``language``; they must come in order."""

    def __init__(self, language: str) -> None:
        self._organ = folded(fixed_words(language)["organ"])
        self._synonyms: dict[str, str] = resources.read_json("headings.json")["front"][language]
        self._field = ""
        self._is_boxed = False
        self.is_over = False

    def form(self, text: str) -> tuple[Form, int] | None:
        """Return the form of a line and where its text begins, None behind the front page."""
        if self.is_over or label_of(text) is not None or role_of(text):
            self.is_over = True
            return None
        head, colon, _ = text.partition(":")
        field = self._labels().get(folded(head))
        if field is not None:
            return self._labelled(field, len(head) + len(colon))
        if not self._is_boxed:
            field = self._by_look(text)
        return Form(Is.FRONT, field=self._begun(field)), 0

    def _labelled(self, field: str, end: int) -> tuple[Form, int]:
        self._is_boxed = self._is_boxed or field not in ("date", "original_language")
        self._field = field
        return Form(Is.FRONT, field=field), end

    def _by_look(self, text: str) -> str:
        if folded(text) == self._organ or folded(text) in _house():
            return "organ"
        if " ".join(text.split()).lower() in agenda_items():
            return "agenda_item"
        return next((field for field, look in _LOOKS if look.match(text.strip())), "title")

    def _begun(self, field: str | None) -> str:
        """Return the field that a line begins, "" where it goes on with the one above."""
        if field is None or (field == "title" and self._field == "title"):
            return ""
        self._field = field
        return field

    def _labels(self) -> dict[str, str]:
        return front_labels() | self._synonyms


@cache
def _house() -> frozenset[str]:
    names = ("organisation internationale du travail", "bureau international du travail")
    return frozenset((*names, "organización internacional del trabajo", "oficina internacional del trabajo"))
