"""Text fields on their way to markup: joined lines, and what will replace stretches of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workbench.intake.notes import RAISED_DIGITS
from workbench.markup import escape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.intake.drafts import Block, Book, Text
    from workbench.intake.joining import Joined, Joiner
    from workbench.subtree import Subtree

_ONLY_DIGITS = bytes(ord("1") if chr(code) in "0123456789" else ord(" ") for code in range(256))
_RAISED = re.compile(r"[¹²³⁰⁴-⁹]+")
_SPECIAL = re.compile(r"[\\*\[\]]")


class Piece:
    """One block of a text field.

    ``numbers`` are its runs of digits as (start, end, digits); ``spans`` are (start, end, markup)
    that replace its text, the first of those that overlap.
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
        """Let ``markup`` stand for a stretch of the text."""
        self.spans.append((start, end, markup))

    def markup(self, has_special: bool) -> str:
        """Return the block as markup, its sign before it; ``has_special``: the source needs escaping."""
        if not self.spans:
            if has_special or self.raw[:1] in "-(":
                return self.block.sign + escape(self.raw)
            return self.block.sign + self.raw
        parts: list[str] = []
        done = 0
        for start, end, markup in sorted(self.spans):
            if start < done:
                continue
            stretch = self.raw[done:start]
            parts.append(_SPECIAL.sub(r"\\\g<0>", stretch) if done else escape(stretch))
            parts.append(markup)
            done = end
        parts.append(_SPECIAL.sub(r"\\\g<0>", self.raw[done:]))
        return self.block.sign + "".join(parts)


def cut(texts: Sequence[Text], joiner: Joiner, book: Book) -> list[Piece]:
    """Return the blocks of ``texts`` in order; hyphens kept in doubt are noted in ``book``."""
    pieces = []
    for text in texts:
        for block in text.blocks:
            joined = joiner.join(block.rows)
            pieces.append(Piece(text, block, joined))
            for index, word in joined.hyphens:
                note_hyphen(book, joined, index, word, text.node, text.field)
    _find_numbers(pieces)
    if joiner.has_any(RAISED_DIGITS[1:4]):
        for piece in pieces:
            raised = [(match.start(), match.end(), match[0]) for match in _RAISED.finditer(piece.raw)]
            piece.numbers = sorted(piece.numbers + raised)
    return pieces


def _find_numbers(pieces: Sequence[Piece]) -> None:
    """Tell every piece its numbers.

    All texts are searched in one go, as bytes of which only digits are left: one byte keeps every
    character's place, and ``find`` is many times faster than a pattern.
    """
    text = "\n".join([piece.raw for piece in pieces])
    digits = text.encode("ascii", "replace").translate(_ONLY_DIGITS)
    place = start = 0
    position = digits.find(b"1")
    while position >= 0:
        end = digits.find(b" ", position)
        end = end if end >= 0 else len(text)
        while position > start + len(pieces[place].raw):
            start += len(pieces[place].raw) + 1
            place += 1
        pieces[place].numbers.append((position - start, end - start, text[position:end]))
        position = digits.find(b"1", end)


def note_hyphen(book: Book, joined: Joined, line: int, word: str, node: Subtree, field: str) -> None:
    """List a line-end hyphen that was kept because nothing shows whether it belongs to the word."""
    book.doubt(line, node, field, word, f"The hyphen at the end of the line was kept: “{word}”.")


def write(pieces: Sequence[Piece], book: Book, joiner: Joiner) -> None:
    """Set the fields of the nodes and claim their lines."""
    has_special = joiner.has_any("\\*[]")
    before: Piece | None = None
    for piece in pieces:
        fields, field = piece.node.fields, piece.field
        written = fields.get(field)
        if written:
            items = (
                before is not None and before.text is piece.text and before.block.sign and piece.block.sign
            )
            fields[field] = written + ("\n" if items else "\n\n") + piece.markup(has_special)
        else:
            fields[field] = piece.markup(has_special)
        owner = piece.node.id
        for row in piece.block.rows:
            book.owners[row.line] = owner
        before = piece
