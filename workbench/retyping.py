"""Retyped text comes back onto the markup: words that nobody touched keep their marks.

A sheet shows markup as printed: a block a line, "• " before a list item, references as their numbers. What
comes back is compared with that word by word. A line that is still there is the same block as before,
wherever it stands now; in the others every word that is still there keeps its emphasis, link, footnote
mark and live number, be the line split, joined or moved. A line that starts with a bullet or a dash and
a blank is a list item, and one that starts "(a) "; all else typed is plain text. White space of any kind
counts as one blank; a no-break space stays between words that were not touched.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from workbench.alignment import BREAK, Words, align, composed, find_origins
from workbench.lettering import (
    BULLET,
    PLAIN,
    Letter,
    Line,
    Live,
    Mark,
    Style,
    joined_style,
    line_of,
    shared_style,
    spans_of,
    whole_references,
)
from workbench.markup import Anchor, Block, parse, render
from workbench.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from workbench.markup import BlockKind, Reference

_ITEM = re.compile(r"(?P<bullet>[•·∙●○◦▪■‣⁃\uf0a7\uf0b7–-]) (?=\S)|\((?P<letter>[a-z]|[ivx]{2,5})\) (?=\S)")
_LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class Retyped:
    """The markup of a retyped text; ``lost`` names each mark that went with the words that had it."""

    markup: str | None
    lost: tuple[Sentence, ...]


def retype(markup: str | None, before: str, after: str, printed: Callable[[Reference], str]) -> Retyped:
    """Return ``markup`` with what a person changed from ``before``, the text as shown, to ``after``.

    Shown again, it reads as ``after`` does, both :func:`normalised`. Where nothing but white space differs,
    ``markup`` comes back as it is; blank text gives None. ``printed`` says what a reference was shown as.
    """
    new = _lines(after)
    if composed("\n".join(new)) == composed("\n".join(_lines(before))):
        return Retyped(markup, ())
    old = [line_of(block, printed) for block in parse(markup)]
    kept = _kept([line.text for line in old], new)
    untouched = set(kept.values())
    weaver = _Weaver(
        [line for i, line in enumerate(old) if i not in untouched],
        [text for j, text in enumerate(new) if j not in kept],
    )
    woven = iter(weaver.blocks())
    blocks = [old[kept[j]].block if j in kept else next(woven) for j in range(len(new))]
    return Retyped(render(blocks) or None, tuple(weaver.lost()))


def normalised(text: str) -> str:
    """Return a text with single blanks, no blank lines, composed letters and "• " before list items."""
    return composed("\n".join(map(_with_usual_bullet, _lines(text))))


def _lines(text: str) -> list[str]:
    lines = (" ".join(line.split()) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    return [line for line in lines if line]


def _with_usual_bullet(line: str) -> str:
    item = _ITEM.match(line)
    return BULLET + line[item.end() :] if item and item["bullet"] else line


def _kept(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Return which old line each new one is, where it is one, in its old order or moved."""
    old, new = [composed(text) for text in old], [composed(text) for text in new]
    kept = {j + step: i + step for i, j, size in align(old, new) for step in range(size)}
    left: defaultdict[str, list[int]] = defaultdict(list)
    for i in sorted(set(range(len(old))) - set(kept.values()), reverse=True):
        left[old[i]].append(i)
    for j, text in enumerate(new):
        if j not in kept and left[text]:
            kept[j] = left[text].pop()
    return kept


# Weaving -------------------------------------------------------------------------------------

_AT_END = -1


class _Frame(NamedTuple):
    """What a new line becomes: the kind of its block, and the places of the words of its text."""

    kind: BlockKind
    letter: str | None
    body: range


