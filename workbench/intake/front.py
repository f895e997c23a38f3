"""The front page: what stands before the first section, read into the paper's fields."""

from __future__ import annotations

import contextlib
import datetime
import re
from typing import TYPE_CHECKING

from workbench.intake.form import Is
from workbench.intake.front_forms import GivenFront
from workbench.intake.rows import Row
from workbench.intake.signs import REVISION, SYMBOL, finished
from workbench.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from workbench.intake.drafts import Book, Text
    from workbench.subtree import Subtree

_LABELS: Mapping[str, str] = {
    "purpose of the document": "purpose",
    "purpose": "purpose",
    "relevant strategic objective": "strategic_objective",
    "relevant strategic objectives": "strategic_objective",
    "main relevant outcome": "main_outcome",
    "main relevant outcomes": "main_outcome",
    "relevant outcome": "main_outcome",
    "policy implications": "policy_implications",
    "legal implications": "legal_implications",
    "financial implications": "financial_implications",
    "follow-up action required": "follow_up_action",
    "follow-up required": "follow_up_action",
    "author unit": "author_unit",
    "author units": "author_unit",
    "related documents": "related_documents",
    "relevant documents": "related_documents",
    "date": "date",
    "original": "original_language",
    "summary": "purpose",
    "revision note": "revision_note",
}
_LABEL = re.compile(
    rf"(?P<label>{'|'.join(sorted(_LABELS, key=len, reverse=True))})\s*(?P<colon>:\s*|$)", re.IGNORECASE
)
_DATE_AND_ORIGINAL = re.compile(r"(?P<date>Date\s*:.*?)\s+(?P<original>Original\s*:.*)$", re.IGNORECASE)
_SESSION = re.compile(
    r"(?P<session>\d{1,3}(?:st|nd|rd|th|bis)?\s*(?:\(?bis\)?\s*)?Session)\s*"
    r"(?:[,(–-]\s*(?P<place>[A-Z][A-Za-z .()-]+?)\s*)?(?:[,(]\s*(?P<dates>[^()]*\d{4}[^()]*)\)?)?$"
)
_DATES = re.compile(r"(?P<place>[A-Z][a-z]+),\s+(?P<dates>(?:\d{1,2}\s*[–-]?\s*)*[A-Z][a-z]+.*\d{4})$")
_AGENDA = re.compile(
    r"(?P<item>[a-z-]+(?:\s[a-z]+)?\s+item)\s+on\s+the\s+agenda$|agenda\s+item\s+(?P<number>\d{1,3})$",
    re.IGNORECASE,
)
_CODE = re.compile(r"[A-Z]{2,4}$")
_SECTION = re.compile(r"(?P<section>.+\bSection)(?:\s+(?P<code>[A-Z]{2,4}))?$", re.IGNORECASE)
_COLUMNS = re.compile(r"\s{3,}|\s*\t\s*")
_DAY = re.compile(r"(?P<day>\d{1,2})\s+(?P<month>[A-Z][a-z]+)\s+(?P<year>\d{4})")
_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_NAMES = frozenset(
    (
        "governing body",
        "international labour office",
        "international labour organization",
        "international labour organisation",
        "ilo",
    )
)
_HEAD_FIELDS = frozenset({"date", "original_language"})
_LINES = frozenset({"author_unit", "original_language"})
_LONGEST_FORM = 300
_REVISED = re.compile(
    r"(?:(?:this|the\s+present)\s+(?:document|paper|report|version)\b.*\b)?(?:revis|reissu|correct|corrig|supersed|replac)",
    re.IGNORECASE,
)
_PURPOSE = re.compile(r"(?:This|The\s+present)\s+(?:document|paper|report)\b")


