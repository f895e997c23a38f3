"""Rows of which the source itself says what they are, put where signs would have put them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.intake.form import Form, Is
from workbench.intake.pictures import Pictures
from workbench.intake.state import HEADLINES
from workbench.intake.wording import Label, label_of
from workbench.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from workbench.intake.grammar import Grammar
    from workbench.intake.rows import Row
    from workbench.subtree import Subtree

_BY_CHILD = {
    "recommendation": "recommendations",
    "criterion": "findings",
    "figure": "overall_assessment",
}
_ONLY_IN_PART = frozenset({Is.SECTION, Is.CRITERION, Is.RECOMMENDATION, Is.RESPONSE, Is.FINDING})
_MOST_TYPED = 12  # lines of a table without cells: four names, four values, some of them long
_LONGEST_VALUE = 200
_OF_FIGURE = frozenset({Is.CAPTION, Is.RATING, Is.SCALE, Is.STRAY})
_LOOK = -1  # the level of a heading that only its look shows


class Forms:
    """Reads the rows with a form for ``grammar``; made with it and as long-lived."""

    def __init__(self, grammar: Grammar) -> None:
        self._grammar = grammar
        self._state = grammar.state
        self._pictures = Pictures(grammar.state, grammar.figures)
        self._level = 0
        """The level of the heading that the open section has."""
        self._unsettled: list[Subtree] = []
        self._readers: Mapping[Is, Callable[[Row, Form], bool]] = {
            Is.PART: self._part,
            Is.SECTION: self._section,
            Is.HEADING: self._heading,
            Is.CRITERION: self._criterion,
            Is.FINDING: self._finding,
            Is.NUMBERED: self._numbered,
            Is.UNNUMBERED: self._unnumbered,
            Is.DECISION: self._decision,
            Is.RECOMMENDATION: self._recommendation,
            Is.HEADLINE: self._headline,
            Is.RESPONSE: self._response,
            Is.LABEL: self._label,
            Is.MORE: self._more,
            Is.CAPTION: self._caption,
            Is.SCALE: self._shown,
            Is.RATING: self._shown,
            Is.CELL: self._cell,
            Is.ADVICE: self._advice,
            Is.STRAY: self._head,
            Is.HEAD: self._head,
            Is.FRONT: self._front,
            Is.BLOCK: self._block,
        }

    def take(self, row: Row) -> bool:
        """Place a row by its form; False where only its signs can tell."""
        form = row.form
        if form is None:
            return False
        if form.is_ not in _OF_FIGURE:
            self._pictures.leave()
        if self._readers[form.is_](row, form):
            return True
        if not row.text:  # a label that stands where it labels nothing: no sign is left to read
            self._state.book.claim(row, self._state.section or self._state.paper)
        return not row.text

    def settle_roles(self) -> None:
        """Give the sections whose headings do not tell their role the one that fits what is in them."""
        for section in self._unsettled:
            if section.fields["role"] is None:
                kinds = [child.kind for child in section.children]
                section.fields["role"] = next((_BY_CHILD[k] for k in kinds if k in _BY_CHILD), "conclusions")

    # Headings ----------------------------------------------------------------------------------

    def _part(self, row: Row, form: Form) -> bool:
        grammar, state = self._grammar, self._state
        grammar.advice.leave()
        node = state.start_part(row)
        if form.number and form.number != len(grammar.parts):
            state.misnumbered(row, node, "title", "Part", form.number, len(grammar.parts))
        state.begin(node, "title", row)
        state.role = "title"
        return True

    def _section(self, row: Row, form: Form) -> bool:
        state = self._state
        self._grammar.advice.leave()
        parent = state.part.node if form.level and state.part.node is not None else state.paper
        if form.level and parent is state.paper and self._grammar.parts:
            state.part = self._grammar.parts[-1]
            parent = state.part.node or state.paper
        section = state.open_given_section(parent, form.role or None, row)
        if not form.role:
            self._leave_role_open(row, section)
        state.begin(section, "heading", row)
        return True

    def _leave_role_open(self, row: Row, section: Subtree) -> None:
        self._unsettled.append(section)
        message = Sentence(
            "The heading does not tell what this section is for; that was guessed from what is in it."
        )
        self._state.doubt(row, section, "role", message)

    def _heading(self, row: Row, form: Form) -> bool:
        """Take a heading of which only the level is known."""
        grammar, state = self._grammar, self._state
        if grammar.takes_sign(row):
            self._level = form.level if form.level != _LOOK else self._level
            return True
        if form.level == _LOOK and not form.role and self._goes_on_typed_table(row):
            return True
        if form.role:
            self._level = form.level if form.level != _LOOK else self._level
            return grammar.on_role(row, form.role)
        if state.section is None and state.part.node is None:
            grammar.front.append(row)
            return True
        if state.expected is not None and state.expected[1] in HEADLINES:
            return False
        if state.role == "findings" and (form.level == _LOOK or form.level > self._level):
            grammar.findings.add_given_criterion(row)
            return True
        if form.level == _LOOK or form.level > self._level or state.part.node is None:
            return False
        grammar.advice.leave()
        section = state.open_given_section(state.part.node, None, row)
        self._leave_role_open(row, section)
        state.begin(section, "heading", row)
        return True

    def _criterion(self, row: Row, form: Form) -> bool:
        grammar, part = self._grammar, self._state.part
        self._leave_answers(row)
        criterion = grammar.findings.add_given_criterion(row)
        if form.number and form.number != len(part.criteria):
            printed, counted = (chr(64 + number) for number in (form.number, min(len(part.criteria), 26)))
            self._state.misnumbered(row, criterion, "heading", "criterion", printed, counted)
        return True

    def _leave_answers(self, row: Row) -> None:
        """Stand in a section that can hold more than text: below the answers that is another one."""
        state = self._state
        self._grammar.advice.leave()
        if state.role == "office_response" and state.part.answered and state.part.node is not None:
            section = state.open_given_section(state.part.node, None, row)
            self._unsettled.append(section)
            state.doubt(row, section, "heading", Sentence("No heading was found for this section."))
        else:
            self._grammar.need_section(row)

    # Text --------------------------------------------------------------------------------------

    def _finding(self, row: Row, form: Form) -> bool:
        self._leave_answers(row)
        self._grammar.findings.add_finding(row, form.number)
        return True

    def _numbered(self, row: Row, form: Form) -> bool:
        advice, state = self._grammar.advice, self._state
        answer = advice.response
        if answer is not None and answer.id not in state.book.paragraph_of and state.text is None:
            state.book.number_paragraph(form.number, answer)
            state.begin(answer, "text", row)
            return True
        return self._paragraph(row, form, numbered=True)

    def _unnumbered(self, row: Row, form: Form) -> bool:
        return self._paragraph(row, form, numbered=False)

    def _decision(self, row: Row, form: Form) -> bool:
        state = self._state
        is_in_criterion = state.holder is not None and state.holder.kind == "criterion"
        if state.role != "decision" and not is_in_criterion:
            section = state.section
            if section is not None and section in self._unsettled and not section.children:
                section.fields["role"] = state.role = "decision"
            else:
                self._grammar.advice.leave()
                stays = state.part.node is not None and self._goes_on_in_part()
                parent = state.part.node if stays else None
                state.open_given_section(parent or state.paper, "decision", row)
        return self._paragraph(row, form, numbered=form.number > 0)

    def _goes_on_in_part(self) -> bool:
        """Whether more of the open evaluation follows before anything that is none of it."""
        for row in self._grammar.following():
            if row.form is None:
                continue
            if row.form.is_ is Is.PART or (row.form.is_ is Is.SECTION and not row.form.level):
                return False
            if row.form.is_ in _ONLY_IN_PART:
                return True
        return False

    def _paragraph(self, row: Row, form: Form, *, numbered: bool) -> bool:
        state = self._state
        self._grammar.advice.leave()
        state.close_text()
        self._grammar.need_section(row)
        node = state.book.node("paragraph", state.holder, row.line, text=None, numbered=numbered)
        if state.role == "office_response":
            node.fields["position"] = "after" if state.part.answered else "before"
        if numbered:
            state.book.number_paragraph(form.number, node)
        state.begin(node, "text", row)
        if state.text is not None:
            state.text.blocks[0].sign = form.sign
        self._grammar.note_remark()
        return True

    def _more(self, row: Row, form: Form) -> bool:
        state = self._state
        node, field = self._open()
        is_finding = node is not None and node.kind == "key_finding"
        goes_on = field != "scale" and is_finding == (form.field == "key_finding")
        if node is None or not goes_on or not (row.text or row.marks):
            return self._paragraph(row, form, numbered=False)
        if field == "headline" and form.field != "headline":
            state.text = state.book.text(node, "rationale", row, form.sign)
        elif state.text is not None:
            state.text.start(form.sign, row)
        else:
            state.text = state.book.text(node, field, row, form.sign)
        state.expected = None
        return True

    def _open(self) -> tuple[Subtree | None, str]:
        """Return the node and field whose text goes on, no node where none does."""
        state = self._state
        node, field = (
            (state.text.node, state.text.field) if state.text is not None else state.expected or (None, "")
        )
        return (None, "") if field in HEADLINES else (node, field)

    # Figures -----------------------------------------------------------------------------------

    def _caption(self, row: Row, form: Form) -> bool:
        self._leave_answers(row)
        self._pictures.caption(row, form)
        return True

    def _shown(self, row: Row, form: Form) -> bool:
        """Take what stands below a caption: a criterion, a score, the scale."""
        if self._pictures.needs_caption():
            self._leave_answers(row)
        self._pictures.take(row, form)
        return True

    # Recommendations and answers ---------------------------------------------------------------

    def _recommendation(self, row: Row, form: Form) -> bool:
        self._leave_answers(row)
        self._state.holder = self._state.section
        self._grammar.advice.add_given(row, form.number)
        return True

    def _headline(self, row: Row, form: Form) -> bool:
        advice, state = self._grammar.advice, self._state
        if advice.recommendation is None or advice.recommendation.id in state.book.paragraph_of:
            number = max(state.part.recommendations, default=0) + 1
            self._recommendation(row.until(0), Form(Is.RECOMMENDATION, number))
        assert advice.recommendation is not None
        state.book.number_paragraph(form.number, advice.recommendation)
        state.begin(advice.recommendation, "headline", row)
        return True

    def _response(self, row: Row, form: Form) -> bool:
        grammar, state = self._grammar, self._state
        grammar.advice.leave()
        section = grammar.need_section(row)
        section.fields["role"] = state.role = "office_response"
        state.holder = section
        state.close_text()
        grammar.advice.add_response(row, len(row.text), list(form.numbers))
        state.close_text()
        return True

    def _label(self, row: Row, form: Form) -> bool:
        state = self._state
        if state.part.node is None or state.role == "title":
            return False
        return self._grammar.advice.on_numbers(row, form.start, list(form.numbers))

    def _advice(self, row: Row, form: Form) -> bool:
        """Take a recommendation in a table; one that begins without a label is the next."""
        advice, state = self._grammar.advice, self._state
        label = label_of(row.text)
        if label is None or label.kind != "recommendation":
            number = max(state.part.recommendations, default=0) + 1
            label = Label("recommendation", (number,), 0, "")
        if state.part.node is None or state.role == "title":
            return False
        if state.role == "office_response" and label.end:
            advice.add_response(row, len(row.text), list(label.numbers))
            return True
        return advice.on_numbers(row, label.end, list(label.numbers))

    def _cell(self, row: Row, form: Form) -> bool:
        advice = self._grammar.advice
        if form.field == "response" and advice.response is not None:
            return self._more(row, form)
        if advice.recommendation is None:
            return False
        self._state.close_text()
        advice.cells = advice.cells or []
        advice.cells.append(row)
        return True

    # Anything else -----------------------------------------------------------------------------

    def _front(self, row: Row, form: Form) -> bool:
        if self._state.section is not None or self._state.part.node is not None:
            return False
        self._grammar.front.append(row)
        return True

    def _block(self, row: Row, form: Form) -> bool:
        """Take a list item or a framed paragraph; what else a paragraph is, its signs tell."""
        grammar, state = self._grammar, self._state
        if state.section is None and state.part.node is None:
            return False
        is_below_table = grammar.advice.cells is not None
        finding = state.text if state.text is not None and state.text.node.kind == "key_finding" else None
        if (is_below_table or finding is not None) and not form.sign and grammar.takes_sign(row):
            return True
        if is_below_table and self._goes_on_typed_table(row):
            return True
        if is_below_table:
            grammar.advice.leave()
            state.close_text()
        if form.sign:
            return self._item(row, form)
        if finding is None or finding.last.form is None or not finding.last.form.is_boxed:
            return False
        if form.is_boxed:
            finding.start("", row)
            return True
        state.close_text()
        return False

    def _goes_on_typed_table(self, row: Row) -> bool:
        """Take a short line below the typed names of columns as one more of them, or as a value."""
        cells = self._grammar.advice.cells
        if not cells or (cells[0].form is not None and cells[0].form.is_ is Is.CELL):
            return False
        if len(cells) >= _MOST_TYPED or len(row.text) > _LONGEST_VALUE or row.text.endswith("."):
            return False
        cells.append(row)
        return True

    def _item(self, row: Row, form: Form) -> bool:
        state = self._state
        if state.expected is not None:
            node, field = state.expected
            state.expected = None
            state.text = state.book.text(node, field, row, form.sign)
        elif state.text is None or state.text.field in HEADLINES:
            self._grammar.unnumbered(row)
            if state.text is not None:
                state.text.blocks[-1].sign = form.sign
        elif state.text.field == "headline":
            state.text = state.book.text(state.text.node, "rationale", row, form.sign)
        else:
            state.text.start(form.sign, row)
        return True

    def _head(self, row: Row, form: Form) -> bool:
        return True
