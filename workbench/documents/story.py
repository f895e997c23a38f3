"""The paragraphs and tables of one part of a Word file, in reading order."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from workbench.documents.document import Paragraph, paragraphs
from workbench.documents.gathering import CHART
from workbench.documents.inline import Inline, chosen_alternative
from workbench.documents.names import MC, RELATED, VAL, W, is_on
from workbench.documents.numbering import NO_LABEL
from workbench.documents.styles import BODY_LEVEL, ParagraphLook, is_boxed, read_paragraph
from workbench.documents.tables import read_table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element

    from workbench.documents.document import Block, Span
    from workbench.documents.gathering import Gathering, Kind
    from workbench.documents.inline import Later
    from workbench.documents.styles import Style

_PPR, _PSTYLE = f"{W}pPr", f"{W}pStyle"
_P, _TBL, _SDT, _ALTERNATIVES = f"{W}p", f"{W}tbl", f"{W}sdt", f"{MC}AlternateContent"
_INSERTED, _DELETED, _MOVED = f"{W}ins", f"{W}del", f"{W}moveFrom"
_CHANGES_OF_ENDS = (_INSERTED, _DELETED, _MOVED)
_FLOWING = frozenset({"continuous", "nextColumn"})
"""Kinds of sections that begin on the page where the one before them ends."""
_UNSAID = ParagraphLook()


@dataclass(slots=True)
class _Flow:
    """The blocks of a body, cell or box while they are read."""

    blocks: list[Block] = field(default_factory=list)
    in_box: bool = False
    is_top: bool = False
    held: tuple[ParagraphLook, Style] | None = None
    """The look of a paragraph whose mark was deleted: what was read of it goes on in the next one."""


class Story:
    """Reads the blocks of one part, whose name is ``part``."""

    def __init__(self, gathering: Gathering, part: str) -> None:
        self._gathering = gathering
        self._relations = gathering.parts.relations(part)
        self._inline = Inline(gathering, self._relations)
        self._breaks_page = False
        self._styled: dict[str, ParagraphLook] = {}
        self._flowing: dict[_Element, bool] = {}
        self.margins: dict[str, None] = {}
        """The names of the parts that hold headers and footers, as they are met."""

    def body(self, element: _Element, blocks: list[Block]) -> None:
        """Read the body of a document into ``blocks``."""
        self._flowing = _sections(element)
        self._read(element, _Flow(blocks, is_top=True))
        marks, comments = self._inline.marks, self._inline.comments
        if marks or comments:
            self._hang(blocks, marks, comments)

    def blocks(self, element: Iterable[_Element], *, in_box: bool = False) -> list[Block]:
        """Return the blocks of a cell, a box, a note or a header."""
        flow = _Flow(in_box=in_box)
        self._read(element, flow)
        return flow.blocks

    def _read(self, elements: Iterable[_Element], flow: _Flow) -> None:
        self._inside(elements, flow)
        self._release(flow)

    def _inside(self, elements: Iterable[_Element], flow: _Flow) -> None:
        for element in elements:
            if flow.is_top:
                self._gathering.block = len(flow.blocks)
            tag = element.tag
            if tag == _P:
                self._paragraph(element, flow)
            elif tag == _TBL:
                self._table(element, flow)
            elif tag == _SDT:
                if element.find(f"{W}sdtPr/{W}showingPlcHdr") is None:
                    self._inside(element.iterchildren(f"{W}sdtContent"), flow)
            elif tag == _ALTERNATIVES:
                chosen = chosen_alternative(element)
                self._inside(chosen if chosen is not None else (), flow)
            else:
                self._between(element, tag, flow)

    def _between(self, element: _Element, tag: str, flow: _Flow) -> None:
        """Read what stands between paragraphs and is no block."""
        if tag == f"{W}bookmarkStart":
            self._inline.start_mark(element)
        elif tag == f"{W}bookmarkEnd":
            self._inline.end_mark(element)
        elif tag == f"{W}commentRangeStart":
            self._inline.comment(element)
        elif tag == f"{W}sectPr":
            self._margins(element)
        elif tag == f"{W}altChunk":
            relation = self._relations.get(element.get(RELATED, ""))
            self._gathering.refers_to(relation.target if relation is not None else "")
        elif tag not in (f"{W}moveFrom", f"{W}del", f"{W}sdtPr", f"{W}tcPr", f"{W}customXmlPr"):
            self._inside(element, flow)

    def _table(self, element: _Element, flow: _Flow) -> None:
        self._release(flow)
        if flow.is_top:
            self._gathering.block = len(flow.blocks)
        table = read_table(element, self.blocks, self._gathering, self._between_rows)
        if table.rows:
            flow.blocks.append(table)

    def _between_rows(self, element: _Element) -> None:
        self._between(element, element.tag, _Flow())

    # Paragraphs -------------------------------------------------------------------------------

    def _paragraph(self, element: _Element, flow: _Flow) -> None:
        self._gathering.count_paragraph()
        own = self._look_of(element)
        style = self._gathering.styles.paragraph(own.style)
        is_joined = own.is_drop_cap
        if own.mark is not None:
            is_joined = self._end_is_deleted(own.mark) or is_joined
        if own.changed is not None:
            self._gathering.changed("formatted", own.changed, _shown(element))
        self._inline.read(element, style)
        if is_joined:
            flow.held = own, style
        elif self._inline.has_text or not _is_hidden(own.mark):
            self._finish(own, style, flow)
        if own.section is not None:
            self._end_section(own.section)

    def _look_of(self, paragraph: _Element) -> ParagraphLook:
        """Return what a paragraph says of itself; most name a style and no more."""
        properties = paragraph[0] if len(paragraph) else None
        if properties is None or properties.tag != _PPR or not len(properties):
            return _UNSAID
        first = properties[0]
        if len(properties) > 1 or first.tag != _PSTYLE:
            return read_paragraph(properties)
        name = first.get(VAL, "")
        if name not in self._styled:
            self._styled[name] = read_paragraph(properties)
        return self._styled[name]

    def _finish(self, own: ParagraphLook, style: Style, flow: _Flow) -> None:
        """Add the paragraph that was read, with those before it that were joined to it."""
        flow.held = None
        paragraph = self._made(own, style, flow)
        label = NO_LABEL
        if own.list_id or style.list_id:
            label = self._gathering.lists.label(own, style)
        paragraph.label, paragraph.is_counted, paragraph.indent = label
        flow.blocks.append(paragraph)
        self._put_later(flow)

    def _made(self, own: ParagraphLook, style: Style, flow: _Flow) -> Paragraph:
        """Return what was read as a paragraph, and begin the next."""
        inline = self._inline
        level = style.level if own.level is None else own.level
        breaks = own.breaks_page if own.breaks_page is not None else style.look.breaks_page
        spans, has_text = inline.taken(), inline.has_text
        begins = inline.breaks_before and (has_text or bool(inline.later))
        paragraph = Paragraph(
            spans=spans,
            style=style.name,
            level=None if level == BODY_LEVEL else level,
            in_box=flow.in_box or _in_box(own, style),
            is_first_on_page=self._breaks_page or bool(breaks) or begins,
            bookmarks=tuple(inline.marks),
            language=inline.language or style.language,
            comments=tuple(inline.comments),
        )
        self._breaks_page = (
            inline.break_pending and _drop_last_break(spans) or (inline.breaks_before and not begins)
        )
        inline.begin()
        return paragraph

    def _hang(self, blocks: list[Block], marks: list[str], comments: list[int]) -> None:
        """Give what began after the last paragraph to that one."""
        for last in deque(paragraphs(blocks), maxlen=1):
            last.bookmarks = (*last.bookmarks, *marks)
            last.comments = (*last.comments, *comments)

    def _release(self, flow: _Flow) -> None:
        """Add a paragraph that was to be joined to a next one, where there is none."""
        held, flow.held = flow.held, None
        if held is not None and self._inline.has_text:
            self._finish(*held, flow)

    def _put_later(self, flow: _Flow) -> None:
        """Read the boxes and charts that the paragraph anchors and put them behind it."""
        breaks_page, self._breaks_page = self._breaks_page, False
        for later in self._inline.taken_later():
            if flow.is_top:
                self._gathering.block = len(flow.blocks)
            if later.kind == "chart":
                self._chart(later, flow)
            else:
                flow.blocks += self.blocks(later.element, in_box=True)
        self._breaks_page = breaks_page

    def _chart(self, later: Later, flow: _Flow) -> None:
        relation = self._relations.get(later.element.get(RELATED, ""))
        if relation is None or relation.is_outside or relation.target not in self._gathering.parts:
            self._gathering.left_out(CHART)
            return
        flow.blocks.append(self._gathering.chart(relation.target, later.description))

    def _end_is_deleted(self, mark: _Element) -> bool:
        """Note a tracked change of the sign that ends a paragraph; say whether it was deleted."""
        is_deleted = False
        for change in mark.iterchildren(*_CHANGES_OF_ENDS):
            is_deleted = is_deleted or change.tag != _INSERTED
            if change.tag != _MOVED:
                kind: Kind = "inserted" if change.tag == _INSERTED else "deleted"
                self._gathering.changed(kind, change, "\n")
        return is_deleted

    # Sections ---------------------------------------------------------------------------------

    def _end_section(self, section: _Element) -> None:
        self._margins(section)
        self._breaks_page = self._breaks_page or not self._flowing.get(section, True)

    def _margins(self, section: _Element) -> None:
        for reference in section.iterchildren(f"{W}headerReference", f"{W}footerReference"):
            relation = self._relations.get(reference.get(RELATED, ""))
            if relation is not None:
                self.margins.setdefault(relation.target)


def _sections(body: _Element) -> dict[_Element, bool]:
    """Return the sections of a body, and of each whether the next one begins on the same page."""
    found = [
        section
        for section in body.iter(f"{W}sectPr")
        if (parent := section.getparent()) is not None and parent.tag != f"{W}sectPrChange"
    ]
    kinds = [section.find(f"{W}type") for section in found]
    flowing = [kind is not None and kind.get(VAL) in _FLOWING for kind in kinds]
    return dict(zip(found, [*flowing[1:], True], strict=True)) if found else {}


def _shown(paragraph: _Element) -> str:
    return "".join(text.text or "" for text in paragraph.iter(f"{W}t"))


def _in_box(own: ParagraphLook, style: Style) -> bool:
    if own.borders or own.has_frame is not None:
        return is_boxed(own, style.look)
    return style.in_box


def _is_hidden(mark: _Element | None) -> bool:
    """Whether the sign that ends a paragraph is hidden: without letters nothing of it is seen."""
    vanish = mark.find(f"{W}vanish") if mark is not None else None
    return vanish is not None and is_on(vanish)


def _drop_last_break(spans: list[Span]) -> bool:
    """Take a page break off the end of a paragraph; False where text follows it."""
    if not spans or not spans[-1].text.endswith("\n"):
        return False
    last = spans.pop()
    if last.text != "\n":
        spans.append(replace(last, text=last.text[:-1]))
    return True
