"""How many words the text with the focus has, and whether that is too many."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtWidgets import QLabel

from ui.counting import counted
from ui.text.document import read
from ui.timing import once_after
from workbench.word_counts import count_words

if TYPE_CHECKING:
    from ui.session import Session
    from ui.writing.focus import Text

REST_MS = 150
"""A text is counted when no letter was typed for this long."""


class WordCount(QObject):
    """Made by :class:`~ui.writing.opening.Writing`; ``label`` says it in the status bar."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._text: Text | None = None
        self.label = QLabel()
        self.label.setAccessibleName(self.tr("Words in this text"))
        self._rest = once_after(self, REST_MS, self.show)
        session.changed.connect(self.on_changed)
        session.checked.connect(self.on_changed)

    def follow(self, text: Text | None) -> None:
        """Count another text from now on; None where the focus is on none."""
        if self._text is not None:
            editor, form, field = self._text
            editor.textChanged.disconnect(self._rest.start)
            editor.selectionChanged.disconnect(self._rest.start)
            if self._session.is_open:
                form.show_length(field.name, None)
        self._text = text
        self.label.setVisible(text is not None)
        if text is not None:
            text.editor.textChanged.connect(self._rest.start)
            text.editor.selectionChanged.connect(self._rest.start)
            self.show()

    def on_changed(self, *_: object) -> None:
        """Count again after a step, or after another limit was set."""
        if self._text is not None:
            self._rest.start()

    def show(self) -> None:
        """Count now, and say it."""
        if self._text is None or not self._session.is_open:
            return
        editor, form, field = self._text
        count = self._count(editor.document())
        limit = self._session.checks.facts.limits.get((form.kind, field.name))
        cursor = editor.textCursor()
        if cursor.hasSelection():
            selected = self._count(_selected(cursor))
            words = counted(count, self.tr("{0} of 1 word selected"), self.tr("{0} of {n} words selected"))
            self.label.setText(words.format(selected))
        else:
            self.label.setText(self._words(count, limit))
        is_over = limit is not None and count > limit
        form.show_length(field.name, self._too_long(count, limit or 0) if is_over else "")

    def _count(self, document: QTextDocument) -> int:
        assert self._text is not None
        return count_words(read(document), self._text.form.context.printed)

    def _words(self, count: int, limit: int | None) -> str:
        if limit is None:
            return counted(count, self.tr("1 word"), self.tr("{n} words"))
        words = counted(count, self.tr("1 word of {0}"), self.tr("{n} words of {0}")).format(limit)
        if count <= limit:
            return words
        return self.tr("{0}, {1} too many").format(words, count - limit)

    def _too_long(self, count: int, limit: int) -> str:
        from ui.marks import sentence
        from workbench.checks.rules import too_long

        return sentence(too_long(0, "", count, limit))


def _selected(cursor: QTextCursor) -> QTextDocument:
    part = QTextDocument()
    QTextCursor(part).insertFragment(cursor.selection())
    return part
