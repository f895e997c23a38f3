"""A text document as it was read: blocks in reading order, and what travelled with them.

Readers of files make it; intake, the reader of drafts that came back and the reader of matrices use it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from workbench.sentences import Sentence


@dataclass(frozen=True, slots=True)
class Span:
    r"""A stretch of text in one look, as shown when all tracked changes are accepted.

    ``text`` of a field is what it shows; ``field`` is its instruction ("REF _evw_12 \h"), "" elsewhere.
    ``note`` is the key in :attr:`Document.notes` of the foot- or endnote whose mark this is (``text`` is
    then what the mark shows, or ""). A line break inside a paragraph is "\n", a tab "\t".
    """

    text: str
    bold: bool = False
    italic: bool = False
    raised: bool = False
    url: str = ""
    note: str = ""
    field: str = ""
    bookmarks: tuple[str, ...] = ()
    """The names of the bookmarks that enclose this stretch and begin in this paragraph."""


@dataclass(slots=True)
class Paragraph:
    """One paragraph.

    ``style`` is the style's name in small letters ("heading 1", "key finding"), ``level`` the outline level
    from 0 that it or its style has, None for body text. ``label`` is the automatic number or bullet as shown
    ("26.", "(a)", "•"), computed, "" where there is none; ``is_counted`` tells a number from a bullet.
    ``indent`` is the list level from 0. ``in_box`` says that it stands in a text box, a frame or between
    borders on all sides. ``bookmarks`` are the names of all that begin in it. ``is_first_on_page`` holds
    where a page break stands before it. ``comments`` are the positions in :attr:`Document.comments` of
    those that hang on it.
    """

    spans: list[Span] = field(default_factory=list)
    style: str = ""
    level: int | None = None
    label: str = ""
    is_counted: bool = False
    indent: int = 0
    in_box: bool = False
    is_first_on_page: bool = False
    bookmarks: tuple[str, ...] = ()
    language: str = ""
    comments: tuple[int, ...] = ()

    @property
    def text(self) -> str:
        """What it shows, without its label."""
        return "".join(span.text for span in self.spans)


@dataclass(slots=True)
class Cell:
    """One cell as drawn: ``blocks`` in order, how many columns and rows of the grid it covers."""

    blocks: list[Block] = field(default_factory=list)
    columns: int = 1
    rows: int = 1

    @property
    def text(self) -> str:
        """The texts of its paragraphs with their labels, a line each."""
        lines = (f"{p.label} {p.text}".strip() for p in paragraphs(self.blocks))
        return "\n".join(line for line in lines if line)


@dataclass(slots=True)
class Table:
    """A table: rows of cells by their column on the grid; a cell covered by another is left out.

    ``heads`` is the number of rows that repeat on every page. ``description`` is its alternative text.
    """

    rows: list[dict[int, Cell]] = field(default_factory=list)
    heads: int = 0
    style: str = ""
    description: str = ""


@dataclass(slots=True)
class Chart:
    """A chart by what it stores of its data: series by name, a value per category, None where empty."""

    title: str = ""
    categories: list[str] = field(default_factory=list)
    series: dict[str, list[float | None]] = field(default_factory=dict)
    description: str = ""


Block = Paragraph | Table | Chart


@dataclass(frozen=True, slots=True)
class Comment:
    """A remark somebody hung on the text; ``block`` is the position among the document's blocks."""

    author: str
    time: str
    text: str
    block: int


@dataclass(frozen=True, slots=True)
class Change:
    """A tracked change, which is taken as accepted; ``block`` as in :class:`Comment`."""

    kind: Literal["inserted", "deleted", "moved", "formatted"]
    author: str
    time: str
    text: str
    block: int


@dataclass(slots=True)
class Document:
    """A document; ``blocks`` are the body in reading order, text boxes where they are anchored.

    ``headers`` and ``footers`` hold what pages repeat, each text once. ``notes`` are the foot- and endnotes
    by key. ``language`` is the tag the file declares ("fr-FR"). ``warnings`` are sentences that name what is
    in the file and was left alone: macros, links to other files, pictures, embedded objects.
    """

    name: str
    sha256: str
    blocks: list[Block] = field(default_factory=list)
    notes: dict[str, list[Paragraph]] = field(default_factory=dict)
    headers: list[str] = field(default_factory=list)
    footers: list[str] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    properties: Mapping[str, str] = field(default_factory=dict)
    saved_by: str = ""
    saved_at: str = ""
    language: str = ""
    warnings: list[Sentence] = field(default_factory=list)


def paragraphs(blocks: list[Block]) -> Iterator[Paragraph]:
    """Yield every paragraph of some blocks in reading order, those in tables row by row."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        elif isinstance(block, Table):
            for row in block.rows:
                for cell in row.values():
                    yield from paragraphs(cell.blocks)
