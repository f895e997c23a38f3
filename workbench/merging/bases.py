"""The base that a copy is compared with: the latest state of the document that both sides knew.

Both knew the last batch that both journals hold. A copy is merged whole, so a merge teaches a side all of the
other's journal up to the point that came in, and of what that one had merged itself; so of our merges of the
copy and its merges of us the latest counts, and none that was undone since: what it brought is not known
any more. Where each side merged the other without knowing of the other's merge (two managers who sent each
other their files on the same day), the base is both states joined over what they had in common before.

A node that both sides have, though neither from the other, is put into the base without values: they arrive
where there are none, are a conflict where they differ, and are nothing new where ours once began with them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from workbench.merging.joining import insert, joined
from workbench.merging.news import News, news_of
from workbench.merging.structure import same
from workbench.schema import KINDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbench.merging.lineage import Lineage, Side
    from workbench.tree import Node, Tree


@dataclass(frozen=True, slots=True)
class Limits:
    """The positions in our journal and in the copy's up to which knowledge counts."""

    ours: int
    theirs: int


@dataclass(frozen=True, slots=True)
class Known:
    """A side knows the other's journal up to a position, from position ``since`` of its own journal on."""

    upto: int
    since: int


class Bases:
    """The states that both sides of a lineage knew, as trees under our ids."""

    def __init__(self, lineage: Lineage) -> None:
        self._lineage = lineage
        self._known_here = _known(lineage.ours, lineage.theirs)
        self._known_there = _known(lineage.theirs, lineage.ours)
        self._inserted: dict[str, dict[int, Mapping[str, Any]]] = {}
        self._now = Limits(len(lineage.ours.order), len(lineage.theirs.order))

    @property
    def last_merge(self) -> Known | None:
        """What we know of the copy by our merges of it, None where there are none."""
        return _latest(self._known_here, self._now.ours, self._now.theirs)

    def news(self) -> News:
        """Return what of the differences from the base the copy can tell us.

        Where the base holds what we did, a difference can also be what the copy did not take over.
        """
        if self._known(self._now)[1] is None:
            return News()
        here, theirs = self.last_merge, self._lineage.theirs
        return news_of(theirs.edits(here.upto if here else theirs.parted), self._lineage.ids)

    def base(self) -> Tree:
        """Return the latest state that both sides knew."""
        return self._within(self._now)

    def _within(self, limits: Limits) -> Tree:
        """Return the latest state that both sides knew within the limits."""
        here, there = self._known(limits)
        if here and there:
            root = self._within(Limits(there.upto, here.upto))
            return joined(root, self._lineage.ours.at(there.upto), self._lineage.copy_at(here.upto))
        if there:
            return self._lineage.ours.at(there.upto)
        return self._lineage.copy_at(here.upto if here else self._lineage.theirs.parted)

    def is_of_both(self, id: int) -> bool:
        """Whether a node that was here once was known to the copy as well."""
        there, ours = self._known(self._now)[1], self._lineage.ours
        return id in ours.old or (there is not None and id in ours.born and ours.born[id] <= there.upto)

    def complete(self, base: Tree, theirs: Tree) -> None:
        """Put into a base what both sides have although the base does not."""
        missing = theirs.nodes.keys() - base.nodes.keys() - self._lineage.keys.keys()
        for node in theirs.walk() if missing else ():
            if node.id in missing:
                first = self._first(node.id)
                parent = next((id for id in self._homes(node, first) if id in base), None)
                if parent is not None:
                    fields = {
                        name: value for name, value in node.fields.items() if _is_first(value, name, first)
                    }
                    insert(base, node, parent, fields, theirs)

    def _known(self, limits: Limits) -> tuple[Known | None, Known | None]:
        """Return what each side knew of the other, None where the other's knowledge holds it already."""
        here = _latest(self._known_here, limits.ours, limits.theirs)
        there = _latest(self._known_there, limits.theirs, limits.ours)
        if here and there:
            if here.upto >= there.since:
                return here, None
            if there.upto >= here.since:
                return None, there
        return here, there

    def _first(self, node: int) -> Mapping[str, Any]:
        """Return the place with which a node came into our journal."""
        ours = self._lineage.ours.workspace
        origin = ours.origin(node) or ""
        if origin not in self._inserted:
            batch = ours.batch(origin)
            edits = batch.edits if batch else ()
            self._inserted[origin] = {edit.node: edit.after for edit in edits if edit.op == "insert"}
        return self._inserted[origin][node]

    def _homes(self, node: Node, first: Mapping[str, Any]) -> list[int | None]:
        """Return where a node may hang in the base, best first: nobody but the copy alone moved it."""
        ours = self._lineage.ours.workspace.tree
        here = ours[node.id].parent if node.id in ours else None
        if here is None or node.parent == first["parent"]:
            return [node.parent, here, first["parent"]]
        return [here, node.parent, first["parent"]]


def _known(side: Side, other: Side) -> list[Known]:
    """Return what each merge taught a side of the other's journal, as long as that still stands."""
    found = []
    for entry in side.merges:
        positions = [other.order[point] for point in entry.knows if point in other.order]
        standing = [at for at in positions if at > other.parted and not other.has_undone(side, at)]
        if standing:
            since = side.order[entry.record.point] + (entry.batch is None)
            found.append(Known(max(standing), since))
    return found


def _latest(known: list[Known], since: int, upto: int) -> Known | None:
    within = [each for each in reversed(known) if each.since <= since and each.upto <= upto]
    return max(within, key=lambda each: (each.upto, each.since), default=None)


def _is_first(value: Any, name: str, first: Mapping[str, Any]) -> bool:
    return same(value, {**KINDS[first["kind"]].blank(), **first["fields"]}[name])
