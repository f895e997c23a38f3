"""Items of a list while one types: a sign begins them, Return goes on with them, an empty one ends them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtGui import QTextBlockFormat, QTextCharFormat, QTextCursor

from ui.text.document import make_bullet

if TYPE_CHECKING:
    from PySide6.QtGui import QTextBlock

SIGNS = ("-", "*", "•")
"""What makes a list item of a block, with a blank behind it."""
_LETTER = re.compile(r"\(([a-y])\) ")


def toggle_bullets(cursor: QTextCursor) -> None:
    """Turn the selected blocks into list items, or list items into paragraphs."""
    cursor.beginEditBlock()
    leaves = cursor.currentList() is not None
    for block in _blocks(cursor):
        each = QTextCursor(block)
        if leaves and each.currentList() is not None:
            leave_list(each)
        elif not leaves and each.currentList() is None:
            make_bullet(each)
    cursor.endEditBlock()


def go_on(cursor: QTextCursor) -> bool:
    """Start the next item, or end the list where the item is empty; False where the cursor is in none."""
    if cursor.currentList() is None:
        return _next_letter(cursor)
    if cursor.block().text():
        cursor.insertBlock()
    else:
        leave_list(cursor)
    return True


def begin_bullet(cursor: QTextCursor) -> bool:
    """Make a list item of a block that holds its sign only; False where it does not."""
    if cursor.currentList() is not None or cursor.block().text() not in SIGNS or not cursor.atBlockEnd():
        return False
    cursor.beginEditBlock()
    cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock, QTextCursor.MoveMode.KeepAnchor)
    cursor.removeSelectedText()
    make_bullet(cursor)
    cursor.endEditBlock()
    return True


def is_at_start(cursor: QTextCursor) -> bool:
    """Whether a cursor stands before the words of a list item."""
    return cursor.currentList() is not None and cursor.atBlockStart() and not cursor.hasSelection()


def leave_list(cursor: QTextCursor) -> None:
    """Turn the list item at the cursor into a paragraph."""
    cursor.beginEditBlock()
    cursor.currentList().remove(cursor.block())
    cursor.setBlockFormat(QTextBlockFormat())
    cursor.endEditBlock()


def _next_letter(cursor: QTextCursor) -> bool:
    """Go on with the next letter in a lettered item; False where there is none."""
    match = _LETTER.match(cursor.block().text())
    if not match or cursor.positionInBlock() < match.end():
        return False
    cursor.beginEditBlock()
    cursor.insertBlock(QTextBlockFormat(), QTextCharFormat())
    cursor.insertText(f"({chr(ord(match[1]) + 1)}) ", QTextCharFormat())
    cursor.endEditBlock()
    return True


def _blocks(cursor: QTextCursor) -> list[QTextBlock]:
    """Return every block the selection touches."""
    block = cursor.document().findBlock(cursor.selectionStart())
    blocks = []
    while block.isValid() and block.position() <= cursor.selectionEnd():
        blocks.append(block)
        block = block.next()
    return blocks
