"""Every kind of node, declared once: forms, Excel columns, JSON, history and checks follow from it."""

from __future__ import annotations

import datetime
from enum import Enum
from typing import TYPE_CHECKING, Any, NamedTuple

from workbench.errors import UserError
from workbench.sentences import Label, Sentence
from workbench.vocabularies import CLOSED, VOCABULARIES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

Value = Any
"""A field's value: str, int, float, bool, None, or a tuple of str or int; ``vocabularies`` a dict."""

MAX_ID = 10**15 - 1
"""The largest node id: as many digits as the markup reads."""


class Type(Enum):
    """What a field holds, and so how it is edited, checked and compared."""

    LINE = "line"  # one line of plain text
    RICH_LINE = "rich_line"  # one line of markup
    TEXT = "text"  # blocks of markup
    INTEGER = "integer"
    BOOLEAN = "boolean"
    DATE = "date"  # ISO string, YYYY-MM-DD
    CHOICE = "choice"  # key of a vocabulary, or text kept as it came
    SCORE = "score"  # number, "NR" or null
    UNIT = "unit"  # key of the register
    UNITS = "units"  # keys of the register
    NODES = "nodes"  # ids of other nodes
    MAPPING = "mapping"  # vocabularies of this workspace


MARKUP = frozenset({Type.RICH_LINE, Type.TEXT})
LISTS = frozenset({Type.UNITS, Type.NODES})


class Field(NamedTuple):
    """One field of a kind.

    ``sheet`` names the part of a tracking sheet that shows it: "context" (locked), "answer" (the
    lead's), "contribution", "action"; None where no sheet does.
    """

    name: str
    type: Type
    label: str
    help: str = ""
    vocabulary: str | None = None
    default: Value = None
    sheet: str | None = None

    @property
    def is_markup(self) -> bool:
        """Whether the value is markup (see :mod:`workbench.markup`) rather than plain text."""
        return self.type in MARKUP

    def clean(self, value: Value) -> Value:
        """Return ``value`` in the one form we store, or raise UserError saying what was expected.

        Blank text becomes None, lists become tuples, None in a list field the empty tuple.
        """
        if value is None or (isinstance(value, str) and not value.strip()):
            return () if self.type in LISTS else (self.default if self.type is Type.BOOLEAN else None)
        cleaned = _CLEANERS[self.type](value)
        if cleaned is _REFUSED or self._is_outside_closed_list(cleaned):
            raise self._refusal(f"{value!r:.80}")
        return cleaned

    def _is_outside_closed_list(self, value: Value) -> bool:
        return self.vocabulary in CLOSED and value not in VOCABULARIES[self.vocabulary or ""]

    def _refusal(self, value: str) -> UserError:
        if self.vocabulary in CLOSED:
            keys = ", ".join(VOCABULARIES[self.vocabulary or ""])
            return UserError("{0} expects one of {1}, not {2}.", Label(self.label), keys, value)
        return UserError(_EXPECTED[self.type], Label(self.label), value)


_REFUSED = object()


def is_id(value: object) -> bool:
    """Whether ``value`` can be the id of a node."""
    return type(value) is int and 0 < value <= MAX_ID


def storable(text: str) -> str:
    """Return ``text`` as a file can hold it: a byte of a name that is no UTF-8 becomes "?"."""
    return text.encode("utf-8", "replace").decode()


def _is_text(value: Value) -> bool:
    """Whether ``value`` is text that a file can hold: no half of a surrogate pair."""
    if not isinstance(value, str):
        return False
    try:
        value.encode()  # many times faster than a look at each letter
    except UnicodeEncodeError:
        return False
    return True


def _clean_text(value: Value) -> Value:
    return value.replace("\r\n", "\n").replace("\r", "\n") if _is_text(value) else _REFUSED


def _clean_line(value: Value) -> Value:
    text = _clean_text(value)
    return text if text is _REFUSED else " ".join(text.split("\n")).strip(" \t")


def _clean_integer(value: Value) -> Value:
    return value if type(value) is int and abs(value) < 2**53 else _REFUSED


def _clean_boolean(value: Value) -> Value:
    return value if isinstance(value, bool) else _REFUSED


