"""Whether a node fulfils the field terms of a query: its own fields, those above it, those below it."""

from __future__ import annotations

from datetime import date
from functools import cached_property, partial
from typing import TYPE_CHECKING

from workbench.answers import answer_to, shared_answers
from workbench.deadlines import due_of, is_overdue
from workbench.folding import fold
from workbench.markup import plain_blocks
from workbench.querying import PLACES, SET, UNSET, Doubt
from workbench.register import by_key
from workbench.schema import KINDS, Field, Type
from workbench.vocabularies import Labels, key_of
from workbench.vocabularies import words as word_list

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from workbench.markup import Reference
    from workbench.numbering import Numbers
    from workbench.querying import Query, Term
    from workbench.schema import Value
    from workbench.tree import Node, Tree

    Test = Callable[[Node], bool]
    Signs = Callable[[int], frozenset[str]]

FAMILY = frozenset({"recommendation", "response", "figure"})
"""Kinds that answer for what hangs below them: a recommendation for its response and actions."""

_UNSET_VALUES = (None, (), False)
_YES = frozenset({"yes", "true", "1"})
_COMPARE: dict[str, Callable[[object, object], bool]] = {
    "<": lambda one, other: one < other,  # type: ignore[operator]
    "<=": lambda one, other: one <= other,  # type: ignore[operator]
    ">": lambda one, other: one > other,  # type: ignore[operator]
    ">=": lambda one, other: one >= other,  # type: ignore[operator]
}


