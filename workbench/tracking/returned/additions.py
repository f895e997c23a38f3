"""New rows of the sheet *Actions*, as actions to add, or to bring up to date where they were added before."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workbench.merging.claims import Addition, Claim, NewNode, Problem
from workbench.tracking.columns import REFERENCE
from workbench.tracking.returned.cells import listed
from workbench.tracking.returned.memory import Content, as_memory, description_of, paired
from workbench.tracking.returned.strays import news_in_marks, stray_problem
from workbench.tracking.returned.values import Held

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

    from workbench.merging.claims import Return, Target
    from workbench.tracking.returned.matching import Line
    from workbench.tracking.returned.memory import Earlier
    from workbench.tracking.returned.strays import SentTexts
    from workbench.tracking.returned.targets import Targets
    from workbench.tracking.returned.values import Typed, ValueReader
    from workbench.tracking.shares import Asked

RESPONSIBLE = "responsible_unit"

_NO_REFERENCE = "The row names no recommendation; say which one the action belongs to."
_REMOVED = "An action made of an earlier form of this row was removed here since."
_UNKNOWN = "“{}” is none of the references sent to this unit; say which recommendation the action belongs to."
_MOVED = "This row was merged before as an action of another recommendation."
_TWIN = "The recommendation has an action with this description already."


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

    ``asked`` are the recommendations that the unit was asked about, by id; ``earlier`` the new rows of the
    same sheet that were merged before.
    """

    values: ValueReader
    targets: Targets
    into: Return
    asked: Mapping[int, Asked]
    earlier: Sequence[Earlier]
    sent: SentTexts
    _contents: dict[str, Content] = field(default_factory=dict)

    def read(self, lines: Iterable[Line]) -> None:
        """Add the action of every line that says more than which recommendation it belongs to."""
        rows = self._without_doubles(row for line in lines if (row := self._row(line)))
        known = paired([row.content for row in rows], self.earlier)
        taken = {entry.key for entry in known.values()}
        for position, row in enumerate(rows):
            entry = known.get(position)
            key = entry.key if entry else self._free_key(row.content, taken)
            taken.add(key)
            self._contents[key] = row.content
            self._tell_marks(row)
            if entry is None:
                self._add(row, key, self._doubt_of_twin(row))
            elif entry.node in self.targets.tree:
                self._bring_up_to_date(row, entry)
            elif all(row.content.said != content.said for content in entry.contents):
                self._add(row, key, _REMOVED)
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
            fields[RESPONSIBLE] = self.targets.unit
        reference = line.locked.get(REFERENCE, "").strip()
        asked = self._asked(reference)
        recommendation = asked.recommendation.id if asked else 0
        return _NewRow(line, asked, typed, Content(recommendation, reference, fields, raw, line.row + 1))

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
                message = (
                    f"This row says the same as row {first.content.row}; both were read as one new action."
                )
                self._tell(row, "double-row", message)
        return list(found.values())

    def _free_key(self, content: Content, taken: Container[str]) -> str:
        """Return a key for a new action, the same in every file of this unit that holds the row."""
        said = content.said[:2], content.description or content.said[2:]
        mark = hashlib.sha256(json.dumps(said).encode()).hexdigest()[:32]
        key = first = f"{self.into.point}:{self.targets.unit}:{mark}"
        number = 1
        while key in taken:
            number += 1
            key = f"{first}:{number}"
        return key

    def _add(self, row: _NewRow, key: str, doubt: str) -> None:
        """Add an action; where its recommendation was removed here its texts are told instead."""
        home: Target | None = self.targets.response(row.asked) if row.asked else 0
        if home is None:
            message = (
                f"{row.content.reference} was removed here since this sheet was sent; the new action was not"
                f" added: {_said(row)}."
            )
            self._tell(row, "recommendation-gone", message)
            return
        doubts = " ".join(filter(None, (doubt, *_doubts(row))))
        node = NewNode("action", home, key)
        self.into.additions.append(
            Addition(node, row.content.fields, "end", row.line.table.place(row.line.row), doubts)
        )

    def _bring_up_to_date(self, row: _NewRow, entry: Earlier) -> None:
        """Claim what the row says other than whenever it was merged before.

        The base is blank: the action was not there when the sheet was made. What it says now is
        therefore a conflict where we hold something else, be it what an earlier form of the row said.
        """
        if row.content.said in [content.said for content in entry.contents]:
            return
        for key, answer in row.line.table.fields("action"):
            name = answer.name
            theirs, raw = row.content.fields.get(name), row.content.raw.get(name)
            if (theirs, raw) not in [(said.fields.get(name), said.raw.get(name)) for said in entry.contents]:
                doubt = row.typed[name].doubt if name in row.typed else ""
                place = row.line.table.place(row.line.row, key)
                self.into.claims.append(Claim(entry.node, name, None, theirs, place, doubt, raw))

    def _doubt_of_twin(self, row: _NewRow) -> str:
        """Return a doubt where there is such an action already, here or under another recommendation."""
        wanted = row.content.description
        home = self.targets.response(row.asked) if row.asked else None
        if not wanted:
            return ""
        if any(wanted == content.description for entry in self.earlier for content in entry.contents):
            return _MOVED
        actions = self.targets.tree.children(home, "action") if isinstance(home, int) else ()
        return _TWIN if wanted in (description_of(action["description"]) for action in actions) else ""

    def _tell_marks(self, row: _NewRow) -> None:
        """Tell what was typed into the locked cells of a new row."""
        said = news_in_marks(row.line, self.sent)
        if said:
            self._tell(row, "locked-cell", f"These cells of a new row are for reading only: {listed(said)}.")

    def _tell(self, row: _NewRow, code: str, message: str) -> None:
        self.into.problems.append(Problem(code, message, row.line.table.place(row.line.row)))


def _doubts(row: _NewRow) -> Iterator[str]:
    """Yield why a person must look at a new row."""
    if row.asked is None:
        reference = row.content.reference
        yield _UNKNOWN.format(reference) if reference else _NO_REFERENCE
    for typed in row.typed.values():
        if typed.doubt or typed.raw is not None:
            in_full = "" if typed.text.strip() in typed.doubt else f" In full: “{typed.text.strip()}”."
            left_out = " It was left out." if typed.raw is not None else ""
            yield f"{typed.doubt}{in_full}{left_out}"


def _said(row: _NewRow) -> str:
    """Return the texts of a new row for a message."""
    table = row.line.table
    labels = {answer.name: table.label(key) for key, answer in table.fields("action")}
    return listed((labels[name], typed.text) for name, typed in row.typed.items())
