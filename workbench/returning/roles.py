"""What each passage of a draft is that we have written again: which block of which field of which node."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from workbench.documents.document import Chart, Paragraph
from workbench.lettering import Letter, line_of
from workbench.markup import Block, Run, parse
from workbench.paper.purpose import purpose
from workbench.returning.letters import Token
from workbench.returning.passages import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from workbench.lettering import Line, Mark
    from workbench.paper.view import View
    from workbench.paper.words import Words
    from workbench.returning.passages import Passage
    from workbench.schema import Value
    from workbench.tree import Node

_OWN = re.compile(r"_evw_(?P<node>\d{1,15})(?P<place>[a-z_]*)")
_PLACES = {"p": "headline", "r": "rationale", "s": "scale", "k": "text", "n": "text"}
_HEADINGS = {"evaluation": "title", "section": "heading", "criterion": "heading", "figure": "caption"}
_TEXTS = ("paragraph", "response")
_TABLE = "t"
_FRONT = "front "


@dataclass
class Roles:
    """Gives the passages of one draft their roles, from the names they carry and from what was printed."""

    view: View
    words: Words

    def give(self, passages: Sequence[Passage]) -> None:
        """Set the role of every passage of a body, in order."""
        self._follow(passages)
        for heading, text in pairwise(passages):
            role = text.role
            if role and (role.kind, role.index) == ("text", 0) and heading.role == Role("fixed"):
                is_answer = self.view.tree[role.node].kind == "response"
                heading.role = Role("answer", role.node) if is_answer else heading.role

    def give_note(self, node: int, passages: Sequence[Passage]) -> None:
        """Set the roles of the passages of a footnote."""
        if passages:
            blocks = self._blocks(node, "text", passages[0])
            for passage, (index, block) in zip(passages, blocks, strict=False):
                passage.role = self._text(passage, node, "text", index, block)
            for passage in passages[len(blocks) :]:
                passage.role = Role("fixed")

    def _follow(self, passages: Sequence[Passage]) -> None:
        waiting: list[tuple[int, str, int, Block | None]] = []
        figure = 0
        for passage in passages:
            owner = self._owner(passage)
            if owner:
                waiting = []
            if owner and owner.kind == "text":
                blocks = self._blocks(owner.node, owner.field, passage)
                waiting = [(owner.node, owner.field, index, block) for index, block in blocks]
            figure = owner.node if owner and owner.field == "caption" else figure
            if waiting and isinstance(passage.content, Paragraph):
                node, name, index, block = waiting.pop(0)
                passage.role = self._text(passage, node, name, index, block)
            elif isinstance(passage.content, Chart) and figure:
                passage.role = Role("ratings", figure)
            else:
                passage.role = owner or self._unnamed(passage)

    def _owner(self, passage: Passage) -> Role | None:
        """Return what a passage starts according to its names."""
        found = [role for name in sorted(passage.names) if (role := self._named(name, passage))]
        return next((role for role in found if role.kind != "number"), found[0] if found else None)

    def _named(self, name: str, passage: Passage) -> Role | None:
        own = _OWN.fullmatch(name)
        node = self.view.tree.nodes.get(int(own["node"])) if own else None
        if own is None or node is None:
            return None
        place = own["place"]
        if not isinstance(passage.content, Paragraph):
            return self._of_table(node, place)
        if place in _PLACES:
            return Role("text", node.id, _PLACES[place])
        if place.startswith("_"):
            return Role("text", node.id, place[1:]) if self._is_markup(node, place[1:]) else None
        if node.kind in _HEADINGS:
            return self._heading(passage, node, _HEADINGS[node.kind])
        if node.kind == "recommendation":
            return Role("number", node.id)
        return Role("text", node.id, "text") if node.kind in _TEXTS else None

    def _of_table(self, node: Node, place: str) -> Role | None:
        if place == _TABLE:
            return Role("table", node.id)
        return Role("ratings", node.parent or 0) if node.kind == "rating" else None

    def _is_markup(self, node: Node, name: str) -> bool:
        declared = node.declaration.fields.get(name)
        return declared is not None and declared.is_markup

    def _unnamed(self, passage: Passage) -> Role:
        front = passage.style.startswith(_FRONT)
        return Role("line" if front else "fixed")

    def _heading(self, passage: Passage, node: Node, name: str) -> Role:
        spans = [span for block in parse(node[name]) for span in (*_sign(block), *block.spans)]
        block = Block("paragraph", tuple(spans)) if spans else None
        return replace(self._text(passage, node.id, name, 0, block), kind="heading")

    def _blocks(self, node: int, name: str, first: Passage) -> list[tuple[int, Block | None]]:
        """Return the blocks that a text was printed as: an empty one first where it had to be begun so."""
        blocks: list[Block | None] = list(parse(self._value(node, name)))
        if not blocks:
            return [(0, None)]
        leading = blocks[0]
        if leading and leading.kind != "paragraph" and not self._ends_with(first, node, leading):
            blocks.insert(0, None)
        return list(enumerate(blocks))

    def _value(self, node: int, name: str) -> Value:
        found = self.view.tree[node]
        if name == "purpose":
            return purpose(self.view.tree, self.view.numbers, found, self.words)
        return found[name]

    def _ends_with(self, passage: Passage, node: int, block: Block) -> bool:
        line = self._line(node, block)
        return bool(passage.tokens) and _bare(passage.text).endswith(_bare(line.text[line.body :]))

    def _line(self, node: int, block: Block) -> Line:
        return line_of(block, lambda reference: self.view.numbers.printed(reference, node))

    def _text(self, passage: Passage, node: int, name: str, index: int, block: Block | None) -> Role:
        if block is None:
            return Role("text", node, name, index, None, len(passage.tokens), ())
        line = self._line(node, block)
        lead = _lead(passage.tokens, _bare(line.text[line.body :]))
        original = None if lead is None else _original(passage.tokens[lead:], line)
        return Role("text", node, name, index, block, lead or 0, original)


def _lead(tokens: Sequence[Token], text: str) -> int | None:
    """Return how many tokens stand ahead of those that read ``text``; None where they do not end with it."""
    whole = _bare("".join(token.text for token in tokens))
    if not whole.endswith(text):
        return None
    rest, count = len(whole) - len(text), 0
    for count, token in enumerate(tokens):
        if rest <= 0:
            return count if rest == 0 else None
        rest -= len(_bare(token.text))
    return len(tokens) if rest == 0 else None


def _original(tokens: Sequence[Token], line: Line) -> tuple[Token, ...] | None:
    """Return for each token what it is in the stored block."""
    stream = list(_stream(line))
    found: list[Token] = []
    cursor = 0
    for token in tokens:
        gap = None
        while cursor < len(stream) and _is_blank(stream[cursor]):
            blank = stream[cursor]
            gap, cursor = blank if isinstance(blank, Letter) else None, cursor + 1
        items = tuple(stream[cursor : cursor + len(token.items)])
        cursor += len(items)
        made = Token(token.key, gap, items)
        if len(items) != len(token.items) or (made.text and made.text != token.text):
            return None
        found.append(made)
    return tuple(found) if all(map(_is_blank, stream[cursor:])) else None


def _stream(line: Line) -> Iterator[Letter | Mark]:
    """Yield the letters and marks behind the sign of a block, in order."""
    marks = list(line.marks)
    for place in range(line.body, len(line.letters) + 1):
        while marks and marks[0][0] <= place:
            yield marks.pop(0)[1]
        if place < len(line.letters):
            yield line.letters[place]


def _is_blank(item: Letter | Mark) -> bool:
    return isinstance(item, Letter) and item.sign.isspace()


def _bare(text: str) -> str:
    return "".join(text.split())


def _sign(block: Block) -> Iterable[Run]:
    """Return the sign that an item keeps where a text is printed on one line."""
    return [Run(f"({block.letter}) ")] if block.letter else [Run("- ")] if block.kind == "bullet" else []
