"""What a copy of this workspace says: everything in which it differs from the last state that both knew.

A copy has the workspace's UUID and the beginning of its journal; :mod:`.lineage` finds out which of its nodes
are which of ours, :mod:`.bases` what both sides knew last. All that is said here is said under our ids. A
node that is new to us has a stand-in, an id far above all others that is derived from where the node was
first made: the same in every copy, and in the values of claims and additions alike. ``Return.ids`` says
which new node each stand-in means, and :func:`.lineage.translated` puts in the id that it gets here. What
was removed in the copy before it ever came here keeps its stand-in: an unknown target.

Made to be applied in this order: additions, moves, claims, removals, each as listed. An addition comes right
after the nearest earlier sibling that did not move, a moved node right after the nearest one there is.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import replace
from typing import TYPE_CHECKING

from workbench.errors import UserError
from workbench.merging.bases import Bases
from workbench.merging.claims import Addition, Claim, Move, NewNode, Removal, Return, Target
from workbench.merging.lineage import Lineage
from workbench.merging.planning import key_of_said
from workbench.merging.slots import CONTRIBUTION, RESPONSE
from workbench.merging.structure import changed_below, moved, same
from workbench.schema import KINDS
from workbench.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from pathlib import Path

    from workbench.merging.bases import Limits
    from workbench.merging.news import News
    from workbench.tree import Node, Tree

Said = Claim | Move | Removal

_OFFERED_BEFORE = "This was left out when an earlier state of the copy was merged."


def read_copy(path: Path, workspace: Workspace) -> Return:
    """Return how a copy of a workspace differs from the last state that both knew; changes neither.

    Raises UserError where the file is no sound copy of this workspace, or is the workspace itself.
    """
    with Workspace.open(path, writable=False) as copy:
        if os.path.samefile(path, workspace.path):
            raise UserError(f"{path.name} is this workspace itself; choose a copy of it.")
        if copy.id != workspace.id:
            raise UserError(f"{path.name} is another workspace and no copy of this one.")
        returned = Return(path.name, _sha256(path), "copy", copy.point)
        _Comparison(workspace, copy).fill(returned)
    return returned


class _Comparison:
    """A copy beside our document; made for one reading."""

    def __init__(self, workspace: Workspace, copy: Workspace) -> None:
        self._ours = workspace.tree
        self._copy = copy
        self._lineage = Lineage(workspace, copy)
        self._bases = Bases(self._lineage)
        self._theirs = self._lineage.tree_of_copy()
        self._offered = self._offered_before()
        self._new = self._new_nodes()

    def fill(self, returned: Return) -> None:
        """Put into ``returned`` all that the copy says."""
        returned.saved_by, returned.saved_at = self._copy.signature(self._copy.point) or ("", "")
        returned.base = self._base(self._bases.now)
        returned.additions = list(self._additions(moved(returned.base, self._theirs)))
        for said in self._said(returned.base, self._bases.now).values():
            match said:
                case Claim():
                    returned.claims.append(said)
                case Move():
                    returned.moves.append(said)
                case Removal():
                    returned.removals.append(said)
        returned.ids = self._new
        returned.memory = {"knows": self._lineage.theirs.knows}

    def _base(self, limits: Limits) -> Tree:
        base = self._bases.base(limits)
        self._bases.complete(base, self._theirs)
        return base

    def _said(self, base: Tree, limits: Limits) -> dict[str, Said]:
        """Return what differs from a base, by key; what is open from earlier merges, from the base before."""
        news = self._bases.news(limits)
        found: dict[str, Said] = {}
        for differences in (self._moves, self._claims, self._removals):
            found.update((key_of_said(said), said) for said in differences(base, news))
        open, earlier = self._bases.open(limits)
        if open:
            then = self._base(earlier)
            before = self._said(then, earlier)
            still = dict(self._as_asked(said, open) for said in before.values())
            found = {key: said for key, said in found.items() if key not in open}
            found |= {key: said for key, said in still.items() if key in open}
            found = {key: self._as_left_open(said, then) for key, said in found.items()}
        return found

    def _as_left_open(self, said: Said, before: Tree) -> Said:
        """Return a removal marked where it takes away what was changed here and the copy has not settled."""
        if not isinstance(said, Removal) or said.node not in self._ours:
            return said
        return replace(said, is_open=said.is_open or changed_below(before, self._ours, said.node))

    # What is new in the copy -----------------------------------------------------------------------

    def _new_nodes(self) -> dict[int, NewNode]:
        """Return the nodes to be added, by their stand-ins, parents first."""
        if not self._lineage.keys:
            return {}
        found: dict[int, NewNode] = {}
        left_out = {id for id, is_settled in self._offered.items() if is_settled}
        for node in self._theirs.walk():
            if node.id in self._lineage.keys and node.id not in left_out and node.parent is not None:
                parent = found.get(node.parent, node.parent)
                found[node.id] = NewNode(node.kind, parent, self._lineage.keys[node.id])
        return found

    def _offered_before(self) -> dict[int, bool]:
        """Return the new nodes that came with the last merge and were not taken: whether that is settled."""
        last = self._bases.last_merge
        if last is None or not self._lineage.keys:
            return {}
        then = self._lineage.theirs.at(last.upto)
        found: dict[int, bool] = {}
        for node in self._copy.tree.walk():
            id = self._lineage.ids.get(node.id, node.id)
            parent = self._lineage.ids.get(node.parent or 0, 0)
            if id in self._lineage.keys and found.get(parent):
                found[id] = True
            elif id in self._lineage.keys and self._lineage.theirs.born[node.id] <= last.upto:
                found[id] = not last.open and self._is_all_new_and_as(then, node.id)
        return found

    def _is_all_new_and_as(self, then: Tree, id: int) -> bool:
        """Whether a node of the copy is as it was, and nothing below it is known here."""
        below = (self._lineage.ids.get(node.id) for node in self._copy.tree.walk(id))
        is_all_new = all(here in self._lineage.keys for here in below)
        return is_all_new and not changed_below(then, self._copy.tree, id)

    def _additions(self, moved_there: Collection[int]) -> Iterator[Addition]:
        def stays(id: int) -> bool:
            return id in self._new or (id in self._ours and id not in moved_there)

        for node, after in self._followers(stays) if self._new else ():
            if node.id in self._new:
                blank = node.declaration.blank()
                fields = {name: value for name, value in node.fields.items() if not same(value, blank[name])}
                again = node.id in self._offered and node.parent not in self._new
                doubt = _OFFERED_BEFORE if again else ""
                yield Addition(self._new[node.id], fields, self._target(after), doubt=doubt)

    # What differs from a base ----------------------------------------------------------------------

    def _claims(self, base: Tree, news: News) -> Iterator[Claim]:
        for node in self._theirs.walk():
            if node.id in self._lineage.keys:
                continue
            before = base[node.id].fields if node.id in base else KINDS[node.kind].blank()
            for name, value in node.fields.items():
                if not same(value, before[name]) and news.holds_value(node.id, name):
                    yield Claim(node.id, name, before[name], value)

    def _moves(self, base: Tree, news: News) -> Iterator[Move]:
        there = moved(base, self._theirs)
        if not there:
            return
        for node, after in self._followers(lambda id: id in self._new or id in self._ours):
            if node.id not in there or node.parent is None or not news.holds_order(node.parent):
                continue
            # Among its siblings nothing has a place that is not here any more.
            if node.id in self._ours or base[node.id].parent != node.parent:
                yield Move(node.id, self._new.get(node.parent, node.parent), self._target(after))

    def _removals(self, base: Tree, news: News) -> Iterator[Removal]:
        gone = base.nodes.keys() - self._theirs.nodes.keys()
        covered: set[int | None] = set()
        for node in base.walk() if gone else ():
            if node.id in gone and node.parent in covered:
                covered.add(node.id)
            elif node.id in gone and news.holds_removal(node.id):
                covered.add(node.id)
                yield Removal(node.id)

    def _followers(self, stays: Callable[[int], bool]) -> Iterator[tuple[Node, int | None]]:
        """Yield the copy's nodes, parents first, each with the nearest earlier sibling that stays."""
        for parent in self._theirs.walk():
            last = None
            for child in parent.children:
                yield self._theirs[child], last
                if stays(child):
                    last = child

    def _target(self, id: int | None) -> Target | None:
        return None if id is None else self._new.get(id, id)

    # What was left open ----------------------------------------------------------------------------

    def _as_asked(self, said: Said, open: Collection[str]) -> tuple[str, Said]:
        """Return what is said with its key, in the form in which it was left open."""
        if isinstance(said, Claim) and isinstance(said.target, int):
            for slot in self._slots(said.target):
                asked = replace(said, target=slot)
                if key_of_said(asked) in open:
                    return key_of_said(asked), asked
        return key_of_said(said), said

    def _slots(self, id: int) -> Iterator[NewNode]:
        """Yield how a response or contribution was named before it was there."""
        node = self._theirs.nodes.get(id)
        if node and node.parent is not None and node.kind in (RESPONSE, CONTRIBUTION):
            key = "" if node.kind == RESPONSE else node["unit"] or ""
            parents: tuple[Target, ...] = (node.parent, *self._slots(node.parent))
            for parent in parents:
                yield NewNode(node.kind, parent, key)


def _sha256(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise UserError(f"{path.name} could not be read: {error.strerror}.") from error
