"""The contents page: its title and the entries that come back as headings of the text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workbench.intake.signs import HEADING_SIGN, NUMBERED, YEARS, finished

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.intake.rows import Row

_TITLE = re.compile(
    r"(?:(?:table\s+of\s+)?contents|table\s+des\s+matières|índice)\s*:?(?:\s+page)?$", re.IGNORECASE
)
_PAGE = re.compile(r"(?:pages?|paragraphe?s|párrafos)$", re.IGNORECASE)
_NUMBER = re.compile(r"[\s.…]+\d{1,3}(?:[-–]\d{1,3})?$")
_DEEPEST = 200  # rows before a contents page
_LONGEST = 150  # rows of one
_LONG_ENTRY = 60  # characters


def contents_of(rows: Sequence[Row]) -> set[int]:
    """Return the lines of the contents page among ``rows``, none where there is no such page."""
    rows = [row for row in rows[: _DEEPEST + _LONGEST] if row.text]
    for position, row in enumerate(rows):
        if row.text[0] in "CcTtÍí" and _TITLE.match(row.text):
            return {taken.line for taken in rows[position : _end(rows, position + 1)]}
    return set()


def _end(rows: Sequence[Row], start: int) -> int:
    """Return where the text begins: where the first entry comes back as a heading, else right here."""
    if start < len(rows) and _PAGE.match(rows[start].text):
        start += 1
    entries: list[str] = []
    pages = 0  # the entries up to the last that ends with a page number
    for row in rows[start : start + _LONGEST]:
        if _is_paragraph(row.text):
            return start + max(_first_heading(entries), pages)
        entries.append(_entry(row.text))
        if _NUMBER.search(row.text) and not YEARS.search(row.text):
            pages = len(entries)
    return start


def _first_heading(entries: Sequence[str]) -> int:
    """Return which of the lines before the first paragraph is a heading and no entry any more."""
    if entries.count(entries[0] if entries else "") > 1:
        return len(entries) - 1 - entries[::-1].index(entries[0])
    place = len(entries)
    while place and entries[place - 1] in entries[: place - 1]:
        place -= 1
    return place if place < len(entries) else 0


def _entry(text: str) -> str:
    return " ".join(HEADING_SIGN.sub("", _NUMBER.sub("", text)).lower().split())


def _is_paragraph(text: str) -> bool:
    return NUMBERED.match(text) is not None and (len(text) > _LONG_ENTRY or finished(text))
