"""How footnote marks and live references look in a text: numbers that cannot be typed over."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPalette,
    QPyTextObject,
    QTextCharFormat,
    QTextDocument,
    QTextFormat,
)

from ui.contrast import TINT
from ui.text.document import ROLE, TOKEN, fragments, token_span
from workbench.markup import Anchor, Reference, Span

Printed = Callable[[Span], str]
"""What a token prints: the number of a footnote or the number a reference stands for."""

SUPERSCRIPT = 0.72


class TokenPainter(QPyTextObject):
    """Draws the tokens of one editor; asks ``printed`` for the words each time it draws."""

    def __init__(self, printed: Printed, parent: QObject) -> None:
        super().__init__(parent)
        self._printed = printed
        self.palette = QPalette()

    def words(self, form: QTextFormat) -> str:
        """Return what the token with this format shows."""
        span = token_span(form)
        if isinstance(span, (Anchor, Reference)):
            return self._printed(span)
        return "□"

    def plain(self, document: QTextDocument) -> str:
        """Return what is seen of a document, tokens as the numbers they show."""
        lines = []
        block = document.begin()
        while block.isValid():
            words = []
            for fragment in fragments(block):
                shown = self.words(fragment.charFormat()) if TOKEN in fragment.text() else ""
                words.append(fragment.text().replace(TOKEN, shown))
            bullet = "• " if block.textList() is not None else ""
            lines.append(bullet + "".join(words))
            block = block.next()
        return "\n".join(lines)

    # Qt overrides ------------------------------------------------------------------------------

    def intrinsicSize(self, doc: QTextDocument, pos: int, form: QTextFormat) -> QSizeF:  # noqa: D102
        metrics = QFontMetricsF(_font(doc, form))
        width = metrics.horizontalAdvance(self.words(form)) + _margin(metrics) * 2
        return QSizeF(width, QFontMetricsF(_base_font(doc, form)).ascent())

    def drawObject(  # noqa: D102
        self, painter: QPainter, area: QRectF | QRect, doc: QTextDocument, pos: int, form: QTextFormat
    ) -> None:
        rect = QRectF(area)
        font = _font(doc, form)
        metrics = QFontMetricsF(font)
        painter.save()
        if form.hasProperty(QTextFormat.Property.ForegroundBrush):  # selected or found: it has its ground
            painter.setPen(form.toCharFormat().foreground().color())
        else:
            ground = QRectF(rect)
            ground.setHeight(metrics.height() if _is_anchor(form) else rect.height() + metrics.descent())
            self._draw_ground(painter, ground, metrics.descent())
            painter.setPen(self.palette.color(QPalette.ColorRole.Link))
        painter.setFont(font)
        baseline = rect.top() + metrics.ascent() if _is_anchor(form) else rect.bottom()
        painter.drawText(QPointF(rect.left() + _margin(metrics), baseline), self.words(form))
        painter.restore()

    def _draw_ground(self, painter: QPainter, rect: QRectF, descent: float) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_tinted(self.palette.color(QPalette.ColorRole.Link)))
        painter.drawRoundedRect(rect, descent * 0.8, descent * 0.8)


def _is_anchor(form: QTextFormat) -> bool:
    return bool(form.property(ROLE) == "anchor")


def _tinted(colour: QColor) -> QColor:
    tint = QColor(colour)
    tint.setAlphaF(TINT)
    return tint


def _margin(metrics: QFontMetricsF) -> float:
    return metrics.averageCharWidth() * 0.35


def _base_font(doc: QTextDocument, form: QTextFormat) -> QFont:
    wanted = QTextCharFormat(form.toCharFormat()).font()
    font = QFont(doc.defaultFont())
    font.setBold(wanted.bold())
    font.setItalic(wanted.italic())
    return font


def _font(doc: QTextDocument, form: QTextFormat) -> QFont:
    font = _base_font(doc, form)
    if _is_anchor(form):
        font.setPointSizeF(font.pointSizeF() * SUPERSCRIPT)
    return font
