"""A workbook as it was read: plain values by sheet, row and column, and what travelled with them."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbench.sentences import Sentence

CellValue = str | int | float | bool | datetime.date | datetime.datetime | datetime.time | None

Position = tuple[int, int]
"""Row and column of a cell, both from 0: ``(0, 0)`` is A1."""


@dataclass(slots=True)
class Sheet:
    """One sheet: ``rows[r][c]`` is the value of a cell, None where it is empty.

    Rows have different lengths and end at their last value; rows above the last one that holds anything are
    there, be they empty. A cell with a formula holds None in ``rows``: ``formulas`` has its text and
    ``computed`` what the last program to save it made of it. ``covered`` are cells hidden under a merged one.
    """

    title: str
    hidden: bool = False
    rows: list[tuple[CellValue, ...]] = field(default_factory=list)
    formulas: dict[Position, str] = field(default_factory=dict)
    computed: dict[Position, CellValue] = field(default_factory=dict)
    errors: dict[Position, str] = field(default_factory=dict)
    """Cells that hold an error such as #N/A; None in ``rows``."""
    notes: dict[Position, str] = field(default_factory=dict)
    """Comments that people hung on cells."""
    covered: set[Position] = field(default_factory=set)
    merged: list[tuple[Position, Position]] = field(default_factory=list)
    """The first and the last cell of every merged one."""
    links: dict[Position, str] = field(default_factory=dict)
    """Where links on cells lead to: pages, files and mail addresses, no places in the workbook."""
    formats: dict[Position, str] = field(default_factory=dict)
    """How numbers, dates and times are shown, as Excel writes it ("0%"); not where it is the plain way."""
    struck: set[Position] = field(default_factory=set)
    """Filled cells that are struck out, be it a part of their text."""
    boxes: list[str] = field(default_factory=list)
    """The texts of text boxes and other shapes, which stand over the cells."""
    margins: list[str] = field(default_factory=list)
    """What is typed into the headers and footers of the pages, without page numbers and the like."""

    def value(self, row: int, column: int) -> CellValue:
        """Return the value of a cell, None outside what is filled."""
        if row >= len(self.rows) or column >= len(self.rows[row]):
            return None
        return self.rows[row][column]


@dataclass(slots=True)
class Book:
    """A workbook; ``properties`` are its custom document properties as text.

    ``saved_by`` and ``saved_at`` (ISO, UTC) are what the file says of its last save, "" where it says
    nothing. ``warnings`` are sentences that name what is in the file and was left alone: macros, links
    to other files, pictures.
    """

    sheets: list[Sheet]
    properties: Mapping[str, str] = field(default_factory=dict)
    saved_by: str = ""
    saved_at: str = ""
    warnings: list[Sentence] = field(default_factory=list)
