"""Which node of the present document an answer of a returned sheet belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.merging.claims import NewNode, Target

if TYPE_CHECKING:
    from workbench.tracking.baseline import Sent
    from workbench.tracking.shares import Asked
    from workbench.tree import Tree


@dataclass(frozen=True, slots=True)
class Targets:
    """Finds targets for the answers of one unit in the document as it is now."""

    tree: Tree
    unit: str

    def response(self, asked: Asked) -> Target | None:
        """Return the response to a recommendation, a new one where it has none any more.

        None where the recommendation was removed here.
        """
        if asked.response and asked.response.id in self.tree:
            return asked.response.id
        if asked.recommendation.id in self.tree:
            return NewNode("response", asked.recommendation.id)
        return None

    def of(self, response: Target, sent: Sent) -> Target:
        """Return the node that holds an answer below a response.

        An action keeps its id also where it was removed here; a contribution is then a new one.
        """
        kind = sent.key.partition(".")[0]
        if kind == "response":
            return response
        if sent.node is not None and (kind == "action" or sent.node in self.tree):
            return sent.node
        return NewNode(kind, response, self.unit)
