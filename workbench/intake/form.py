"""What a source itself says of its lines: the look and the links of stretches, and what a line is.

A text file says nothing, and the grammar reads signs; a Word file says nearly all of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Mark:
    """What the source says of one stretch of a row's text, ``text[start:end]``.

    The marks of a row are in order and do not overlap; what no mark covers is plain. ``note`` is the key
    of the footnote whose mark the stretch is; the stretch, which may be empty, is then no part of the text.
    ``raised`` says that it stands above the line, as footnote marks do, where no key is known.
    ``target`` is the name of the bookmark whose number a live field shows there; ``of_paragraph`` says that
    it is the number of the paragraph there. ``name`` is "evaluations" where their count is shown, "footnote"
    where ``target`` is the key of a footnote whose number is shown.
    """

    start: int
    end: int
    bold: bool = False
    italic: bool = False
    url: str = ""
    note: str = ""
    raised: bool = False
    target: str = ""
    of_paragraph: bool = False
    name: str = ""


def is_all_bold(text: str, marks: Iterable[Mark], start: int = 0) -> bool:
    """Whether all letters of a text from ``start`` on are bold, and there are any."""
    end = start
    for mark in marks:
        if mark.bold:
            if text[end : mark.start].strip():
                return False
            end = max(end, mark.end)
    return end > start and not text[end:].strip()


class Is(Enum):
    """What a line is."""

    PART = auto()
    """The heading of an evaluation, without its label."""
    SECTION = auto()
    """The heading of a section: of the paper at ``level`` 0, else of the part."""
    HEADING = auto()
    """A heading of which only ``level`` is known, -1 where its look alone shows it; words tell the rest."""
    CRITERION = auto()
    """The heading of a criterion, without its letter."""
    FINDING = auto()
    """The first paragraph of a key finding, without its label."""
    NUMBERED = auto()
    """A numbered paragraph, without its number."""
    UNNUMBERED = auto()
    """A paragraph of its own that has no number."""
    DECISION = auto()
    """A numbered paragraph of the draft decision; ``number`` 0 where it has none."""
    RECOMMENDATION = auto()
    """The heading "Recommendation 3", without anything else."""
    HEADLINE = auto()
    """What is recommended; it carries a paragraph number."""
    RESPONSE = auto()
    """The heading of an answer to the recommendations ``numbers``."""
    LABEL = auto()
    """A heading or paragraph that begins with the label of a recommendation, or of the answer to it."""
    MORE = auto()
    """A further block or, with a ``sign``, a list item of the text above it; ``field`` is "headline" or
    "key_finding" where only such a text can go on so."""
    CAPTION = auto()
    """The caption of a figure, without its label."""
    SCALE = auto()
    """The legend of the figure above it."""
    RATING = auto()
    """A criterion or its score in a table or chart: ``field`` tells which."""
    CELL = auto()
    """A cell of a recommendation's table; ``field`` is the field that it fills, or "response" for what the
    Office answers."""
    ADVICE = auto()
    """The recommendation itself, or only its label, in a table that has more about it beside."""
    STRAY = auto()
    """A cell of a recommendation's table that no field holds; it stays unplaced."""
    HEAD = auto()
    """A cell that only names a column."""
    FRONT = auto()
    """A line of the front page; ``field`` is the field of the paper that it fills, "" where it goes on."""
    BLOCK = auto()
    """A paragraph of which only this is known: it begins and ends here. Its signs tell the rest."""


@dataclass(frozen=True, slots=True)
class Form:
    """What a row is, as the source itself says; a row without a form shows it by signs, or not at all.

    ``number`` is the number that the source prints for it, 0 where it prints none or is not known;
    ``sign`` is that of a list item ("- ", "(a) "); ``role`` that of the section, where its words tell;
    ``start`` is where the text of a LABEL goes on behind it.
    """

    is_: Is
    number: int = 0
    level: int = 0
    numbers: tuple[int, ...] = ()
    field: str = ""
    sign: str = ""
    role: str = ""
    start: int = 0
    is_boxed: bool = False
