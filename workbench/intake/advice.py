"""Recommendations with their tables, and the Office's answers to them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workbench.intake.signs import ANSWER, RECOMMENDATION, finished, is_table_head, numbers_in
from workbench.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.intake.drafts import Text
    from workbench.intake.rows import Row
    from workbench.intake.state import Part, State
    from workbench.subtree import Subtree

_REMARKS = re.compile(
    r"(?i:general|concluding|other|final|overall|further|additional)\s+(?i:remarks|comments|observations)\s*:?$"
)
_HEAD = re.compile(
    r"(?i:(?:(?:lead|responsible)\s+)+(?:unit|department|office)s?(?:\s?\(s\))?(?:\s|:|$)|priority\s*:)"
)


def _children(node: Subtree | None) -> Sequence[Subtree]:
    return node.children if node is not None else ()


def _is_answer(row: Row) -> bool:
    return row.form is not None and row.form.field == "response"


class Answer:
    """A response and the numbers of the recommendations it answers."""

    def __init__(self, part: Part, node: Subtree, numbers: list[int]) -> None:
        self.part = part
        self.node = node
        self.numbers = numbers


class Advice:
    """Reads the lines of recommendations, of their tables and of the answers.

    ``tables`` holds the lines of each recommendation's table, none where it has none.
    """

    def __init__(self, state: State) -> None:
        self._state = state
        self.tables: list[tuple[Subtree, list[Row]]] = []
        self.answers: list[Answer] = []
        self.cells: list[Row] | None = None
        self.recommendation: Subtree | None = None
        self.response: Subtree | None = None
        self.has_answers_inside = False
        """Whether an answer stood below its own recommendation and not in a section of answers."""

    def on_label(self, row: Row) -> bool:
        """Take "Recommendation 3": the start of a recommendation, or of the answer to it."""
        state = self._state
        match = RECOMMENDATION.match(row.text)
        if not match or state.part.node is None or state.role == "title" or not state.at_boundary(row):
            return False
        return self.on_numbers(row, match.end(), numbers_in(match["numbers"]))

    def on_numbers(self, row: Row, start: int, numbers: list[int]) -> bool:
        """Take the label of the recommendations ``numbers``; what it labels begins at ``start``."""
        state = self._state
        if state.role == "recommendations" and self._starts_answers(numbers):
            self.leave()
            section = state.open_section("office_response", row)
            state.doubt(row, section, "heading", Sentence("No heading was found for the Office response."))
        if state.role == "office_response":
            self.add_response(row, start, numbers)
            return True
        return self._add_recommendation(row, start, numbers)

    def add_given(self, row: Row, number: int) -> Subtree:
        """Begin the recommendation that the source itself says begins here."""
        state = self._state
        self.leave()
        node = self.recommendation = state.book.node("recommendation", state.section, row.line)
        self._know_recommendation(row, node, [number])
        state.begin(node, "headline", row)
        return node

    def on_answer_inside(self, row: Row) -> bool:
        """Take "Office response" below a recommendation that alone is answered there."""
        match = ANSWER.match(row.text) or RECOMMENDATION.match(row.text)
        node, state = self.recommendation, self._state
        if match is None or node is None or not (match.re is ANSWER or match["answer"]):
            return False
        if not state.at_boundary(row):
            return False
        self.leave()
        self._answer_inside(row, match.end(), node, row.until(match.end()) if match.re is ANSWER else None)
        return True

    def _answer_inside(self, row: Row, start: int, node: Subtree, heading: Row | None) -> None:
        """Begin the answer to a recommendation that stands below or beside it."""
        state = self._state
        if not any(child.fields.get("role") == "office_response" for child in _children(state.part.node)):
            section = state.book.node("section", state.part.node, row.line, role="office_response")
            if heading is not None:
                state.book.text(section, "heading", heading)
            message = Sentence(
                "The answers stand below their recommendations; they print in a section of their own."
            )
            state.doubt(row, section, None, message)
        self.has_answers_inside = True
        self._answer(row, start, [state.book.printed[node.id]], [node])

    def _answer_beside(self, node: Subtree, rows: Sequence[Row]) -> None:
        """Take the cells of a recommendation's table that answer it."""
        state = self._state
        self._answer_inside(rows[0], 0, node, None)
        for row in rows[1:]:
            if state.text is not None:
                state.text.start(row.form.sign if row.form is not None else "", row)
        self.response = None
        state.close_text()

    def on_table_head(self, row: Row) -> bool:
        """Take a line that names columns of the table below a recommendation."""
        if self.recommendation is None or not self._state.at_boundary(row):
            return False
        if not is_table_head(row.text) and not _HEAD.match(row.text):
            return False
        if self.cells is None:
            self._state.close_text()
            self.cells = []
        self.cells.append(row)
        return True

    def on_remarks(self, row: Row) -> bool:
        """Take "General remarks" among the answers: what follows is no answer."""
        if self._state.role != "office_response" or not _REMARKS.match(row.text):
            return False
        self.leave()
        self._state.close_text()
        return True

    def leave(self) -> None:
        """Close the recommendation or answer that is open."""
        node, cells = self.recommendation, self.cells or []
        self.cells = self.recommendation = self.response = None
        if node is not None:
            answers = [row for row in cells if _is_answer(row) and row.text]
            self._divide_headline(node)
            self.tables.append((node, [row for row in cells if not _is_answer(row)]))
            if answers:
                self._answer_beside(node, answers)

    def take_number(self, row: Row, number: int, start: int) -> bool:
        """Take a numbered paragraph that belongs to the recommendation or answer that is open."""
        if self.response is not None:
            return self._number_response(self.response, row, number, start)
        if self.recommendation is None or self.cells is not None:
            return False
        node, state = self.recommendation, self._state
        if node.id in state.book.paragraph_of:
            state.begin(node, "rationale", row, start)
            message = Sentence("Paragraph {0} was read as part of the recommendation above it.", number)
            state.doubt(row, node, "rationale", message)
            return True
        state.book.number_paragraph(number, node)
        has_headline = state.text is not None and state.text.node is node
        state.begin(node, "rationale" if has_headline else "headline", row, start)
        return True

    def take_label(self, row: Row, number: int, start: int) -> bool:
        """Take "12. Recommendation 3. …", a paragraph that begins with its label."""
        rest = row.rest(start)
        if rest.text[:1] not in "Rr" or not RECOMMENDATION.match(rest.text) or not self.on_label(rest):
            return False
        node = self.response or self.recommendation
        if node is not None:
            self._state.book.number_paragraph(number, node)
        return True

    # Recommendations -----------------------------------------------------------------------

    def _starts_answers(self, numbers: Sequence[int]) -> bool:
        known = self._state.part.recommendations
        return bool(known) and numbers[0] == min(known) and self.cells is not None

    def _add_recommendation(self, row: Row, start: int, numbers: Sequence[int]) -> bool:
        state, part = self._state, self._state.part
        if state.role != "recommendations":
            if part.recommendations or list(numbers) != [1]:
                return False
            section = state.open_section("recommendations", row)
            state.doubt(row, section, "heading", Sentence("No heading was found for the recommendations."))
        self.leave()
        node = state.book.node("recommendation", state.section, row.line)
        self._know_recommendation(row, node, numbers)
        self.recommendation = node
        state.begin(node, "headline", row, start)
        return True

    def _know_recommendation(self, row: Row, node: Subtree, numbers: Sequence[int]) -> None:
        state, known = self._state, self._state.part.recommendations
        number, last = numbers[0], max(known, default=0)
        if number in known:
            state.part.repeated["recommendation"].add(number)
        known.setdefault(number, node)
        state.book.printed[node.id] = number
        state.part.counted_recommendations += 1
        if list(numbers) != [last + 1]:
            place = state.part.counted_recommendations
            state.misnumbered(row, node, "headline", "recommendation", number, place)

    def _divide_headline(self, node: Subtree) -> None:
        """Part headline and rationale where no sign does, at the line end that looks most like one."""
        state = self._state
        text = next((text for text in reversed(state.book.texts) if text.node is node), None)
        if text is None or text.field != "headline" or state.flow.has_gaps or len(text.blocks) > 1:
            return
        rows = text.blocks[0].rows
        ends = [
            (state.flow.room(text, before, row), place)
            for place, (before, row) in enumerate(zip(rows, rows[1:], strict=False), 1)
            if before.text[-1] not in ":;" and finished(before.text) and row.text[0].isupper()
        ]
        if ends:
            self._cut_headline(node, rows, max(ends)[1])

    def _cut_headline(self, node: Subtree, rows: list[Row], place: int) -> None:
        first, rest = rows[place], rows[place + 1 :]
        del rows[place:]
        self._state.book.text(node, "rationale", first).blocks[0].rows += rest
        message = Sentence("No sign shows where the recommendation ends and its rationale starts.")
        self._state.doubt(first, node, "rationale", message)

    # Answers -------------------------------------------------------------------------------

    def add_response(self, row: Row, start: int, numbers: list[int]) -> None:
        """Begin the answer to the recommendations ``numbers``; its text begins at ``start``."""
        state, part = self._state, self._state.part
        known = [part.recommendations[n] for n in numbers if n in part.recommendations]
        if not known:
            self._keep_in_section(row)
            return
        if len(known) < len(numbers):
            state.doubt(row, known[0], None, Sentence("Not every recommendation named here was found."))
        self._answer(row, start, numbers, known)

    def _answer(self, row: Row, start: int, numbers: list[int], known: Sequence[Subtree]) -> None:
        """Begin the answer to the recommendations ``known``, printed with ``numbers``."""
        state, part = self._state, self._state.part
        if part.answered.intersection(numbers):
            state.doubt(row, known[0], None, Sentence("A recommendation is answered twice."))
        part.answered.update(numbers)
        self.response = state.book.node("response", known[0], row.line)
        self.response.fields["also_answers"] = tuple(node.id for node in known[1:])
        self.answers.append(Answer(part, self.response, numbers))
        state.begin(self.response, "text", row, start)

    def _keep_in_section(self, row: Row) -> None:
        state = self._state
        self.response = None
        state.close_text()
        if state.section is not None:
            state.book.claim(row, state.section)
            state.doubt(
                row, state.section, None, Sentence("No such recommendation was found; its answer stays here.")
            )

    def _number_response(self, node: Subtree, row: Row, number: int, start: int) -> bool:
        """Take a numbered paragraph as the answer, as more of it, or leave it for general remarks."""
        state, part = self._state, self._state.part
        has_text = state.text is not None and state.text.node is node
        if node.id not in state.book.paragraph_of and not has_text:
            state.book.number_paragraph(number, node)
            state.begin(node, "text", row, start)
            return True
        is_last = part.answered >= set(part.recommendations) and state.role == "office_response"
        if is_last and not part.has_long_answers:
            self.response = None
            message = Sentence("Paragraph {0} was read as a general remark after the answers.", number)
            state.doubt(row, state.section or node, None, message)
            return False
        part.has_long_answers = True
        state.book.number_paragraph(number, node)
        self._add_block(node, row, start)
        state.doubt(
            row, node, "text", Sentence("Paragraph {0} was read as part of the answer above it.", number)
        )
        return True

    def _add_block(self, node: Subtree, row: Row, start: int) -> None:
        text: Text | None = self._state.text
        rest = row.rest(start)
        if text is not None and text.node is node and rest.text:
            text.start("", rest)
        else:
            self._state.begin(node, "text", row, start)
