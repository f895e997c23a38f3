"""The sheet *Response*: a row for each recommendation in which the unit has a share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.schema import KINDS
from workbench.tracking.columns import PART, REFERENCE, response_columns
from workbench.tracking.helps import add_choices, colour_empty_answers, colour_missing_reason
from workbench.tracking.rows import Plan, RowMaker
from workbench.tracking.shares import Part, Share
from workbench.tracking.table import Table
from workbench.tracking.wordlists import labelled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl.worksheet.worksheet import Worksheet

    from workbench.tracking.baseline import Sent
    from workbench.tracking.sending import Sending
    from workbench.tracking.styles import StyleBook
    from workbench.tracking.texts_sheet import TextsSheet
    from workbench.tree import Node

REASON_ASKED = ("partially_accepted", "not_accepted")

_OPEN = {
    Part.LEAD: frozenset({"answer"}),
    Part.CONTRIBUTOR: frozenset({"contribution"}),
    Part.JOINT: frozenset[str](),
}


def write_responses(
    sheet: Worksheet,
    styles: StyleBook,
    texts: TextsSheet,
    sending: Sending,
    shares: Sequence[Share],
    footer: str,
) -> list[Sent]:
    """Fill the sheet and return its part of the Baseline.

    The lead's answer is open to the lead, a contribution to its unit; at the follow-up stage both
    are only shown, for then the sheet *Actions* asks.
    """
    contributes = any(share.part is Part.CONTRIBUTOR for share in shares)
    table = Table(sheet, styles, sending.ruler, response_columns(contributes=contributes))
    rows = RowMaker(sending, table, texts)
    opened = _OPEN if sending.stage == "response" else dict.fromkeys(Part, frozenset[str]())
    for share in shares:
        marks = {REFERENCE: share.asked.reference, PART: share.label}
        holders = _holders(share, contributes=contributes)
        rows.add(Plan(share.asked, share.asked.recommendation.id, marks, holders, opened[share.part]))
    _add_helps(table, sending, frozenset[str]().union(*(opened[share.part] for share in shares)))
    table.finish(frozen=_after_headline(table), footer=footer)
    return rows.sent


def _add_helps(table: Table, sending: Sending, open_roles: frozenset[str]) -> None:
    add_choices(table, open_roles)
    colour_empty_answers(table, sending.stage, open_roles)
    if "answer" in open_roles:
        colour_missing_reason(table, _labels_asking_a_reason(sending))


def _holders(share: Share, *, contributes: bool) -> dict[str, Node | None]:
    """Return the node that holds the answers of each kind, None where it is still to be made."""
    holders: dict[str, Node | None] = {"response": share.asked.response}
    if contributes and share.part is Part.CONTRIBUTOR:
        holders["contribution"] = share.contribution
    return holders


def _labels_asking_a_reason(sending: Sending) -> list[str]:
    labels = labelled(sending.snapshot.tree.root["vocabularies"] or {}, "acceptance")
    return [labels[key] for key in REASON_ASKED if key in labels]


def _after_headline(table: Table) -> str:
    """Return the column after the one that says in short what was recommended."""
    keys = [column.key for column in table.columns]
    headline = f"recommendation.{KINDS['recommendation'].summary}"
    return keys[keys.index(headline) + 1]
