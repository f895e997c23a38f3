"""What the values of returned cells mean: understood where that is certain, asked otherwise."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

import resources
from workbench.errors import UserError
from workbench.register import by_key
from workbench.schema import Field, Type, Value, storable
from workbench.sentences import UNSAID, Label, Sentence, strung
from workbench.tracking.dates import FIRST_YEAR, LAST_YEAR, day_of_serial, days_in, is_likely
from workbench.tracking.folding import folded, seen, word_key
from workbench.tracking.wordlists import NO, YES, labelled
from workbench.vocabularies import VOCABULARIES
from workbench.vocabularies import words as words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from workbench.spreadsheets.book import CellValue
    from workbench.tree import Tree

T = TypeVar("T", str, int)
_Index = dict[str, list[T]]

_LONGEST = 80
_NUMBER = re.compile(r"[+-]?(?:\d+|\d{1,3}(?: \d{3})+)(?:[.,](?!\d{3}$)\d+)?")
_BETWEEN = re.compile(r"[,;\n]")


@dataclass(frozen=True, slots=True)
class Understood:
    """A value in the form we store; or ``raw``, the text as it came, and ``doubt``, a sentence for a person.

    The value of a field of markup is the text as it was typed, not markup.
    """

    value: Value = None
    raw: str | None = None
    doubt: Sentence = UNSAID


class Words:
    """What the words of one document mean: keys of its word lists, its units, its recommendations.

    ``references`` is what people call the recommendations, by id. Whatever can be meant is returned: one
    where that is certain, none where nobody knows the word.
    """

    def __init__(self, tree: Tree, references: Mapping[int, str] | None = None) -> None:
        self._own: Mapping[str, Any] = tree.root["vocabularies"] or {}
        self._choices: dict[str, list[_Index[str]]] = {}
        register = {key: unit["name"] or key for key, unit in by_key(tree).items()}
        self._unit_keys = dict.fromkeys([*register, *units_named(tree)])
        self._units = _unit_indexes(register, self._unit_keys)
        self._references = [
            _indexed((text, id) for id, text in (references or {}).items()),
            _indexed((text.rsplit(" ", 1)[-1], id) for id, text in (references or {}).items()),
        ]

    def labels(self, vocabulary: str) -> dict[str, str]:
        """Return key -> label of a word list, as a drop-down offers it."""
        return labelled(self._own, vocabulary)

    def keys(self, vocabulary: str, text: str) -> list[str]:
        """Return the keys of a word list that ``text`` can mean, by a label, the key or a synonym."""
        if vocabulary not in self._choices:
            self._choices[vocabulary] = _choice_indexes(self._own, vocabulary)
        exact = [key for key, label in self.labels(vocabulary).items() if seen(label) == seen(text)]
        return exact or _found(text, self._choices[vocabulary])

    def units(self, text: str) -> list[str]:
        """Return the keys of the units that ``text`` can mean, by key, full name or both."""
        return [seen(text)] if seen(text) in self._unit_keys else _found(text, self._units)

    def recommendations(self, text: str) -> list[int]:
        """Return the ids of the recommendations that ``text`` can mean: "GB.340 I-1", "I-1"."""
        return _found(text, self._references)


def understand(field: Field, value: CellValue, words: Words) -> Understood:
    """Return what a cell's value means for a field; an empty cell is an unset field. Raises nothing."""
    if value is None or (isinstance(value, str) and not seen(value)):
        return Understood(field.clean(None))
    try:
        return Understood(field.clean(_READERS[field.type](field, value, words)))
    except (_Unclear, UserError) as refusal:
        raw = storable(_text(value))
        said = seen(raw) if len(seen(raw)) <= _LONGEST else f"{seen(raw)[: _LONGEST - 1]}…"
        pattern, *more = _expected(field, words)
        if isinstance(refusal, _Unclear) and refusal.pattern:
            pattern, more = refusal.pattern, [*refusal.values]
        return Understood(None, raw, Sentence(pattern, Label(field.label), said, *more))


def same_as_shown(value: CellValue, shown: CellValue) -> bool:
    """Whether a returned cell holds what was sent, but for what programs rewrite as they save.

    That is: dates as text, as numbers or with a time; numbers as text; line ends; white space of another
    kind or at the end of a line; letters taken apart from their accents.
    """
    if type(value) is type(shown) and value == shown:
        return True
    if isinstance(shown, datetime.date):
        return _is_day(value, shown)
    return _comparable(value) == _comparable(shown)


