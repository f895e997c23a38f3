"""The hidden sheet *Baseline*: every answer exactly as it was sent, for telling what came back changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.tracking.shown import CellValue, stored_form, text_form
from workbench.tracking.styles import plain_cell

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from openpyxl import Workbook

    from workbench.schema import Value
    from workbench.tracking.columns import Column
    from workbench.tracking.planning import Row

BASELINE = "Baseline"
HEADER = (
    "sheet",  # the sheet the value stands on
    "row",  # the id in the hidden column of that row
    "fingerprint",  # of the row's locked texts
    "recommendation",  # the node the row is about
    "node",  # the node that holds the value; empty where it does not exist yet
    "field",  # "kind.field", as in the hidden second row
    "open",  # 1 where the unit may change it
    "piece",  # 1, or further where the stored value takes more than one cell
    "shown",  # what the cell showed, dates as ISO
    "stored",  # the stored value as JSON: the markup that "shown" was printed from
)
PIECE = 16_000  # characters; at most twice as many UTF-16 units, so within one cell


@dataclass(frozen=True, slots=True)
class Sent:
    """One answer as it was sent."""

    sheet: str
    row: int
    fingerprint: str
    recommendation: int
    node: int | None
    key: str
    is_open: bool
    shown: CellValue
    stored: Value

    def rows(self) -> Iterator[tuple[CellValue, ...]]:
        """Yield the rows of the sheet that hold this answer, usually one."""
        stored = stored_form(self.stored)
        start = (self.sheet, self.row, self.fingerprint, self.recommendation, self.node, self.key)
        shown = text_form(self.shown) or None
        for piece, at in enumerate(range(0, len(stored), PIECE), start=1):
            part = stored[at : at + PIECE]
            yield (*start, int(self.is_open), piece, shown if piece == 1 else None, part)


def sent_with(sheet: str, columns: Sequence[Column], row: Row) -> list[Sent]:
    """Return the answers that a row of this sheet asks for, as they are sent."""
    plan, sent = row.plan, []
    for column in columns:
        if column.field is None or column.kind not in plan.holders:
            continue
        holder = plan.holders[column.kind]
        sent.append(
            Sent(
                sheet=sheet,
                row=plan.id,
                fingerprint=row.fingerprint,
                recommendation=plan.asked.recommendation.id,
                node=holder.id if holder else None,
                key=column.key,
                is_open=column.role in plan.open_roles,
                shown=row.answers[column.key],
                stored=holder[column.field.name] if holder else None,
            )
        )
    return sent


def write_baseline(book: Workbook, sent: list[Sent]) -> None:
    """Add the hidden sheet with all answers."""
    sheet = book.create_sheet(BASELINE)
    sheet.append(HEADER)
    for answer in sent:
        for row in answer.rows():
            sheet.append([plain_cell(sheet, value) for value in row])
    sheet.sheet_state = "hidden"
    sheet.protection.sheet = True
