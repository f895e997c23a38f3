"""What each row of the sheets *Response* and *Actions* holds, known before any cell is written or read."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from workbench.tracking.columns import ACTION_NUMBER, PART, REFERENCE
from workbench.tracking.sending import TEXTS, fingerprint
from workbench.tracking.shares import Part
from workbench.tracking.shown import text_form

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workbench.tracking.columns import Column
    from workbench.tracking.sending import Sending, Stage
    from workbench.tracking.shares import Asked, Share
    from workbench.tracking.shown import CellValue
    from workbench.tree import Node

EXCERPT_LINES = 10
GOES_ON = f"(goes on in “{TEXTS}”)"

_NOTHING = frozenset[str]()
_OPEN_TO = {
    Part.LEAD: frozenset({"answer"}),
    Part.CONTRIBUTOR: frozenset({"contribution"}),
    Part.JOINT: _NOTHING,
}
_OWN_ACTION = frozenset({"action"})


@dataclass(frozen=True, slots=True)
class Plan:
    """What one row is about.

    ``id`` stands in the hidden column, ``marks`` in the columns that hold no field. ``holders`` are the
    nodes whose answers the row shows, by kind, None for one still to be made; a kind left out is not
    asked for. ``open_roles`` are the columns that the unit may change.
    """

    asked: Asked
    id: int
    marks: Mapping[str, CellValue]
    holders: Mapping[str, Node | None]
    open_roles: frozenset[str]


@dataclass(frozen=True)
class Row:
    """What the cells of one row show.

    ``locked`` are marks and context by key of the column; ``whole`` those of them whose row is too low
    for the text, which ``locked`` then only begins. ``answers`` are whole, None where empty or not
    asked for.
    """

    plan: Plan
    locked: Mapping[str, str]
    whole: Mapping[str, str]
    answers: Mapping[str, CellValue]

    @cached_property
    def fingerprint(self) -> str:
        """What identifies the row; what a unit does for a recommendation may change and is left out."""
        return fingerprint({key: text for key, text in self.locked.items() if key != PART})


def response_plans(shares: Sequence[Share], stage: Stage) -> list[Plan]:
    """Return the rows of the sheet *Response*.

    The lead's answer is open to the lead, a contribution to its unit; at the follow-up stage both are
    only shown, for then the sheet *Actions* asks.
    """
    return [
        Plan(
            share.asked,
            share.asked.recommendation.id,
            {REFERENCE: share.asked.reference, PART: share.label},
            _holders(share),
            _OPEN_TO[share.part] if stage == "response" else _NOTHING,
        )
        for share in shares
    ]


def action_plans(shares: Sequence[Share]) -> list[Plan]:
    """Return the rows of the unit's actions on the sheet *Actions*; all are open at every stage."""
    return [
        Plan(
            share.asked,
            action.id,
            {REFERENCE: share.asked.reference, ACTION_NUMBER: number},
            {"action": action},
            _OWN_ACTION,
        )
        for share in shares
        for number, action in enumerate(share.actions, start=1)
    ]


def planned_row(sending: Sending, columns: Sequence[Column], plan: Plan) -> Row:
    """Return what one row shows; UserError names a text that no cell can hold."""
    locked = {key: text_form(mark) for key, mark in plan.marks.items()}
    whole: dict[str, str] = {}
    answers: dict[str, CellValue] = {}
    for column in columns:
        if column.role == "context":
            text = text_form(sending.context(plan.asked, column))
            locked[column.key] = shortened(sending, column, text)
            if locked[column.key] is not text:
                whole[column.key] = text
        elif column.field is not None:
            answers[column.key] = sending.shower.answer(plan.holders.get(column.kind), column.field)
    return Row(plan, locked, whole, answers)


def shortened(sending: Sending, column: Column, text: str) -> str:
    """Return a text itself, or its beginning where it is too long for a row."""
    if sending.ruler.fits(text, column.width):
        return text
    return f"{sending.ruler.excerpt(text, column.width, EXCERPT_LINES)}\n{GOES_ON}"


def _holders(share: Share) -> dict[str, Node | None]:
    """Return the node that holds the answers of each kind, None where it is still to be made."""
    holders: dict[str, Node | None] = {"response": share.asked.response}
    if share.part is Part.CONTRIBUTOR:
        holders["contribution"] = share.contribution
    return holders
