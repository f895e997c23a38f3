r"""The small markup of text fields: blocks, emphasis, links, footnote anchors, live references.

A blank line starts a block; so does a line starting ``- `` or ``(a) ``; any other newline is a
space. ``*italic*``, ``**bold**``, ``[text](url)``, ``[^12]`` anchors footnote node 12, ``[[12]]``
prints the number of node 12 (``[[12|paragraph]]`` its paragraph), ``[[symbol]]`` and
``[[evaluations]]`` print facts of the paper, ``\`` escapes. A sign without its partner is itself.
"""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

Target = int | str
BlockKind = Literal["paragraph", "bullet", "letter"]


class Run(NamedTuple):
    """A stretch of text in one style."""

    text: str
    bold: bool = False
    italic: bool = False
    url: str | None = None


class Anchor(NamedTuple):
    """The mark of footnote node ``node``."""

    node: int
    bold: bool = False
    italic: bool = False


class Reference(NamedTuple):
    """A live number: of a node (``target`` an id) or a fact of the paper (``target`` its name)."""

    target: Target
    form: str | None = None
    bold: bool = False
    italic: bool = False


Span = Run | Anchor | Reference


class Block(NamedTuple):
    """A paragraph or list item; ``letter`` is "a" for an item that starts "(a)"."""

    kind: BlockKind
    spans: tuple[Span, ...]
    letter: str | None = None


_ITEM = re.compile(r"- +(?=\S)|\(([a-z]|[ivx]{2,5})\) +(?=\S)")
_ONE_PLAIN_BLOCK = re.compile(r"[ \t]*[^\s\\*\[-][^\\*\[\r\n]*")
_SPECIAL = re.compile(r"[\\*\[\]]")
_URL_SPECIAL = re.compile(r"[\\()]")
_BACKSLASH = r"\\\g<0>"
_TOKEN = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|\[\^(?P<anchor>[0-9]{1,15})\]"
    r"|\[\[(?P<target>[0-9]{1,15}|[a-z_]{1,30})(?:\|(?P<form>[a-z_]{1,30}))?\]\]"
    r"|\[(?P<link>(?:[^\[\]\\\n]|\\.)+)\]\((?P<url>(?:[^()\\\n]|\\.)+)\)"
    r"|(?P<stars>\*+)"
    r"|(?P<text>[^\\*\[]+|.)",
    re.DOTALL,
)
_SIGNIFICANT = "\\*["  # without one of these a text is one token


def escape(text: str) -> str:
    """Return markup that reads back as exactly this text, in one style and without references."""
    escaped = _SPECIAL.sub(_BACKSLASH, text)
    return re.sub(r"(^|\n)([ \t]*)(?=- |\((?:[a-z]|[ivx]{2,5})\) )", r"\1\2\\", escaped)


def parse(text: str | None) -> tuple[Block, ...]:
    """Return the blocks of ``text``; None and blank text have none."""
    return tuple(_block(lines) for lines in _group(text or ""))


def render(blocks: Iterable[Block]) -> str:
    """Return the canonical markup of ``blocks``: ``parse(render(b)) == b`` for parsed ``b``."""
    parts: list[str] = []
    previous: Block | None = None
    for block in blocks:
        if previous is not None:
            both_items = block.kind != "paragraph" and previous.kind != "paragraph"
            parts.append("\n" if both_items else "\n\n")
        parts.append(_SIGNS[block.kind](block) + _render_spans(block.spans))
        previous = block
    return "".join(parts)


def plain_blocks(text: str | None, printed: Callable[[Reference], str]) -> list[str]:
    """Return ``text`` block by block as a reader sees it, without styles and footnote marks.

    Bullets lose their sign, letters stay, references become what ``printed`` says of them, and
    runs of white space one space.
    """
    if text and _ONE_PLAIN_BLOCK.fullmatch(text):  # most texts are
        return [" ".join(text.split())]
    return [plain_block(block, printed) for block in parse(text)]


def plain_block(block: Block, printed: Callable[[Reference], str]) -> str:
    """Return one block as :func:`plain_blocks` does."""
    words = "".join(
        printed(span) if isinstance(span, Reference) else span.text
        for span in block.spans
        if not isinstance(span, Anchor)
    )
    letter = f"({block.letter}) " if block.letter else ""
    return " ".join((letter + words).split())


def spans_of(text: str | None) -> Iterator[Span]:
    """Yield every span of ``text`` in order, block by block."""
    for block in parse(text):
        yield from block.spans


def anchors(text: str | None) -> list[int]:
    """Return the ids of the footnotes anchored in ``text``, in order, repeats included."""
    if not text or "[^" not in text:
        return []
    return [span.node for span in spans_of(text) if isinstance(span, Anchor)]


def references(text: str | None) -> list[Reference]:
    """Return the live references in ``text`` in order."""
    if not text or "[[" not in text:
        return []
    return [span for span in spans_of(text) if isinstance(span, Reference)]


def remap(text: str, ids: Mapping[int, int]) -> str:
    """Return ``text`` with the ids of anchors and references replaced where ``ids`` knows them."""
    if "[^" not in text and "[[" not in text:
        return text
    return "".join(_remapped(match, ids) for match in _TOKEN.finditer(text))


