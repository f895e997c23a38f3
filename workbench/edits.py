"""The four kinds of edit, each small data that knows its inverse, and the batch that holds them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Op = Literal["set", "insert", "remove", "move"]

_INVERSE: Mapping[Op, Op] = {"set": "set", "insert": "remove", "remove": "insert", "move": "move"}


class Edit(NamedTuple):
    """One change of one node, complete enough to be done and undone without looking elsewhere.

    ``before`` and ``after`` hold the value of a set field; for the other operations a place
    ``{"parent", "index"}``, with ``"kind"`` and ``"fields"`` where the node comes or goes (None
    on the side where there is no node). An inserted or removed node has no children.
    """

    op: Op
    node: int
    field: str | None
    before: Any
    after: Any

    def inverse(self) -> Edit:
        """Return the edit that undoes this one."""
        return Edit(_INVERSE[self.op], self.node, self.field, self.after, self.before)


class Batch(NamedTuple):
    """Edits that were applied together: one transaction, one undo step, one line of history.

    ``id`` is 32 hexadecimal digits and names a point of the journal. ``undoes`` and ``redoes``
    name the batch that this one takes back or brings back.
    """

    id: str
    time: str
    author: str
    origin: str
    label: str
    edits: tuple[Edit, ...]
    undoes: str | None = None
    redoes: str | None = None

    def inverses(self) -> Iterator[Edit]:
        """Yield the edits that take this batch back, in the order to apply them."""
        return (edit.inverse() for edit in reversed(self.edits))


class Entry(NamedTuple):
    """A line of history: a batch without its edits, which can be many."""

    batch: str
    time: str
    author: str
    origin: str
    label: str
    undoes: str | None
    redoes: str | None


class Notice(NamedTuple):
    """What one batch changed: sent once, after it is on disk and in memory.

    ``fields`` names the changed fields per node that stays; ``inserted``, ``removed`` and ``moved``
    hold node ids in the order of the edits; ``parents`` are nodes whose list of children changed;
    ``source`` is whoever made the batch, so that a view can skip its own.
    """

    batch: Batch
    fields: Mapping[int, frozenset[str]]
    inserted: tuple[int, ...]
    removed: tuple[int, ...]
    moved: tuple[int, ...]
    parents: frozenset[int]
    kinds: frozenset[str]
    source: object = None

    @property
    def is_structural(self) -> bool:
        """Whether any node came, went or moved."""
        return bool(self.inserted or self.removed or self.moved)
