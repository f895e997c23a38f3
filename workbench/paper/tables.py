"""Tables: what a recommendation asks of whom, how urgently and at what cost."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from workbench.paper import styles
from workbench.paper.ooxml import Element, add, new

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.paper.prose import Prose

_HUNDRED_PER_CENT = 5000  # Word counts in fiftieths of a per cent


@dataclass
class TableForm:
    """Tables of one kind: the same header, widths and words for a screen reader, other rows.

    ``widths`` are shares of ``text_width``. Made once per draft: what all its tables have in common is
    written once and copied, which takes a fifth of the time.
    """

    header: Sequence[str]
    widths: Sequence[int]
    title: str
    description: str
    prose: Prose
    text_width: int

    def write(self, parent: Element, rows: Sequence[Sequence[str]], bookmarks: Sequence[str]) -> None:
        """Append a table of plain texts; ``bookmarks`` name the first cell of each row.

        Its header repeats on every page and no row splits over two.
        """
        table = copy(self._empty_table)
        for texts, bookmark in zip(rows, bookmarks, strict=True):
            row = copy(self._empty_row)
            for place, (cell, text) in enumerate(zip(list(row)[1:], texts, strict=True)):
                paragraph = self.prose.line(cell, styles.TABLE_TEXT, text)
                if place == 0:
                    self.prose.inline.bookmarks.start(paragraph, bookmark)(paragraph)
            table.append(row)
        parent.append(table)

    @cached_property
    def _empty_table(self) -> Element:
        table = new("tbl")
        self._write_properties(table)
        grid = add(table, "tblGrid")
        for share in self._shares:
            add(grid, "gridCol", w=self.text_width * share // _HUNDRED_PER_CENT)
        header = copy(self._empty_row)
        add(header[0], "tblHeader")
        for cell, text in zip(list(header)[1:], self.header, strict=True):
            self.prose.line(cell, styles.TABLE_HEADING, text)
        table.append(header)
        return table

    @cached_property
    def _empty_row(self) -> Element:
        row = new("tr")
        add(add(row, "trPr"), "cantSplit")
        for share in self._shares:
            add(add(add(row, "tc"), "tcPr"), "tcW", w=share, type="pct")
        return row

    @property
    def _shares(self) -> list[int]:
        return [_HUNDRED_PER_CENT * width // sum(self.widths) for width in self.widths]

    def _write_properties(self, table: Element) -> None:
        properties = add(table, "tblPr")
        add(properties, "tblStyle", val=self.prose.inline.sheet.id(styles.TABLE))
        add(properties, "tblW", w=_HUNDRED_PER_CENT, type="pct")
        add(properties, "tblLayout", type="fixed")
        look = {"firstRow": 1, "lastRow": 0, "firstColumn": 0, "lastColumn": 0, "noHBand": 1, "noVBand": 1}
        add(properties, "tblLook", val="0020", **look)
        add(properties, "tblCaption", val=self.title)
        add(properties, "tblDescription", val=self.description)
