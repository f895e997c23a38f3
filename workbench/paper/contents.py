r"""The table of contents: a field that Word rebuilds, with the headings as they are printed now.

What a table of contents can show at once is the headings, their numbers included, and it links to
them. Which page each stands on is known only to the program that lays the pages out. So every page
number is a ``PAGEREF`` field of its own, and it is written without a text instead of with a guess:
an empty place is filled in, a wrong number is printed. Word fills the places in before it prints,
previews or saves as PDF, and at F9; LibreOffice when it updates its indexes. We do not ask for a refresh
on opening (``w:updateFields``, ``w:dirty``), because Word then asks at every opening whether to follow
"fields that may refer to other files", and has been seen to put page 1 everywhere when told yes.

It goes down to the sections of a part. One level more would list every "Recommendation 1" twice, on three
pages of a paper of thirty.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.markup import Run
from workbench.paper import styles
from workbench.paper.fields import add_field, plain_run
from workbench.paper.ooxml import Element, add, new, paragraphs_in, value_of, w
from workbench.paper.scripts import runs_right_to_left

if TYPE_CHECKING:
    from workbench.paper.fields import Bookmarks
    from workbench.paper.prose import Prose

_DEPTH = len(styles.CONTENTS)
_FIRST_MARK = 400_000_001  # Word's own marks have nine digits too


def write_contents(body: Element, index: int, heading: str, prose: Prose) -> None:
    """Put a page of contents at ``index`` of ``body``, made of all headings; nothing without one."""
    levels = {prose.inline.sheet.id(name): level for level, name in enumerate(styles.HEADINGS[:_DEPTH])}
    block = new("sdt")
    part = add(add(block, "sdtPr"), "docPartObj")
    add(part, "docPartGallery", val="Table of Contents")  # what puts "Update table" at its head in Word
    add(part, "docPartUnique")
    content = add(block, "sdtContent")
    title = prose.line(content, styles.CONTENTS_HEADING, heading)
    title[0].insert(1, new("pageBreakBefore"))
    for paragraph, style in list(paragraphs_in(body, levels)):
        spans = _spans(paragraph, prose)
        if any(span.text.strip() for span in spans):
            mark = _mark(paragraph, len(content) - 1, prose.inline.bookmarks)
            _write_entry(content, levels[style], spans, mark, prose)
    if len(content) > 1:
        _wrap_in_field(content)
        body.insert(index, block)


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


def _write_entry(content: Element, level: int, spans: list[Run], mark: str, prose: Prose) -> None:
    backwards = runs_right_to_left("".join(span.text for span in spans))
    paragraph = prose.paragraph(content, styles.CONTENTS[level], right_to_left=backwards)
    link = add(paragraph, "hyperlink", anchor=mark, history=1)
    prose.inline.write(link, spans, 0)
    add(add(link, "r"), "tab")
    add_field(link, rf"PAGEREF {mark} \h", "", plain_run)


def _wrap_in_field(content: Element) -> None:
    """Make all entries the result of one field, which ends in a paragraph of its own."""
    begin = new("p")
    add_field(begin, rf'TOC \o "1-{_DEPTH}" \h \z \u', "", plain_run)
    end = begin[-1]
    for place, run in enumerate(list(begin)[:-1], 1):
        content[1].insert(place, run)
    last = add(content, "p")
    last.append(end)
