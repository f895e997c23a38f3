"""What comes from the clipboard: kept where a text field can hold it, plain text otherwise."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QMimeData
from PySide6.QtGui import QTextDocument

from ui.text.document import read
from workbench.markup import Anchor, Block, Reference, Run, Span, parse, render

if TYPE_CHECKING:
    from collections.abc import Iterable

MIME = "application/x-evaluation-workbench-markup"
_SIGN = re.compile(r"(?m)^[ \t]*[•·▪◦‣●○■o\uf0b7][ \t\xa0]+")
_MARKUP_SIGN = re.compile(r"[\\*\[\]]")


def blocks_of(data: QMimeData) -> tuple[Block, ...]:
    """Return the blocks to insert: our own markup, simple rich text, or plain text; never a font."""
    if data.hasFormat(MIME):
        before, markup, after = json.loads(bytes(data.data(MIME).data()))
        return _between(before, parse(markup), after)
    if data.hasHtml():
        return from_html(data.html())
    return from_plain(data.text())


def from_html(html: str) -> tuple[Block, ...]:
    """Return what of an HTML text a field can hold: bold, italic, lists and links to other places.

    Word fills its empty paragraphs with a no-break space; they are left out.
    """
    document = QTextDocument()
    document.setHtml(html)
    blocks = (_without_typed_sign(_without_inner_links(block)) for block in read(document))
    return tuple(block for block in blocks if not _is_empty(block))


def from_plain(text: str) -> tuple[Block, ...]:
    """Return plain text as blocks; a blank line or a list sign starts one, as in markup."""
    if "\n" not in text and "\r" not in text and not _SIGN.match(text) and text.strip():
        return (Block("paragraph", (Run(text),)),)
    listed = _SIGN.sub("- ", text.replace("\r\n", "\n"))
    return parse(_MARKUP_SIGN.sub(r"\\\g<0>", listed))


def to_mime(blocks: Iterable[Block], plain: str) -> QMimeData:
    """Return blocks for the clipboard: for us with every token, for others as plain text."""
    data = QMimeData()
    before, after = plain[: len(plain) - len(plain.lstrip(" "))], plain[len(plain.rstrip(" ")) :]
    data.setData(MIME, QByteArray(json.dumps([before, render(blocks), after]).encode()))
    data.setText(plain)
    return data


def one_line(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Return blocks as the single paragraph that a field of one line takes."""
    spans: list[Span] = []
    for block in blocks:
        if spans:
            spans.append(Run(" "))
        spans.extend(block.spans)
    return parse(render([Block("paragraph", tuple(spans))]))


def without_tokens(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Return blocks without footnote marks and references; for a text that cannot hold them."""
    return tuple(
        Block(
            block.kind,
            tuple(span for span in block.spans if not isinstance(span, (Anchor, Reference))),
            block.letter,
        )
        for block in blocks
    )


def _between(before: str, blocks: tuple[Block, ...], after: str) -> tuple[Block, ...]:
    """Return blocks with the blanks round them that markup leaves out, so that words stay apart."""
    parts = [*blocks] or [Block("paragraph", ())]
    if before and parts[0].kind == "paragraph":
        parts[0] = replace(parts[0], spans=(Run(before), *parts[0].spans))
    if after and blocks:
        parts[-1] = replace(parts[-1], spans=(*parts[-1].spans, Run(after)))
    return tuple(parts)


def _without_inner_links(block: Block) -> Block:
    """Return a block without links to places in the text it comes from, such as a footnote there."""
    spans = (
        replace(span, url=None) if isinstance(span, Run) and (span.url or "").startswith("#") else span
        for span in block.spans
    )
    return replace(block, spans=tuple(spans))


def _is_empty(block: Block) -> bool:
    return all(isinstance(span, Run) and not span.text.strip() for span in block.spans)


def _without_typed_sign(block: Block) -> Block:
    """Turn a paragraph that starts with a bullet sign, as Word writes lists, into a list item."""
    first = block.spans[0] if block.spans else None
    if block.kind != "paragraph" or not isinstance(first, Run):
        return block
    match = _SIGN.match(first.text)
    if not match:
        return block
    rest = Run(first.text[match.end() :].lstrip(), first.bold, first.italic, first.url)
    return Block("bullet", (rest, *block.spans[1:]) if rest.text else block.spans[1:])
