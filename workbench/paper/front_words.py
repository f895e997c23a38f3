"""What a front page says, whatever it is written into: a Word file or a preview."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.paper.words import Words
    from workbench.tree import Node

LABELLED = (
    "strategic_objective",
    "main_outcome",
    "policy_implications",
    "legal_implications",
    "financial_implications",
    "follow_up_action",
    "author_unit",
    "related_documents",
)
"""The fields of the box that follow the purpose, each after its label."""


def printed_symbol(paper: Node, words: Words) -> str:
    """Return the symbol with its revision, empty where the paper has none yet."""
    symbol = paper["symbol"] or ""
    if not paper["revision"] or "Rev." in symbol:
        return symbol
    return symbol + words["revision"].format(number=paper["revision"])
