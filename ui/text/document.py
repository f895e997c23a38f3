"""Markup blocks into a QTextDocument and back; what was put in is read back the same."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtGui import (
    QFont,
    QPalette,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFragment,
    QTextListFormat,
)

from workbench.markup import Anchor, Block, Reference, Run, Span, parse, render

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

TOKEN = "\ufffc"
TOKEN_TYPE = QTextFormat.ObjectTypes.UserObject.value + 1
ROLE = QTextFormat.Property.UserProperty.value + 1
TARGET = ROLE + 1
FORM = ROLE + 2
LITERAL = ROLE + 3  # a block that begins like a list item and is none
LETTERED = ROLE + 4  # a block that was put in as a lettered item

_UNSAFE = re.compile("[\x00\r\n\u2028\u2029\ufdd0\ufdd1\ufffc]")
_LETTER = re.compile(r"\(([a-z]|[ivx]{2,5})\) +(?=\S)")
_LETTER_AS_WRITTEN = re.compile(r"\(([a-z]|[ivx]{2,5})\) ")
_BULLET = re.compile(r"- +(?=\S)")


def write(blocks: Iterable[Block], cursor: QTextCursor, palette: QPalette) -> None:
    """Insert blocks at the cursor: the first goes on where the cursor stands, the others follow."""
    for position, block in enumerate(blocks):
        if position:
            cursor.insertBlock(QTextBlockFormat(), QTextCharFormat())
        start_block(cursor, block)
        if block.letter:
            cursor.insertText(f"({block.letter}) ", QTextCharFormat())
        for span in block.spans:
            insert_span(cursor, span, palette)


def start_block(cursor: QTextCursor, block: Block) -> None:
    """Give the block at the cursor the look and the flags of ``block``."""
    form = QTextBlockFormat()
    if block.kind == "paragraph" and _looks_like_item(block):
        form.setProperty(LITERAL, True)
    if block.kind == "letter":
        form.setProperty(LETTERED, True)
    cursor.setBlockFormat(form)
    if block.kind == "bullet":
        make_bullet(cursor)


def make_bullet(cursor: QTextCursor) -> None:
    """Turn the block at the cursor into a list item; who shows it draws the bullet."""
    form = QTextListFormat()
    form.setStyle(QTextListFormat.Style.ListStyleUndefined)
    form.setIndent(1)
    cursor.createList(form)


def insert_span(cursor: QTextCursor, span: Span, palette: QPalette) -> None:
    """Insert one span; a link in the palette's colour, an anchor or reference as a token."""
    if isinstance(span, Run):
        form = _style(span, palette)
        rest = 0
        for match in _UNSAFE.finditer(span.text):
            cursor.insertText(span.text[rest : match.start()], form)
            _insert_token(cursor, form, "char", str(ord(match[0])), "")
            rest = match.end()
        cursor.insertText(span.text[rest:], form)
        return
    form = _emphasis(span.bold, span.italic)
    if isinstance(span, Anchor):
        _insert_token(cursor, form, "anchor", str(span.node), "")
    else:
        _insert_token(cursor, form, "reference", str(span.target), span.form or "")


def read(document: QTextDocument) -> tuple[Block, ...]:
    """Return the document as blocks in the one form that markup has for them."""
    return parse(render(_raw_blocks(document)))


def read_markup(document: QTextDocument) -> str:
    """Return the document as canonical markup."""
    return render(read(document))


def token_span(form: QTextFormat) -> Span:
    """Return what a token stands for."""
    bold, italic = _is_bold(form), bool(form.property(QTextFormat.Property.FontItalic))
    role, target = form.property(ROLE), str(form.property(TARGET))
    if role == "anchor":
        return Anchor(int(target), bold, italic)
    if role == "reference":
        name = int(target) if target.isdigit() else target
        return Reference(name, form.property(FORM) or None, bold, italic)
    return Run(chr(int(target)) if role == "char" else "", bold, italic)


def _insert_token(cursor: QTextCursor, style: QTextCharFormat, role: str, target: str, form: str) -> None:
    token = QTextCharFormat(style)
    token.setObjectType(TOKEN_TYPE)
    token.setProperty(ROLE, role)
    token.setProperty(TARGET, target)
    token.setProperty(FORM, form)
    cursor.insertText(TOKEN, token)


