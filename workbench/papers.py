"""Which paper a person means, and what people call what is in it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from workbench.errors import UserError
from workbench.markup import plain_blocks
from workbench.sentences import Label, Sentence, strung

if TYPE_CHECKING:
    from workbench.numbering import Numbers
    from workbench.tree import Node, Tree

BEGINNING = 40
"""Letters of a text that tell a node without a number from others."""


def find_paper(tree: Tree, symbol: str | None) -> Node:
    """Return the paper with this symbol, or the only one where None is given.

    Raises UserError listing the symbols there are where that names no paper, or more than one.
    """
    papers = list(tree.of_kind("paper"))
    if not papers:
        raise UserError("This workspace holds no paper yet.")
    found = [paper for paper in papers if symbol is None or paper["symbol"] == symbol]
    if len(found) == 1:
        return found[0]
    known = strung([paper["symbol"] or Sentence("(a paper without a symbol)") for paper in papers])
    if symbol is None:
        raise UserError("This workspace holds {0} papers; say which one is meant: {1}.", len(papers), known)
    if found:
        raise UserError(
            "{0} papers have the symbol {1}; give one of them another symbol first.", len(found), symbol
        )
    raise UserError("There is no paper {0} in this workspace; it holds {1}.", symbol, known)


def reference(tree: Tree, numbers: Numbers, recommendation: int) -> str:
    """Return what people call a recommendation at this point: "GB.340 I-1".

    The prefix is the first member of the symbol, or the session where there is no symbol.
    """
    paper = tree[numbers.paper[recommendation]]
    evaluation = tree.ancestor(recommendation, "evaluation")
    number = numbers.label.get(recommendation, "?")
    place = f"{numbers.label.get(evaluation.id, '?')}-{number}" if evaluation else number
    symbol = (paper["symbol"] or "").split("/")[0].strip()
    return " ".join(part for part in (symbol or paper["session"], place) if part)


def name_of(tree: Tree, numbers: Numbers, id: int) -> Sentence | Label:
    """Return what people call a node in a sentence, its id never: "Part II › Key finding 3".

    What belongs to a recommendation is called by that; a node without a number by how its text begins.
    """
    node = tree[id]
    home, part = tree.ancestor(id, "recommendation"), tree.ancestor(id, "evaluation")
    if part is node:
        return Sentence("Part {0}", numbers.label.get(id, "?"))
    kind, number = Label(node.declaration.label), numbers.label.get(id) or _begun(node, numbers)
    name = Sentence("{0} {1}", kind, number) if number else kind
    if home is not None and home.id in numbers.paper:
        of = reference(tree, numbers, home.id)
        if home is node:
            return Sentence("Recommendation {0}", of)
        return Sentence("{0} (Recommendation {1})", kind if node.kind == "response" else name, of)
    return name if part is None else Sentence("Part {0} › {1}", numbers.label.get(part.id, "?"), name)


def _begun(node: Node, numbers: Numbers) -> str:
    """Return how the text begins that stands for a node, in quotes; "" where it has none."""
    summary = node.declaration.summary
    text = (node["symbol"] if node.kind == "paper" else node[summary] if summary else None) or ""
    line = " ".join(plain_blocks(text, partial(numbers.printed, within=node.id)))
    if not line:
        return ""
    return f"“{line}”" if len(line) <= BEGINNING else f"“{line[: BEGINNING - 1]}…”"
