"""The sheet *Response*: a row for each recommendation in which the unit has a share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.schema import KINDS
from workbench.tracking.columns import response_columns
from workbench.tracking.helps import add_choices, colour_empty_answers, colour_missing_reason
from workbench.tracking.planning import response_plans
from workbench.tracking.rows import RowMaker
from workbench.tracking.shares import Part
from workbench.tracking.table import Table
from workbench.tracking.wordlists import labelled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl.worksheet.worksheet import Worksheet

    from workbench.tracking.baseline import Sent
    from workbench.tracking.sending import Sending
    from workbench.tracking.shares import Share
    from workbench.tracking.styles import StyleBook
    from workbench.tracking.texts_sheet import TextsSheet

REASON_ASKED = ("partially_accepted", "not_accepted")


def write_responses(
    sheet: Worksheet,
    styles: StyleBook,
    texts: TextsSheet,
    sending: Sending,
    shares: Sequence[Share],
    footer: str,
) -> list[Sent]:
    """Fill the sheet and return its part of the Baseline."""
    contributes = any(share.part is Part.CONTRIBUTOR for share in shares)
    table = Table(sheet, styles, sending.ruler, response_columns(contributes=contributes))
    rows = RowMaker(sending, table, texts)
    plans = response_plans(shares, sending.stage)
    for plan in plans:
        rows.add(plan)
    _add_helps(table, sending, frozenset[str]().union(*(plan.open_roles for plan in plans)))
    table.finish(frozen=_after_headline(table), footer=footer)
    return rows.sent


def _add_helps(table: Table, sending: Sending, open_roles: frozenset[str]) -> None:
    add_choices(table, open_roles)
    colour_empty_answers(table, sending.stage, open_roles)
    if "answer" in open_roles:
        colour_missing_reason(table, _labels_asking_a_reason(sending))


def _labels_asking_a_reason(sending: Sending) -> list[str]:
    labels = labelled(sending.snapshot.tree.root["vocabularies"] or {}, "acceptance")
    return [labels[key] for key in REASON_ASKED if key in labels]


def _after_headline(table: Table) -> str:
    """Return the column after the one that says in short what was recommended."""
    keys = [column.key for column in table.columns]
    headline = f"recommendation.{KINDS['recommendation'].summary}"
    return keys[keys.index(headline) + 1]
