"""The bullets of a text while it is edited: those of Qt are large and stand right at the words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
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
    painter = QPainter(editor.viewport())
    painter.setFont(editor.document().defaultFont())
    painter.setPen(editor.palette().color(QPalette.ColorRole.Text))
    for block in blocks:
        painter.drawText(_place(editor, block, metrics), BULLET)
    painter.end()


def _from(first: QTextBlock, last: QTextBlock) -> list[QTextBlock]:
    found = [first]
    while found[-1] != last and found[-1].next().isValid():
        found.append(found[-1].next())
    return found


def _place(editor: QTextEdit, block: QTextBlock, metrics: QFontMetricsF) -> QPointF:
    """Return where the bullet of a block is drawn in the viewport: before the words, as they are read."""
    line = block.layout().lineAt(0)
    words, away = line.naturalTextRect(), metrics.averageCharWidth()
    if block.textDirection() == Qt.LayoutDirection.RightToLeft:
        across = words.right() + away
    else:
        across = words.left() - away - metrics.horizontalAdvance(BULLET)
    place = block.layout().position() + QPointF(across, line.y() + line.ascent())
    scrolled = (editor.horizontalScrollBar().value(), editor.verticalScrollBar().value())
    return place - QPointF(*scrolled)
