"""The purpose text of a paper, built from its parts and its decision unless a person wrote one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.markup import Anchor, Block, parse, render

if TYPE_CHECKING:
    from workbench.numbering import Numbers
    from workbench.paper.words import Words
    from workbench.tree import Node, Tree


def purpose(tree: Tree, numbers: Numbers, paper: Node, words: Words) -> str | None:
    """Return the purpose of a paper as markup with live references; None for a paper without parts."""
    written: str | None = paper["purpose"]
    evaluations = tree.children(paper.id, "evaluation")
    if written or not evaluations:
        return written
    sentences = [_opening(len(evaluations), words), _parts(evaluations, words)]
    decision = _decision(tree, numbers, paper, words)
    return " ".join(sentences + ([decision] if decision else []))


def _opening(count: int, words: Words) -> str:
    one, several = words.texts["purpose_opening"]
    return str(one if count == 1 else several.format(count=words.count(count)))


def _parts(evaluations: list[Node], words: Words) -> str:
    forms: list[str] = words.texts["purpose_parts"]
    clauses = []
    for place, evaluation in enumerate(evaluations):
        form = forms[0] if place == 0 else forms[1 + (place - 1) % (len(forms) - 1)]
        clauses.append(form.format(number=f"[[{evaluation.id}]]", title=_title(evaluation)))
    leads = words.listed(clauses)
    return "".join(lead + clause for lead, clause in zip(leads, clauses, strict=True)) + "."


def _title(evaluation: Node) -> str:
    """Return the markup of a title without footnote marks; "?" where it has no title."""
    blocks = parse(evaluation["title"])
    spans = [span for block in blocks for span in block.spans if not isinstance(span, Anchor)]
    return render([Block("paragraph", tuple(spans))]).strip() or "?"


def _decision(tree: Tree, numbers: Numbers, paper: Node, words: Words) -> str | None:
    """Return the sentence that names the decision; None where no numbered paragraph decides."""
    for section in tree.of_kind("section", paper.id):
        if section["role"] == "decision" and section.id in numbers.span:
            first, last = numbers.span[section.id]
            one, several = words.texts["purpose_decision"]
            return str(one if first == last else several).format(range=f"[[{section.id}]]")
    return None
