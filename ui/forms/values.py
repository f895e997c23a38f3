"""What is typed into a line, as a field's value, and a value as the line that is typed."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from workbench.errors import UserError
from workbench.schema import LISTS, Field, Type, Value

if TYPE_CHECKING:
    from collections.abc import Callable

translate = QCoreApplication.translate

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_DAY_FIRST = re.compile(r"(\d{1,2})[./ ](\d{1,2})[./ ](\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})")
_IN_WORDS = re.compile(r"(\d{1,2})\.? ([A-Za-z]{3,9})\.?,? (\d{4})")


def to_text(field: Field, value: Value) -> str:
    """Return a value as it is shown in a line, "" where it is unset; lists as JSON."""
    if value is None:
        return ""
    if field.type in LISTS or field.type is Type.MAPPING:
        return json.dumps(value, ensure_ascii=False)
    if field.type is Type.SCORE and isinstance(value, float):
        return repr(value)
    return str(value)


def from_text(field: Field, text: str) -> Value:
    """Return the value that a typed text means; UserError says in plain words what was expected."""
    stripped = text.strip()
    if not stripped:
        return field.clean(None)
    read = _READERS.get(field.type)
    return field.clean(read(stripped) if read else text)


def _integer(text: str) -> Value:
    try:
        return int(text.replace("\u202f", "").replace(" ", ""))
    except ValueError:
        raise UserError(
            translate("Values", "“{0}” is not a whole number; write it in digits, for example 2024.").format(
                text
            )
        ) from None


def _score(text: str) -> Value:
    if text.upper() == "NR":
        return "NR"
    try:
        return float(text.replace(",", "."))
    except ValueError:
        raise UserError(
            translate(
                "Values", "“{0}” is not a score; write a number such as 4.5, or NR for not rated."
            ).format(text)
        ) from None


def _date(text: str) -> Value:
    found = _date_parts(text)
    try:
        return date(*found).isoformat() if found else date.fromisoformat(text).isoformat()
    except ValueError:
        raise UserError(
            translate(
                "Values", "“{0}” is not a date; write it as year-month-day, for example 2026-03-31."
            ).format(text)
        ) from None


def _date_parts(text: str) -> tuple[int, int, int] | None:
    """Return year, month, day of a date in a form that leaves no doubt; days come before months."""
    if match := _YEAR_FIRST.fullmatch(text):
        return int(match[1]), int(match[2]), int(match[3])
    if match := _DAY_FIRST.fullmatch(text):
        return int(match[3]), int(match[2]), int(match[1])
    match = _IN_WORDS.fullmatch(text)
    if match and match[2][:3].lower() in _MONTHS:
        return int(match[3]), _MONTHS.index(match[2][:3].lower()) + 1, int(match[1])
    return None


def _boolean(text: str) -> Value:
    return text == "True"


_READERS: dict[Type, Callable[[str], Value]] = {
    Type.INTEGER: _integer,
    Type.SCORE: _score,
    Type.DATE: _date,
    Type.BOOLEAN: _boolean,
    Type.UNITS: json.loads,
    Type.NODES: json.loads,
    Type.MAPPING: json.loads,
}
