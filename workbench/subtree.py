"""A piece of document that is not in a workspace yet: what readers make and workspaces graft."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(slots=True)
class Subtree:
    """A node with its descendants, under ids that are unique within the whole piece.

    ``id`` is the piece's own; grafting into a workspace gives every node a new id and rewrites
    the footnote anchors, references and id lists that name another node of the piece.
    """

    id: int
    kind: str
    fields: dict[str, Any] = field(default_factory=dict)
    children: list[Subtree] = field(default_factory=list)

    def walk(self) -> Iterator[Subtree]:
        """Yield this node and all below it, parents first, in document order."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(reversed(node.children))
