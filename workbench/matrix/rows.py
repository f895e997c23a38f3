"""The rows of a matrix as recommendations with what is said of each, and their actions.

Several rows with one reference, or with none below one that has it, are one recommendation. No value
gets lost: what has no field of its own becomes a note, what belongs to no recommendation a problem.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workbench.matrix.entries import Act, Entries, Entry, Given, Remark, alike
from workbench.matrix.names import (
    ACTION,
    ACTION_NUMBER,
    ACTION_UNIT,
    BOTH_UNITS,
    HEADLINE,
    NOTE,
    RATED,
    REFERENCE,
    RESPONSE,
    SCORE,
    SKIP,
    UNITS,
    fold,
    label_of,
    labelled,
    value_words,
    word_set,
)
from workbench.matrix.parting import meanings_of, parted_cell
from workbench.matrix.references import parted, reference_key
from workbench.matrix.tables import as_text, column_letter
from workbench.merging.claims import Place, Problem
from workbench.schema import Type, field_of
from workbench.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping as Map

    from workbench.matrix.mapping import Mapping
    from workbench.matrix.tables import Row, Table
    from workbench.spreadsheets.book import CellValue, Position

_GOES_ON = re.compile(r"[a-zà-ÿ]|[-•–—*·▪]\s|\([a-z]{1,3}\)")
_LONGEST_LABEL = 30
_LONGEST_TOTAL = 3
_DIGITS = re.compile(r"\d+")
_AMOUNT = re.compile(r"[\d\s.,%/()+-]+")
_OF_NO_ACTION = frozenset({ACTION_UNIT, ACTION_NUMBER, "action.verified"})
_AS_NOTES = frozenset({NOTE, RATED, SCORE, "rating.criterion"})


def read_rows(into: Entries, table: Table, mapping: Mapping, hung: Map[Position, str]) -> None:
    """Take the rows of one more table into ``into``; ``hung`` are comments by row and column of the sheet."""
    _TableReader(into, table, mapping, hung).run()


class _TableReader:
    """Reads the rows of one table into ``into``; ``_now`` is the recommendation whose rows are read."""

    def __init__(self, into: Entries, table: Table, mapping: Mapping, hung: Map[Position, str]) -> None:
        self._into = into
        self._table = table
        self._hung = hung
        self._meanings = [mapping.meaning(table, column) for column in table.columns]
        self._all = [
            meanings_of(column.name, meaning, self._meanings)
            for column, meaning in zip(table.columns, self._meanings, strict=True)
        ]
        self._now: Entry | None = None
        self._group: Remark | None = None
        self._groups: dict[int, tuple[str, bool]] = {}
        self._skipped = [0] * len(table.columns)
        self._reference_header = "Reference"
        if REFERENCE in self._meanings:
            self._reference_header = table.columns[self._meanings.index(REFERENCE)].header

    def run(self) -> None:
        for line in self._table.above:
            if not self._take_label(line.text, line.row) and " ".join(line.text.split()) != self._into.title:
                self._tell(
                    "title",
                    Sentence("“{0}” stands above the table and is no part of it.", line.text),
                    line.row,
                )
        for number in self._table.repeated:
            self._tell("header-again", Sentence("The header stands here once more; it was left out."), number)
        last = max((at for at, row in enumerate(self._table.rows) if not self._is_lone(row)), default=-1)
        for at, row in enumerate(self._table.rows):
            if self._is_lone(row):
                self._take_lone(row, is_below=at > last)
            elif self._is_total(row):
                self._leave(row, "total", Sentence("“{0}” looks like a sum; it was left out."))
            else:
                self._take(row)
        self._tell_groups()
        for column, count in zip(self._table.columns, self._skipped, strict=True):
            if count:
                self._tell(
                    "left-out", Sentence("The column “{0}” was left out, {1} cells.", column.header, count), 0
                )

    # Rows with one text --------------------------------------------------------------------------

    def _is_lone(self, row: Row) -> bool:
        """Whether a row holds one text that belongs to no column: a heading, a label, a remark."""
        if not row.alone:
            return False
        at = next(position for position, value in enumerate(row.values) if value is not None)
        meaning = self._meanings[at]
        if row.spans or _is_remark(row.alone):
            return True
        if at == 0 and meaning == REFERENCE:
            return not any(sign.isdigit() for sign in row.alone) or len(row.alone.split()) > 3
        return at == 0 and (meaning in _AS_NOTES or self._is_label(row.alone))

    def _take_lone(self, row: Row, *, is_below: bool) -> None:
        if self._take_label(row.alone, row.number):
            return
        self._now = None
        self._group = None
        if is_below or _is_remark(row.alone):
            self._leave(row, "below", Sentence("“{0}” stands below or between the rows; it was left out."))
        else:
            self._group = Remark("", row.alone, self._place(row.number))
            self._groups[row.number] = (row.alone, False)

    def _tell_groups(self) -> None:
        for row, (text, is_used) in self._groups.items():
            if is_used:
                self._tell(
                    "group", Sentence("“{0}” was kept as a note of the recommendations below it.", text), row
                )
            else:
                self._tell("below", Sentence("“{0}” stands between the rows; it was left out.", text), row)

    def _is_total(self, row: Row) -> bool:
        """Whether a row begins as a sum does and holds nothing but numbers, or no recommendation."""
        first, *others = [as_text(value) for value in row.values if value is not None]
        words = _DIGITS.sub(" ", fold(first)).split()
        if not any(" ".join(words[:size]) in word_set("totals") for size in (1, 2)):
            return False
        if all(map(_is_amount, others)) and (others or len(words) <= _LONGEST_TOTAL):
            return True
        headline, _ = self._cell(row, HEADLINE)
        return fold(first) in word_set("totals") and headline in ("", first)

    def _is_label(self, text: str) -> bool:
        said = labelled(text)
        return said is not None and HEADLINE not in self._meanings and said.meaning in (HEADLINE, RESPONSE)

    def _take_label(self, text: str, row: int) -> bool:
        """Take a text that says itself what it is: "Recommendation 3: …", "Management response: …"."""
        said = labelled(text)
        if said is None or said.meaning.split(".")[0] not in ("recommendation", "response"):
            return False
        place = Place(self._table.sheet, row, label_of(said.meaning))
        if said.meaning == HEADLINE:
            is_clear = said.number and said.rest if HEADLINE in self._meanings else said.number or said.rest
            if not is_clear:
                return False
            self._start(said.number, said.rest, place).rows.append((self._table.sheet, row, row))
        elif self._now is None or not said.rest:
            return False
        else:
            is_stance = said.meaning == RESPONSE and fold(said.rest) in value_words("acceptance")
            meaning = "response.acceptance" if is_stance else said.meaning
            self._put(self._now.given, meaning, said.rest, place)
            self._now.rows.append((self._table.sheet, row, row))
        return True

    # Rows of a recommendation --------------------------------------------------------------------

    def _take(self, row: Row) -> None:
        entry = self._entry(row)
        if entry is None:
            self._leave(
                row, "no-recommendation", Sentence("“{0}” belongs to no recommendation; it was left out.")
            )
            return
        self._now = entry
        entry.rows.append((self._table.sheet, row.number, row.last or row.number))
        own: set[str] = set()
        acts: dict[str, Given] = {}
        for position, meaning, value in self._values(row):
            is_shared = BOTH_UNITS in self._all[position]
            place = self._place(row.number, position)
            if meaning.startswith("action."):
                self._put(acts, meaning, value, place, is_shared=is_shared)
                if position not in row.inherited:
                    own.add(meaning)
            elif position not in row.inherited:
                self._take_cell(entry, meaning, position, Given(value, place, is_shared))
        self._take_action(entry, own, acts, row)
        self._take_hung(entry, row)

    def _values(self, row: Row) -> Iterator[tuple[int, str, CellValue]]:
        """Yield (column, meaning, value) of a row; a cell that says several things comes several times."""
        for position, value in enumerate(row.values):
            if value is None:
                continue
            meanings = self._all[position]
            parts: Map[str, CellValue] = parted_cell(meanings, as_text(value)) if len(meanings) > 1 else {}
            for meaning, part in (parts or {meanings[0]: value}).items():
                for own in (UNITS, ACTION_UNIT) if meaning == BOTH_UNITS else (meaning,):
                    yield position, own, part

    def _take_cell(self, entry: Entry, meaning: str, position: int, given: Given) -> None:
        if meaning == SKIP:
            self._skipped[position] += 1
        elif meaning in _AS_NOTES or self._is_second(meaning, position):
            header = self._table.columns[position].header
            entry.remarks.append(Remark(header, as_text(given.value), given.place))
        elif meaning not in (REFERENCE, HEADLINE):
            self._put(entry.given, meaning, given.value, given.place, is_shared=given.is_shared)

    def _is_second(self, meaning: str, position: int) -> bool:
        """Whether a column says again what only one column can say."""
        return meaning in (REFERENCE, HEADLINE) and position != self._meanings.index(meaning)

    def _entry(self, row: Row) -> Entry | None:
        """Return the recommendation that a row belongs to, a new one where it begins one."""
        reference, is_own = self._cell(row, REFERENCE)
        headline, is_new_text = self._cell(row, HEADLINE)
        headline = headline if is_new_text else ""
        place = self._place(row.number)
        if headline and not reference:
            reference, headline = parted(headline)
            is_own = bool(reference)
        elif headline and reference_key(parted(headline)[0]) == reference_key(reference):
            headline = parted(headline)[1]
        if reference and is_own:
            return self._referred(reference, headline, place)
        if not headline:
            return self._now
        is_more = bool(reference) or (REFERENCE in self._meanings and _GOES_ON.match(headline))
        if self._now is not None and is_more:
            self._put(self._now.given, HEADLINE, headline, place)
            return self._now
        return self._unreferred(headline, place)

    def _referred(self, reference: str, headline: str, place: Place) -> Entry:
        found = self._into.by_reference(reference_key(reference))
        if found is None:
            return self._start(reference, headline, place)
        if not headline or alike(headline) == alike(found.headline):
            return found
        if not found.headline or _GOES_ON.match(headline):
            self._put(found.given, HEADLINE, headline, place)
            return found
        again = self._into.by_headline(headline)
        if again is None:
            message = Sentence(
                "The reference {0} stands for the recommendation in row {1} too.", reference, found.place.row
            )
            self._into.problems.append(Problem("reference-twice", message, place))
        return again or self._start(reference, headline, place)

    def _unreferred(self, headline: str, place: Place) -> Entry:
        known = self._into.by_headline(headline)
        if known is None and REFERENCE in self._meanings:
            message = Sentence("The recommendation “{0}” has no reference.", _shortened(headline))
            self._into.problems.append(Problem("no-reference", message, place))
        return known or self._start("", headline, place)

    def _start(self, reference: str, headline: str, place: Place) -> Entry:
        """Begin a recommendation, or go on with the one of this reference."""
        known = self._into.by_reference(reference_key(reference)) if reference and not headline else None
        entry = known or Entry(reference, place, self._reference_header)
        if known is None:
            if headline:
                entry.given[HEADLINE] = Given(headline, place)
            self._into.add(entry)
        if self._group is not None:
            entry.remarks.append(self._group)
            row = self._group.place.row
            entry.rows.append((self._table.sheet, row, row))
            self._groups[row] = (self._group.text, True)
        self._now = entry
        return entry

    def _take_action(self, entry: Entry, own: set[str], given: dict[str, Given], row: Row) -> None:
        """Take the action of a row: a new one, or more of the one before where it has no text of its own.

        ``own`` are the fields whose cells are not merged with those above. Units alone are no action.
        """
        own = self._saying(own, given)
        if not own - _OF_NO_ACTION and (ACTION_NUMBER not in own or not entry.actions):
            self._keep_no_action(entry, own, given)
            return
        number = as_text(given[ACTION_NUMBER].value) if ACTION_NUMBER in own else ""
        values = {meaning: one for meaning, one in given.items() if meaning != ACTION_NUMBER}
        if entry.actions and ACTION not in own and not number:
            for meaning in sorted(own):
                self._put(entry.actions[-1].given, meaning, values[meaning].value, values[meaning].place)
        elif any(_same(values, act.given) for act in entry.actions):
            self._leave(row, "row-twice", Sentence("“{0}” says the same as a row above; it was left out."))
        else:
            header = given[ACTION_NUMBER].place.column if number else ""
            entry.actions.append(Act(self._place(row.number), number, header, values))

    def _saying(self, own: set[str], given: dict[str, Given]) -> set[str]:
        """Return those of an action's fields whose cells say something."""
        saying = {meaning for meaning in own if _says_something(meaning, given[meaning])}
        for meaning in sorted(own - saying) if not saying else ():
            one = given[meaning]
            self._into.problems.append(
                Problem("no-value", Sentence("“{0}” was read as no value.", as_text(one.value)), one.place)
            )
        return saying

    def _keep_no_action(self, entry: Entry, own: set[str], given: dict[str, Given]) -> None:
        """Keep what a row says of an action that it does not hold: with the action above, else as a note."""
        for meaning in sorted(own):
            one = given[meaning]
            if entry.actions and meaning != ACTION_NUMBER:
                self._put(entry.actions[-1].given, meaning, one.value, one.place)
            elif not one.is_shared:
                entry.remarks.append(Remark(one.place.column, as_text(one.value), one.place))

    def _put(
        self,
        into: dict[str, Given],
        meaning: str,
        value: CellValue,
        place: Place,
        *,
        is_shared: bool = False,
    ) -> None:
        """Give a value to a field; a second text is added to the first, any other second value told."""
        text = as_text(value)
        if meaning not in into:
            into[meaning] = Given(value, place, is_shared)
            return
        known = into[meaning]
        if alike(as_text(known.value)) == alike(text):
            return
        kind, name = meaning.split(".")
        if kind != "action" or name != "number":
            declared = field_of(kind, name)
            if declared.type in (Type.TEXT, Type.UNITS):
                known.value = f"{as_text(known.value)}\n{text}"
                return
        if self._now is not None:
            self._now.remarks.append(Remark(place.column, text, place))
        message = Sentence(
            "“{0}” is a second value beside “{1}”; it was kept as a note.", text, as_text(known.value)
        )
        self._into.problems.append(Problem("second-value", message, place))

    def _take_hung(self, entry: Entry, row: Row) -> None:
        """Keep what people hung on the cells of a row: comments, footnotes."""
        headers = {column.index: column.header for column in self._table.columns}
        for (at, column), text in sorted(self._hung.items()):
            if row.number <= at + 1 <= max(row.number, row.last):
                header = headers.get(column, column_letter(column))
                place = Place(self._table.sheet, at + 1, header)
                entry.remarks.append(Remark(f"Comment on {header}", text, place))

    # ---------------------------------------------------------------------------------------------

    def _cell(self, row: Row, meaning: str) -> tuple[str, bool]:
        """Return the text of the column with a meaning and whether it is the row's own."""
        if meaning not in self._meanings:
            return "", False
        position = self._meanings.index(meaning)
        text = as_text(row.values[position])
        return text, bool(text) and position not in row.inherited

    def _place(self, row: int, position: int | None = None) -> Place:
        header = self._table.columns[position].header if position is not None else ""
        return Place(self._table.sheet, row, header)

    def _leave(self, row: Row, code: str, pattern: Sentence) -> None:
        texts = " | ".join(as_text(value) for value in row.values if value is not None)
        self._tell(code, Sentence(pattern, texts), row.number)

    def _tell(self, code: str, message: Sentence, row: int) -> None:
        self._into.problems.append(Problem(code, message, Place(self._table.sheet, row)))


def _is_remark(text: str) -> bool:
    """Whether a text begins as remarks on a table do: "Source: …", "Prepared by …"."""
    start = text.split(":")[0] if ":" in text[:_LONGEST_LABEL] else " ".join(text.split()[:2])
    return fold(start) in word_set("below") and (":" in text or " " in fold(start))


def _is_amount(text: str) -> bool:
    return _AMOUNT.fullmatch(text) is not None


def _says_something(meaning: str, given: Given) -> bool:
    """Whether a cell says something of an action; a dash, "N/A" or "none" does not."""
    text = as_text(given.value)
    is_nothing = fold(text) in word_set("nothing") | word_set("none")
    return any(map(str.isalnum, text)) and (meaning == ACTION_NUMBER or not is_nothing)


def _same(one: dict[str, Given], other: dict[str, Given]) -> bool:
    return {name: as_text(given.value) for name, given in one.items()} == {
        name: as_text(given.value) for name, given in other.items()
    }


def _shortened(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59].rstrip()}…"
