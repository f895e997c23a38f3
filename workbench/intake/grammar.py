"""The form of a Governing Body paper on high-level evaluations, read line by line.

:class:`Grammar` knows the order of places in a paper and where a line without a sign belongs;
:mod:`advice` and :mod:`figures` read the places that have a form of their own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workbench.intake.advice import Advice
from workbench.intake.count import Count
from workbench.intake.figures import Figures
from workbench.intake.findings import Findings
from workbench.intake.flow import Break, Flow, heading_goes_on
from workbench.intake.forms import Forms
from workbench.intake.signs import (
    HEADING_SIGN,
    NUMBERED,
    PART,
    RECOMMENDATION,
    heading_role,
    may_head,
    numbers_in,
    ordinal,
)
from workbench.intake.state import HEADLINES, Part, State
from workbench.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from workbench.intake.drafts import Book, Text
    from workbench.intake.rows import Row
    from workbench.subtree import Subtree

_APPENDIX = re.compile(r"(?i:appendix|annex|appendices|annexes)\b")
_LONGEST_ANSWER = 120  # lines to the next label
_GOVERNING_BODY = re.compile(r"The Governing Body\b")
_NO_CRITERIA = frozenset(
    ("overall_assessment", "conclusions", "recommendations", "office_response", "decision")
)


class Grammar:
    """Reads rows into a paper.

    ``front`` are the rows before the first sign of the text; ``general`` the general remarks of
    Office responses. Rows after the decision that start an appendix stay unplaced.
    """

    def __init__(self, rows: Sequence[Row], book: Book, flow: Flow) -> None:
        self.rows = rows
        self.state = State(book, flow)
        self.advice = Advice(self.state)
        self.figures = Figures(self.state)
        self.findings = Findings(self.state, rows)
        self.front: list[Row] = []
        self.general: list[tuple[Part, Text]] = []
        self._count = Count(rows)
        self._forms = Forms(self)
        self._position = 0
        self._ended = False

    @property
    def paper(self) -> Subtree:
        """The paper."""
        return self.state.paper

    @property
    def parts(self) -> list[Part]:
        """The evaluations in order."""
        return self.state.parts

    def following(self) -> Sequence[Row]:
        """Return the rows after the one that is being read."""
        return self.rows[self._position + 1 :]

    def run(self) -> None:
        """Read every row."""
        state = self.state
        for position, row in enumerate(self.rows):
            text = state.text
            if text is not None and self.figures.axis is None and self._runs_on(row, text):
                text.append(row)
            elif not self._ended:
                self._step(position, row)
        self.advice.leave()
        self._forms.settle_roles()

    def _runs_on(self, row: Row, text: Text) -> bool:
        """Whether a row plainly continues the line before it: the common case, decided first."""
        if row.gap or row.broken or row.indent or row.text[1:2] in " )":
            return False
        last = text.last
        before, first = last.text[-1], row.text[0]
        if first.islower():
            return before not in ".:;?!"
        if last.width < self.state.flow.short_line or text.field in HEADLINES:
            return False
        return first.isalnum() and (before.isalpha() or before == ",")

    def _step(self, position: int, row: Row) -> None:
        figures = self.figures
        self._position = position
        if row.form is not None and self._forms.take(row):
            return
        if self.state.part.node is not None and self.advice.cells is None:
            if figures.take_axis(row, self.rows, position):
                return
            if figures.axis is not None:
                row.broken = max(row.broken, 1)
                figures.axis = None
        if self.takes_sign(row):
            return
        if self.state.section is None and self.state.part.node is None:
            self.front.append(row)
        elif self.advice.cells is not None and row.form is None:
            self.advice.cells.append(row)
        else:
            self._prose(row)

    def takes_sign(self, row: Row) -> bool:
        """Whether the row's own sign says what it is."""
        text = row.text
        first = text[0]
        if first.isdigit():
            return self._on_number(row)
        if not first.isupper():
            return False
        word = text.split(None, 1)[0].lower().rstrip(",:.)")
        reader = _READERS.get(word)
        if reader is not None and reader(self, row):
            return True
        if self.advice.on_remarks(row):
            self.unnumbered(row)
            self.state.close_text()
            return True
        if may_head(word) and self._on_heading(row):
            return True
        if len(word) < 4 and self._on_signed_heading(row):
            return True
        return self.state.role == "findings" and self.findings.on_criterion(row, self._position)

    def _on_signed_heading(self, row: Row) -> bool:
        """Take "C. Conclusions"; what criteria can be called is one among the findings."""
        sign = HEADING_SIGN.match(row.text)
        role = heading_role(row.text[sign.end() :]) if sign and row.text[sign.end() :] else None
        if role is None or (self.state.role == "findings" and role not in _NO_CRITERIA):
            return False
        return self._on_heading(row, sign=True)

    # Parts and sections --------------------------------------------------------------------

    def on_part(self, row: Row) -> bool:
        """Take "Part I. ...", the start of an evaluation."""
        state = self.state
        match = PART.match(row.text)
        if not match or not state.at_boundary(row):
            return False
        self.advice.leave()
        node = state.start_part(row)
        if ordinal(match["number"]) != len(self.parts):
            state.misnumbered(row, node, "title", "Part", match["number"], len(self.parts))
        state.begin(node, "title", row, match.end())
        state.role = "title"
        return True

    def _on_heading(self, row: Row, *, sign: bool = False) -> bool:
        role = heading_role(HEADING_SIGN.sub("", row.text) if sign else row.text)
        return role is not None and self.on_role(row, role)

    def on_role(self, row: Row, role: str) -> bool:
        """Take the heading of a section whose words tell its role."""
        if not self.state.at_boundary(row):
            return False
        if role == "office_response" and self._answers_inside():
            return self.advice.on_answer_inside(row)
        if role == "purpose_and_scope" and not self.parts:
            role = "introduction"
        elif role == "introduction" and self.state.part.node is not None:
            role = "purpose_and_scope"
        if (
            self.advice.cells is not None
            and not row.gap
            and role not in ("office_response", "recommendations")
        ):
            return False
        self.advice.leave()
        section = self.state.open_section(role, row)
        self.state.text = self.state.book.text(section, "heading", row)
        return True

    def need_section(self, row: Row) -> Subtree:
        """Return the section that ``row`` stands in, begun without a heading where there is none."""
        state = self.state
        if state.section is None:
            role = "purpose_and_scope" if state.part.node else "introduction"
            section = state.open_section(role, row)
            state.doubt(row, section, "heading", Sentence("No heading was found for this section."))
            return section
        return state.section

    # Findings, figures and recommendations -------------------------------------------------

    def on_finding(self, row: Row) -> bool:
        """Take "Key finding 1: ..."."""
        return self.findings.on_finding(row)

    def on_figure(self, row: Row) -> bool:
        """Take "Figure 1. ..."."""
        if self.state.part.node is None or not self.state.at_boundary(row):
            return False
        return self.figures.add(row, self.state.holder or self.need_section(row))

    def on_recommendation(self, row: Row) -> bool:
        """Take "Recommendation 1"."""
        is_answer = row.text[:14].lower() != "recommendation"
        if is_answer and self._answers_inside() and self.advice.on_answer_inside(row):
            return True
        return self.advice.on_label(row)

    def _answers_inside(self) -> bool:
        """Whether an answer that begins here belongs to the open recommendation alone.

        So it does where another recommendation follows in the part; at its end, where the
        recommendations before had theirs.
        """
        state = self.state
        if self.advice.recommendation is None or state.role != "recommendations":
            return False
        for row in self.rows[self._position + 1 : self._position + _LONGEST_ANSWER]:
            label = RECOMMENDATION.match(row.text) if row.text[0] in "Rr" else None
            if label and label["answer"]:
                continue
            if label:
                return numbers_in(label["numbers"])[0] not in state.part.recommendations
            if PART.match(row.text) or heading_role(row.text) in ("decision", "office_response"):
                break
        return self.advice.has_answers_inside

    def on_table_head(self, row: Row) -> bool:
        """Take the head of a recommendation's table."""
        return self.advice.on_table_head(row)

    # Numbered paragraphs -------------------------------------------------------------------

    def _on_number(self, row: Row) -> bool:
        match = NUMBERED.match(row.text)
        if not match:
            return False
        number = int(match["number"])
        if self.state.role == "findings" and self.findings.on_numbered(
            row, number, match.end(), self._position
        ):
            return True
        if not self._count.counts(self.state, row, number, self._position):
            return False
        skipped = number != self._count.last + 1
        self._count.last = number
        self._place_paragraph(row, number, match.end())
        node = self.state.text.node if self.state.text else self.state.holder
        if skipped and node is not None:
            counted = len(self.state.book.paragraph_of)
            self.state.misnumbered(row, node, "text", "paragraph", number, counted)
        return True

    def _place_paragraph(self, row: Row, number: int, start: int) -> None:
        state = self.state
        if self.advice.take_label(row, number, start) or self.advice.take_number(row, number, start):
            return
        self.advice.leave()
        state.close_text()
        self.need_section(row)
        paragraph = self._add_paragraph(row, numbered=True)
        state.book.number_paragraph(number, paragraph)
        state.begin(paragraph, "text", row, start)
        self.note_remark()

    def _add_paragraph(self, row: Row, *, numbered: bool) -> Subtree:
        state = self.state
        self._open_decision(row)
        paragraph = state.book.node("paragraph", state.holder, row.line, text=None, numbered=numbered)
        if state.role == "office_response":
            paragraph.fields["position"] = "after" if state.part.answered else "before"
        return paragraph

    def _open_decision(self, row: Row) -> None:
        """Begin the decision where its first words show it and no heading did."""
        state = self.state
        if state.role != "office_response" or not state.part.answered:
            return
        start = NUMBERED.match(row.text)
        if _GOVERNING_BODY.match(row.text, start.end() if start else 0):
            section = state.open_section("decision", row)
            state.doubt(row, section, "heading", Sentence("No heading was found for the decision."))

    def note_remark(self) -> None:
        """Remember the open text where it is a general remark of the Office."""
        if self.state.role == "office_response" and self.state.text is not None:
            self.general.append((self.state.part, self.state.text))

    # Running text --------------------------------------------------------------------------

    def _prose(self, row: Row) -> None:
        """Place a row that shows no sign of its own."""
        state = self.state
        if state.expected is not None:
            node, field = state.expected
            state.expected = None
            state.text = state.book.text(node, field, row)
        elif state.text is None:
            self.unnumbered(row)
        elif state.text.field in HEADLINES:
            self._continue_heading(state.text, row)
        else:
            self._continue_text(state.text, row)

    def _continue_heading(self, text: Text, row: Row) -> None:
        if row.form is None and heading_goes_on(text, row):
            text.append(row)
        else:
            self.unnumbered(row)

    def unnumbered(self, row: Row) -> None:
        """Make a paragraph without a number of a row that stands where one could begin."""
        state = self.state
        if self._is_appendix(row):
            self._ended = True
        elif self.advice.response is not None:
            state.text = state.book.text(self.advice.response, "text", row)
        elif self.advice.recommendation is not None:
            state.text = state.book.text(self.advice.recommendation, "rationale", row)
        else:
            self.need_section(row)
            paragraph = self._add_paragraph(row, numbered=False)
            state.text = state.book.text(paragraph, "text", row)
            state.doubt(row, paragraph, "text", Sentence("This paragraph has no number in the source."))
            self.note_remark()

    def _is_appendix(self, row: Row) -> bool:
        return self.state.role == "decision" and _APPENDIX.match(row.text) is not None

    def _continue_text(self, text: Text, row: Row) -> None:
        state = self.state
        kind, sign, rest = state.flow.divide(text, row)
        marked = rest is not row
        if kind in (Break.NONE, Break.UNSURE):
            text.append(rest)
            if kind is Break.UNSURE:
                state.doubt(
                    row, text.node, text.field, Sentence("No sign shows whether a new paragraph starts here.")
                )
        elif self._is_appendix(row):
            self._ended = True
        elif text.field == "headline":
            state.text = state.book.text(text.node, "rationale", rest, sign, marked)
        elif not sign and self._stands_for_itself(text):
            self.unnumbered(row)
        else:
            text.start(sign, rest, marked)
            if not sign and text.node.kind == "key_finding":
                state.doubt(
                    row, text.node, "text", Sentence("This was read as more of the key finding above it.")
                )

    def _stands_for_itself(self, text: Text) -> bool:
        """Whether a new block after ``text`` is no more of it, as where no paragraph has a number."""
        node = text.node
        return node.fields.get("numbered") is False or (node.kind == "key_finding" and not self._count.last)


_READERS: Mapping[str, Callable[[Grammar, Row], bool]] = {
    "part": Grammar.on_part,
    "key": Grammar.on_finding,
    "finding": Grammar.on_finding,
    "recommendation": Grammar.on_recommendation,
    "recommendations": Grammar.on_recommendation,
    "office": Grammar.on_recommendation,
    "response": Grammar.on_recommendation,
    "figure": Grammar.on_figure,
    "chart": Grammar.on_figure,
    "graph": Grammar.on_figure,
    "table": Grammar.on_figure,
    "responsible": Grammar.on_table_head,
    "priority": Grammar.on_table_head,
    "lead": Grammar.on_table_head,
    "unit": Grammar.on_table_head,
    "units": Grammar.on_table_head,
}
