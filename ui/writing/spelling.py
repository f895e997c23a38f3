"""Spelling in the window: what is marked, what may have been meant, and the next unknown word."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QTextCursor

from ui.writing.marking import Marking
from ui.writing.seeking import Seeking
from ui.writing.spellers import Spellers
from ui.writing.stretches import cursor_on, unknown
from workbench.errors import UserError
from workbench.spelling import Stretch, add_word

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu

    from ui.text.editor import MarkupEdit
    from ui.window import MainWindow
    from ui.writing.focus import Text
    from workbench.edits import Notice


class Spelling(QObject):
    """Made by :class:`~ui.writing.opening.Writing`. ``done`` carries a sentence."""

    done = Signal(str)

    def __init__(self, window: MainWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._session = window.session
        self._text: Text | None = None
        self._spellers = Spellers(window.session)
        self._marking = Marking(window, self._spellers, self)
        self._seeking = Seeking(window, self._spellers, self)
        self._seeking.done.connect(self.done)
        window.session.closed.connect(self.forget)
        window.session.changed.connect(self.on_changed)

    def start(self) -> None:
        """Mark unknown words from now on, once nothing has happened for a moment."""
        self._marking.start()

    def stop(self) -> None:
        """Mark none from now on."""
        self._marking.stop()

    def select_next(self) -> None:
        """Go to the next unknown word, or say that there is none."""
        self._seeking.start()

    def follow(self, text: Text | None) -> None:
        """Offer in the menu of this text, from now on, what may have been meant by a word."""
        if text != self._text:
            if self._text is not None:
                editor = self._text.editor
                editor.customContextMenuRequested.disconnect(self.on_menu)
                editor.setContextMenuPolicy(Qt.ContextMenuPolicy.DefaultContextMenu)
            self._text = text
            if text is not None:
                text.editor.customContextMenuRequested.connect(self.on_menu)
                text.editor.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._marking.look_again()

    def forget(self) -> None:
        """Forget the words of a workspace that is closed."""
        self._spellers.forget()
        self._marking.forget()

    def on_changed(self, notice: Notice) -> None:
        """Look again after a step; the names of units may be others."""
        self._spellers.update(notice)
        self._marking.look_again()

    def on_menu(self, place: QPoint) -> None:
        """Show what a text always offers, below what may have been meant by an unknown word there."""
        if self._text is None:
            return
        editor = self._text.editor
        menu = editor.createStandardContextMenu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setToolTipsVisible(True)
        stretch = self._at(self._text, place)
        if stretch is not None:
            self._fill(menu, self._text, stretch)
        menu.popup(editor.viewport().mapToGlobal(place))

    def _fill(self, menu: QMenu, text: Text, stretch: Stretch) -> None:
        first = menu.actions()[0]
        speller = self._spellers.of(text.form.node)
        offered = speller.suggestions(stretch.word) if speller is not None else []
        for word in offered:
            action = menu.addAction(word)
            action.triggered.connect(partial(_replace, text.editor, stretch, word))
            action.setEnabled(not text.editor.isReadOnly())
            menu.insertAction(first, action)
        if not offered:
            none = menu.addAction(self.tr("(nothing like it is known)"))
            none.setEnabled(False)
            menu.insertAction(first, none)
        menu.insertSeparator(first)
        add = menu.addAction(self.tr("Add to dictionary"))
        add.setData(stretch.word)
        add.setToolTip(self.tr("The word is kept with this workspace."))
        add.setEnabled(self._session.writable)
        add.triggered.connect(self.on_add)
        menu.insertAction(first, add)
        menu.insertSeparator(first)

    def on_add(self) -> None:
        """Keep the word of the menu's command as known."""
        word = self.sender().data()  # type: ignore[attr-defined]
        try:
            add_word(self._session.workspace, word)
        except UserError as error:
            self._session.refuse(error)
            return
        self._spellers.forget()
        self._marking.look_again()
        self.done.emit(self.tr("“{0}” is known from now on; it is kept with this workspace.").format(word))

    def _at(self, text: Text, place: QPoint) -> Stretch | None:
        """Return the unknown word at a place of the editor: under the mouse, or at the cursor.

        None while the list of the language is being read, which nobody shall wait for.
        """
        node = text.form.node
        speller = self._spellers.of(node) if self._spellers.is_ready(node) else None
        if speller is None:
            return None
        position = text.editor.cursorForPosition(place).position()
        found = unknown(text.editor, speller)
        return next((s for s in found if s.start <= position <= s.start + len(s.word)), None)


def _replace(editor: MarkupEdit, stretch: Stretch, word: str, checked: bool = False) -> None:
    """Put a word in place of another, in its style, as one step."""
    cursor = cursor_on(editor, stretch)
    if cursor.selectedText() != stretch.word:
        return
    first = QTextCursor(cursor)
    first.setPosition(stretch.start + 1)
    cursor.insertText(word, first.charFormat())
