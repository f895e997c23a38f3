"""How the sheets look: few calm colours, one place where each is named."""

from __future__ import annotations

import datetime
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side

if TYPE_CHECKING:
    from openpyxl.styles.cell_style import StyleArray
    from openpyxl.worksheet.worksheet import Worksheet

    from workbench.tracking.shown import CellValue

FONT = "Calibri"
INK = "1F2933"
QUIET_INK = "4A5560"
LINK_INK = "1F4E79"
WHITE = "FFFFFF"
CONTEXT_HEAD = "3E4C59"
ANSWER_HEAD = "1F5F7A"
LOCKED_FILL = "F3F4F6"
OPEN_FILL = "FFFFFF"
EMPTY_FILL = "FFF1CC"
RULE = "C5CCD3"

DATE_FORMAT = "yyyy-mm-dd"
TEXT_FORMAT = "@"
"""Keeps programs from making a number or a date of what is typed."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell looks and whether it takes typing."""

    fill: str | None = None
    ink: str = INK
    size: float = 10
    bold: bool = False
    italic: bool = False
    underline: bool = False
    ruled: bool = False
    centred: bool = False  # between top and bottom
    wrap: bool = True
    locked: bool = True


TITLE = Look(size=18, bold=True, ink=CONTEXT_HEAD, wrap=False)
HEADING = Look(size=12, bold=True, ink=ANSWER_HEAD, wrap=False)
BODY = Look(size=11)
BODY_CENTRED = Look(size=11, centred=True)
BODY_LABEL = Look(size=11, bold=True)
CONTEXT_HEADER = Look(CONTEXT_HEAD, WHITE, bold=True, ruled=True, centred=True)
ANSWER_HEADER = Look(ANSWER_HEAD, WHITE, bold=True, ruled=True, centred=True)
KEY = Look(ink=QUIET_INK, size=1, wrap=False)
MARK = Look(LOCKED_FILL, bold=True, ruled=True)
MARK_LINK = Look(LOCKED_FILL, LINK_INK, bold=True, underline=True, ruled=True)
CONTEXT = Look(LOCKED_FILL, ruled=True)
NEW_MARK = Look(LOCKED_FILL, QUIET_INK, italic=True, ruled=True)
SHUT = Look(LOCKED_FILL, QUIET_INK, ruled=True)
OPEN = Look(OPEN_FILL, ruled=True, locked=False)
EMPTY_SWATCH = Look(EMPTY_FILL, ruled=True)


class StyleBook:
    """The cell styles of one workbook, each made once and reused for every cell that looks so."""

    def __init__(self, sheet: Worksheet) -> None:
        self._sheet = sheet
        self._made: dict[tuple[Look, bool, bool, str], StyleArray] = {}

    def cell(self, sheet: Worksheet, value: CellValue, look: Look, *, format: str = "") -> Cell:
        """Return a cell holding ``value`` exactly as given: text is never a formula or an error value.

        ``format`` is its number format, also for what will be typed into an empty one.
        """
        format = DATE_FORMAT if isinstance(value, datetime.date) else format
        key = (look, _needs_quote(value), _reads_from_right(value), format)
        if key not in self._made:
            self._made[key] = self._make(*key)
        # The types know only worksheet, row and column; the constructor takes these too.
        cell = Cell(sheet, 1, 1, None, self._made[key])
        if value is not None:
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"
        return cell

    def _make(self, look: Look, quoted: bool, from_right: bool, format: str) -> StyleArray:
        pattern = Cell(self._sheet, 1, 1)
        pattern.font = Font(
            name=FONT,
            size=look.size,
            bold=look.bold,
            italic=look.italic,
            color=look.ink,
            underline="single" if look.underline else None,
        )
        if look.fill:
            pattern.fill = PatternFill("solid", fgColor=look.fill)
        if look.ruled:
            side = Side(style="thin", color=RULE)
            pattern.border = Border(left=side, right=side, top=side, bottom=side)
        pattern.alignment = Alignment(
            horizontal="right" if from_right else "left",
            vertical="center" if look.centred else "top",
            wrap_text=look.wrap,
            readingOrder=2 if from_right else 0,
        )
        pattern.protection = Protection(locked=look.locked)
        if format:
            pattern.number_format = format
        pattern.quotePrefix = quoted
        # openpyxl has no public way to give many cells one style; setting six parts a cell takes
        # three times as long.
        return pattern._style  # type: ignore[attr-defined,no-any-return]  # noqa: SLF001


def plain_cell(sheet: Worksheet, value: CellValue) -> Cell | CellValue:
    """Return what to append to a hidden sheet: the value itself, or a cell where it would be misread."""
    if not isinstance(value, str) or not value.startswith(("=", "#")):
        return value
    cell = Cell(sheet, 1, 1)
    cell.value = value
    cell.data_type = "s"
    return cell


def _needs_quote(value: CellValue) -> bool:
    """Whether a program would take the text for something else once somebody edits the cell."""
    return isinstance(value, str) and value.startswith(("=", "+", "-", "@", "'", "#"))


def _reads_from_right(value: CellValue) -> bool:
    """Whether the first letter with a direction runs from right to left."""
    if not isinstance(value, str) or value.isascii():
        return False
    for letter in value:
        direction = unicodedata.bidirectional(letter)
        if direction in ("L", "R", "AL"):
            return direction != "L"
    return False
