"""What a passage consists of: lines, tables and charts, each with the node and field it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Look = Literal[
    "symbol",
    "organ",
    "session",
    "section",
    "segment",
    "detail",
    "item",
    "title",
    "note",
    "box heading",
    "box",
    "heading 1",
    "heading 2",
    "heading 3",
    "numbered",
    "unnumbered",
    "continuation",
    "bullet",
    "letter",
    "headline",
    "headline continuation",
    "bold item",
    "decision",
    "decision continuation",
    "key finding",
    "caption",
    "scale",
    "footnote",
]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text in one style; ``raised`` for the mark of a footnote."""

    text: str
    bold: bool = False
    italic: bool = False
    url: str | None = None
    raised: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph; ``label`` is its number, letter or bullet as shown, "" where it has none.

    ``field`` is the field of ``node`` that holds its words, None where they are nobody's.
    """

    look: Look
    node: int
    field: str | None
    pieces: tuple[Piece, ...]
    label: str = ""

    @property
    def text(self) -> str:
        """The words, without the label."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table and the field it comes from."""

    text: str
    field: str


@dataclass(frozen=True, slots=True)
class Table:
    """A row of values under their headings."""

    node: int
    header: tuple[str, ...]
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """A rating: its node, criterion and score as printed; ``value`` is None where there is no bar."""

    node: int
    criterion: str
    score: str
    value: float | None


@dataclass(frozen=True, slots=True)
class Chart:
    """The ratings of a figure on a scale from nothing to ``highest``; ``legend`` says what the ends mean."""

    node: int
    bars: tuple[Bar, ...]
    highest: float
    legend: str = ""


Block = Line | Table | Chart


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a paper: its blocks, the footnotes marked in it, and the node it was asked for.

    ``language`` is that of the fixed words. ``left_out`` counts the nodes before and after that the paper
    prints in the same place and that were too many to show.
    """

    node: int
    language: str
    blocks: tuple[Block, ...]
    footnotes: tuple[Line, ...]
    left_out: tuple[int, int] = (0, 0)
