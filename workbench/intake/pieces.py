"""Text fields on their way to markup: joined lines, and what will replace stretches of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from workbench.intake.drafts import Block, Book, Text
from workbench.intake.joining import Joined, Joiner
from workbench.intake.notes import RAISED_DIGITS
from workbench.markup import escape
from workbench.subtree import Subtree

_DIGITS = re.compile(r"[0-9]+")
_DIGITS_AND_RAISED = re.compile(r"[0-9]+|[¹²³⁰⁴-⁹]+")
_SPECIAL = re.compile(r"[\\*\[\]]")


class Piece:
    """One block of a text field.

    ``numbers`` are its runs of digits as (start, end, digits); ``spans`` are (start, end, markup) that replace its text.
    """

    __slots__ = ("block", "field", "joined", "node", "numbers", "raw", "spans", "text")

    def __init__(self, text: Text, block: Block, joined: Joined) -> None:
        self.text = text
        self.node = text.node
        self.field = text.field
        self.block = block
        self.joined = joined
        self.raw = joined.text
        self.numbers: list[tuple[int, int, str]] = []
        self.spans: list[tuple[int, int, str]] = []

    def line_at(self, position: int) -> int:
        """Return the line that a character came from."""
        return self.joined.line_at(position)

    def replace(self, start: int, end: int, markup: str) -> None:
        """Let ``markup`` stand for a stretch of the text, unless part of it is taken already."""
        if all(end <= first or last <= start for first, last, _ in self.spans):
            self.spans.append((start, end, markup))

    def markup(self) -> str:
        """Return the block as markup, its sign before it."""
        if not self.spans:
            return self.block.sign + _escaped(self.raw)
        parts: list[str] = []
        done = 0
        for start, end, markup in sorted(self.spans):
            stretch = self.raw[done:start]
            parts.append(_SPECIAL.sub(r"\\\g<0>", stretch) if done else escape(stretch))
            parts.append(markup)
            done = end
        parts.append(_SPECIAL.sub(r"\\\g<0>", self.raw[done:]))
        return self.block.sign + "".join(parts)


def _escaped(text: str) -> str:
    """Return ``text`` as markup; most texts hold nothing to escape, which is quickly seen."""
    if text[:1] in "-(" or "*" in text or "[" in text or "]" in text or "\\" in text:
        return escape(text)
    return text


def cut(texts: Sequence[Text], joiner: Joiner, book: Book) -> list[Piece]:
    """Return the blocks of ``texts`` in order; hyphens kept in doubt are noted in ``book``."""
    pieces = []
    for text in texts:
        for block in text.blocks:
            joined = joiner.join(block.rows)
            pieces.append(Piece(text, block, joined))
            for index, word in joined.hyphens:
                note_hyphen(book, joined, index, word, text.node, text.field)
    _find_numbers(pieces, _DIGITS_AND_RAISED if joiner.has_any(RAISED_DIGITS) else _DIGITS)
    return pieces


def _find_numbers(pieces: Sequence[Piece], pattern: re.Pattern[str]) -> None:
    """Tell every piece its numbers, found in one go over all of them: far cheaper than one by one."""
    place = start = 0
    for match in pattern.finditer("\n".join([piece.raw for piece in pieces])):
        position = match.start()
        while position > start + len(pieces[place].raw):
            start += len(pieces[place].raw) + 1
            place += 1
        pieces[place].numbers.append((position - start, match.end() - start, match[0]))


def note_hyphen(book: Book, joined: Joined, line: int, word: str, node: Subtree, field: str) -> None:
    """List a line-end hyphen that was kept because nothing shows whether it belongs to the word."""
    book.doubt(line, node, field, word, f"The hyphen at the end of the line was kept: “{word}”.")


def write(pieces: Sequence[Piece], book: Book) -> None:
    """Set the fields of the nodes and claim their lines."""
    before: Piece | None = None
    for piece in pieces:
        fields, field = piece.node.fields, piece.field
        written = fields.get(field)
        if written:
            items = before is not None and before.text is piece.text and before.block.sign and piece.block.sign
            fields[field] = written + ("\n" if items else "\n\n") + piece.markup()
        else:
            fields[field] = piece.markup()
        owner = piece.node.id
        for row in piece.block.rows:
            book.owners[row.line] = owner
        before = piece
