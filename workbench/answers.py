"""Which Office response answers a recommendation: its own, or another's that answers it as well."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbench.tree import Node, Tree


def shared_answers(tree: Tree) -> dict[int, int]:
    """Return by recommendation the first response of another that answers it as well."""
    shared: dict[int, int] = {}
    for node in tree.nodes.values():
        if node.kind == "response":
            for recommendation in node["also_answers"]:
                shared.setdefault(recommendation, node.id)
    return shared


def answer_to(tree: Tree, recommendation: int, shared: Mapping[int, int]) -> Node | None:
    """Return the response to a recommendation, its own before a shared one; None where nobody answered."""
    for child in tree.nodes[recommendation].children:
        if tree.nodes[child].kind == "response":
            return tree.nodes[child]
    other = shared.get(recommendation)
    return tree.nodes.get(other) if other is not None else None
