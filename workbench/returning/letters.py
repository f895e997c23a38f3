"""The words of a Word paragraph with their marks, so that two files can be compared word by word.

Two tokens are the same where their keys are: a word is its letters, a live number the field that it is, the
mark of a footnote the footnote. What a field shows and how many blanks stand between words does not count.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING
from urllib.parse import unquote

from workbench.alignment import composed, word_spans
from workbench.lettering import Letter, Live, Style
from workbench.markup import Anchor, Reference

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from workbench.documents.document import Span
    from workbench.lettering import Mark

Item = Letter | Anchor | Reference

_FIELD = re.compile(r"(?P<kind>REF|NOTEREF|PAGEREF|SEQ)\s+(?P<target>\S+)(?P<switches>.*)", re.DOTALL)
_BOOKMARK = re.compile(r"_evw_(?P<node>\d{1,15})(?P<place>.*)", re.DOTALL)
_COUNTED = "_evw_evaluations_"


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a number that counts itself, or the mark of a footnote.

    ``gap`` is the blank ahead of it, None where there is none; ``items`` are what it is as markup.
    """

    key: str
    gap: Letter | None
    items: tuple[Item, ...]

    @property
    def is_live(self) -> bool:
        """Whether it is no word, but a number that counts itself or a mark."""
        return self.key.startswith("\0")

    @property
    def looks(self) -> tuple[object, ...]:
        """The emphasis of each of its letters or marks."""
        return tuple(_look(item) for item in self.items)

    @property
    def text(self) -> str:
        """What it shows; "" for a mark."""
        return "".join(item.sign for item in self.items if isinstance(item, Letter))


def is_same(one: Sequence[Token], other: Sequence[Token]) -> bool:
    """Whether two rows of tokens read the same in the same look."""
    return len(one) == len(other) and all(
        left.key == right.key
        and (place == 0 or (left.gap is None) == (right.gap is None))
        and (left.is_live or left.looks == right.looks)
        for place, (left, right) in enumerate(zip(one, other, strict=True))
    )


def text_of(tokens: Iterable[Token]) -> str:
    """Return what tokens show, single blanks between them."""
    parts = (("" if token.gap is None else " ") + token.text for token in tokens)
    return "".join(parts).strip()


def keys_of(tokens: Iterable[Token]) -> tuple[str, ...]:
    """Return the keys of tokens."""
    return tuple(token.key for token in tokens)


@dataclass(frozen=True)
class Lettering:
    """Reads the spans of one document.

    ``notes`` says which footnote node a note of the file is; ``kind_of`` what kind a node is, None for an
    unknown one; ``count`` is the number of evaluations in words, which no field counts.
    """

    notes: Mapping[str, int]
    kind_of: Callable[[int], str | None]
    count: str

    def tokens(self, spans: Iterable[Span]) -> list[Token]:
        """Return the words, live numbers and marks of a paragraph in order."""
        found: list[Token] = []
        gap: Letter | None = None
        for piece in _pieces(self._items(spans)):
            if isinstance(piece, _Atom):
                found.append(Token(piece.key, gap, piece.items))
                gap = None
                continue
            text = "".join(letter.sign for letter in piece)
            end = 0
            for start, stop in word_spans(text):
                if start > end:
                    gap = piece[end]
                found.append(Token(composed(text[start:stop]), gap, tuple(piece[start:stop])))
                gap, end = None, stop
            if end < len(text):
                gap = piece[end]
        return found

    def _items(self, spans: Iterable[Span]) -> Iterator[Letter | _Atom]:
        for instruction, run in groupby(spans, key=attrgetter("field")):
            if instruction:
                yield from self._field(instruction, list(run))
            else:
                for span in run:
                    yield from self._plain(span)

    def _plain(self, span: Span) -> Iterator[Letter | _Atom]:
        style = Style(span.bold, span.italic, _address(span))
        if span.note:
            node = self.notes.get(span.note)
            if node is not None:
                yield _Atom(f"\0note {node}", (Anchor(node, span.bold, span.italic),))
            return
        if span.text == self.count and any(name.startswith(_COUNTED) for name in span.bookmarks):
            live = Live(Reference("evaluations", None, span.bold, span.italic), span.text)
            yield from (Letter(sign, style, live) for sign in span.text)
            return
        letters = [Letter(sign, style) for sign in span.text]
        if span.raised and span.text.isdigit():  # what is left of a mark when fields are turned into text
            yield _Atom(span.text, tuple(letters))
        else:
            yield from letters

    def _field(self, instruction: str, spans: Sequence[Span]) -> Iterator[Letter | _Atom]:
        text, first = "".join(span.text for span in spans), spans[0]
        key, meant = self._meaning(instruction, first)
        if key is None:
            for span in spans:
                yield from (Letter(s, Style(span.bold, span.italic, _address(span))) for s in span.text)
        elif isinstance(meant, Anchor):
            yield _Atom(key, (meant,))
        elif text.strip():
            style = Style(first.bold, first.italic)
            live = Live(meant, text) if meant else None
            yield _Atom(key, tuple(Letter(sign, style, live) for sign in text))

    def _meaning(self, instruction: str, span: Span) -> tuple[str | None, Anchor | Reference | None]:
        """Return the key of a field and what it is in our markup; (None, None) for any other field."""
        field = _FIELD.match(instruction.strip())
        if not field:
            return None, None
        if field["kind"] == "SEQ":
            return f"\0number {field['target']}", None
        named = _BOOKMARK.fullmatch(field["target"])
        node = int(named["node"]) if named else 0
        kind = self.kind_of(node) if named else None
        if not named or kind is None:
            return None, None
        if kind == "footnote":
            is_mark = "\\f" in field["switches"]
            if is_mark:
                return f"\0note {node}", Anchor(node, span.bold, span.italic)
            return f"\0ref {node}", Reference(node, None, span.bold, span.italic)
        return self._reference(node, kind, named["place"], span)

    def _reference(self, node: int, kind: str, place: str, span: Span) -> tuple[str, Reference]:
        if place == "_symbol":
            return "\0ref symbol", Reference("symbol", None, span.bold, span.italic)
        form = "paragraph" if kind == "recommendation" and place == "p" else None
        return f"\0ref {node}|{form or ''}", Reference(node, form, span.bold, span.italic)


@dataclass(frozen=True, slots=True)
class _Atom:
    """What is one token whatever it shows."""

    key: str
    items: tuple[Item, ...]


def _pieces(items: Iterable[Letter | _Atom]) -> Iterator[_Atom | list[Letter]]:
    """Yield stretches of letters, and what stands between them."""
    letters: list[Letter] = []
    for item in items:
        if isinstance(item, _Atom):
            if letters:
                yield letters
            letters = []
            yield item
        else:
            letters.append(item)
    if letters:
        yield letters


def _address(span: Span) -> str | None:
    """Return the address a stretch links to; a link within the file is none."""
    return span.url if span.url and not span.url.startswith("#") else None


def _look(item: Item | Mark) -> object:
    if isinstance(item, Letter):
        return item.style._replace(url=_comparable(item.style.url) if item.style.url else None)
    return item.bold, item.italic


@cache
def _comparable(url: str) -> str:
    """Return an address without what programs rewrite as they save: escapes, and a slash at the end."""
    return unquote(url).rstrip("/")
