"""What a file that came back says: values for fields, nodes it adds, removes or moves, and its problems.

Readers of each kind of file make a :class:`Return`; they compare the file with *its own base* only.
What is there now, and other files, are the planner's business (:mod:`workbench.merging.planning`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from workbench.sentences import UNSAID, Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbench.schema import Value
    from workbench.tree import Tree


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a file something stands: sheet, row from 1 and header of the column; empty where unknown."""

    sheet: str = ""
    row: int = 0
    column: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a file that a person should read; ``code`` is a short name with hyphens."""

    code: str
    message: Sentence
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class NewNode:
    """A node that a file needs and its base does not hold.

    ``key`` tells it from other new nodes below the same parent: two files that give the same key mean the
    same node. A response has the key "", a contribution its unit; one of them that exists by now is taken
    instead of a new one.
    """

    kind: str
    parent: int | NewNode
    key: str = ""


Target = int | NewNode


@dataclass(frozen=True, slots=True)
class Claim:
    """A file gives a field another value than its base had; both in the form we store.

    ``doubt`` is a sentence where a person must look before the value is taken. ``raw`` is the text as it
    came where no value could be understood; ``theirs`` is then None and means nothing.
    """

    target: Target
    field: str
    base: Value
    theirs: Value
    place: Place = Place()
    doubt: Sentence = UNSAID
    raw: str | None = None


@dataclass(frozen=True, slots=True)
class Addition:
    """A file adds a node that stands for itself: an action, or any node new in a copy.

    It comes right after its sibling ``after``, first of all where that is None, last where it is "end".
    Where ``node.parent`` is 0, a person has to say where it belongs, and ``doubt`` says so.
    """

    node: NewNode
    fields: Mapping[str, Value]
    after: Target | None | Literal["end"] = "end"
    place: Place = Place()
    doubt: Sentence = UNSAID


@dataclass(frozen=True, slots=True)
class Removal:
    """A copy or draft removed a node with all below it; ``node`` is the topmost one removed."""

    node: int


@dataclass(frozen=True, slots=True)
class Move:
    """A node has another parent, or another place among its siblings; ``after`` as in Addition."""

    node: int
    parent: Target
    after: Target | None


@dataclass(slots=True)
class Return:
    """One file that came back, compared with its base.

    ``base`` is the document at the file's base where our journal or the file itself holds it; nodes removed
    here since can be brought back from it. ``ids`` says which new node an id inside the file's values
    means, for copies and drafts. ``memory`` is kept in the log of files with the merge (JSON), for the
    next time.
    """

    name: str
    sha256: str
    kind: Literal["sheet", "copy", "matrix", "draft"]
    point: str
    unit: str | None = None
    saved_by: str = ""
    saved_at: str = ""
    base: Tree | None = None
    claims: list[Claim] = field(default_factory=list)
    additions: list[Addition] = field(default_factory=list)
    removals: list[Removal] = field(default_factory=list)
    moves: list[Move] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    ids: dict[int, NewNode] = field(default_factory=dict)
    slots: dict[str, NewNode] = field(default_factory=dict)
    """The place of each response and contribution that the file adds, by key (:mod:`.slots`)."""
    memory: dict[str, Any] = field(default_factory=dict)
