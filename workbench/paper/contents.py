"""The table of contents: the headings as they are printed now, with the paragraphs that stand below each.

A draft is read before anybody refreshes its fields: on the screen, or as a PDF made at once. Which page a
heading stands on is known only to the program that lays the pages out, so a page number that we write would
be a guess, and a place left for it is printed empty: unless told so, Word fills in fields neither on opening
nor before it prints. To ask for that (``w:updateFields``, ``w:dirty``) makes Word put a question at every
opening about "fields that may refer to other files", and has been seen to put page 1 everywhere.

What we do know are the numbers of the paragraphs, by which papers of this kind are cited anyway. So each
entry tells which paragraphs its heading holds, below a line that says so. All of it is the result of one
``TOC`` field: whoever wants pages updates the table, in Word or in LibreOffice, which then writes the entries
anew with the page numbers that it has by then; the line about paragraphs goes with the old ones. The numbers
are text, not fields of their own: LibreOffice drops references inside a table of contents.

It goes down to the sections of a part. One level more would list every "Recommendation 1" twice, on three
pages of a paper of thirty.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.markup import Run
from workbench.paper import styles
from workbench.paper.fields import add_field, plain_run
from workbench.paper.ooxml import Element, add, add_text, new, value_of, w
from workbench.paper.scripts import runs_right_to_left

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.paper.fields import Bookmarks
    from workbench.paper.prose import Prose
    from workbench.paper.words import Words

_DEPTH = len(styles.CONTENTS)
_FIRST_MARK = 400_000_001  # Word's own marks have nine digits too


@dataclass(slots=True)
class _Entry:
    """A heading, and the first and the last number of the paragraphs below it; 0 where there are none."""

    level: int
    heading: Element
    spans: list[Run]
    first: int = 0
    last: int = 0

    @property
    def numbers(self) -> str:
        return f"{self.first}–{self.last}" if self.first < self.last else str(self.first or "")


def write_contents(body: Element, index: int, words: Words, prose: Prose) -> None:
    """Put a page of contents at ``index`` of ``body``, made of all headings; nothing without one.

    ``prose`` has written them, and the numbered paragraphs, which are counted from 1.
    """
    entries = list(_entries(prose))
    if not entries:
        return
    block = new("sdt")
    part = add(add(block, "sdtPr"), "docPartObj")
    add(part, "docPartGallery", val="Table of Contents")  # what puts "Update table" at its head in Word
    add(part, "docPartUnique")
    content = add(block, "sdtContent")
    title = prose.line(content, styles.CONTENTS_HEADING, words["contents"])
    title[0].insert(1, new("pageBreakBefore"))
    if any(entry.numbers for entry in entries):
        _write_column_head(content, words["contents_numbers"], prose)
    for place, entry in enumerate(entries):
        _write_entry(content, entry, _mark(entry.heading, place, prose.inline.bookmarks), prose)
    _wrap_in_field(content)
    body.insert(index, block)


def _entries(prose: Prose) -> Iterator[_Entry]:
    """Yield the headings that show anything, each complete with the paragraphs below it."""
    levels = {name: level for level, name in enumerate(styles.HEADINGS[:_DEPTH])}
    entries: list[_Entry] = []
    open_: list[_Entry] = []
    number = 0
    for style, paragraph in prose.noted:
        if style in styles.COUNTED:
            number += 1
            for entry in open_:
                entry.first, entry.last = entry.first or number, number
        spans = _spans(paragraph, prose) if style in levels else []
        if any(span.text.strip() for span in spans):
            entry = _Entry(levels[style], paragraph, spans)
            open_ = [*(other for other in open_ if other.level < entry.level), entry]
            entries.append(entry)
    yield from entries


def _spans(heading: Element, prose: Prose) -> list[Run]:
    """Return what a heading shows, without the marks of its footnotes."""
    note = prose.inline.sheet.id(styles.FOOTNOTE_REFERENCE)
    spans = []
    for run in heading.iter(w("r")):
        text = "".join(piece.text or "" for piece in run.iter(w("t")))
        if text and value_of(run.find(f"{w('rPr')}/{w('rStyle')}")) != note:
            spans.append(Run(text, italic=run.find(f"{w('rPr')}/{w('i')}") is not None))
    return spans


def _mark(heading: Element, place: int, bookmarks: Bookmarks) -> str:
    """Put a bookmark round the whole of a heading and return its name."""
    name = f"_Toc{_FIRST_MARK + place}"
    end = bookmarks.start(heading, name)
    heading.insert(1, heading[-1])  # after the properties
    end(heading)
    return name


def _write_column_head(content: Element, text: str, prose: Prose) -> None:
    paragraph = prose.paragraph(content, styles.CONTENTS[-1])
    add(paragraph[0], "ind", left=0, right=0)
    add(paragraph[0], "jc", val="right")
    prose.inline.write(paragraph, [Run(text, italic=True)], 0)


def _write_entry(content: Element, entry: _Entry, mark: str, prose: Prose) -> None:
    backwards = runs_right_to_left("".join(span.text for span in entry.spans))
    paragraph = prose.paragraph(content, styles.CONTENTS[entry.level], right_to_left=backwards)
    link = add(paragraph, "hyperlink", anchor=mark, history=1)
    prose.inline.write(link, entry.spans, 0)
    if entry.numbers:
        add_text(plain_run(link), f"\t{entry.numbers}")


def _wrap_in_field(content: Element) -> None:
    """Make all entries the result of one field, which ends in a paragraph of its own."""
    begin = new("p")
    add_field(begin, rf'TOC \o "1-{_DEPTH}" \h \z \u', "", plain_run)
    end = begin[-1]
    for place, run in enumerate(list(begin)[:-1], 1):
        content[1].insert(place, run)
    last = add(content, "p")
    last.append(end)