class Matcher:
    """The terms of one query other than words, ready to be asked about nodes; made for one search.

    ``signs`` says of a node whether something in it is "missing" or "flagged"; of whole records it is asked
    for all that belongs to the node.
    """

    def __init__(
        self,
        tree: Tree,
        numbers: Numbers,
        query: Query,
        signs: Signs | None = None,
        *,
        of_records: bool = False,
        today: str | None = None,
    ) -> None:
        self._tree = tree
        self._numbers = numbers
        self._signs = signs
        self._of_records = of_records
        self._today = today or date.today().isoformat()
        self.doubts: list[Doubt] = []
        self._owners: list[dict[str, Test]] = []
        self._terms = sorted((term for term in query.terms if term.kind != "words"), key=_cost)
        self._tests = [(self._compiled(term), term.negated) for term in self._terms]

    @property
    def is_idle(self) -> bool:
        """Whether every node fulfils the query."""
        return not self._tests

    @cached_property
    def kinds(self) -> frozenset[str]:
        """The kinds of nodes that can be hits: where fields are asked for, those that have one of them.

        A recommendation stands for the response that it lacks.
        """
        if not self._owners:
            return frozenset(KINDS)
        kinds = frozenset(kind for owner in self._owners for kind in owner)
        return kinds | {"recommendation"} if "response" in kinds else kinds

    def is_hit(self, node: Node) -> bool:
        """Whether a node of one of :attr:`kinds` fulfils every term and is what they are about."""
        return (node.kind != "recommendation" or self._is_owner(node)) and self.fulfils(node)

    def fulfils(self, node: Node) -> bool:
        """Whether a node, with what stands above and below it, fulfils every term."""
        return all(test(node) != negated for test, negated in self._tests)

    def doubt_nowhere(self, nodes: Collection[Node]) -> None:
        """Tell of each term that none of these nodes fulfils, whatever the others say."""
        doubted = {doubt.name for doubt in self.doubts}
        for term, (test, negated) in zip(self._terms, self._tests, strict=True):
            is_asked = term.kind in ("field", *PLACES) and not negated and term.name not in doubted
            if is_asked and not {UNSET, SET} & {*term.wanted} and not any(map(test, nodes)):
                self.doubts.append(Doubt("nowhere", term.name, term.operator + ",".join(term.typed)))

    def _is_owner(self, recommendation: Node) -> bool:
        """Whether a recommendation has a field that is asked for, or lacks the response that would."""
        if not self._owners or any(recommendation.kind in owner for owner in self._owners):
            return True
        return answer_to(self._tree, recommendation.id, self._shared) is None

    @cached_property
    def _shared(self) -> dict[int, int]:
        return shared_answers(self._tree)

    @cached_property
    def _unit_names(self) -> dict[str, str]:
        return {key: fold(unit["name"] or "") for key, unit in by_key(self._tree).items()}

    # Terms

    def _compiled(self, term: Term) -> Test:
        match term.kind:
            case "kind":
                return partial(_is_of_kind, self._kinds(term))
            case "part":
                return partial(self._is_in_part, term.wanted)
            case "paper":
                return partial(self._is_in_paper, term.wanted)
            case "sign":
                return partial(self._has_sign, term.wanted[0])
            case "overdue":
                return self._owned({"action": partial(_is_late, self._today)})
        return self._field_test(term)

    def _kinds(self, term: Term) -> frozenset[str]:
        found = frozenset(
            kind.name
            for kind in KINDS.values()
            if any(_starts(wanted, (kind.name, fold(kind.label))) for wanted in term.wanted)
        )
        if not found:
            self._doubt("value", term, term.wanted[0])
        return found

    def _is_in_part(self, wanted: tuple[str, ...], node: Node) -> bool:
        part = self._tree.ancestor(node.id, "evaluation")
        return part is not None and fold(self._numbers.label.get(part.id, "")) in wanted

    def _is_in_paper(self, wanted: tuple[str, ...], node: Node) -> bool:
        paper = self._tree.ancestor(node.id, "paper")
        names = (fold(f"{paper['symbol'] or ''}\n{paper['session'] or ''}"),) if paper else ()
        return any(text in name for name in names for text in wanted)

    def _has_sign(self, sign: str, node: Node) -> bool:
        if self._signs is None:
            return False
        if self._of_records:
            return any(sign in self._signs(one.id) for one in self._below(node))
        return sign in self._signs(node.id)

    # Fields

    def _field_test(self, term: Term) -> Test:
        by_kind: dict[str, list[Test]] = {}
        is_unset = UNSET in term.wanted
        for kind, name in term.fields:
            test = self._value_test(term, KINDS[kind].fields[name])
            by_kind.setdefault(kind, []).append(partial(_reads, _reader(kind, name), test))
        join = _all if is_unset and term.wanted == (UNSET,) else _any
        tests: dict[str, Test] = {kind: partial(join, tests) for kind, tests in by_kind.items()}
        return self._owned(tests, is_unset=is_unset)

    def _owned(self, tests: dict[str, Test], *, is_unset: bool = False) -> Test:
        self._owners.append(tests)
        return partial(self._holds, tests, is_unset)

    def _holds(self, tests: dict[str, Test], is_unset: bool, node: Node) -> bool:
        """Ask the node itself, else the nearest above it, else all that belongs to it below."""
        above = node if node.kind in tests else next(self._above(tests, node), None)
        if above is not None:
            return tests[above.kind](above)
        if node.kind not in FAMILY:
            return False
        found = [tests[below.kind](below) for below in self._below(node) if below.kind in tests]
        return any(found) or (is_unset and not found)

    def _above(self, tests: dict[str, Test], node: Node) -> Iterator[Node]:
        return (above for above in self._tree.ancestors(node.id) if above.kind in tests)

    def _below(self, node: Node) -> Iterator[Node]:
        yield from self._tree.walk(node.id)
        if node.kind == "recommendation":
            answer = answer_to(self._tree, node.id, self._shared)
            if answer is not None and answer.parent != node.id:
                yield from self._tree.walk(answer.id)

    def _value_test(self, term: Term, field: Field) -> Callable[[Value], bool]:
        tests = [self._one_value_test(term, field, wanted) for wanted in term.wanted]
        return tests[0] if len(tests) == 1 else partial(_any_of, tests)

    def _one_value_test(self, term: Term, field: Field, wanted: str) -> Callable[[Value], bool]:
        if wanted in (UNSET, SET):
            return partial(_is_set, wanted == SET)
        if field.type in (Type.INTEGER, Type.SCORE):
            return self._number_test(term, wanted)
        if field.type is Type.DATE:
            return self._date_test(term, wanted)
        if term.operator not in ("", "="):
            self._doubt("order", term, wanted)
            return _never
        if field.type is Type.CHOICE:
            return partial(_is_in, self._keys(term, field, wanted), self._listed(field), wanted)
        if field.type in (Type.UNIT, Type.UNITS):
            return partial(_names_unit, self._units(term, wanted), wanted)
        if field.type is Type.BOOLEAN:
            return partial(_is_set, wanted in _YES)
        return partial(_holds_text, field.is_markup, wanted)

    def _keys(self, term: Term, field: Field, wanted: str) -> frozenset[str]:
        """Return the keys of a word list meant by a value: the one of that name, else all that start so."""
        listed = self._listed(field)
        names = {key: [fold(key), *map(fold, labels.values())] for key, labels in listed.items()}
        found = _named_or_starting(names, wanted)
        if not found:
            self._doubt("value", term, wanted)
        return found

    def _listed(self, field: Field) -> Mapping[str, Labels]:
        return word_list(self._tree.root["vocabularies"], field.vocabulary or "")

    def _units(self, term: Term, wanted: str) -> frozenset[str]:
        names = {key: [fold(key), name] for key, name in self._unit_names.items()}
        found = _named_or_starting(names, wanted)
        if not found:
            self._doubt("unit", term, wanted)
        return found

    def _number_test(self, term: Term, wanted: str) -> Callable[[Value], bool]:
        try:
            number = float(wanted.replace(",", "."))
        except ValueError:
            if wanted != "nr":
                self._doubt("number", term, wanted)
            return partial(_holds_text, False, wanted)
        return partial(_compares_number, term.operator, number)

    def _date_test(self, term: Term, wanted: str) -> Callable[[Value], bool]:
        day = self._today if wanted == "today" else wanted
        if not day.replace("-", "").isdigit():
            self._doubt("date", term, wanted)
            return _never
        return partial(_compares_date, term.operator, day)

    def _doubt(self, why: str, term: Term, wanted: str) -> None:
        doubt = Doubt(why, term.name, term.as_typed(wanted))  # type: ignore[arg-type]
        if doubt not in self.doubts:
            self.doubts.append(doubt)


