"""Who answers what: the recommendations of a paper, and each unit's share in them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from workbench.papers import reference

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.tree import Node, Tree
    from workbench.workspace import Snapshot


class Part(Enum):
    """What a unit does for one recommendation; the value is what its sheet says."""

    LEAD = "Lead"
    CONTRIBUTOR = "Contributor"
    JOINT = "Answered with"  # one response answers several recommendations: another row has it


@dataclass(frozen=True, slots=True)
class Asked:
    """One recommendation of the paper and the response that answers it (None where there is none yet).

    ``reference`` is what people call it, ``lead`` the key of the unit that answers it, ``units``
    every unit with a share, lead first. ``answer_lead`` leads the recommendation under which the
    response hangs, which is another one where a response answers several.
    """

    recommendation: Node
    reference: str
    response: Node | None
    lead: str | None
    units: tuple[str, ...]
    answer_lead: str | None


@dataclass(frozen=True, slots=True)
class Share:
    """A unit's share in one recommendation: what it does, with its own contribution and actions.

    ``joined`` is the reference whose row carries the answer where the part is JOINT, else None.
    """

    asked: Asked
    part: Part
    contribution: Node | None = None
    actions: tuple[Node, ...] = ()
    joined: str | None = None

    @property
    def label(self) -> str:
        """What the sheet says the unit does."""
        return f"{self.part.value} {self.joined}" if self.joined else self.part.value


def asked_in(snapshot: Snapshot, paper: Node) -> list[Asked]:
    """Return the recommendations of ``paper`` in printed order."""
    tree = snapshot.tree
    recommendations = list(tree.of_kind("recommendation", paper.id))
    answers = _answers(tree, recommendations)
    return [
        Asked(
            recommendation,
            reference(tree, snapshot.numbers, recommendation.id),
            answers.get(recommendation.id),
            lead_of(recommendation),
            _units_of(recommendation),
            _answer_lead(tree, recommendation, answers.get(recommendation.id)),
        )
        for recommendation in recommendations
    ]


def lead_of(recommendation: Node) -> str | None:
    """Return the unit that answers: the one a person named, else the first responsible unit."""
    units: tuple[str, ...] = recommendation["responsible_units"]
    lead: str | None = recommendation["lead_unit"]
    return lead or (units[0] if units else None)


def units_with_a_share(asked: list[Asked]) -> list[str]:
    """Return the key of every unit named in any recommendation, in the order of the paper."""
    return list(dict.fromkeys(unit for one in asked for unit in one.units))


def shares_of(tree: Tree, asked: list[Asked], unit: str) -> list[Share]:
    """Return the shares of one unit in the order of the paper.

    Where one response answers several of its recommendations, the first of them carries the
    response, the contribution and the actions; the others are :attr:`Part.JOINT`.
    """
    first: dict[int, str] = {}
    shares = []
    for one in asked:
        if unit not in one.units:
            continue
        response = one.response.id if one.response else None
        if response in first:
            shares.append(Share(one, Part.JOINT, joined=first[response]))
            continue
        if response is not None:
            first[response] = one.reference
        part = Part.LEAD if unit == one.answer_lead else Part.CONTRIBUTOR
        shares.append(Share(one, part, *_own(tree, one.response, unit)))
    return shares


def unseen_actions(tree: Tree, paper: Node, sent: set[int]) -> list[int]:
    """Return the actions of ``paper`` that are in no sheet, in document order."""
    return [action.id for action in tree.of_kind("action", paper.id) if action.id not in sent]


def _answers(tree: Tree, recommendations: list[Node]) -> dict[int, Node]:
    """Return the response to each recommendation: its own, else the first that also answers it."""
    answers: dict[int, Node] = {}
    also: dict[int, Node] = {}
    for recommendation in recommendations:
        for response in tree.children(recommendation.id, "response"):
            answers.setdefault(recommendation.id, response)
            for other in response["also_answers"]:
                also.setdefault(other, response)
    return {**also, **answers}


def _answer_lead(tree: Tree, recommendation: Node, response: Node | None) -> str | None:
    home = tree.parent(response.id) if response else None
    return lead_of(home or recommendation)


def _units_of(recommendation: Node) -> tuple[str, ...]:
    lead = lead_of(recommendation)
    named = ((lead,) if lead else ()) + tuple(recommendation["responsible_units"])
    return tuple(dict.fromkeys(named))


def _own(tree: Tree, response: Node | None, unit: str) -> tuple[Node | None, tuple[Node, ...]]:
    """Return the unit's contribution below a response and its actions there."""
    if response is None:
        return None, ()
    contributions = tree.children(response.id, "contribution")
    mine: Iterator[Node] = (node for node in contributions if node["unit"] == unit)
    actions = tree.children(response.id, "action")
    return next(mine, None), tuple(node for node in actions if node["responsible_unit"] == unit)
