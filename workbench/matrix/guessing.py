"""What the columns of one table mean, as far as their headers, groups, places and values show it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workbench.matrix.names import (
    ACCEPTANCE,
    ACTION,
    ACTION_UNIT,
    BOTH_UNITS,
    COMMENT,
    CRITERION,
    DUE,
    HEADLINE,
    LEAD,
    NOTE,
    PROGRESS,
    RATED,
    RATIONALE,
    REASON,
    REFERENCE,
    RESPONSE,
    SCORE,
    SHARED,
    STATUS,
    TIME,
    UNITS,
    fold,
    group_of,
    is_criterion,
    labelled,
    named,
    value_words,
    word_set,
)
from workbench.matrix.tables import as_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from workbench.matrix.tables import Table
    from workbench.spreadsheets.book import CellValue

_MOST_VALUES = 200
_MOSTLY = 0.8
_FEWEST_DATES = 2
_SHORT = 1
_REFERENCE = re.compile(r"(?:[A-Za-z]{1,4}[ .-]?)?\d{1,3}(?:[.\-/]\d{1,3}){0,2}[a-z]?\.?")
_DAY = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|\d{1,2}\s+[^\W\d_]{3,10}\.?\s+\d{4}")
_ADVICE = frozenset({HEADLINE, ACTION, RESPONSE, ACCEPTANCE})
_ANSWERS = frozenset({ACTION, RESPONSE, ACCEPTANCE, REASON})
_UNITS = frozenset({UNITS, ACTION_UNIT, BOTH_UNITS, LEAD})
_CODE = re.compile(r"[A-Z][A-Z/&-]*[A-Z](?:(?:\s*[,;/&]\s*|\s+(?:and|et|y)\s+)[A-Z][A-Z/&-]*[A-Z])*")
_LONG = 25
_FEWEST_WORDS = 4


def guess_table(table: Table) -> list[str]:
    """Return a meaning of :data:`MEANINGS` for each column; one is given to one column only, notes apart."""
    guesser = _Guesser(table)
    guesser.run()
    return guesser.meanings


class _Guesser:
    """Works on the meanings of one table's columns in steps, each seeing what those before decided."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._named = [named(column.name) for column in table.columns]
        self.meanings = [self._first(position) for position in range(len(table.columns))]

    def run(self) -> None:
        self._settle_ratings()
        self._settle_justification()
        self._settle_units()
        self._settle_values()
        self._settle_comments()
        self._keep_one_of_each()
        self._guess_unknown()
        self._guess_headline()
        self._share_units()

    def _first(self, position: int) -> str:
        """Return what a header means by itself, within the group it stands in."""
        column, found = self._table.columns[position], self._named[position]
        meaning = found.meanings[0] if found.strength else NOTE
        group = group_of(column.group)
        if group == "response" and meaning in (ACTION, STATUS) and fold(column.name) in word_set("texts"):
            return RESPONSE
        if group == "recommendation" and fold(column.name) in word_set("texts"):
            return HEADLINE
        return meaning

    def _settle_ratings(self) -> None:
        """Tell tables of ratings from tables of recommendations."""
        criteria = [is_criterion(column.name) for column in self._table.columns]
        if not _ADVICE & set(self.meanings) and sum(criteria) > 1:
            for position, is_rated in enumerate(criteria):
                if is_rated:
                    self.meanings[position] = RATED
        is_rating = CRITERION in self.meanings or (RATED not in self.meanings and self._has_criteria())
        for position, meaning in enumerate(self.meanings):
            if meaning in (SCORE, CRITERION) and (not is_rating or HEADLINE in self.meanings):
                others = self._named[position].meanings[1:]
                self.meanings[position] = others[0] if others else NOTE

    def _has_criteria(self) -> bool:
        """Whether a column holds names of criteria; it is the one that says so, whatever its header."""
        for position in range(len(self._table.columns)):
            if self._share(position, is_criterion) >= _MOSTLY:
                self.meanings[position] = CRITERION
                return True
        return False

    def _settle_justification(self) -> None:
        """A justification before any answer is the evaluators', one after it the Office's."""
        answers = [at for at, meaning in enumerate(self.meanings) if meaning in (ACCEPTANCE, RESPONSE)]
        for position, found in enumerate(self._named):
            if {REASON, RATIONALE} <= set(found.meanings):
                self.meanings[position] = REASON if answers and answers[0] < position else RATIONALE

    def _settle_units(self) -> None:
        """Who does an action stands after it; who is responsible for a recommendation before."""
        if ACTION not in self.meanings:
            self.meanings = [UNITS if meaning == ACTION_UNIT else meaning for meaning in self.meanings]
            return
        action = self.meanings.index(ACTION)
        for position, meaning in enumerate(self.meanings):
            in_group = group_of(self._table.columns[position].group) == "action"
            if meaning == UNITS and (position > action or in_group):
                self.meanings[position] = ACTION_UNIT

    def _settle_values(self) -> None:
        """Let values speak against a header: stances, and terms instead of dates."""
        for position, meaning in enumerate(self.meanings):
            if meaning in (RESPONSE, STATUS) and self._is_free(ACCEPTANCE) and self._is_stances(position):
                self.meanings[position] = ACCEPTANCE
            elif meaning == DUE and self._is_free(TIME) and self._share(position, _is_term) >= _MOSTLY:
                self.meanings[position] = TIME

    def _settle_comments(self) -> None:
        """Find out whose comments a column holds: by its group, else by the column before it."""
        for position, meaning in enumerate(self.meanings):
            if meaning != COMMENT:
                continue
            group = group_of(self._table.columns[position].group)
            before = next((other for other in reversed(self.meanings[:position]) if other != COMMENT), "")
            if group == "response" or (not group and before in (ACCEPTANCE, RESPONSE)):
                free = RESPONSE not in self.meanings
                self.meanings[position] = (
                    RESPONSE if free else REASON if REASON not in self.meanings else NOTE
                )
            elif (group == "action" or before in (STATUS, DUE)) and PROGRESS not in self.meanings:
                self.meanings[position] = PROGRESS
            else:
                self.meanings[position] = NOTE

    def _keep_one_of_each(self) -> None:
        """Give each meaning to the column whose header says it best, the first of equals."""
        for meaning in set(self.meanings) - SHARED:
            columns = [at for at, other in enumerate(self.meanings) if other == meaning]
            best = max(columns, key=lambda at: (self._named[at].strength, -at))
            for position in columns:
                if position != best:
                    self.meanings[position] = self._other(position)

    def _other(self, position: int) -> str:
        """Return the next best meaning of a column that lost its first one."""
        taken = self.meanings[position]
        rest = {UNITS: ACTION_UNIT, ACTION_UNIT: UNITS, DUE: "action.revised_due"}.get(taken, "")
        has_actions = ACTION in self.meanings
        if rest and rest not in self.meanings and (has_actions or not rest.startswith("action.")):
            return rest
        return NOTE

    def _guess_unknown(self) -> None:
        """Look at the values of columns that no header explains."""
        for position, column in enumerate(self._table.columns):
            if self.meanings[position] != NOTE or self._named[position].strength:
                continue
            is_advice = bool({ACTION, HEADLINE} & set(self.meanings))
            if is_advice and self._is_free(ACCEPTANCE) and self._is_stances(position):
                self.meanings[position] = ACCEPTANCE
            elif is_advice and self._is_free(DUE) and self._is_dates(position):
                self.meanings[position] = DUE
            elif is_advice and not _UNITS & set(self.meanings) and self._is_codes(position):
                self.meanings[position] = ACTION_UNIT if ACTION in self.meanings else UNITS
            elif position == 0 and not column.name and self._is_free(REFERENCE) and self._is_references(0):
                self.meanings[position] = REFERENCE

    def _guess_headline(self) -> None:
        """Take the first long texts before all answers for recommendations, where no header names them."""
        if not self._is_free(HEADLINE) or not _ANSWERS & set(self.meanings):
            return
        for position, meaning in enumerate(self.meanings):
            if meaning in _ANSWERS:
                return
            if meaning == NOTE and not self._named[position].strength and self._is_long(position):
                self.meanings[position] = HEADLINE
                return

    def _share_units(self) -> None:
        """Let the only column of units speak of recommendations and of their actions, if there are both.

        Those who are named as persons to speak to answer for actions only.
        """
        units = [position for position, meaning in enumerate(self.meanings) if meaning in _UNITS - {LEAD}]
        has_actions = any(meaning.startswith("action.") for meaning in set(self.meanings) - _UNITS)
        is_sharing = len(units) == 1 and LEAD not in self.meanings and has_actions
        if is_sharing and self._says_what() and not self._is_of_persons(units[0]):
            self.meanings[units[0]] = BOTH_UNITS

    def _is_of_persons(self, position: int) -> bool:
        return fold(self._table.columns[position].name) in word_set("persons")

    def _says_what(self) -> bool:
        """Whether the table says what is recommended, in a column or in rows of their own."""
        alone = [row.alone for row in self._table.rows if row.alone]
        said = map(labelled, [*alone, *(line.text for line in self._table.above)])
        return HEADLINE in self.meanings or any(one.meaning == HEADLINE for one in said if one)

    def _is_long(self, position: int) -> bool:
        """Whether the values of a column are mostly texts of some words, hardly one like another."""
        values = list(map(as_text, self._values(position)))
        is_varied = len(set(values)) >= _MOSTLY * len(values)
        long = [text for text in values if len(text) >= _LONG and len(text.split()) >= _FEWEST_WORDS]
        return bool(values) and is_varied and len(long) >= _MOSTLY * len(values)

    def _is_codes(self, position: int) -> bool:
        return self._share(position, lambda text: _CODE.fullmatch(text) is not None) >= _MOSTLY

    def _is_free(self, meaning: str) -> bool:
        return meaning not in self.meanings

    def _is_stances(self, position: int) -> bool:
        stances = value_words("acceptance")
        is_all_short = self._share(position, lambda text: len(text) <= _SHORT) == 1
        return not is_all_short and self._share(position, lambda text: fold(text) in stances) >= _MOSTLY

    def _is_dates(self, position: int) -> bool:
        dates = self._share(position, lambda text: _DAY.fullmatch(text) is not None)
        return dates >= _MOSTLY and len(self._values(position)) >= _FEWEST_DATES

    def _is_references(self, position: int) -> bool:
        return self._share(position, lambda text: _REFERENCE.fullmatch(text) is not None) >= _MOSTLY

    def _share(self, position: int, is_right: Callable[[str], bool]) -> float:
        """Return what part of a column's values satisfies a test, 0 where it has none."""
        values = self._values(position)
        return sum(is_right(as_text(value)) for value in values) / len(values) if values else 0.0

    def _values(self, position: int) -> Sequence[CellValue]:
        values = [row.values[position] for row in self._table.rows if not row.alone]
        return [value for value in values if value is not None][:_MOST_VALUES]


def _is_term(text: str) -> bool:
    return fold(text) in value_words("time_implication")