def _remapped(match: re.Match[str], ids: Mapping[int, int]) -> str:
    old = match["anchor"] or match["target"] or ""
    if not old.isdigit() or int(old) not in ids:
        return match[0]
    return match[0].replace(old, str(ids[int(old)]), 1)


# Reading -------------------------------------------------------------------------------------


def _group(text: str) -> Iterator[list[str]]:
    """Yield the lines of each block, stripped of the blanks around them."""
    lines: list[str] = []
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        stripped = line.strip(" \t")
        if lines and (not stripped or _ITEM.match(stripped)):
            yield lines
            lines = []
        if stripped:
            lines.append(stripped)
    if lines:
        yield lines


def _block(lines: list[str]) -> Block:
    text = " ".join(lines)
    item = _ITEM.match(text)
    if not item:
        return Block("paragraph", _spans(text))
    spans = _spans(text[item.end() :])
    return Block("letter", spans, item[1]) if item[1] else Block("bullet", spans)


def _spans(text: str) -> tuple[Span, ...]:
    if text and not any(sign in text for sign in _SIGNIFICANT):  # most texts are plain
        return (Run(text),)
    tokens = list(_TOKEN.finditer(text))
    literal = _partnerless(tokens)
    spans: list[Span] = []
    bold = italic = False
    for position, token in enumerate(tokens):
        stars = len(token["stars"] or "")
        if stars and stars <= 3:
            toggles_italic, toggles_bold = stars in (1, 3), stars in (2, 3)
            lonely = literal.get(position, 0)
            if lonely:
                spans.append(Run("*" * lonely, bold, italic))
            bold ^= toggles_bold and lonely not in (2, 3)
            italic ^= toggles_italic and lonely not in (1, 3)
        else:
            spans.extend(_content(token, bold, italic))
    return _merged(spans)


def _partnerless(tokens: list[re.Match[str]]) -> dict[int, int]:
    """Return how many stars are literal, by position of the token: the last odd italic and bold."""
    literal: dict[int, int] = {}
    for width in (1, 2):
        toggles = [i for i, token in enumerate(tokens) if len(token["stars"] or "") in (width, 3)]
        if len(toggles) % 2:
            literal[toggles[-1]] = literal.get(toggles[-1], 0) + width
    return literal


def _content(token: re.Match[str], bold: bool, italic: bool) -> Iterator[Span]:
    if token["anchor"]:
        yield Anchor(int(token["anchor"]), bold, italic)
    elif token["target"]:
        target = token["target"]
        yield Reference(int(target) if target.isdigit() else target, token["form"], bold, italic)
    elif token["link"]:
        url = re.sub(r"\\(.)", r"\1", token["url"])
        for span in _spans(token["link"]):
            if isinstance(span, Run):  # brackets inside a link's text are escaped, so all are
                yield Run(span.text, span.bold ^ bold, span.italic ^ italic, url)
    else:
        yield Run(token["escaped"] or token["stars"] or token["text"], bold, italic)


def _merged(spans: list[Span]) -> tuple[Span, ...]:
    """Join neighbouring runs of the same style."""
    merged: list[Span] = []
    for span in spans:
        last = merged[-1] if merged else None
        if isinstance(span, Run) and isinstance(last, Run) and _style(span) == _style(last):
            merged[-1] = last._replace(text=last.text + span.text)
        else:
            merged.append(span)
    return tuple(merged)


# Writing -------------------------------------------------------------------------------------

_SIGNS: Mapping[BlockKind, Callable[[Block], str]] = {
    "paragraph": lambda block: "",
    "bullet": lambda block: "- ",
    "letter": lambda block: f"({block.letter}) ",
}


def _style(span: Span) -> tuple[bool, bool, str | None]:
    return span.bold, span.italic, _url(span)


def _url(span: Span) -> str | None:
    return span.url if isinstance(span, Run) else None


def _render_spans(spans: Iterable[Span]) -> str:
    parts: list[str] = []
    bold = italic = False
    for url, group in itertools.groupby(spans, key=_url):
        if url:
            parts.append(_stars(bold, italic))
            bold = italic = False
            parts.append(_render_link(group, url))
            continue
        for span in group:
            parts.append(_stars(span.bold != bold, span.italic != italic))
            bold, italic = span.bold, span.italic
            parts.append(_render_span(span, at_start=not any(parts)))
    parts.append(_stars(bold, italic))
    return "".join(parts)


def _stars(bold: bool, italic: bool) -> str:
    return "**" * bold + "*" * italic


def _render_link(spans: Iterable[Span], url: str) -> str:
    inner = _render_spans(span._replace(url=None) for span in spans if isinstance(span, Run))
    return f"[{inner}]({_URL_SPECIAL.sub(_BACKSLASH, url)})"


def _render_span(span: Span, *, at_start: bool) -> str:
    match span:
        case Anchor(node=node):
            return f"[^{node}]"
        case Reference(target=target, form=form):
            return f"[[{target}|{form}]]" if form else f"[[{target}]]"
    return escape(span.text) if at_start else _SPECIAL.sub(_BACKSLASH, span.text)
