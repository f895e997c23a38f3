"""The sheet *Actions*: the unit's own actions, and blank rows for new ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.tracking.columns import ACTION_NUMBER, REFERENCE, action_columns
from workbench.tracking.helps import add_choices, add_reference_choice, colour_empty_actions
from workbench.tracking.planning import action_plans
from workbench.tracking.rows import RowMaker
from workbench.tracking.styles import CONTEXT, NEW_MARK, OPEN, Look
from workbench.tracking.table import Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl.worksheet.worksheet import Worksheet

    from workbench.tracking.baseline import Sent
    from workbench.tracking.sending import Sending
    from workbench.tracking.shares import Share
    from workbench.tracking.styles import StyleBook
    from workbench.tracking.texts_sheet import TextsSheet

NEW = "new"
FEWEST_BLANK_ROWS, MOST_BLANK_ROWS = 12, 60
BLANK_ROWS_PER_SHARE = 3

_OPEN = frozenset({"action"})


def write_actions(
    sheet: Worksheet,
    styles: StyleBook,
    texts: TextsSheet,
    sending: Sending,
    shares: Sequence[Share],
    footer: str,
) -> list[Sent]:
    """Fill the sheet and return its part of the Baseline.

    An action's reference is locked, that of a blank row is chosen from a list.
    """
    table = Table(sheet, styles, sending.ruler, action_columns())
    rows = RowMaker(sending, table, texts)
    for plan in action_plans(shares):
        rows.add(plan)
    first_blank = table.last_row + 1
    for _ in range(_blank_rows(len(shares))):
        _add_blank(table)
    add_choices(table, _OPEN)
    add_reference_choice(table, first_blank)
    colour_empty_actions(table, sending.stage)
    first_open = next(column.key for column in table.columns if column.role == "action")
    table.finish(frozen=first_open, footer=footer)
    return rows.sent


def _blank_rows(shares: int) -> int:
    return max(FEWEST_BLANK_ROWS, min(BLANK_ROWS_PER_SHARE * shares, MOST_BLANK_ROWS))


def _add_blank(table: Table) -> None:
    looks = [_blank_look(column.key, column.role) for column in table.columns]
    values = [NEW if column.key == ACTION_NUMBER else None for column in table.columns]
    row = table.add(values, looks)
    table.sheet.row_dimensions[row].height = 30


def _blank_look(key: str, role: str) -> Look:
    if role == "action" or key == REFERENCE:
        return OPEN
    return NEW_MARK if role == "mark" else CONTEXT
