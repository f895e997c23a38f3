"""Runs of text put together to the lines of a page, in the order in which a reader takes them."""

from __future__ import annotations

import re
from bisect import bisect
from collections import Counter
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.intake.pdf_runs import Run

_MOST_LOOKS = 2_000_000  # for letters beside others on a page; one full of text takes some thousands
_SAME_LINE = 0.3  # em by which baselines on one line may differ
_SMALL = 0.8  # share of the line's type size below which a letter above or below the line is no line
_RAISED = 0.7  # em up to which such a letter stands above the line
_LOWERED = 0.35
_LONGEST_MARK = 8  # letters
_SPACE = 0.13  # em from which a gap is a space
_APART = 1.0  # em from which a gap parts two cells
_LABEL_GAP = 6.0  # em that may follow the number or bullet of a paragraph
_LABEL = re.compile(
    r"(?:\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)]?|[•▪◦●○‣⁃∙·■□♦➢➤►▶✓❖*\uf0a7\uf0b7\uf0d8\uf076\uf02d–—-])$"
)
_FEWEST = 6  # lines on either side of a gutter
_WIDE = 0.25  # share of the page's text that a line of a column takes at least
_LEFT = 0.35  # share of it within which a left column begins, and ends behind
_NEAR = 3.0  # points


@dataclass(slots=True)
class Piece:
    """A stretch of a line in one look; ``raised`` letters stand above the line as footnote marks do."""

    text: str
    look: int
    url: str = ""
    raised: bool = False


@dataclass(slots=True)
class Segment:
    """What stands together on a line, apart from other things on it: a cell, or all of the line."""

    x: float
    right: float
    pieces: list[Piece]

    @property
    def text(self) -> str:
        """Its text without white space at its ends."""
        return "".join([piece.text for piece in self.pieces]).strip()


class Line:
    """One line of a page or of a column, on the baseline ``y`` in type of ``size`` points.

    It reaches from ``x`` to ``right``. ``body`` is where its text begins behind a number or a bullet, which
    takes ``label`` letters. In ``text`` cells are two spaces apart.
    """

    __slots__ = ("body", "label", "right", "segments", "size", "text", "x", "y")

    def __init__(self, y: float, size: float, segments: list[Segment]) -> None:
        self.y = y
        self.size = size
        self.x = self.body = segments[0].x
        self.right = segments[-1].right
        self.label = 0
        self.segments = _with_label(self, segments) if len(segments) == 2 else segments
        self.text = "  ".join([segment.text for segment in self.segments])

    def move(self, distance: float) -> None:
        """Let it stand further to the right."""
        self.x += distance
        self.right += distance
        self.body += distance
        for segment in self.segments:
            segment.x += distance
            segment.right += distance


class _Group:
    """Runs on one baseline; ``small`` are those that stand a little above or below it, as marks do."""

    __slots__ = ("runs", "size", "small", "y")

    def __init__(self, run: Run) -> None:
        self.y = run.y
        self.size = run.size
        self.runs = [run]
        self.small: list[Run] = []


def lines_of(runs: Sequence[Run]) -> list[Line]:
    """Return the lines that ``runs`` make, from the top, each as wide as the page."""
    small = _small_beside(runs)
    held = {id(run) for beside in small.values() for run in beside}
    groups: list[_Group] = []
    for run in sorted(runs, key=_from_top):
        if id(run) in held:
            continue
        group = groups[-1] if groups else None
        if group is not None and group.y - run.y <= _SAME_LINE * min(run.size, group.size):
            group.runs.append(run)
            group.size = max(group.size, run.size)
        else:
            group = _Group(run)
            groups.append(group)
        group.small += small.get(id(run), ())
    return [_line(group) for group in groups]


def _from_top(run: Run) -> tuple[float, float]:
    return -run.y, run.x


def _small_beside(runs: Sequence[Run]) -> dict[int, list[Run]]:
    """Return the small letters that belong to a bigger run right beside them, by that run's id."""
    short = [run for run in runs if len(run.text) < _LONGEST_MARK]
    biggest = max([run.size for run in runs]) if short else 0.0
    short = [run for run in short if run.size < _SMALL * biggest]
    least = min((run.size for run in short), default=biggest)
    by_height = sorted([run for run in runs if least < _SMALL * run.size], key=_height) if short else []
    found: dict[int, list[Run]] = {}
    looks = 0
    for small in short:
        start = bisect(by_height, small.y - _RAISED * biggest, key=_height)
        end = bisect(by_height, small.y + _LOWERED * biggest, key=_height)
        looks += end - start
        if looks > _MOST_LOOKS:
            break
        near = [run for run in by_height[start:end] if _is_beside(small, run)]
        if near:
            nearest = min(near, key=partial(_distance, small))
            found.setdefault(id(nearest), []).append(small)
    return found


