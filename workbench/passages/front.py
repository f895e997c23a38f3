"""The front page of a paper, line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.paper.front_words import LABELLED, printed_symbol
from workbench.paper.purpose import purpose
from workbench.passages.blocks import Line, Look, Piece
from workbench.passages.inline import Inline, Looks
from workbench.vocabularies import label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.paper.words import Words
    from workbench.tree import Node

_TITLE, _NOTE, _BOX = Looks("title", "title"), Looks("note", "note"), Looks("box", "box")
_LABELLED = Looks("box", "box", opens=True)


def front_page(inline: Inline, words: Words, paper: Node) -> Iterator[Line]:
    """Yield every line of the front page that is set."""
    yield from _head(inline, words, paper)
    if paper["title"]:
        yield from inline.lines(paper.id, "title", paper["title"], _TITLE)
    if paper["revision_note"]:
        yield from inline.lines(paper.id, "revision_note", paper["revision_note"], _NOTE)
    yield from _box(inline, words, paper)


def _head(inline: Inline, words: Words, paper: Node) -> Iterator[Line]:
    def line(look: Look, field: str | None, text: str | None) -> Iterator[Line]:
        if text:
            yield Line(look, paper.id, field, (Piece(text),))

    session = [paper[name] for name in ("session", "place", "session_dates") if paper[name]]
    section, code = paper["section"] or "", paper["section_code"]
    yield from line("symbol", "symbol", printed_symbol(paper, words) if paper["symbol"] else None)
    yield from line("organ", None, words["organ"])
    yield from line("session", "session", ", ".join(session))
    yield from line("section", "section", f"{section}\t{code}" if code else section)
    yield from line("segment", "segment", paper["segment"])
    if paper["date"]:
        yield from line("detail", "date", words["date"].format(date=words.date(paper["date"])))
    if paper["original_language"]:
        own = inline.tree.root["vocabularies"]
        language = label(own, "language", paper["original_language"], words.language)
        text = words["original_language"].format(language=language)
        yield from line("detail", "original_language", text)
    if paper["agenda_item"]:
        yield from line("item", "agenda_item", words.agenda_item(paper["agenda_item"]))


def _box(inline: Inline, words: Words, paper: Node) -> Iterator[Line]:
    text = purpose(inline.tree, inline.numbers, paper, words)
    if text:
        yield Line("box heading", paper.id, "purpose", (Piece(words["purpose"]),))
        yield from inline.lines(paper.id, "purpose", text, _BOX)
    for name in LABELLED:
        value = paper[name]
        if value:
            lead = (Piece(words["labelled"].format(label=words[name]), bold=True), Piece(" "))
            if paper.declaration.fields[name].is_markup:
                yield from inline.lines(paper.id, name, value, _LABELLED, lead=lead)
            else:
                yield Line("box", paper.id, name, (*lead, Piece(value)))
