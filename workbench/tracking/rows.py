"""What the sheets *Response* and *Actions* share: a row of locked context and of answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workbench.tracking.baseline import Sent
from workbench.tracking.columns import ACTION_NUMBER, PART
from workbench.tracking.sending import TEXTS, fingerprint
from workbench.tracking.shown import text_form
from workbench.tracking.styles import CONTEXT, MARK, MARK_LINK, OPEN, SHUT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbench.tracking.columns import Column
    from workbench.tracking.sending import Sending
    from workbench.tracking.shares import Asked
    from workbench.tracking.shown import CellValue
    from workbench.tracking.styles import Look
    from workbench.tracking.table import Table
    from workbench.tracking.texts_sheet import TextsSheet
    from workbench.tree import Node

EXCERPT_LINES = 10
GOES_ON = f"(goes on in “{TEXTS}”)"


@dataclass(frozen=True, slots=True)
class Plan:
    """What one row is about: made by the module of its sheet.

    ``id`` stands in the hidden column, ``marks`` in the columns that hold no field. ``holders`` are the
    nodes whose answers the row shows, by kind, None for one still to be made; a kind left out is not
    asked for. ``open_roles`` are the columns that the unit may change.
    """

    asked: Asked
    id: int
    marks: Mapping[str, CellValue]
    holders: Mapping[str, Node | None]
    open_roles: frozenset[str]


@dataclass
class RowMaker:
    """Writes the rows of one table; ``sent`` collects its part of the Baseline."""

    sending: Sending
    table: Table
    texts: TextsSheet
    sent: list[Sent] = field(default_factory=list)

    def add(self, plan: Plan) -> None:
        """Write one row and remember its answers as sent."""
        row = _Row(self, plan)
        answers: list[tuple[Column, CellValue]] = []
        for column in self.table.columns:
            if column.role == "id":
                row.put(plan.id, MARK)
            elif column.role == "mark":
                row.put(plan.marks[column.key], MARK)
            elif column.role == "context":
                row.put_context(column)
            else:
                answers.append((column, row.put_answer(column)))
        row.write()
        mark = fingerprint(row.locked)
        for column, shown in answers:
            if column.kind in plan.holders:
                self.sent.append(self._as_sent(plan, mark, column, shown))

    def _as_sent(self, plan: Plan, mark: str, column: Column, shown: CellValue) -> Sent:
        holder = plan.holders[column.kind]
        return Sent(
            sheet=self.table.sheet.title,
            row=plan.id,
            fingerprint=mark,
            recommendation=plan.asked.recommendation.id,
            node=holder.id if holder else None,
            key=column.key,
            is_open=column.role in plan.open_roles,
            shown=shown,
            stored=holder[column.field.name] if holder and column.field else None,
        )


class _Row:
    """One row while it is put together."""

    def __init__(self, maker: RowMaker, plan: Plan) -> None:
        self._maker = maker
        self._plan = plan
        self._values: list[CellValue] = []
        self._looks: list[Look] = []
        self._link: str | None = None
        # What a unit does for a recommendation may change; what was recommended is what identifies.
        self.locked = {key: text_form(mark) for key, mark in plan.marks.items() if key != PART}

    def put(self, value: CellValue, look: Look) -> None:
        self._values.append(value)
        self._looks.append(look)

    def put_context(self, column: Column) -> None:
        """Show a locked text, its beginning only where it is too long for a row."""
        sending = self._maker.sending
        text = text_form(sending.context(self._plan.asked, column))
        if not sending.ruler.fits(text, column.width):
            text = self._shortened(column, column.label, text)
        self.put(text or None, CONTEXT)
        self.locked[column.key] = text

    def put_answer(self, column: Column) -> CellValue:
        """Show an answer, unlocked where the unit gives it; return it whole.

        One too long for a row is also on the sheet of texts; a locked one shows only its beginning.
        """
        sending = self._maker.sending
        holder, is_open = self._plan.holders.get(column.kind), column.role in self._plan.open_roles
        value = shown = sending.shower.answer(holder, column.field) if column.field else None
        if isinstance(value, str) and not sending.ruler.fits(value, column.width):
            start = self._shortened(column, self._name_of_answer(column), value)
            shown = value if is_open else start
        self.put(shown, OPEN if is_open else SHUT)
        return value

    def write(self) -> None:
        if self._link:
            self._looks[0] = MARK_LINK
        self._maker.table.add(self._values, self._looks, link=self._link)

    def _shortened(self, column: Column, what: str, text: str) -> str:
        """Put a text in whole on its sheet, to which the row's reference leads, and return its beginning."""
        place = self._maker.texts.add(self._plan.asked.reference, what, text)
        self._link = self._link or place
        return f"{self._maker.sending.ruler.excerpt(text, column.width, EXCERPT_LINES)}\n{GOES_ON}"

    def _name_of_answer(self, column: Column) -> str:
        number = self.locked.get(ACTION_NUMBER)
        return f"{column.label} {number} (as sent)" if number else f"{column.label} (as sent)"
