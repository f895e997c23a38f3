"""Text fields on their way to markup: joined lines, and what will replace stretches of them."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from workbench.intake.form import Mark, is_all_bold
from workbench.intake.notes import RAISED_DIGITS
from workbench.markup import Block as Written
from workbench.markup import Run, escape, parse, render
from workbench.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from workbench.intake.drafts import Block, Book, Text
    from workbench.intake.joining import Joined, Joiner
    from workbench.markup import BlockKind, Span
    from workbench.subtree import Subtree

_ONLY_DIGITS = bytes(ord("1") if chr(code) in "0123456789" else ord(" ") for code in range(256))
_RAISED = re.compile(r"[¹²³⁰⁴-⁹]+")
_SPECIAL = re.compile(r"[\\*\[\]]")
_PLAIN = Mark(0, 0)
_BOLD_ANYWAY = frozenset({"title", "heading", "caption", "headline"})


class Piece:
    """One block of a text field.

    ``numbers`` are its runs of digits as (start, end, digits); ``spans`` are (start, end, markup)
    that replace its text, the first of those that overlap; ``marks`` what the source says of stretches.
    """

    __slots__ = ("_ends", "block", "field", "joined", "marks", "node", "numbers", "raw", "spans", "text")

    def __init__(self, text: Text, block: Block, joined: Joined) -> None:
        self.text = text
        self.node = text.node
        self.field = text.field
        self.block = block
        self.joined = joined
        self.raw = joined.text
        self.marks: tuple[Mark, ...] = ()
        self._ends: list[int] | None = None
        self.numbers: list[tuple[int, int, str]] = []
        self.spans: list[tuple[int, int, str]] = []

    def line_at(self, position: int) -> int:
        """Return the line that a character came from."""
        return self.joined.line_at(position)

    def is_raised(self, place: int) -> bool:
        """Whether the source says that what stands at a place is raised above the line."""
        return any(mark.raised for mark in self.marks_in(place, place + 1))

    def marks_in(self, start: int, end: int) -> Iterator[Mark]:
        """Yield the marks of stretches that have something in common with one that is not empty."""
        if self._ends is None or len(self._ends) != len(self.marks):
            self._ends = [mark.end for mark in self.marks]
        for place in range(bisect_right(self._ends, start), len(self.marks)):
            mark = self.marks[place]
            if mark.start >= end:
                return
            yield mark

    def replace(self, start: int, end: int, markup: str) -> None:
        """Let ``markup`` stand for a stretch of the text."""
        self.spans.append((start, end, markup))

    def markup(self, has_special: bool) -> str:
        """Return the block as markup, its sign before it; ``has_special``: the source needs escaping."""
        if self.marks:
            return self._rendered()
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

    def _rendered(self) -> str:
        """Return the markup of a block of which the source tells the look of stretches."""
        sign = self.block.sign
        kind: BlockKind = "bullet" if sign == "- " else "letter" if sign else "paragraph"
        spans = tuple(_merged(self._written()))
        return render([Written(kind, spans, sign[1:-2] if kind == "letter" else None)])

    def _written(self) -> Iterator[Span]:
        done = 0
        for start, end, markup in sorted(self.spans):
            look = self._look_at(start, end)
            if start < done or look.url:  # a link holds nothing live
                continue
            yield from self._runs(done, start)
            for span in parse(markup)[0].spans:
                yield span._replace(bold=look.bold, italic=look.italic)
            done = end
        yield from self._runs(done, len(self.raw))

    def _runs(self, start: int, end: int) -> Iterator[Run]:
        """Yield a stretch of the text as runs, each in one look."""
        for mark in self.marks_in(start, end):
            first, last = max(mark.start, start), min(mark.end, end)
            yield Run(self.raw[start:first])
            yield Run(self.raw[first:last], mark.bold, mark.italic, mark.url or None)
            start = last
        yield Run(self.raw[start:end])

    def _look_at(self, start: int, end: int) -> Mark:
        """Return the look of a stretch; where it is empty, that of the text on both sides of it."""
        if start < end:
            return next(self.marks_in(start, start + 1), _PLAIN)
        before = next(self.marks_in(start - 1, start), _PLAIN)
        after = next(self.marks_in(start, start + 1), _PLAIN)
        both = before.bold and after.bold, before.italic and after.italic
        return replace(_PLAIN, bold=both[0], italic=both[1])


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
    if joiner.has_marks:
        _find_marks(pieces)
    return pieces


def _find_marks(pieces: Sequence[Piece]) -> None:
    """Tell every piece its marks, and take out the numbers of which they tell what they are."""
    for piece in pieces:
        piece.marks = piece.joined.marks()
        if piece.marks:
            piece.numbers = [number for number in piece.numbers if not _is_known(piece, *number[:2])]


def take_look_of_lines(pieces: Iterable[Piece]) -> None:
    """Take bold off headings and the like that are bold as a whole: so they print anyway."""
    for piece in pieces:
        if piece.field in _BOLD_ANYWAY and piece.marks and is_all_bold(piece.raw, piece.marks):
            piece.marks = tuple(replace(mark, bold=False) for mark in piece.marks)


def _is_known(piece: Piece, start: int, end: int) -> bool:
    """Whether the source itself tells what a number is: a footnote's mark or a live field."""
    return any(mark.note or mark.target or mark.name for mark in piece.marks_in(start, end))


def _merged(spans: Iterable[Span]) -> Iterator[Span]:
    """Yield spans without empty ones, neighbouring runs of one look joined."""
    last: Run | None = None
    for span in spans:
        if isinstance(span, Run) and not span.text:
            continue
        if isinstance(span, Run) and last is not None and last._replace(text=span.text) == span:
            last = last._replace(text=last.text + span.text)
            continue
        if last is not None:
            yield last
        last = span if isinstance(span, Run) else None
        if last is None:
            yield span
    if last is not None:
        yield last


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
    book.doubt(line, node, field, word, Sentence("The hyphen at the end of the line was kept: “{0}”.", word))


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
