"""The front page: what the paper is, where it goes, and the box that sums it up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.markup import parse
from workbench.paper import prose, styles
from workbench.paper.fields import bookmark_name
from workbench.paper.front_words import LABELLED, printed_symbol
from workbench.paper.labels import choice_label
from workbench.paper.ooxml import Element, add, add_text
from workbench.paper.prose import Looks
from workbench.paper.purpose import purpose
from workbench.paper.references import SYMBOL

if TYPE_CHECKING:
    from workbench.numbering import Numbers
    from workbench.paper.prose import Lead, Prose
    from workbench.paper.words import Words
    from workbench.tree import Node, Tree


@dataclass
class FrontPage:
    """Writes the front page of one paper into ``root``; made once per draft."""

    root: Element
    prose: Prose
    tree: Tree
    numbers: Numbers
    words: Words
    paper: Node

    def write(self) -> None:
        """Append every field of the front page that is set."""
        self._symbol()
        self._line(styles.FRONT_ORGAN, self.words["organ"])
        self._line(styles.FRONT_SESSION, self._joined("session", "place", "session_dates"))
        self._section()
        self._line(styles.FRONT_SEGMENT, self.paper["segment"])
        self._details()
        if self.paper["agenda_item"]:
            self._line(styles.FRONT_ITEM, self.words.agenda_item(self.paper["agenda_item"]))
        self._text("title", Looks(styles.TITLE, styles.TITLE))
        self._text("revision_note", prose.NOTE)
        self._box()

    def _symbol(self) -> None:
        symbol = self.paper["symbol"]
        if not symbol:
            return
        paragraph = self.prose.paragraph(self.root, styles.FRONT_SYMBOL)
        end = self.prose.inline.bookmarks.start(paragraph, bookmark_name(self.paper.id, SYMBOL))
        add_text(add(paragraph, "r"), symbol)
        end(paragraph)
        revision = printed_symbol(self.paper, self.words)[len(symbol) :]
        if revision:
            add_text(add(paragraph, "r"), revision)

    def _section(self) -> None:
        section, code = self.paper["section"], self.paper["section_code"]
        if section or code:
            self._line(styles.FRONT_SECTION, f"{section or ''}\t{code}" if code else section)

    def _details(self) -> None:
        if self.paper["date"]:
            date = self.words.date(self.paper["date"])
            self._line(styles.FRONT_DETAIL, self.words["date"].format(date=date))
        language = self.paper["original_language"]
        if language:
            label = choice_label(self.tree, "language", language, self.words.language)
            self._line(styles.FRONT_DETAIL, self.words["original_language"].format(language=label))

    def _box(self) -> None:
        text = purpose(self.tree, self.numbers, self.paper, self.words)
        if text:
            self._line(styles.BOX_HEADING, self.words["purpose"])
            self._markup("purpose", text, prose.BOX)
        for name in LABELLED:
            value = self.paper[name]
            if value:
                self._labelled(name, value)

    def _labelled(self, name: str, value: str) -> None:
        def lead(paragraph: Element) -> None:
            run = add(paragraph, "r")
            properties = add(run, "rPr")
            add(properties, "b")
            add(properties, "bCs")
            add_text(run, self.words["labelled"].format(label=self.words[name]))
            add_text(add(paragraph, "r"), " ")

        if self.paper.declaration.fields[name].is_markup:
            self._markup(name, value, prose.LABELLED_BOX, lead)
            return
        paragraph = self.prose.paragraph(self.root, styles.BOX_LABEL)
        lead(paragraph)
        add_text(add(paragraph, "r"), value)

    def _text(self, name: str, looks: Looks) -> None:
        if self.paper[name]:
            self._markup(name, self.paper[name], looks)

    def _markup(self, name: str, text: str, looks: Looks, lead: Lead | None = None) -> None:
        mark = bookmark_name(self.paper.id, f"_{name}")
        self.prose.text(self.root, self.paper.id, text, looks, bookmark=mark, lead=lead)

    def _line(self, style: str, text: str | None) -> None:
        if text:
            self.prose.line(self.root, style, text)

    def _joined(self, *names: str) -> str:
        return ", ".join(self.paper[name] for name in names if self.paper[name])


def plain_title(paper: Node) -> str:
    """Return the title without signs, references and marks, for the properties of the file."""
    spans = [span for block in parse(paper["title"]) for span in block.spans]
    return " ".join("".join(getattr(span, "text", "") for span in spans).split())