def _clean_date(value: Value) -> Value:
    if type(value) is datetime.date:
        return value.isoformat()
    if not isinstance(value, str) or len(value) != 10:
        return _REFUSED
    try:
        return datetime.date.fromisoformat(value).isoformat()
    except ValueError:
        return _REFUSED


def _clean_score(value: Value) -> Value:
    if isinstance(value, str):
        return "NR" if value.strip().upper() == "NR" else _REFUSED
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return _REFUSED
    if not -(2**53) < value < 2**53:  # also refuses NaN and the infinities
        return _REFUSED
    return int(value) if value == int(value) else value


def _clean_units(value: Value) -> Value:
    if not isinstance(value, (list, tuple)):
        return _REFUSED
    keys = [_clean_line(item) if isinstance(item, str) else _REFUSED for item in value]
    return _REFUSED if _REFUSED in keys else tuple(dict.fromkeys(key for key in keys if key))


def _clean_nodes(value: Value) -> Value:
    if not isinstance(value, (list, tuple)) or not all(map(is_id, value)):
        return _REFUSED
    return tuple(dict.fromkeys(value))


def _clean_mapping(value: Value) -> Value:
    if not _is_by_name(value, _is_word_list):
        return _REFUSED
    return {name: {key: dict(labels) for key, labels in words.items()} for name, words in value.items()}


def _is_word_list(value: Value) -> bool:
    return _is_by_name(value, lambda labels: _is_by_name(labels, _is_text))


def _is_by_name(value: Value, is_right: Callable[[Value], bool]) -> bool:
    return isinstance(value, dict) and all(_is_text(key) and is_right(item) for key, item in value.items())


_CLEANERS = {
    Type.LINE: _clean_line,
    Type.RICH_LINE: _clean_line,
    Type.TEXT: _clean_text,
    Type.INTEGER: _clean_integer,
    Type.BOOLEAN: _clean_boolean,
    Type.DATE: _clean_date,
    Type.CHOICE: _clean_line,
    Type.SCORE: _clean_score,
    Type.UNIT: _clean_line,
    Type.UNITS: _clean_units,
    Type.NODES: _clean_nodes,
    Type.MAPPING: _clean_mapping,
}

_LINE_EXPECTED = Sentence("{0} expects a line of text, not {1}.")
_EXPECTED = {
    Type.LINE: _LINE_EXPECTED,
    Type.RICH_LINE: _LINE_EXPECTED,
    Type.TEXT: Sentence("{0} expects text, not {1}."),
    Type.INTEGER: Sentence("{0} expects a whole number, not {1}."),
    Type.BOOLEAN: Sentence("{0} expects true or false, not {1}."),
    Type.DATE: Sentence("{0} expects a date as YYYY-MM-DD, not {1}."),
    Type.CHOICE: _LINE_EXPECTED,
    Type.SCORE: Sentence("{0} expects a number or NR, not {1}."),
    Type.UNIT: Sentence("{0} expects a unit of the register, not {1}."),
    Type.UNITS: Sentence("{0} expects a list of units of the register, not {1}."),
    Type.NODES: Sentence("{0} expects a list of node ids, not {1}."),
    Type.MAPPING: Sentence("{0} expects word lists, each a set of keys with their labels, not {1}."),
}


class Kind:
    """One kind of node: its ``fields`` in the order of the form, and the kinds that may hang below it.

    ``summary`` names the field that stands for the node in a tree or a list; ``markup`` the fields
    that hold markup.
    """

    def __init__(
        self, name: str, label: str, fields: Iterable[Field], children: tuple[str, ...], summary: str | None
    ) -> None:
        self.name, self.label = name, label
        self.fields: Mapping[str, Field] = {field.name: field for field in fields}
        self.children = children
        self.summary = summary
        self.markup = tuple(field.name for field in self.fields.values() if field.is_markup)
        self._defaults = {name: field.clean(field.default) for name, field in self.fields.items()}

    def blank(self) -> dict[str, Value]:
        """Return a complete set of fields, each at its default."""
        return dict(self._defaults)


def _kind(
    name: str, label: str, *fields: Field, children: tuple[str, ...] = (), summary: str | None = None
) -> Kind:
    if name != "footnote" and any(field.is_markup for field in fields):
        children = (*children, "footnote")
    return Kind(name, label, fields, children, summary)


def _line(name: str, label: str, help: str = "", **more: Any) -> Field:
    return Field(name, Type.LINE, label, help, **more)


