"""The body of a paper: what each kind of node prints."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from workbench.passages.blocks import Bar, Block, Cell, Chart, Line, Look, Piece, Table
from workbench.passages.front import front_page
from workbench.passages.inline import Inline, Looks
from workbench.tree import Node
from workbench.vocabularies import label

if TYPE_CHECKING:
    from workbench.intake.units import Register
    from workbench.numbering import Numbers, Printed
    from workbench.paper.words import Words
    from workbench.schema import Value
    from workbench.tree import Tree

Typed = Mapping[tuple[int, str], "Value"]
"""Values by node and field that stand in a form and are not taken yet."""

_HEADINGS: tuple[Look, Look, Look] = ("heading 1", "heading 2", "heading 3")
_ITEMS: tuple[Look, Look] = ("bullet", "letter")
_BOLD_ITEMS: tuple[Look, Look] = ("bold item", "bold item")
_NUMBERED = Looks("numbered", "continuation", *_ITEMS, opens=True)
_HEADLINE = Looks("headline", "headline continuation", *_BOLD_ITEMS, opens=True)
_RATIONALE = Looks("continuation", "continuation", *_ITEMS)
_KEY_FINDING = Looks("key finding", "key finding", opens=True)
_SCALE = Looks("scale", "scale")
_FOOTNOTE = Looks("footnote", "footnote", opens=True)
_PARAGRAPHS = {
    (False, True): _NUMBERED,
    (False, False): Looks("unnumbered", "unnumbered", *_ITEMS),
    (True, True): Looks("decision", "decision continuation", *_BOLD_ITEMS, opens=True),
    (True, False): Looks("decision continuation", "decision continuation", *_BOLD_ITEMS),
}
_CHOICES = ("priority", "time_implication", "resource_implication")
_HIGHEST = 6.0


class Body:
    """Prints nodes of one paper; made for one passage.

    ``register`` gives the units when they are first needed; ``typed`` are values that stand in a form and are
    not taken yet: they print in place of the stored ones.
    """

    def __init__(
        self, tree: Tree, numbers: Numbers, words: Words, register: Callable[[], Register], typed: Typed
    ) -> None:
        self.inline = Inline(tree, numbers)
        self._tree = tree
        self._numbers = numbers
        self._words = words
        self._register = register
        self._typed = typed
        self._opened = 0

    def blocks(self, printed: Printed) -> Iterator[Block]:
        """Yield what one node prints; nodes that are printed with their parent print nothing here."""
        writers: dict[str, Callable[[Node], Iterator[Block]]] = {
            "paper": self._paper,
            "evaluation": self._evaluation,
            "section": self._section,
            "criterion": self._criterion,
            "paragraph": self._paragraph,
            "key_finding": self._key_finding,
            "figure": self._figure,
            "recommendation": self._recommendation,
            "response": self._response,
        }
        node = self._now(printed.node)
        if printed.section == 0:
            yield from self._missing_section(node)
        if node.kind in writers:
            yield from writers[node.kind](node)

    def footnotes(self) -> Iterator[Line]:
        """Yield the footnotes marked so far, in the order of their marks."""
        for id in self.inline.notes:
            label = self._numbers.label.get(id, "*")
            text = self._now(self._tree[id])["text"]
            yield from self.inline.lines(id, "text", text, _FOOTNOTE, label=label, in_note=True)

    def _now(self, node: Node) -> Node:
        """Return a node with what is typed into it, the node itself where nothing is."""
        typed = {name: value for (id, name), value in self._typed.items() if id == node.id}
        return Node(node.id, node.kind, {**node.fields, **typed}, node.parent) if typed else node

    # Headings ----------------------------------------------------------------------------------

    def _paper(self, node: Node) -> Iterator[Line]:
        return front_page(self.inline, self._words, node)

    def _evaluation(self, node: Node) -> Iterator[Line]:
        title = (Piece(" "), *self.inline.one_line(node.id, node["title"])) if node["title"] else ()
        yield Line("heading 1", node.id, "title", (Piece(self._counted("part", node)), *title))

    def _section(self, node: Node) -> Iterator[Line]:
        if node["heading"]:
            pieces = tuple(self.inline.one_line(node.id, node["heading"]))
            yield Line(self._level(node), node.id, "heading", pieces)

    def _criterion(self, node: Node) -> Iterator[Line]:
        label = self._label(node)
        if label or node["heading"]:  # typed just now, it has no letter yet
            number = (Piece(f"{label}. "),) if label else ()
            pieces = (*number, *self.inline.one_line(node.id, node["heading"]))
            yield Line(self._level(node), node.id, "heading", pieces)

    def _missing_section(self, response: Node) -> Iterator[Line]:
        """Yield the heading that a part without a section for its answers lacks, once."""
        part = self._tree.ancestor(response.id, "evaluation")
        if part is not None and part.id != self._opened:
            self._opened = part.id
            yield Line("heading 2", part.id, None, (Piece(self._words["office_response"]),))

    def _level(self, node: Node) -> Look:
        in_part = self._tree.ancestor(node.id, "evaluation") is not None
        return _HEADINGS[in_part + (node.kind != "section")]

    def _label(self, node: Node) -> str:
        return self._numbers.label.get(node.id, "")

    def _counted(self, key: str, node: Node) -> str:
        return self._words[key].format(number=self._label(node))

    def _paragraph_number(self, node: Node) -> str:
        number = self._numbers.paragraph.get(node.id)
        return f"{number}." if number else ""

    # Text --------------------------------------------------------------------------------------

    def _paragraph(self, node: Node) -> Iterator[Line]:
        section = self._tree.ancestor(node.id, "section")
        decides = section is not None and section["role"] == "decision"
        looks = _PARAGRAPHS[decides, bool(node["numbered"])]
        label = self._paragraph_number(node) if node["numbered"] else ""
        yield from self.inline.lines(node.id, "text", node["text"], looks, label=label)

    def _key_finding(self, node: Node) -> Iterator[Line]:
        lead = (Piece(f"{self._counted('key_finding', node)} ", bold=True),)
        yield from self.inline.lines(node.id, "text", node["text"], _KEY_FINDING, lead=lead)

    def _figure(self, node: Node) -> Iterator[Block]:
        caption = self.inline.one_line(node.id, node["caption"])
        number = Piece(f"{self._counted('figure', node)} ")
        yield Line("caption", node.id, "caption", (number, *caption))
        ratings = [self._now(rating) for rating in self._tree.children(node.id, "rating")]
        if ratings:
            bars = tuple(self._bar(rating) for rating in ratings)
            highest = max([_HIGHEST, *(bar.value for bar in bars if bar.value is not None)])
            yield Chart(node.id, bars, highest, "" if node["scale"] else self._scale_ends())
        yield from self.inline.lines(node.id, "scale", node["scale"], _SCALE)

    def _scale_ends(self) -> str:
        from workbench.paper.labels import scale_ends  # brings the readers of units

        return scale_ends(self._tree, self._words.language)

    def _bar(self, rating: Node) -> Bar:
        score = rating["score"]
        value = float(score) if isinstance(score, (int, float)) else None
        words = self._words.score(score) or self._words["no_score"]
        return Bar(rating.id, rating["criterion"] or "", words, value)

    # Recommendations and answers ---------------------------------------------------------------

    def _recommendation(self, node: Node) -> Iterator[Block]:
        from workbench.paper.labels import units_text  # brings the readers of units

        yield Line(self._level(node), node.id, None, (Piece(self._counted("recommendation", node)),))
        label = self._paragraph_number(node)
        yield from self.inline.lines(node.id, "headline", node["headline"], _HEADLINE, label=label)
        yield from self.inline.lines(node.id, "rationale", node["rationale"], _RATIONALE)
        header = [self._words[name] for name in ("responsible_units", *_CHOICES)]
        cells = [Cell(units_text(node, self._register()), "responsible_units")]
        cells += [Cell(self._choice(name, node[name]), name) for name in _CHOICES]
        yield Table(node.id, tuple(header), tuple(cells))

    def _choice(self, vocabulary: str, key: str | None) -> str:
        own = self._tree.root["vocabularies"]
        return "" if key is None else label(own, vocabulary, key, self._words.language)

    def _response(self, node: Node) -> Iterator[Line]:
        answered = self._answered(node)
        labels = [self._numbers.label.get(id, "?") for id in answered]
        leads = self._words.listed(labels)
        listed = "".join(lead + label for lead, label in zip(leads, labels, strict=True))
        one, several = self._words["recommendation"], self._words["recommendations"]
        words = one.format(number=listed) if len(answered) == 1 else several.format(numbers=listed)
        owner = self._tree[node.parent or 0]
        yield Line(self._level(owner), node.id, "also_answers", (Piece(words),))
        label = self._paragraph_number(node)
        yield from self.inline.lines(node.id, "text", node["text"], _NUMBERED, label=label)

    def _answered(self, response: Node) -> list[int]:
        """Return the recommendations that a response answers, in the order of their numbers."""
        answered = {response.parent or 0: None}
        for id in response["also_answers"]:
            if id in self._tree and self._tree[id].kind == "recommendation":
                answered[id] = None
        return sorted(answered, key=self._place)

    def _place(self, recommendation: int) -> int:
        return int(self._numbers.label.get(recommendation, "0"))
