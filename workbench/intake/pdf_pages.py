"""What stands where on the pages of a PDF file: running lines, text, footnotes, turned text."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from workbench.intake.pdf_lines import lines_of
from workbench.intake.signs import finished, stands_out

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from workbench.intake.pdf_lines import Line
    from workbench.intake.pdf_runs import Run

_DIGITS = re.compile(r"\d+")
_EDGE = 3  # lines at either end of a page that may run
_FEWEST_PAGES = 3
_OFTEN = 0.3  # share of the pages that a running line stands on, one kind for left pages and one for right
_SMALL_TYPE = 0.93  # share of the text's type size that footnotes stay below
_USUAL_PITCH = 1.3  # em
_OFTEN_PITCH = 0.2
_PITCHES = (0.8, 2.6)  # em
_GAP = 1.2  # times the usual pitch


@dataclass(slots=True)
class Page:
    """The lines of one page from the top; ``turned`` is text that does not run from left to right.

    ``is_drawn`` says that the page shows something, be it a picture.
    """

    number: int
    lines: list[Line]
    is_drawn: bool
    turned: list[Line] = field(default_factory=list)
    head: list[Line] = field(default_factory=list)
    foot: list[Line] = field(default_factory=list)
    notes: list[Line] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether no text was found on it."""
        return not (self.lines or self.head or self.foot or self.notes or self.turned)


def page_of(number: int, runs: Sequence[Run], *, is_drawn: bool) -> Page:
    """Return the page that ``runs`` make; most of its text is taken to stand upright."""
    turns = Counter({run.turn: 0 for run in runs})
    if len(turns) < 2:
        return Page(number, lines_of(runs), is_drawn)
    for run in runs:
        turns[run.turn] += len(run.text)
    upright = turns.most_common(1)[0][0]
    turned = [line for turn in turns if turn != upright for line in lines_of(_with_turn(runs, turn))]
    return Page(number, lines_of(_with_turn(runs, upright)), is_drawn, turned)


def _with_turn(runs: Iterable[Run], turn: int) -> list[Run]:
    return [run for run in runs if run.turn == turn]


class Measures:
    """The usual ``size`` of a document's type, ``left`` margin of its text, and width of a ``letter``."""

    def __init__(self, pages: Sequence[Page]) -> None:
        lines = [line for page in pages for line in page.lines]
        sizes = Counter[float]()
        for line in lines:
            sizes[line.size] += len(line.text)
        self.size = sizes.most_common(1)[0][0] if sizes else 10.0
        lefts, letters, width = Counter[int](), 0, 0.0
        for line in lines:
            if line.size == self.size:
                lefts[round(line.body)] += 1
                if len(line.segments) == 1:
                    letters += len(line.text)
                    width += line.right - line.x
        self.left = float(lefts.most_common(1)[0][0]) if lefts else 0.0
        self.letter = max(width / letters, 0.1) if letters else 0.5 * self.size
        self._pitches = _usual_pitches(pages)

    def is_apart(self, above: Line, below: Line) -> bool:
        """Whether more space stands between two lines than between the lines of a paragraph."""
        size = max(above.size, below.size)
        pitch = self._pitches.get(below.size) if above.size == below.size else None
        return above.y - below.y > _GAP * (pitch or _USUAL_PITCH * size)


def _usual_pitches(pages: Sequence[Page]) -> dict[float, float]:
    """Return how far apart the lines of a paragraph stand for each type size."""
    found: dict[float, Counter[float]] = {}
    for page in pages:
        for above, below in pairwise(page.lines):
            pitch = above.y - below.y
            if above.size == below.size and _PITCHES[0] * below.size < pitch < _PITCHES[1] * below.size:
                found.setdefault(below.size, Counter())[round(pitch, 1)] += 1
    return {size: _usual(pitches) for size, pitches in found.items()}


def _usual(pitches: Counter[float]) -> float:
    """Return the smallest distance that lines often have."""
    often = _OFTEN_PITCH * pitches.total()
    return min(pitch for pitch, count in pitches.items() if count >= min(often, max(pitches.values())))


# Running lines -----------------------------------------------------------------------------


def take_running_lines(pages: Sequence[Page]) -> None:
    """Move lines that many pages have at the same height at their top or foot to ``head`` and ``foot``."""
    if len(pages) < _FEWEST_PAGES:
        return
    found = Counter(place for page in pages for place in {_place(line) for line in _edges(page.lines)})
    often = max(_FEWEST_PAGES, _OFTEN * len(pages))
    running = {place for place, count in found.items() if count >= often}
    for page in pages:
        taken = [line for line in _edges(page.lines) if _place(line) in running and not _is_text(line)]
        first = {id(line) for line in page.lines[:_EDGE]}
        page.head = [line for line in taken if id(line) in first]
        page.foot = [line for line in taken if id(line) not in first]
        ids = {id(line) for line in taken}
        page.lines = [line for line in page.lines if id(line) not in ids]


def _edges(lines: Sequence[Line]) -> Iterator[Line]:
    yield from lines[:_EDGE]
    yield from lines[max(_EDGE, len(lines) - _EDGE) :]


def _place(line: Line) -> tuple[str, int, int]:
    return _DIGITS.sub("0", line.text), round(line.y), round(line.size)


def _is_text(line: Line) -> bool:
    return stands_out(line.text or "-")


# Footnotes ---------------------------------------------------------------------------------


def take_notes(pages: Sequence[Page], measures: Measures) -> None:
    """Move the footnotes of each page to ``notes``, the rest of one from overleaf to the page it began on."""
    sizes = Counter(line.size for page in pages for line in page.lines if _starts_note(line, measures))
    if not sizes:
        return
    size = sizes.most_common(1)[0][0]
    before: list[Line] = []
    for page in pages:
        columns, page.lines = _columns(page.lines), []
        for column in columns:
            start = _notes_start(column, measures, size)
            first = next(
                (i for i in range(start, len(column)) if _starts_note(column[i], measures)), len(column)
            )
            if before and not finished(before[-1].text):
                before += column[start:first]
            else:
                start = first
            page.lines += column[:start]
            page.notes += column[first:]
            before = page.notes or before
        before = page.notes


def _columns(lines: Sequence[Line]) -> list[Sequence[Line]]:
    """Return the lines of each column: the next one begins further up on the page."""
    ups = [place for place, (above, below) in enumerate(pairwise(lines), 1) if below.y > above.y]
    return [lines[start:end] for start, end in pairwise([0, *ups, len(lines)])]


def _notes_start(lines: Sequence[Line], measures: Measures, size: float) -> int:
    """Return where the lines in the type of footnotes begin that a page ends with."""
    start = len(lines)
    while start and lines[start - 1].size == size and size < _SMALL_TYPE * measures.size:
        start -= 1
    return start


def _starts_note(line: Line, measures: Measures) -> bool:
    pieces = line.segments[0].pieces
    is_mark = pieces[0].raised and pieces[0].text.strip().isdecimal()
    return is_mark and line.size < _SMALL_TYPE * measures.size
