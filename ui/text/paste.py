"""What comes from the clipboard: kept where a text field can hold it, plain text otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterable

from PySide6.QtCore import QByteArray, QMimeData
from PySide6.QtGui import QTextDocument

from ui.text.document import read
from workbench.markup import Anchor, Block, Reference, Run, Span, parse, render

MIME = "application/x-evaluation-workbench-markup"
_SIGN = re.compile(r"(?m)^[ \t]*[•·▪◦‣●○■o\uf0b7][ \t\xa0]+")
_MARKUP_SIGN = re.compile(r"[\\*\[\]]")


def blocks_of(data: QMimeData) -> tuple[Block, ...]:
    """Return the blocks to insert: our own markup, simple rich text, or plain text; never a font."""
    if data.hasFormat(MIME):
        return parse(bytes(data.data(MIME).data()).decode("utf-8", "replace"))
    if data.hasHtml():
        return from_html(data.html())
    return from_plain(data.text())


def from_html(html: str) -> tuple[Block, ...]:
    """Return what of an HTML text a field can hold: bold, italic, lists and links."""
    document = QTextDocument()
    document.setHtml(html)
    return tuple(_without_typed_sign(block) for block in read(document))


def from_plain(text: str) -> tuple[Block, ...]:
    """Return plain text as blocks; a blank line or a list sign starts one, as in markup."""
    listed = _SIGN.sub("- ", text.replace("\r\n", "\n"))
    return parse(_MARKUP_SIGN.sub(r"\\\g<0>", listed))


def to_mime(blocks: Iterable[Block], plain: str) -> QMimeData:
    """Return blocks for the clipboard: for us with every token, for others as plain text."""
    data = QMimeData()
    data.setData(MIME, QByteArray(render(blocks).encode("utf-8", "replace")))
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
        Block(block.kind, tuple(span for span in block.spans if not isinstance(span, (Anchor, Reference))),
              block.letter)
        for block in blocks
    )


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
