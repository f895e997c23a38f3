"""A sheet that is a table: frozen header, hidden keys below it, rows tall enough for their text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties

from workbench.schema import Type
from workbench.tracking.fitting import height
from workbench.tracking.sending import FIRST_ROW
from workbench.tracking.styles import ANSWER_HEADER, CONTEXT_HEADER, DATE_FORMAT, KEY, TEXT_FORMAT, Look

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl.worksheet.worksheet import Worksheet

    from workbench.tracking.columns import Column
    from workbench.tracking.fitting import Ruler
    from workbench.tracking.shown import CellValue
    from workbench.tracking.styles import StyleBook

READ_ROLES = ("mark", "id", "context")
A3, A4 = 8, 9
TEXTS = (Type.TEXT, Type.RICH_LINE, Type.LINE)


class Table:
    """Writes one sheet row by row; made by the module of that sheet, which calls :meth:`finish` last."""

    def __init__(self, sheet: Worksheet, styles: StyleBook, ruler: Ruler, columns: Sequence[Column]) -> None:
        self.sheet = sheet
        self.columns = columns
        self._styles = styles
        self._ruler = ruler
        self._letters = {column.key: get_column_letter(at) for at, column in enumerate(columns, start=1)}
        self._next = FIRST_ROW
        self._write_header()

    @property
    def last_row(self) -> int:
        """The last row written; that of the keys where there is none."""
        return self._next - 1

    def letter(self, key: str) -> str:
        """Return the letter of a column."""
        return self._letters[key]

    def area(self, key: str) -> str:
        """Return the cells of a column below the header, as "K3:K9"."""
        letter = self._letters[key]
        return f"{letter}{FIRST_ROW}:{letter}{max(self.last_row, FIRST_ROW)}"

    def add(self, values: Sequence[CellValue], looks: Sequence[Look], *, link: str | None = None) -> int:
        """Write a row and return its number; ``link`` says where its first cell leads."""
        row = self._next
        self._next += 1
        lines = 1
        cells = []
        for column, value, look in zip(self.columns, values, looks, strict=True):
            cells.append(self._styles.cell(self.sheet, value, look, format=_format(column)))
            if isinstance(value, str):
                lines = max(lines, self._ruler.lines(value, column.width))
        self.sheet.append(cells)
        self.sheet.row_dimensions[row].height = height(lines)
        if link:  # only from a cell of one line: LibreOffice shows no more of a cell that is a link
            self.sheet.cell(row, 1).hyperlink = Hyperlink(ref=f"A{row}", location=link)
        return row

    def finish(self, *, frozen: str, footer: str) -> None:
        """Freeze everything before the column ``frozen``, and set filter, protection and printing."""
        sheet = self.sheet
        sheet.freeze_panes = f"{self.letter(frozen)}{FIRST_ROW}"
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(self.columns))}{max(self.last_row, FIRST_ROW)}"
        sheet.print_title_rows = "1:1"
        protect(sheet)
        print_set_up(sheet, footer)

    def _write_header(self) -> None:
        head, keys = [], []
        for column in self.columns:
            look = CONTEXT_HEADER if column.role in READ_ROLES else ANSWER_HEADER
            head.append(self._styles.cell(self.sheet, column.label, look))
            keys.append(self._styles.cell(self.sheet, column.key, KEY))
            width = self.sheet.column_dimensions[self.letter(column.key)]
            width.width = column.width
            width.hidden = column.role == "id"
        self.sheet.append(head)
        self.sheet.append(keys)
        lines = max(self._ruler.lines(column.label, column.width - 3) for column in self.columns)
        self.sheet.row_dimensions[1].height = height(lines) + 8
        # A program that clears a filter shows hidden rows again: then this one is a thin line.
        self.sheet.row_dimensions[2].height = 2
        self.sheet.row_dimensions[2].hidden = True


def _format(column: Column) -> str:
    """Return the number format of the cells of a column, "" where it is the usual one."""
    if column.field is None or column.role in READ_ROLES:
        return ""
    return {Type.DATE: DATE_FORMAT}.get(column.field.type, TEXT_FORMAT if column.field.type in TEXTS else "")


def protect(sheet: Worksheet) -> None:
    """Lock the sheet without a password; widths, heights, sorting and filtering stay free."""
    guard = sheet.protection
    guard.sheet = True
    guard.formatColumns = guard.formatRows = guard.sort = guard.autoFilter = False  # False: allowed


def print_set_up(sheet: Worksheet, footer: str, *, landscape: bool = True) -> None:
    """Print on one page's width, with ``footer``, sheet name and page numbers below.

    Tables are laid out for A3 and many pages, a portrait sheet for one page of A4.
    """
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.paperSize = A3 if landscape else A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0 if landscape else 1
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top, margins.bottom, margins.footer = 0.5, 0.75, 0.35
    words = {"left": footer.replace("&", "&&")[:80], "center": "&A", "right": "&P / &N"}
    for place, text in words.items():
        getattr(sheet.oddFooter, place).text = text
