"""The signs by which a line of a paper shows what it is: labels, headings, numbers, bullets.

Every pattern here is tried at the start of one line and takes time in proportion to its length.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def words(text: str) -> frozenset[str]:
    """Return the words of ``text`` as a set."""
    return frozenset(text.split())


_DASH = r"[-–—]"
_AFTER = rf"(?:\s*[.:]\s*|\s+{_DASH}\s+|\s*$)"
_AND = rf"(?:\s*,\s*and\s+|\s*,\s*|\s*(?:&|{_DASH})\s*|\s+(?:and|to)\s+)"
_NUMBERS = rf"\d{{1,3}}(?:{_AND}(?:Recommendations?\s+)?\d{{1,3}})*"

PART = re.compile(rf"(?i:part)\s+(?P<number>[IVX]{{1,5}}|\d{{1,2}}|(?i:one|two|three|four|five)){_AFTER}")
KEY_FINDING = re.compile(rf"(?:(?i:key)\s+)?(?i:findings?)\s+(?P<number>\d{{1,3}}){_AFTER}")
_ANSWER_TO = r"(?P<answer>(?i:(?:the\s+)?(?:office(?:[’']s)?\s+)?response\s+(?:to|on)\s+))?"
RECOMMENDATION = re.compile(rf"{_ANSWER_TO}(?i:recommendations?)\s+(?P<numbers>{_NUMBERS})(?!\.\d){_AFTER}")
ANSWER = re.compile(
    r"(?i:(?:the\s+)?(?:office|management|ilo)(?:[’']s)?\s+response|response\s+(?:of|from|by)\s+the\s+office)"
    r"\s*(?:[:.–—-]\s+(?=\S)|[:.]?\s*$)"
)
FIGURE = re.compile(
    rf"(?i:figure|chart|graph|table(?=.{{1,80}}(?:rating|scor|performance|assessment)))\s+(?P<number>\d{{1,2}}){_AFTER}"
)
NUMBERED = re.compile(r"(?P<number>\d{1,3})\.(?:\s+|$)")
CRITERION = re.compile(r"(?P<letter>[A-Z])(?P<dot>\s*[.):]\s*|\s+)(?=[^\W\d_])")
BULLET = re.compile(r"(?:[•▪◦●○‣⁃∙·■□♦➢➤►▶✓❖*\uf0a7\uf0b7\uf0d8\uf076\uf02d]\s*|o\s+|[-–—]\s+)(?=\S|$)")
SOFT_BULLETS = frozenset("-–—o*")
LETTER = re.compile(r"\(?(?P<letter>[a-z]|[ivx]{2,5}|\d{1,2})\)\s+(?=\S)")
SYMBOL = re.compile(
    r"(?:GB[. ]?|\b[A-Z]{2,5}\.)\d{1,3}(?:bis)?(?:/[A-Z]{2,12})+(?:/\d{1,3}){0,2}"
    r"(?:\s?\((?:Rev|Add|Corr)\.?\s?\d{1,2}\))*"
)
REVISION = re.compile(r"\s?\(Rev\.?\s?(?P<number>\d{1,2})\)")
LEADERS = re.compile(r".*\.{4,}\s*(?:\d{1,3}(?:[-–]\d{1,3})?)?$")
YEARS = re.compile(r"(?P<first>(?:19|20)\d\d)(?:\s?[-–—/]\s?(?P<last>(?:(?:19|20)\d\d|\d\d)))?\W*$")

_NUMBER = re.compile(r"\d{1,3}")
_RANGE = re.compile(rf"(\d{{1,3}})\s*(?:{_DASH}|\bto\b)\s*(\d{{1,3}})")
_ROMAN = {"I": 1, "V": 5, "X": 10}
_LABEL_WORDS = words("part key finding findings recommendation recommendations figure chart graph table")
_WORDS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
_END = re.compile(r"[.:;?!][\"”’)\]»]*(?:\s?(?:\d{1,3}|\[\d{1,3}\]|[¹²³⁰⁴-⁹]+))?$")


def finished(text: str) -> bool:
    """Whether a line ends like a sentence or a list item, a footnote mark after it left out; "" does."""
    last = text[-1:]
    if last in ".:;?!":
        return True
    if last.isalpha() or last in ",-–—(":
        return False
    return _END.search(text, max(0, len(text) - 12)) is not None


def numbers_in(text: str) -> list[int]:
    """Return the numbers that "3, 5 and 7–9" names, ranges filled in."""
    numbers: list[int] = []
    rest = 0
    for span in _RANGE.finditer(text):
        numbers += map(int, _NUMBER.findall(text[rest : span.start()]))
        numbers += range(int(span[1]), min(int(span[2]), int(span[1]) + 99) + 1)
        rest = span.end()
    return numbers + list(map(int, _NUMBER.findall(text[rest:])))


def ordinal(text: str) -> int:
    """Return the number of a part: "II", "2" or "two"."""
    if text.isdigit():
        return int(text)
    if text.lower() in _WORDS:
        return _WORDS[text.lower()]
    total = 0
    for digit, after in zip(text, [*text[1:], "I"], strict=True):
        value = _ROMAN[digit]
        total += -value if value < _ROMAN[after] else value
    return total


def stands_out(text: str) -> bool:
    """Whether a line starts something new wherever it stands: a label, a heading, a number."""
    first = text[0]
    if first.isdigit():
        return NUMBERED.match(text) is not None
    if not first.isupper():
        return False
    word = text.split(None, 1)[0].lower()
    if word in _LABEL_WORDS and any(
        label.match(text) for label in (PART, KEY_FINDING, RECOMMENDATION, FIGURE)
    ):
        return True
    if word == "responsible":
        return is_table_head(text)
    return (may_head(word.rstrip(",:")) and heading_role(text) is not None) or (
        len(word) == 2 and CRITERION.match(text) is not None
    )


def is_table_head(text: str) -> bool:
    """Whether a line names columns of the table below a recommendation and nothing else."""
    return len(text) < 120 and all(word in TABLE_WORDS for word in text.lower().split())


@dataclass(frozen=True, slots=True)
class _Wording:
    """What headings of a role are made of: one of ``keys`` (and of ``needs``), else only ``others``."""

    role: str
    keys: frozenset[str]
    others: frozenset[str]
    needs: frozenset[str] = frozenset()


def _wording(role: str, keys: str, others: str, needs: str = "") -> _Wording:
    key_words, needed = words(keys), words(needs)
    common = words("and & of the to on by from for in its evaluation evaluations main key")
    return _Wording(role, key_words, words(others) | common | key_words | needed, needed)


_WORDINGS: Sequence[_Wording] = (
    _wording(
        "decision",
        "decision outcome",
        "draft proposed point points governing body",
        "draft proposed point decision",
    ),
    _wording(
        "office_response",
        "response responses reply",
        "recommendations ilo ilo’s comments findings",
        "office office’s office's management secretariat ilo",
    ),
    _wording("recommendations", "recommendations", "way forward future action evaluation’s office"),
    _wording("findings", "findings", "summary criterion criteria per principal each evaluation’s"),
    _wording(
        "overall_assessment",
        "assessment rating ratings scoring scores performance",
        "overall general summary criterion criteria evaluation’s",
    ),
    _wording(
        "conclusions",
        "conclusions conclusion lessons practices concluding",
        "lesson learned learnt emerging good practice remarks evaluation’s",
    ),
    _wording(
        "purpose_and_scope",
        "purpose scope objectives methodology methods approach background context",
        "objective method operational rationale clients aim aims evaluation’s",
    ),
    _wording("introduction", "introduction overview", "introductory background remarks"),
)
_FIRST_WORDS = frozenset().union(*(wording.others for wording in _WORDINGS)) - {"in", "to", "on"}
HEADING_SIGN = re.compile(r"(?:[IVX]{1,4}|[A-Z])[.)]\s+(?=[A-Z])")
_MAX_HEADING = 90


def heading_role(text: str) -> str | None:
    """Return the role of the section that ``text`` heads, None where it is no such heading."""
    if len(text) > _MAX_HEADING or not text[0].isupper() or text[-1] in ".;,?":
        return None
    role = _role(frozenset(text.rstrip(":").replace(",", " ").lower().split()))
    if role == "office_response" and text[:15].lower() == "recommendations":
        return "recommendations"  # and the answers to them, each below its own
    return role


def may_head(first_word: str) -> bool:
    """Whether a heading can start with this word (in lower case)."""
    return first_word in _FIRST_WORDS


@lru_cache(maxsize=512)
def _role(words: frozenset[str]) -> str | None:
    for wording in _WORDINGS:
        if words & wording.keys and words <= wording.others and (not wording.needs or words & wording.needs):
            return wording.role
    return None


TABLE_COLUMNS: Mapping[str, re.Pattern[str]] = {
    "responsible_units": re.compile(
        r"(?i:(?:(?:lead|responsible)\s+)+(?:unit|department|office)s?(?:\s?\(s\))?|units?(?:\(s\))?\s+responsible)"
    ),
    "priority": re.compile(r"(?i:priorit(?:y|ies))"),
    "time_implication": re.compile(
        r"(?i:tim(?:e|ing)(?:[\s-]*(?:frame|line))?(?:\s+implications?(?:\(s\))?)?)"
    ),
    "resource_implication": re.compile(
        r"(?i:resources?(?:\s+(?:implications?|requirements?|needs?)(?:\(s\))?)?)"
    ),
}
TABLE_WORDS = words(
    "responsible unit units unit(s) department departments office offices lead priority time"
    " timing timeframe time-frame frame timeline implication implications resource resources"
    " requirements requirement needs implication(s) department(s) office(s)"
)
