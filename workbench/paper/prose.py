"""Text fields as paragraphs of Word: numbered, continued, bulleted, lettered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.markup import Block, Run, parse
from workbench.paper import styles
from workbench.paper.ooxml import Element, add, add_plain_run, new, w
from workbench.paper.scripts import runs_right_to_left

if TYPE_CHECKING:
    from workbench.paper.inline import Inline

Lead = Callable[[Element], None]
"""Writes what stands before the first words of a text, such as "Key finding 1:"."""


@dataclass(frozen=True, slots=True)
class Looks:
    """The styles of one kind of text: of its first block, further blocks and list items.

    Items that have no style of their own take the one of further blocks: a hanging indent would
    break the frame of a box in two. Bullets are typed but in Word's own style for bullet lists.
    ``starts_with_paragraph`` is true where a number or a lead needs a paragraph before a list.
    """

    first: str
    further: str
    bullet: str | None = None
    letter: str | None = None
    starts_with_paragraph: bool = False


_ITEMS = (styles.BULLET, styles.LETTER)
_BOLD_ITEMS = (styles.BOLD_ITEM, styles.BOLD_ITEM)

NUMBERED = Looks(styles.NUMBERED, styles.CONTINUATION, *_ITEMS, starts_with_paragraph=True)
UNNUMBERED = Looks(styles.UNNUMBERED, styles.UNNUMBERED, *_ITEMS)
HEADLINE = Looks(styles.HEADLINE, styles.HEADLINE_CONTINUATION, *_BOLD_ITEMS, starts_with_paragraph=True)
RATIONALE = Looks(styles.CONTINUATION, styles.CONTINUATION, *_ITEMS)
DECISION = Looks(styles.DECISION, styles.DECISION_CONTINUATION, *_BOLD_ITEMS, starts_with_paragraph=True)
DECISION_REMARK = Looks(styles.DECISION_CONTINUATION, styles.DECISION_CONTINUATION, *_BOLD_ITEMS)
KEY_FINDING = Looks(styles.KEY_FINDING, styles.KEY_FINDING, starts_with_paragraph=True)
SCALE = Looks(styles.SCALE, styles.SCALE)
FOOTNOTE = Looks(styles.FOOTNOTE_TEXT, styles.FOOTNOTE_TEXT, starts_with_paragraph=True)
NOTE = Looks(styles.FRONT_NOTE, styles.FRONT_NOTE)
BOX = Looks(styles.BOX_TEXT, styles.BOX_TEXT)
LABELLED_BOX = Looks(styles.BOX_LABEL, styles.BOX_LABEL, starts_with_paragraph=True)


_NOTED = frozenset({*styles.HEADINGS, *styles.COUNTED, styles.KEY_FINDING})


class Prose:
    """Writes paragraphs of one part of the package.

    ``noted`` are the headings, numbered paragraphs and key findings written so far, each with its style:
    to find them again among all paragraphs takes as long as to write the half of them.
    """

    def __init__(self, inline: Inline) -> None:
        self.inline = inline
        self.noted: list[tuple[str, Element]] = []
        self._shapes: dict[tuple[str, bool, bool], Element] = {}
        self._plain_shapes: dict[str, Element] = {}

    def paragraph(
        self, parent: Element, style: str, *, keep_next: bool = False, right_to_left: bool = False
    ) -> Element:
        """Append an empty paragraph in ``style``."""
        shape = (style, keep_next, right_to_left)
        if shape not in self._shapes:
            self._shapes[shape] = self._shape(*shape)
        paragraph = copy(self._shapes[shape])  # a third of the time that it takes to make one
        self._append(parent, style, paragraph)
        return paragraph

    def _shape(self, style: str, keep_next: bool, right_to_left: bool) -> Element:
        paragraph = new("p")
        properties = add(paragraph, "pPr")
        add(properties, "pStyle", val=self.inline.sheet.id(style))
        if keep_next:
            add(properties, "keepNext")
        if right_to_left:
            add(properties, "bidi")
        return paragraph

    def line(self, parent: Element, style: str, text: str, *, keep_next: bool = False) -> Element:
        """Append a paragraph of plain text and return it."""
        backwards = runs_right_to_left(text)
        paragraph = self.paragraph(parent, style, keep_next=keep_next, right_to_left=backwards)
        self.inline.write(paragraph, [Run(text)] if text else [], 0)
        return paragraph

    def text(
        self,
        parent: Element,
        node: int,
        markup: str | None,
        looks: Looks,
        *,
        bookmark: str,
        lead: Lead | None = None,
    ) -> None:
        """Append the blocks of a text of ``node``, the first inside ``bookmark`` and after ``lead``.

        A text that needs its number or lead printed prints them even where it is empty.
        """
        blocks = list(parse(markup))
        if looks.starts_with_paragraph and (not blocks or blocks[0].kind != "paragraph"):
            blocks.insert(0, Block("paragraph", ()))
        plain = None if lead else _plain_text(blocks)
        if plain and bookmark not in self.inline.bookmarks.names:
            self._plain(parent, looks.first, plain, bookmark)
            return
        for place, block in enumerate(blocks):
            paragraph = self._open(parent, block, looks, is_first=place == 0)
            if place == 0:
                end = self.inline.bookmarks.start(paragraph, bookmark)
                if lead:
                    lead(paragraph)
            self.inline.write(paragraph, block.spans, node)
            if place == 0:
                end(paragraph)

    def _plain(self, parent: Element, style: str, text: str, bookmark: str) -> None:
        """Append a paragraph that is one run within a bookmark: copied whole, it takes half the time."""
        shape = self._plain_shapes.get(style)
        if shape is None:
            shape = self._plain_shapes[style] = copy(self._shape(style, False, False))
            add(shape, "bookmarkStart")
            add_plain_run(shape, text)
            add(shape, "bookmarkEnd")
        paragraph = copy(shape)
        _, start, run, end = paragraph
        run[0].text = text
        self.inline.bookmarks.name(start, end, bookmark)
        self._append(parent, style, paragraph)

    def _append(self, parent: Element, style: str, paragraph: Element) -> None:
        parent.append(paragraph)
        if style in _NOTED:
            self.noted.append((style, paragraph))

    def keep_last_with_next(self, parent: Element) -> None:
        """Keep the paragraph written last on one page with what follows."""
        properties = parent[-1].find(w("pPr"))
        if properties is not None and properties.find(w("keepNext")) is None:
            properties.insert(1, new("keepNext"))  # right after the style, as the schema wants it

    def _open(self, parent: Element, block: Block, looks: Looks, *, is_first: bool) -> Element:
        backwards = _runs_right_to_left(block)
        if block.kind == "paragraph":
            return self.paragraph(parent, looks.first if is_first else looks.further, right_to_left=backwards)
        style = looks.bullet if block.kind == "bullet" else looks.letter
        paragraph = self.paragraph(parent, style or looks.further, right_to_left=backwards)
        if style != styles.BULLET:
            sign = f"({block.letter})" if block.letter else "•"
            self.inline.write(paragraph, [Run(sign + ("\t" if style else " "))], 0)
        return paragraph


def _plain_text(blocks: Sequence[Block]) -> str | None:
    """Return the text of a lone block that needs no look of its own, None for any other."""
    if len(blocks) != 1 or blocks[0].kind != "paragraph" or len(blocks[0].spans) != 1:
        return None
    match blocks[0].spans[0]:
        case Run(text=text, bold=False, italic=False, url=None) if text.isascii() and "\t" not in text:
            return text
    return None


def _runs_right_to_left(block: Block) -> bool:
    texts = (span.text for span in block.spans if isinstance(span, Run))
    return runs_right_to_left("".join(texts))
