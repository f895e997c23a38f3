"""A Word document as a source: its paragraphs as lines, each with what styles, lists and tables say of it.

A line is a paragraph, those in the cells of tables among them, counted from 1 in reading order: the body,
then the footnotes, then what the headers and footers repeat. A chart has a line for each of its categories.
The text of a line is what the paragraph shows, its automatic number or bullet included.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from workbench.documents import Chart, Paragraph, Table, paragraphs
from workbench.intake.form import Form, Is
from workbench.intake.rows import Row
from workbench.intake.source import Given, Remark, Source
from workbench.intake.word_contents import contents_in
from workbench.intake.word_foreign import ForeignFront, language_of
from workbench.intake.word_forms import Own, foreign_label, heading_level, is_furniture, item_sign, typed_sign
from workbench.intake.word_front import FrontForms
from workbench.intake.word_tables import Columns, TableIs, columns_of
from workbench.intake.word_text import Known, Worded, worded
from workbench.intake.wording import label_of, role_of
from workbench.paper.words import LANGUAGES
from workbench.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workbench.documents import Block, Document

_CONTINUED = re.compile(
    r"\s*(?:table\s*\d*\s*)?[([]?(?:continued|cont\.|cont[’']d|suite|continuación)[)\]]?\s*",
    re.IGNORECASE,
)
_BLANKS = str.maketrans("\n\t\v\r", "    ")
NOT_RATED = "NR"
"""The name of a series whose points say that a criterion was not rated."""

_CHANGED = {
    "inserted": Sentence("“{0}” was inserted as a tracked change, which was taken as accepted."),
    "deleted": Sentence("“{0}” was deleted as a tracked change, which was taken as accepted."),
    "moved": Sentence("“{0}” was moved as a tracked change, which was taken as accepted."),
    "formatted": Sentence("“{0}” was formatted as a tracked change, which was taken as accepted."),
}
_CHANGED_BY = {
    "inserted": Sentence("“{0}” was inserted as a tracked change, which was taken as accepted ({1})."),
    "deleted": Sentence("“{0}” was deleted as a tracked change, which was taken as accepted ({1})."),
    "moved": Sentence("“{0}” was moved as a tracked change, which was taken as accepted ({1})."),
    "formatted": Sentence("“{0}” was formatted as a tracked change, which was taken as accepted ({1})."),
}
"""What is said of a tracked change, and of one whose author is known."""


def source_of(document: Document) -> Source:
    """Return a document as a source; comments, tracked changes and warnings become remarks on its lines."""
    return _Reader(document).source()


class _Reader:
    """Reads one document."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._all = list(paragraphs(document.blocks))
        self._own = Own(self._all)
        self._contents = set[int]() if self._own.is_ours else contents_in(self._all)
        self._front = FrontForms()
        self._foreign_language = "" if self._own.is_ours else language_of(p.text for p in self._all)
        self._foreign_front = ForeignFront(self._foreign_language) if self._foreign_language else None
        self._lines: list[str] = []
        self._given = Given(rows=[], bookmarks={}, notes={})
        self._rows: list[Row] = []
        self._starts: list[int] = []
        names = {name for paragraph in self._all for name in paragraph.bookmarks}
        self._known = Known(names, _noted(self._all), _notes_in_order(self._all), self._own.is_ours)
        self._bookmarks: dict[str, int] = {}
        self._frames = 0  # tables of one cell that are open

    def source(self) -> Source:
        """Return the source."""
        self._read_body()
        notes = dict(self._read_notes())
        self._read_furniture()
        self._read_remarks()
        given = self._given
        given.rows, given.notes, given.bookmarks = self._rows, notes, self._bookmarks
        given.is_paper = self._own.is_ours
        given.has_live_references = self._own.is_ours and self._own.has_bookmarks
        given.language = self._language()
        document = self._document
        return Source(document.name, document.sha256, self._lines, "\n".join(self._lines), given)

    def _language(self) -> str:
        language = self._foreign_language or self._document.language[:2].lower()
        return language if language in LANGUAGES else "en"

    # Body --------------------------------------------------------------------------------------

    def _read_body(self) -> None:
        followers = _followers(self._all)
        columns: Columns | None = None
        for block in self._document.blocks:
            self._starts.append(len(self._lines) + 1)
            if isinstance(block, Paragraph) and columns is not None and _CONTINUED.fullmatch(block.text):
                next(followers)
                self._add_furniture(block, worded(block.spans, self._known))
            elif isinstance(block, Table):
                columns = columns_of(block, columns)
                self._read_table(block, columns, followers)
            elif isinstance(block, Chart):
                self._read_chart(block)
            else:
                row = self._read_paragraph(block, followers)
                columns = columns if row is None else None

    def _read_paragraph(self, paragraph: Paragraph, followers: Iterator[str]) -> Row | None:
        """Add a paragraph of the body; return its row, None where it is blank."""
        following = next(followers)
        text = worded(paragraph.spans, self._known)
        found = self._front.form(paragraph.style, text) if self._own.is_ours else None
        found = found or self._own.form(paragraph, text, following)
        if is_furniture(paragraph) or id(paragraph) in self._contents:
            return self._add_furniture(paragraph, text)
        if found is not None:
            form, start = found
            return self._add(paragraph, text.cut(start), form)
        if not text.text and not text.marks and label_of(paragraph.label) is None:
            return self._add_furniture(paragraph, text)
        return self._add(paragraph, *self._foreign(paragraph, text))

    def _foreign(self, paragraph: Paragraph, text: Worded) -> tuple[Worded, Form]:
        """Return text and form of a paragraph in any style: its number or bullet is read as if typed."""
        level = heading_level(paragraph, text)
        text = text.plain()
        sign = item_sign(paragraph)
        led = text if sign and level is None else _led(paragraph.label, text)
        front = self._foreign_front.form(led.text) if self._foreign_front is not None else None
        if front is not None:
            return text.cut(front[1]), replace(front[0], sign=sign)
        label = foreign_label(led.text)
        if label is not None:
            return self._labelled(led, label.kind, label.numbers, label.end)
        if paragraph.style == "title":
            return text, Form(Is.FRONT, field="title")
        if level is not None:
            return led, Form(Is.HEADING, level=level, role=role_of(text.text))
        return led, Form(Is.BLOCK, sign=sign)

    def _labelled(self, text: Worded, kind: str, numbers: tuple[int, ...], end: int) -> tuple[Worded, Form]:
        """Return what begins with a label that the signs, which are English, do not know."""
        kinds = {"part": Is.PART, "key_finding": Is.FINDING, "figure": Is.CAPTION}
        if kind in kinds:
            return text.cut(end), Form(kinds[kind], numbers[0])
        return text, Form(Is.LABEL, numbers[0], numbers=numbers, start=end)

    # Tables and charts -------------------------------------------------------------------------

    def _read_table(self, table: Table, columns: Columns, followers: Iterator[str]) -> None:
        first = len(self._lines) + 1
        is_frame = columns.is_ is TableIs.FRAME
        self._frames += is_frame
        for place, row in enumerate(table.rows):
            for column, cell in row.items():
                self._read_cell(cell.blocks, columns.form(place, column), followers)
        self._frames -= is_frame
        if columns.is_ is TableIs.OTHER and len(self._lines) >= first:
            text = next((line for line in self._lines[first - 1 :] if line.strip()), "")
            self._remark(first, text, Sentence("This table was read as text, cell by cell."))

    def _read_cell(self, blocks: Sequence[Block], form: Form, followers: Iterator[str]) -> None:
        is_first = True
        for block in blocks:
            if isinstance(block, Table):
                columns = columns_of(block, None)
                self._read_table(block, columns if form.is_ is Is.BLOCK else _all(form), followers)
            elif isinstance(block, Chart):
                self._read_chart(block)
            elif form.is_ is Is.BLOCK:
                self._read_paragraph(block, followers)
            else:
                next(followers)
                is_first = not self._read_value(block, form, is_first=is_first) and is_first

    def _read_value(self, paragraph: Paragraph, form: Form, *, is_first: bool) -> bool:
        """Add a paragraph of a cell that tells what it holds; return whether it has any text."""
        text = worded(paragraph.spans, self._known)
        if form.is_ is Is.HEAD or not (text.text or form.is_ in (Is.RATING, Is.CELL)):
            self._add_furniture(paragraph, text)
            return False
        sign = item_sign(paragraph) if form.is_ is Is.ADVICE or form.field == "response" else ""
        if form.is_ is Is.ADVICE and not is_first:
            form = Form(Is.MORE)
        text = text.plain() if sign else _led(paragraph.label, text.plain())
        self._add(paragraph, text, replace(form, sign=sign))
        return bool(text.text)

    def _read_chart(self, chart: Chart) -> None:
        for place, category in enumerate(chart.categories):
            score = _score(chart, place)
            self._lines.append(f"{category} {score}".strip())
            for text, field in ((category, "criterion"), (score, "score")):
                row = Row(len(self._lines), text, 1, 0)
                row.form = Form(Is.RATING, field=field)
                self._rows.append(row)

    # Beside the body ---------------------------------------------------------------------------

    def _read_notes(self) -> Iterator[tuple[str, list[Row]]]:
        """Add the footnotes, those that are anchored in the order of their marks."""
        notes, order = self._document.notes, self._known.order
        for key in [*order, *(key for key in notes if key not in order)]:
            rows: list[Row] = []
            for paragraph in notes.get(key, ()):
                text = worded(paragraph.spans, self._known)
                if text.text:
                    rows.append(self._note_row(paragraph, text, is_first=not rows))
                else:
                    self._add_furniture(paragraph, text)
            yield key, rows

    def _note_row(self, paragraph: Paragraph, text: Worded, *, is_first: bool) -> Row:
        sign, start = item_sign(paragraph), 0
        if not sign and not is_first:
            sign, start = typed_sign(text)
        text = text.cut(start)
        row = Row(self._add_line(paragraph), text.text.translate(_BLANKS), 1, 0)
        row.marks, row.form = text.marks, Form(Is.MORE, sign=sign)
        return row

    def _read_furniture(self) -> None:
        for text in (*self._document.headers, *self._document.footers):
            self._lines.append(" ".join(text.split()))
            if text.strip():
                self._rows.append(Row(len(self._lines), self._lines[-1], 1, 0))
                self._given.furniture.add(len(self._lines))

    def _read_remarks(self) -> None:
        for warning in self._document.warnings:
            self._remark(1, "", warning)
        for comment in self._document.comments:
            said = Sentence("somebody commented: {0}", comment.text)
            if comment.author:
                said = Sentence("{0} commented: {1}", comment.author, comment.text)
            self._remark(self._line_of(comment.block), comment.text, said)
        for change in self._document.changes:
            said = Sentence(_CHANGED[change.kind], _short(change.text))
            if change.author:
                said = Sentence(_CHANGED_BY[change.kind], _short(change.text), change.author)
            self._remark(self._line_of(change.block), change.text, said)

    def _line_of(self, block: int) -> int:
        return self._starts[block] if 0 <= block < len(self._starts) else 1

    def _remark(self, line: int, text: str, message: Sentence) -> None:
        self._given.remarks.append(Remark(line, text, message))

    # Lines -------------------------------------------------------------------------------------

    def _add_line(self, paragraph: Paragraph) -> int:
        """Add a line and return its number."""
        shown = f"{paragraph.label} {paragraph.text}" if paragraph.label else paragraph.text
        self._lines.append(" ".join(shown.split()))
        for name in paragraph.bookmarks:
            self._bookmarks.setdefault(name, len(self._lines))
        return len(self._lines)

    def _add(self, paragraph: Paragraph, text: Worded, form: Form) -> Row:
        in_line = text.text if form.field == "section" else text.text.translate(_BLANKS)
        row = Row(self._add_line(paragraph), in_line, 1, 0)
        row.marks = text.marks
        row.form = replace(form, is_boxed=True) if paragraph.in_box or self._frames else form
        self._rows.append(row)
        return row

    def _add_furniture(self, paragraph: Paragraph, text: Worded) -> Row | None:
        line = self._add_line(paragraph)
        if not self._lines[-1]:
            return None
        self._given.furniture.add(line)
        row = Row(line, text.text or self._lines[-1], 1, 0)
        self._rows.append(row)
        return row


