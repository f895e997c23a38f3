"""What the grammar builds: nodes, the lines of their texts, and the remarks on both."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workbench.intake.reading import Doubt, Undecided
from workbench.subtree import Subtree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.intake.rows import Row
    from workbench.sentences import Sentence


class Block:
    """The lines of one paragraph or list item.

    ``sign`` is "", "- " or "(a) "; ``marked`` whether the source prints one.
    """

    __slots__ = ("marked", "rows", "sign")

    def __init__(self, sign: str, row: Row, marked: bool = True) -> None:
        self.sign = sign
        self.marked = marked
        self.rows = [row]


class Text:
    """The lines of one text field, block by block; ``last`` is the row it ends with."""

    __slots__ = ("blocks", "field", "last", "node")

    def __init__(self, node: Subtree, field: str, row: Row, sign: str = "", marked: bool = True) -> None:
        self.node = node
        self.field = field
        self.blocks = [Block(sign, row, marked)]
        self.last = row

    def append(self, row: Row) -> None:
        """Continue the last block."""
        self.blocks[-1].rows.append(row)
        self.last = row

    def start(self, sign: str, row: Row, marked: bool = True) -> None:
        """Begin a block."""
        self.blocks.append(Block(sign, row, marked))
        self.last = row

    def rows(self) -> Iterator[Row]:
        """Yield every row in order."""
        for block in self.blocks:
            yield from block.rows


class Book:
    """All that is known of a reading while it is being made.

    ``printed`` holds the numbers the source prints for nodes, ``paragraph_of`` those of the nodes
    printed as numbered paragraphs, ``paragraphs`` the nodes by that number (0 where two share it);
    ``line`` is where a node begins,
    ``texts`` the text fields in the order of the source, ``owners`` the node that took a line,
    ``claimed`` the node itself where it took more than text.
    """

    def __init__(self) -> None:
        self.texts: list[Text] = []
        self.doubts: list[Doubt] = []
        self.undecided: list[Undecided] = []
        self.printed: dict[int, int] = {}
        self.paragraphs: dict[int, int] = {}
        self.paragraph_of: dict[int, int] = {}
        self.line: dict[int, int] = {}
        self.owners: dict[int, int] = {}
        self.claimed: dict[int, Subtree] = {}
        self._last_id = 0

    def node(self, kind: str, parent: Subtree | None, line: int, **fields: Any) -> Subtree:
        """Make a node as the last child of ``parent``."""
        self._last_id += 1
        node = Subtree(self._last_id, kind, fields)
        self.line[node.id] = line
        if parent is not None:
            parent.children.append(node)
        return node

    def text(self, node: Subtree, field: str, row: Row, sign: str = "", marked: bool = True) -> Text:
        """Begin a text field with ``row``, which belongs to the node from now on."""
        text = Text(node, field, row, sign, marked)
        self.texts.append(text)
        return text

    def number_paragraph(self, number: int, node: Subtree) -> None:
        """Say that the source prints ``node`` as paragraph ``number``."""
        self.paragraph_of.setdefault(node.id, number)
        self.paragraphs[number] = 0 if number in self.paragraphs else node.id

    def claim(self, row: Row, node: Subtree) -> None:
        """Say that the words of a line went to ``node``."""
        self.owners[row.line] = node.id
        self.claimed[row.line] = node

    def doubt(self, line: int, node: Subtree, field: str | None, text: str, message: Sentence) -> None:
        """Note something that a person should look at."""
        self.doubts.append(Doubt(line, node.id, field, text, message))
