"""The sheet *Recommendation text*: in whole what a row of another sheet is too low for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.utils import quote_sheetname

from workbench.tracking.columns import Column
from workbench.tracking.sending import TEXTS
from workbench.tracking.styles import CONTEXT, MARK
from workbench.tracking.table import Table

if TYPE_CHECKING:
    from openpyxl import Workbook

    from workbench.tracking.fitting import Ruler
    from workbench.tracking.styles import StyleBook

_COLUMNS = (
    Column("text.reference", "Reference", "mark", 13.0),
    Column("text.what", "What", "mark", 22.0),
    Column("text.text", "Text", "context", 120.0),
)


class TextsSheet:
    """Takes long texts; the sheet is made when the first comes, so that a file without has none."""

    def __init__(self, book: Workbook, styles: StyleBook, ruler: Ruler, footer: str) -> None:
        self._book = book
        self._styles = styles
        self._ruler = ruler
        self._footer = footer
        self._table: Table | None = None
        self._places: dict[tuple[str, str, str], str] = {}

    def add(self, reference: str, what: str, text: str) -> str:
        """Write a text block by block and return the place of its first cell; the same text is there once."""
        key = (reference, what, text)
        if key not in self._places:
            table = self._open()
            first = table.last_row + 1
            for piece in self._ruler.pieces(text, _COLUMNS[-1].width):
                table.add((reference, what, piece), (MARK, MARK, CONTEXT))
            self._places[key] = f"{quote_sheetname(TEXTS)}!C{first}"
        return self._places[key]

    def finish(self) -> None:
        """Complete the sheet where there is one."""
        if self._table:
            self._table.finish(frozen="text.text", footer=self._footer)

    def _open(self) -> Table:
        if self._table is None:
            sheet = self._book.create_sheet(TEXTS)
            self._table = Table(sheet, self._styles, self._ruler, _COLUMNS)
        return self._table