def _emphasis(bold: bool, italic: bool) -> QTextCharFormat:
    form = QTextCharFormat()
    if bold:
        form.setFontWeight(QFont.Weight.Bold)
    if italic:
        form.setFontItalic(True)
    return form


def _style(run: Run, palette: QPalette) -> QTextCharFormat:
    form = _emphasis(run.bold, run.italic)
    return link_format(form, run.url, palette) if run.url else form


def link_format(base: QTextCharFormat, url: str, palette: QPalette) -> QTextCharFormat:
    """Return ``base`` as a link: underlined, in the palette's colour for links."""
    form = QTextCharFormat(base)
    form.setAnchor(True)
    form.setAnchorHref(url)
    form.setForeground(palette.link())
    form.setFontUnderline(True)
    return form


def _looks_like_item(block: Block) -> bool:
    """Whether the text of a block would be taken for a list item although it is none."""
    text = "".join(span.text if isinstance(span, Run) else TOKEN for span in block.spans)
    return bool(_LETTER.match(text) or _BULLET.match(text))


def _raw_blocks(document: QTextDocument) -> Iterator[Block]:
    block = document.begin()
    while block.isValid():
        spans = tuple(_raw_spans(block))
        if not all(_is_blank(span) for span in spans):
            yield _as_typed(block, spans)
        block = block.next()


def _is_blank(span: Span) -> bool:
    return isinstance(span, Run) and span == Run(span.text) and not span.text.strip(" \t")


def _as_typed(block: QTextBlock, spans: tuple[Span, ...]) -> Block:
    """Return a block of the kind its list or its typed beginning gives it."""
    if block.textList() is not None:
        return Block("bullet", spans)
    form = block.blockFormat()
    if form.property(LITERAL):
        return Block("paragraph", spans)
    text = "".join(span.text if isinstance(span, Run) else TOKEN for span in spans)
    letter = (_LETTER_AS_WRITTEN if form.property(LETTERED) else _LETTER).match(text)
    bullet = _BULLET.match(text)
    if letter:
        return Block("letter", _without(spans, letter.end()), letter[1])
    return Block("bullet", _without(spans, bullet.end())) if bullet else Block("paragraph", spans)


def _without(spans: tuple[Span, ...], count: int) -> tuple[Span, ...]:
    """Return ``spans`` without their first ``count`` characters, which are all in runs."""
    rest = list(spans)
    while count:
        first = rest[0]
        assert isinstance(first, Run)
        taken = min(count, len(first.text))
        rest[0:1] = [first._replace(text=first.text[taken:])] if taken < len(first.text) else []
        count -= taken
    return tuple(rest)


def fragments(block: QTextBlock) -> Iterator[QTextFragment]:
    """Yield the pieces of a block that have one format each."""
    iterator = block.begin()
    while not iterator.atEnd():
        yield iterator.fragment()
        iterator += 1


def _raw_spans(block: QTextBlock) -> Iterator[Span]:
    spans: list[Span] = []
    for fragment in fragments(block):
        spans.extend(_fragment_spans(fragment))
    yield from _merged(spans)


def _fragment_spans(fragment: QTextFragment) -> Iterator[Span]:
    form = fragment.charFormat()
    url = form.anchorHref() or None
    bold, italic = _is_bold(form), form.fontItalic()
    for part in re.split(f"({TOKEN})", fragment.text()):
        if part == TOKEN:
            span = token_span(form)
            yield span._replace(url=url) if isinstance(span, Run) else span
        elif part:
            yield Run(part, bold, italic, url)


def _merged(spans: Iterable[Span]) -> Iterator[Span]:
    """Yield spans with neighbouring runs of the same style joined and empty ones left out."""
    waiting: Run | None = None
    for span in spans:
        if isinstance(span, Run) and waiting and waiting._replace(text="") == span._replace(text=""):
            waiting = waiting._replace(text=waiting.text + span.text)
            continue
        if waiting and waiting.text:
            yield waiting
        waiting = span if isinstance(span, Run) else None
        if not isinstance(span, Run):
            yield span
    if waiting and waiting.text:
        yield waiting


def _is_bold(form: QTextFormat) -> bool:
    weight = form.property(QTextFormat.Property.FontWeight)
    return weight is not None and int(weight) >= QFont.Weight.DemiBold.value
