"""Cells that say more than one thing: a unit and a date, several values under a header of several names."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from workbench.matrix.names import (
    ACTION,
    ACTION_UNIT,
    BOTH_UNITS,
    COMMENT,
    DUE,
    LEAD,
    PROGRESS,
    RESPONSE,
    STATUS,
    TIME,
    UNITS,
    fold,
    named,
    value_words,
    word_set,
)
from workbench.schema import MARKUP, Type, field_of
from workbench.tracking.dates import days_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

UNIT_MEANINGS = frozenset({UNITS, BOTH_UNITS, LEAD, ACTION_UNIT})

_WHOLE = 3
_LONGEST_NAME = 14
_FEWEST_WORDS = 4
_BETWEEN_NAMES = re.compile(r"\s*[/|;,&+\n]\s*|\s+[–—-]\s+|\s+(?:and|et|y|e)\s+")
_LEADS_TO_DAY = re.compile(
    r"(?:by|before|until|from|due|end(?: of)?|mid|early|late|since|d[’']ici(?: (?:à|au|le|la))?|avant(?: le)?"
    r"|fin|début|mi|antes del?|hasta(?: el)?|para(?: el)?|finales de|fines de)\b[\s.:-]*",
    re.IGNORECASE,
)
_TERM = re.compile(r"(?:[qtsh][1-4]|[1-4]\s?[qtsh])?[\s/.-]*\d{4}(?:\s*[/–-]\s*\d{2,4})?", re.IGNORECASE)
_DAY = r"\d{1,2}\S{0,2}\s+(?:de\s+)?[^\W\d]{3,10}\.?\s+(?:del?\s+)?\d{4}|\d{4}-\d|\d{1,2}[/.]\d{1,2}[/.]\d"
_BREAK = re.compile(
    rf"\n|;|\s[/|]\s|\s[–—-]\s|(?<=[^\W\d])\s*[/,:]\s*(?=\d)|(?<=[\d)]),\s*(?=[^\W\d])"
    rf"|(?<=[^\W\d])\s+(?:by|before|until|avant le|hasta el)?\s*(?={_DAY})",
    re.IGNORECASE,
)
"""What can stand between a unit and a date."""
_IN_BRACKETS = re.compile(r"(?P<unit>[^()]*?)\s*\((?P<inner>[^()]*)\)")


def meanings_of(name: str, meaning: str, given: Sequence[str]) -> tuple[str, ...]:
    """Return what a column means whose header ``name`` names several things: ``meaning`` first.

    ``given`` are the meanings of all columns of its table; what another column means is not among them.
    """
    if meaning != BOTH_UNITS and ("." not in meaning or meaning.startswith("rating")):
        return (meaning,)
    return (meaning, *_others(_names_in(name), meaning, given))


def _others(names: Sequence[str], meaning: str, given: Sequence[str]) -> Iterator[str]:
    units = ACTION_UNIT if UNITS in given else BOTH_UNITS if ACTION in given else UNITS
    for name in (*names, TIME) if DUE in names else names:
        other = units if name in UNIT_MEANINGS else name
        is_same = other == meaning or {other, meaning} <= UNIT_MEANINGS
        if not is_same and other not in given:
            yield other


@lru_cache(maxsize=1024)
def _names_in(header: str) -> tuple[str, ...]:
    """Return what a header names, nothing where it is one name."""
    words = header.split() if named(header).strength < _WHOLE else []
    halves = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words))]
    for parts in (_BETWEEN_NAMES.split(header), *halves):
        found = [named(part) for part in parts]
        meanings = tuple(_commented([one.meanings[0] for one in found if one.strength == _WHOLE]))
        if len(meanings) == len(parts) > 1 and all("." in meaning for meaning in meanings):
            return tuple(dict.fromkeys(meanings))
    return ()


def _commented(meanings: Sequence[str]) -> Iterator[str]:
    """Yield meanings, of comments what they are on: progress beside a status, else the answer."""
    for meaning in meanings:
        if meaning == COMMENT:
            yield PROGRESS if {STATUS, DUE} & set(meanings) else RESPONSE
        else:
            yield meaning


def parted_cell(meanings: Sequence[str], text: str) -> dict[str, str]:
    """Return meaning -> text for a cell of a column with several meanings, nothing where not certain."""
    has_text = any(map(_is_text, meanings))
    whole = _placed(meanings, [text])
    return whole or _placed(meanings, _BREAK.split(text, 1) if has_text else list(_pieces(text)))


def _placed(meanings: Sequence[str], pieces: Sequence[str]) -> dict[str, str]:
    """Return meaning -> its pieces; nothing where a piece has no place, or two ask for one."""
    found: dict[str, list[str]] = {}
    for piece in filter(None, map(str.strip, pieces)):
        meaning = next((one for one in meanings if _is_value(one, piece)), "")
        meaning = meaning or _of_rest(meanings, piece, found)
        if not meaning or (meaning in found and meaning not in UNIT_MEANINGS and not _is_text(meaning)):
            return {}
        found.setdefault(meaning, []).append(piece)
    if all(_is_text(meaning) for meaning in found) or (len(found) == 1 and len(pieces) > 1):
        return {}
    return {meaning: "; ".join(texts) for meaning, texts in found.items()}


def _is_value(meaning: str, text: str) -> bool:
    """Whether a text is certainly what a meaning asks for."""
    if meaning in UNIT_MEANINGS or _is_text(meaning):
        return False
    declared = field_of(*meaning.split("."))
    if declared.type is Type.DATE:
        return is_time(text)
    return declared.type is Type.CHOICE and fold(text) in value_words(declared.vocabulary or "")


def _of_rest(meanings: Sequence[str], text: str, found: dict[str, list[str]]) -> str:
    """Return what a text is that is no value of a list and no date: a unit, else a text."""
    units = next((one for one in meanings if one in UNIT_MEANINGS), "")
    texts = next((one for one in meanings if _is_text(one)), "")
    if units and not texts and is_unit(text):
        return units
    return texts if not units else ""


def _is_text(meaning: str) -> bool:
    return meaning not in UNIT_MEANINGS and field_of(*meaning.split(".")).type in (*MARKUP, Type.LINE)


# Units ---------------------------------------------------------------------------------------


def units_in(text: str, is_known: Callable[[str], bool]) -> tuple[str, list[str]]:
    """Return what of a text can name units, and the rest of it: dates, numbers, sentences."""
    units: list[str] = []
    rest: list[str] = []
    for piece in [text] if is_time(text) else _pieces(text):
        (units if is_known(piece) or is_unit(piece) else rest).append(piece)
    return "; ".join(units) if rest else text, rest


def is_unit(text: str) -> bool:
    """Whether a text can be the name of a unit: it is no date, no number and no sentence."""
    times = any(map(is_time, [text, *_pieces(text)]))
    return any(map(str.isalpha, text)) and not times and not _is_sentence(text)


def is_time(text: str) -> bool:
    """Whether a text is a day, or a time that is less certain: "31 December 2026", "end of 2026"."""
    plain = text.strip(" ().,;:")
    while match := _LEADS_TO_DAY.match(plain):
        plain = plain[match.end() :]
    return bool(days_in(plain) or _TERM.fullmatch(plain) or days_in(f"1 {plain}"))


def _pieces(text: str) -> Iterator[str]:
    """Yield what a text names, one unit or one date each; a date in brackets is apart."""
    for piece in filter(None, (piece.strip(" ,;•-") for piece in _BREAK.split(text))):
        bracket = _IN_BRACKETS.fullmatch(piece)
        if bracket and is_time(bracket["inner"]):
            yield from filter(None, (bracket["unit"], bracket["inner"]))
        else:
            yield piece


def _is_sentence(text: str) -> bool:
    """Whether a text says something rather than names units, one or several with commas between."""
    words = text.split()
    if len(words) < _FEWEST_WORDS:
        return False
    names = re.split(r"[,;]|\s(?:and|et|y)\s", text)
    is_told = text.endswith((".", "!", "?")) and not any(word[0].isupper() for word in words[1:])
    has_verb = any(fold(word) in word_set("verbs") for word in words)
    return is_told or has_verb or any(len(name.split()) > _LONGEST_NAME for name in names)
