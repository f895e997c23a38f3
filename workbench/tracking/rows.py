"""Writing the rows that the sheets *Response* and *Actions* share: locked context, and answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workbench.tracking.baseline import sent_with
from workbench.tracking.columns import ACTION_NUMBER
from workbench.tracking.planning import planned_row, shortened
from workbench.tracking.styles import CONTEXT, MARK, MARK_LINK, OPEN, SHUT

if TYPE_CHECKING:
    from workbench.tracking.baseline import Sent
    from workbench.tracking.columns import Column
    from workbench.tracking.planning import Plan, Row
    from workbench.tracking.sending import Sending
    from workbench.tracking.shown import CellValue
    from workbench.tracking.styles import Look
    from workbench.tracking.table import Table
    from workbench.tracking.texts_sheet import TextsSheet


@dataclass
class RowMaker:
    """Writes the rows of one table; ``sent`` collects its part of the Baseline."""

    sending: Sending
    table: Table
    texts: TextsSheet
    sent: list[Sent] = field(default_factory=list)

    def add(self, plan: Plan) -> None:
        """Write one row and remember its answers as sent."""
        row = planned_row(self.sending, self.table.columns, plan)
        written = _WrittenRow(self, row)
        for column in self.table.columns:
            written.put(column)
        written.finish()
        self.sent += sent_with(self.table.sheet.title, self.table.columns, row)


class _WrittenRow:
    """One row while it is put together."""

    def __init__(self, maker: RowMaker, row: Row) -> None:
        self._maker = maker
        self._row = row
        self._values: list[CellValue] = []
        self._looks: list[Look] = []
        self._link: str | None = None

    def put(self, column: Column) -> None:
        """Add the cell of one column."""
        plan = self._row.plan
        match column.role:
            case "id":
                self._add(plan.id, MARK)
            case "mark":
                self._add(plan.marks[column.key], MARK)
            case "context":
                self._put_context(column)
            case _:
                self._put_answer(column)

    def finish(self) -> None:
        """Write the row; its reference leads to the first text that is too long for it."""
        if self._link:
            self._looks[0] = MARK_LINK
        self._maker.table.add(self._values, self._looks, link=self._link)

    def _put_context(self, column: Column) -> None:
        if column.key in self._row.whole:
            self._show_whole(column.label, self._row.whole[column.key])
        self._add(self._row.locked[column.key] or None, CONTEXT)

    def _put_answer(self, column: Column) -> None:
        """Show an answer, unlocked where the unit gives it.

        One too long for a row is also on the sheet of texts; a locked one shows only its beginning.
        """
        shown = self._row.answers[column.key]
        is_open = column.role in self._row.plan.open_roles
        if isinstance(shown, str):
            start = shortened(self._maker.sending, column, shown)
            if start is not shown:
                self._show_whole(self._name_of_answer(column), shown)
                shown = shown if is_open else start
        self._add(shown, OPEN if is_open else SHUT)

    def _add(self, value: CellValue, look: Look) -> None:
        self._values.append(value)
        self._looks.append(look)

    def _show_whole(self, what: str, text: str) -> None:
        """Put a text in whole on its sheet, to which the row's reference leads."""
        place = self._maker.texts.add(self._row.plan.asked.reference, what, text)
        self._link = self._link or place

    def _name_of_answer(self, column: Column) -> str:
        number = self._row.locked.get(ACTION_NUMBER)
        return f"{column.label} {number} (as sent)" if number else f"{column.label} (as sent)"