def _cost(term: Term) -> int:
    return ("kind", "field", "overdue", "part", "paper", "sign").index(term.kind)


def _reader(kind: str, name: str) -> Callable[[Node], Value]:
    """Return how a field is read: what a person means by it, such as the revised date for the date due."""
    if (kind, name) == ("action", "due"):
        return due_of
    if (kind, name) == ("recommendation", "lead_unit"):
        return lead_of
    return partial(_value, name)


def lead_of(recommendation: Node) -> str | None:
    """Return the unit that answers: the lead, which is the first unit named until a person says otherwise."""
    units = recommendation["responsible_units"]
    lead: str | None = recommendation["lead_unit"] or (units[0] if units else None)
    return lead


def _value(name: str, node: Node) -> Value:
    return node.fields[name]


def _reads(read: Callable[[Node], Value], test: Callable[[Value], bool], node: Node) -> bool:
    return test(read(node))


def _all(tests: list[Test], node: Node) -> bool:
    return all(test(node) for test in tests)


def _any(tests: list[Test], node: Node) -> bool:
    return any(test(node) for test in tests)


def _any_of(tests: list[Callable[[Value], bool]], value: Value) -> bool:
    return any(test(value) for test in tests)


def _is_of_kind(kinds: frozenset[str], node: Node) -> bool:
    return node.kind in kinds


def _is_late(today: str, node: Node) -> bool:
    return is_overdue(node, today)


def _is_set(wanted: bool, value: Value) -> bool:
    return (value not in _UNSET_VALUES or type(value) in (int, float)) == wanted


def _never(value: Value) -> bool:
    return False


def _starts(wanted: str, names: tuple[str, ...]) -> bool:
    return any(name.startswith(wanted) for name in names)


def _named_or_starting(names: dict[str, list[str]], wanted: str) -> frozenset[str]:
    exact = frozenset(key for key, known in names.items() if wanted in known)
    return exact or frozenset(
        key for key, known in names.items() if any(name.startswith(wanted) for name in known)
    )


def _is_in(keys: frozenset[str], listed: Mapping[str, Labels], wanted: str, value: Value) -> bool:
    """Whether a choice is one of these keys, or none of the list's and begins as was asked for."""
    if value is None:
        return False
    return key_of(listed, value) in keys or (not keys and fold(value).startswith(wanted))


def _names_unit(keys: frozenset[str], wanted: str, value: Value) -> bool:
    named = (value,) if isinstance(value, str) else value or ()
    return any(key in keys or (not keys and fold(key).startswith(wanted)) for key in named)


def _holds_text(is_markup: bool, wanted: str, value: Value) -> bool:
    """Whether a text holds words; the number that a reference prints is none of them."""
    if value is None:
        return False
    text = " ".join(plain_blocks(value, _no_words)) if is_markup else str(value)
    return wanted in fold(text)


def _no_words(reference: Reference) -> str:
    return ""


def _compares_number(operator: str, wanted: float, value: Value) -> bool:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return False
    compare = _COMPARE.get(operator)
    return compare(value, wanted) if compare else value == wanted


def _compares_date(operator: str, wanted: str, value: Value) -> bool:
    """Compare as far as the day is given: ``2026`` means all days of that year."""
    if value is None:
        return False
    compare = _COMPARE.get(operator)
    start = value[: len(wanted)]
    return compare(start, wanted) if compare else start == wanted