class _Weaver:
    """Makes blocks of new lines, out of the letters and marks of old ones and of what was typed."""

    def __init__(self, old: Sequence[Line], new: Sequence[str]) -> None:
        self._old, self._new = old, new
        self._old_words, self._new_words = Words(line.text for line in old), Words(new)
        self._origins = find_origins(self._old_words, self._new_words)
        self._places = {origin: place for place, origin in self._origins.items()}
        self._frames = [
            self._frame(text, words) for text, words in zip(new, self._new_words.lines, strict=True)
        ]
        self._marks: defaultdict[tuple[int, int], list[Mark]] = defaultdict(list)
        self._gone: defaultdict[int, list[tuple[int, Sentence]]] = defaultdict(list)
        self._alive: set[Live] = set()
        for number, line in enumerate(old):
            self._place_marks(number, line)

    def blocks(self) -> list[Block]:
        """Return the block that each new line becomes."""
        blocks = []
        for frame in self._frames:
            items = list(self._woven(frame.body))
            self._alive |= whole_references(items)
            blocks.append(Block(frame.kind, tuple(spans_of(items)), frame.letter))
        return blocks

    def lost(self) -> Iterator[Sentence]:
        """Yield a name for each mark that is in none of the blocks made, line by line as they were.

        The mark of a footnote is always named, others where something was typed in their place.
        """
        replaced = self._replaced()
        for number, line in enumerate(self._old):
            losses = [*self._gone[number], *self._lost_in(number, line, replaced)]
            yield from (name for _, name in sorted(losses, key=lambda loss: loss[0]))

    def _frame(self, text: str, words: range) -> _Frame:
        item = _ITEM.match(text)
        if item:
            line = self._new_words[words.start].line
            sign = self._new_words.within(line, 0, item.end())
            if not self._was_text(sign):
                kind: BlockKind = "letter" if item["letter"] else "bullet"
                return _Frame(kind, item["letter"], range(sign.stop, words.stop))
        return _Frame("paragraph", None, words)

    def _was_text(self, sign: range) -> bool:
        """Whether what looks like the sign of a list item is how a paragraph began before."""
        first = self._origins.get(sign.start)
        if first is None or any(self._origins.get(place) != first + place - sign.start for place in sign):
            return False
        word = self._old_words[first]
        return word.start == 0 and self._old[word.line].block.kind == "paragraph"

    # Marks between letters

    def _place_marks(self, number: int, line: Line) -> None:
        for position, mark in line.marks:
            spot = self._spot(number, position)
            if spot:
                body = self._frames[self._new_words[spot[0]].line].body
                self._marks[spot if spot[0] in body else (body.start, 0)].append(mark)
            else:
                self._gone[number].append((position, _mark_name(line, position, mark)))

    def _spot(self, number: int, position: int) -> tuple[int, int] | None:
        """Return where a mark stands now: a new word, and before which of its letters; None for nowhere.

        It stays with the word it followed, else where what followed it now starts, else at the end of what
        was typed in its place.
        """
        words, places = self._old_words, self._places
        line, last = words.lines[number], words.within(number, 0, position).stop - 1
        follows = last in line and position <= words[last].end
        if follows and last in places:
            return places[last], position - words[last].start if position < words[last].end else _AT_END
        behind = next((place for place in range(last + 1, line.stop) if place in places), None)
        if behind is not None:
            precedes = not follows and behind == last + 1
            return self._before(places[behind], is_apart=precedes)
        ahead = next((place for place in range(last, line.start - 1, -1) if place in places), None)
        return None if ahead is None else (self._end_of_typed(places[ahead]), _AT_END)

    def _before(self, place: int, *, is_apart: bool) -> tuple[int, int]:
        """Return the spot before a new word: right at it, or at the word ahead of it on its line."""
        at_word = is_apart or place == 0 or self._new_words[place - 1].key == BREAK
        return (place, 0) if at_word else (place - 1, _AT_END)

    def _end_of_typed(self, place: int) -> int:
        while self._new_words[place + 1].key != BREAK and place + 1 not in self._origins:
            place += 1
        return place

    # Letters

    def _woven(self, body: range) -> Iterator[Letter | Mark]:
        """Yield the letters and marks of a new line."""
        last: Letter | None = None
        for is_old, run in groupby(body, key=self._origins.__contains__):
            places = list(run)
            style = PLAIN if is_old else self._typed_style(places, body)
            for place in places:
                letters = self._old_letters(place) if is_old else self._typed_letters(place, style)
                if last and self._new_words[place - 1].end < self._new_words[place].start:
                    yield self._gap(place, last, letters[0])
                for offset, letter in enumerate(letters):
                    yield from self._marks.get((place, offset), ())
                    yield letter
                yield from self._marks.get((place, _AT_END), ())
                last = letters[-1]

    def _old_letters(self, place: int) -> Sequence[Letter]:
        word = self._old_words[self._origins[place]]
        return self._old[word.line].letters[word.start : word.end]

    def _typed_letters(self, place: int, style: Style) -> Sequence[Letter]:
        word = self._new_words[place]
        return [Letter(sign, style) for sign in self._new[word.line][word.start : word.end]]

    def _gap(self, place: int, last: Letter, following: Letter) -> Letter:
        """Return the blank before a new word: the old one where both words stood beside it before."""
        ahead, behind = self._origins.get(place - 1), self._origins.get(place)
        if ahead is not None and behind == ahead + 1:
            word = self._old_words[ahead]
            if word.end < self._old_words[behind].start:
                return self._old[word.line].letters[word.end]
        return Letter(" ", shared_style([last, following]))

    def _typed_style(self, run: Sequence[int], body: range) -> Style:
        """Return the style of words typed in a row, from the old words beside them.

        They take what both have, and what went had it too. Where they replace the first or the last of an
        emphasised stretch, the rest of the stretch says it; at an end of a line, all of the old line does.
        """
        left = self._origins[run[0] - 1] if run[0] > body.start else None
        right = self._origins[run[-1] + 1] if run[-1] + 1 in body else None
        near = right if left is None else left
        if near is None:
            return PLAIN
        words, line = self._old_words, self._old[self._old_words[near].line]
        gone = self._gone_between(left, right, words.lines[words[near].line])
        if gone is None:
            return PLAIN
        start = line.body if left is None else words[left].end - 1
        stop = len(line.text) if right is None else words[right].start + 1
        is_between = left is not None and right is not None
        stretches = [(start, stop) if is_between else (line.body, len(line.text))]
        if gone and left is not None:
            stretches.append((start, words[gone[-1]].end))
        if gone and right is not None:
            stretches.append((words[gone[0]].start, stop))
        return joined_style([shared_style(line.letters[slice(*stretch)]) for stretch in stretches])

    def _gone_between(self, left: int | None, right: int | None, line: range) -> range | None:
        """Return the words of an old line that went from between two others, or beside the one given.

        None where the two did not stand in this order on one line.
        """
        if left is not None and right is not None:
            return range(left + 1, right) if left < right and right in line else None
        if left is None:
            first = right or 0
            while first > line.start and first - 1 not in self._places:
                first -= 1
            return range(first, right or 0)
        end = left + 1
        while end < line.stop and end not in self._places:
            end += 1
        return range(left + 1, end)

    # Losses

    def _lost_in(self, number: int, line: Line, replaced: set[int]) -> Iterator[tuple[int, Sentence]]:
        """Yield position and name of each style and reference that a line lost to what was typed."""
        for what, of in _OF_LETTERS.items():
            position = 0
            for value, run in groupby(line.letters, key=of):
                start, position = position, position + len(list(run))
                words = self._old_words.within(number, start, position)
                is_there = any(place in self._places for place in words)
                is_gone = value not in self._alive if isinstance(value, Live) else not is_there
                if value and is_gone and (is_there or not replaced.isdisjoint(words)):
                    yield start, Sentence(what, _shortened(line.text[start:position]))

    def _replaced(self) -> set[int]:
        """Return the old words in whose place others were typed."""
        places = self._new_words.places()
        order = {place: index for index, place in enumerate(places)}
        runs = [list(run) for _, run in groupby(self._old_words.places(), key=self._places.__contains__)]
        replaced: set[int] = set()
        for ahead, run, behind in zip([[], *runs], runs, [*runs[1:], []], strict=False):
            if run[0] not in self._places:
                first = order[self._places[ahead[-1]]] + 1 if ahead else 0
                last = order[self._places[behind[0]]] - 1 if behind else len(places) - 1
                if any(0 <= at < len(places) and places[at] not in self._origins for at in (first, last)):
                    replaced.update(run)
        return replaced


_OF_LETTERS: Mapping[Sentence, Callable[[Letter], object]] = {
    Sentence("bold on “{0}”"): attrgetter("style.bold"),
    Sentence("italics on “{0}”"): attrgetter("style.italic"),
    Sentence("link on “{0}”"): attrgetter("style.url"),
    Sentence("reference printed “{0}”"): attrgetter("live"),
}


def _mark_name(line: Line, position: int, mark: Mark) -> Sentence:
    """Return what a person would call a mark between letters: "footnote mark after “ILO”"."""
    if not isinstance(mark, Anchor):
        return Sentence("reference that printed nothing")
    ahead, behind = line.text[line.body : position].split(), line.text[position:].split()
    if ahead:
        return Sentence("footnote mark after “{0}”", _shortened(ahead[-1]))
    if behind:
        return Sentence("footnote mark before “{0}”", _shortened(behind[0]))
    return Sentence("footnote mark without words")


def _shortened(text: str) -> str:
    text = text.strip()
    return text if len(text) <= _LONGEST_NAME else f"{text[: _LONGEST_NAME - 1].rstrip()}…"
