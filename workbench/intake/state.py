"""Where the grammar stands in a paper, shared by the readers of its different places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.intake.signs import finished
from workbench.sentences import Sentence

if TYPE_CHECKING:
    from workbench.intake.drafts import Book, Text
    from workbench.intake.flow import Flow
    from workbench.intake.rows import Row
    from workbench.subtree import Subtree

HEADLINES = frozenset({"title", "heading", "caption"})
PAPER_ROLES = frozenset({"introduction", "decision"})
_NO_LAST_WORD = frozenset(":,–—-")
_TWICE = {
    "criterion": Sentence("The source prints criterion {0} more than once."),
    "key finding": Sentence("The source prints key finding {0} more than once."),
    "figure": Sentence("The source prints figure {0} more than once."),
    "recommendation": Sentence("The source prints recommendation {0} more than once."),
    "Part": Sentence("The source prints Part {0} more than once."),
    "paragraph": Sentence("The source prints paragraph {0} more than once."),
}
"""What is said of a number that is printed more than once."""
_OTHERWISE = {
    "criterion": Sentence("The source prints criterion {0}; counted, it is criterion {1}."),
    "key finding": Sentence("The source prints key finding {0}; counted, it is key finding {1}."),
    "figure": Sentence("The source prints figure {0}; counted, it is figure {1}."),
    "recommendation": Sentence("The source prints recommendation {0}; counted, it is recommendation {1}."),
    "Part": Sentence("The source prints Part {0}; counted, it is Part {1}."),
    "paragraph": Sentence("The source prints paragraph {0}; counted, it is paragraph {1}."),
}
"""What is said of a number that is not the one we compute."""


class Part:
    """What is known of one evaluation; recommendations and key findings by their printed number.

    ``node`` is None for what stands outside the evaluations.
    """

    def __init__(self, node: Subtree | None) -> None:
        self.node = node
        self.recommendations: dict[int, Subtree] = {}
        self.findings: dict[int, Subtree] = {}
        self.repeated: dict[str, set[int]] = {"recommendation": set(), "key_finding": set()}
        self.criteria: list[str] = []
        self.label_words: set[str] = set()  # the words that criteria start with
        self.last_finding = 0
        self.counted_findings = 0
        self.counted_recommendations = 0
        self.has_figure = False
        self.answered: set[int] = set()
        self.has_long_answers = False


class State:
    """The open part, section and text, and what every reader does with them."""

    def __init__(self, book: Book, flow: Flow) -> None:
        self.book = book
        self.flow = flow
        self.paper = book.node("paper", None, 1)
        self.parts: list[Part] = []
        self.part = Part(None)
        self.section: Subtree | None = None
        self.role = ""
        self.holder: Subtree | None = None
        """Where paragraphs go: the section or a criterion in it."""
        self.text: Text | None = None
        self.expected: tuple[Subtree, str] | None = None
        """The field that the next line fills, where its label stands alone."""

    def at_boundary(self, row: Row) -> bool:
        """Whether something new may start here: not in the middle of a sentence."""
        text = self.text
        if row.gap or row.broken or text is None:
            return True
        last = text.last.text
        if text.field in HEADLINES:
            return last[-1] not in _NO_LAST_WORD
        return finished(last) or self.flow.is_short(text, text.last, row)

    def begin(self, node: Subtree, field: str, row: Row, start: int = 0) -> None:
        """Begin a text with what follows its label, or with the next line where nothing does."""
        self.book.claim(row, node)
        rest = row.rest(start)
        self.expected = None
        if rest.text or rest.marks:
            self.text = self.book.text(node, field, rest)
        else:
            self.text = None
            self.expected = (node, field)

    def close_text(self) -> None:
        """Let no further line continue what was open."""
        self.text = self.expected = None

    def start_part(self, row: Row) -> Subtree:
        """Begin an evaluation and return its node."""
        node = self.book.node("evaluation", self.paper, row.line)
        self.part = Part(node)
        self.parts.append(self.part)
        self.leave_section()
        return node

    def leave_section(self) -> None:
        """Stand outside every section."""
        self.section = self.holder = None
        self.role = ""
        self.close_text()

    def open_given_section(self, parent: Subtree, role: str | None, row: Row) -> Subtree:
        """Begin a section below the node that the source itself puts it under."""
        self.leave_section()
        if parent is self.paper:
            self.part = Part(None)
        self.section = self.holder = self.book.node("section", parent, row.line, role=role)
        self.role = role or ""
        return self.section

    def open_section(self, role: str, row: Row) -> Subtree:
        """Begin a section; where it needs an evaluation and none is open, begin that too."""
        self.leave_section()
        if role == "decision":
            self.part = Part(None)
        if role not in PAPER_ROLES and self.part.node is None:
            self.doubt(row, self.start_part(row), "title", Sentence("No line names this part."))
        parent = self.paper if role in PAPER_ROLES else self.part.node
        self.section = self.holder = self.book.node("section", parent, row.line, role=role)
        self.role = role
        return self.section

    def doubt(self, row: Row, node: Subtree, field: str | None, message: Sentence) -> None:
        """List a line that a person should look at."""
        self.book.doubt(row.line, node, field, row.text, message)

    def misnumbered(
        self, row: Row, node: Subtree, field: str, what: str, printed: object, counted: object
    ) -> None:
        """List a number of the source that is not the one we compute."""
        if printed == counted:
            message = Sentence(_TWICE[what], printed)
        else:
            message = Sentence(_OTHERWISE[what], printed, counted)
        self.doubt(row, node, field, message)
