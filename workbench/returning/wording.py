"""The markup of texts that came back: blocks nobody touched are as stored, in others every word left is.

What was typed is taken as Word shows it, with its bold, italics and links.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workbench.alignment import align
from workbench.lettering import Letter, shared_style, spans_of
from workbench.markup import Block, render
from workbench.returning.letters import Token, is_same

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from workbench.lettering import Mark
    from workbench.markup import BlockKind
    from workbench.returning.letters import Item
    from workbench.returning.outline import Part
    from workbench.returning.passages import Passage, Role

_TEXTS = ("text", "heading")


@dataclass
class Wording:
    """Makes blocks of the passages of one returned draft; ``edited`` are those whose fixed words differ."""

    pairs: Mapping[Passage, Passage]
    edited: list[Passage] = field(default_factory=list)

    def is_untouched(self, theirs: Sequence[Part], ours: Sequence[Part]) -> bool:
        """Whether a text consists of the very passages that we wrote, and all of them read the same."""
        return len(theirs) == len(ours) and all(
            self.pairs.get(there.passage) is here.passage and _reads_same(there, here.passage)
            for there, here in zip(theirs, ours, strict=True)
        )

    def markup(self, parts: Iterable[Part]) -> str | None:
        """Return the markup of a text, None where it has no words."""
        return render(block for part in parts if (block := self._block(part)) is not None) or None

    def line(self, parts: Iterable[Part]) -> str | None:
        """Return the markup of a text that stands on one line."""
        blocks = [block for part in parts if (block := self._block(part)) is not None]
        spans = tuple(span for block in blocks for span in block.spans)
        return render([Block("paragraph", spans)]) or None

    def _block(self, part: Part) -> Block | None:
        passage, base = part.passage, self.pairs.get(part.passage)
        role = base.role if base else None
        if base is None or role is None or role.kind not in _TEXTS:
            return _made(passage.item, passage.tokens[part.lead :])
        if _reads_same(part, base):
            return role.old
        return self._woven(part, base, role)

    def _woven(self, part: Part, base: Passage, role: Role) -> Block | None:
        """Return the block of an edited passage of ours."""
        passage = part.passage
        matches = align([token.key for token in base.tokens], [token.key for token in passage.tokens])
        origins = {j + step: i + step for i, j, size in matches for step in range(size)}
        start = max(self._start(passage, role, origins), part.lead)
        tokens = [_token(passage, base, role, at, origins) for at in range(start, len(passage.tokens))]
        item = passage.item
        if role.old is not None and item == base.item:
            item = (role.old.kind, role.old.letter)
        return _made(item, tokens)

    def _start(self, passage: Passage, role: Role, origins: Mapping[int, int]) -> int:
        """Return where the text behind the fixed words begins; remember where these were changed."""
        led = [j for j, i in origins.items() if i < role.lead]
        start = max(led, default=-1) + 1
        if led and origins.get(start - 1) != role.lead - 1:  # the last of the fixed words are not there
            start = next((j for j, i in sorted(origins.items()) if i == role.lead), start)
        if len(led) != role.lead or start != role.lead:
            self.edited.append(passage)
        return start


def _token(passage: Passage, base: Passage, role: Role, at: int, origins: Mapping[int, int]) -> Token:
    """Return a word as it is stored where nobody touched it, else as it was typed."""
    token, origin = passage.tokens[at], origins.get(at, -1)
    if origin < role.lead or role.original is None:
        return token
    stored = role.original[origin - role.lead]
    if not token.is_live and token.looks != base.tokens[origin].looks:
        return token
    was_beside = origins.get(at - 1) == origin - 1
    gap = stored.gap or token.gap if was_beside else token.gap
    return Token(token.key, gap if token.gap else None, stored.items)


def _gap(last: Item | Mark, token: Token) -> Letter:
    """Return the blank ahead of a word in what both sides of it share."""
    sides = [item.style for item in (last, token.items[0]) if isinstance(item, Letter)]
    sign = token.gap.sign if token.gap else " "
    return Letter(sign, shared_style([Letter(sign, style) for style in sides]))


def _reads_same(theirs: Part, ours: Passage) -> bool:
    """Whether a passage reads as ours did, a number typed ahead of it left aside."""
    passage = theirs.passage
    return passage.item == ours.item and is_same(passage.tokens[theirs.lead :], ours.tokens)


def _made(item: tuple[BlockKind, str | None], tokens: Sequence[Token]) -> Block | None:
    """Return the block of some tokens, None where there are none."""
    items: list[Item | Mark] = []
    for token in tokens:
        if items and token.gap is not None:
            items.append(_gap(items[-1], token))
        items.extend(token.items)
    kind, letter = item
    return Block(kind, tuple(spans_of(items)), letter) if items else None
