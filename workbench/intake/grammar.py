"""The form of a Governing Body paper on high-level evaluations, read line by line.

:class:`Grammar` knows the order of places in a paper and where a line without a sign belongs;
:mod:`advice` and :mod:`figures` read the places that have a form of their own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workbench.intake.advice import Advice
from workbench.intake.figures import Figures
from workbench.intake.flow import Break, Flow, heading_goes_on
from workbench.intake.ratings import is_label
from workbench.intake.signs import (
    CRITERION,
    KEY_FINDING,
    NUMBERED,
    PART,
    finished,
    heading_role,
    may_head,
    ordinal,
)
from workbench.intake.state import HEADLINES, Part, State

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from workbench.intake.drafts import Book, Text
    from workbench.intake.rows import Row
    from workbench.subtree import Subtree

_APPENDIX = re.compile(r"(?i:appendix|annex|appendices|annexes)\b")
_GOVERNING_BODY = re.compile(r"The Governing Body\b")
_LONGEST_JUMP = 12


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
        self.front: list[Row] = []
        self.general: list[tuple[Part, Text]] = []
        self._paragraph = 0
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

    def _runs_on(self, row: Row, text: Text) -> bool:
        """Whether a row plainly continues the line before it: the common case, decided first."""
        if row.gap or row.broken or row.indent or row.text[1:2] == " ":
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
        if self.state.part.node is not None and self.advice.cells is None:
            if figures.take_axis(row, self.rows, position):
                return
            if figures.axis is not None:
                row.broken = max(row.broken, 1)
                figures.axis = None
        if self._takes_sign(row):
            return
        if self.state.section is None and self.state.part.node is None:
            self.front.append(row)
        elif self.advice.cells is not None:
            self.advice.cells.append(row)
        else:
            self._prose(row)

    def _takes_sign(self, row: Row) -> bool:
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
            self._unnumbered(row)
            self.state.close_text()
            return True
        if may_head(word) and self._on_heading(row):
            return True
        return self.state.role == "findings" and self._on_criterion(row)

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

    def _on_heading(self, row: Row) -> bool:
        role = heading_role(row.text)
        if role is None or not self.state.at_boundary(row):
            return False
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

    def _need_section(self, row: Row) -> Subtree:
        """Return the section that ``row`` stands in, begun without a heading where there is none."""
        state = self.state
        if state.section is None:
            role = "purpose_and_scope" if state.part.node else "introduction"
            section = state.open_section(role, row)
            state.doubt(row, section, "heading", "No heading was found for this section.")
            return section
        return state.section

    # Criteria and key findings -------------------------------------------------------------

    def _on_criterion(self, row: Row) -> bool:
        match = CRITERION.match(row.text)
        if match:
            return self._on_lettered_criterion(row, match)
        text = self.state.text
        if (text is not None and text.field != "heading" and not row.gap and not row.broken) or not is_label(
            row.text
        ):
            return False
        self._add_criterion(row, row)
        return True

    def _on_lettered_criterion(self, row: Row, match: re.Match[str]) -> bool:
        place = ord(match["letter"]) - 64
        expected = len(self.state.part.criteria) + 1
        has_dot = bool(match["dot"].strip())
        if not self.state.at_boundary(row) or finished(row.text):
            return False
        if not (has_dot or place == expected or (row.gap and self._is_before_finding())):
            return False
        criterion = self._add_criterion(row, row.rest(match.end()))
        if place != expected:
            letter = chr(64 + min(expected, 26))
            self.state.misnumbered(row, criterion, "heading", "criterion", match["letter"], letter)
        return True

    def _is_before_finding(self) -> bool:
        after = self.rows[self._position + 1 : self._position + 2]
        return bool(after) and KEY_FINDING.match(after[0].text) is not None

    def _add_criterion(self, row: Row, heading: Row) -> Subtree:
        state = self.state
        criterion = state.book.node("criterion", state.section, row.line)
        state.part.criteria.append(heading.text.lower())
        state.part.label_words.add(heading.text.split(None, 1)[0].lower())
        state.holder = criterion
        state.text = state.book.text(criterion, "heading", heading)
        state.expected = None
        return criterion

    def on_finding(self, row: Row) -> bool:
        """Take "Key finding 1: ..."."""
        state = self.state
        match = KEY_FINDING.match(row.text)
        if not match or not state.at_boundary(row) or state.part.node is None:
            return False
        if state.role != "findings":
            if state.role not in ("purpose_and_scope", "title"):
                return False
            section = state.open_section("findings", row)
            state.doubt(row, section, "heading", "No heading was found for the findings.")
        self._add_finding(row, match)
        return True

    def _add_finding(self, row: Row, match: re.Match[str]) -> None:
        state, part = self.state, self.state.part
        if state.holder is None or state.holder.kind != "criterion":
            state.holder = state.book.node("criterion", state.section, row.line)
            state.doubt(row, state.holder, "heading", "No criterion stands before this key finding.")
        finding = state.book.node("key_finding", state.holder, row.line)
        number = int(match["number"])
        if number in part.findings:
            part.repeated["key_finding"].add(number)
        part.findings.setdefault(number, finding)
        part.counted_findings += 1
        state.book.printed[finding.id] = number
        if number != part.last_finding + 1:
            state.misnumbered(row, finding, "text", "key finding", number, part.counted_findings)
        part.last_finding = number
        state.begin(finding, "text", row, match.end())

    # Figures and recommendations -----------------------------------------------------------

    def on_figure(self, row: Row) -> bool:
        """Take "Figure 1. ..."."""
        if self.state.part.node is None or not self.state.at_boundary(row):
            return False
        return self.figures.add(row, self.state.holder or self._need_section(row))

    def on_recommendation(self, row: Row) -> bool:
        """Take "Recommendation 1"."""
        return self.advice.on_label(row)

    def on_table_head(self, row: Row) -> bool:
        """Take the head of a recommendation's table."""
        return self.advice.on_table_head(row)

    # Numbered paragraphs -------------------------------------------------------------------

    def _on_number(self, row: Row) -> bool:
        match = NUMBERED.match(row.text)
        if not match or not self._is_paragraph(row, int(match["number"])):
            return False
        number = int(match["number"])
        skipped = number != self._paragraph + 1
        self._paragraph = number
        self._place_paragraph(row, number, match.end())
        node = self.state.text.node if self.state.text else self.state.holder
        if skipped and node is not None:
            counted = len(self.state.book.paragraph_of)
            self.state.misnumbered(row, node, "text", "paragraph", number, counted)
        return True

    def _is_paragraph(self, row: Row, number: int) -> bool:
        """Whether a number at the start of a line numbers a paragraph: the next, or after a slip."""
        if not self.state.at_boundary(row):
            return False
        jump = number - self._paragraph
        if jump == 1:
            return True
        if not self._paragraph:
            return number > 0 and (self.state.section is not None or self.state.part.node is not None)
        if jump == 0:
            return row.gap > 0 or not (self.state.flow.has_gaps or _is_in_list(self.state.text))
        return 0 < jump <= _LONGEST_JUMP and self.state.role != "title"

    def _place_paragraph(self, row: Row, number: int, start: int) -> None:
        state = self.state
        if self.advice.take_number(row, number, start):
            return
        self.advice.leave()
        state.close_text()
        self._need_section(row)
        paragraph = self._add_paragraph(row, numbered=True)
        state.book.number_paragraph(number, paragraph)
        state.begin(paragraph, "text", row, start)
        self._note_remark()

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
            state.doubt(row, section, "heading", "No heading was found for the decision.")

    def _note_remark(self) -> None:
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
            self._unnumbered(row)
        elif state.text.field in HEADLINES:
            self._continue_heading(state.text, row)
        else:
            self._continue_text(state.text, row)

    def _continue_heading(self, text: Text, row: Row) -> None:
        if heading_goes_on(text, row):
            text.append(row)
        else:
            self._unnumbered(row)

    def _unnumbered(self, row: Row) -> None:
        """Make a paragraph without a number of a row that stands where one could begin."""
        state = self.state
        if self._is_appendix(row):
            self._ended = True
        elif self.advice.response is not None:
            state.text = state.book.text(self.advice.response, "text", row)
        elif self.advice.recommendation is not None:
            state.text = state.book.text(self.advice.recommendation, "rationale", row)
        else:
            self._need_section(row)
            paragraph = self._add_paragraph(row, numbered=False)
            state.text = state.book.text(paragraph, "text", row)
            state.doubt(row, paragraph, "text", "This paragraph has no number in the source.")
            self._note_remark()

    def _is_appendix(self, row: Row) -> bool:
        return self.state.role == "decision" and _APPENDIX.match(row.text) is not None

    def _continue_text(self, text: Text, row: Row) -> None:
        state = self.state
        kind, sign, rest = state.flow.divide(text, row)
        marked = rest is not row
        if kind in (Break.NONE, Break.UNSURE):
            text.append(rest)
            if kind is Break.UNSURE:
                state.doubt(row, text.node, text.field, "No sign shows whether a new paragraph starts here.")
        elif self._is_appendix(row):
            self._ended = True
        elif text.field == "headline":
            state.text = state.book.text(text.node, "rationale", rest, sign, marked)
        elif not sign and text.node.fields.get("numbered") is False:
            self._unnumbered(row)
        else:
            text.start(sign, rest, marked)


def _is_in_list(text: Text | None) -> bool:
    return text is not None and bool(text.blocks[-1].sign)


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
    "responsible": Grammar.on_table_head,
    "priority": Grammar.on_table_head,
    "lead": Grammar.on_table_head,
    "unit": Grammar.on_table_head,
}
