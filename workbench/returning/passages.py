"""A document as a row of passages: paragraphs, tables and charts, with the names of its bookmarks."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workbench.documents.document import Chart, Paragraph, Table, paragraphs
from workbench.returning.letters import Token, keys_of, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.documents.document import Block as Content
    from workbench.documents.document import Document
    from workbench.markup import Block, BlockKind
    from workbench.returning.letters import Lettering

OWN = "_evw_"
_SHOWN = 60
_CONTENTS = ("toc", "table of contents", "contents heading", "index heading")
_LETTER = re.compile(r"\(?([a-z]|[ivx]{2,5})[.)]$")
_BULLET_SIGNS = frozenset("•·∙●○◦▪■‣⁃\uf0a7\uf0b7–-")
_BULLET_STYLES = ("list bullet", "list paragraph bullet")


@dataclass(frozen=True, slots=True)
class Role:
    """What a passage of the draft we wrote is: block ``index`` of a field of a node, or something of its own.

    ``kind`` is "text" for the blocks of a text, "heading" for what stands on one line behind a number,
    "number" for a heading that is a number alone, "table" and "ratings" for what they say, "line" for a
    line of the front page, "answer" for the heading of an answer, and "fixed" for other words that nobody
    typed. ``old`` is the block as it is stored, None where nothing of it is; ``lead`` is how many tokens
    stand ahead of it.
    """

    kind: str
    node: int = 0
    field: str = ""
    index: int = 0
    old: Block | None = None
    lead: int = 0
    original: tuple[Token, ...] | None = None
    """The tokens of the stored block, one for each token behind the lead; None where they do not tally."""


@dataclass(eq=False, slots=True)
class Passage:
    """One paragraph, table or chart. ``role`` is known for the draft we wrote only."""

    content: Content
    names: frozenset[str]
    tokens: list[Token] = field(default_factory=list)
    item: tuple[BlockKind, str | None] = ("paragraph", None)
    role: Role | None = None

    @property
    def style(self) -> str:
        """The name of its style in small letters, "" for tables and charts."""
        return self.content.style.lower() if isinstance(self.content, Paragraph) else ""

    @property
    def key(self) -> tuple[str, ...]:
        """What two passages share that read the same."""
        words = self.text.split() if isinstance(self.content, Table) else keys_of(self.tokens)
        return (type(self.content).__name__, *words)

    @property
    def text(self) -> str:
        """What it shows, on one line."""
        if isinstance(self.content, Paragraph):
            return text_of(self.tokens)
        if isinstance(self.content, Table):
            return " | ".join(cell.text for row in self.content.rows for cell in row.values() if cell.text)
        return self.content.title or self.content.description

    @property
    def quoted(self) -> str:
        """Its first words, for a sentence."""
        text = " ".join(self.text.split())
        return f"“{text if len(text) <= _SHOWN else text[: _SHOWN - 1].rstrip() + '…'}”"


def passages(document: Document, lettering: Lettering) -> list[Passage]:
    """Return the passages of a document's body in reading order; contents and blank lines are left out."""
    return list(_passages(document.blocks, lettering))


def note_passages(document: Document, lettering: Lettering) -> dict[str, list[Passage]]:
    """Return the passages of every foot- and endnote, by its key in the file."""
    return {key: list(_passages(list(note), lettering)) for key, note in document.notes.items()}


def own_names(document: Document) -> set[str]:
    """Return the names of all bookmarks of ours that a document still holds."""
    blocks = [*document.blocks, *(p for note in document.notes.values() for p in note)]
    return {name for p in paragraphs(blocks) for name in _names(p)}


def _passages(blocks: list[Content], lettering: Lettering) -> Iterator[Passage]:
    around: frozenset[str] = frozenset()  # the names of the blank paragraph that holds a chart
    for block in blocks:
        if isinstance(block, Paragraph):
            made = _paragraph(block, lettering)
            around = frozenset() if made.tokens else made.names
            if not block.style.lower().startswith(_CONTENTS) and (made.tokens or _owns(made.names)):
                yield made
        elif isinstance(block, Table):
            names = frozenset(name for p in paragraphs([block]) for name in _names(p))
            yield Passage(block, names)
        elif isinstance(block, Chart):
            yield Passage(block, around)


def _paragraph(block: Paragraph, lettering: Lettering) -> Passage:
    tokens = lettering.tokens(block.spans)
    item, signs = _item(block, tokens)
    return Passage(block, frozenset(_names(block)), tokens[signs:], item)


def _item(block: Paragraph, tokens: list[Token]) -> tuple[tuple[BlockKind, str | None], int]:
    """Return what kind of block a paragraph is, and how many of its tokens are the sign of that."""
    if block.label:
        letter = _LETTER.match(block.label)
        if letter:
            return ("letter", letter[1]), 0
        if not block.is_counted:
            return ("bullet", None), 0
    if block.style.lower() in _BULLET_STYLES:
        return ("bullet", None), 0
    keys = [token.key for token in tokens[:4]]
    if len(keys) > 3 and keys[0] == "(" and keys[2] == ")" and tokens[3].gap and _LETTER.match(f"{keys[1]})"):
        return ("letter", keys[1]), 3
    if len(keys) > 1 and keys[0] in _BULLET_SIGNS and tokens[1].gap:
        return ("bullet", None), 1
    return ("paragraph", None), 0


def _names(paragraph: Paragraph) -> Iterator[str]:
    return (name for name in paragraph.bookmarks if name.startswith(OWN))


def _owns(names: frozenset[str]) -> bool:
    return any(name[len(OWN) :][:1].isdigit() for name in names)