class Front:
    """Reads the rows before the first section into the fields of ``paper``.

    A line is told by its label, by its form (session, agenda item, section), else by its place:
    what stands between those and the box is the title.
    """

    def __init__(self, paper: Subtree, book: Book) -> None:
        self._paper = paper
        self._book = book
        self._open: Text | None = None
        self._field: str | None = None  # the field whose label stands above, still without text
        self._box = False  # whether the box of labelled fields has begun
        self.names: list[Row] = []
        self._given = GivenFront(paper, book, self.names)

    def read(self, rows: Sequence[Row]) -> None:
        """Place every row; what names nobody but the house goes to ``names``."""
        for row in rows:
            if row.form is not None and row.form.is_ is Is.FRONT:
                self._given.read(row, row.form)
                continue
            for cell in self._cells(row):
                self._read(cell)
        self._note_cut_purpose(rows)

    def _cells(self, row: Row) -> list[Row]:
        """Return what stands side by side at the head of the page as rows of their own."""
        if self._box or "   " not in row.text:
            return [row]
        cells = _COLUMNS.split(row.text)
        return [Row(row.line, cell, 0 if place else row.gap, row.indent) for place, cell in enumerate(cells)]

    def _read(self, row: Row) -> None:
        both = _DATE_AND_ORIGINAL.match(row.text) if len(row.text) < _LONGEST_FORM else None
        if both:
            self._labelled(Row(row.line, both["date"], row.gap, 0))
            self._labelled(Row(row.line, both["original"], 0, 0))
        elif not self._labelled(row) and not self._by_form(row):
            self._by_place(row)

    def _labelled(self, row: Row) -> bool:
        match = _LABEL.match(row.text)
        if not match or not (match["colon"].strip() or self._may_start(row, match["label"])):
            return False
        name = _LABELS[match["label"].lower()]
        self._box = self._box or name not in _HEAD_FIELDS
        self._book.claim(row, self._paper)
        self._open = None
        self._field = name
        rest = row.rest(match.end())
        if rest.text:
            self._fill(name, rest)
        return True

    def _may_start(self, row: Row, label: str) -> bool:
        """Whether a label without a colon is one, and not the end of a sentence."""
        if self._open is None or row.gap or self._open.field == "title" or finished(self._open.last.text):
            return True
        return " " in label and label[0].isupper()

    def _fill(self, name: str, row: Row) -> None:
        """Give a field its first line; a field of one line takes no more."""
        if name == "date":
            self._date(row)
        elif name in _LINES:
            self._paper.fields[name] = " ".join(row.text.split()).rstrip(" .")
        else:
            self._open = self._book.text(self._paper, name, row)
            return
        self._book.claim(row, self._paper)
        self._field = None

    def _date(self, row: Row) -> None:
        match = _DAY.search(row.text)
        month = match["month"].lower() if match else ""
        if match and month in _MONTHS:
            with contextlib.suppress(ValueError):
                day = datetime.date(int(match["year"]), _MONTHS.index(month) + 1, int(match["day"]))
                self._paper.fields["date"] = day.isoformat()
        if row.text and "date" not in self._paper.fields:
            self._book.doubt(
                row.line, self._paper, "date", row.text, Sentence("This is no date that could be read.")
            )

    def _by_form(self, row: Row) -> bool:
        """Read a line that its form explains, at the head of the page only."""
        if self._box or len(row.text) > _LONGEST_FORM:
            return False
        return any(reader(self, row) for reader in _FORMS)

    def on_session(self, row: Row) -> bool:
        """Read the session, its place and its dates."""
        match = _SESSION.match(row.text)
        if match:
            self._set(row, session=match["session"], place=match["place"], session_dates=match["dates"])
            return True
        match = _DATES.match(row.text) if "session" in self._paper.fields else None
        if match:
            self._set(row, place=match["place"], session_dates=match["dates"])
        return match is not None

    def on_agenda(self, row: Row) -> bool:
        """Read "Seventh item on the agenda"."""
        match = _AGENDA.match(row.text)
        if match:
            self._set(row, agenda_item=match["number"] or match["item"])
        return match is not None

    def on_section(self, row: Row) -> bool:
        """Read section, its code, segment, symbol; pass over the names of the house."""
        text = row.text
        if text.lower().strip(" .") in _NAMES:
            self.names.append(row)
        elif "section" not in self._paper.fields and (section := _SECTION.match(text)):
            self._set(row, section=section["section"], section_code=section["code"])
        elif text.lower().endswith(" segment"):
            self._set(row, segment=text)
        elif _CODE.match(text) and "section_code" not in self._paper.fields:
            self._set(row, section_code=text)
        elif SYMBOL.fullmatch(text):
            self._set(row, symbol=REVISION.sub("", text), printed_symbol=text)
        else:
            return False
        return True

    def _set(self, row: Row, **fields: str | None) -> None:
        self._paper.fields.update(
            {name: " ".join(value.split()).strip(" ,") for name, value in fields.items() if value}
        )
        self._book.claim(row, self._paper)
        self._open = None

    def _by_place(self, row: Row) -> None:
        if not self._box and not self._field and _REVISED.match(row.text):
            self._open = self._book.text(self._paper, "revision_note", row)
        elif self._open is not None:
            if row.gap and self._open.field != "title" and finished(self._open.last.text):
                self._open.start("", row)
            else:
                self._open.append(row)
        elif self._field or _PURPOSE.match(row.text):
            self._fill(self._field or "purpose", row)
        elif not self._box and not finished(row.text):
            self._open = self._book.text(self._paper, "title", row)

    def _note_cut_purpose(self, rows: Sequence[Row]) -> None:
        purpose = self._open if self._open is not None and self._open.field == "purpose" else None
        if purpose is not None and not finished(purpose.last.text):
            row = purpose.last
            self._book.doubt(
                row.line,
                self._paper,
                "purpose",
                row.text,
                Sentence("The purpose breaks off in the middle of a sentence."),
            )


_FORMS: Sequence[Callable[[Front, Row], bool]] = (Front.on_session, Front.on_agenda, Front.on_section)
