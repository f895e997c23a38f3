"""What merging the returned files would do: their claims beside each other and beside what is there now.

Every claim was compared with its file's own base already. Here it meets *ours*, the document as it
is now, and what the other files say of the same field. One-sided changes arrive, equal answers arrive
once, different ones are a conflict that a person decides, and nothing that a person has to look at is
decided without one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from workbench.merging.claims import Addition, Claim, Move, NewNode, Place, Removal, Return, Target
from workbench.merging.slots import resolve, with_slots
from workbench.merging.structure import changed_below, moved
from workbench.schema import KINDS, Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from workbench.merging.records import Merged
    from workbench.tree import Tree

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
    def doubt(self) -> str:
        """Why a person must look, "" where nothing speaks against it."""
        return self.said.doubt if isinstance(self.said, (Claim, Addition)) else ""

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

    @property
    def is_open_question(self) -> bool:
        """Whether a file said something uncertain that nobody has decided."""
        return self.state is State.ASKED and self.decision is None


@dataclass(slots=True)
class File:
    """One file of a plan: what it says, and whether this workspace has merged it before.

    ``is_double`` is the very same file a second time in one plan; the first speaks for it.
    """

    returned: Return
    earlier: Merged | None = None
    is_double: bool = False

    @property
    def is_settled(self) -> bool:
        """Whether nothing is left to do: merged before with nothing open, or given twice."""
        return self.is_double or (self.earlier is not None and not self.earlier.open)


@dataclass(slots=True)
class Plan:
    """Everything that the returned files would change in the document at journal point ``point``."""

    point: str
    files: list[File]
    items: list[Item] = field(default_factory=list)

    def undecided(self) -> list[Item]:
        """Return the items that wait for a person."""
        return [item for item in self.items if item.decision is None]

    def conflicts(self) -> list[Item]:
        """Return the items on which two sides differ, decided or not."""
        return [item for item in self.items if item.state is State.CONFLICT]

    def of_file(self, file: int) -> Iterator[Item]:
        """Yield the items of which a file says something."""
        return (item for item in self.items if any(answer.file == file for answer in item.answers))

    def decide_conflicts(self, take: Literal["ours", "theirs"]) -> None:
        """Decide every open conflict the same way; where files contradict each other, theirs stays open."""
        for item in self.conflicts():
            if item.decision is None and (take == "ours" or not _differ(item.answers)):
                item.decision = KEEP if take == "ours" else Decision("theirs")


def plan(tree: Tree, point: str, returns: Sequence[Return], earlier: Iterable[Merged]) -> Plan:
    """Return the plan for merging ``returns`` into ``tree``, which stands at journal point ``point``.

    ``earlier`` are the merges in force. What a file said before and somebody decided is left out.
    """
    known = {entry.record.sha256: entry for entry in earlier}
    files: list[File] = []
    for returned in returns:
        is_double = any(file.returned.sha256 == returned.sha256 for file in files)
        files.append(File(with_slots(returned), known.get(returned.sha256), is_double))
    made = Plan(point, files)
    groups: dict[str, list[Answer]] = {}
    for answer in _answers(files):
        groups.setdefault(key_of_said(answer.said, tree), []).append(answer)
    planner = _Planner(tree, files)
    for key, answers in groups.items():
        item = planner.item(key, answers)
        if item:
            made.items.append(item)
    return made


def key_of(target: Target) -> str:
    """Return a text that names a target, the same for the same target in every file."""
    if isinstance(target, int):
        return str(target)
    return f"{key_of(target.parent)}/{target.kind}:{target.key}"


def _answers(files: Sequence[File]) -> Iterator[Answer]:
    """Yield what every file still has to say."""
    for position, file in enumerate(files):
        returned = file.returned
        if file.is_settled:
            continue
        below = _below(returned.additions)
        tops = [addition for addition in returned.additions if addition.node in below]
        everything: tuple[Said, ...] = (*tops, *returned.moves, *returned.claims, *returned.removals)
        for said in everything:
            key = key_of_said(said)
            if file.earlier is None or key in file.earlier.open:
                under = tuple(below[said.node]) if isinstance(said, Addition) else ()
                yield Answer(position, said, key, under)


def _below(additions: Iterable[Addition]) -> dict[NewNode, list[Addition]]:
    """Return, for each new node that hangs under none of the others, the additions below it."""
    tops: dict[NewNode, NewNode] = {}
    below: dict[NewNode, list[Addition]] = {}
    for addition in additions:
        parent = addition.node.parent
        top = next((tops[above] for above in _upwards(parent) if above in tops), None)
        tops[addition.node] = top or addition.node
        below.setdefault(top, []).append(addition) if top else below.setdefault(addition.node, [])
    return below


def _upwards(target: Target) -> Iterator[NewNode]:
    while isinstance(target, NewNode):
        yield target
        target = target.parent


def key_of_said(said: Said, tree: Tree | None = None) -> str:
    """Return what names the thing said; with a tree, by the nodes that stand there by now."""
    match said:
        case Claim():
            return f"{key_of(resolve(tree, said.target) if tree else said.target)}.{said.field}"
        case Addition():
            return f"new {key_of(resolve(tree, said.node) if tree else said.node)}"
        case Removal():
            return f"removed {said.node}"
    return f"moved {said.node}"


class _Planner:
    """Compares what files say with the document; made for one plan."""

    def __init__(self, tree: Tree, files: Sequence[File]) -> None:
        self._tree = tree
        self._files = files
        self._moved: dict[int, set[int]] = {}

    def item(self, key: str, answers: list[Answer]) -> Item | None:
        """Return the item of one group of answers, None where there is nothing left to do."""
        match answers[0].said:
            case Claim():
                item = self._value(key, answers, answers[0].said)
            case Addition():
                item = self._addition(key, answers, answers[0].said)
            case Removal():
                item = self._removal(key, answers, answers[0].said)
            case Move():
                item = self._move(key, answers, answers[0].said)
        if item and item.state is State.CHANGE:
            item.decision = Decision("theirs")
        return item

    def _value(self, key: str, answers: list[Answer], first: Claim) -> Item | None:
        target = resolve(self._tree, first.target)
        ours = self._ours(target, first.field)
        standings = [_standing(answer.said, ours) for answer in answers if isinstance(answer.said, Claim)]
        if not any(standings):
            return None
        state = _state(standings, answers)
        return Item(
            key, "value", target, self._kind(target, answers), first.field, first.base, ours, answers, state
        )

    def _ours(self, target: Target, field: str) -> Value:
        if isinstance(target, int):
            return self._tree[target][field] if target in self._tree else GONE
        return GONE if self._is_orphan(target) else KINDS[target.kind].blank()[field]

    def _kind(self, target: Target, answers: list[Answer]) -> str:
        """Return the kind of a node that is there, is to be made, or was removed since a file's base."""
        if isinstance(target, NewNode):
            return target.kind
        bases = (self._files[answer.file].returned.base for answer in answers)
        trees = (tree for tree in (self._tree, *bases) if tree is not None)
        return next(tree[target].kind for tree in trees if target in tree)

    def _is_orphan(self, target: Target) -> bool:
        """Whether the node a new one hangs under was removed here."""
        return target not in self._tree if isinstance(target, int) else self._is_orphan(target.parent)

    def _addition(self, key: str, answers: list[Answer], first: Addition) -> Item | None:
        node = first.node
        target = resolve(self._tree, node)
        ours = GONE if node.parent and self._is_orphan(node) else None
        usual = State.CHANGE if ours is None else State.CONFLICT
        standings = [State.ASKED if answer.doubt else usual for answer in answers]
        return Item(key, "new", target, node.kind, "", None, ours, answers, _state(standings, answers))

    def _removal(self, key: str, answers: list[Answer], first: Removal) -> Item | None:
        if first.node not in self._tree:
            return None
        base = self._files[answers[0].file].returned.base
        touched = base is not None and changed_below(base, self._tree, first.node)
        state = State.CONFLICT if touched or self._is_spoken_of(base, first.node) else State.CHANGE
        return Item(key, "removal", first.node, self._tree[first.node].kind, "", None, None, answers, state)

    def _is_spoken_of(self, base: Tree | None, node: int) -> bool:
        """Whether a file says something of a node that another one removes, or of what is below it."""
        below = {lost.id for lost in base.walk(node)} if base and node in base else {node}
        return not self._spoken_of.isdisjoint(below | {found.id for found in self._tree.walk(node)})

    @cached_property
    def _spoken_of(self) -> set[int]:
        """The nodes of which any file that is not settled says something, or under which it puts one."""
        return {
            root_of(target)
            for file in self._files
            if not file.is_settled
            for target in (
                *(claim.target for claim in file.returned.claims),
                *(addition.node for addition in file.returned.additions),
                *(move.parent for move in file.returned.moves),
            )
        }

    def _move(self, key: str, answers: list[Answer], first: Move) -> Item | None:
        base = self._files[answers[0].file].returned.base
        if first.node not in self._tree:
            kind = self._kind(first.node, answers)
            return Item(key, "move", first.node, kind, "", None, GONE, answers, State.CONFLICT)
        home = self._tree.parent(first.node)
        ours = (home.id if home else None, _before(self._tree, first.node))
        if all(ours == answer.value for answer in answers):
            return None
        both = base is not None and first.node in self._moved_here(answers[0].file, base)
        unclear = both or _differ(answers) or self._is_orphan(first.parent)
        state, kind = State.CONFLICT if unclear else State.CHANGE, self._tree[first.node].kind
        return Item(key, "move", first.node, kind, "", None, ours, answers, state)

    def _moved_here(self, file: int, base: Tree) -> set[int]:
        if file not in self._moved:
            self._moved[file] = moved(base, self._tree)
        return self._moved[file]


