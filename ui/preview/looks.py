"""How each kind of line looks: sizes from the font, colours from the palette."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QPalette,
    QTextBlockFormat,
    QTextCharFormat,
)

from ui.contrast import MARK, mixed

if TYPE_CHECKING:
    from workbench.passages import Look, Piece


@dataclass(frozen=True, slots=True)
class Style:
    """A look: size and space above in shares of the font, indents in steps, weight, place."""

    size: float = 1.0
    above: float = 0.5
    indent: int = 0
    hang: int = 0
    bold: bool = False
    italic: bool = False
    centred: bool = False


STYLES: dict[Look, Style] = {
    "symbol": Style(1.1, 0.0, bold=True),
    "organ": Style(1.5, 0.4, bold=True),
    "session": Style(0.95, 0.2),
    "section": Style(1.0, 0.8, bold=True),
    "segment": Style(0.95, 0.1, italic=True),
    "detail": Style(0.9, 0.1),
    "item": Style(1.0, 0.8),
    "title": Style(1.5, 0.8, bold=True),
    "note": Style(0.95, 0.5, italic=True),
    "box heading": Style(1.05, 0.1, bold=True),
    "box": Style(0.95, 0.4),
    "heading 1": Style(1.35, 1.4, bold=True),
    "heading 2": Style(1.18, 1.1, bold=True),
    "heading 3": Style(1.05, 0.9, bold=True),
    "numbered": Style(hang=1, indent=1),
    "unnumbered": Style(),
    "continuation": Style(indent=1),
    "bullet": Style(above=0.2, indent=2, hang=1),
    "letter": Style(above=0.2, indent=2, hang=1),
    "headline": Style(indent=1, hang=1, bold=True),
    "headline continuation": Style(indent=1, bold=True),
    "bold item": Style(above=0.2, indent=2, hang=1, bold=True),
    "decision": Style(indent=1, hang=1, bold=True),
    "decision continuation": Style(indent=1, bold=True),
    "key finding": Style(above=0.2),
    "caption": Style(0.95, 0.9, bold=True),
    "scale": Style(0.85, 0.3, italic=True),
    "footnote": Style(0.85, 0.25, indent=1, hang=1),
}
BOXED = frozenset({"key finding", "box heading", "box"})
"""Looks that stand in a shaded box; neighbours share one."""

NO_BREAK = "\u00a0"
"""The space behind a label."""
NODE, FIELD = QTextBlockFormat.Property.UserProperty + 1, QTextBlockFormat.Property.UserProperty + 2
"""Where a block of the document keeps the node and the field it comes from."""


class Sheet:
    """Formats for one font and palette; made for one rendering."""

    def __init__(self, font: QFont, palette: QPalette) -> None:
        self.font = font
        self.ink = palette.color(QPalette.ColorRole.Text)
        self.faint = palette.color(QPalette.ColorRole.PlaceholderText)
        self.link = palette.color(QPalette.ColorRole.Link)
        self.ground = palette.color(QPalette.ColorRole.AlternateBase)
        self.bar = palette.color(QPalette.ColorRole.Highlight)
        base = palette.color(QPalette.ColorRole.Base)
        self.line = mixed(self.ink, base, 0.33)
        self.tint = mixed(self.bar, base, MARK)
        metrics = QFontMetricsF(font)
        self.height = metrics.height()
        self.step = metrics.horizontalAdvance("0000. ")

    def block(
        self, look: Look, node: int, field: str | None, *, first: bool = False, right_to_left: bool = False
    ) -> QTextBlockFormat:
        """Return the format of a line's block; nothing stands above the ``first`` one.

        One that runs from ``right_to_left`` has its label and its indent on the right.
        """
        style = STYLES[look]
        form = self.place(QTextBlockFormat(), node, field)
        form.setTopMargin(0 if first else style.above * self.height)
        form.setLayoutDirection(
            Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight
        )
        (form.setRightMargin if right_to_left else form.setLeftMargin)(style.indent * self.step)
        form.setTextIndent(-style.hang * self.step)
        form.setLineHeight(112, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        if style.centred:
            form.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        if look.startswith("heading"):
            form.setHeadingLevel(int(look[-1]))
        return form

    def place(self, form: QTextBlockFormat, node: int, field: str | None) -> QTextBlockFormat:
        """Note in a block's format where it comes from."""
        form.setProperty(NODE, node)
        form.setProperty(FIELD, field or "")
        return form

    def text(self, look: Look, piece: Piece | None = None) -> QTextCharFormat:
        """Return the format of a piece of a line, of its label where there is no piece."""
        style = STYLES[look]
        form = QTextCharFormat()
        form.setFont(self.font)
        form.setFontPointSize(self.font.pointSizeF() * style.size)
        form.setForeground(self.ink)
        bold = style.bold or (piece is not None and piece.bold)
        form.setFontWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
        form.setFontItalic(style.italic != (piece is not None and piece.italic))
        if piece is not None and piece.raised:
            form.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
        if piece is not None and piece.url:
            form.setForeground(self.link)
            form.setFontUnderline(True)
            form.setToolTip(piece.url)
        return form

    def gap(self, look: Look, label: str) -> QTextCharFormat:
        """Return the format of the space behind a label, which makes it as wide as the line hangs.

        A tab would do the same, but a line may end at one: a long word would leave its number alone.
        """
        form = self.text(look)
        width = QFontMetricsF(form.font()).horizontalAdvance(label + NO_BREAK)
        form.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
        form.setFontLetterSpacing(max(0.0, STYLES[look].hang * self.step - width))
        return form

    def small(self, *, bold: bool = False, faint: bool = False, size: float = 1.0) -> QTextCharFormat:
        """Return the format of text in tables and notes, made smaller by ``size``."""
        form = QTextCharFormat()
        form.setFont(self.font)
        form.setFontPointSize(self.font.pointSizeF() * 0.9 * size)
        form.setForeground(self.faint if faint else self.ink)
        form.setFontWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        return form
