"""Cells whose text shows where the words of a filter stand in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPalette, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from workbench.folding import stretches

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject

    from workbench.folding import Stretch

Index = QModelIndex | QPersistentModelIndex
LIGHT_MARK, DARK_MARK = QColor("#ffe08a"), QColor("#6b5200")
NAME = re.compile(r"[^:]{1,40}: |\S{1,6}\. ")
"""What a row of the contents begins with: "Rec. 1: ", "12. "."""
DOTS = "…"


class HitDelegate(QStyledItemDelegate):
    """Paints cells as the style does and, while there are words to mark, a ground behind each of them.

    The words of the cell with the focus are as clear as the others: Qt's own style lays a veil over them.
    Where a late hit leaves no room for what stands before it, a text that ``begins_with_name`` keeps that.
    """

    def __init__(self, parent: QObject, *, begins_with_name: bool = False) -> None:
        super().__init__(parent)
        self._words: tuple[str, ...] = ()
        self._begins_with_name = begins_with_name

    def set_words(self, words: Sequence[str]) -> bool:
        """Mark these folded words from now on; return whether they are others than before."""
        changed = tuple(words) != self._words
        self._words = tuple(words)
        return changed

    @property
    def is_marking(self) -> bool:
        """Whether there can be anything to mark."""
        return bool(self._words)

    def hits(self, text: str, index: Index) -> list[Stretch]:
        """Return what is to be marked in a cell."""
        return stretches(text, self._words) if self._words else []

    # Qt overrides ------------------------------------------------------------------------------

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: D102
        shown = QStyleOptionViewItem(option)
        shown.state &= ~QStyle.StateFlag.State_HasFocus
        if self.is_marking:
            self.initStyleOption(shown, index)
        found = self.hits(shown.text, index) if self.is_marking else ()
        if not found:
            super().paint(painter, shown, index)
            return
        style = shown.widget.style() if shown.widget else QApplication.style()
        place = style.subElementRect(QStyle.SubElement.SE_ItemViewItemText, shown, shown.widget)
        text, shown.text = shown.text, ""
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, shown, painter, shown.widget)
        margin = style.pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin, None, shown.widget) + 1
        name = NAME.match(text) if self._begins_with_name else None
        kept = name.end() if name else 0
        _draw(painter, shown, place.adjusted(margin, 0, -margin, 0), text, found, kept)


def mark_format(palette: QPalette) -> QTextCharFormat:
    """Return how a hit looks on the palette's ground: marked and underlined, not by colour alone."""
    form = QTextCharFormat()
    is_dark = palette.color(QPalette.ColorRole.Base).lightnessF() < 0.5
    form.setBackground(DARK_MARK if is_dark else LIGHT_MARK)
    form.setForeground(QColor("white") if is_dark else QColor("black"))
    form.setFontUnderline(True)
    return form


def _draw(
    painter: QPainter,
    option: QStyleOptionViewItem,
    place: QRect,
    text: str,
    found: list[Stretch],
    kept: int,
) -> None:
    """Draw text with its hits into ``place``, in as many lines as fit; the first hit is always in sight.

    The first ``kept`` letters are left out last.
    """
    wraps = bool(option.features & QStyleOptionViewItem.ViewItemFeature.WrapText)
    metrics = QFontMetrics(option.font)
    fitting = max(1, place.height() // metrics.lineSpacing()) if wraps else 1
    text, found = _from_first_hit(text, found, metrics, place.width() * fitting, kept)
    layout = QTextLayout(text, option.font)
    options = QTextOption(option.displayAlignment)
    options.setWrapMode(QTextOption.WrapMode.WordWrap if wraps else QTextOption.WrapMode.NoWrap)
    layout.setTextOption(options)
    _lay_out(layout, place.width(), fitting)
    shown = _ending_in_sight(layout, metrics, place.width())
    layout.setText(shown)
    ends = len(shown)
    layout.setFormats([_range(start, min(end, ends), option.palette) for start, end in found if start < ends])
    height = _lay_out(layout, place.width(), fitting)
    selected = bool(option.state & QStyle.StateFlag.State_Selected)
    role = QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Text
    painter.save()
    painter.setClipRect(place)
    painter.setPen(option.palette.color(role))
    layout.draw(painter, QPointF(place.x(), place.y() + max(0, (place.height() - height) // 2)), [], QRectF())
    painter.restore()


def _from_first_hit(
    text: str, found: list[Stretch], metrics: QFontMetrics, width: int, kept: int = 0
) -> tuple[str, list[Stretch]]:
    """Return a text and its hits from a few words before the first one on, where that comes late.

    The first ``kept`` letters stand before that, as many of them as leave room for the hit.
    """
    first, end = found[0]
    if metrics.horizontalAdvance(text[:end]) < width * 0.9:
        return text, found
    name = text[:kept] if kept <= first else ""
    start = max(len(name), text.rfind(" ", 0, max(0, first - 12)))
    if name and metrics.horizontalAdvance(name + DOTS + text[start:end]) > width * 0.9:
        start = first
        room = int(width * 0.9) - metrics.horizontalAdvance(DOTS + text[first:end])
        name = metrics.elidedText(name, Qt.TextElideMode.ElideRight, max(0, room))
    before = name.removesuffix(DOTS) + DOTS
    by = len(before) - start
    return before + text[start:], [(one + by, other + by) for one, other in found]


def _ending_in_sight(layout: QTextLayout, metrics: QFontMetrics, width: int) -> str:
    """Return the text of a layout, with three dots where its last line does not hold the rest."""
    text = layout.text()
    if not layout.lineCount():
        return text
    start = layout.lineAt(layout.lineCount() - 1).textStart()
    return text[:start] + metrics.elidedText(text[start:], Qt.TextElideMode.ElideRight, width)


def _range(start: int, end: int, palette: QPalette) -> QTextLayout.FormatRange:
    part = QTextLayout.FormatRange()
    part.start, part.length, part.format = start, end - start, mark_format(palette)
    return part


def _lay_out(layout: QTextLayout, width: int, most: int) -> float:
    height = 0.0
    layout.beginLayout()
    for _ in range(most):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        line.setPosition(QPointF(0, height))
        height += line.height()
    layout.endLayout()
    return height
