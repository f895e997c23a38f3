"""Letters of one paragraph as they come, gathered into spans of one look."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from workbench.documents.document import Span

if TYPE_CHECKING:
    from workbench.documents.fields import Field
    from workbench.documents.styles import Look


class Piece(NamedTuple):
    """What letters must share to be one span."""

    look: Look
    url: str
    note: str
    field: Field | None
    marks: tuple[str, ...]


class Pieces:
    """The letters of one paragraph, or of several that are joined."""

    def __init__(self) -> None:
        self._pieces: list[tuple[Piece, list[str]]] = []

    def add(self, piece: Piece, text: str) -> None:
        """Add letters; the mark of a note is a span of its own."""
        if self._pieces and not piece.note and self._pieces[-1][0] == piece:
            self._pieces[-1][1].append(text)
        else:
            self._pieces.append((piece, [text]))

    def taken(self) -> list[Span]:
        """Return the spans, and begin anew."""
        counts = self._plain_is_emphasis()
        spans = [_span(piece, "".join(texts), counts) for piece, texts in self._pieces]
        self._pieces = []
        return spans

    def _plain_is_emphasis(self) -> bool:
        """Whether upright or thin letters are the exception in an italic or bold paragraph."""
        if not any(piece.look.is_plain for piece, _ in self._pieces):
            return False
        lengths = {True: 0, False: 0}
        for piece, texts in self._pieces:
            lengths[piece.look.is_plain] += sum(len(text.strip()) for text in texts)
        return lengths[True] < lengths[False]


def _span(piece: Piece, text: str, plain_is_emphasis: bool) -> Span:
    bold, italic, is_plain, raised = piece.look
    instruction = piece.field.instruction if piece.field is not None else ""
    italic = italic or (plain_is_emphasis and is_plain)
    return Span(text, bold, italic, raised, piece.url, piece.note, instruction, piece.marks)