class _Unclear(Exception):
    """A value that nobody can be certain of; says why where there is more to say than what was expected.

    In ``pattern`` {0} is the field, {1} what the cell says, and from {2} on stand ``values``.
    """

    def __init__(self, pattern: Sentence = UNSAID, *values: object) -> None:
        super().__init__(pattern)
        self.pattern, self.values = pattern, values


# Reading by type -----------------------------------------------------------------------------


def _read_text(field: Field, value: CellValue, words: Words) -> Value:
    return (YES if value else NO) if isinstance(value, bool) else _text(value)


def _read_line(field: Field, value: CellValue, words: Words) -> Value:
    return " ".join(_read_text(field, value, words).split())


def _read_number(field: Field, value: CellValue, words: Words) -> Value:
    if isinstance(value, str) and _NUMBER.fullmatch(folded(value)):
        value = float(folded(value).replace(" ", "").replace(",", "."))
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise _Unclear
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _read_score(field: Field, value: CellValue, words: Words) -> Value:
    is_unrated = isinstance(value, str) and word_key(value) in _synonyms_of("not rated")
    return "NR" if is_unrated else _read_number(field, value, words)


def _read_boolean(field: Field, value: CellValue, words: Words) -> Value:
    said = word_key(_text(value))
    if said in _synonyms_of("yes") or said in _synonyms_of("no"):
        return said in _synonyms_of("yes")
    raise _Unclear


def _read_date(field: Field, value: CellValue, words: Words) -> Value:
    if isinstance(value, datetime.date):
        day = value.date() if isinstance(value, datetime.datetime) else value
        if is_likely(day):
            return day
        raise _Unclear(
            Sentence("{0} says “{1}”; a date between {2} and {3} was expected."), FIRST_YEAR, LAST_YEAR
        )
    if isinstance(value, str):
        return _only(days_in(value))
    meant = day_of_serial(value) if isinstance(value, (int, float)) else None
    if meant and is_likely(meant):
        raise _Unclear(
            Sentence("{0} says “{1}”, a number; in a cell formatted as a date it would be {2}."), meant
        )
    raise _Unclear


def _read_choice(field: Field, value: CellValue, words: Words) -> Value:
    vocabulary = field.vocabulary or ""
    keys = [] if isinstance(value, bool) else words.keys(vocabulary, _text(value))
    return _only(keys, words.labels(vocabulary))


def _read_unit(field: Field, value: CellValue, words: Words) -> Value:
    return _only(words.units(_text(value)))


def _read_units(field: Field, value: CellValue, words: Words) -> Value:
    whole = words.units(_text(value))
    return whole if len(whole) == 1 else [_only(words.units(part)) for part in _parts(value)]


def _read_nodes(field: Field, value: CellValue, words: Words) -> Value:
    return [_only(words.recommendations(part)) for part in _parts(value)]


def _read_nothing(field: Field, value: CellValue, words: Words) -> Value:
    raise _Unclear


_READERS: Mapping[Type, Callable[[Field, CellValue, Words], Value]] = {
    Type.LINE: _read_line,
    Type.RICH_LINE: _read_line,
    Type.TEXT: _read_text,
    Type.INTEGER: _read_number,
    Type.BOOLEAN: _read_boolean,
    Type.DATE: _read_date,
    Type.CHOICE: _read_choice,
    Type.SCORE: _read_score,
    Type.UNIT: _read_unit,
    Type.UNITS: _read_units,
    Type.NODES: _read_nodes,
    Type.MAPPING: _read_nothing,
}

_EXPECTED = {
    Type.INTEGER: Sentence("{0} says “{1}”; a whole number was expected."),
    Type.DATE: Sentence("{0} says “{1}”; a date such as 2026-12-31 was expected."),
    Type.SCORE: Sentence("{0} says “{1}”; a number or NR was expected."),
    Type.UNIT: Sentence("{0} says “{1}”; a unit of the register was expected."),
    Type.UNITS: Sentence("{0} says “{1}”; a list of units of the register was expected."),
    Type.NODES: Sentence("{0} says “{1}”; a list of references of recommendations was expected."),
}
_TEXT_EXPECTED = Sentence("{0} says “{1}”; text was expected.")


