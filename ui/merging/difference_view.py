"""A text to read, with what is new in it underlined and what is gone struck through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QPalette, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from ui.labels import translate
from ui.merging.shades import GREEN, RED, shade
from workbench.differences import Piece

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

BREAK, THIN_SPACE = "¶", "\u2009"
SPOKEN = 400
"""Letters of what is new, and of what is gone, that are read out before the text itself."""


class DifferenceView(QTextEdit):
    """Shows pieces of text; made for one column, used for one text after the other."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._pieces: Sequence[Piece] = ()
        self._start = 0
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.StyledPanel)

    def show_pieces(self, pieces: Sequence[Piece], start: int = 0) -> None:
        """Show a text and its differences from another, the letter at ``start`` in sight."""
        self._pieces, self._start = pieces, start
        self.setAccessibleDescription(in_words(pieces))
        self._draw()
        self._show_start()

    def _draw(self) -> None:
        self.clear()
        cursor = QTextCursor(self.document())
        cursor.setBlockFormat(_block_format(self.fontMetrics().lineSpacing() // 3))
        for piece in self._pieces or (Piece("same", ""),):
            self._write(cursor, piece)
        if not any(piece.text for piece in self._pieces):
            cursor.insertText(translate("Merging", "(nothing)"), self._faint())
        cursor.setPosition(min(self._start, self.document().characterCount() - 1))
        self.setTextCursor(cursor)

    def _show_start(self) -> None:
        """Put the place that matters into the upper third."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self.cursorRect().top() - self.viewport().height() // 3)

    def _write(self, cursor: QTextCursor, piece: Piece) -> None:
        text = piece.text
        if piece.kind == "gone":
            text = text.replace("\n", BREAK)
        elif piece.kind == "new":
            text = text.replace("\n", f"{BREAK}\n")
        form, plain = self._format(piece), QTextCharFormat()
        for number, line in enumerate(text.split("\n")):
            if number:
                cursor.insertBlock()
            words = line.rstrip()  # a line under blanks would reach to the next word
            cursor.insertText(words, form)
            cursor.insertText(line[len(words) :], plain)
        if piece.kind == "gone" and words == line:
            cursor.insertText(THIN_SPACE, plain)  # what is new comes right after it

    def _format(self, piece: Piece) -> QTextCharFormat:
        form = QTextCharFormat()
        if piece.kind == "same":
            return form
        colours = shade(GREEN if piece.kind == "new" else RED, self.palette())
        form.setForeground(colours.ink)
        form.setBackground(colours.ground)
        form.setFontUnderline(piece.kind == "new")
        form.setFontStrikeOut(piece.kind == "gone")
        return form

    def _faint(self) -> QTextCharFormat:
        form = QTextCharFormat()
        form.setForeground(self.palette().color(QPalette.ColorRole.PlaceholderText))
        form.setFontItalic(True)
        return form

    # Qt overrides ------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        if not self.hasFocus():
            self._show_start()

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw()

    def sizeHint(self) -> QSize:  # noqa: D102
        return QSize(self.fontMetrics().averageCharWidth() * 40, self.fontMetrics().lineSpacing() * 9)

    def minimumSizeHint(self) -> QSize:  # noqa: D102
        return QSize(self.fontMetrics().averageCharWidth() * 24, self.fontMetrics().lineSpacing() * 4)


def in_words(pieces: Sequence[Piece]) -> str:
    """Return what is new and what is gone, for those who cannot see it; "" where nothing is either."""
    new, gone = _all_of("new", pieces), _all_of("gone", pieces)
    sentences = []
    if new:
        sentences.append(translate("Merging", "New: {0}.").format(new))
    if gone:
        sentences.append(translate("Merging", "Gone: {0}.").format(gone))
    return " ".join(sentences)


def _all_of(kind: str, pieces: Sequence[Piece]) -> str:
    text = "; ".join(
        " ".join(piece.text.split()) for piece in pieces if piece.kind == kind and piece.text.strip()
    )
    return text if len(text) <= SPOKEN else f"{text[:SPOKEN]}…"


def _block_format(space: int) -> QTextBlockFormat:
    form = QTextBlockFormat()
    form.setBottomMargin(space)
    return form