def _before(tree: Tree, node: int) -> int | None:
    """Return the sibling before a node, None where it is the first."""
    at = tree.index(node)
    parent = tree.parent(node)
    return parent.children[at - 1] if parent and at else None


def root_of(target: Target) -> int:
    """Return the node of the base that a target is or hangs under."""
    return target if isinstance(target, int) else root_of(target.parent)


def _standing(claim: Claim, ours: Value) -> State | None:
    """Return what one claim needs beside ours, None where it says what is there already."""
    if claim.raw is None and ours is not GONE and _same(claim.theirs, ours):
        return None
    if claim.raw is not None or claim.doubt:
        return State.ASKED
    return State.CHANGE if ours is not GONE and _same(claim.base, ours) else State.CONFLICT


def _state(standings: Iterable[State | None], answers: Sequence[Answer]) -> State:
    """Return what an item needs of which each answer alone needs one of ``standings``."""
    found = set(standings)
    if State.ASKED in found:
        return State.ASKED
    return State.CONFLICT if State.CONFLICT in found or _differ(answers) else State.CHANGE


def _differ(answers: Sequence[Answer]) -> bool:
    """Whether the files contradict each other."""
    return any(
        not _same(answer.value, answers[0].value) or answer.raw != answers[0].raw for answer in answers
    )


def _same(one: Value, other: Value) -> bool:
    """Whether two stored values are the same: 4 is not 4.0, and the order of a list counts."""
    return repr(one) == repr(other)
