"""All printed numbers, from one pass over a paper in printed order; none of them is ever stored."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from workbench.markup import Reference, anchors

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Set as AbstractSet

    from workbench.tree import Node, Tree

ROMAN = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
COUNT_WORDS = {
    "en": [
        "no",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
    ],
    "fr": [
        "aucune",
        "une",
        "deux",
        "trois",
        "quatre",
        "cinq",
        "six",
        "sept",
        "huit",
        "neuf",
        "dix",
        "onze",
        "douze",
    ],
    "es": [
        "ninguna",
        "una",
        "dos",
        "tres",
        "cuatro",
        "cinco",
        "seis",
        "siete",
        "ocho",
        "nueve",
        "diez",
        "once",
        "doce",
    ],
}
UNKNOWN = "?"
UNPRINTED = frozenset({("response", "reason"), ("recommendation", "notes")})
"""Texts of printed nodes that are not printed themselves: a footnote in them takes no number."""


class Numbers:
    """The numbers of every paper in a tree, as printed.

    ``label`` is a node's own number ("I", "A", "26", "1"); ``paragraph`` the number of a node that
    is printed as a numbered paragraph; ``footnotes`` the numbers anchored in a node; ``span`` the
    first and last paragraph number printed in a section; ``paper`` the paper a node belongs to.
    ``nodes`` holds all nodes of a paper: as long as its numbers stay, the very same tuple.
    ``reach_out`` tells that a text anchors a footnote that its own paper does not hold.
    """

    def __init__(self) -> None:
        self.label: dict[int, str] = {}
        self.paragraph: dict[int, int] = {}
        self.footnotes: dict[int, list[int]] = {}
        self.span: dict[int, tuple[int, int]] = {}
        self.paper: dict[int, int] = {}
        self.facts: dict[int, dict[str, str]] = {}
        self.nodes: dict[int, tuple[int, ...]] = {}
        self.reach_out = False

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Numbers) and vars(self) == vars(other)

    __hash__ = None  # type: ignore[assignment]  # it can be changed

    def without(self, papers: AbstractSet[int]) -> Numbers:
        """Return the numbers of all other papers, to be added to."""
        rest = Numbers()
        rest.label, rest.paragraph = self.label.copy(), self.paragraph.copy()
        rest.footnotes, rest.span = self.footnotes.copy(), self.span.copy()
        rest.paper, rest.facts = self.paper.copy(), self.facts.copy()
        rest.nodes, rest.reach_out = self.nodes.copy(), self.reach_out
        for paper in papers:
            for id in rest.nodes.pop(paper, ()):
                for kept in (rest.label, rest.paragraph, rest.footnotes, rest.span, rest.paper, rest.facts):
                    kept.pop(id, None)
        return rest

    def relabelled(self, before: Numbers) -> set[int]:
        """Return the nodes, also those that are gone, whose own number is another than it was before."""
        if self is before:
            return set()
        ids: Iterable[int]
        if self.reach_out or before.reach_out:  # a footnote with a number may be in no paper
            ids = self.label.keys() | before.label.keys()
        else:
            papers = self.nodes.keys() | before.nodes.keys()
            anew = [paper for paper in papers if self.nodes.get(paper) is not before.nodes.get(paper)]
            ids = {id for paper in anew for numbers in (self, before) for id in numbers.nodes.get(paper, ())}
        return {id for id in ids if self.label.get(id) != before.label.get(id)}

    def printed(self, reference: Reference, within: int) -> str:
        """Return what ``reference`` prints in the text of node ``within``; "?" where unknown."""
        if isinstance(reference.target, str):
            return self.facts.get(self.paper.get(within, 0), {}).get(reference.target, UNKNOWN)
        if reference.form == "paragraph":
            return str(self.paragraph.get(reference.target, UNKNOWN))
        if reference.form is not None:
            return UNKNOWN
        if reference.target in self.span:
            return _range(*self.span[reference.target])
        return self.label.get(reference.target, UNKNOWN)


class Printed(NamedTuple):
    """One node in printed order and the section it is printed in (None outside sections).

    A response belongs to its recommendation but is printed in the section of Office responses;
    ``section`` is 0 for responses of an evaluation that has no such section.
    """

    node: Node
    section: int | None


def number(tree: Tree) -> Numbers:
    """Number every paper of ``tree``."""
    numbers = Numbers()
    for paper in tree.children(tree.root_id, "paper"):
        _Pass(tree, numbers, paper).run()
    return numbers


def number_again(tree: Tree, before: Numbers, touched: Iterable[int]) -> Numbers:
    """Return the numbers of ``tree`` now, given those ``before`` some of its nodes were edited.

    ``touched`` holds each node that was edited, came, went or moved, and its parents: what is in none of
    their papers keeps its numbers. Where a paper anchors a footnote of another, all are numbered.
    """
    papers = {before.paper.get(id) for id in touched} | {_paper_of(tree, id) for id in touched}
    numbers = before.without({paper for paper in papers if paper is not None})
    for paper in tree.children(tree.root_id, "paper"):
        if paper.id in papers:
            _Pass(tree, numbers, paper).run()
    return number(tree) if numbers.reach_out else numbers


def printed_order(tree: Tree, paper: int) -> Iterator[Printed]:
    """Yield the nodes of a paper as they are printed, footnotes left out.

    Contributions, actions and responses without text are not printed and not yielded.
    """
    yield Printed(tree[paper], None)
    for child in tree.children(paper):
        if child.kind == "evaluation":
            yield from _evaluation(tree, child)
        elif child.kind == "section":
            yield from _section(tree, child)


def responses_of(tree: Tree, evaluation: int) -> list[Node]:
    """Return the responses of an evaluation that have text, in the order of recommendations."""
    return [
        response
        for recommendation in tree.of_kind("recommendation", evaluation)
        for response in tree.children(recommendation.id, "response")
        if response["text"]
    ]


def roman(number: int) -> str:
    """Return a number from 1 on as a Roman numeral."""
    digits = []
    for value, sign in ROMAN:
        count, number = divmod(number, value)
        digits.append(sign * count)
    return "".join(digits)


def letters(number: int) -> str:
    """Return 1 as A, 26 as Z, 27 as AA."""
    text = ""
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def _evaluation(tree: Tree, evaluation: Node) -> Iterator[Printed]:
    sections = tree.children(evaluation.id, "section")
    home = next((section for section in sections if section["role"] == "office_response"), None)
    yield Printed(evaluation, None)
    for section in sections:
        if section is home:
            yield from _office_response(tree, evaluation, section)
        else:
            yield from _section(tree, section)
    if home is None:
        for response in responses_of(tree, evaluation.id):
            yield Printed(response, 0)


def _office_response(tree: Tree, evaluation: Node, section: Node) -> Iterator[Printed]:
    remarks = list(_section(tree, section))
    later = {p.node.id for p in remarks if p.node.kind == "paragraph" and p.node["position"] == "after"}
    yield from (printed for printed in remarks if printed.node.id not in later)
    for response in responses_of(tree, evaluation.id):
        yield Printed(response, section.id)
    yield from (printed for printed in remarks if printed.node.id in later)


def _section(tree: Tree, section: Node) -> Iterator[Printed]:
    unprinted = {"footnote", "response", "contribution", "action"}
    waiting = [section.id]
    while waiting:
        node = tree[waiting.pop()]
        if node.kind not in unprinted:
            yield Printed(node, section.id)
            waiting.extend(reversed(node.children))


def _paper_of(tree: Tree, id: int) -> int | None:
    paper = tree.ancestor(id, "paper") if id in tree else None
    return paper.id if paper else None


def _range(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}–{last}"


class _Pass:
    """One pass over one paper; its counters live as long as the pass."""

    def __init__(self, tree: Tree, numbers: Numbers, paper: Node) -> None:
        self.tree = tree
        self.numbers = numbers
        self.paper = paper
        self.parts = 0
        self.paragraphs = 0
        self.figures = 0
        self.footnotes = 0
        self.within_part: dict[str, int] = {}

    def run(self) -> None:
        nodes = tuple(node.id for node in self.tree.walk(self.paper.id))
        self.numbers.nodes[self.paper.id] = nodes
        self.numbers.paper.update(dict.fromkeys(nodes, self.paper.id))
        for printed in printed_order(self.tree, self.paper.id):
            self._number(printed.node)
            self._count_paragraph(printed)
            self._number_footnotes(printed.node)
        self.numbers.facts[self.paper.id] = self._facts()

    def _number(self, node: Node) -> None:
        label = self.numbers.label
        match node.kind:
            case "evaluation":
                self.parts += 1
                self.within_part.clear()
                label[node.id] = roman(self.parts)
            case "criterion":
                if node["heading"]:  # what no source names is not printed
                    label[node.id] = letters(self._next_within_part(node.kind))
            case "key_finding" | "recommendation":
                label[node.id] = str(self._next_within_part(node.kind))
            case "figure":
                self.figures += 1
                label[node.id] = str(self.figures)

    def _next_within_part(self, kind: str) -> int:
        self.within_part[kind] = self.within_part.get(kind, 0) + 1
        return self.within_part[kind]

    def _count_paragraph(self, printed: Printed) -> None:
        node = printed.node
        if node.kind == "paragraph":
            if not node["numbered"]:
                return
        elif node.kind not in ("recommendation", "response"):
            return
        self.paragraphs += 1
        self.numbers.paragraph[node.id] = self.paragraphs
        self.numbers.label.setdefault(node.id, str(self.paragraphs))
        if printed.section:
            first, _ = self.numbers.span.get(printed.section, (self.paragraphs, 0))
            self.numbers.span[printed.section] = (first, self.paragraphs)

    def _number_footnotes(self, node: Node) -> None:
        for name in node.declaration.markup:
            if (node.kind, name) in UNPRINTED:
                continue
            for footnote in anchors(node.fields[name]):
                if self.numbers.paper.get(footnote) != self.paper.id:
                    self.numbers.reach_out = True
                if footnote in self.tree and self.tree[footnote].kind == "footnote":
                    self.numbers.footnotes.setdefault(node.id, []).append(self._footnote(footnote))

    def _footnote(self, id: int) -> int:
        label = self.numbers.label
        if id not in label:
            self.footnotes += 1
            label[id] = str(self.footnotes)
        return int(label[id])

    def _facts(self) -> dict[str, str]:
        words = COUNT_WORDS.get(self.paper["language"], COUNT_WORDS["en"])
        count = words[self.parts] if self.parts < len(words) else str(self.parts)
        return {"symbol": self.paper["symbol"] or UNKNOWN, "evaluations": count}
