"""A draft as nodes again: which there are, in which order below what, and which passages are their texts.

The draft that we wrote is read in the same way as the one that came back, so that only what differs
between the two readings was changed by anybody.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workbench.documents.document import Paragraph, Table
from workbench.paper import styles
from workbench.schema import KINDS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workbench.paper.view import View
    from workbench.returning.leads import Leads
    from workbench.returning.passages import Passage, Role

FIRST_NEW = 8 * 10**14
"""Stand-ins for the ids of new nodes begin here, far above all ids."""

_HEADING = re.compile(r"heading (\d)$")
_CONTINUES = frozenset(
    name.lower()
    for name in (
        *(styles.CONTINUATION, styles.HEADLINE_CONTINUATION, styles.DECISION_CONTINUATION),
        *(styles.BULLET, styles.LETTER, styles.BOLD_ITEM, styles.BOX_TEXT, styles.SCALE),
    )
)
_PARAGRAPHS = frozenset(name.lower() for name in (styles.NUMBERED, styles.DECISION, styles.UNNUMBERED))
_TELLING = frozenset(name.lower() for name in (styles.KEY_FINDING, styles.HEADLINE, styles.CAPTION))
_FRONT_TEXTS = frozenset(
    name.lower() for name in (styles.BOX_TEXT, styles.BOX_LABEL, styles.FRONT_NOTE, styles.TITLE)
)
_UNNUMBERED = frozenset(name.lower() for name in (styles.UNNUMBERED, styles.DECISION_CONTINUATION))

Field = tuple[int, str]
"""A field of a node, by its id."""


@dataclass(frozen=True, slots=True)
class Part:
    """A passage as part of a text; ``lead`` of its tokens are none, where it has no role to say so."""

    passage: Passage
    lead: int = 0


@dataclass
class Outline:
    """What a reading found. ``kinds`` and ``fixed`` are the kind and certain fields of each new node.

    ``parents`` names every node read and what it hangs under, in the order of reading; ``texts`` the passages
    of each text, ``tables`` the table or chart of a node, ``after`` the paragraphs printed behind the
    answers, ``lines`` those of the front page; ``unplaced`` is what has no place, ``numbered_by_hand`` what
    has its number typed, ``restyled`` what looks like something else now,
    ``into_answers`` what may be part of the answer it follows or not.
    """

    parents: dict[int, int] = field(default_factory=dict)
    kinds: dict[int, str] = field(default_factory=dict)
    fixed: dict[int, dict[str, object]] = field(default_factory=dict)
    texts: dict[Field, list[Part]] = field(default_factory=dict)
    tables: dict[int, Passage] = field(default_factory=dict)
    after: set[int] = field(default_factory=set)
    lines: list[Passage] = field(default_factory=list)
    unplaced: list[tuple[str, Passage]] = field(default_factory=list)
    numbered_by_hand: list[Passage] = field(default_factory=list)
    restyled: list[Passage] = field(default_factory=list)
    into_answers: list[Passage] = field(default_factory=list)

    def children(self) -> dict[int, list[int]]:
        """Return the nodes read below each node, in order."""
        found: dict[int, list[int]] = {}
        for node, parent in self.parents.items():
            found.setdefault(parent, []).append(node)
        return found


def read_outline(
    view: View, passages: Sequence[Passage], pairs: Mapping[Passage, Passage], leads: Leads
) -> Outline:
    """Return the outline of a document whose passages are, where known, those of our draft in ``pairs``."""
    reader = _Reader(view, leads)
    for passage in passages:
        known = pairs.get(passage)
        if known is not None and known.role is not None:
            reader.known(passage, known, known.role)
        else:
            reader.new(passage)
    return reader.outline


class _Reader:
    """Walks through one document; knows below what it is."""

    def __init__(self, view: View, leads: Leads) -> None:
        self.outline = Outline()
        self._view = view
        self._leads = leads
        self._paper: int = view.paper.id
        self._part: int | None = None
        self._section: int | None = None
        self._criterion: int | None = None
        self._recommendation: int | None = None
        self._response: int | None = None
        self._figure: int | None = None
        self._has_answers = False
        self._open: Field | None = None

    # What is known ------------------------------------------------------------------------------

    def known(self, passage: Passage, ours: Passage, role: Role) -> None:
        """Take in a passage of our draft."""
        node = role.node
        if _shape_of(passage.style) not in ("", _shape_of(ours.style)):
            self.outline.restyled.append(passage)
        match role.kind:
            case "heading" | "number":
                self._enter(node, self._kind(node))
                self._open = None
                if role.kind == "heading":
                    self.outline.texts[node, role.field] = [Part(passage)]
            case "text":
                self._known_text(Part(passage, self._typed_instead(passage, ours)), role)
            case "table" | "ratings":
                self._known_table(passage, role)
            case "answer":
                self._response, self._has_answers, self._recommendation = node, True, None
                self._open = (node, "text")
            case "line":
                self._open = None
                self.outline.lines.append(passage)
            case _:
                self._open = None
                if _HEADING.match(passage.style):
                    self._response = None

    def _known_table(self, passage: Passage, role: Role) -> None:
        node = role.node
        if role.kind == "ratings" and self._figure not in (None, node):
            node = self._figure or node  # charts that look alike: each belongs to the caption above it
        elif role.kind == "ratings" and node not in self.outline.parents:
            self._enter(node, "figure")
        self._open = None
        self.outline.tables.setdefault(node, passage)

    def _typed_instead(self, passage: Passage, ours: Passage) -> int:
        """Return how many tokens are a number typed where Word counted before."""
        was_counted = isinstance(ours.content, Paragraph) and ours.content.is_counted
        return self._typed_number(passage) if was_counted else 0

    def _known_text(self, part: Part, role: Role) -> None:
        node, kind = role.node, self._kind(role.node)
        if role.index and self._open is not None and self._open != (node, role.field):
            self._append(self._open, part)  # something else stands before it now: it follows that
            return
        if kind == "response":
            self._response, self._has_answers = node, True
        elif kind == "recommendation":
            if self._recommendation != node and (node, role.field) not in self.outline.texts:
                self._enter(node, kind)
        elif kind != "paper" and node not in self.outline.parents:
            self._enter(node, kind)
        self._open = (node, role.field)
        self._append(self._open, part)

    def _kind(self, node: int) -> str:
        return self.outline.kinds.get(node) or self._view.tree[node].kind

    def _append(self, field: Field, part: Part) -> None:
        self.outline.texts.setdefault(field, []).append(part)

    def _enter(self, node: int, kind: str) -> None:
        """Note where a node stands, and go below it."""
        self._figure = node if kind == "figure" else None
        match kind:
            case "evaluation":
                self._set(node, self._paper)
                self._part, self._section, self._criterion = node, None, None
                self._recommendation = self._response = None
                self._has_answers = False
            case "section":
                self._set(node, self._home_of_section(node))
                self._section, self._criterion = node, None
                self._recommendation = self._response = None
                self._has_answers = False
            case "criterion":
                self._set(node, self._home_of(node, kind))
                self._criterion, self._recommendation = node, None
            case "recommendation":
                self._set(node, self._home_of(node, kind))
                self._recommendation, self._criterion = node, None
            case _:
                self._set(node, self._home_of(node, kind))
                self._response = self._recommendation = None
                if kind == "paragraph" and self._has_answers:
                    self.outline.after.add(node)

    def _set(self, node: int, parent: int) -> None:
        if node not in self.outline.parents:
            self.outline.parents[node] = parent

    def _home_of(self, node: int, kind: str) -> int:
        """Return what a node stands below; where no heading is left that can hold it, what it stood below."""
        in_criterion = None if kind in ("criterion", "recommendation") else self._criterion
        home = in_criterion or (None if kind == "key_finding" else self._section)
        if home is not None:
            return home
        above: int | None = self._view.tree[node].parent if node in self._view.tree else None
        if above is not None:
            self._enter(above, self._kind(above))
        return above or self._paper

    def _home_of_section(self, node: int) -> int:
        """Return the part a section is in; one that stood on the paper's own level stays there."""
        known = self._view.tree.nodes.get(node)
        own = known.parent if known else self.outline.fixed.get(node, {}).get("home")
        if own == self._paper:
            self._part = None
        return self._part or self._paper

    # What is new --------------------------------------------------------------------------------

    def new(self, passage: Passage) -> None:
        """Take in a passage that our draft does not have."""
        if isinstance(passage.content, Paragraph):
            heading = _HEADING.match(passage.style)
            if passage.style.startswith("front "):
                self._new_front(passage)
            elif heading:
                self._new_heading(passage, int(heading[1]))
            elif passage.tokens:
                self._new_paragraph(passage, passage.content)
        elif isinstance(passage.content, Table) and self._takes_table(passage.content):
            self.outline.tables[self._recommendation or 0] = passage
        else:
            self._leave("new-table" if isinstance(passage.content, Table) else "new-chart", passage)

    def _new_front(self, passage: Passage) -> None:
        """Add a line to the text of the front page that it follows, unless it begins one of its own."""
        goes_on = self._open is not None and self._open[0] == self._paper and passage.style in _FRONT_TEXTS
        if goes_on and self._open is not None and not self._leads.is_labelled(passage.text):
            self._append(self._open, Part(passage))
        else:
            self._open = None
            self.outline.lines.append(passage)

    def _leave(self, code: str, passage: Passage) -> None:
        self.outline.unplaced.append((code, passage))

    def _takes_table(self, table: Table) -> bool:
        """Whether a table is that of the recommendation it follows, which has none yet."""
        here = self._recommendation
        return here is not None and here not in self.outline.tables and self._leads.is_of_advice(table)

    def _new_heading(self, passage: Passage, level: int) -> None:
        self._open = None
        found = self._leads.find(passage)
        if found is not None and found[0] == "response":
            self._begin_response(passage)
            return
        if found is not None:
            kind, lead = found
            if kind == "recommendation" and self._is_among_answers():
                self._begin_response(passage)
                return
        else:
            kind, lead = self._kind_of_heading(level), 0
        if not self._can_hold(kind):
            self._leave("new-heading", passage)
            return
        home = {"home": self._paper} if kind == "section" and level == 1 else {}
        node = self._make(kind, **home)
        if kind != "recommendation":
            name = "title" if kind == "evaluation" else "heading"
            self.outline.texts[node, name] = [Part(passage, lead)]

    def _kind_of_heading(self, level: int) -> str:
        if level == 1 or (level == 2 and self._part is not None):
            return "section"
        return "criterion"

    def _can_hold(self, kind: str) -> bool:
        if kind in ("criterion", "recommendation"):
            return self._section is not None
        return True

    def _is_among_answers(self) -> bool:
        if self._section is None:
            return False
        section = self._view.tree.nodes.get(self._section)
        return section is not None and section["role"] == "office_response"

    def _begin_response(self, passage: Passage) -> None:
        """Note the recommendation whose answer follows; a heading that names none is left with its words."""
        found = self._leads.answered(passage, self._view, self._part)
        self._response = None
        self._recommendation = None
        if found is None:
            self._leave("new-heading", passage)
            return
        node = self._new_id("response")
        self.outline.fixed[node] = {"recommendation": found}
        self._response, self._has_answers = node, True
        self._open = (node, "text")

    def _new_paragraph(self, passage: Passage, content: Paragraph) -> None:
        style = passage.style
        is_item = passage.item[0] != "paragraph"
        finding = self._leads.find(passage)
        if style == styles.KEY_FINDING.lower() or (finding is not None and finding[0] == "key_finding"):
            self._new_finding(passage, finding[1] if finding else 0)
        elif style == styles.CAPTION.lower():
            self._leave("new-figure", passage)
        elif style == styles.HEADLINE.lower():
            self._new_headline(passage)
        elif self._open is not None and (is_item or style in _CONTINUES):
            self._continue(passage, style)
        elif self._open is not None and self._kind(self._open[0]) == "response" and self._response:
            self._append(self._open, Part(passage, self._typed_number(passage)))
            self.outline.into_answers.append(passage)
        elif content.in_box and style not in _PARAGRAPHS:
            self._leave("text-box", passage)
        elif self._section is None:
            self._leave("front-page" if self._part is None else "no-section", passage)
        else:
            self._make_paragraph(passage, content, is_item=is_item)

    def _typed_number(self, passage: Passage) -> int:
        count = self._leads.typed_number(passage)
        if count:
            self.outline.numbered_by_hand.append(passage)
        return count

    def _new_finding(self, passage: Passage, lead: int) -> None:
        is_open = self._open is not None and self._kind(self._open[0]) == "key_finding"
        if is_open and not lead and self._open is not None:
            self._append(self._open, Part(passage))
        elif self._criterion is None:
            self._leave("no-criterion", passage)
        else:
            node = self._make("key_finding")
            self._open = (node, "text")
            self._append(self._open, Part(passage, lead))

    def _new_headline(self, passage: Passage) -> None:
        here = self._recommendation
        if here is None:
            if self._section is None:
                self._leave("no-section", passage)
                return
            here = self._make("recommendation")
        self._open = (here, "headline")
        self._append(self._open, Part(passage, self._typed_number(passage)))

    def _continue(self, passage: Passage, style: str) -> None:
        node, name = self._open or (0, "")
        starts_rationale = style in (
            styles.CONTINUATION.lower(),
            styles.BULLET.lower(),
            styles.LETTER.lower(),
        )
        if name == "headline" and starts_rationale:
            name = "rationale"
        self._open = (node, name)
        self._append(self._open, Part(passage))

    def _make_paragraph(self, passage: Passage, content: Paragraph, *, is_item: bool) -> None:
        typed = self._typed_number(passage)
        is_plain = passage.style not in _PARAGRAPHS and not content.is_counted and not typed
        numbered = not (passage.style in _UNNUMBERED or is_plain or is_item)
        node = self._make("paragraph", numbered=numbered)
        self._open = (node, "text")
        self._append(self._open, Part(passage, typed))

    def _make(self, kind: str, **fixed: object) -> int:
        node = self._new_id(kind)
        self.outline.fixed[node] = fixed
        self._enter(node, kind)
        return node

    def _new_id(self, kind: str) -> int:
        assert kind in KINDS
        node = FIRST_NEW + len(self.outline.kinds)
        self.outline.kinds[node] = kind
        return node


def _shape_of(style: str) -> str:
    """Return what a paragraph of a style is taken for; "" for styles that say nothing of that."""
    if style in _PARAGRAPHS or style in _CONTINUES:
        return "text"
    return style if style in _TELLING or _HEADING.match(style) else ""
