"""The words of matrices: what people call columns and values in English, French and Spanish."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from workbench.matrix.abbreviations import candidates
from workbench.schema import KINDS, field_of
from workbench.sentences import Label, Sentence
from workbench.vocabularies import VOCABULARIES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbench.schema import Field

HEADLINE = "recommendation.headline"
REFERENCE = "reference"
ACTION = "action.description"
ACTION_NUMBER = "action.number"
ACCEPTANCE = "response.acceptance"
REASON = "response.reason"
RESPONSE = "response.text"
RATIONALE = "recommendation.rationale"
UNITS = "recommendation.responsible_units"
BOTH_UNITS = "responsible"
"""The column names who is responsible for a recommendation, and who does its actions."""
LEAD = "recommendation.lead_unit"
ACTION_UNIT = "action.responsible_unit"
DUE = "action.due"
TIME = "recommendation.time_implication"
PROGRESS = "action.progress"
STATUS = "action.status"
CRITERION = "rating.criterion"
SCORE = "rating.score"
RATED = "rating"
"""The header of the column is a criterion, its cells are scores."""
NOTE = "note"
COMMENT = "comment"
"""Only while guessing: whose comments they are follows from the columns around."""
SKIP = "skip"

MEANINGS = (
    REFERENCE,
    HEADLINE,
    RATIONALE,
    UNITS,
    BOTH_UNITS,
    LEAD,
    "recommendation.priority",
    TIME,
    "recommendation.resource_implication",
    ACCEPTANCE,
    REASON,
    RESPONSE,
    "response.cleared_by",
    "response.cleared_on",
    ACTION_NUMBER,
    ACTION,
    ACTION_UNIT,
    DUE,
    "action.revised_due",
    STATUS,
    PROGRESS,
    "action.evidence",
    "action.verified",
    CRITERION,
    SCORE,
    RATED,
    NOTE,
    SKIP,
)
"""What a column can mean: "kind.field", or one of the words above; in the order of a form."""

ANCHORS = frozenset({REFERENCE, HEADLINE, ACTION, RESPONSE, ACCEPTANCE, CRITERION})
"""One of these is among the headers of any table that we read."""

SHARED = frozenset({NOTE, SKIP, RATED})
"""Meanings that several columns can have."""

_OWN_LABELS: Mapping[str, Sentence | Label] = {
    REFERENCE: Sentence("Recommendation: Reference"),
    HEADLINE: Label("Recommendation"),
    RESPONSE: Label("Office response"),
    ACTION: Label("Action"),
    ACTION_NUMBER: Sentence("Action: Number"),
    BOTH_UNITS: Sentence("Recommendation and actions: Responsible"),
    RATED: Sentence("Rating: Scores, the header names the criterion"),
    NOTE: Sentence("Keep as a note"),
    SKIP: Sentence("Leave out"),
}
_ENDINGS = re.compile(r"\((?:s|es|e|x|le|les|a|as)\)", re.IGNORECASE)
_INSIDE = re.compile(r"\(([^()]*)\)")
_NUMBER_SIGN = re.compile(r"\bn\s?[°º]|№|#|\bno\.", re.IGNORECASE)
_NO_WORD = re.compile(r"[\W_]+")
_LONGEST_HEADER = 220
_MOST_WORDS = 14
_SHORTEST_PART = 5
_MOSTLY = 2
_LABEL = re.compile(
    r"(?P<label>[^\W\d_][^\d:.\n]{0,60}?)"
    r"(?:\.?\s*(?:\bno\.?|\bn[°º]|№|#)?\s*(?P<number>\d{1,3}(?:[.\-]\d{1,2})*[a-z]?))?"
    r"\s*(?:(?:[:.]|\s[–—-])\s*(?P<rest>.*))?",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Named:
    """What a header says its column means; ``strength`` 3 for its whole text, 2 most, 1 some, 0 nothing."""

    meanings: tuple[str, ...] = ()
    strength: int = 0


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text that says itself what it is: "Recommendation 3: …"; ``number`` and ``rest`` may be ""."""

    meaning: str
    number: str
    rest: str


def declared(meaning: str) -> Field:
    """Return the declaration of the field that a meaning "kind.field" names."""
    return field_of(*meaning.split("."))


