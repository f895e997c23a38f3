"""The fixed words of papers in English, French and Spanish: labels before numbers, names of sections."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

import resources
from workbench.intake.signs import (
    CRITERION,
    FIGURE,
    HEADING_SIGN,
    KEY_FINDING,
    PART,
    RECOMMENDATION,
    heading_role,
    numbers_in,
    ordinal,
    words,
)
from workbench.paper.words import LANGUAGES
from workbench.paper.words import words as fixed_words

KINDS = ("part", "key_finding", "recommendation", "figure")
"""What has a label before its number."""

_SHORT = re.compile(r"(?i:recs?|recomm?)\.?\s+(?P<number>\d{1,3})(?:\s*[.:]\s*|\s+[-–—]\s+|\s*$)")
_ENGLISH = {"part": PART, "key_finding": KEY_FINDING, "recommendation": RECOMMENDATION, "figure": FIGURE}
_DASH = r"[-–—]"
_NUMBER = r"(?P<number>\d{1,3}|[IVX]{1,5})"
_AFTER = rf"(?:\s*[.:]\s*|\s+{_DASH}\s+|\s*$)"
_MAX_HEADING = 110
_ENDS = frozenset(".;,?")


@dataclass(frozen=True, slots=True)
class Label:
    """A label at the start of a text: what it labels, its numbers, where it ends and its language.

    ``language`` is "" where the label is cut short: "Rec. 3".
    """

    kind: str
    numbers: tuple[int, ...]
    end: int
    language: str


def label_of(text: str) -> Label | None:
    """Return the label that a text begins with, None where it begins with none."""
    for kind in KINDS:
        match = _ENGLISH[kind].match(text)
        if match:
            printed = match["numbers"] if kind == "recommendation" else match["number"]
            numbers = [ordinal(printed)] if kind == "part" else numbers_in(printed)
            return Label(kind, tuple(numbers), match.end(), "en")
    for language in LANGUAGES[1:]:
        for kind, pattern in _patterns(language).items():
            match = pattern.match(text)
            if match:
                return Label(kind, _numbers(match["number"]), match.end(), language)
    short = _SHORT.match(text)
    return Label("recommendation", _numbers(short["number"]), short.end(), "") if short else None


@lru_cache(maxsize=256)
def role_of(heading: str) -> str:
    """Return the role of the section that a heading heads in any of the languages, "" where none shows."""
    text = " ".join(heading.split())
    sign = HEADING_SIGN.match(text)
    text = text[sign.end() :] if sign else text
    if not text or len(text) > _MAX_HEADING or text[-1] in _ENDS or not text[0].isupper():
        return ""
    if text.isupper():
        text = text.capitalize()
    return heading_role(text) or _foreign_role(text.rstrip(":").strip())


def starts_with_letter(text: str) -> int:
    """Return where a heading such as "B. Coherence" begins after its letter, 0 where it has none."""
    match = CRITERION.match(text)
    return match.end() if match and match["dot"].strip() else 0


def _foreign_role(text: str) -> str:
    found = frozenset(_split(text))
    for language in LANGUAGES[1:]:
        for role, keys, others, needs in _wordings(language):
            if found & keys and found <= others and (not needs or found & needs):
                return role
    return ""


def _split(text: str) -> list[str]:
    """Return the words of a heading in small letters, elided articles apart."""
    return re.sub(r"\b([ldLD])['’]", r"\1’ ", text.replace(",", " ")).lower().split()


@cache
def _wordings(language: str) -> list[tuple[str, frozenset[str], frozenset[str], frozenset[str]]]:
    read = resources.read_json("headings.json")
    common = frozenset(_split(read["common"][language]))
    found = []
    for entry in read[language]:
        keys, needs = frozenset(_split(entry["keys"])), words(entry.get("needs", ""))
        found.append((entry["role"], keys, frozenset(_split(entry["others"])) | common | keys | needs, needs))
    return found


@cache
def _patterns(language: str) -> dict[str, re.Pattern[str]]:
    """Return a pattern for each label of a language, made from the words that papers print."""
    fixed = fixed_words(language)
    found = {}
    for kind in KINDS:
        before, _ = fixed.around(kind)
        others = resources.read_json("headings.json")["labels"][language].get(kind, [])
        lead = "|".join(r"\s+".join(map(re.escape, name.split())) for name in (before, *others))
        plural = fixed.around("recommendations", "numbers")[0] if kind == "recommendation" else ""
        if plural:
            joint = rf"(?:\s*,\s*|\s+{re.escape(fixed['and'])}\s+|\s*{_DASH}\s*)"
            number = rf"(?P<number>\d{{1,3}}(?:{joint}\d{{1,3}})*)"
            lead = f"{lead}|{re.escape(plural.strip())}"
        else:
            number = _NUMBER
        found[kind] = re.compile(rf"(?i:{lead})\s+{number}{_AFTER}")
    return found


def _numbers(printed: str) -> tuple[int, ...]:
    return tuple(numbers_in(printed)) if printed[0].isdigit() else (ordinal(printed.upper()),)
