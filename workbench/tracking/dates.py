"""Dates as people write them in English, French and Spanish: every day that a text can mean."""

from __future__ import annotations

import datetime
import re
from functools import cache

import resources
from workbench.tracking.folding import folded

FIRST_YEAR, LAST_YEAR = 1990, 2099
"""Years that a date on a sheet can have; any other is a slip."""

_SERIAL_0 = datetime.date(1899, 12, 30)
_TIME = re.compile(r"(?:t|\s)\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?z?$")
_APART = re.compile(r"[\s,./-]+")
_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th|er|o|°)?")
_MONTH = re.compile(r"\d{1,2}")
_YEAR = re.compile(r"\d{4}")


def days_in(text: str) -> list[datetime.date]:
    """Return the days that a text can mean as a whole, none where it is no date of our times.

    There are two where day and month could change places, as in "03/04/2026". A time of day is ignored.
    """
    pieces = _APART.split(_TIME.sub("", folded(text)))
    parts = [piece for piece in pieces if piece not in _words_between()]
    if len(parts) != 3:
        return []
    first, second, third = parts
    year_first = _YEAR.fullmatch(first) is not None
    orders = [(first, second, third)] if year_first else [(third, second, first), (third, first, second)]
    return list(dict.fromkeys(day for order in orders if (day := _day(*order))))


def day_of_serial(number: float) -> datetime.date | None:
    """Return the day that a number shows as in a cell formatted as a date, None where it is none."""
    try:
        return _SERIAL_0 + datetime.timedelta(days=int(number))
    except (OverflowError, ValueError):
        return None


def is_likely(day: datetime.date) -> bool:
    """Whether a date on a sheet can be this day."""
    return FIRST_YEAR <= day.year <= LAST_YEAR


def _day(year: str, month: str, day: str) -> datetime.date | None:
    found = _DAY.fullmatch(day)
    number = int(month) if _MONTH.fullmatch(month) else _months().get(month)
    if not found or number is None or not _YEAR.fullmatch(year):
        return None
    try:
        date = datetime.date(int(year), number, int(found[1]))
    except ValueError:
        return None
    return date if is_likely(date) else None


@cache
def _months() -> dict[str, int]:
    """Return the number of each month by its names and their usual short forms, folded."""
    groups = resources.read_json("synonyms.json")["months"]
    return {folded(name): number for number, names in enumerate(groups, start=1) for name in names}


@cache
def _words_between() -> frozenset[str]:
    return frozenset(["", *resources.read_json("synonyms.json")["words in dates"]])