def label_of(meaning: str) -> Sentence | Label:
    """Return what a person reads for a meaning: "Recommendation: Priority"."""
    if meaning in _OWN_LABELS:
        return _OWN_LABELS[meaning]
    kind, _ = meaning.split(".")
    return Sentence("{0}: {1}", Label(KINDS[kind].label), Label(declared(meaning).label))


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Return the words of a text that count for comparing: no case, accents, signs or plural s.

    "N°", "No." and "#" are all the word "no".
    """
    text = _NUMBER_SIGN.sub(" no ", _ENDINGS.sub("", text)).lower().replace("œ", "oe")
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return " ".join(map(_singular, _NO_WORD.sub(" ", plain).split()))


@lru_cache(maxsize=4096)
def named(header: str) -> Named:
    """Return what a header says its column means."""
    if not header or len(header) > _LONGEST_HEADER:
        return Named()
    plain = _ENDINGS.sub("", header)
    whole, outside = fold(plain), fold(_INSIDE.sub(" ", plain))
    known = _names()
    for inner in _INSIDE.findall(plain):
        if ACCEPTANCE in known.get(fold(inner), ()):
            return Named((ACCEPTANCE,), 3)
    for text in (whole, outside):
        if text in known:
            return Named(known[text], 3)
    part = _part_of(outside.split() or whole.split())
    short = _written_out(plain) if part.strength < _MOSTLY else part
    return short if short.strength > part.strength else part


@lru_cache(maxsize=1024)
def labelled(text: str) -> Labelled | None:
    """Return what a text says of itself, None where it begins with no known label."""
    match = _LABEL.fullmatch(text.strip())
    if not match:
        return None
    known = _names().get(fold(match["label"]), ())
    meaning = next((name for name in known if name not in (NOTE, COMMENT)), "")
    if fold(match["label"]) in word_set("recommendation"):
        meaning = HEADLINE
    if not meaning or (match["rest"] is None and not match["number"]):
        return None
    return Labelled(meaning, match["number"] or "", (match["rest"] or "").strip())


def is_criterion(text: str) -> bool:
    """Whether a text is the name of an evaluation criterion."""
    return fold(text) in word_set("criteria")


@lru_cache(maxsize=1)
def resource() -> dict[str, Any]:
    """Return the shipped words as they are in the file."""
    import resources

    data: dict[str, Any] = resources.read_json("matrix.json")
    return data


@lru_cache(maxsize=64)
def word_set(name: str) -> frozenset[str]:
    """Return one of the plain lists of the shipped words, folded."""
    return frozenset(map(fold, resource()[name]))


@lru_cache(maxsize=64)
def group_of(text: str) -> str:
    """Return what a header above several columns is about: "response", "action", "recommendation" or ""."""
    folded = fold(text)
    for group, by_language in resource()["groups"].items():
        if any(folded == fold(name) for names in by_language.values() for name in names):
            return str(group)
    return ""


@lru_cache(maxsize=16)
def value_words(vocabulary: str) -> dict[str, str]:
    """Return folded word -> key for what people write: the labels of a word list and their synonyms."""
    import resources

    synonyms = resources.read_json("synonyms.json")["vocabularies"].get(vocabulary, {})
    listed = resource()["values"].get(vocabulary, {})
    return {
        fold(word): key
        for key, labels in VOCABULARIES.get(vocabulary, {}).items()
        for word in (key, *labels.values(), *synonyms.get(key, ()), *listed.get(key, ()))
    }


def is_value(text: str) -> bool:
    """Whether a text is a word of one of our word lists: "Accepted", "No", "Done"."""
    folded = fold(text)
    return any(folded in value_words(vocabulary) for vocabulary in resource()["values"])


def language_of(headers: list[str]) -> str:
    """Return the language that most of the headers are in, English where nothing speaks for another."""
    votes = dict.fromkeys(("en", "fr", "es"), 0)
    folded = {fold(header) for header in headers}
    for by_language in resource()["columns"].values():
        for language, names in by_language.items():
            votes[language] += len(folded & {fold(name) for name in names})
    return max(votes, key=lambda language: votes[language])


@lru_cache(maxsize=1)
def _names() -> dict[str, tuple[str, ...]]:
    """Return folded column name -> what it may mean, the stronger meaning first."""
    known: dict[str, tuple[str, ...]] = {}
    for meaning, by_language in resource()["columns"].items():
        for names in by_language.values():
            for name in map(fold, names):
                if meaning not in known.get(name, ()):
                    known[name] = (*known.get(name, ()), meaning)
    return known


@lru_cache(maxsize=1)
def _ranks() -> dict[str, int]:
    return {meaning: rank for rank, meaning in enumerate(resource()["columns"])}


def _part_of(words: list[str]) -> Named:
    """Return what the longest known name within a header means."""
    if len(words) > _MOST_WORDS:
        return Named()
    known, ranks = _names(), _ranks()
    found = [
        (size, -ranks[known[name][0]], known[name])
        for size in range(1, len(words) + 1)
        for start in range(len(words) - size + 1)
        if (name := " ".join(words[start : start + size])) in known
        and (size > 1 or len(name) >= _SHORTEST_PART)
    ]
    if not found:
        return Named()
    size, _, meanings = max(found)
    return Named(meanings, 2 if size * 2 >= len(words) else 1)


def _written_out(header: str) -> Named:
    """Return what a header with words cut short means, nothing where it can stand for several things."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", header.lower()) if sign.isascii())
    known = _names()
    names, size, count = candidates(plain, known)
    meanings = {known[name] for name in names}
    if len({first for first, *_ in meanings}) != 1:
        return Named()
    return Named(max(meanings, key=len), 2 if size * 2 >= count else 1)


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
