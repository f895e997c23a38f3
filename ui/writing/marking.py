"""Underlines the unknown words in every text that is seen, in small portions while nobody types."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject
from PySide6.QtGui import QColor, QPalette, QTextCharFormat, QTextDocument
from PySide6.QtWidgets import QTextEdit

from ui.merging.shades import RED, shade
from ui.text.editor import MarkupEdit
from ui.timing import once_after
from ui.writing.focus import texts_on
from ui.writing.stretches import blocks, cursor_on, unknown_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ui.session import Session
    from ui.window import MainWindow
    from ui.writing.focus import Text
    from ui.writing.spellers import Spellers
    from workbench.spelling import Speller, Stretch

REST_MS = 300
"""Words are looked up when no letter was typed for this long."""
PORTION_S = 0.006
"""How long words are looked up before events are handled again."""
MOST_MARKS = 300


class Seen(NamedTuple):
    """What the marks of a text were made from: while that is the same, so are they."""

    document: QTextDocument
    revision: int
    speller: Speller | None
    palette: int
    typed: int


class Marking(QObject):
    """Made by :class:`~ui.writing.spelling.Spelling`; marks are drawn over texts, which stay as they are."""

    def __init__(self, window: MainWindow, spellers: Spellers, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._session: Session = window.session
        self._spellers = spellers
        self._is_on = False
        self._seen: dict[MarkupEdit, Seen] = {}
        self._watched: set[MarkupEdit] = set()
        self._typed: tuple[MarkupEdit, int] | None = None
        self._round: Iterator[None] = iter(())
        self._rest = once_after(self, REST_MS, self.on_rest)
        self._next = once_after(self, 0, self.on_portion)

    def start(self) -> None:
        """Mark from now on, and once nothing has happened for a moment."""
        self._is_on = True
        self.look_again()

    def stop(self) -> None:
        """Take all marks away, and mark no more until :meth:`start`."""
        self._is_on = False
        self._pause()
        for editor in self._seen:
            editor.setExtraSelections([])
        self._seen.clear()

    def forget(self) -> None:
        """Forget what is marked in a workspace that is closed."""
        self._pause()
        self._seen.clear()
        self._typed = None

    def look_again(self) -> None:
        """Look for other texts, or other words in them, once nothing has happened for a moment."""
        if self._is_on and self._session.is_open:
            self._pause()
            self._rest.start()

    def on_typed(self) -> None:
        """Leave the word that is being typed alone until the cursor is elsewhere."""
        editor = self.sender()
        if isinstance(editor, MarkupEdit) and editor.hasFocus() and editor.is_dirty:
            self._typed = editor, editor.textCursor().position()
        self.look_again()

    def on_rest(self) -> None:
        """Begin with the texts that are not marked as they should be."""
        if self._is_on and self._session.is_open:
            self._round = self._mark_all()
            self.on_portion()

    def on_portion(self) -> None:
        """Go on for as long as nobody feels it."""
        until = time.perf_counter() + PORTION_S
        for _ in self._round:
            if time.perf_counter() > until:
                self._next.start()
                return

    def _pause(self) -> None:
        self._rest.stop()
        self._next.stop()
        self._round = iter(())

    def _mark_all(self) -> Iterator[None]:
        """Mark text after text, with a pause after each block."""
        for text in self._texts():
            self._watch(text.editor)
            if not self._spellers.is_ready(text.form.node):
                self._rest.start()
                continue
            speller = self._spellers.of(text.form.node)
            seen = self._seen_in(text.editor, speller)
            if self._seen.get(text.editor) != seen:
                yield from self._mark(text.editor, seen)
                self._seen[text.editor] = seen
            yield

    def _texts(self) -> list[Text]:
        """Return every text of both pages, those in sight first, the one with the focus before all."""
        page = self._window.page
        pages = [page] if page.beside is None else [page, page.beside]
        return sorted((text for one in pages for text in texts_on(one)), key=_is_out_of_sight)

    def _watch(self, editor: MarkupEdit) -> None:
        if editor not in self._watched:
            self._watched.add(editor)
            editor.textChanged.connect(self.on_typed)
            editor.cursorPositionChanged.connect(self.look_again)

    def _seen_in(self, editor: MarkupEdit, speller: Speller | None) -> Seen:
        is_typed = self._typed == (editor, editor.textCursor().position()) and editor.hasFocus()
        typed = editor.textCursor().position() if is_typed else -1
        return Seen(
            editor.document(), editor.document().revision(), speller, editor.palette().cacheKey(), typed
        )

    def _mark(self, editor: MarkupEdit, seen: Seen) -> Iterator[None]:
        marks: list[QTextEdit.ExtraSelection] = []
        if seen.speller is not None:
            form = _format(mark_colour(editor.palette()))
            for block in blocks(editor):
                for stretch in unknown_in(block, seen.speller):
                    if not stretch.start <= seen.typed <= stretch.start + len(stretch.word):
                        marks.append(_marked(editor, stretch, form))
                yield
                if editor.document() is not seen.document:
                    return  # the blocks went with it
        editor.setExtraSelections(marks[:MOST_MARKS])


def mark_colour(palette: QPalette) -> QColor:
    """Return a red that is well seen on the ground of text fields, light or dark."""
    return shade(RED, palette).ink


def _is_out_of_sight(text: Text) -> tuple[bool, bool]:
    return not text.editor.hasFocus(), text.editor.visibleRegion().isEmpty()


def _format(colour: QColor) -> QTextCharFormat:
    form = QTextCharFormat()
    form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
    form.setUnderlineColor(colour)
    return form


def _marked(editor: MarkupEdit, stretch: Stretch, form: QTextCharFormat) -> QTextEdit.ExtraSelection:
    mark = QTextEdit.ExtraSelection()
    mark.cursor = cursor_on(editor, stretch)
    mark.format = form
    return mark
