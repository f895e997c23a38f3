"""The bullets of a text while it is edited: those of Qt are large and stand right at the words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFontMetricsF, QPainter, QPalette

if TYPE_CHECKING:
    from PySide6.QtCore import QRect
    from PySide6.QtGui import QTextBlock
    from PySide6.QtWidgets import QTextEdit

BULLET = "•"


def draw_bullets(editor: QTextEdit, area: QRect) -> None:
    """Draw the bullets in an area of the viewport; to be called while that is painted."""
    first = editor.cursorForPosition(area.topLeft()).block()
    last = editor.cursorForPosition(area.bottomLeft()).block()
    blocks = [block for block in _from(first, last) if block.textList() is not None]
    if not blocks:
        return
    metrics = QFontMetricsF(editor.document().defaultFont())
    back = metrics.horizontalAdvance(BULLET) + metrics.averageCharWidth()
    painter = QPainter(editor.viewport())
    painter.setFont(editor.document().defaultFont())
    painter.setPen(editor.palette().color(QPalette.ColorRole.Text))
    for block in blocks:
        painter.drawText(_start(editor, block) - QPointF(back, 0), BULLET)
    painter.end()


def _from(first: QTextBlock, last: QTextBlock) -> list[QTextBlock]:
    found = [first]
    while found[-1] != last and found[-1].next().isValid():
        found.append(found[-1].next())
    return found


def _start(editor: QTextEdit, block: QTextBlock) -> QPointF:
    """Return where the first line of a block begins, on its baseline, in the viewport."""
    line = block.layout().lineAt(0)
    place = block.layout().position() + QPointF(line.naturalTextRect().left(), line.y() + line.ascent())
    scrolled = (editor.horizontalScrollBar().value(), editor.verticalScrollBar().value())
    return place - QPointF(*scrolled)
