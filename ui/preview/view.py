"""The text of a passage, to read and to go from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QEvent, Qt, Signal
from PySide6.QtGui import QCursor, QTextCursor
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from ui.preview.looks import FIELD, NODE, Sheet
from ui.preview.rendering import render
from ui.preview.rewriting import rewrite
from ui.timing import once_after
from workbench.passages import Chart, Table

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent, QTextBlock

    from workbench.passages import Passage

REDRAW_MS = 60
"""How long a change of width must rest before bars and tables are drawn to it."""
KEYS = (("Return", QT_TRANSLATE_NOOP("Keys", "Go to the field that holds the words")),)


class PassageView(QTextEdit):
    """Shows a passage; made by the preview. ``place_asked`` (node, field) is sent for a click or Return."""

    place_asked = Signal(int, str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._passage: Passage | None = None
        self._places: list[int] = []
        self._drawn_width = 0
        self._redraw = once_after(self, REDRAW_MS, self._draw)
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalScrollBar().rangeChanged.connect(self.stay_in_width)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(self.tr("Preview of the passage"))
        self.setAccessibleDescription(self.tr("Return goes to the field that holds the words."))
        self.viewport().setCursor(QCursor(Qt.CursorShape.PointingHandCursor))
        self.document().setDocumentMargin(self.fontMetrics().height() * 0.8)

    @property
    def passage(self) -> Passage | None:
        """What is shown."""
        return self._passage

    def show_passage(self, passage: Passage) -> None:
        """Show a passage, scrolled as the one before, and with the node it was asked for in sight."""
        if passage == self._passage:
            return
        before, self._passage = self._passage, passage
        if before is None or not self._rewrite(before, passage):
            self._draw()
        if before is None or before.node != passage.node:
            self._bring_into_sight()

    def forget(self) -> None:
        """Show nothing."""
        self._passage = None
        self.document().clear()

    def place_of(self, cursor: QTextCursor) -> tuple[int, str] | None:
        """Return node and field of the words at a cursor, None where they are nobody's."""
        form = cursor.block().blockFormat()
        node = form.intProperty(NODE)
        return (node, form.stringProperty(FIELD)) if node else None

    def stay_in_width(self, least: int, most: int) -> None:
        """Never scroll sideways: Qt counts the indent of a text from right to left twice."""
        self.horizontalScrollBar().setMaximum(least)

    def _draw(self) -> None:
        if self._passage is None:
            return
        bar = self.verticalScrollBar()
        place = bar.value()
        self._drawn_width = self.viewport().width()
        document, width = self.document(), self._drawn_width
        self._places = render(self._passage, document, self.font(), self.palette(), width, is_marked=True)
        bar.setValue(place)

    def _rewrite(self, before: Passage, passage: Passage) -> bool:
        """Write what differs from the passage that is shown; return whether that is enough."""
        sheet = Sheet(self.font(), self.palette())
        return rewrite(before, passage, self._places, self.document(), sheet)

    def _blocks_of(self, node: int) -> list[QTextBlock]:
        blocks = []
        block = self.document().begin()
        while block.isValid():
            if block.blockFormat().intProperty(NODE) == node:
                blocks.append(block)
            block = block.next()
        return blocks

    def _bring_into_sight(self) -> None:
        """Scroll so that the node's first line is seen, only as far as needed."""
        blocks = self._blocks_of(self._passage.node) if self._passage else []
        if not blocks:
            self.verticalScrollBar().setValue(0)
            return
        cursor = QTextCursor(blocks[0])
        self.setTextCursor(cursor)
        line, bar = self.cursorRect(cursor), self.verticalScrollBar()
        height = self.viewport().height()
        if line.top() < 0 or line.bottom() > height * 3 // 4:
            bar.setValue(bar.value() + line.top() - height // 4)

    # Qt overrides ------------------------------------------------------------------------------

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: D102
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            place = self.place_of(self.cursorForPosition(event.position().toPoint()))
            if place is not None:
                self.place_asked.emit(*place)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            place = self.place_of(self.textCursor())
            if place is not None:
                self.place_asked.emit(*place)
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        if self._drawn_width == self.viewport().width():  # the scroll bar went and came while it was drawn
            self._redraw.stop()
        elif self._passage and any(isinstance(block, (Chart, Table)) for block in self._passage.blocks):
            self._redraw.start()

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._draw()
