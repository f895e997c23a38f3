"""Marks the words of one text that are not known, and offers what may have been meant."""

from __future__ import annotations

import threading
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from workbench.errors import UserError
from workbench.spelling import LANGUAGES, Speller, Stretch, add_word, kept_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QMenu

    from ui.session import Session
    from ui.text.editor import MarkupEdit
    from ui.writing.focus import Text
    from workbench.edits import Notice

REST_MS = 300
"""Words are looked up when no letter was typed for this long."""
MOST_MARKS = 300


class Spelling(QObject):
    """Made by :class:`~ui.writing.opening.Writing`; marks are drawn over the text, which stays as it is.

    The list of a language is read in the background when a text in it first gets the focus.
    """

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._text: Text | None = None
        self._spellers: dict[str, Speller] = {}
        self._typed_at = -1
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self.mark)
        session.closed.connect(self.forget)
        session.changed.connect(self.on_changed)

    @property
    def language(self) -> str:
        """The language of the paper that the text belongs to, English outside of papers."""
        if self._text is None or not self._session.is_open:
            return ""
        workspace = self._session.workspace
        paper = workspace.numbers.paper.get(self._text.form.node)
        return (workspace.tree[paper]["language"] if paper is not None else None) or "en"

    def follow(self, text: Text | None) -> None:
        """Mark the words of another text from now on; None marks none."""
        if text == self._text:
            return
        if self._text is not None:
            editor = self._text.editor
            editor.setExtraSelections([])
            editor.textChanged.disconnect(self.on_typed)
            editor.cursorPositionChanged.disconnect(self._rest.start)
            editor.customContextMenuRequested.disconnect(self.on_menu)
            editor.setContextMenuPolicy(Qt.ContextMenuPolicy.DefaultContextMenu)
        self._text, self._typed_at = text, -1
        if text is not None:
            text.editor.textChanged.connect(self.on_typed)
            text.editor.cursorPositionChanged.connect(self._rest.start)
            text.editor.customContextMenuRequested.connect(self.on_menu)
            text.editor.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            self._rest.start()

    def forget(self) -> None:
        """Forget the words of a workspace that is closed."""
        self._spellers.clear()

    def on_changed(self, notice: Notice) -> None:
        """Look again after a step; the names of units may be others."""
        if notice.kinds & {"unit", "register"}:
            self._spellers.clear()
        self._rest.start()

    def on_typed(self) -> None:
        """Leave the word that is being typed alone until the cursor is elsewhere."""
        if self._text is not None:
            self._typed_at = self._text.editor.textCursor().position()
        self._rest.start()

    def mark(self) -> None:
        """Mark the unknown words, once the list of the language is there."""
        if self._text is None or self.language not in LANGUAGES:
            return
        if self.language not in self._spellers and not _is_read(self.language):
            self._rest.start()
            return
        editor = self._text.editor
        cursor = editor.textCursor()
        typed = self._typed_at if cursor.position() == self._typed_at else -1
        marks: list[QTextEdit.ExtraSelection] = []
        for start, word in self._unknown(editor):
            if not start <= typed <= start + len(word) and len(marks) < MOST_MARKS:
                marks.append(_marked(editor, start, word))
        editor.setExtraSelections(marks)

    def select_next(self) -> tuple[bool, str]:
        """Select the next unknown word behind the cursor, from the top where there is none.

        Return whether there is one, and what to say otherwise.
        """
        if self._text is None or self.language not in LANGUAGES:
            return False, self.tr("Spelling is checked in English and French texts only.")
        editor = self._text.editor
        found = list(self._unknown(editor))
        if not found:
            return False, self.tr("Every word of this text is known.")
        place = editor.textCursor().selectionEnd()
        stretch = next((stretch for stretch in found if stretch.start >= place), found[0])
        editor.setTextCursor(_cursor(editor, stretch))
        return True, ""

    def on_menu(self, place: QPoint) -> None:
        """Show what a text always offers, below what may have been meant by an unknown word there."""
        if self._text is None:
            return
        editor = self._text.editor
        menu = editor.createStandardContextMenu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        stretch = self._at(editor, place)
        if stretch is not None:
            self._fill(menu, editor, stretch)
        menu.popup(editor.viewport().mapToGlobal(place))

    def _fill(self, menu: QMenu, editor: MarkupEdit, stretch: Stretch) -> None:
        first = menu.actions()[0]
        offered = self._speller().suggestions(stretch.word)
        for word in offered:
            action = menu.addAction(word)
            action.triggered.connect(partial(_replace, editor, stretch, word))
            action.setEnabled(not editor.isReadOnly())
            menu.insertAction(first, action)
        if not offered:
            none = menu.addAction(self.tr("(nothing like it is known)"))
            none.setEnabled(False)
            menu.insertAction(first, none)
        menu.insertSeparator(first)
        add = menu.addAction(self.tr("Add to the words of this workspace"))
        add.setData(stretch.word)
        add.setEnabled(self._session.writable)
        add.triggered.connect(self.on_add)
        menu.insertAction(first, add)
        menu.insertSeparator(first)

    def on_add(self) -> None:
        """Keep the word of the menu's command as known."""
        try:
            add_word(self._session.workspace, self.sender().data())  # type: ignore[attr-defined]
        except UserError as error:
            self._session.failed.emit(str(error))
            return
        self._spellers.clear()
        self.mark()

    def _speller(self) -> Speller:
        """Return what knows the words of this text; the list of its language is read by now, or is now."""
        language = self.language
        if language not in self._spellers:
            self._spellers[language] = Speller(language, kept_words(self._session.workspace))
        return self._spellers[language]

    def _unknown(self, editor: MarkupEdit) -> Iterator[Stretch]:
        """Yield the unknown words with their places in the document."""
        speller = self._speller()
        block = editor.document().begin()
        while block.isValid():
            for start, word in speller.unknown(block.text()):
                yield Stretch(block.position() + start, word)
            block = block.next()

    def _at(self, editor: MarkupEdit, place: QPoint) -> Stretch | None:
        """Return the unknown word at a place of the editor: under the mouse, or at the cursor."""
        if self.language not in LANGUAGES:
            return None
        position = editor.cursorForPosition(place).position()
        found = self._unknown(editor)
        return next((s for s in found if s.start <= position <= s.start + len(s.word)), None)


