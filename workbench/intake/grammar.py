"""The form of a Governing Body paper on high-level evaluations, read line by line."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from workbench.intake.drafts import Book, Text
from workbench.intake.flow import Break, Flow
from workbench.intake.ratings import Axis, is_legend, is_scale, is_score, labels_in
from workbench.intake.rows import Row
from workbench.intake.signs import (
    CRITERION,
    FIGURE,
    KEY_FINDING,
    NUMBERED,
    PART,
    RECOMMENDATION,
    YEARS,
    finished,
    heading_role,
    is_table_head,
    may_head,
    numbers_in,
    ordinal,
)
from workbench.subtree import Subtree

_APPENDIX = re.compile(r"(?i:appendix|annex|appendices|annexes)\b")
_GOVERNING_BODY = re.compile(r"The Governing Body\b")
_PAPER_ROLES = frozenset({"introduction", "decision"})
_LONG_HEADING = 130
_HEADLINES = frozenset({"title", "heading", "caption"})


class Part:
    """What is known of one evaluation while it is read; recommendations by their printed number."""

    def __init__(self, node: Subtree | None) -> None:
        self.node = node
        self.recommendations: dict[int, Subtree] = {}
        self.findings: dict[int, Subtree] = {}
        self.repeated: dict[str, set[int]] = {"recommendation": set(), "key_finding": set()}
        self.criteria: list[str] = []
        self.letter = 0
        self.finding = 0  # the number the last key finding prints
        self.count = 0  # how many key findings there are
        self.answered: set[int] = set()
        self.has_long_answers = False


class Grammar:
    """Reads rows into a paper, one state per kind of place a line can stand in.

    ``front`` are the rows before the first sign of the text, ``cells`` those of each
    recommendation's table, ``axes`` those of figures; other modules make sense of them.
    """

    def __init__(self, rows: Sequence[Row], book: Book, flow: Flow) -> None:
        self.rows = rows
        self.book = book
        self.flow = flow
        self.paper = book.node("paper", None, 1)
        self.front: list[Row] = []
        self.heads: list[Row] = []
        self.tables: list[tuple[Subtree, list[Row], list[Row]]] = []
        self.axes: list[Axis] = []
        self.figures: list[tuple[Subtree, Subtree | None]] = []
        self.parts: list[Part] = []
        self.general: list[tuple[Part, Text]] = []
        self.responses: list[tuple[Part, Subtree, Text | None, list[int]]] = []
        self._part = Part(None)
        self._section: Subtree | None = None
        self._role = ""
        self._holder: Subtree | None = None  # where paragraphs go: a section or a criterion
        self._recommendation: Subtree | None = None
        self._response: Subtree | None = None
        self._text: Text | None = None
        self._cells: list[Row] | None = None
        self._axis: Axis | None = None
        self._previous: Row | None = None
        self._paragraph = 0
        self._figure = 0
        self._ended = False

    # The loop ------------------------------------------------------------------------------

    def run(self) -> None:
        """Read every row."""
        for position, row in enumerate(self.rows):
            text = self._text
            if text is not None and self._runs_on(row, text):
                text.blocks[-1].rows.append(row)
                text.last = row
            else:
                self._step(position, row)
            self._previous = row
        self._close_table()

    def _runs_on(self, row: Row, text: Text) -> bool:
        """Whether a row plainly continues the line before it: the common case, decided first."""
        return (
            row.text[0].islower()
            and not row.gap
            and not row.broken
            and not row.indent
            and self._axis is None
            and text.last.text[-1] not in ".:;?!"
            and row.text[1:2] != " "
        )

    def _step(self, position: int, row: Row) -> None:
        if self._ended or (self._reads_axis(position, row)):
            return
        if self._axis is not None:
            row.broken = max(row.broken, 1)
            self._axis = None
        if self._takes_sign(row):
            return
        if not self._section and not self._part.node:
            self.front.append(row)
        elif self._cells is not None:
            self._cells.append(row)
        else:
            self._prose(row)

    def _takes_sign(self, row: Row) -> bool:
        text = row.text
        first = text[0]
        if first.isdigit():
            return self._on_number(row)
        if not first.isupper():
            return False
        word = text.split(None, 1)[0].lower().rstrip(",:.)")
        handler = _HANDLERS.get(word)
        if handler is not None and handler(self, row):
            return True
        if may_head(word) and self._on_heading(row):
            return True
        return self._role == "findings" and self._on_criterion(row)

    def _at_boundary(self, row: Row) -> bool:
        """Whether something new may start here: not in the middle of a sentence."""
        text = self._text
        if row.gap or row.broken or text is None:
            return True
        last = text.last.text
        return finished(last) if text.field not in _HEADLINES else last[-1] not in ":,–—-"

    # Parts and sections --------------------------------------------------------------------

    def _on_part(self, row: Row) -> bool:
        match = PART.match(row.text)
        if not match or not self._at_boundary(row):
            return False
        self._close_table()
        number, place = ordinal(match["number"]), len(self.parts) + 1
        self._start_part(row)
        assert self._part.node is not None
        self.book.claim(row, self._part.node)
        if number != place:
            self._doubt(row, self._part.node, "title", f"The source prints Part {match['number']}; it is part {place}.")
        if match.end() < len(row.text):
            self._text = self.book.text(self._part.node, "title", row.rest(match.end()))
        self._role = "title"
        return True

    def _start_part(self, row: Row) -> None:
        node = self.book.node("evaluation", self.paper, row.line)
        self._part = Part(node)
        self.parts.append(self._part)
        self._leave_section()

    def _leave_section(self) -> None:
        self._section = self._holder = self._recommendation = self._response = self._text = None
        self._role = ""

    def _on_heading(self, row: Row) -> bool:
        role = heading_role(row.text)
        if role is None or not self._at_boundary(row):
            return False
        if self._part.node is None and role == "purpose_and_scope" and not self.parts:
            role = "introduction"
        elif self._part.node is not None and role == "introduction":
            role = "purpose_and_scope"
        if self._cells is not None and not row.gap and role not in ("office_response", "recommendations"):
            return False
        section = self._open_section(role, row)
        self._text = self.book.text(section, "heading", row)
        return True

    def _open_section(self, role: str, row: Row) -> Subtree:
        """Begin a section; one that belongs to an evaluation begins that too where it must."""
        self._close_table()
        self._leave_section()
        if role in _PAPER_ROLES:
            self._part = Part(None) if role == "decision" else self._part
            parent = self.paper
        else:
            if self._part.node is None:
                self._start_part(row)
                assert self._part.node is not None
                self._doubt(row, self._part.node, "title", "No line names this part.")
            parent = self._part.node or self.paper
        self._section = self._holder = self.book.node("section", parent, row.line, role=role)
        self._role = role
        return self._section

    def _need_section(self, row: Row) -> Subtree:
        """Return the section that ``row`` stands in, begun without a heading where there is none."""
        if self._section is None:
            role = "purpose_and_scope" if self._part.node else "introduction"
            if role == "introduction" and _GOVERNING_BODY.search(row.text) and self.parts:
                role = "decision"
            section = self._open_section(role, row)
            self._doubt(row, section, "heading", "No heading was found for this section.")
        assert self._section is not None
        return self._section

    # Criteria and key findings -------------------------------------------------------------

    def _on_criterion(self, row: Row) -> bool:
        match = CRITERION.match(row.text)
        if match:
            return self._on_lettered_criterion(row, match)
        if self._text is not None and not row.gap and not row.broken:
            return False
        known = labels_in(row.text)
        if len(known) != 1 or self._part.letter:
            return False
        self._add_criterion(row, row)
        return True

    def _on_lettered_criterion(self, row: Row, match: re.Match[str]) -> bool:
        letter = ord(match["letter"]) - 64
        has_dot = bool(match["dot"].strip())
        expected = self._part.letter + 1
        if not self._at_boundary(row) or finished(row.text) or not (has_dot or letter == expected):
            return False
        criterion = self._add_criterion(row, row.rest(match.end()))
        if letter != expected:
            message = f"The source prints {match['letter']}; it is criterion {chr(64 + min(expected, 26))}."
            self._doubt(row, criterion, "heading", message)
        return True

    def _add_criterion(self, row: Row, heading: Row) -> Subtree:
        criterion = self.book.node("criterion", self._section, row.line)
        self._part.letter += 1
        self._part.criteria.append(heading.text.lower())
        self._holder = criterion
        self._text = self.book.text(criterion, "heading", heading)
        return criterion

    def _on_finding(self, row: Row) -> bool:
        match = KEY_FINDING.match(row.text)
        if not match or not self._at_boundary(row):
            return False
        if self._role != "findings":
            if not self._part.node or self._role not in ("purpose_and_scope", "title", ""):
                return False
            section = self._open_section("findings", row)
            self._doubt(row, section, "heading", "No heading was found for the findings.")
        self._add_finding(row, match)
        return True

    def _add_finding(self, row: Row, match: re.Match[str]) -> None:
        if self._holder is self._section:
            self._holder = self.book.node("criterion", self._section, row.line)
            self._doubt(row, self._holder, "heading", "No criterion heading was found before this key finding.")
        finding = self.book.node("key_finding", self._holder, row.line)
        number, expected = int(match["number"]), self._part.count + 1
        if number in self._part.findings:
            self._part.repeated["key_finding"].add(number)
        self._part.findings.setdefault(number, finding)
        self.book.printed[finding.id] = number
        if number != self._part.finding + 1:
            self._misnumbered(row, finding, "text", "key finding", number, expected)
        self._part.finding = number
        self._part.count += 1
        self._begin(finding, "text", row, match.end())

    def _begin(self, node: Subtree, field: str, row: Row, start: int) -> None:
        """Begin a text with what follows its label, or with the next row where nothing does."""
        self.book.claim(row, node)
        rest = row.rest(start)
        self._expected = None
        if rest.text:
            self._text = self.book.text(node, field, rest)
        else:
            self._text = None
            self._expected = (node, field)

    _expected: tuple[Subtree, str] | None = None

    # Recommendations and responses ---------------------------------------------------------

    def _on_recommendation(self, row: Row) -> bool:
        match = RECOMMENDATION.match(row.text)
        if not match or not self._at_boundary(row) or not self._part.node or self._role == "title":
            return False
        numbers = numbers_in(match["numbers"])
        if self._role == "recommendations" and self._starts_answers(numbers):
            section = self._open_section("office_response", row)
            self._doubt(row, section, "heading", "No heading was found for the Office response.")
        if self._role == "office_response":
            self._add_response(row, match.end(), numbers)
            return True
        return self._add_recommendation(row, match.end(), numbers)

    def _starts_answers(self, numbers: Sequence[int]) -> bool:
        known = self._part.recommendations
        return bool(known) and numbers[0] == min(known) and self._cells is not None

    def _add_recommendation(self, row: Row, start: int, numbers: Sequence[int]) -> bool:
        if self._role != "recommendations":
            if self._part.recommendations or len(numbers) > 1 or numbers[0] != 1:
                return False
            section = self._open_section("recommendations", row)
            self._doubt(row, section, "heading", "No heading was found for the recommendations.")
        self._close_table()
        node = self.book.node("recommendation", self._section, row.line)
        last = max(self._part.recommendations, default=0)
        if numbers[0] in self._part.recommendations:
            self._part.repeated["recommendation"].add(numbers[0])
        self._part.recommendations.setdefault(numbers[0], node)
        self.book.printed[node.id] = numbers[0]
        if list(numbers) != [last + 1]:
            place = sum(1 for child in node_children(self._section) if child.kind == "recommendation")
            self._misnumbered(row, node, "headline", "recommendation", numbers[0], place)
        self._recommendation, self._response = node, None
        self._begin(node, "headline", row, start)
        return True

    def _add_response(self, row: Row, start: int, numbers: list[int]) -> None:
        section = self._need_section(row)
        known = [self._part.recommendations[n] for n in numbers if n in self._part.recommendations]
        if not known:
            self._doubt(row, section, None, "No such recommendation was found; its answer stays here.")
            self._response = self._text = None
            self.book.claim(row, section)
            return
        if len(known) < len(numbers):
            self._doubt(row, known[0], None, "Not every recommendation named here was found.")
        if self._part.answered.intersection(numbers):
            self._doubt(row, known[0], None, "A recommendation is answered twice.")
        self._part.answered.update(numbers)
        self._response = self.book.node("response", known[0], row.line)
        self._response.fields["also_answers"] = tuple(node.id for node in known[1:])
        self.responses.append((self._part, self._response, None, numbers))
        self._begin(self._response, "text", row, start)
        self._note_response_text()

    def _note_response_text(self) -> None:
        if self._text is not None and self._text.node is self._response:
            part, response, _, numbers = self.responses[-1]
            self.responses[-1] = (part, response, self._text, numbers)

    def _on_table_head(self, row: Row) -> bool:
        if self._recommendation is None or self._response is not None or not self._at_boundary(row):
            return False
        if not is_table_head(row.text) and not _HEAD_START.match(row.text):
            return False
        if self._cells is None:
            self._text = self._expected = None
            self._cells = []
        self._cells.append(row)
        return True

    def _close_table(self) -> None:
        if self._recommendation is not None and self._response is None:
            self.tables.append((self._recommendation, self._cells or [], []))
        self._cells = self._expected = None
        self._recommendation = None

    # Figures -------------------------------------------------------------------------------

    def _on_figure(self, row: Row) -> bool:
        match = FIGURE.match(row.text)
        if not match or not self._at_boundary(row) or not self._part.node:
            return False
        section = self._need_section(row)
        holder = self._holder if self._holder is not None and self._holder.kind != "recommendation" else section
        figure = self.book.node("figure", holder, row.line)
        number = int(match["number"])
        self._figure += 1
        self.book.printed[figure.id] = number
        if number != self._figure:
            self._misnumbered(row, figure, "caption", "figure", number, self._figure)
        self.figures.append((figure, self._part.node))
        self._begin(figure, "caption", row, match.end())
        return True

    def _reads_axis(self, position: int, row: Row) -> bool:
        """Take a row that is part of a figure's axis, wherever it stands."""
        if not self._part.node or self._cells is not None:
            return False
        names = frozenset(self._part.criteria)
        unknown = False
        if not self._is_axis(row, names):
            unknown = self._axis is not None and self._is_unknown_label(position, row, names)
            if not unknown:
                return False
        if self._axis is None:
            self._axis = Axis(self._part.node)
            self.axes.append(self._axis)
        self._axis.add(row, names, unknown=unknown)
        return True

    def _is_axis(self, row: Row, names: frozenset[str]) -> bool:
        text = row.text
        if is_scale(text):
            return " " in text
        if self._axis is not None and (is_score(text) or (self._axis.legend and is_legend(text, goes_on=True))):
            return True
        if text[0].isdigit():
            return is_legend(text)
        if not text[0].isupper() or self._role == "findings" and not self.figures_here():
            return False
        return (is_legend(text) or bool(labels_in(text, names))) and self._at_boundary(row)

    def figures_here(self) -> bool:
        """Whether this part has a figure already."""
        return any(part is self._part.node for _, part in self.figures)

    def _is_unknown_label(self, position: int, row: Row, names: frozenset[str]) -> bool:
        text = row.text
        if not text[0].isupper() or len(text) > 60 or finished(text) or position + 1 >= len(self.rows):
            return False
        if heading_role(text) or PART.match(text) or RECOMMENDATION.match(text):
            return False
        after = self.rows[position + 1].text
        return is_scale(after) or is_legend(after) or is_score(after) or bool(labels_in(after, names))

    # Numbered paragraphs -------------------------------------------------------------------

    def _on_number(self, row: Row) -> bool:
        match = NUMBERED.match(row.text)
        if not match:
            return False
        number = int(match["number"])
        if not self._is_paragraph(row, number):
            return False
        self._number_paragraph(row, number, match.end())
        return True

    def _is_paragraph(self, row: Row, number: int) -> bool:
        if not self._at_boundary(row) or (self._role == "title" and number != self._paragraph + 1):
            return False
        if number == self._paragraph + 1:
            return True
        if not self._paragraph:
            return bool(self._section or self._part.node) and number > 0
        jump = number - self._paragraph
        return 0 <= jump <= 12 and (jump > 0 or row.gap > 0) and self._cells is None or (
            0 < jump <= 12 and self._role in ("recommendations", "office_response", "decision")
        )

    def _number_paragraph(self, row: Row, number: int, start: int) -> None:
        skipped = number != self._paragraph + 1
        place = self._paragraph + 1
        self._paragraph = number
        self._place_paragraph(row, number, start)
        if skipped and self._text is not None:
            node = self._text.node
            self._misnumbered(row, node, self._text.field, "paragraph", number, len(self.book.paragraph_of) or place)

    def _place_paragraph(self, row: Row, number: int, start: int) -> None:
        if self._response is not None and self._role == "office_response":
            if self._continues_response(row, number, start):
                return
        elif self._recommendation is not None and self._cells is None:
            self._number_recommendation(row, number, start)
            return
        self._close_text()
        section = self._need_section(row)
        holder = self._holder or section
        self._recommendation = None if self._role != "recommendations" else self._recommendation
        paragraph = self._add_paragraph(holder, row, numbered=True)
        self.book.number_paragraph(number, paragraph)
        self._begin(paragraph, "text", row, start)
        if self._role == "office_response" and self._text is not None:
            self.general.append((self._part, self._text))

    def _close_text(self) -> None:
        self._text = self._expected = None

    def _add_paragraph(self, holder: Subtree, row: Row, *, numbered: bool) -> Subtree:
        paragraph = self.book.node("paragraph", holder, row.line, text=None, numbered=numbered)
        if self._role == "office_response":
            paragraph.fields["position"] = "after" if self._part.answered else "before"
        return paragraph

    def _number_recommendation(self, row: Row, number: int, start: int) -> None:
        node = self._recommendation
        assert node is not None
        if node.id in self.book.paragraph_of:
            self._begin(node, "rationale", row, start)
            self._doubt(row, node, "rationale", f"Paragraph {number} was read as part of the recommendation above it.")
            return
        self.book.number_paragraph(number, node)
        self._begin(node, "headline", row, start)

    def _continues_response(self, row: Row, number: int, start: int) -> bool:
        """Take a numbered paragraph as (part of) the answer whose label stands above it."""
        node = self._response
        assert node is not None
        if node.id not in self.book.paragraph_of:
            self.book.number_paragraph(number, node)
            self._begin(node, "text", row, start)
            self._note_response_text()
            return True
        if self._part.answered >= set(self._part.recommendations) and not self._part.has_long_answers:
            self._response = None
            return False
        self._part.has_long_answers = True
        self.book.number_paragraph(number, node)
        if self._text is not None:
            self._text.start("", row.rest(start))
        self._doubt(row, node, "text", f"Paragraph {number} was read as part of the answer above it.")
        return True

    # Running text --------------------------------------------------------------------------

    def _prose(self, row: Row) -> None:
        """Place a row that shows no sign of its own."""
        if self._expected is not None:
            node, field = self._expected
            self._expected = None
            self._text = self.book.text(node, field, row)
            self._note_response_text_if(node)
        elif self._text is None:
            self._unnumbered(row)
        elif self._text.field in _HEADLINES:
            self._continue_heading(self._text, row)
        else:
            self._continue_text(self._text, row)

    def _note_response_text_if(self, node: Subtree) -> None:
        if node is self._response and self.responses:
            self._note_response_text()

    def _continue_heading(self, text: Text, row: Row) -> None:
        if self._heading_goes_on(text, row):
            text.append(row)
        else:
            self._unnumbered(row)

    def _heading_goes_on(self, text: Text, row: Row) -> bool:
        taken = list(text.rows())
        if len(taken) > 7 or sum(len(line.text) for line in taken) > 3 * _LONG_HEADING:
            return False
        if text.field == "title":
            return not (row.gap and YEARS.search(text.last.text))
        if finished(row.text) or len(row.text) > _LONG_HEADING:
            return False
        if row.text[0].islower() or not text.last.text[-1].isalnum():
            return True
        return text.node.kind == "criterion" and len(taken) < 4 or (text.field == "caption" and not row.gap)

    def _unnumbered(self, row: Row) -> None:
        """Make a paragraph without a number of a row that stands where one could begin."""
        if _APPENDIX.match(row.text) and self._role == "decision":
            self._ended = True
            return
        if self._response is not None:
            self._text = self.book.text(self._response, "text", row)
            self._note_response_text()
            return
        holder = self._holder or self._need_section(row)
        paragraph = self._add_paragraph(holder, row, numbered=False)
        self._text = self.book.text(paragraph, "text", row)
        self._doubt(row, paragraph, "text", "This paragraph has no number in the source.")

    def _continue_text(self, text: Text, row: Row) -> None:
        kind, sign, rest = self.flow.divide(text, row)
        if kind in (Break.NONE, Break.UNSURE):
            text.append(rest)
            if kind is Break.UNSURE:
                self._doubt(row, text.node, text.field, "No sign shows whether a new paragraph starts here.")
        elif _APPENDIX.match(row.text) and self._role == "decision":
            self._ended = True
        elif text.field == "headline":
            self._text = self.book.text(text.node, "rationale", rest, sign)
        elif not sign and text.node.fields.get("numbered") is False:
            self._unnumbered(row)
        else:
            text.start(sign, rest)

    # Remarks -------------------------------------------------------------------------------

    def _doubt(self, row: Row, node: Subtree, field: str | None, message: str) -> None:
        self.book.doubt(row.line, node, field, row.text, message)

    def _misnumbered(self, row: Row, node: Subtree, field: str, what: str, printed: int, computed: int) -> None:
        message = f"The source prints {what} {printed}; counted, it is {what} {computed}."
        self._doubt(row, node, field, message)


def node_children(node: Subtree | None) -> list[Subtree]:
    """Return the children of a node that may be missing."""
    return node.children if node is not None else []


_HEAD_START = re.compile(r"(?i:responsible\s+(?:unit|department|office)s?(?:\s?\(s\))?(?:\s|:|$))")
_HANDLERS: Mapping[str, Callable[[Grammar, Row], bool]] = {
    "part": Grammar._on_part,
    "key": Grammar._on_finding,
    "finding": Grammar._on_finding,
    "recommendation": Grammar._on_recommendation,
    "recommendations": Grammar._on_recommendation,
    "figure": Grammar._on_figure,
    "chart": Grammar._on_figure,
    "graph": Grammar._on_figure,
    "responsible": Grammar._on_table_head,
    "priority": Grammar._on_table_head,
    "lead": Grammar._on_table_head,
    "unit": Grammar._on_table_head,
}
