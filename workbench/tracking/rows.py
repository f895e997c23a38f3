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


@dataclass
class RowMaker:
    """Builds the rows of one table; ``sent`` collects its part of the Baseline."""

    sending: Sending
    table: Table
    texts: TextsSheet
    sent: list[Sent] = field(default_factory=list)

    def add(
        self,
        asked: Asked,
        id: int | None,
        marks: Mapping[str, str],
        holders: Mapping[str, Node | None],
        open_roles: frozenset[str],
    ) -> None:
        """Write a row: ``marks`` by column, ``holders`` of the answers by kind, and what is unlocked."""
        row = _Row(self, asked, marks)
        answers: list[tuple[Column, CellValue]] = []
        for column in self.table.columns:
            if column.role == "id":
                row.put(id, MARK)
            elif column.role == "mark":
                row.put(marks[column.key], MARK)
            elif column.role == "context":
                row.put_context(column)
            else:
                value = row.put_answer(column, holders.get(column.kind), is_open=column.role in open_roles)
                answers.append((column, value))
        row.write()
        self._remember(asked, id, row.locked, answers, holders, open_roles)

    def _remember(
        self,
        asked: Asked,
        id: int | None,
        locked: Mapping[str, str],
        answers: list[tuple[Column, CellValue]],
        holders: Mapping[str, Node | None],
        open_roles: frozenset[str],
    ) -> None:
        mark = fingerprint(locked)
        for column, shown in answers:
            if id is None or column.field is None or column.kind not in holders:
                continue
            holder = holders[column.kind]
            stored = holder[column.field.name] if holder else None
            self.sent.append(
                Sent(
                    self.table.sheet.title,
                    id,
                    mark,
                    asked.recommendation.id,
                    holder.id if holder else None,
                    column.key,
                    column.role in open_roles,
                    shown,
                    stored,
                )
            )


class _Row:
    """One row while it is put together."""

    def __init__(self, maker: RowMaker, asked: Asked, marks: Mapping[str, str]) -> None:
        self._maker = maker
        self._asked = asked
        self._values: list[CellValue] = []
        self._looks: list[Look] = []
        self._link: str | None = None
        # What a unit does for a recommendation may change; what was recommended is what identifies.
        self.locked = {key: text for key, text in marks.items() if key != PART}

    def put(self, value: CellValue, look: Look) -> None:
        self._values.append(value)
        self._looks.append(look)

    def put_context(self, column: Column) -> None:
        """Show a locked text, its beginning only where it is too long for a row."""
        sending = self._maker.sending
        text = text_form(sending.context(self._asked, column))
        if not sending.ruler.fits(text, column.width):
            text = self._shortened(column, column.label, text)
        self.put(text or None, CONTEXT)
        self.locked[column.key] = text

    def put_answer(self, column: Column, holder: Node | None, *, is_open: bool) -> CellValue:
        """Show an answer, unlocked where the unit gives it; return it whole.

        One too long for a row is also on the sheet of texts; a locked one shows only its beginning.
        """
        sending = self._maker.sending
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
        place = self._maker.texts.add(self._asked.reference, what, text)
        self._link = self._link or place
        return f"{self._maker.sending.ruler.excerpt(text, column.width, EXCERPT_LINES)}\n{GOES_ON}"

    def _name_of_answer(self, column: Column) -> str:
        number = self.locked.get(ACTION_NUMBER)
        return f"{column.label} {number} (as sent)" if number else f"{column.label} (as sent)"
