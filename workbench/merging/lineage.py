"""What a copy of a workspace and ours have in common: the beginning of their journals, and their nodes.

A node is told by the batch that inserted it first and its id then ("BATCH:ID"): that names it in every
copy of the workspace, whatever id a copy that took it over gave it. Merges leave pairs in the log of files
(the node a copy or a sheet brought, the node it became); all pairs of both logs together make families of
names that mean one node. Its root, the name of the node where it was first made, is the key it travels under:
for a node that came with a sheet the key in that sheet, so that both managers may merge the sheet.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from workbench.errors import UserError
from workbench.markup import remap
from workbench.merging.records import merged, stood, undone
from workbench.schema import KINDS, Type
from workbench.tree import Node, Tree

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from workbench.edits import Edit
    from workbench.merging.records import Merged
    from workbench.schema import Field, Value
    from workbench.workspace import Workspace

_FIRST_STAND_IN = 10**14  # as many digits as the markup reads, far above the ids that nodes have


_NODE = re.compile("[0-9a-f]{32}:[0-9]+")
_MENTIONED = re.compile(r"\[[\^\[]([0-9]+)")
_NAMING = {
    kind.name: [field for field in kind.fields.values() if field.is_markup or field.type is Type.NODES]
    for kind in KINDS.values()
}
"""The fields of each kind whose values can name other nodes."""


class Lineage:
    """How the nodes of a copy are called here; made by comparing the two journals and their logs.

    ``ids`` gives, for every node that came into the copy since the two parted, its id here, or a stand-in
    where there never was such a node here; for an older one removed here, the id of what stands in its
    place. ``keys`` names each stand-in's node. Raises UserError where the journals have nothing in common.
    """

    def __init__(self, ours: Workspace, copy: Workspace) -> None:
        parted = _last_shared(ours, copy)
        self.ours = Side(ours, parted)
        self.theirs = Side(copy, parted)
        self.ids: dict[int, int] = {}
        self.keys: dict[int, str] = {}
        self._families = _Families()
        for side in (self.ours, self.theirs):
            for entry in side.files:
                self._families.learn(side, entry)
        self._find_ids()

    def tree_of_copy(self) -> Tree:
        """Return the copy's present document under our ids, new nodes under their stand-ins."""
        return renamed(self.theirs.workspace.tree, self.ids)

    def copy_at(self, position: int) -> Tree:
        """Return what the copy held at a position under our ids, without what never came here."""
        known = {id: here for id, here in self.ids.items() if self.theirs.born.get(id, 0) <= position}
        return renamed(self.theirs.at(position), known, self.keys)

    def name_anew(self, nodes: Iterable[int]) -> None:
        """Let nodes of the copy that were removed here be new to us."""
        for id in nodes:
            self.ids[id] = self._stand_in(self._families.root(self._families.of(self.theirs.name_of(id))))

    def _find_ids(self) -> None:
        living, taken = self.theirs.workspace.tree, self.theirs.old - self.theirs.born.keys()
        free = taken - living.nodes.keys()
        for id in sorted(taken - self.ours.workspace.tree.nodes.keys()):
            here = self._here(self._families.of(self.theirs.name_of(id)))
            if here is not None and here in self.ours.workspace.tree and here not in taken:
                self.ids[id] = here  # it stands in the place of the other
                taken.add(here)
        for id in sorted(self.theirs.born, key=lambda id: (id not in living, id)):
            name = self.theirs.name_of(id)
            family = self._families.of(name)
            here = self._here(family)
            if here is None:
                here = self._stand_in(self._families.root(family))
            elif here in taken and not (here in free and id in living):
                here = self._stand_in(name)  # one node of ours cannot be two of theirs
            self.ids[id] = here
            taken.add(here)
            free.discard(here)

    def _here(self, family: Collection[str]) -> int | None:
        """Return our node of a family: one that is there rather than one that was."""
        met = [id for name in family if (id := self.ours.met(name))]
        return max(met, key=lambda id: (id in self.ours.workspace.tree, id), default=None)

    def _stand_in(self, key: str) -> int:
        """Return an id for a new node, the same for the same node in every copy."""
        digest = hashlib.sha256(key.encode()).hexdigest()
        id = _FIRST_STAND_IN + int(digest[:12], 16)
        while id in self.keys or id in self.ours.workspace.tree or id in self.theirs.workspace.tree:
            id += 1
        self.keys[id] = key
        return id