def _height(run: Run) -> float:
    return run.y


def _distance(small: Run, run: Run) -> float:
    return abs(run.right - small.x)


def _is_beside(small: Run, run: Run) -> bool:
    size = run.size
    return (
        small.size < _SMALL * size
        and -_LOWERED * size < small.y - run.y < _RAISED * size
        and run.x - size < small.x < run.right + size
    )


def _line(group: _Group) -> Line:
    if len(group.runs) == 1 and not group.small:
        run = group.runs[0]
        return Line(run.y, run.size, [Segment(run.x, run.right, [Piece(run.text, run.look, run.url)])])
    raised = {id(run) for run in group.small if run.y > group.y}
    segments: list[Segment] = []
    before: Run | None = None
    for run in sorted([*group.runs, *group.small], key=_from_left):
        piece = Piece(run.text, run.look, run.url, id(run) in raised)
        gap = run.x - before.right if before is not None else 0.0
        if before is None or gap > _APART * group.size:
            segments.append(Segment(run.x, run.right, [piece]))
        else:
            segment = segments[-1]
            if gap > _SPACE * group.size and not before.text.endswith(" "):
                segment.pieces[-1].text += " "
            segment.pieces.append(piece)
            segment.right = max(segment.right, run.right)
        before = run
    return Line(group.y, max(group.runs, key=_length).size, segments)


def _from_left(run: Run) -> float:
    return run.x


def _length(run: Run) -> int:
    return len(run.text)


def _with_label(line: Line, segments: list[Segment]) -> list[Segment]:
    """Return one segment where the first of two is the number or bullet of a paragraph; tell ``line`` so."""
    label, text = segments
    if text.x - label.right > _LABEL_GAP * line.size or not _LABEL.match(label.text):
        return segments
    label.pieces[-1].text = label.pieces[-1].text.rstrip() + " "
    line.body, line.label = text.x, len(label.text) + 1
    return [Segment(label.x, text.right, label.pieces + text.pieces)]


# Columns -----------------------------------------------------------------------------------


def in_columns(lines: Sequence[Line]) -> list[Line]:
    """Return ``lines`` so that the left column of a page is read before the right one."""
    gutter = _gutter(lines)
    if gutter is None:
        return list(lines)
    ordered: list[Line] = []
    columns: tuple[list[Line], list[Line]] = ([], [])
    for line in lines:
        if any(segment.x < gutter < segment.right for segment in line.segments):
            ordered += [*columns[0], *_moved(columns), line]
            columns = ([], [])
        else:
            for column, lines_of_it in enumerate(columns):
                lines_of_it += _part(line, [s for s in line.segments if (s.x > gutter) == column])
    return [*ordered, *columns[0], *_moved(columns)]


def _moved(columns: tuple[list[Line], list[Line]]) -> list[Line]:
    """Return the lines of the right column with their margins as if it stood where the left one does."""
    left, right = columns
    distance = min((line.x for line in right), default=0.0) - min((line.x for line in left), default=0.0)
    for line in right if left else ():
        line.move(-distance)
    return right


def _gutter(lines: Sequence[Line]) -> float | None:
    """Return where the right of two columns of running text begins, None where there is one column."""
    segments = [segment for line in lines for segment in line.segments]
    if len(segments) < 2 * _FEWEST:
        return None
    start, end = min(s.x for s in segments), max(s.right for s in segments)
    middle = start + _LEFT * (end - start)
    wide = [s for s in segments if s.right - s.x > _WIDE * (end - start)]
    starts = Counter(round(s.x / _NEAR) for s in wide if s.x > middle)
    if not starts:
        return None
    last = starts.most_common(1)[0][0] * _NEAR
    ends = {s.right + 1 for s in wide if s.x < middle < s.right < last}
    gutter = min(ends, key=lambda x: (sum(s.x < x < s.right for s in segments), -x), default=last)
    right = sum(s.x > gutter for s in wide)
    left = sum(s.x < middle and s.right < gutter for s in wide)
    return gutter if min(left, right) >= _FEWEST else None


def _part(line: Line, segments: list[Segment]) -> list[Line]:
    """Return the part of a line that stands in one column, nothing where none of it does."""
    if not segments:
        return []
    part = Line(line.y, line.size, segments)
    if line.label and segments[0] is line.segments[0]:
        part.body, part.label = line.body, line.label
    return [part]
