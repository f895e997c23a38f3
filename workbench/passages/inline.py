"""Markup as the pieces of a line: emphasis, links, live references, marks of footnotes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workbench.markup import Anchor, Block, Reference, Run, Span, parse
from workbench.numbering import UNKNOWN
from workbench.passages.blocks import Line, Look, Piece

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from workbench.numbering import Numbers
    from workbench.tree import Tree


@dataclass(frozen=True, slots=True)
class Looks:
    """The looks of one kind of text: of its first block, further blocks and list items.

    ``opens`` where a number or a lead needs a paragraph before a list.
    """

    first: Look
    further: Look
    bullet: Look | None = None
    letter: Look | None = None
    opens: bool = False


@dataclass(slots=True)
class Inline:
    """Turns texts into lines; gathers the footnotes they mark, in the order of their marks."""

    tree: Tree
    numbers: Numbers
    notes: dict[int, None] = field(default_factory=dict)

    def lines(
        self,
        node: int,
        name: str,
        markup: str | None,
        looks: Looks,
        *,
        label: str = "",
        lead: Iterable[Piece] = (),
        in_note: bool = False,
    ) -> Iterator[Line]:
        """Yield the blocks of a text of ``node``, the first with its label or after ``lead``."""
        blocks = list(parse(markup))
        if looks.opens and (not blocks or blocks[0].kind != "paragraph"):
            blocks.insert(0, Block("paragraph", ()))
        for place, block in enumerate(blocks):
            pieces = (*(lead if place == 0 else ()), *self.pieces(node, block.spans, in_note=in_note))
            if block.kind == "paragraph":
                look = looks.first if place == 0 else looks.further
                yield Line(look, node, name, pieces, label if place == 0 else "")
            else:
                own = looks.bullet if block.kind == "bullet" else looks.letter
                sign = f"({block.letter})" if block.letter else "•"
                yield Line(own or looks.further, node, name, pieces, sign)

    def one_line(self, node: int, markup: str | None) -> Iterator[Piece]:
        """Yield the pieces of a text that is printed in one line, as in a heading."""
        for block in parse(markup):
            if block.kind != "paragraph":
                yield Piece(f"({block.letter}) " if block.letter else "- ")
            yield from self.pieces(node, block.spans)

    def pieces(self, node: int, spans: Iterable[Span], *, in_note: bool = False) -> Iterator[Piece]:
        """Yield spans of a text of ``node`` as they are printed; a footnote holds no further ones."""
        for span in spans:
            match span:
                case Run(text=text, url=url):
                    yield Piece(text, span.bold, span.italic, url)
                case Reference():
                    yield Piece(self.numbers.printed(span, node), span.bold, span.italic)
                case Anchor(node=note):
                    yield Piece(UNKNOWN if in_note else self._mark(note), raised=True)

    def _mark(self, note: int) -> str:
        if note not in self.tree or self.tree[note].kind != "footnote":
            return UNKNOWN
        self.notes[note] = None
        return self.numbers.label.get(note, "*")