def _score(chart: Chart, place: int) -> str:
    """Return what a chart says of one category: the value of its first series, or that it is not rated."""
    for name, values in chart.series.items():
        value = values[place] if place < len(values) else None
        if value is not None:
            return name if name == NOT_RATED else repr(value)
    return ""


def _led(label: str, text: Worded) -> Worded:
    """Return a text with its automatic number before it, as if somebody had typed that."""
    if not label:
        return text
    if not text.text and not text.marks:
        return Worded(label.strip())
    lead = f"{label.strip()} "
    size = len(lead)
    marks = tuple(replace(mark, start=mark.start + size, end=mark.end + size) for mark in text.marks)
    return Worded(lead + text.text, marks, [(name, a + size, b + size) for name, a, b in text.counters])


def _all(form: Form) -> Columns:
    """Return columns whose every cell has one form."""
    is_ = TableIs.RATINGS if form.is_ is Is.RATING else TableIs.ADVICE
    return Columns(is_, {0: form.field})


def _notes_in_order(found: Sequence[Paragraph]) -> list[str]:
    """Return the keys of the footnotes in the order of their first marks."""
    return list(dict.fromkeys(span.note for paragraph in found for span in paragraph.spans if span.note))


def _noted(found: Sequence[Paragraph]) -> dict[str, str]:
    """Return the footnote whose mark each bookmark encloses."""
    return {
        name: span.note
        for paragraph in found
        for span in paragraph.spans
        if span.note
        for name in span.bookmarks
    }


def _followers(found: Sequence[Paragraph]) -> Iterator[str]:
    """Yield for each paragraph the style of the next."""
    yield from (paragraph.style for paragraph in found[1:])
    yield ""


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) < 80 else words[:79] + "…"
