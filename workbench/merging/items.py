"""What there is to settle when files are merged: items, what each file says of them, decisions."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Literal

from workbench.merging.claims import Addition, Claim, Move, NewNode, Place, Removal, Target
from workbench.merging.structure import same
from workbench.sentences import UNSAID, Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence, Set

    from workbench.merging.claims import Return
    from workbench.merging.records import Merged
    from workbench.schema import Value

Said = Claim | Addition | Removal | Move


class State(Enum):
    """What an item needs."""

    CHANGE = "change"  # one side only: arrives unless somebody decides otherwise
    CONFLICT = "conflict"  # both sides, or two files, differ
    ASKED = "asked"  # a file says something that is not certain


class Gone(Enum):
    """Stands for the value of a field whose node was removed here."""

    GONE = "gone"


GONE = Gone.GONE


@dataclass(frozen=True, slots=True)
class Decision:
    """How an item is settled: keep ours, take the answer of that number, or this value instead.

    ``value`` of an edited new node is the id of the recommendation it belongs to.
    """

    take: Literal["ours", "theirs", "edited"]
    answer: int = 0
    value: Value = None


KEEP = Decision("ours")


@dataclass(frozen=True, slots=True)
class Answer:
    """What one file says: the position of the file in the plan, and its claim.

    ``key`` names what is said as the file names it, whatever was made of it here meanwhile. ``below``
    are nodes that come with a new one, parents first.
    """

    file: int
    said: Said
    key: str
    below: tuple[Addition, ...] = ()

    @property
    def doubt(self) -> Sentence:
        """Why a person must look, "" where nothing speaks against it."""
        return self.said.doubt if isinstance(self.said, (Claim, Addition)) else UNSAID

    @property
    def place(self) -> Place:
        """Where in the file this stands."""
        return self.said.place if isinstance(self.said, (Claim, Addition)) else Place()

    @property
    def raw(self) -> str | None:
        """The text as it came, where no value could be understood."""
        return self.said.raw if isinstance(self.said, Claim) else None

    @property
    def value(self) -> Value:
        """The value of a claim, the fields of a new node and those below, the new place of a moved one."""
        match self.said:
            case Claim():
                return self.said.theirs
            case Addition():
                return {"fields": dict(self.said.fields), "below": [dict(node.fields) for node in self.below]}
            case Move():
                return self.said.parent, self.said.after
        return None


@dataclass(slots=True)
class Item:
    """One thing to settle: a field of a node, a new node, a node removed or moved in a copy.

    ``key`` tells it from the others of the plan. ``target``, of ``node_kind``, is a NewNode where it is not
    there yet. ``base`` and ``ours`` are stored values, ``ours`` :data:`GONE` where it was removed here.
    ``against`` are the keys of items in which other files speak against this one: of what a removal would
    take away, or of another place for a new node.
    """

    key: str
    kind: Literal["value", "new", "removal", "move"]
    target: Target
    node_kind: str
    field: str
    base: Value
    ours: Value
    answers: list[Answer]
    state: State
    decision: Decision | None = None
    against: frozenset[str] = frozenset()

    @property
    def is_done(self) -> bool:
        """Whether the decision changes something here."""
        return self.decision is not None and self.decision.take != "ours"

    @property
    def is_contradicted(self) -> bool:
        """Whether the files that are merged together do not agree on it."""
        return bool(self.against) or differ(self.answers)

    @property
    def of_new(self) -> str:
        """The key of the item that brings the node of this value, "" where it is there or brought by none."""
        target = self.target
        if self.kind != "value" or not isinstance(target, NewNode):
            return ""
        return f"new {target.kind}:{target.key}"

    @property
    def chosen(self) -> Answer:
        """The answer that is taken, or on which an edited value rests."""
        return self.answers[self.decision.answer if self.decision else 0]

    @property
    def is_open_question(self) -> bool:
        """Whether a file said something uncertain that nobody has decided."""
        return self.state is State.ASKED and self.decision is None


@dataclass(slots=True)
class File:
    """One file of a plan: what it says, and whether this workspace has merged it before.

    ``is_double`` is the very same file a second time in one plan; the first speaks for it. ``open`` are
    the keys of what is left to decide of a file merged before.
    """

    returned: Return
    earlier: Merged | None = None
    open: frozenset[str] = frozenset()
    is_double: bool = False

    @property
    def is_settled(self) -> bool:
        """Whether nothing is left to do: merged before with nothing open, or given twice."""
        return self.is_double or (self.earlier is not None and not self.open)


@dataclass(slots=True)
class Plan:
    """Everything that the returned files would change in the document at journal point ``point``."""

    point: str
    files: list[File]
    items: list[Item] = field(default_factory=list)

    def undecided(self) -> list[Item]:
        """Return the items that wait for a person."""
        return [item for item in self.items if item.decision is None]

    def undecided_of_copies(self) -> list[Item]:
        """Return the items that wait for a person before the copies can be merged, each of them whole."""
        return [item for item in self.undecided() if self.copies(item)]

    def copies(self, item: Item) -> list[str]:
        """Return the names of the copies that say something of an item."""
        files = (self.files[answer.file].returned for answer in item.answers)
        return list(dict.fromkeys(file.name for file in files if file.kind == "copy"))

    def conflicts(self) -> list[Item]:
        """Return the items on which two sides differ, decided or not."""
        return [item for item in self.items if item.state is State.CONFLICT]

    def outcomes(self) -> dict[str, Decision | None]:
        """Return how each item ends, by its key.

        A removal of what another file speaks of is declined where what that says is wanted as well: nothing
        may be lost. A value of a new node ends with that one where it is declined or left open.
        """
        wanted = {item.key for item in self.items if item.is_done}
        new = {item.key: item for item in self.items if item.kind == "new"}
        return {item.key: _outcome(item, wanted, new.get(item.of_new)) for item in self.items}

    def of_file(self, file: int) -> Iterator[Item]:
        """Yield the items of which a file says something."""
        return (item for item in self.items if any(answer.file == file for answer in item.answers))

    def decide_conflicts(self, take: Literal["ours", "theirs"]) -> list[Item]:
        """Decide every open conflict the same way, and the questions about copies, which are merged whole.

        Where theirs are wanted and files contradict each other, ours stay: what a copy speaks of is decided
        so, the rest is left open. Return the items of the former.
        """
        contradicted: list[Item] = []
        for item in self.undecided():
            is_of_copy = bool(self.copies(item))
            if item.state is not State.CONFLICT and not is_of_copy:
                continue
            if take == "ours":
                item.decision = KEEP
            elif not item.is_contradicted:
                item.decision = Decision("theirs")
            elif is_of_copy:
                item.decision = KEEP
                contradicted.append(item)
        return contradicted


def _outcome(item: Item, wanted: Set[str], new: Item | None) -> Decision | None:
    """Return how an item ends; ``new`` is the one that brings the node of its value."""
    if item.kind == "removal" and item.against & wanted:
        return KEEP
    if new is None or new.is_done or item.decision == KEEP:
        return item.decision
    return new.decision


def root_of(target: Target) -> int:
    """Return the node of the base that a target is or hangs under."""
    return target if isinstance(target, int) else root_of(target.parent)


def differ(answers: Sequence[Answer]) -> bool:
    """Whether the files contradict each other."""
    said = [(answer.value, answer.raw) for answer in answers]
    return any(not same(one, said[0]) for one in said)
