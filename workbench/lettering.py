"""Markup letter by letter, as a sheet shows it: each letter with its style and the reference it is of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from workbench.markup import Anchor, Block, Reference, Run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from workbench.markup import Span

BULLET = "• "
_BLANK, _FURTHER_BLANKS = re.compile(r"\s"), re.compile(r"(?<=\s)\s+")

Mark = Anchor | Reference
"""What stands between letters: the mark of a footnote, a reference that prints nothing."""


class Style(NamedTuple):
    """How a letter is set."""

    bold: bool = False
    italic: bool = False
    url: str | None = None


PLAIN = Style()


@dataclass(eq=False, slots=True)
class Live:
    """A live reference in its place, and what it was shown as."""

    reference: Reference
    text: str


class Letter(NamedTuple):
    """One character; white space as it is stored. ``live`` is the reference whose number it is part of."""

    sign: str
    style: Style = PLAIN
    live: Live | None = None


class _PlainLetters(dict[str, Letter]):
    """The letters without style, each made once: most texts have no others."""

    def __missing__(self, sign: str) -> Letter:
        self[sign] = Letter(sign)
        return self[sign]


_PLAIN_LETTERS = _PlainLetters()


@dataclass(frozen=True, slots=True)
class Line:
    """A block as its line is shown: ``text`` and, for each of its characters, the letter.

    ``marks`` say before which letter each stands; ``body`` is where the text starts behind "• " or "(a) ".
    """

    block: Block
    body: int
    text: str
    letters: Sequence[Letter]
    marks: Sequence[tuple[int, Mark]]


def line_of(block: Block, printed: Callable[[Reference], str]) -> Line:
    """Return the line of a block; ``printed`` says what a reference is shown as."""
    sign = {"bullet": BULLET, "letter": f"({block.letter}) "}.get(block.kind, "")
    if len(block.spans) == 1 and isinstance(run := block.spans[0], Run) and run == Run(run.text):
        return _plain_line(block, sign, run.text)
    letters = [Letter(character) for character in sign]
    marks: list[tuple[int, Mark]] = []
    for span in block.spans:
        stretch = _letters(span, printed)
        if not stretch and not isinstance(span, Run):
            marks.append((len(letters), span))
        for letter in stretch:
            if not letter.sign.isspace() or (letters and not letters[-1].sign.isspace()):
                letters.append(letter)
    while letters and letters[-1].sign.isspace():
        letters.pop()
    text = "".join(" " if letter.sign.isspace() else letter.sign for letter in letters)
    end = len(text)
    return Line(block, min(len(sign), end), text, letters, [(min(at, end), mark) for at, mark in marks])


def _plain_line(block: Block, sign: str, text: str) -> Line:
    """Return the line of a block without any style, as most are."""
    signs = _FURTHER_BLANKS.sub("", sign + text).strip()
    shown = _BLANK.sub(" ", signs)
    return Line(block, min(len(sign), len(shown)), shown, [_PLAIN_LETTERS[each] for each in signs], ())


def spans_of(items: Sequence[Letter | Mark]) -> list[Span]:
    """Return letters and marks as spans; a reference is live again where all its letters are there."""
    plain = [item for item in items if isinstance(item, Letter) and item.live is None and item.style is PLAIN]
    if plain and len(plain) == len(items):  # as in most texts
        return [Run("".join([letter.sign for letter in plain]))]
    whole = whole_references(items)
    spans: list[Span] = []
    for of, run in groupby(items, key=lambda item: _span_of(item, whole)):
        if isinstance(of, Live):
            spans.append(of.reference)
        elif isinstance(of, Style):
            spans.append(Run("".join(letter.sign for letter in run if isinstance(letter, Letter)), *of))
        else:
            spans += [mark for mark in run if not isinstance(mark, Letter)]
    return spans


def whole_references(items: Iterable[Letter | Mark]) -> set[Live]:
    """Return the references whose letters are all there, in a row."""
    runs = groupby(items, key=lambda item: item.live if isinstance(item, Letter) else None)
    return {live for live, run in runs if live and live.text == "".join(letter.sign for letter in run)}  # type: ignore[union-attr]


def shared_style(letters: Sequence[Letter]) -> Style:
    """Return what is the style of every one of these letters; plain where there are none."""
    if not letters:
        return PLAIN
    styles = {letter.style for letter in letters}
    urls = {style.url for style in styles}
    bold, italic = all(style.bold for style in styles), all(style.italic for style in styles)
    return Style(bold, italic, urls.pop() if len(urls) == 1 else None)


def joined_style(styles: Iterable[Style]) -> Style:
    """Return what any of these styles has."""
    bolds, italics, urls = zip(PLAIN, *styles, strict=True)
    return Style(any(bolds), any(italics), next(filter(None, urls), None))


def _letters(span: Span, printed: Callable[[Reference], str]) -> list[Letter]:
    if isinstance(span, Run):
        style = Style(span.bold, span.italic, span.url)
        if style == PLAIN:
            return [_PLAIN_LETTERS[character] for character in span.text]
        return [Letter(character, style) for character in span.text]
    if isinstance(span, Reference):
        live, style = Live(span, printed(span)), Style(span.bold, span.italic)
        return [Letter(character, style, live) for character in live.text]
    return []


def _span_of(item: Letter | Mark, whole: set[Live]) -> object:
    """Return what items of one span have in common: the reference, the style, or the mark itself."""
    if not isinstance(item, Letter):
        return item
    return item.live if item.live in whole else item.style
