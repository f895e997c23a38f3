"""The lines of a PDF file's pages as rows: margins in letters, blank lines, looks, cells apart."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from workbench.intake.form import Mark
from workbench.intake.notes import RAISED_DIGITS
from workbench.intake.pdf_lines import Line, Piece, Segment
from workbench.intake.pdf_runs import BOLD, ITALIC
from workbench.intake.rows import Row
from workbench.intake.signs import is_table_head
from workbench.intake.source import untypeset

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from workbench.intake.pdf_pages import Measures, Page

_LABEL = -1  # the look of a number or bullet, which says nothing of the text behind it
_TO_RAISED = str.maketrans("0123456789", RAISED_DIGITS)
_COLUMN = 3.0  # points by which a line may start beside its column
_BETWEEN = 3  # spaces between cells, fewer of which could stand between words
_ROW_GAP = 3.0  # em that may stand between two lines of a table


@dataclass(frozen=True, slots=True)
class _Grid:
    """How places on a page become places in a line of text: ``unit`` points make a letter."""

    left: float
    unit: float

    def place(self, x: float) -> int:
        return max(0, round((x - self.left) / self.unit))


@dataclass(slots=True)
class _Stretch:
    """A stretch of a row's text in one look."""

    start: int
    end: int
    look: int
    url: str


class RowMaker:
    """Makes rows of pages: ``lines`` as text, ``rows`` with what the file says, ``furniture`` by number."""

    def __init__(self, measures: Measures) -> None:
        self.lines: list[str] = []
        self.rows: list[Row] = []
        self.furniture: set[int] = set()
        self._measures = measures
        self._usual = _Grid(measures.left, measures.letter)
        self._gap = 1
        self._was_bold: bool | None = None
        self._block: list[tuple[Row, list[_Stretch]]] = []

    def add(self, page: Page) -> None:
        """Take the lines of a page: its head, its text, its footnotes, its foot, what is turned."""
        self._add_beside(page.head)
        self._add_text(page.lines)
        if page.notes:
            self._leave_blank()
            for line in page.notes:
                self._add(line, self._usual)
        self._add_beside([*page.foot, *page.turned])
        self._leave_blank()

    def _add_beside(self, lines: Sequence[Line]) -> None:
        """Take lines that are no part of the text."""
        for line in lines:
            self._leave_blank()
            if self._add(line, _grid_of([line], _Grid(line.x, self._usual.unit))):
                self.furniture.add(len(self.lines))
        self._leave_blank()

    def _add_text(self, lines: Sequence[Line]) -> None:
        lines = _with_whole_heads(lines)
        grids = _grids(lines, self._usual)
        for place, line in enumerate(lines):
            if place and self._measures.is_apart(lines[place - 1], line):
                self._leave_blank()
            is_bold = _bold(line)
            if self._was_bold not in (None, is_bold) and is_bold is not None and place not in grids:
                self._leave_blank(more=1)  # so do a heading and its text differ
            is_next_column = bool(place) and line.y > lines[place - 1].y
            if is_next_column:
                self._leave_blank()
            if self._add(line, grids.get(place, self._usual)) and is_next_column:
                self.rows[-1].broken = 1  # as the end of a page does
            self._was_bold = is_bold

    def _leave_blank(self, more: int = 0) -> None:
        """End a block and let the next line have a blank one before it, or ``more`` where it has one."""
        _mark(self._block)
        self._block = []
        blanks = more if self._gap else 1
        self.lines += [""] * blanks
        self._gap += blanks

    def _add(self, line: Line, grid: _Grid) -> bool:
        """Take one line; tell whether it shows anything."""
        text, stretches = _written(line, grid)
        if not text:
            return False
        indent = grid.place(line.x)
        self.lines.append(" " * indent + text)
        row = Row(len(self.lines), text, self._gap, indent)
        if len(line.segments) == 1:
            row.width = self._usual.place(line.right)
        self.rows.append(row)
        self._block.append((row, stretches))
        self._gap = 0
        return True


def _bold(line: Line) -> bool | None:
    """Return whether all of a line is bold, its number left out; None where only some of it is."""
    if len(line.segments) == len(line.segments[0].pieces) == 1:
        return bool(line.segments[0].pieces[0].look & BOLD)
    pieces = [piece for segment in line.segments for piece in segment.pieces if len(piece.text) > 1]
    looks = {piece.look & BOLD for piece in (pieces[1:] if line.label else pieces)}
    return bool(looks.pop()) if len(looks) == 1 else None


def _written(line: Line, grid: _Grid) -> tuple[str, list[_Stretch]]:
    """Return the text of a line, its cells where they stand on the page, and the looks of its stretches."""
    if len(line.segments) == len(line.segments[0].pieces) == 1:
        piece = line.segments[0].pieces[0]
        text = _shown(piece).strip()
        return text, [_Stretch(0, len(text), piece.look, piece.url)]
    text, stretches, margin = "", list[_Stretch](), grid.place(line.x)
    for segment in line.segments:
        if text:
            text = text.rstrip().ljust(grid.place(segment.x) - margin)
            text = text if text.endswith(" " * _BETWEEN) else text.rstrip() + " " * _BETWEEN
        for piece in segment.pieces:
            shown = _shown(piece)
            if not text or text.endswith(" "):
                shown = shown.lstrip()
            if shown:
                stretches.append(_Stretch(len(text), len(text) + len(shown), piece.look, piece.url))
                text += shown
    for stretch in stretches:
        if stretch.start < line.label:
            stretch.look = _LABEL
    return text.rstrip(), stretches


