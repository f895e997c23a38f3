"""The editor of a text field: what is seen is what will be printed."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QEvent, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit, QWidget

from ui.frames import frame_focused
from ui.sentences import spoken
from ui.text import items, paste
from ui.text.bullets import draw_bullets
from ui.text.document import (
    TOKEN_TYPE,
    insert_span,
    link_format,
    read,
    read_markup,
    write,
)
from ui.text.tokens import Printed, TokenPainter
from workbench.errors import UserError
from workbench.markup import Anchor, Block, Reference, Span, parse

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QStyleOptionFrame

STAY = (
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
)
"""Ways to lose the focus for a moment: the user has not left the field."""
KEYS = (
    (
        "Return",
        QT_TRANSLATE_NOOP(
            "Keys", "Begin a paragraph or the next item; in a field of one line, go on to the next field"
        ),
    ),
    ("Backspace", QT_TRANSLATE_NOOP("Keys", "At the start of an item, make a paragraph of it")),
    ("Tab", QT_TRANSLATE_NOOP("Keys", "Go on to the next field")),
)


class MarkupEdit(QTextEdit):
    """Edits one markup value; made by a binding.

    ``edited`` is sent for changes by the user only, ``left`` when the focus goes elsewhere, ``refused``
    with a sentence when something cannot be pasted. Undo
    inside the widget exists while it is changed: Ctrl+Z then takes back typing, otherwise the
    window's step. Tab moves on.
    """

    edited = Signal()
    left = Signal()
    cursor_moved = Signal()
    refused = Signal(str)

    def __init__(
        self,
        printed: Callable[[Span], str] | None = None,
        *,
        one_line: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._one_line = one_line
        self._documents: list[QTextDocument] = []
        self._tokens = TokenPainter(printed or _unknown, self)
        self.takes_tokens = True
        self.setTabChangesFocus(True)
        self.setAcceptRichText(True)
        self.setLineWrapMode(QTextEdit.LineWrapMode.WidgetWidth)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.textChanged.connect(self.on_text_changed)
        self.cursorPositionChanged.connect(self.cursor_moved)
        self.load(None)

    @property
    def one_line(self) -> bool:
        """Whether the value is a single line."""
        return self._one_line

    @property
    def is_dirty(self) -> bool:
        """Whether the user changed something since the last :meth:`load`."""
        return self.document().isModified()

    def load(self, markup: str | None) -> None:
        """Show a value; what was shown and its undo steps are forgotten."""
        document = self._next_document()
        document.setUndoRedoEnabled(False)
        document.clear()
        self._measure(document)
        document.setDocumentMargin(self.fontMetrics().averageCharWidth() * 0.4)  # for Qt, this is an edit
        write(parse(markup), QTextCursor(document), self.palette())
        document.setUndoRedoEnabled(True)
        document.setModified(False)
        self.setExtraSelections([])  # they mark words of the old one
        self.setDocument(document)
        self.fit()

    def _next_document(self) -> QTextDocument:
        """Return the document that is not shown: two take turns, for one may be busy when it is replaced."""
        if len(self._documents) < 2:
            document = QTextDocument(self)
            document.documentLayout().registerHandler(TOKEN_TYPE, self._tokens)
            document.documentLayout().documentSizeChanged.connect(self.fit)
            self._documents.insert(0, document)
        else:
            self._documents.reverse()
        return self._documents[0]

    def markup(self) -> str:
        """Return the value in canonical markup, "" where there is nothing."""
        return read_markup(self.document())

    def plain_text(self) -> str:
        """Return what is seen, tokens as the numbers they show."""
        return self._tokens.plain(self.document())

    def refresh_tokens(self) -> None:
        """Lay out again after printed numbers moved."""
        document = self.document()
        document.markContentsDirty(0, document.characterCount())
        self.viewport().update()

    def toggle_bold(self) -> None:
        """Make the selection bold, or no longer bold."""
        weight = QFont.Weight.Normal if self.fontWeight() >= QFont.Weight.DemiBold else QFont.Weight.Bold
        self.setFontWeight(weight)

    def toggle_italic(self) -> None:
        """Make the selection italic, or no longer italic."""
        self.setFontItalic(not self.fontItalic())

    def toggle_bullets(self) -> None:
        """Turn the selected blocks into list items, or list items into paragraphs."""
        if not self._one_line:
            items.toggle_bullets(self.textCursor())

    def insert_token(self, span: Anchor | Reference, lead: str = "") -> None:
        """Put a footnote mark, or a live reference behind words that ``lead`` to it, where the cursor is."""
        cursor = self.textCursor()
        style = cursor.charFormat()
        cursor.beginEditBlock()
        cursor.insertText(lead, _plain_format(style))
        bold, italic = style.fontWeight() >= QFont.Weight.DemiBold, style.fontItalic()
        insert_span(cursor, span._replace(bold=bold, italic=italic), self.palette())
        cursor.endEditBlock()
        self.setTextCursor(cursor)
        self.setCurrentCharFormat(_plain_format(style))

    def insert_link(self, text: str, url: str) -> None:
        """Put a link in place of the selection."""
        cursor = self.textCursor()
        style = _plain_format(cursor.charFormat())
        cursor.insertText(text or url, link_format(style, url, self.palette()))
        self.setTextCursor(cursor)
        self.setCurrentCharFormat(style)

    def paste_plain(self) -> None:
        """Paste the words on the clipboard without any emphasis, list or link."""
        data: QMimeData | None = QGuiApplication.clipboard().mimeData()
        if data is not None:  # as where the clipboard is empty
            self._take(paste.lines_of, data)

    def _measure(self, document: QTextDocument) -> None:
        """Give a document the measures of the font."""
        document.setDefaultFont(self.font())
        document.setIndentWidth(self.fontMetrics().averageCharWidth() * 3.2)

    def on_text_changed(self) -> None:
        """Tell of changes by the user; putting in a value is none."""
        if self.document().isModified() or self.document().isRedoAvailable():
            self.edited.emit()

    def fit(self, *_: object) -> None:
        """Take the height of the text: a field of one line has one, a text at least two."""
        least = 1 if self._one_line else 2 if not self.isReadOnly() else 1
        margin = self.document().documentMargin() * 2
        needed = max(self.document().size().height(), self.fontMetrics().lineSpacing() * least + margin)
        height = math.ceil(needed) + self.frameWidth() * 2
        if height != self.height() or self.minimumHeight() != height:
            self.setFixedHeight(height)

    def _new_block(self) -> None:
        """Start a block: an empty list item ends its list, another goes on with it."""
        cursor = self.textCursor()
        if not items.go_on(cursor):
            cursor.insertBlock(QTextBlockFormat(), _plain_format(cursor.charFormat()))
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def _begin_bullet(self) -> bool:
        """Make a list item of a block that holds its sign only; False where it does not."""
        cursor = self.textCursor()
        begun = not self._one_line and items.begin_bullet(cursor)
        if begun:
            self.setTextCursor(cursor)
        return begun

    def _step_out_of_token(self) -> None:
        """Let typed text be text where it follows a token or a link."""
        form = self.textCursor().charFormat()
        after = QTextCursor(self.textCursor())
        inside_link = (
            form.isAnchor()
            and after.movePosition(QTextCursor.MoveOperation.NextCharacter)
            and after.charFormat().anchorHref() == form.anchorHref()
            and not self.textCursor().atBlockEnd()
        )
        if form.objectType() == TOKEN_TYPE or (form.isAnchor() and not inside_link):
            self.setCurrentCharFormat(_plain_format(form))

    def _wants_window_undo(self, event: QKeyEvent) -> bool:
        if event.matches(QKeySequence.StandardKey.Undo):
            return not self.document().isUndoAvailable()
        return event.matches(QKeySequence.StandardKey.Redo) and not self.document().isRedoAvailable()

    # Qt overrides ------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:  # noqa: D102
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._wants_window_undo(event)
        ):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        if self.isReadOnly():
            super().keyPressEvent(event)
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._one_line:
                self.focusNextChild()
            else:
                self._new_block()
            return
        if event.text() and event.text().isprintable():
            self._step_out_of_token()
            if event.text() == " " and self._begin_bullet():
                return
        if event.key() == Qt.Key.Key_Backspace and items.is_at_start(self.textCursor()):
            items.leave_list(self.textCursor())
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: D102
        super().focusOutEvent(event)
        self.update()  # its frame
        if event.reason() not in STAY:
            self.left.emit()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102
        super().paintEvent(event)
        draw_bullets(self, event.rect())

    def initStyleOption(self, option: QStyleOptionFrame) -> None:  # noqa: D102
        super().initStyleOption(option)
        if self.hasFocus():
            frame_focused(option)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: D102
        super().focusInEvent(event)
        self.update()  # its frame

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._tokens.palette != self.palette():
            self._tokens.palette = self.palette()
            if not self.is_dirty:
                self.load(self.markup())  # links have a colour of their own
        elif event.type() == QEvent.Type.FontChange:
            self._measure(self.document())

    def canInsertFromMimeData(self, source: QMimeData) -> bool:  # noqa: D102
        return not source.hasUrls() and (source.hasText() or source.hasHtml() or source.hasFormat(paste.MIME))

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: D102
        self._take(paste.blocks_of, source)

    def _take(self, read: Callable[[QMimeData], tuple[Block, ...]], source: QMimeData) -> None:
        """Put in what is read from a clipboard, or say why it cannot be."""
        try:
            self._paste(read(source))
        except UserError as error:
            self.refused.emit(spoken(error.sentence))

    def _paste(self, blocks: tuple[Block, ...]) -> None:
        """Put blocks in place of the selection, as one step."""
        if not self.takes_tokens:
            blocks = paste.without_tokens(blocks)
        if self._one_line:
            blocks = paste.one_line(blocks)
        cursor = self.textCursor()
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        self._insert_blocks(cursor, blocks)
        cursor.endEditBlock()
        self.setTextCursor(cursor)

    def _insert_blocks(self, cursor: QTextCursor, blocks: tuple[Block, ...]) -> None:
        """Insert blocks; a plain first one joins the text at the cursor, keeping its kind of block."""
        empty = not cursor.block().text()
        first = blocks[0] if blocks else None
        if first is not None and first.kind == "paragraph" and not empty:
            for span in first.spans:
                insert_span(cursor, span, self.palette())
            blocks = blocks[1:]
            if blocks:
                cursor.insertBlock(QTextBlockFormat(), QTextCharFormat())
        elif not empty and first is not None:
            cursor.insertBlock(QTextBlockFormat(), QTextCharFormat())
        write(blocks, cursor, self.palette())

    def createMimeDataFromSelection(self) -> QMimeData:  # noqa: D102
        part = QTextDocument()
        QTextCursor(part).insertFragment(self.textCursor().selection())
        return paste.to_mime(read(part), self._tokens.plain(part))

    def sizeHint(self) -> QSize:  # noqa: D102
        return QSize(self.fontMetrics().averageCharWidth() * 60, self.minimumHeight())

    def minimumSizeHint(self) -> QSize:  # noqa: D102
        return QSize(self.fontMetrics().averageCharWidth() * 20, self.minimumHeight())


def _unknown(span: Span) -> str:
    return "?"


def _plain_format(form: QTextCharFormat) -> QTextCharFormat:
    """Return the emphasis of a format without its link or token."""
    plain = QTextCharFormat()
    if form.fontWeight() >= QFont.Weight.DemiBold:
        plain.setFontWeight(QFont.Weight.Bold)
    if form.fontItalic():
        plain.setFontItalic(True)
    return plain


__all__ = ["MarkupEdit", "Printed"]
