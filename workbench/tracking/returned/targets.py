"""Which node an answer of a returned sheet belongs to, named from the document it was made of alone.

What stands in a place by now is the planner's business: so a target is called the same whenever its file
is read, and an answer follows its recommendation rather than the node that held it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.merging.claims import NewNode, Target
from workbench.merging.slots import CONTRIBUTION, RESPONSE

if TYPE_CHECKING:
    from workbench.tracking.baseline import Sent
    from workbench.tracking.shares import Asked


def home_of(asked: Asked) -> int:
    """Return the recommendation under which the answer hangs: another one where it answers several."""
    parent = asked.response.parent if asked.response else None
    return parent or asked.recommendation.id


def response_to(asked: Asked) -> NewNode:
    """Return the place of the response to a recommendation."""
    return NewNode(RESPONSE, home_of(asked), "")


def target_of(asked: Asked, sent: Sent, unit: str) -> Target:
    """Return what holds an answer: the place of a response or of a contribution of ``unit``, or an action."""
    kind, response = sent.key.partition(".")[0], response_to(asked)
    if kind == RESPONSE:
        return response
    if kind == CONTRIBUTION:
        return NewNode(CONTRIBUTION, response, unit)
    return sent.node or NewNode(kind, response, "")
