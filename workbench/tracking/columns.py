"""The columns of a tracking sheet, from the declaration: a field that names its sheet part appears."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from workbench.schema import KINDS, Field, Type

if TYPE_CHECKING:
    from collections.abc import Iterator

Role = Literal["mark", "id", "context", "answer", "contribution", "action"]
"""What a column is for: a mark says where the row belongs, context is what was recommended."""

RESPONSE_ID = "recommendation.id"
ACTION_ID = "action.id"
REFERENCE = "recommendation.reference"
PART = "recommendation.part"
ACTION_NUMBER = "action.number"

_WIDTHS = {
    Type.TEXT: 36.0,
    Type.RICH_LINE: 20.0,
    Type.LINE: 14.0,
    Type.UNITS: 14.0,
}
_OWN_WIDTHS = {
    "recommendation.headline": 34.0,
    "recommendation.rationale": 50.0,
    "recommendation.priority": 10.0,
    "response.reason": 28.0,
    "response.text": 54.0,
    "contribution.text": 42.0,
    "action.description": 46.0,
}
_USUAL_WIDTH = 12.0


@dataclass(frozen=True, slots=True)
class Column:
    """One column: ``key`` stands in the hidden second row, ``label`` in the header.

    ``field`` is None for the columns that hold no field of a node. ``width`` counts digits.
    """

    key: str
    label: str
    role: Role
    width: float
    kind: str = ""
    field: Field | None = None


def response_columns(*, contributes: bool) -> list[Column]:
    """Return the columns of the sheet *Response*; with *Our contribution* where the unit contributes."""
    answers = list(_declared("answer"))
    return [
        Column(REFERENCE, "Reference", "mark", 12.0),
        Column(RESPONSE_ID, "Id", "id", 8.0),
        *_declared("context"),
        Column(PART, "Your part", "mark", 12.0),
        *answers,
        *(_declared("contribution") if contributes else ()),
    ]


def action_columns() -> list[Column]:
    """Return the columns of the sheet *Actions*; its only context is the recommendation in a line."""
    summary = KINDS["recommendation"].summary
    return [
        Column(REFERENCE, "Reference", "mark", 12.0),
        Column(ACTION_ID, "Id", "id", 8.0),
        Column(ACTION_NUMBER, "No.", "mark", 7.0),
        *(column for column in _declared("context", "recommendation") if column.key.endswith(f".{summary}")),
        *_declared("action"),
    ]


def _declared(role: Role, kind: str | None = None) -> Iterator[Column]:
    """Yield a column per field declared for this part of a sheet, recommendations' own fields first."""
    kinds = sorted(KINDS.values(), key=lambda declared: declared.name != "recommendation")
    for declared in kinds:
        for field in declared.fields.values():
            if field.sheet == role and kind in (None, declared.name):
                yield _column(f"{declared.name}.{field.name}", role, declared.name, field)


def _column(key: str, role: Role, kind: str, field: Field) -> Column:
    width = _OWN_WIDTHS.get(key, _WIDTHS.get(field.type, _USUAL_WIDTH))
    return Column(key, field.label, role, width, kind, field)
