"""Responses and contributions are places rather than things: one per recommendation, one per unit.

Two files that each bring "the response to recommendation 12" mean the same one, whoever made its
node. A file that adds such a node is therefore read as giving values to the fields of the place, which is
filled when the first value arrives.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from workbench.merging.claims import Addition, Claim, Move, NewNode, Target
from workbench.schema import KINDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbench.merging.claims import Return
    from workbench.tree import Tree

RESPONSE, CONTRIBUTION = "response", "contribution"


def resolve(tree: Tree, target: Target) -> Target:
    """Return the id of a target that is there by now, else the target below its nearest known parent."""
    if isinstance(target, int):
        return target
    parent = resolve(tree, target.parent)
    found = filled(tree, parent, target) if isinstance(parent, int) else None
    return found or NewNode(target.kind, parent, target.key)


def filled(tree: Tree, parent: int, node: NewNode) -> int | None:
    """Return the response or contribution below ``parent`` that a new one would be, None where none is."""
    if node.kind not in (RESPONSE, CONTRIBUTION) or parent not in tree:
        return None
    for child in tree.children(parent, node.kind):
        if node.kind == RESPONSE or child["unit"] == node.key:
            return child.id
    return None


def with_slots(returned: Return) -> Return:
    """Return what a file says with every response and contribution it adds as claims on its place."""
    places = _places(returned.additions)
    if not places:
        return returned
    additions, claims = [], []
    for addition in returned.additions:
        if addition.node in places:
            claims += _claims(addition, places)
        else:
            node, after = _moved(addition.node, places), _moved(addition.after, places)
            additions.append(replace(addition, node=node, after=after))
    claims += [replace(claim, target=_moved(claim.target, places)) for claim in returned.claims]
    return replace(
        returned,
        additions=additions,
        claims=claims,
        moves=[_moved_move(move, places) for move in returned.moves],
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


def _claims(addition: Addition, places: Mapping[NewNode, NewNode]) -> list[Claim]:
    place, blank = places[addition.node], KINDS[addition.node.kind].blank()
    skipped = "unit" if place.kind == CONTRIBUTION else ""  # says which place it is
    return [
        Claim(place, name, blank[name], value, addition.place)
        for name, value in addition.fields.items()
        if name != skipped
    ]


def _moved(target: Any, places: Mapping[NewNode, NewNode]) -> Any:
    """Return a target (or what stands for none) with every new response and contribution as its place."""
    if not isinstance(target, NewNode):
        return target
    if target in places:
        return places[target]
    return replace(target, parent=_moved(target.parent, places))


def _moved_move(move: Move, places: Mapping[NewNode, NewNode]) -> Move:
    return replace(move, parent=_moved(move.parent, places), after=_moved(move.after, places))