def _rich_line(name: str, label: str, help: str = "", **more: Any) -> Field:
    return Field(name, Type.RICH_LINE, label, help, **more)


def _text(name: str, label: str, help: str = "", **more: Any) -> Field:
    return Field(name, Type.TEXT, label, help, **more)


def _choice(name: str, label: str, vocabulary: str, help: str = "", **more: Any) -> Field:
    return Field(name, Type.CHOICE, label, help, vocabulary, **more)


def _date(name: str, label: str, help: str = "", **more: Any) -> Field:
    return Field(name, Type.DATE, label, help, **more)


_ALL = (
    _kind(
        "workspace",
        "Workspace",
        _line("name", "Name", "What this workspace is called, for example the year of the paper."),
        _line("contact", "Contact", "Name and e-mail to ask, printed on every sheet."),
        Field("vocabularies", Type.MAPPING, "Word lists", "Word lists that replace the usual ones."),
        children=("paper", "challenge_set", "register"),
        summary="name",
    ),
    _kind(
        "paper",
        "Paper",
        _line("symbol", "Symbol", "The document symbol, for example GB.340/PFA/7."),
        _line("session", "Session", "For example 340th Session."),
        _line("session_dates", "Session dates", "As printed, for example October–November 2020."),
        _line("place", "Place", "Where the session is held."),
        _line("section", "Section", "Section of the Governing Body, in words."),
        _line("section_code", "Section code", "For example PFA."),
        _line("segment", "Segment", "Segment of the section, in words."),
        _line("agenda_item", "Agenda item", "Number or words, for example 7 or Seventh item."),
        _rich_line("title", "Title", "The title of the paper."),
        _date("date", "Date", "Date printed on the front page."),
        _choice("language", "Language", "language", "Language of the paper.", default="en"),
        _line("original_language", "Original language", "Language the paper was written in."),
        Field("revision", Type.INTEGER, "Revision", "1 for Rev.1; empty for the first issue."),
        _text("revision_note", "Revision note", "Names the corrected paragraphs."),
        _text("purpose", "Purpose of the document", "Built from the parts where this is empty."),
        _text("strategic_objective", "Relevant strategic objective"),
        _text("main_outcome", "Main relevant outcome"),
        _text("policy_implications", "Policy implications"),
        _text("legal_implications", "Legal implications"),
        _text("financial_implications", "Financial implications"),
        _text("follow_up_action", "Follow-up action required"),
        _line("author_unit", "Author unit"),
        _text("related_documents", "Related documents"),
        children=("section", "evaluation"),
        summary="title",
    ),
    _kind(
        "evaluation",
        "Evaluation",
        _rich_line(
            "title",
            "Title of the evaluation",
            "As printed, years included, without “Part I.”",
            sheet="context",
        ),
        Field("period_from", Type.INTEGER, "From year", "First year under review."),
        Field("period_to", Type.INTEGER, "To year", "Last year under review."),
        _line("evaluation_type", "Type", "For example strategy, outcome, country programme."),
        children=("section",),
        summary="title",
    ),
    _kind(
        "section",
        "Section",
        _choice("role", "Role", "role", "What the section is for; the order of printing follows from it."),
        _rich_line("heading", "Heading", "As printed."),
        children=("paragraph", "criterion", "figure", "recommendation"),
        summary="heading",
    ),
    _kind(
        "criterion",
        "Criterion",
        _rich_line("heading", "Heading", "As printed, without the letter."),
        children=("key_finding", "paragraph", "figure"),
        summary="heading",
    ),
    _kind("key_finding", "Key finding", _text("text", "Text"), summary="text"),
    _kind(
        "paragraph",
        "Paragraph",
        _text("text", "Text"),
        Field("numbered", Type.BOOLEAN, "Numbered", "Whether the paragraph has a number.", default=True),
        _choice("position", "Position", "position", "Among general remarks of an Office response."),
        summary="text",
    ),
    _kind(
        "figure",
        "Figure",
        _rich_line("caption", "Caption", "Without “Figure 1.”"),
        _text("scale", "Scale", "What the scores mean, as printed under the figure."),
        children=("rating",),
        summary="caption",
    ),
    _kind(
        "rating",
        "Rating",
        _line("criterion", "Criterion"),
        Field("score", Type.SCORE, "Score", "1 to 6, decimals allowed; NR for not rated."),
        summary="criterion",
    ),
    _kind(
        "recommendation",
        "Recommendation",
        _text("headline", "Recommendation", "The recommendation itself, printed bold.", sheet="context"),
        _text("rationale", "Rationale", "What follows the recommendation.", sheet="context"),
        Field(
            "responsible_units",
            Type.UNITS,
            "Responsible units",
            "Units of the register, in the order of the paper.",
            default=(),
            sheet="context",
        ),
        _line("responsible_units_text", "Responsible units as printed", "The text as it came."),
        Field("lead_unit", Type.UNIT, "Lead unit", "The unit that answers.", sheet="context"),
        _choice("priority", "Priority", "priority", sheet="context"),
        _choice("time_implication", "Time implication", "time_implication", sheet="context"),
        _choice("resource_implication", "Resource implication", "resource_implication", sheet="context"),
        _text("notes", "Notes", "Kept from the source; never printed and on no sheet."),
        children=("response",),
        summary="headline",
    ),
    _kind(
        "response",
        "Office response",
        _choice(
            "acceptance",
            "Acceptance",
            "acceptance",
            "Whether the Office accepts the recommendation.",
            sheet="answer",
        ),
        _text("reason", "Reason", "Why it is accepted in part or not at all.", sheet="answer"),
        _text("text", "Response", "The Office response as it will be printed.", sheet="answer"),
        Field(
            "also_answers",
            Type.NODES,
            "Also answers",
            "Further recommendations that this response answers.",
            default=(),
        ),
        _line("cleared_by", "Cleared by", "Who cleared this answer.", sheet="answer"),
        _date("cleared_on", "Cleared on", "When it was cleared.", sheet="answer"),
        children=("contribution", "action"),
        summary="text",
    ),
    _kind(
        "contribution",
        "Contribution",
        Field("unit", Type.UNIT, "Unit", "The unit that contributes."),
        _text("text", "Our contribution", "What this unit adds to the response.", sheet="contribution"),
        summary="text",
    ),
    _kind(
        "action",
        "Action",
        _text("description", "Action", "What will be done.", sheet="action"),
        Field("responsible_unit", Type.UNIT, "Responsible unit", "Who does it.", sheet="action"),
        _date("due", "Due", "By when, as YYYY-MM-DD.", sheet="action"),
        _date("revised_due", "Revised due date", "The new date, where it moved.", sheet="action"),
        _choice("status", "Status", "action_status", "How far it has come.", sheet="action"),
        _text("progress", "Progress", "What has been done so far.", sheet="action"),
        _text("evidence", "Evidence", "Where that can be seen.", sheet="action"),
        Field("verified", Type.BOOLEAN, "Verified", "Whether the evidence was checked.", default=False),
        summary="description",
    ),
    _kind("footnote", "Footnote", _text("text", "Text"), summary="text"),
    _kind("register", "Register of units", children=("unit",)),
    _kind(
        "unit",
        "Unit",
        _line("abbreviation", "Abbreviation"),
        _line("name", "Full name"),
        _choice("kind", "Kind", "unit_kind", default="unit"),
        _line("focal_point", "Focal point", "Who fills in the unit's tracking sheet."),
        _line("email", "E-mail", "Where the tracking sheet is sent."),
        summary="name",
    ),
    _kind(
        "challenge_set",
        "Challenges",
        _rich_line("title", "Title"),
        _text("introduction", "Introduction"),
        children=("challenge",),
        summary="title",
    ),
    _kind("challenge", "Challenge", _text("text", "Text"), summary="text"),
)

KINDS: Mapping[str, Kind] = {kind.name: kind for kind in _ALL}
"""Every kind by its name."""

ROOT_KIND = "workspace"


def field_of(kind: str, name: str) -> Field:
    """Return the declaration of a field; raise UserError where the kind has no such field."""
    try:
        return KINDS[kind].fields[name]
    except KeyError:
        raise UserError("A {0} has no field “{1}”.", kind, name) from None


def unit_key(fields: Mapping[str, Value]) -> str:
    """Return the register key of a unit: its abbreviation, or its name where it has none."""
    return fields.get("abbreviation") or fields.get("name") or ""
