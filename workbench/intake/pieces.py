"""Text fields on their way to markup: joined lines, and what will replace stretches of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from workbench.intake.drafts import Block, Book, Text
from workbench.intake.joining import Joined, Joiner
from workbench.markup import escape
from workbench.subtree import Subtree

_NUMBER = re.compile(r"[0-9]+|[¹²³⁰⁴-⁹]+")
_SPECIAL = re.compile(r"[\\*\[\]]")


class Piece:
    """One block of a text field; ``spans`` are (start, end, markup) that replace its text."""

    __slots__ = ("block", "field", "joined", "node", "raw", "spans", "text")

    def __init__(self, text: Text, block: Block, joined: Joined) -> None:
        self.text = text
        self.node = text.node
        self.field = text.field
        self.block = block
        self.joined = joined
        self.raw = joined.text
        self.spans: list[tuple[int, int, str]] = []

    def numbers(self) -> Iterator[re.Match[str]]:
        """Yield every run of digits."""
        return _NUMBER.finditer(self.raw)

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
            return self.block.sign + escape(self.raw)
        parts: list[str] = []
        done = 0
        for start, end, markup in sorted(self.spans):
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
    return pieces


def note_hyphen(book: Book, joined: Joined, line: int, word: str, node: Subtree, field: str) -> None:
    """List a line-end hyphen that was kept because nothing shows whether it belongs to the word."""
    book.doubt(line, node, field, word, f"The hyphen at the end of the line was kept: “{word}”.")


def write(pieces: Sequence[Piece], book: Book) -> None:
    """Set the fields of the nodes and claim their lines."""
    for index, piece in enumerate(pieces):
        fields = piece.node.fields
        before = pieces[index - 1] if index else None
        if before is not None and before.text is piece.text:
            items = bool(before.block.sign and piece.block.sign)
            fields[piece.field] += ("\n" if items else "\n\n") + piece.markup()
        elif fields.get(piece.field):
            fields[piece.field] += "\n\n" + piece.markup()
        else:
            fields[piece.field] = piece.markup()
        for row in piece.block.rows:
            book.claim(row, piece.node)
