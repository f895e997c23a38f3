"""Goes to the next unknown word: through the page, then through the rest of its paper, and round."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from ui.timing import once_after
from ui.writing.focus import Text, focused_text, texts_on
from ui.writing.reading import Place, places_after, places_before, scope_of
from ui.writing.stretches import cursor_on, unknown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ui.forms.page import Page
    from ui.window import MainWindow
    from ui.writing.spellers import Spellers
    from workbench.spelling import Stretch
    from workbench.tree import Tree

PORTION_S = 0.015
"""How long is looked for before events are handled again."""
WAIT_MS = 20
"""How long is waited, again and again, for the list of a language."""


class Start(NamedTuple):
    """Where a search began: its page, the text with the cursor if there is one, and the cursor in it."""

    page: Page
    node: int
    text: Text | None
    cursor: int


class Found(NamedTuple):
    """Where the next unknown word is: a text that is shown or to be shown, and whether it stands before."""

    place: Text | Place
    word: Stretch | None
    is_round: bool


class Seeking(QObject):
    """Made by :class:`~ui.writing.spelling.Spelling`. ``done`` carries a sentence, "" to take it back.

    A search ends without a word when the user goes elsewhere or the workspace changes meanwhile.
    """

    done = Signal(str)

    def __init__(self, window: MainWindow, spellers: Spellers, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._spellers = spellers
        self._start: Start | None = None
        self._search: Iterator[Found | None] = iter(())
        self._next = once_after(self, 0, self.on_portion)
        window.session.changed.connect(self.stop)
        window.session.closed.connect(self.stop)

    def start(self) -> None:
        """Go to the first unknown word behind the cursor, or of the selected node."""
        self.stop()
        if self._window.session.is_open and focused_text(self._window.page) is None:
            self._window.gridding.show_form()
        start = self._here()
        if start is None:
            return
        if not self._spellers.has_list(start.node):
            self.done.emit(self.tr("Spelling is checked in English and French texts only."))
            return
        self._start, self._search = start, self._look(start)
        self.on_portion()
        if self._start is not None:
            self.done.emit(self.tr("Looking for an unknown word…"))

    def stop(self, *_: object) -> None:
        """Look no further."""
        self._next.stop()
        self._start, self._search = None, iter(())

    def on_portion(self) -> None:
        """Go on for as long as nobody feels it."""
        if self._start is None or self._here() != self._start:
            self.stop()
            return
        if not self._spellers.is_ready(self._start.node):
            self._next.start(WAIT_MS)
            return
        until = time.perf_counter() + PORTION_S
        for found in self._search:
            if found is not None:
                start = self._start
                self.stop()
                self._show(found, start)
                return
            if time.perf_counter() > until:
                self._next.start(0)
                return
        self._say_all_known(self._start)
        self.stop()

    def _here(self) -> Start | None:
        """Return where a search would begin now."""
        window = self._window
        if not window.session.is_open:
            return None
        text = focused_text(window.page)
        if text is not None:
            return Start(window.page.active, text.form.node, text, text.editor.textCursor().selectionEnd())
        selected = window.tree.selected
        return None if selected is None else Start(window.page, selected, None, 0)

    @property
    def _tree(self) -> Tree:
        return self._window.session.workspace.tree

    def _look(self, start: Start) -> Iterator[Found | None]:
        """Yield where unknown words are, the nearest first, with None after each text that has none."""
        texts = texts_on(start.page) if start.page.node else []
        first = _first(texts, start)
        page, scope = start.page.node, scope_of(self._tree, start.node)
        yield from self._in_texts(texts[first:], start, is_round=False)
        yield from self._in_tree(places_after(self._tree, scope, page), is_round=False)
        yield from self._in_tree(places_before(self._tree, scope, page), is_round=True)
        yield from self._in_texts(texts[: first + 1], None, is_round=True)

    def _in_texts(
        self, texts: Iterable[Text], start: Start | None, *, is_round: bool
    ) -> Iterator[Found | None]:
        for text in texts:
            speller = self._spellers.of(text.form.node)
            after = start.cursor if start is not None and text == start.text else 0
            if speller is not None:
                for word in unknown(text.editor, speller):
                    if word.start >= after:
                        yield Found(text, word, is_round)
            yield None

    def _in_tree(self, places: Iterable[Place], *, is_round: bool) -> Iterator[Found | None]:
        for place in places:
            while not self._spellers.is_ready(place.node):
                yield None
            speller = self._spellers.of(place.node)
            if speller is not None and not speller.knows(self._tree[place.node].fields[place.field]):
                yield Found(place, None, is_round)
            yield None

    def _show(self, found: Found, start: Start) -> None:
        text = found.place if isinstance(found.place, Text) else None
        if text is None or (text != start.text and start.page is self._window.page):
            text = self._open(Place(*found.place) if text is None else Place(text.form.node, text.field.name))
        if text is None:
            return
        text.editor.setFocus()
        speller = self._spellers.of(text.form.node)
        word = found.word or (next(unknown(text.editor, speller), None) if speller is not None else None)
        if word is not None:
            text.editor.setTextCursor(cursor_on(text.editor, word))
            self._window.page.active.show_focus()
        words = self.tr("From the end the search went on at the start.") if found.is_round else ""
        self.done.emit(words)

    def _open(self, place: Place) -> Text | None:
        """Go to the form of a node that is not shown, and return its text."""
        self._window.on_field_asked(place.node, place.field)
        texts = texts_on(self._window.page)
        return next((text for text in texts if (text.form.node, text.field.name) == place), None)

    def _say_all_known(self, start: Start) -> None:
        words = {
            "paper": self.tr("Every word of this paper is known."),
            "challenge_set": self.tr("Every word of these challenges is known."),
            "workspace": self.tr("Every word of the English and French texts is known."),
        }
        self.done.emit(words[self._tree[scope_of(self._tree, start.node)].kind])


def _first(texts: list[Text], start: Start) -> int:
    """Return the place of the text to begin with among those of a page."""
    nodes = [text.form.node for text in texts]
    if start.text in texts:
        return texts.index(start.text)
    return nodes.index(start.node) if start.node in nodes else 0