_reading: dict[str, threading.Thread] = {}


def _is_read(language: str) -> bool:
    """Whether the list of a language is read; where it is not, a thread reads it."""
    if language not in _reading:
        _reading[language] = threading.Thread(target=Speller, args=(language,), daemon=True)
        _reading[language].start()
    return not _reading[language].is_alive()


def _cursor(editor: MarkupEdit, stretch: Stretch) -> QTextCursor:
    cursor = QTextCursor(editor.document())
    cursor.setPosition(stretch.start)
    cursor.setPosition(stretch.start + len(stretch.word), QTextCursor.MoveMode.KeepAnchor)
    return cursor


def _marked(editor: MarkupEdit, start: int, word: str) -> QTextEdit.ExtraSelection:
    mark = QTextEdit.ExtraSelection()
    mark.cursor = _cursor(editor, Stretch(start, word))
    form = QTextCharFormat()
    form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
    form.setUnderlineColor(editor.palette().link().color())
    mark.format = form
    return mark


def _replace(editor: MarkupEdit, stretch: Stretch, word: str, checked: bool = False) -> None:
    """Put a word in place of another, in its style, as one step."""
    cursor = _cursor(editor, stretch)
    if cursor.selectedText() != stretch.word:
        return
    first = QTextCursor(cursor)
    first.setPosition(stretch.start + 1)
    cursor.insertText(word, first.charFormat())
