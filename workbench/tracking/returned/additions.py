"""New rows of the sheet *Actions*, as actions to add, or to bring up to date where they were added before."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from workbench.merging.claims import Addition, Claim, NewNode, Problem
from workbench.sentences import UNSAID, Sentence, together
from workbench.tracking.columns import REFERENCE
from workbench.tracking.returned.cells import listed
from workbench.tracking.returned.memory import Content, as_memory, description_of, paired
from workbench.tracking.returned.strays import news_in_marks, stray_problem
from workbench.tracking.returned.targets import home_of, response_to
from workbench.tracking.returned.values import Held

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

    from workbench.merging.claims import Return, Target
    from workbench.tracking.returned.matching import Line
    from workbench.tracking.returned.memory import Earlier, Pair
    from workbench.tracking.returned.since import Since
    from workbench.tracking.returned.strays import SentTexts
    from workbench.tracking.returned.values import Typed, ValueReader
    from workbench.tracking.shares import Asked

DESCRIPTION, RESPONSIBLE = "description", "responsible_unit"
MOST_ROWS = 500
"""New rows of one sheet that nobody wonders about."""

_NO_REFERENCE = Sentence("The row names no recommendation; say which one the action belongs to.")
_REMOVED = Sentence("An action made of an earlier form of this row was removed here since.")
_UNKNOWN = Sentence(
    "“{0}” is none of the references sent to this unit; say which recommendation the action belongs to."
)
_MOVED = Sentence("This row was merged before as an action of another recommendation.")
_TWIN = Sentence("The recommendation has an action with this description already.")
_REWORDED = Sentence(
    "This row was merged before as “{0}”; it cannot be told whether it is the same action reworded, or"
    " another one."
)
_MANY = Sentence("This sheet adds {0} new actions; look whether they are meant.")


@dataclass(frozen=True, slots=True)
class _NewRow:
    """A row with a new action; ``typed`` are its cells by the name of the field."""

    line: Line
    asked: Asked | None
    typed: Mapping[str, Typed]
    content: Content


@dataclass
class ActionAdder:
    """Reads the new rows of one file into a Return.

    ``asked`` are the recommendations that the unit was asked about, by id; ``earlier`` the new rows of its
    sheets that were merged before; ``doubt`` is what speaks against the whole sheet.
    """

    values: ValueReader
    since: Since
    into: Return
    asked: Mapping[int, Asked]
    earlier: Sequence[Earlier]
    sent: SentTexts
    doubt: Sentence = UNSAID
    _contents: dict[str, Content] = field(default_factory=dict)
    _here: dict[int, set[str]] = field(default_factory=dict)

    def read(self, lines: Iterable[Line]) -> None:
        """Add the action of every line that says more than which recommendation it belongs to."""
        rows = self._without_doubles(row for line in lines if (row := self._row(line)))
        if len(rows) > MOST_ROWS:
            self.doubt = together(self.doubt, Sentence(_MANY, f"{len(rows):,}"))
        known = paired([row.content for row in rows], self.earlier)
        taken = {*self._keys_at_base(), *(pair.earlier.key for pair in known.values())}
        merged_before = {content.description for entry in self.earlier for content in entry.contents}
        for position, row in enumerate(rows):
            pair = known.get(position)
            key = pair.earlier.key if pair else self._free_key(row.content, taken)
            taken.add(key)
            self._contents[key] = row.content
            self._tell_marks(row)
            if pair is None:
                self._add(row, key, self._doubt_of_twin(row, merged_before))
            elif pair.earlier.node not in self.since.tree and row.content.said != pair.earlier.last.said:
                self._add(row, key, _REMOVED)
            else:
                self._bring_up_to_date(row, pair)
        self.into.memory.update(as_memory(self._contents))

    def _row(self, line: Line) -> _NewRow | None:
        """Return what a line says; None where that is no action: what it says all the same is told."""
        typed = self._typed(line)
        fields = {name: cell.value for name, cell in typed.items() if cell.value is not None}
        raw = {name: cell.raw for name, cell in typed.items() if cell.raw is not None}
        if not typed:
            problem = stray_problem(line, self.sent)
            self.into.problems += [problem] if problem else []
            return None
        if RESPONSIBLE not in typed:
            fields[RESPONSIBLE] = self.since.unit_now
        reference = line.locked.get(REFERENCE, "").strip()
        asked = self._asked(reference)
        recommendation = asked.recommendation.id if asked else 0
        content = Content(recommendation, reference, fields, raw, line.row + 1, self.into.point)
        return _NewRow(line, asked, typed, content)

    def _asked(self, reference: str) -> Asked | None:
        """Return the only recommendation of this unit that a reference can mean."""
        meant = [self.asked[id] for id in self.values.words.recommendations(reference) if id in self.asked]
        return meant[0] if len(meant) == 1 else None

    def _typed(self, line: Line) -> dict[str, Typed]:
        """Return what was typed into the answers of a line, by the name of the field."""
        cells = (
            (answer.name, self.values.typed(line.table.cells(line.row, key), answer, Held()))
            for key, answer in line.table.fields("action")
        )
        return {name: typed for name, typed in cells if typed}

    def _without_doubles(self, rows: Iterable[_NewRow]) -> list[_NewRow]:
        """Return the rows without those that say the same as one before; these are told."""
        found: dict[str, _NewRow] = {}
        for row in rows:
            first = found.setdefault(repr(row.content.said), row)
            if first is not row:
                message = Sentence(
                    "This row says the same as row {0}; both were read as one new action.", first.content.row
                )
                self._tell(row, "double-row", message)
        return list(found.values())

    def _keys_at_base(self) -> Iterator[str]:
        """Yield the keys that new rows would have that say what an action says the sheet was made with."""
        base = self.into.base
        for id in {home_of(asked) for asked in self.asked.values()} if base else ():
            for action in base.of_kind("action", id) if base and id in base else ():
                description = description_of(action["description"])
                if description:
                    yield self._key((id, ""), description)

    def _free_key(self, content: Content, taken: Container[str]) -> str:
        """Return a key for a new action, the same in every file of this unit that holds the row."""
        key = first = self._key(content.said[:2], content.description or content.said[2:])
        number = 1
        while key in taken:
            number += 1
            key = f"{first}:{number}"
        return key

    def _key(self, whose: Sequence[Any], what: Any) -> str:
        mark = hashlib.sha256(json.dumps((whose, what)).encode()).hexdigest()[:32]
        return f"{self.since.unit}:{mark}"

    def _home(self, row: _NewRow) -> Target:
        return response_to(row.asked) if row.asked else 0

    def _add(self, row: _NewRow, key: str, doubt: Sentence) -> None:
        asked = row.asked
        node = NewNode("action", self._home(row), key)
        lost = (self.since.doubt(asked, node.kind), self.since.doubt_of_removed(asked)) if asked else ()
        doubts = together(self.doubt, *lost, doubt, *_doubts(row))
        self.into.additions.append(
            Addition(node, row.content.fields, "end", row.line.table.place(row.line.row), doubts)
        )
        for column, answer in row.line.table.fields("action"):
            if answer.name in row.content.raw:  # could not be understood: asked by itself
                self._claim(row, node, column, answer.name)

    def _bring_up_to_date(self, row: _NewRow, pair: Pair) -> None:
        """Claim what the row says other than when it was merged last.

        The base is blank: the action was not there when the sheet was made. What it says now is
        therefore a conflict where we hold something else, be it what an earlier form of the row said. What
        was open and is the same is asked of the new row, as it was before, whatever became of the action.
        """
        last, new = pair.earlier.last, NewNode("action", self._home(row), pair.earlier.key)
        reworded = UNSAID
        if not pair.is_certain:
            reworded = Sentence(_REWORDED, last.fields.get("description") or "")
        for column, answer in row.line.table.fields("action"):
            name = answer.name
            theirs, raw = row.content.fields.get(name), row.content.raw.get(name)
            if (theirs, raw) != (last.fields.get(name), last.raw.get(name)):
                self._claim(row, pair.earlier.node, column, name, self.doubt, reworded)
            elif raw is not None and name in pair.earlier.open:
                self._claim(row, new, column, name, self.doubt, reworded)

    def _claim(self, row: _NewRow, target: Target, column: str, name: str, *doubts: Sentence) -> None:
        """Claim what a row says of one field of its action."""
        theirs, raw = row.content.fields.get(name), row.content.raw.get(name)
        doubt = row.typed[name].doubt if name in row.typed else UNSAID
        place = row.line.table.place(row.line.row, column)
        self.into.claims.append(Claim(target, name, None, theirs, place, together(*doubts, doubt), raw))

    def _doubt_of_twin(self, row: _NewRow, merged_before: Container[str]) -> Sentence:
        """Return a doubt where there is such an action already, here or under another recommendation."""
        wanted, asked = row.content.description, row.asked
        if not wanted:
            return UNSAID
        if wanted in merged_before:
            return _MOVED
        if asked is None:
            return UNSAID
        home = home_of(asked)
        if home not in self._here:
            self._here[home] = self.since.descriptions(asked)
        return _TWIN if wanted in self._here[home] else UNSAID

    def _tell_marks(self, row: _NewRow) -> None:
        """Tell what was typed into the locked cells of a new row."""
        said = news_in_marks(row.line, self.sent)
        if said:
            message = Sentence("These cells of a new row are for reading only: {0}.", listed(said))
            self._tell(row, "locked-cell", message)

    def _tell(self, row: _NewRow, code: str, message: Sentence) -> None:
        self.into.problems.append(Problem(code, message, row.line.table.place(row.line.row)))


def _doubts(row: _NewRow) -> Iterator[Sentence]:
    """Yield why a person must look at a new row; what else it says that is not clear is asked by itself."""
    if row.asked is None:
        reference = row.content.reference
        yield Sentence(_UNKNOWN, reference) if reference else _NO_REFERENCE
    for name, typed in row.typed.items():
        if typed.doubt and (typed.raw is None or name == DESCRIPTION):
            text = typed.text.strip()
            in_full = UNSAID if text in typed.doubt else Sentence("In full: “{0}”.", text)
            yield together(typed.doubt, in_full)
