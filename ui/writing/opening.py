"""Length of the text that has the focus, spelling of all texts that are seen, and their commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QMenu, QMenuBar, QWidget

from ui.timing import after_painting

if TYPE_CHECKING:
    from ui.window import MainWindow
    from ui.writing.counting import WordCount
    from ui.writing.focus import Text
    from ui.writing.spelling import Spelling

SPELLING = "spelling"
"""Under which is kept that spelling is not wanted; nothing where it is."""


class Writing(QObject):
    """Made by the window; its parts are made when a text is first seen, or gets the focus.

    ``done`` is sent with a sentence for the status bar, ``spelling_wanted`` when that changes.
    """

    done = Signal(str)
    spelling_wanted = Signal(bool)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._text: Text | None = None
        self._count: WordCount | None = None
        self._spelling: Spelling | None = None
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self.on_focus_changed)
        window.session.closed.connect(self.on_closed)
        window.page.filled.connect(self.on_filled)

    @property
    def wants_spelling(self) -> bool:
        """Whether unknown words are to be marked."""
        return self._window.settings.text_of(SPELLING) != "off"

    @property
    def spelling(self) -> Spelling:
        """What marks unknown words; made when first wanted."""
        if self._spelling is None:
            from ui.writing.spelling import Spelling

            self._spelling = Spelling(self._window, self)
            self._spelling.done.connect(self.done)
        return self._spelling

    def on_focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        """Follow the focus from text to text; a menu, a dialog or another program is no other text."""
        if new is None or isinstance(new, (QMenu, QMenuBar)) or new.window() is not self._window:
            return
        text = self._focused()
        if text != self._text:
            self._follow(text)

    def on_filled(self) -> None:
        """Mark the texts of a page that came, after it was painted."""
        if self.wants_spelling:
            after_painting(self, self.mark)

    def mark(self) -> None:
        """Mark unknown words in what is seen, if that is wanted."""
        if self.wants_spelling and self._window.session.is_open:
            self.spelling.start()

    def on_closed(self) -> None:
        """Let go of the text of a workspace that is closed."""
        self._follow(None)

    def set_limits(self) -> None:
        """Let the user say how many words the texts should have at most."""
        from ui.writing.limits import LimitsDialog
        from workbench.word_counts import kept_limits

        dialog = LimitsDialog(kept_limits(self._window.session.workspace), self._window)
        dialog.given.connect(self.on_limits)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def on_limits(self, limits: object) -> None:
        """Keep the limits, and check all texts against them."""
        from workbench.errors import UserError
        from workbench.word_counts import keep_limits

        session = self._window.session
        try:
            keep_limits(session.workspace, limits)  # type: ignore[arg-type]
        except UserError as error:
            session.refuse(error)
            return
        session.checks.read_beside()
        session.checked.emit()

    def toggle_spelling(self) -> None:
        """Mark unknown words from now on, or no longer."""
        wanted = not self.wants_spelling
        self._window.settings.keep_text(SPELLING, None if wanted else "off")
        if wanted:
            self.mark()
            self._follow(self._text)
        elif self._spelling is not None:
            self._spelling.stop()
            self._spelling.follow(None)
        self.spelling_wanted.emit(wanted)

    def next_misspelling(self) -> None:
        """Go to the next unknown word of the paper."""
        self.spelling.select_next()

    def _focused(self) -> Text | None:
        window = self._window
        if not window.session.is_open or window.page.active.focused_text() is None:
            return None
        from ui.writing.focus import focused_text

        return focused_text(window.page)

    def _follow(self, text: Text | None) -> None:
        self._text = text
        if text is not None and self._count is None:
            from ui.writing.counting import WordCount

            self._count = WordCount(self._window.session, self)
            self._window.statusBar().insertPermanentWidget(0, self._count.label)
        if self._count is not None:
            self._count.follow(text)
        if self._spelling is not None or (text is not None and self.wants_spelling):
            self.spelling.follow(text if self.wants_spelling else None)
