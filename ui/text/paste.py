"""What comes from the clipboard: kept where a text field can hold it, plain text otherwise."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QCoreApplication, QMimeData

from ui.text.holdable import SOFT_BREAK, holdable
from workbench.errors import UserError
from workbench.markup import Anchor, Block, Reference, Run, Span, parse, render

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST = 100_000
"""What can be pasted into one field, in characters: some thirty pages."""
LONGEST_HTML = 50_000_000
"""The longest HTML that is looked into: most of it is styles and pictures."""
MIME = "application/x-evaluation-workbench-markup"
translate = QCoreApplication.translate
_SIGN = re.compile(r"(?m)^[ \t]*[•·▪◦‣●○■o\uf0b7][ \t\xa0]+")
_MARKUP_SIGN = re.compile(r"[\\*\[\]]")


def blocks_of(data: QMimeData) -> tuple[Block, ...]:
    """Return the blocks to insert: our own markup, simple rich text, or plain text; never a font.

    UserError says where there is no text, or more than one field can reasonably hold.
    """
    if data.hasFormat(MIME):
        before, markup, after = json.loads(bytes(data.data(MIME).data()))
        return _between(before, parse(markup), after)
    if data.hasHtml():
        blocks = from_html(data.html())
        if blocks or not data.hasImage():
            return blocks
    if not data.hasText() and data.hasImage():
        words = translate("Paste", "There is a picture on the clipboard; a text can hold words only.")
        raise UserError(words)
    return from_plain(data.text())


def lines_of(data: QMimeData) -> tuple[Block, ...]:
    """Return the words on the clipboard without emphasis, lists or links; UserError as above.

    A program that writes HTML knows what a paragraph is, and writes each as one line of plain text.
    """
    return from_plain(data.text(), by_lines=data.hasHtml())


def from_html(html: str) -> tuple[Block, ...]:
    """Return what of an HTML text a field can hold (see :mod:`ui.text.foreign`)."""
    from ui.text.foreign import TooLong, read_html  # needed with the first paste only

    if len(html) > LONGEST_HTML:
        raise _too_long()
    try:
        return parse(holdable(render(read_html(html, LONGEST))))
    except TooLong:
        raise _too_long() from None


def from_plain(text: str, *, by_lines: bool = False) -> tuple[Block, ...]:
    """Return plain text as blocks, a line each.

    Where blank lines part them, any other end of a line may be a reader's: a blank, unless ``by_lines``.
    """
    if len(text) > LONGEST:
        raise _too_long()
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    is_parted = "\n\n" in text and not by_lines
    text = holdable(text.replace(SOFT_BREAK, "\n\n"))
    if "\n" not in text and not _SIGN.match(text) and text.strip():
        return (Block("paragraph", (Run(text),)),)
    listed = _SIGN.sub("- ", text if is_parted else text.replace("\n", "\n\n"))
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
        parts[0] = parts[0]._replace(spans=(Run(before), *parts[0].spans))
    if after and blocks:
        parts[-1] = parts[-1]._replace(spans=(*parts[-1].spans, Run(after)))
    return tuple(parts)


def _too_long() -> UserError:
    words = translate("Paste", "This is too long for one field: more than {0} characters.")
    return UserError(words.format(f"{LONGEST:,}"))
