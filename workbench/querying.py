r"""The query language of every filter: words, phrases and field terms.

``youth employment``            both words, in any order, accents and case ignored
``"youth employment"``          these words in a row
``priority:high unit:ACTRAV``   fields by name or label; a value by key or label, its beginning is enough
``acceptance:none due:<2027``   nothing set; comparisons ``< <= > >=``; ``any`` is anything set
``priority:high,medium``        either
``kind:action part:II paper:340 overdue missing flagged``
``-word -priority:high``        not
"""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from workbench.folding import fold
from workbench.schema import KINDS, Type

if TYPE_CHECKING:
    from collections.abc import Mapping

TermKind = Literal["words", "field", "overdue", "sign", "kind", "part", "paper"]
SIGNS = ("missing", "flagged")
PLACES = ("kind", "part", "paper")
UNSET, SET = "none", "any"

_TERM = re.compile(
    r"""(?P<no>-)?
    (?: (?P<name>[^\W\d][\w.-]*):(?P<operator><=|>=|<|>|=)?(?P<value>"[^"]*"?|\S*)
      | "(?P<phrase>[^"]*)"?
      | (?P<word>\S+) )""",
    re.VERBOSE,
)
_SHORTEST_PREFIX = 3


@dataclass(frozen=True, slots=True)
class Term:
    """One condition. ``wanted`` are folded alternatives, one of which has to hold, ``typed`` what was typed.

    ``fields`` tells for each kind which of its fields are meant (for a field term only).
    """

    kind: TermKind
    wanted: tuple[str, ...]
    name: str = ""
    operator: str = ""
    negated: bool = False
    fields: tuple[tuple[str, str], ...] = ()
    typed: tuple[str, ...] = dataclasses.field(default=(), compare=False)

    def as_typed(self, wanted: str) -> str:
        """Return one of the alternatives as the user wrote it."""
        return self.typed[self.wanted.index(wanted)]


@dataclass(frozen=True, slots=True)
class Doubt:
    """A term that was left out or can find nothing; the window says why in a sentence.

    ``why``: "field" (no such field; ``close`` are names like it), "value" (not on the word list), "unit" (not
    in the register), "number", "date" (expected here), "order" (the field cannot be compared), "nowhere"
    (nothing has that value).
    """

    why: Literal["field", "value", "unit", "number", "date", "order", "nowhere"]
    name: str
    value: str = ""
    close: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Query:
    """What was asked for; ``doubts`` are the terms that could not be read."""

    terms: tuple[Term, ...]
    doubts: tuple[Doubt, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """The folded words and phrases that have to be there: what to mark in what was found."""
        return tuple(term.wanted[0] for term in self.terms if term.kind == "words" and not term.negated)

    @property
    def of_fields(self) -> frozenset[Term]:
        """The terms that ask for something certain kinds of nodes have."""
        return frozenset(term for term in self.terms if term.kind in ("field", "overdue"))

    @property
    def needs_sign(self) -> bool:
        """Whether only nodes can be found in which something is missing or flagged."""
        return any(term.kind == "sign" and not term.negated for term in self.terms)

    @property
    def has_signs(self) -> bool:
        """Whether it asks for nodes in which something is missing or flagged, or for those in which not."""
        return any(term.kind == "sign" for term in self.terms)

    def narrows(self, other: Query) -> bool:
        """Whether whatever this query finds is found by ``other`` too."""
        same = not other.of_fields or self.of_fields == other.of_fields  # they say which nodes can be hits
        return same and all(self._implies(term) for term in other.terms)

    def _implies(self, term: Term) -> bool:
        if term.kind == "words" and not term.negated:
            return any(term.wanted[0] in word for word in self.words)
        return term in self.terms


def parse(query: str) -> Query:
    """Return what a query asks for; a term that names no field is left out and told."""
    terms: list[Term] = []
    doubts: list[Doubt] = []
    for match in _TERM.finditer(query.strip()):
        found = _named(match) if match["name"] else _plain(match)
        if isinstance(found, Doubt):
            doubts.append(found)
        elif found is not None:
            terms.append(found)
    return Query(tuple(dict.fromkeys(terms)), tuple(dict.fromkeys(doubts)))


def _plain(match: re.Match[str]) -> Term | None:
    negated = bool(match["no"])
    text = " ".join(fold(match["phrase"] if match["word"] is None else match["word"]).split())
    if not text or match[0] == "-":
        return None
    if match["word"] is not None and text == "overdue":
        return Term("overdue", (text,), negated=negated)
    if match["word"] is not None and text in SIGNS:
        return Term("sign", (text,), negated=negated)
    return Term("words", (text,), negated=negated)


def _named(match: re.Match[str]) -> Term | Doubt | None:
    name, negated = _plain_name(match["name"]), bool(match["no"])
    meant = _alternatives(match["value"])
    wanted, typed = tuple(meant), tuple(meant.values())
    if name in PLACES:
        return Term(name, wanted, match["name"], negated=negated, typed=typed) if wanted else None  # type: ignore[arg-type]
    fields = fields_named(name)
    if not fields:
        return Doubt("field", match["name"], close=_close_names(name))
    if not wanted:
        return None  # still being typed
    return Term("field", wanted, match["name"], match["operator"] or "", negated, fields, typed)


def _alternatives(value: str) -> dict[str, str]:
    """Return the folded alternatives of a value, each with what was typed."""
    parts = [value.strip('"')] if value.startswith('"') else value.split(",")
    folded = {" ".join(fold(part).split()): part.strip() for part in parts}
    return {wanted: typed for wanted, typed in folded.items() if wanted}


def _close_names(name: str) -> tuple[str, ...]:
    from difflib import get_close_matches  # rarely needed

    known = [*PLACES, *(known for known in _MEANT if "." not in known)]
    return tuple(get_close_matches(name, known, n=2, cutoff=0.7))


def fields_named(name: str) -> tuple[tuple[str, str], ...]:
    """Return (kind, field) of every field meant by a folded name or label, or by the beginning of one."""
    exact = _MEANT.get(_plain_name(name))
    if exact:
        return exact
    if len(name) < _SHORTEST_PREFIX:
        return ()
    starting = (
        found
        for known, found in _MEANT.items()
        if known.startswith(name) and ("." in known) == ("." in name)  # "foo" is not "footnote.text"
    )
    return tuple(dict.fromkeys(pair for found in starting for pair in found))


def _plain_name(name: str) -> str:
    return "_".join(re.split(r"[\s_-]+", fold(name)))


def _meanings() -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Return the fields under every name a person can call them."""
    meant: dict[str, list[tuple[str, str]]] = {}
    for kind in KINDS.values():
        for field in kind.fields.values():
            if field.type is not Type.MAPPING:
                names = (field.name, f"{kind.name}.{field.name}", _plain_name(field.label))
                for name in dict.fromkeys(names):
                    meant.setdefault(name, []).append((kind.name, field.name))
    meant["rating"] = [("rating", "score")]
    meant["lead"] = [("recommendation", "lead_unit")]
    meant["unit"] = meant["units"] = [
        (kind.name, field.name)
        for kind in KINDS.values()
        for field in kind.fields.values()
        if field.type in (Type.UNIT, Type.UNITS)
    ]
    return {name: tuple(pairs) for name, pairs in meant.items()}


_MEANT = _meanings()
