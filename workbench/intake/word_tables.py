"""Tables of a Word file: what a recommendation asks of whom, ratings, or only a frame around text."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from workbench.intake.form import Form, Is
from workbench.intake.ratings import is_score
from workbench.matrix.names import is_criterion, named

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from workbench.documents import Table

OTHER = "other"
"""Stands for a column of a recommendation's table under a name that is none of its fields'."""

_FIELDS = {
    "recommendation.responsible_units": "responsible_units",
    "recommendation.lead_unit": "responsible_units",
    "recommendation.priority": "priority",
    "recommendation.time_implication": "time_implication",
    "action.due": "time_implication",
    "recommendation.resource_implication": "resource_implication",
    "recommendation.headline": "recommendation",
    "response.text": "response",
    "reference": "number",
}
_DETAILS = frozenset({"responsible_units", "priority", "time_implication", "resource_implication"})
_FORMS = {
    "recommendation": Form(Is.ADVICE),
    "number": Form(Is.HEAD),
    OTHER: Form(Is.STRAY),
}
_RATED = {"rating.criterion": "criterion", "rating.score": "score"}
_FEWEST = 2
_DEEPEST_HEAD = 3


class TableIs(Enum):
    """What a table is."""

    ADVICE = auto()
    """Of recommendations: responsible unit, priority, time, resources, perhaps their text and the answer."""
    RATINGS = auto()
    FRAME = auto()
    """It only frames or lays out what is in it."""
    OTHER = auto()


@dataclass(frozen=True, slots=True)
class Columns:
    """What a table is and what its columns hold; ``heads`` is how many rows only name them.

    ``is_sideways``: the names stand in the first column, each before its value.
    """

    is_: TableIs
    fields: Mapping[int, str]
    heads: int = 0
    is_sideways: bool = False

    def form(self, row: int, column: int) -> Form:
        """Return what a cell of the table is."""
        if self.is_ in (TableIs.FRAME, TableIs.OTHER):
            return Form(Is.BLOCK)
        if row < self.heads:
            return Form(Is.HEAD)
        if self.is_ is TableIs.RATINGS:
            field = self.fields.get(column, "score")
            return Form(Is.STRAY) if field == OTHER else Form(Is.RATING, field=field)
        if self.is_sideways:
            field = self.fields.get(row, OTHER) if column else "number"
        else:
            field = self._field_near(column)
        return _FORMS.get(field) or Form(Is.CELL, field=field)

    def _field_near(self, column: int) -> str:
        """Return the field of the nearest column at or before one: merged cells begin further left."""
        before = [place for place in self.fields if place <= column]
        return self.fields[max(before)] if before else "responsible_units"


def columns_of(table: Table, before: Columns | None) -> Columns:
    """Return what a table is; ``before`` is the table right above it, of which it may be the rest."""
    cells = [cell for row in table.rows for cell in row.values()]
    if len(cells) == 1:
        return Columns(TableIs.FRAME, {})
    depths = range(1, min(_DEEPEST_HEAD, len(table.rows)) + 1)
    named_by = {heads: _named_columns(table, heads, _FIELDS) for heads in depths}
    heads = max(depths, key=lambda depth: len(named_by[depth]), default=0)
    if heads and _tells_advice(named_by[heads].values()):
        return Columns(TableIs.ADVICE, _others(table, heads) | named_by[heads], heads)
    found = _named_columns(table, 1, _RATED)
    if len(set(found.values())) == len(_RATED):
        return Columns(TableIs.RATINGS, _others(table, 1) | found, 1)
    return _headless(table, before)


def _headless(table: Table, before: Columns | None) -> Columns:
    """Return what a table is whose first row names no columns."""
    names = {place: _meaning(row[0].text, _FIELDS) for place, row in enumerate(table.rows) if 0 in row}
    sideways = {place: name for place, name in names.items() if name}
    if _tells_advice(sideways.values()) and max(len(row) for row in table.rows) > 1:
        return Columns(TableIs.ADVICE, sideways, is_sideways=True)
    if _holds_scores(table):
        return Columns(TableIs.RATINGS, {0: "criterion"})
    width = max((len(row) for row in table.rows), default=0)
    if before is not None and before.is_ is TableIs.ADVICE and width <= len(before.fields):
        return Columns(before.is_, before.fields)
    return Columns(TableIs.OTHER, {})


def _tells_advice(names: Iterable[str]) -> bool:
    """Whether columns of these names are those of a table of recommendations."""
    found = set(names)
    return len(found & _DETAILS) >= _FEWEST or {"recommendation", "response"} <= found


def _others(table: Table, heads: int) -> dict[int, str]:
    """Return the columns that have any name, as if it were none of a field."""
    return {column: OTHER for row in table.rows[:heads] for column, cell in row.items() if cell.text.strip()}


def _holds_scores(table: Table) -> bool:
    """Whether the first column names criteria and the next gives their scores."""
    rows = [list(row.values()) for row in table.rows]
    rated = [
        row for row in rows if len(row) == 2 and is_criterion(row[0].text) and is_score(row[1].text or "-")
    ]
    return len(rated) >= _FEWEST and len(rated) * 2 > len(rows)


def _named_columns(table: Table, heads: int, fields: Mapping[str, str]) -> dict[int, str]:
    """Return the columns that the first ``heads`` rows name, by where they begin on the grid."""
    texts: dict[int, list[str]] = {}
    for row in table.rows[:heads]:
        for column, cell in row.items():
            texts.setdefault(column, []).append(cell.text)
    found: dict[int, str] = {}
    for column, parts in texts.items():
        name = _meaning(" ".join(parts), fields) or _meaning(parts[-1], fields)
        if name and (name not in found.values() or name in _DETAILS):
            found[column] = name
    return found


def _meaning(text: str, fields: Mapping[str, str]) -> str:
    meanings = named(" ".join(text.split()).rstrip(":")).meanings
    return next((fields[meaning] for meaning in meanings if meaning in fields), "")
