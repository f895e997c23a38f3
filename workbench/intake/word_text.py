"""The spans of a Word paragraph as one text with marks."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from workbench.intake.form import Mark, is_all_bold
from workbench.intake.rows import clipped
from workbench.intake.source import untypeset

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence, Set

    from workbench.documents import Span

OURS = "_evw_"
"""What the names of the bookmarks in our own drafts begin with."""

_LEAD = re.compile(r"(?:\d{1,3}\.|\((?:[a-z]|[ivx]{2,5})\)|[•–—-])\s+")
_SOFT_HYPHEN = "\u00ad"
_COUNT = "_evw_evaluations_"
_PARAGRAPH_SWITCH = re.compile(r"\\[nrw]\b", re.IGNORECASE)
_NUMBER = re.compile(r"(?:\d{1,4}|[A-Z]{1,6})\.?")
_SYMBOL = "_symbol"
_EDGES = " \n\t\v\r"


@dataclass(slots=True)
class Worded:
    """The text of a paragraph, without footnote marks, and what its spans say of stretches of it.

    ``counters`` are the sequence fields in it: what they count, and where the number they show stands.
    """

    text: str = ""
    marks: tuple[Mark, ...] = ()
    counters: list[tuple[str, int, int]] = field(default_factory=list)

    def cut(self, start: int, end: int | None = None) -> Worded:
        """Return the text from ``start`` to ``end`` without the blanks at its ends, up to footnote marks."""
        end = len(self.text) if end is None else end
        whole = self.text[start:end]
        noted = [mark.start - start for mark in self.marks if mark.note and start <= mark.start <= end]
        lead = min([len(whole) - len(whole.lstrip(_EDGES)), *noted])
        text = whole[lead : max([len(whole.rstrip(_EDGES)), *noted])]
        if len(text) == len(self.text):
            return self
        marks = tuple(
            replace(mark, start=_within(mark.start - lead, text), end=_within(mark.end - lead, text))
            for mark in clipped(self.marks, start, end)
        )
        start += lead
        counters = [(name, first - start, last - start) for name, first, last in self.counters]
        return Worded(text, marks, counters)

    def plain(self) -> Worded:
        """Return it without bold where all of it is, its number aside: the look of a line, not of words."""
        lead = _LEAD.match(self.text) if self.marks else None
        if not is_all_bold(self.text, self.marks, lead.end() if lead else 0):
            return self
        return Worded(self.text, tuple(replace(mark, bold=False) for mark in self.marks), self.counters)


def _within(place: int, text: str) -> int:
    return min(max(place, 0), len(text))


@dataclass(frozen=True, slots=True)
class Known:
    """What the spans of a document can point to.

    ``bookmarks`` are the names there are, ``noted`` gives the footnote whose mark one encloses, ``order`` are
    the footnotes as they are numbered. ``is_ours``: every letter of the document is meant as it is.
    """

    bookmarks: Set[str]
    noted: Mapping[str, str]
    order: Sequence[str]
    is_ours: bool = False


def worded(spans: Sequence[Span], known: Known) -> Worded:
    """Return the text of a paragraph."""
    parts: list[str] = []
    marks: list[Mark] = []
    counters: list[tuple[str, int, int]] = []
    place = 0
    for span in spans if known.is_ours else map(_untypeset, spans):
        words = span.field.split()
        key = span.note or _repeated(span, words, known)
        if key:
            marks.append(Mark(place, place, note=key))
            continue
        end = place + len(span.text)
        if words[:1] == ["SEQ"] and len(words) > 1 and span.text:
            counters.append((words[1], place, end))
        mark = _mark(span, words, place, end, known)
        if mark != Mark(place, end) and span.text:
            marks.append(mark)
        parts.append(span.text)
        place = end
    return Worded("".join(parts), tuple(marks), counters).cut(0)


def _untypeset(span: Span) -> Span:
    """Return a span without soft hyphens, and with its letters apart where typesetting drew them together."""
    if span.text.isascii():
        return span
    text = untypeset(span.text).replace(_SOFT_HYPHEN, "")
    return span if text == span.text else replace(span, text=text)


def _repeated(span: Span, words: Sequence[str], known: Known) -> str:
    """Return the footnote whose mark a field repeats, "" where it does not."""
    if words[:1] != ["NOTEREF"] or len(words) < 2 or not (span.raised or "\\f" in words):
        return ""
    return known.noted.get(words[1]) or _numbered(span.text, known.order)


def _numbered(printed: str, order: Sequence[str]) -> str:
    number = int(printed) if printed.isascii() and printed.isdigit() else 0
    return order[number - 1] if 0 < number <= len(order) else ""


def _mark(span: Span, words: Sequence[str], start: int, end: int, known: Known) -> Mark:
    mark = Mark(start, end, span.bold, span.italic, span.url, raised=span.raised)
    if any(name.startswith(_COUNT) for name in span.bookmarks):
        return replace(mark, name="evaluations")
    if len(words) < 2 or not (_NUMBER.fullmatch(span.text.strip()) or words[1].endswith(_SYMBOL)):
        return mark
    if words[0] == "NOTEREF" and words[1] in known.noted:
        return replace(mark, name="footnote", target=known.noted[words[1]])
    if words[0] == "REF" and words[1] in known.bookmarks:
        is_paragraph = _PARAGRAPH_SWITCH.search(span.field) is not None
        return replace(mark, target=words[1], of_paragraph=is_paragraph)
    return mark
