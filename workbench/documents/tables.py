"""Tables of a Word file: cells by their place on the grid, merged ones once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.documents.document import Cell, Table
from workbench.documents.gathering import text_of
from workbench.documents.names import MC, VAL, W, is_on, value, whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from lxml.etree import _Element

    from workbench.documents.document import Block
    from workbench.documents.gathering import Gathering

MOST_COLUMNS = 1000

_INSERTED, _DELETED = f"{W}ins", f"{W}del"
_WIDTH, _TALL, _WIDE, _DELETED_CELL = (f"{W}{name}" for name in ("gridSpan", "vMerge", "hMerge", "cellDel"))
_WRAPPERS = frozenset(
    (*(f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo")),)
    + (f"{MC}AlternateContent", f"{MC}Choice")
)
_MARKS = frozenset(f"{W}{name}" for name in ("bookmarkStart", "bookmarkEnd", "commentRangeStart"))


def read_table(
    element: _Element,
    blocks: Callable[[Iterable[_Element]], list[Block]],
    gathering: Gathering,
    between: Callable[[_Element], None],
) -> Table:
    """Return a table; ``blocks`` reads what stands in a cell, ``between`` marks that stand outside."""
    properties = element.find(f"{W}tblPr")
    style = value(properties, "tblStyle")
    table = Table(
        style=gathering.styles.name(style) if style else "",
        description=value(properties, "tblDescription") or value(properties, "tblCaption"),
    )
    is_head = True
    tall: dict[int, Cell] = {}
    for row in _children(element, f"{W}tr", between):
        row_properties = row.find(f"{W}trPr")
        if _is_deleted(row, row_properties, gathering):
            continue
        is_head = is_head and _is_head(row_properties)
        table.heads += is_head
        cells = _Row(tall)
        cells.skip(whole(value(row_properties, "gridBefore"), 0, most=MOST_COLUMNS))
        for cell in _children(row, f"{W}tc", between):
            cells.add(cell, blocks)
        tall = cells.tall
        table.rows.append(cells.cells)
    return table


class _Row:
    """One row while it is read; ``above`` and ``tall`` are cells that go on below, by column."""

    def __init__(self, above: dict[int, Cell]) -> None:
        self.cells: dict[int, Cell] = {}
        self.tall: dict[int, Cell] = {}
        self._above = above
        self._column = 0
        self._last: Cell | None = None

    def skip(self, columns: int) -> None:
        """Leave columns of the grid empty."""
        self._column = min(self._column + columns, MOST_COLUMNS)

    def add(self, element: _Element, blocks: Callable[[Iterable[_Element]], list[Block]]) -> None:
        """Add a cell, to one before or above it where it is merged with that."""
        said = _said(element)
        if said.get(_DELETED_CELL) is not None:
            return
        width = whole(said.get(_WIDTH), 1, least=1, most=MOST_COLUMNS)
        width = max(min(width, MOST_COLUMNS - self._column), 1)
        merge = said.get(_TALL, "")
        above = self._above.get(self._column)
        if said.get(_WIDE) == "continue" and self._last is not None:
            self._last.columns += width
        elif merge == "continue" and above is not None:
            above.rows += 1
            self.tall[self._column] = self._last = above
        else:
            self._last = Cell(blocks(element), width)
            if self._column in self.cells:  # past the last column that there can be
                self.cells[self._column].blocks += self._last.blocks
            else:
                self.cells[self._column] = self._last
            if merge:
                self.tall[self._column] = self._last
        self.skip(width)


def _said(cell: _Element) -> dict[str, str]:
    """Return the properties of a cell, values by names; one without a value goes on what was before."""
    properties = cell[0] if len(cell) else None
    if properties is None or properties.tag != f"{W}tcPr":
        return {}
    return {child.tag: child.get(VAL, "continue") for child in properties}


def _is_head(properties: _Element | None) -> bool:
    head = properties.find(f"{W}tblHeader") if properties is not None else None
    return head is not None and is_on(head)


def _is_deleted(row: _Element, properties: _Element | None, gathering: Gathering) -> bool:
    """Note a tracked change of a row and say whether it was deleted."""
    for change in properties if properties is not None else ():
        if change.tag in (_DELETED, _INSERTED):
            texts = " | ".join("".join(text_of(cell)) for cell in row.iterchildren(f"{W}tc"))
            gathering.changed("deleted" if change.tag == _DELETED else "inserted", change, texts)
            return change.tag == _DELETED
    return False


def _children(element: _Element, tag: str, between: Callable[[_Element], None]) -> Iterator[_Element]:
    """Yield the rows or cells of an element, those in content controls included."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _children(child, tag, between)
        elif child.tag in _MARKS:
            between(child)
