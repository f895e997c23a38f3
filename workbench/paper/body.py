"""The body of a paper, node by node in printed order."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from workbench.intake.units import Register
from workbench.markup import Reference, Run, Span, parse
from workbench.paper import fields, prose, styles
from workbench.paper.drawing import Rating, add_chart
from workbench.paper.fields import add_restarts, add_sequence, bookmark_name, plain_run
from workbench.paper.labels import choice_label, scale_ends, units_text
from workbench.paper.ooxml import Element, add, add_text
from workbench.paper.references import PARAGRAPH_OF_RECOMMENDATION
from workbench.paper.tables import TableForm
from workbench.register import units
from workbench.sentences import Sentence

if TYPE_CHECKING:
    from workbench.numbering import Numbers, Printed
    from workbench.paper.inline import Warn
    from workbench.paper.prose import Looks, Prose
    from workbench.paper.words import Words
    from workbench.tree import Node, Tree

RATIONALE, TABLE, SCALE = "r", "t", "s"
"""Places of a node, beside its own, that carry a bookmark."""

_RECOMMENDATION_WIDTHS = (37, 14, 23, 26)
_CHOICES = ("priority", "time_implication", "resource_implication")


@dataclass
class Body:
    """Writes the nodes of one paper into ``root``, the body of the document; made once per draft."""

    root: Element
    prose: Prose
    tree: Tree
    numbers: Numbers
    words: Words
    warn: Warn
    text_width: int
    _answered_without_section: int | None = None
    _deciding: dict[int, bool] = field(default_factory=dict)

    def write(self, printed: Printed) -> None:
        """Append one node; nodes that are printed with their parent add nothing."""
        if printed.section == 0:
            self._open_missing_section(printed.node)
        writers = {
            "evaluation": self._evaluation,
            "section": self._section,
            "criterion": self._criterion,
            "paragraph": self._paragraph,
            "key_finding": self._key_finding,
            "figure": self._figure,
            "recommendation": self._recommendation,
            "response": self._response,
        }
        if printed.node.kind in writers:
            writers[printed.node.kind](printed.node)

    # Headings ----------------------------------------------------------------------------------

    def _evaluation(self, node: Node) -> None:
        paragraph = self._heading(0)
        self._number(paragraph, node, fields.PART, *self.words.around("part"))
        if node["title"]:
            self._continue_heading(paragraph, node, " ", node["title"])
        else:
            self.warn(node.id, Sentence("{0} has no title."))
        if not node.children:
            self.warn(node.id, Sentence("{0} has nothing in it."))
        add_restarts(paragraph)

    def _section(self, node: Node) -> None:
        if not node["heading"]:
            self.warn(node.id, Sentence("{0} has no heading, so none is printed."))
            return
        paragraph = self._heading(self._level(node))
        end = self.prose.inline.bookmarks.start(paragraph, bookmark_name(node.id))
        self._continue_heading(paragraph, node, "", node["heading"])
        end(paragraph)

    def _criterion(self, node: Node) -> None:
        if not node["heading"]:  # the checks tell of it
            return
        paragraph = self._heading(self._level(node))
        self._number(paragraph, node, fields.CRITERION, "", ".")
        self._continue_heading(paragraph, node, " ", node["heading"])

    def _open_missing_section(self, response: Node) -> None:
        """Print the heading that an evaluation without a section for its answers lacks, once."""
        evaluation = self.tree.ancestor(response.id, "evaluation")
        if evaluation is not None and evaluation.id != self._answered_without_section:
            self._answered_without_section = evaluation.id
            add_text(plain_run(self._heading(1)), self.words["office_response"])

    def _heading(self, level: int) -> Element:
        return self.prose.paragraph(self.root, styles.HEADINGS[level])

    def _level(self, node: Node) -> int:
        """Return the depth of a heading; a part takes a level of its own, so does a criterion."""
        in_part = self.tree.ancestor(node.id, "evaluation") is not None
        return in_part + (node.kind != "section")

    def _continue_heading(self, paragraph: Element, node: Node, lead: str, markup: str | None) -> None:
        spans: list[Span] = [Run(lead)] if lead else []
        for block in parse(markup):
            spans.extend(_inline(block.letter, block.kind == "bullet"))
            spans.extend(block.spans)
        self.prose.inline.write(paragraph, spans, node.id)

    def _number(self, paragraph: Element, node: Node, sequence: str, before: str, after: str) -> None:
        """Append a number that counts itself, with a bookmark round the number alone."""
        if before:
            add_text(plain_run(paragraph), before)
        end = self.prose.inline.bookmarks.start(paragraph, bookmark_name(node.id))
        add_sequence(paragraph, sequence, self.numbers.label[node.id], plain_run)
        end(paragraph)
        if after:
            add_text(plain_run(paragraph), after)

    # Text --------------------------------------------------------------------------------------

    def _paragraph(self, node: Node) -> None:
        looks = _PARAGRAPHS[self._decides(node.parent or 0), bool(node["numbered"])]
        self._text(node, node["text"], looks)

    def _decides(self, parent: int) -> bool:
        """Whether what stands below a node is part of the decision."""
        if parent not in self._deciding:
            section = self.tree.ancestor(parent, "section")
            self._deciding[parent] = section is not None and section["role"] == "decision"
        return self._deciding[parent]

    def _text(self, node: Node, markup: str | None, looks: Looks, place: str = "") -> None:
        if not markup and not place:
            self.warn(node.id, Sentence("{0} is empty."))
        self.prose.text(self.root, node.id, markup, looks, bookmark=bookmark_name(node.id, place))

    def _key_finding(self, node: Node) -> None:
        def lead(paragraph: Element) -> None:
            before, after = self.words.around("key_finding")
            add_text(_bold_run(paragraph), before)
            end = self.prose.inline.bookmarks.start(paragraph, bookmark_name(node.id))
            add_sequence(paragraph, fields.KEY_FINDING, self.numbers.label[node.id], _bold_run)
            end(paragraph)
            add_text(_bold_run(paragraph), after + " ")

        mark = bookmark_name(node.id, "k")
        self.prose.text(self.root, node.id, node["text"], prose.KEY_FINDING, bookmark=mark, lead=lead)

    def _figure(self, node: Node) -> None:
        paragraph = self.prose.paragraph(self.root, styles.CAPTION, keep_next=True)
        self._number(paragraph, node, fields.FIGURE, *self.words.around("figure"))
        self._continue_heading(paragraph, node, " ", node["caption"])
        if self.tree.children(node.id, "rating"):
            self._chart(node)
        self._text(node, node["scale"], prose.SCALE, SCALE)

    def _chart(self, figure: Node) -> None:
        """Append the ratings of a figure as a chart, inside a bookmark for each of them."""
        nodes = self.tree.children(figure.id, "rating")
        paragraph = self.prose.paragraph(self.root, styles.FIGURE, keep_next=bool(figure["scale"]))
        bookmarks = self.prose.inline.bookmarks
        ends = [bookmarks.start(paragraph, bookmark_name(rating.id)) for rating in nodes]
        ratings = [Rating(rating["criterion"] or "", rating["score"]) for rating in nodes]
        legend = "" if figure["scale"] else scale_ends(self.tree, self.words.language)
        part = self.prose.inline.part
        add_chart(paragraph, part, ratings, self.words, width=self.text_width, legend=legend)
        for end in ends:
            end(paragraph)

    # Recommendations and answers ---------------------------------------------------------------

    def _recommendation(self, node: Node) -> None:
        heading = self._heading(self._level(node))
        self._number(heading, node, fields.RECOMMENDATION, *self.words.around("recommendation"))
        self._text(node, node["headline"], prose.HEADLINE, PARAGRAPH_OF_RECOMMENDATION)
        if not node["headline"]:
            self.warn(node.id, Sentence("{0} has no text."))
        self._text(node, node["rationale"], prose.RATIONALE, RATIONALE)
        self.prose.keep_last_with_next(self.root)
        choices = [choice_label(self.tree, name, node[name], self.words.language) for name in _CHOICES]
        row = [units_text(node, self._register), *choices]
        self._recommendation_tables.write(self.root, [row], [bookmark_name(node.id, TABLE)])

    @cached_property
    def _recommendation_tables(self) -> TableForm:
        return TableForm(
            header=[self.words[name] for name in ("responsible_units", *_CHOICES)],
            widths=_RECOMMENDATION_WIDTHS,
            title=self.words["recommendation_table"],
            description=self.words["recommendation_table_description"],
            prose=self.prose,
            text_width=self.text_width,
        )

    @cached_property
    def _register(self) -> Register:
        return Register(units(self.tree))

    def _response(self, node: Node) -> None:
        answered = self._answered(node)
        key, name = ("recommendation", "number") if len(answered) == 1 else ("recommendations", "numbers")
        before, after = self.words.around(key, name)
        spans: list[Span] = [Run(before)] if before else []
        for lead, target in zip(self.words.listed([""] * len(answered)), answered, strict=True):
            spans.extend([Run(lead), Reference(target)] if lead else [Reference(target)])
        spans.extend([Run(after)] if after else [])
        heading = self._heading(self._level(self._recommendation_of(node)))
        self.prose.inline.write(heading, spans, node.id)
        self._text(node, node["text"], prose.NUMBERED)

    def _answered(self, response: Node) -> list[int]:
        """Return the recommendations that a response answers, in the order of their numbers."""
        own = self._recommendation_of(response).id
        further = [id for id in response["also_answers"] if id in self.tree and id != own]
        answered = [own] + [id for id in further if self.tree[id].kind == "recommendation"]
        if set(response["also_answers"]) - set(answered):
            self.warn(
                response.id, Sentence("{0} also answers something that is no recommendation: left out.")
            )
        return sorted(answered, key=lambda id: int(self.numbers.label.get(id, "0")))

    def _recommendation_of(self, response: Node) -> Node:
        return self.tree[response.parent or 0]


_PARAGRAPHS = {
    (False, True): prose.NUMBERED,
    (False, False): prose.UNNUMBERED,
    (True, True): prose.DECISION,
    (True, False): prose.DECISION_REMARK,
}


def _bold_run(paragraph: Element) -> Element:
    run = add(paragraph, "r")
    properties = add(run, "rPr")
    add(properties, "b")
    add(properties, "bCs")
    return run


def _inline(letter: str | None, is_bullet: bool) -> list[Span]:
    """Return the sign that a list item keeps where it is printed in one line, as in a heading."""
    return [Run(f"({letter}) ")] if letter else [Run("- ")] if is_bullet else []