def _expected(field: Field, words: Words) -> tuple[Any, ...]:
    """Return the pattern that says what was expected of a field, as that of _Unclear, and its values."""
    labels = list(words.labels(field.vocabulary or "").values())
    if field.type is Type.BOOLEAN:
        labels = [YES, NO]
    if len(labels) == 1:
        return Sentence("{0} says “{1}”; {2} was expected."), labels[0]
    if labels:
        return Sentence("{0} says “{1}”; {2} or {3} was expected."), strung(labels[:-1]), labels[-1]
    return (_EXPECTED.get(field.type, _TEXT_EXPECTED),)


def _only(found: Sequence[Any], labels: Mapping[Any, str] | None = None) -> Value:
    """Return the one thing that was found; _Unclear naming them where there are several."""
    if len(found) == 1:
        return found[0]
    if not found:
        raise _Unclear
    *most, last = [str((labels or {}).get(one, one)) for one in found]
    raise _Unclear(Sentence("{0} says “{1}”, which can mean {2} or {3}."), strung(most), last)


def _parts(value: CellValue) -> Iterator[str]:
    return (part for part in _BETWEEN.split(_text(value)) if seen(part))


# Looking words up ----------------------------------------------------------------------------


def _indexed(entries: Iterable[tuple[str, T]]) -> _Index[T]:
    """Return what each word can mean, by its key; a word can mean several things."""
    index: defaultdict[str, dict[T, None]] = defaultdict(dict)
    for word, meaning in entries:
        index[word_key(word)][meaning] = None
    index.pop("", None)
    return {key: list(meanings) for key, meanings in index.items()}


def _found(text: str, indexes: Iterable[_Index[T]]) -> list[T]:
    """Return what a word means in the first index that knows it."""
    key = word_key(text)
    return next((index[key] for index in indexes if key in index), [])


def _choice_indexes(own: Mapping[str, Any], vocabulary: str) -> list[_Index[str]]:
    """Return the words of a list: those in force here, the program's usual ones, synonyms.

    Only keys of the list in force are ever meant.
    """
    shown, words = labelled(own, vocabulary), words_of(own, vocabulary)
    usual = VOCABULARIES.get(vocabulary, {})
    synonyms = resources.read_json("synonyms.json")["vocabularies"].get(vocabulary, {})
    return [
        _indexed((word, key) for key, text in shown.items() for word in (key, text, *words[key].values())),
        _indexed((word, key) for key in shown for word in usual.get(key, {}).values()),
        _indexed((word, key) for key in shown for word in synonyms.get(key, ())),
    ]


def _unit_indexes(register: Mapping[str, str], known: Iterable[str]) -> list[_Index[str]]:
    """Return the words for units: keys in any form, full names of the register, both together."""
    forms = ("{key} {name}", "{name} ({key})", "{key} ({name})")
    return [
        _indexed((key, key) for key in known),
        _indexed((name, key) for key, name in register.items()),
        _indexed((form.format(key=key, name=name), key) for key, name in register.items() for form in forms),
    ]


def units_named(tree: Tree) -> Iterator[str]:
    """Yield the units that recommendations and actions name, be they in the register or not."""
    for node in tree.walk():
        for field in node.declaration.fields.values():
            if field.type is Type.UNIT and node[field.name]:
                yield node[field.name]
            elif field.type is Type.UNITS:
                yield from node[field.name]


@cache
def _synonyms_of(word: str) -> frozenset[str]:
    return frozenset(map(word_key, resources.read_json("synonyms.json")[word]))


# Values as text ------------------------------------------------------------------------------


def _text(value: CellValue) -> str:
    """Return a value as a program would show it: dates as ISO, 3.0 as "3"."""
    match value:
        case None:
            return ""
        case bool():
            return str(value).upper()
        case float():
            is_whole = value.is_integer() and abs(value) < 1e15
            return str(int(value)) if is_whole else format(value, ".15g")
        case datetime.datetime():
            is_day = value.time() == datetime.time()
            return value.date().isoformat() if is_day else value.isoformat(" ", "minutes")
        case datetime.date() | datetime.time():
            return value.isoformat()
    return str(value)


def _comparable(value: CellValue) -> str:
    text = _text(value).replace("\r\n", "\n").replace("\r", "\n")
    lines = (re.sub(r"\s", " ", line).rstrip() for line in text.split("\n"))
    return unicodedata.normalize("NFC", "\n".join(lines).strip())


def _is_day(value: CellValue, day: datetime.date) -> bool:
    match value:
        case datetime.datetime():
            return value.date() == day
        case str():
            return seen(value) == day.isoformat() or days_in(value) == [day]
        case int() | float() if not isinstance(value, bool):
            return day_of_serial(value) == day
    return False
