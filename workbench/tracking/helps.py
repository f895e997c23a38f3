"""What helps while filling in: drop-downs, date checks, and a colour for what is still empty.

All of it is a help only; whoever reads a sheet back checks every value again.
"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from openpyxl.formatting.rule import Rule
from openpyxl.styles import PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.datavalidation import DataValidation

from workbench.schema import Type
from workbench.tracking.columns import PART, REFERENCE
from workbench.tracking.lists import REFERENCES, list_name
from workbench.tracking.sending import FIRST_ROW
from workbench.tracking.shares import Part
from workbench.tracking.styles import EMPTY_FILL
from workbench.vocabularies import CLOSED

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from workbench.tracking.columns import Column
    from workbench.tracking.sending import Stage
    from workbench.tracking.table import Table

NEEDED = {
    "response": {
        "response.acceptance",
        "response.text",
        "contribution.text",
        "action.description",
        "action.due",
    },
    "follow-up": {"action.status", "action.progress"},
}
"""Answers that a unit is asked for at each stage; the others are welcome but not coloured."""

DAY_ZERO = datetime.date(1899, 12, 30)  # from which Excel counts
EARLIEST, LATEST = datetime.date(1990, 1, 1), datetime.date(2099, 12, 31)

_PART_OF_ROLE = {"answer": Part.LEAD, "contribution": Part.CONTRIBUTOR}


def add_choices(table: Table, open_roles: Collection[str]) -> None:
    """Give every open column with a word list its drop-down and every open date its check."""
    for column in table.columns:
        if column.role not in open_roles or column.field is None:
            continue
        check = _check_of(column)
        if check:
            check.add(table.area(column.key))
            table.sheet.add_data_validation(check)


def add_reference_choice(table: Table, first: int) -> None:
    """Let new rows, from row ``first`` on, choose the recommendation they belong to."""
    check = _from_list(REFERENCES, strict=True)
    check.promptTitle, check.prompt = "Reference", "Choose the recommendation that the action belongs to."
    letter = table.letter(REFERENCE)
    check.add(f"{letter}{first}:{letter}{table.last_row}")
    table.sheet.add_data_validation(check)


def colour_empty_answers(table: Table, stage: Stage, open_roles: Collection[str]) -> None:
    """Colour the needed answers of the sheet *Response* that are still empty in rows of the right part."""
    part = f"${table.letter(PART)}{FIRST_ROW}"
    for column in table.columns:
        if column.role in open_roles and column.key in NEEDED[stage]:
            whose = _PART_OF_ROLE[column.role].value
            _colour(table, column.key, f'{part}="{whose}"', _is_empty(table, column.key))


def colour_missing_reason(table: Table, asking: Sequence[str]) -> None:
    """Colour an empty reason where the acceptance is one of the labels that ask for it."""
    # Excel takes no longer text in a formula.
    asking = [label for label in asking if len(label) <= 255]
    if not asking:
        return
    part, acceptance = table.letter(PART), table.letter("response.acceptance")
    asked = ",".join(f'${acceptance}{FIRST_ROW}="{label.replace(chr(34), chr(34) * 2)}"' for label in asking)
    lead = f'${part}{FIRST_ROW}="{Part.LEAD.value}"'
    _colour(table, "response.reason", lead, f"OR({asked})", _is_empty(table, "response.reason"))


def colour_empty_actions(table: Table, stage: Stage) -> None:
    """Colour the needed cells of the sheet *Actions* that are still empty in rows begun."""
    actions = [table.letter(column.key) for column in table.columns if column.role == "action"]
    reference = f"${table.letter(REFERENCE)}{FIRST_ROW}"
    begun = f"COUNTA({reference},${actions[0]}{FIRST_ROW}:${actions[-1]}{FIRST_ROW})>0"
    for key in [REFERENCE, *(column.key for column in table.columns if column.key in NEEDED[stage])]:
        _colour(table, key, begun, _is_empty(table, key))


def _colour(table: Table, key: str, *conditions: str) -> None:
    fill = PatternFill("solid", bgColor=EMPTY_FILL)
    rule = Rule(type="expression", formula=[f"AND({','.join(conditions)})"], dxf=DifferentialStyle(fill=fill))
    table.sheet.conditional_formatting.add(table.area(key), rule)


def _is_empty(table: Table, key: str) -> str:
    return f"LEN(TRIM(${table.letter(key)}{FIRST_ROW}))=0"


def _check_of(column: Column) -> DataValidation | None:
    field = column.field
    name = list_name(column)
    if field is None:
        return None
    if name:
        check = _from_list(name, strict=field.vocabulary in CLOSED or field.type is Type.BOOLEAN)
    elif field.type is Type.DATE:
        check = _date()
    elif field.type is Type.INTEGER:
        check = DataValidation(type="whole", operator="greaterThan", formula1="-9007199254740992")
        _say(check, "Whole number", "Please type a whole number.")
    else:
        return None
    if field.help:
        check.promptTitle, check.prompt = column.label[:32], field.help[:255]
    return check


def _from_list(name: str, *, strict: bool) -> DataValidation:
    check = DataValidation(type="list", formula1=name)
    _say(
        check,
        "Choose from the list",
        "Please choose one of the entries offered by the arrow beside the cell.",
    )
    if not strict:
        check.errorStyle = "warning"
        check.error = "This is not in the list. Keep it all the same?"
    return check


def _date() -> DataValidation:
    earliest, latest = (str((day - DAY_ZERO).days) for day in (EARLIEST, LATEST))
    check = DataValidation(type="date", operator="between", formula1=earliest, formula2=latest)
    _say(check, "Date", "Please type a date, for example 2026-12-31; for a quarter or a year, its last day.")
    return check


def _say(check: DataValidation, title: str, message: str) -> None:
    check.allow_blank = True
    check.showErrorMessage = check.showInputMessage = True
    check.errorTitle, check.error = title, message
