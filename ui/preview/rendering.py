"""A passage written into a text document: boxes, tables, bars, footnotes at the foot."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import (
    QImage,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextImageFormat,
    QTextLength,
    QTextTable,
    QTextTableCellFormat,
    QTextTableFormat,
)

from ui.counting import counted
from ui.labels import translate
from ui.preview.looks import BOXED, NO_BREAK, Sheet
from ui.preview.shares import column_shares
from workbench.paper.scripts import runs_right_to_left
from workbench.passages import Chart, Line, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFont, QPalette, QTextCharFormat

    from ui.preview.shares import Column
    from workbench.passages import Block, Passage

BAR = "bar"
TABLE_SHARES = (34, 16, 24, 26)
"""Shares of the width, in per cent: units, priority, time and resources."""
CHART_SHARES = (38, 50, 12)
"""Shares of the width, in per cent: criterion, bar, score."""
PADDING = 0.2
"""Between the lines of a table and its words, in heights of a line."""
FILLED = 0.92
"""How much of its column a bar takes that fills the scale."""


def render(
    passage: Passage,
    document: QTextDocument,
    font: QFont,
    palette: QPalette,
    width: float,
    *,
    is_marked: bool = False,
) -> list[int]:
    """Write a passage into a document ``width`` pixels wide, in place of what is there.

    Where it ``is_marked``, the first line of its node is tinted, unless the passage begins with that.
    Return for each of its lines, those of its footnotes last, the number of the text block it stands in.
    """
    document.clear()
    document.setDefaultFont(font)
    room = max(0.0, width - 2 * document.documentMargin())
    marked = passage.node if is_marked and passage.blocks and passage.node != passage.blocks[0].node else 0
    renderer = Renderer(document, Sheet(font, palette), room, marked)
    renderer.write(passage)
    return renderer.places


class Renderer:
    """Writes one passage; made for one rendering. ``places`` are the text blocks of its lines."""

    def __init__(self, document: QTextDocument, sheet: Sheet, room: float, marked: int) -> None:
        self._sheet = sheet
        self._marked = marked
        self._room = room
        self._cursor = QTextCursor(document)
        self._is_fresh = self._is_first = True
        self.places: list[int] = []
        document.addResource(QTextDocument.ResourceType.ImageResource, QUrl(BAR), _dot(sheet))

    def write(self, passage: Passage) -> None:
        """Write what a passage holds, and how much of its surroundings is left out."""
        self._cursor.beginEditBlock()
        self._left_out(passage, passage.left_out[0])
        for is_boxed, blocks in groupby(passage.blocks, key=_is_boxed):
            if is_boxed:
                self._box([block for block in blocks if isinstance(block, Line)])
            else:
                for block in blocks:
                    self._block(block)
        self._left_out(passage, passage.left_out[1])
        if passage.footnotes:
            self._footnotes(passage.footnotes)
        self._cursor.endEditBlock()

    def _block(self, block: Block) -> None:
        if isinstance(block, Line):
            self._line(block)
        elif isinstance(block, Table):
            self._table(block)
        else:
            self._chart(block)

    def _line(self, line: Line) -> None:
        backwards = runs_right_to_left(line.text)
        form = self._sheet.block(
            line.look, line.node, line.field, first=self._is_first, right_to_left=backwards
        )
        if line.node == self._marked:
            form.setBackground(self._sheet.tint)
            self._marked = 0
        self._open(form)
        self.places.append(self._cursor.blockNumber())
        write_line(self._cursor, self._sheet, line)

    def _open(self, form: QTextBlockFormat) -> None:
        """Begin a block: the empty one that is there already, or a new one."""
        if self._is_fresh:
            self._cursor.setBlockFormat(form)
        else:
            self._cursor.insertBlock(form)
        self._is_fresh = self._is_first = False

    def _box(self, lines: Sequence[Line]) -> None:
        form = QTextFrameFormat()
        form.setBackground(self._sheet.ground)
        form.setBorder(1)
        form.setBorderBrush(self._sheet.line)
        form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        form.setPadding(self._sheet.height * 0.35)
        form.setTopMargin(self._sheet.height * 0.4)
        form.setBottomMargin(self._sheet.height * 0.5)
        self._cursor.insertFrame(form)
        self._is_fresh = self._is_first = True
        for line in lines:
            self._line(line)
        self._leave()

    def _table(self, table: Table) -> None:
        head, plain = self._sheet.small(bold=True), self._sheet.small()
        columns = [
            ((heading, head), (cell.text, plain))
            for heading, cell in zip(table.header, table.cells, strict=True)
        ]
        shares, size = self._shares(columns, TABLE_SHARES)
        head, plain = self._sheet.small(bold=True, size=size), self._sheet.small(size=size)
        form = self._table_form(shares)
        form.setHeaderRowCount(1)
        made = self._cursor.insertTable(2, len(table.header), form)
        for column, (heading, cell) in enumerate(zip(table.header, table.cells, strict=True)):
            self._cell(made, 0, column, heading, head, table.node, cell.field)
            made.cellAt(0, column).setFormat(self._shaded())
            self._cell(made, 1, column, cell.text, plain, table.node, cell.field)
        self._leave()

    def _chart(self, chart: Chart) -> None:
        plain = self._sheet.small()
        criteria = [(bar.criterion, plain) for bar in chart.bars]
        shares, size = self._shares((criteria, (), [(bar.score, plain) for bar in chart.bars]), CHART_SHARES)
        plain = self._sheet.small(size=size)
        longest_bar = self._room * shares[1] / 100 * FILLED
        form = self._table_form(shares)
        form.setBorder(0)
        made = self._cursor.insertTable(len(chart.bars), 3, form)
        for row, bar in enumerate(chart.bars):
            self._cell(made, row, 0, bar.criterion, plain, bar.node, "criterion")
            self._cell(made, row, 1, "", plain, bar.node, "score")
            if bar.value is not None and bar.value > 0:
                image = QTextImageFormat()
                image.setName(BAR)
                image.setWidth(longest_bar * bar.value / chart.highest)
                image.setHeight(self._sheet.height * 0.5)
                image.setVerticalAlignment(QTextImageFormat.VerticalAlignment.AlignMiddle)
                made.cellAt(row, 1).setFormat(_in_the_middle())
                made.cellAt(row, 1).firstCursorPosition().insertImage(image)
            self._cell(made, row, 2, bar.score, plain, bar.node, "score")
        self._leave()
        if chart.legend:
            self._open(self._sheet.block("scale", chart.node, "scale"))
            self._cursor.insertText(chart.legend, self._sheet.text("scale"))

    def _cell(
        self,
        table: QTextTable,
        row: int,
        column: int,
        text: str,
        form: QTextCharFormat,
        node: int,
        field: str,
    ) -> None:
        cursor = table.cellAt(row, column).firstCursorPosition()
        cursor.setBlockFormat(self._sheet.place(QTextBlockFormat(), node, field))
        cursor.setBlockCharFormat(form)
        cursor.insertText(text, form)

    def _shares(self, columns: Sequence[Column], usual: Sequence[float]) -> tuple[list[float], float]:
        """Return the widths of columns in per cent, and how large letters are in them."""
        return column_shares(columns, usual, self._sheet.height * PADDING, self._room)

    def _table_form(self, widths: Sequence[float]) -> QTextTableFormat:
        form = QTextTableFormat()
        form.setColumnWidthConstraints([QTextLength(_PERCENT, width) for width in widths])
        form.setWidth(QTextLength(_PERCENT, 100))
        form.setCellPadding(self._sheet.height * PADDING)
        form.setCellSpacing(0)
        form.setBorder(1)
        form.setBorderBrush(self._sheet.line)
        form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        form.setBorderCollapse(True)
        form.setTopMargin(self._sheet.height * 0.4)
        form.setBottomMargin(self._sheet.height * 0.7)
        return form

    def _shaded(self) -> QTextTableCellFormat:
        form = QTextTableCellFormat()
        form.setBackground(self._sheet.ground)
        return form

    def _leave(self) -> None:
        """Go on behind a box or a table, in the empty block that stands there."""
        self._cursor.movePosition(QTextCursor.MoveOperation.End)
        self._is_fresh, self._is_first = True, False

    def _footnotes(self, notes: Sequence[Line]) -> None:
        rule = QTextBlockFormat()
        rule.setTopMargin(self._sheet.height)
        rule.setProperty(
            QTextBlockFormat.Property.BlockTrailingHorizontalRulerWidth, QTextLength(_PERCENT, 30)
        )
        self._open(rule)
        for note in notes:
            self._line(note)

    def _left_out(self, passage: Passage, count: int) -> None:
        if count:
            self._open(self._sheet.block("note", passage.node, None))
            words = counted(
                count,
                translate("Preview", "… 1 more place is printed here."),
                translate("Preview", "… {n} more places are printed here."),
            )
            self._cursor.insertText(words, self._sheet.small(faint=True))


def write_line(cursor: QTextCursor, sheet: Sheet, line: Line) -> None:
    """Write label and words of a line at a cursor; no word is too long to stand beside its label."""
    if line.label:
        cursor.insertText(line.label, sheet.text(line.look))
        cursor.insertText(NO_BREAK, sheet.gap(line.look, line.label))
    for piece in line.pieces:
        cursor.insertText(piece.text, sheet.text(line.look, piece))


_PERCENT = QTextLength.Type.PercentageLength


def _is_boxed(block: Block) -> bool:
    return isinstance(block, Line) and block.look in BOXED


def _in_the_middle() -> QTextTableCellFormat:
    """Return the format of a cell without words: what it holds stands beside the words of the others."""
    form = QTextTableCellFormat()
    form.setVerticalAlignment(QTextTableCellFormat.VerticalAlignment.AlignMiddle)
    return form


def _dot(sheet: Sheet) -> QImage:
    image = QImage(1, 1, QImage.Format.Format_RGB32)
    image.fill(sheet.bar)
    return image
