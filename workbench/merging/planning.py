"""What merging the returned files would do: their claims beside each other and beside what is there now.

Every claim was compared with its file's own base already. Here it meets *ours*, the document as it
is now, and what the other files say of the same field. One-sided changes arrive, equal answers arrive
once, different ones are a conflict that a person decides, and nothing that a person has to look at is
decided without one. The order in which files are given decides nothing: they are merged in the order
of their fingerprints.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from workbench.merging.claims import Addition, Claim, Move, NewNode, Removal, Return, Target
from workbench.merging.items import GONE, Answer, Decision, File, Item, Plan, Said, State, differ, root_of
from workbench.merging.slots import Places, with_slots
from workbench.merging.structure import changed_below, moved, same
from workbench.schema import KINDS, Value, unit_key
from workbench.sentences import InnerLabel, Sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from workbench.merging.records import Merged
    from workbench.tree import Tree

_NAMES = {
    "paper": "symbol",
    "evaluation": "title",
    "criterion": "heading",
    "recommendation": "headline",
    "action": "description",
    "challenge_set": "title",
}
"""What people tell nodes of these kinds by; units by their key."""


def plan(tree: Tree, point: str, returns: Sequence[Return], earlier: Iterable[Merged]) -> Plan:
    """Return the plan for merging ``returns`` into ``tree``, which stands at journal point ``point``.

    ``earlier`` are the merges in force. What a file said before and somebody decided is left out.
    """
    known = {entry.record.sha256: entry for entry in earlier}
    files = _files(returns, known)
    groups: dict[str, list[Answer]] = {}
    arrived = {key: id for entry in known.values() for key, id in entry.new.items()}
    planner = _Planner(tree, files, groups, arrived)
    for answer in map(planner.doubted, _answers(files)):
        groups.setdefault(planner.key(answer), []).append(answer)
    items = (planner.item(key, answers) for key, answers in groups.items())
    return Plan(point, files, [item for item in items if item])


def in_turn(files: Sequence[File]) -> list[int]:
    """Return the positions of files in the order in which they are merged."""
    return sorted(range(len(files)), key=lambda position: files[position].returned.sha256)


def key_of(target: Target) -> str:
    """Return a text that names a target, the same for the same target in every file."""
    if isinstance(target, int):
        return str(target)
    return f"{key_of(target.parent)}/{target.kind}:{target.key}"


def key_of_said(said: Said, resolve: Callable[[Target], Target] | None = None) -> str:
    """Return what names the thing said; with ``resolve``, by the nodes that stand there by now."""
    found = resolve or (lambda target: target)
    match said:
        case Claim():
            return f"{key_of(found(said.target))}.{said.field}"
        case Addition():
            return f"new {said.node.kind}:{said.node.key}"
        case Removal():
            return f"removed {said.node}"
    return f"moved {said.node}"


def said_by(returned: Return) -> Iterator[Said]:
    """Yield everything that a file says."""
    yield from returned.additions
    yield from returned.moves
    yield from returned.claims
    yield from returned.removals


def _files(returns: Sequence[Return], known: Mapping[str, Merged]) -> list[File]:
    files: list[File] = []
    for returned in returns:
        is_double = any(file.returned.sha256 == returned.sha256 for file in files)
        entry = known.get(returned.sha256)
        said = with_slots(returned)
        files.append(File(said, entry, _open(said, entry, known) if entry else frozenset(), is_double))
    return files


def _open(returned: Return, entry: Merged, known: Mapping[str, Merged]) -> frozenset[str]:
    """Return what is left to decide of an earlier merge.

    That is also what rests on a file undone since, and what could not be read from the file before. A copy,
    which is merged whole, says all of that once more.
    """
    left = entry.left(known)
    said = {key_of_said(said) for said in said_by(returned)}
    if returned.kind == "copy" and left:
        return frozenset(said)
    return frozenset(said & left | (said - entry.seen))


def _answers(files: Sequence[File]) -> Iterator[Answer]:
    """Yield what every file still has to say."""
    count = Counter(key_of_said(said) for file in files for said in file.returned.additions)
    shared = {key for key, times in count.items() if times > 1}
    for position, file in enumerate(files):
        returned = file.returned
        if file.is_settled:
            continue
        below = _below(returned.additions, shared)
        for said in said_by(returned):
            if isinstance(said, Addition) and said.node not in below:
                continue  # comes with the node above it
            key = key_of_said(said)
            if file.earlier is None or key in file.open:
                under = tuple(below[said.node]) if isinstance(said, Addition) else ()
                yield Answer(position, said, key, under)


def _below(additions: Iterable[Addition], shared: Collection[str]) -> dict[NewNode, list[Addition]]:
    """Return the additions that come with each new node.

    One that hangs under another new one comes with that, unless other files add it as well (``shared``).
    """
    tops: dict[NewNode, NewNode] = {}
    below: dict[NewNode, list[Addition]] = {}
    for addition in additions:
        parent = addition.node.parent
        tops_above = (tops[above] for above in _upwards(parent) if above in tops)
        top = None if key_of_said(addition) in shared else next(tops_above, None)
        tops[addition.node] = top or addition.node
        below.setdefault(top, []).append(addition) if top else below.setdefault(addition.node, [])
    return below


def _upwards(target: Target) -> Iterator[NewNode]:
    while isinstance(target, NewNode):
        yield target
        target = target.parent


class _Planner:
    """Compares what files say with the document; made for one plan.

    ``arrived`` are the nodes that earlier merges made of new ones, by key.
    """

    def __init__(
        self,
        tree: Tree,
        files: Sequence[File],
        groups: Mapping[str, Sequence[Answer]],
        arrived: Mapping[str, int],
    ) -> None:
        self._arrived = arrived
        self._tree = tree
        self._files = files
        self._groups = groups
        self._places = Places(tree)
        self._moved: dict[int, set[int]] = {}
        self._spoken: dict[int, set[tuple[int, str]]] | None = None

    def key(self, answer: Answer) -> str:
        """Return what names the thing an answer speaks of, the same for all files."""
        return key_of_said(answer.said, lambda target: self._resolve(target, answer))

    def doubted(self, answer: Answer) -> Answer:
        """Return an answer with a doubt where a copy adds what was added here meanwhile as well."""
        said = answer.said
        if not isinstance(said, Addition) or said.doubt or not self._has_twin(said, answer):
            return answer
        label = InnerLabel(KINDS[said.node.kind].label)
        doubt = Sentence("There is another {0} of this name here by now.", label)
        return replace(answer, said=replace(said, doubt=doubt))

    def _has_twin(self, said: Addition, answer: Answer) -> bool:
        parent, base = self._resolve(said.node.parent, answer), self._base(answer)
        name = _name(said.node.kind, said.fields)
        if base is None or not name or not isinstance(parent, int) or parent not in self._tree:
            return False
        siblings = self._tree.children(parent, said.node.kind)
        return any(_name(node.kind, node.fields) == name for node in siblings if node.id not in base)

    def _resolve(self, target: Target, answer: Answer) -> Target:
        if isinstance(target, NewNode) and isinstance(answer.said, Claim):  # of a new node taken before?
            arrived = self._arrived.get(target.key)
            if arrived is not None and arrived in self._tree and self._tree[arrived].kind == target.kind:
                return arrived
        return self._places.resolve(target, self._base(answer))

    def _base(self, answer: Answer) -> Tree | None:
        return self._files[answer.file].returned.base

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
        target = self._resolve(first.target, answers[0])
        ours = self._ours(target, first.field)
        standings = [_standing(answer.said, ours) for answer in answers if isinstance(answer.said, Claim)]
        if not any(standings) or self._came_and_went(target):
            return None
        kind, state = self._kind(target, answers, first.field), _state(standings, answers)
        return Item(key, "value", target, kind, first.field, first.base, ours, answers, state)

    def _came_and_went(self, target: Target) -> bool:
        """Whether an earlier merge made this new node, which was removed here since and comes no more."""
        if not isinstance(target, NewNode) or target.key not in self._arrived:
            return False
        return f"new {target.kind}:{target.key}" not in self._groups

    def _ours(self, target: Target, field: str) -> Value:
        if isinstance(target, int):
            return self._tree[target][field] if target in self._tree else GONE
        return GONE if self._is_orphan(target) else KINDS[target.kind].blank()[field]

    def _kind(self, target: Target, answers: list[Answer], field: str = "text") -> str:
        """Return the kind of a node that is there, is to be made, or was removed here.

        One that was never in a base either is shown as the first kind that has the field.
        """
        if isinstance(target, NewNode):
            return target.kind
        trees = (tree for tree in (self._tree, *map(self._base, answers)) if tree is not None)
        known = (tree[target].kind for tree in trees if target in tree)
        return next(known, None) or next(name for name, kind in KINDS.items() if field in kind.fields)

    def _is_orphan(self, target: Target) -> bool:
        """Whether the node a new one hangs under was removed here; one without a place yet hangs nowhere."""
        root = root_of(target)
        return root != 0 and root not in self._tree

    def _addition(self, key: str, answers: list[Answer], first: Addition) -> Item:
        target = self._resolve(first.node, answers[0])
        ours = GONE if self._is_orphan(target) else None
        usual = State.CHANGE if ours is None else State.CONFLICT
        homes = {
            key_of(self._resolve(a.said.node.parent, a)) for a in answers if isinstance(a.said, Addition)
        }
        if len(homes) > 1:
            usual = State.CONFLICT
        standings = [State.ASKED if answer.doubt else usual for answer in answers]
        against = (
            frozenset({key}) if len(homes) > 1 else frozenset[str]()
        )  # the files speak against each other
        kind, state = first.node.kind, _state(standings, answers)
        return Item(key, "new", target, kind, "", None, ours, answers, state, against=against)

    def _removal(self, key: str, answers: list[Answer], first: Removal) -> Item | None:
        if first.node not in self._tree:
            return None
        against = self._spoken_of(first.node, answers)
        bases = [base for base in map(self._base, answers) if base is not None]
        is_touched = any(changed_below(base, self._tree, first.node) for base in bases)
        state = State.CONFLICT if against or is_touched else State.CHANGE
        kind = self._tree[first.node].kind
        return Item(key, "removal", first.node, kind, "", None, None, answers, state, against=against)

    def _spoken_of(self, node: int, answers: list[Answer]) -> frozenset[str]:
        """Return the keys of what other files say of a node to be removed, or of what is below it."""
        if self._spoken is None:
            self._spoken = self._all_spoken_of()
        removers = {answer.file for answer in answers}
        branches = [self._tree, *(base for base in map(self._base, answers) if base and node in base)]
        below = {found.id for tree in branches for found in tree.walk(node)}
        said = (self._spoken.get(id, ()) for id in below)
        return frozenset(key for found in said for file, key in found if file not in removers)

    def _all_spoken_of(self) -> dict[int, set[tuple[int, str]]]:
        """Return, by node, in which items files say something of it or put something under it."""
        found: dict[int, set[tuple[int, str]]] = {}
        for key, answers in self._groups.items():
            for answer in answers:
                for target in _touched(answer.said):
                    node = root_of(self._resolve(target, answer))
                    found.setdefault(node, set()).add((answer.file, key))
        return found

    def _move(self, key: str, answers: list[Answer], first: Move) -> Item | None:
        if first.node not in self._tree:
            kind = self._kind(first.node, answers)
            return Item(key, "move", first.node, kind, "", None, GONE, answers, State.CONFLICT)
        home = self._tree.parent(first.node)
        ours = (home.id if home else None, _before(self._tree, first.node))
        if all(ours == answer.value for answer in answers):
            return None
        both = any(self._was_moved(first.node, answer) for answer in answers)
        unclear = both or differ(answers) or self._is_orphan(first.parent)
        state, kind = State.CONFLICT if unclear else State.CHANGE, self._tree[first.node].kind
        return Item(key, "move", first.node, kind, "", None, ours, answers, state)

    def _was_moved(self, node: int, answer: Answer) -> bool:
        """Whether a node was moved here since the base of a file."""
        base = self._base(answer)
        if base is None:
            return False
        if answer.file not in self._moved:
            self._moved[answer.file] = moved(base, self._tree)
        return node in self._moved[answer.file]


def _name(kind: str, fields: Mapping[str, Value]) -> str:
    """Return what people tell a node by among its siblings, "" where they do not."""
    if kind == "unit":
        return unit_key(fields)
    return " ".join(str(fields.get(_NAMES.get(kind, "")) or "").split())


def _touched(said: Said) -> Iterator[Target]:
    """Yield what is lost with a branch: nodes that are given values, moved, or get something below."""
    match said:
        case Claim():
            yield said.target
        case Addition():
            yield said.node.parent
        case Move():
            yield from (said.node, said.parent)


def _before(tree: Tree, node: int) -> int | None:
    """Return the sibling before a node, None where it is the first."""
    at = tree.index(node)
    parent = tree.parent(node)
    return parent.children[at - 1] if parent and at else None


def _standing(claim: Claim, ours: Value) -> State | None:
    """Return what one claim needs beside ours, None where it says what is there already."""
    if claim.raw is None and ours is not GONE and same(claim.theirs, ours):
        return None
    if claim.raw is not None or claim.doubt:
        return State.ASKED
    return State.CHANGE if ours is not GONE and same(claim.base, ours) else State.CONFLICT


def _state(standings: Iterable[State | None], answers: Sequence[Answer]) -> State:
    """Return what an item needs of which each answer alone needs one of ``standings``."""
    found = set(standings)
    if State.ASKED in found:
        return State.ASKED
    return State.CONFLICT if State.CONFLICT in found or differ(answers) else State.CHANGE
