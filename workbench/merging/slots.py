"""Responses and contributions are places rather than things: one per recommendation, one per unit.

Two files that each bring "the response to recommendation 12" mean the same one, whoever made its
node. A file that adds such a node is therefore read as giving values to the fields of the place, which is
filled when the first value arrives.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from workbench.merging.claims import Addition, Claim, Move, NewNode, Removal, Target
from workbench.merging.structure import same
from workbench.schema import KINDS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from workbench.merging.claims import Return
    from workbench.tree import Node, Tree

RESPONSE, CONTRIBUTION = "response", "contribution"


class Places:
    """Finds what fills a place in a document now; ``tree`` may change in between."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._also: dict[int, int] = {}
        for response in tree.of_kind(RESPONSE):
            for recommendation in response["also_answers"]:
                self._also.setdefault(recommendation, response.id)

    def resolve(self, target: Target, base: Tree | None) -> Target:
        """Return the id of a target that is there by now, else the target below its nearest known parent.

        A response or contribution of ``base`` that was removed here is the one that stands in its place.
        """
        if isinstance(target, int):
            was_here = target not in self._tree and base is not None and target in base
            return self._successor(target, base) if was_here and base else target
        parent = self.resolve(target.parent, base)
        found = self.filled(parent, target.kind, target.key) if isinstance(parent, int) else None
        return found or NewNode(target.kind, parent, target.key)

    def filled(self, parent: int, kind: str, key: str) -> int | None:
        """Return the response that answers ``parent`` or the contribution of a unit, None where none is."""
        if kind not in (RESPONSE, CONTRIBUTION) or parent not in self._tree:
            return None
        for child in self._tree.children(parent, kind):
            if kind == RESPONSE or child["unit"] == key:
                return child.id
        also = self._also.get(parent) if kind == RESPONSE else None
        return also if also in self._tree else None

    def _successor(self, gone: int, base: Tree) -> Target:
        node = base[gone]
        if node.kind not in (RESPONSE, CONTRIBUTION) or node.parent is None:
            return gone
        parent = self.resolve(node.parent, base)
        key = "" if node.kind == RESPONSE else node["unit"] or ""
        if parent == node.parent:
            return self.filled(parent, node.kind, key) or gone
        return self.resolve(NewNode(node.kind, parent, key), base)


def with_slots(returned: Return) -> Return:
    """Return what a file says with every response and contribution it adds as claims on its place.

    Where the file removed what filled the place before, it gives that one other values.
    """
    places = _places(returned.additions)
    if not places:
        return returned
    stay = {move.node for move in returned.moves}
    replaced = _replaced(places, returned, stay)
    gone = {old.id for old in replaced.values()}
    additions: list[Addition] = []
    claims: list[Claim] = []
    for addition in returned.additions:
        if addition.node in places:
            place = places[addition.node]
            claims += _claims(addition, place, replaced.get(place))
        else:
            node, after = _moved(addition.node, places), _moved(addition.after, places)
            additions.append(replace(addition, node=node, after=after))
    claims += [replace(claim, target=_moved(claim.target, places)) for claim in returned.claims]
    below = [id for old in replaced.values() for id in old.children if id not in stay and id not in gone]
    return replace(
        returned,
        additions=additions,
        claims=claims,
        moves=[_moved_move(move, places) for move in returned.moves],
        removals=[*(r for r in returned.removals if r.node not in gone), *map(Removal, below)],
        ids={id: _moved(node, places) for id, node in returned.ids.items()},
        slots={node.key: place for node, place in places.items()},
    )


def _places(additions: list[Addition]) -> dict[NewNode, NewNode]:
    """Return the place of every new response and contribution, by the node that the file adds."""
    places: dict[NewNode, NewNode] = {}
    for addition in additions:  # parents come first
        node = addition.node
        if node.kind == RESPONSE:
            places[node] = NewNode(RESPONSE, _moved(node.parent, places), "")
        elif node.kind == CONTRIBUTION and addition.fields.get("unit"):
            places[node] = NewNode(CONTRIBUTION, _moved(node.parent, places), addition.fields["unit"])
    return places


def _replaced(
    places: Mapping[NewNode, NewNode], returned: Return, stay: Collection[int]
) -> dict[NewNode, Node]:
    """Return what filled each place at the file's base, where the file removed that."""
    base, removed = returned.base, {removal.node for removal in returned.removals}
    found: dict[NewNode, Node] = {}
    for place in places.values() if base else ():  # parents come first
        above = found.get(place.parent) if isinstance(place.parent, NewNode) else None
        parent = above.id if above else place.parent
        if base is None or not isinstance(parent, int) or parent not in base:
            continue
        for child in base.children(parent, place.kind):
            is_removed = child.id in removed or (above is not None and child.id not in stay)
            if is_removed and (place.kind == RESPONSE or child["unit"] == place.key):
                found.setdefault(place, child)
    return found


def _claims(addition: Addition, place: NewNode, old: Node | None) -> Iterator[Claim]:
    """Yield the values that a file gives to a place, compared with what filled it before."""
    before = old.fields if old else KINDS[place.kind].blank()
    after = {**KINDS[place.kind].blank(), **addition.fields}
    changed = [name for name, value in after.items() if not same(value, before[name])]
    for name in changed:
        if name != "unit" or changed == ["unit"]:  # else the place says it
            target = old.id if old else place
            yield Claim(target, name, before[name], after[name], addition.place, addition.doubt)


def _moved(target: Any, places: Mapping[NewNode, NewNode]) -> Any:
    """Return a target (or what stands for none) with every new response and contribution as its place."""
    if not isinstance(target, NewNode):
        return target
    if target in places:
        return places[target]
    return replace(target, parent=_moved(target.parent, places))


def _moved_move(move: Move, places: Mapping[NewNode, NewNode]) -> Move:
    return replace(move, parent=_moved(move.parent, places), after=_moved(move.after, places))
