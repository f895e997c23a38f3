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
from typing import TYPE_CHECKING

from workbench.errors import UserError
from workbench.merging.bases import Bases
from workbench.merging.claims import Addition, Claim, Move, NewNode, Removal, Return, Target
from workbench.merging.lineage import Lineage
from workbench.merging.structure import changed_below, moved, same
from workbench.schema import KINDS
from workbench.sentences import UNSAID, Sentence
from workbench.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from pathlib import Path

    from workbench.merging.news import News
    from workbench.tree import Node, Tree

_OFFERED_BEFORE = Sentence("This was left out when an earlier state of the copy was merged.")


def read_copy(path: Path, workspace: Workspace) -> Return:
    """Return how a copy of a workspace differs from the last state that both knew; changes neither.

    Raises UserError where the file is no sound copy of this workspace, or is the workspace itself.
    """
    with Workspace.open(path, writable=False) as copy:
        if os.path.samefile(path, workspace.path):
            raise UserError("{0} is this workspace itself; choose a copy of it.", path.name)
        if copy.id != workspace.id:
            raise UserError("{0} is another workspace and no copy of this one.", path.name)
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
        self._base = self._bases.base()
        self._kept = self._kept_knowingly()
        self._lineage.name_anew(self._kept)
        self._theirs = self._lineage.tree_of_copy()
        self._bases.complete(self._base, self._theirs)
        self._offered = self._offered_before()
        self._new = self._new_nodes()

    def fill(self, returned: Return) -> None:
        """Put into ``returned`` all that the copy says."""
        returned.saved_by, returned.saved_at = self._copy.signature(self._copy.point) or ("", "")
        returned.base = base = self._base
        news = self._bases.news()
        returned.additions = list(self._additions(moved(base, self._theirs)))
        returned.moves = list(self._moves(base, news))
        returned.claims = list(self._claims(base, news))
        returned.removals = list(self._removals(base, news))
        returned.ids = self._new
        returned.memory = {"knows": self._lineage.theirs.knows}

    def _kept_knowingly(self) -> set[int]:
        """Return the nodes that were removed here, and that the copy kept although it knew: new again."""
        known = self._ours.nodes.keys() | self._base.nodes.keys() | self._lineage.keys.keys()
        here = {id: self._lineage.ids.get(id, id) for id in self._copy.tree.nodes}
        return {id for id in here if here[id] not in known and self._bases.is_of_both(here[id])}

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
        then, born = self._lineage.theirs.at(last.upto), self._lineage.theirs.born
        found: dict[int, bool] = {}
        for node in self._copy.tree.walk():
            id = self._lineage.ids.get(node.id, node.id)
            parent = self._lineage.ids.get(node.parent or 0, 0)
            if id in self._lineage.keys and found.get(parent):
                found[id] = True
            elif node.id in self._kept or id not in self._lineage.keys:
                continue
            elif born[node.id] <= last.upto:
                found[id] = self._is_all_new_and_as(then, node.id)
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
                doubt = _OFFERED_BEFORE if again else UNSAID
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


def _sha256(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise UserError("{0} could not be read: {1}.", path.name, error.strerror) from error
