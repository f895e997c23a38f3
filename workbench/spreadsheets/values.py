"""What stands in a file as text, as the value it means."""

from __future__ import annotations

import datetime
import math
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.spreadsheets.book import CellValue, Position

_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
_EXACT = 2**53
_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
_CELL = re.compile("([A-Z]{1,3})([1-9][0-9]{0,6})")
_DURATION = re.compile(r"(-?)P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?", re.ASCII)

_DAY = datetime.timedelta(days=1)
_LAST_SERIAL = 2958466
"""The first serial number after 31 December 9999."""
_LEAP_THAT_WAS_NOT = 60
"""Excel counts 29 February 1900, a day that never was."""


def clean_text(text: str) -> str | None:
    """Return ``text`` with line ends as newlines, None where it is empty."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text or None


def unescaped(text: str) -> str:
    """Return text of an Excel file with its ``_x000D_`` escapes as the characters they stand for."""
    if "_x" not in text or not _ESCAPE.search(text):
        return text
    text = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def number(text: str) -> int | float:
    """Return the number in ``text``, whole ones as int; raise ValueError where it is none."""
    if text.isdecimal() and text.isascii() and len(text) < 16:
        return int(text)
    text = text.strip()
    if not _NUMBER.fullmatch(text):
        raise ValueError(text)
    return whole(float(text))


def whole(value: float) -> int | float:
    """Return ``value`` as int where it is a whole number that a float holds exactly."""
    if not math.isfinite(value):
        raise ValueError(value)
    return int(value) if value.is_integer() and abs(value) < _EXACT else value


def boolean(text: str) -> bool:
    """Return the truth value in ``text``; raise ValueError where it is none."""
    if text in ("1", "true", "TRUE"):
        return True
    if text in ("0", "false", "FALSE"):
        return False
    raise ValueError(text)


def moment(serial: float, *, from_1904: bool) -> CellValue:
    """Return the date and time of a serial number: a date at midnight, a time below 1.

    A number that stands for no day (negative, after 9999, 29 February 1900) comes back as it is.
    """
    if 0 <= serial < 1:
        return clock(serial)
    if serial < 0 or serial >= _LAST_SERIAL or (int(serial) == _LEAP_THAT_WAS_NOT and not from_1904):
        return serial
    day = math.floor(serial)
    thousandths = round((serial - day) * 86_400_000)
    if from_1904:
        start = datetime.datetime(1904, 1, 1)
    else:
        start = datetime.datetime(1899, 12, 31 if serial < _LEAP_THAT_WAS_NOT else 30)
    try:
        return without_midnight(start + datetime.timedelta(days=day, milliseconds=thousandths))
    except OverflowError:
        return serial


def clock(days: float) -> CellValue:
    """Return a part of a day as a time; a day and more, or less than none, as the number it is."""
    thousandths = round(days * 86_400_000)
    if not 0 <= thousandths < 86_400_000:
        return whole(float(days))
    return (datetime.datetime.min + datetime.timedelta(milliseconds=thousandths)).time()


def without_midnight(value: datetime.datetime) -> datetime.date:
    """Return ``value`` as a date where it has no time of day, without its time zone otherwise."""
    value = value.replace(tzinfo=None)
    return value.date() if value.time() == datetime.time.min else value


def iso_moment(text: str) -> CellValue:
    """Return the date, date and time or time in ISO ``text``, the text itself where it is none."""
    text = text.strip()
    try:
        if "-" not in text:
            return datetime.time.fromisoformat(text).replace(tzinfo=None)
        return without_midnight(datetime.datetime.fromisoformat(text))
    except ValueError:
        return text or None


def iso_duration(text: str) -> CellValue:
    """Return an ISO duration as a time, a day and more as a number of days; the text where it is none."""
    found = _DURATION.fullmatch(text.strip())
    if not found:
        return text or None
    sign, days, hours, minutes, seconds = found.groups("0")
    total = ((int(days) * 24 + int(hours)) * 60 + int(minutes)) * 60 + float(seconds)
    return clock(-total / 86_400 if sign == "-" else total / 86_400)


def position(reference: str) -> Position:
    """Return row and column, from 0, of a cell such as "AB12"; raise ValueError where it is none."""
    found = _CELL.fullmatch(reference)
    if not found:
        raise ValueError(reference)
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]) - 1, column - 1


def cell_name(row: int, column: int) -> str:
    """Return the name, such as "AB12", of the cell at ``row`` and ``column``, from 0."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"


def utc(text: str) -> str:
    """Return an ISO time in UTC, "" where ``text`` is none; one without a zone is this machine's."""
    try:
        value = datetime.datetime.fromisoformat(text.strip()).astimezone(datetime.UTC)
    except (ValueError, OverflowError, OSError):
        return ""
    return value.isoformat(timespec="seconds").replace("+00:00", "Z")