class Side:
    """One of two workspaces that were one up to the batch ``parted``.

    ``old`` are the nodes that were there then, ``born`` those that came since, or came back, by the position
    of the first batch in which they did; ``files`` are the files merged into it, oldest first, and
    ``merges`` the copies among them, without those of which something rests on a merge undone since.
    """

    def __init__(self, workspace: Workspace, parted: str) -> None:
        self.workspace = workspace
        self._steps = workspace.steps()
        self.order = {step[0]: position for position, step in enumerate(self._steps)}
        self.parted = self.order[parted]
        self._batches = workspace.since(parted)
        self.born: dict[int, int] = {}
        self.old: set[int] = set()
        for batch in self._batches:
            for edit in batch.edits:
                if edit.op == "insert":
                    self.born.setdefault(edit.node, self.order[batch.id])
                elif edit.op == "remove" and edit.node not in self.born:
                    self.old.add(edit.node)
        self.old |= workspace.tree.nodes.keys() - self.born.keys()
        self._undone = undone(workspace)
        self.files = merged(workspace)
        known = {entry.record.sha256 for entry in self.files}
        self.merges = [entry for entry in self.files if entry.kind == "copy" and not entry.left(known)]

    def at(self, position: int) -> Tree:
        """Return the document as it was right after the batch at a position, as a tree of its own."""
        return self.workspace.at(self._steps[position][0])

    def edits(self, since: int) -> Iterator[Edit]:
        """Yield the edits after a position not before the two parted, oldest first."""
        for batch in self._batches[since - self.parted :]:
            yield from batch.edits

    def name_of(self, id: int) -> str:
        """Return what names a node in every copy."""
        return f"{self.workspace.origin(id)}:{id}"

    @property
    def knows(self) -> list[str]:
        """The points of other copies whose content is settled here."""
        return sorted({point for each in self.merges for point in each.knows})

    def met(self, name: str) -> int | None:
        """Return the node of that name where it is here, was here when the two parted or was made since."""
        batch, _, id = name.partition(":")
        if batch not in self.order:
            return None
        node = int(id)
        is_met = node in self.workspace.tree or node in self.old or self.order[batch] > self.parted
        return node if is_met else None

    def has_undone(self, other: Side, position: int) -> bool:
        """Whether a merge of the other side that was in force at a position is undone now."""
        point = self._steps[position][0]
        return any(
            entry.kind == "copy" and entry.point in other.order and stood(entry.batch, point, self._steps)
            for entry in self._undone
            if entry.batch
        )


class _Families:
    """Names of nodes, those that mean the same node together."""

    def __init__(self) -> None:
        self._families: dict[str, set[str]] = {}
        self._taken_over: set[str] = set()

    def learn(self, side: Side, entry: Merged) -> None:
        """Take the pairs of one merge."""
        for key, id in entry.new.items():
            name = side.name_of(id)
            both = self.of(key) | self.of(name)
            self._families.update(dict.fromkeys(both, both))
            if side.workspace.origin(id) == entry.batch:
                self._taken_over.add(name)

    def of(self, name: str) -> set[str]:
        """Return all names of a node."""
        return self._families.get(name, {name})

    def root(self, family: Collection[str]) -> str:
        """Return the name that a node got where it was first made."""
        return min(family, key=lambda name: (bool(_NODE.fullmatch(name)), name in self._taken_over, name))


def translated(value: Value, field: Field, ids: Mapping[int, int]) -> Value:
    """Return a stored value with the ids in it replaced where ``ids`` knows them."""
    if field.type is Type.NODES:
        return tuple(dict.fromkeys(ids.get(id, id) for id in value))
    names_one = isinstance(value, str) and any(int(id) in ids for id in _MENTIONED.findall(value))
    return remap(value, ids) if names_one and field.is_markup else value


def renamed(tree: Tree, ids: Mapping[int, int], without: Collection[int] = ()) -> Tree:
    """Return a tree with other ids, in values too, without the ids ``without`` and all below.

    That is the tree itself where ``ids`` is empty, else one of its own.
    """
    if not ids:
        return tree
    made = Tree()
    made.root_id = ids.get(tree.root_id, tree.root_id)
    for node in _walk(tree, ids, without):
        fields = dict(node.fields)
        for field in _NAMING[node.kind]:
            fields[field.name] = translated(fields[field.name], field, ids)
        parent = None if node.parent is None else ids.get(node.parent, node.parent)
        twin = Node(ids.get(node.id, node.id), node.kind, fields, parent)
        twin.children = [id for id in (ids.get(child, child) for child in node.children) if id not in without]
        made.nodes[twin.id] = twin
    return made


def _walk(tree: Tree, ids: Mapping[int, int], without: Collection[int]) -> Iterator[Node]:
    waiting = [tree.root_id]
    while waiting:
        node = tree[waiting.pop()]
        if ids.get(node.id, node.id) not in without:
            yield node
            waiting.extend(reversed(node.children))


def _last_shared(ours: Workspace, copy: Workspace) -> str:
    """Return the last batch that both journals hold."""
    shared = None
    for one, other in zip(ours.steps(), copy.steps(), strict=False):
        if one[0] != other[0]:
            break
        shared = one[0]
    if shared is None:
        raise UserError(
            "{0} shares no history with this workspace, as after loading a dump, so what was changed in it"
            " cannot be told.",
            copy.path.name,
        )
    return shared
