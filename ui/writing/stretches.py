"""Unknown words in the document of an editor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QTextCursor

from workbench.spelling import Stretch

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QTextBlock

    from ui.text.editor import MarkupEdit
    from workbench.spelling import Speller


def blocks(editor: MarkupEdit) -> Iterator[QTextBlock]:
    """Yield the blocks of a text."""
    block = editor.document().begin()
    while block.isValid():
        yield block
        block = block.next()


def unknown_in(block: QTextBlock, speller: Speller) -> Iterator[Stretch]:
    """Yield the unknown words of a block with their places in the document."""
    for start, word in speller.unknown(block.text()):
        yield Stretch(block.position() + start, word)


def unknown(editor: MarkupEdit, speller: Speller) -> Iterator[Stretch]:
    """Yield the unknown words of a text with their places in the document."""
    for block in blocks(editor):
        yield from unknown_in(block, speller)


def cursor_on(editor: MarkupEdit, stretch: Stretch) -> QTextCursor:
    """Return a cursor that has a word selected."""
    cursor = QTextCursor(editor.document())
    cursor.setPosition(stretch.start)
    cursor.setPosition(stretch.start + len(stretch.word), QTextCursor.MoveMode.KeepAnchor)
    return cursor
