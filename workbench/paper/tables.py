"""Tables: what a recommendation asks of whom, and ratings by criterion."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.paper import styles
from workbench.paper.ooxml import Element, add

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.paper.prose import Prose

_HUNDRED_PER_CENT = 5000  # Word counts in fiftieths of a per cent


@dataclass(frozen=True, slots=True)
class Table:
    """A table to print: a header row, rows of plain text, and what a screen reader says of it.

    ``widths`` are shares of the text width; ``bookmarks`` name the first cell of each row;
    ``stays_whole`` keeps its rows on one page, together with what follows.
    """

    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[int]
    title: str
    description: str
    bookmarks: Sequence[str]
    stays_whole: bool = False


def write_table(parent: Element, table: Table, prose: Prose, text_width: int) -> None:
    """Append a table: its header repeats on every page and no row splits over two."""
    element = add(parent, "tbl")
    _write_properties(element, table, prose)
    total = sum(table.widths)
    shares = [_HUNDRED_PER_CENT * width // total for width in table.widths]
    grid = add(element, "tblGrid")
    for share in shares:
        add(grid, "gridCol", w=text_width * share // _HUNDRED_PER_CENT)
    _write_row(element, table, table.header, shares, prose, bookmark=None)
    for cells, bookmark in zip(table.rows, table.bookmarks, strict=True):
        _write_row(element, table, cells, shares, prose, bookmark=bookmark)


def _write_properties(element: Element, table: Table, prose: Prose) -> None:
    properties = add(element, "tblPr")
    add(properties, "tblStyle", val=prose.inline.sheet.id(styles.TABLE))
    add(properties, "tblW", w=_HUNDRED_PER_CENT, type="pct")
    add(properties, "tblLayout", type="fixed")
    add(
        properties,
        "tblLook",
        val="0020",
        firstRow=1,
        lastRow=0,
        firstColumn=0,
        lastColumn=0,
        noHBand=1,
        noVBand=1,
    )
    add(properties, "tblCaption", val=table.title)
    add(properties, "tblDescription", val=table.description)


def _write_row(
    element: Element,
    table: Table,
    cells: Sequence[str],
    shares: Sequence[int],
    prose: Prose,
    *,
    bookmark: str | None,
) -> None:
    """Append a row: the header where it has no bookmark."""
    row = add(element, "tr")
    properties = add(row, "trPr")
    add(properties, "cantSplit")
    if bookmark is None:
        add(properties, "tblHeader")
    style = styles.TABLE_HEADING if bookmark is None else styles.TABLE_TEXT
    for place, (text, share) in enumerate(zip(cells, shares, strict=True)):
        cell = add(row, "tc")
        add(add(cell, "tcPr"), "tcW", w=share, type="pct")
        paragraph = prose.line(cell, style, text, keep_next=table.stays_whole)
        if bookmark and place == 0:
            prose.inline.bookmarks.start(paragraph, bookmark)(paragraph)
