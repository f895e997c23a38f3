"""Spans of markup as runs of Word: emphasis, links, live references, footnote marks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from docx.opc.constants import RELATIONSHIP_TYPE

from workbench.markup import Anchor, Reference, Run, Span
from workbench.paper import styles
from workbench.paper.fields import Bookmarks, RunMaker, add_field, bookmark_name
from workbench.paper.links import link_target
from workbench.paper.ooxml import Element, add, add_plain_run, add_text, r, w
from workbench.paper.references import Live, References
from workbench.paper.scripts import is_east_asian, stretches
from workbench.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docx.opc.part import Part

    from workbench.paper.styles import StyleSheet


SOURCE = "source"
"""An attribute, taken off before the file is finished: which live reference or mark printed a run."""


class Notes(Protocol):
    """Where footnotes go; numbers them in the order in which they are first anchored."""

    def anchor(self, node: int) -> tuple[int, bool] | None:
        """Return the id of footnote ``node`` and whether this is its first mark; None if unknown."""

    def number(self, node: int) -> str:
        """Return the printed number of a footnote that has been anchored."""

    def is_typed(self, node: int) -> bool:
        """Whether the number is typed, because Word would count another."""


class Warn(Protocol):
    """Takes a sentence about a node, which is its {0}."""

    def __call__(self, node: int, pattern: Sentence, *values: str) -> None:
        """Remember the sentence of ``pattern`` with the name of ``node`` and further values."""


@dataclass(frozen=True, slots=True)
class Inline:
    """Writes spans into paragraphs of one part of the package (the document, or its footnotes).

    ``notes`` is None inside footnotes, where Word allows no further ones. Where it ``traces``, every
    element that a live reference or a footnote mark is printed as carries :data:`SOURCE`.
    """

    part: Part
    sheet: StyleSheet
    references: References
    bookmarks: Bookmarks
    warn: Warn
    notes: Notes | None
    traces: bool = False

    def write(self, paragraph: Element, spans: Iterable[Span], within: int) -> None:
        """Append ``spans`` of a text of node ``within`` to a paragraph."""
        for place, span in enumerate(spans):
            start = len(paragraph)
            match span:
                case Run(url=None):
                    self._write_text(paragraph, span)
                case Run():
                    self._write_link(paragraph, span, within)
                case Reference():
                    self._write_reference(paragraph, span, within)
                case Anchor():
                    self._write_mark(paragraph, span, within)
            if self.traces and not isinstance(span, Run):
                for element in list(paragraph)[start:]:
                    element.set(SOURCE, f"{place} {_source(span)}")

    def mark_maker(self) -> RunMaker:
        """Return what makes runs that look like a footnote mark."""
        style = self.sheet.id(styles.FOOTNOTE_REFERENCE)

        def make(paragraph: Element) -> Element:
            run = add(paragraph, "r")
            add(add(run, "rPr"), "rStyle", val=style)
            return run

        return make

    def _write_text(self, parent: Element, span: Run, style: str | None = None) -> None:
        for text, right_to_left in stretches(span.text):
            run = add_plain_run(parent, text)
            _style_run(run, span, text, style=style, right_to_left=right_to_left)

    def _write_link(self, paragraph: Element, span: Run, within: int) -> None:
        target = link_target(span.url or "")
        if target is None:
            pattern = Sentence("{0} “{1}” is no web or mail address: printed without the link.")
            self.warn(within, pattern, f"{span.url:.80}")
            self._write_text(paragraph, span)
            return
        link = add(paragraph, "hyperlink", history=1)
        link.set(r("id"), self.part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        self._write_text(link, span, self.sheet.id(styles.HYPERLINK))

    def _write_reference(self, paragraph: Element, span: Reference, within: int) -> None:
        problem = self.references.problem(span, within)
        if problem:
            self.warn(within, *problem)
        text = self.references.pieces(span, within)
        if span.target == "evaluations":  # no field counts in words; the bookmark tells what it is
            self._write_counted(paragraph, span, str(text[0]))
            return
        for piece in text:
            if isinstance(piece, Live):
                add_field(paragraph, piece.instruction, piece.cached, _styled(span))
            else:
                self._write_text(paragraph, Run(piece, span.bold, span.italic))

    def _write_counted(self, paragraph: Element, span: Reference, text: str) -> None:
        end = self.bookmarks.start(paragraph, f"_evw_evaluations_{len(self.bookmarks.names)}")
        self._write_text(paragraph, Run(text, span.bold, span.italic))
        end(paragraph)

    def _write_mark(self, paragraph: Element, span: Anchor, within: int) -> None:
        found = self.notes.anchor(span.node) if self.notes else None
        if found is None or self.notes is None:
            pattern = Sentence("{0} marks a footnote that is not there: the mark is printed as “?”.")
            if self.notes is None:
                pattern = Sentence("{0} marks a footnote, but is one itself: the mark is printed as “?”.")
            self.warn(within, pattern)
            add_text(self.mark_maker()(paragraph), "?")
            return
        id, is_first = found
        if not is_first:
            instruction = rf"NOTEREF {bookmark_name(span.node)} \f \h"
            add_field(paragraph, instruction, self.notes.number(span.node), self.mark_maker())
            return
        end = self.bookmarks.start(paragraph, bookmark_name(span.node))
        run = self.mark_maker()(paragraph)
        mark = add(run, "footnoteReference", id=id)
        if self.notes.is_typed(span.node):
            mark.set(w("customMarkFollows"), "1")
            add_text(run, self.notes.number(span.node))
        end(paragraph)


def _source(span: Reference | Anchor) -> str:
    if isinstance(span, Anchor):
        return f"^{span.node}"
    return f"{span.target}|{span.form or ''}{'b' * span.bold}{'i' * span.italic}"


def _styled(span: Reference) -> RunMaker:
    """Return what makes runs in the emphasis of a reference."""

    def make(paragraph: Element) -> Element:
        run = add(paragraph, "r")
        _style_run(run, span, "")
        return run

    return make


def _style_run(
    run: Element, span: Run | Reference, text: str, *, style: str | None = None, right_to_left: bool = False
) -> None:
    """Give a run its properties, in the order that the schema wants them in."""
    east_asian = is_east_asian(text)
    if not (style or span.bold or span.italic or right_to_left or east_asian):
        return
    properties = add(run, "rPr")
    run.insert(0, properties)
    if style:
        add(properties, "rStyle", val=style)
    if east_asian:
        add(properties, "rFonts", hint="eastAsia")
    for is_on, names in ((span.bold, ("b", "bCs")), (span.italic, ("i", "iCs"))):
        for name in names if is_on else ():
            add(properties, name)
    if right_to_left:
        add(properties, "rtl")