def _shown(piece: Piece) -> str:
    """Return the text of a piece; raised digits stay raised, so that no number before them takes them in."""
    text = untypeset(piece.text)
    return text.translate(_TO_RAISED) if piece.raised and text.strip().isdecimal() else text


# Looks -------------------------------------------------------------------------------------


def _mark(block: Sequence[tuple[Row, list[_Stretch]]]) -> None:
    """Give the rows of a block their marks: links, and a look in so far as not all of the text has it."""
    if all(not (stretch.look or stretch.url) for _, stretches in block for stretch in stretches):
        return
    for lines in _parted(block):
        common = BOLD | ITALIC
        for row, stretches in lines:
            for stretch in stretches:
                if stretch.look != _LABEL and row.text[stretch.start : stretch.end].strip():
                    common &= stretch.look
        for row, stretches in lines:
            row.marks = tuple(_marks(row.text, stretches, common))


def _marks(text: str, stretches: Iterable[_Stretch], common: int) -> Iterator[Mark]:
    for stretch in stretches:
        look = 0 if stretch.look == _LABEL else stretch.look & ~common
        if not (look or stretch.url):
            continue
        marked = text[stretch.start : stretch.end]
        url = "" if _is_address(marked.strip(), stretch.url) else stretch.url
        start = stretch.start + len(marked) - len(marked.lstrip())
        end = stretch.start + len(marked.rstrip())
        if start < end and (look or url):
            yield Mark(start, end, bold=bool(look & BOLD), italic=bool(look & ITALIC), url=url)


def _is_address(text: str, url: str) -> bool:
    """Whether a text is the address that it leads to, or a line of it, and so needs no link."""
    return text.rstrip(".,;") in url and not {"/", ".", "@"}.isdisjoint(text)


def _parted(
    block: Sequence[tuple[Row, list[_Stretch]]],
) -> Iterator[list[tuple[Row, list[_Stretch]]]]:
    """Yield the lines of a block, those before a change of look at a line's end apart: a heading's."""
    lines: list[tuple[Row, list[_Stretch]]] = []
    looks: set[int] = set()
    for row, stretches in block:
        own = [stretch.look for stretch in stretches if stretch.look != _LABEL]
        if len(looks) == 1 and own and own[0] not in looks:
            yield lines
            lines, looks = [], set()
        lines.append((row, stretches))
        looks.update(own)
    if lines:
        yield lines


# Tables ------------------------------------------------------------------------------------


def _with_whole_heads(lines: Sequence[Line]) -> list[Line]:
    """Return ``lines`` with the names of a table's columns whole where they stand on several lines."""
    kept: list[Line] = []
    for line in lines:
        head = kept[-1] if kept else None
        if (
            head is not None
            and len(head.segments) > 1
            and is_table_head(line.text)
            and is_table_head(head.text)
        ):
            kept[-1] = _joined_head(head, line)
        else:
            kept.append(line)
    return kept


def _joined_head(head: Line, line: Line) -> Line:
    segments = [Segment(cell.x, cell.right, list(cell.pieces)) for cell in head.segments]
    for more in line.segments:
        cell = min(segments, key=partial(_distance, more))
        cell.pieces += [Piece(" ", more.pieces[0].look), *more.pieces]
        cell.right = max(cell.right, more.right)
    return Line(line.y, line.size, segments)


def _distance(one: Segment, other: Segment) -> float:
    """Return how far two cells stand apart, by their middles."""
    return abs(one.x + one.right - other.x - other.right)


def _grids(lines: Sequence[Line], usual: _Grid) -> dict[int, _Grid]:
    """Return the grid of every line that is part of a table, by its place among ``lines``."""
    grids: dict[int, _Grid] = {}
    start = 0
    while start < len(lines):
        if len(lines[start].segments) < 2:
            start += 1
            continue
        end = _table_end(lines, start)
        grid = _grid_of(lines[start:end], usual)
        grids.update(dict.fromkeys(range(start, end), grid))
        start = end
    return grids


def _table_end(lines: Sequence[Line], start: int) -> int:
    """Return where the table ends that begins with the line ``start``."""
    columns = [segment.x for segment in lines[start].segments]
    for place in range(start + 1, len(lines)):
        line, above = lines[place], lines[place - 1]
        if not 0 < above.y - line.y < _ROW_GAP * line.size:
            return place
        if len(line.segments) > 1:
            columns += [segment.x for segment in line.segments]
        elif not _is_in_column(line, columns):
            return place
    return len(lines)


def _is_in_column(line: Line, columns: Sequence[float]) -> bool:
    """Whether a line stands where one cell of a table does, with room for the next one."""
    own = [x for x in columns if abs(x - line.x) < _COLUMN]
    if not own:
        return False
    after = [x for x in columns if x > line.x + _COLUMN]
    return line.right < min(after) if after else max(own) > min(columns) + _COLUMN


def _grid_of(lines: Sequence[Line], usual: _Grid) -> _Grid:
    """Return the closest grid in which no cell of a table reaches into the next."""
    units = [
        (after.x - cell.x) / (len(cell.text) + _BETWEEN)
        for line in lines
        for cell, after in pairwise(line.segments)
    ]
    left = min(usual.left, *(line.x for line in lines))
    return _Grid(left, max(min(units), 0.1)) if units else _Grid(left, usual.unit)
