"""A passage that is shown already, with other words in some of its lines, as while one is typed in."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtGui import QTextCursor

from ui.preview.rendering import write_line
from workbench.paper.scripts import runs_right_to_left
from workbench.passages import Line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QTextDocument

    from ui.preview.looks import Sheet
    from workbench.passages import Block, Passage


def rewrite(
    before: Passage, after: Passage, places: Sequence[int], document: QTextDocument, sheet: Sheet
) -> bool:
    """Write only the lines that differ into a document that shows ``before``.

    ``places`` are the text blocks of the lines, as they were rendered. Return whether nothing but words and
    labels of lines differs; where something else does, nothing is written.
    """
    if not _are_alike(before, after):
        return False
    lines = [(old, new) for old, new in zip(_blocks(before), _blocks(after), strict=True) if _is_line(old)]
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    for (old, new), place in zip(lines, places, strict=True):
        if old != new and isinstance(new, Line):
            block = document.findBlockByNumber(place)
            cursor.setPosition(block.position())
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
            cursor.removeSelectedText()
            write_line(cursor, sheet, new)
    cursor.endEditBlock()
    return True


def _are_alike(before: Passage, after: Passage) -> bool:
    """Whether two passages have the same blocks, but for words and labels of lines."""
    if replace(before, blocks=(), footnotes=()) != replace(after, blocks=(), footnotes=()):
        return False
    if (len(before.blocks), len(before.footnotes)) != (len(after.blocks), len(after.footnotes)):
        return False
    return all(map(_is_alike, _blocks(before), _blocks(after)))


def _is_alike(old: Block, new: Block) -> bool:
    if isinstance(old, Line) and isinstance(new, Line):
        is_same_place = (old.look, old.node, old.field) == (new.look, new.node, new.field)
        return is_same_place and runs_right_to_left(old.text) == runs_right_to_left(new.text)
    return old == new


def _blocks(passage: Passage) -> tuple[Block, ...]:
    return (*passage.blocks, *passage.footnotes)


def _is_line(block: Block) -> bool:
    return isinstance(block, Line)
