"""Figures of which the source itself says what their lines are: caption, ratings, scale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.intake.form import Form, Is
from workbench.sentences import Sentence

if TYPE_CHECKING:
    from workbench.intake.figures import Figures
    from workbench.intake.rows import Row
    from workbench.intake.state import State
    from workbench.subtree import Subtree


class Pictures:
    """Reads such lines into the figures of ``figures``."""

    def __init__(self, state: State, figures: Figures) -> None:
        self._state = state
        self._figures = figures
        self._open: Subtree | None = None

    def leave(self) -> None:
        """Let nothing further belong to the figure that is open."""
        self._open = None

    def caption(self, row: Row, form: Form) -> None:
        """Begin a figure in the section that is open."""
        self._open = self._figures.add_given(row, self._state.holder or self._state.paper, form.number)

    def needs_caption(self) -> bool:
        """Whether no figure is open and the last one of the part shows something already."""
        found = self._figures.found
        if self._open is None and found and found[-1][1] is self._state.part.node:
            self._open = None if found[-1][0].children else found[-1][0]
        return self._open is None

    def take(self, row: Row, form: Form) -> None:
        """Take a criterion, a score or a line of the scale; where no figure is open, begin one."""
        figure = self._open
        if figure is None:
            holder = self._state.holder or self._state.paper
            number = len(self._figures.found) + 1
            figure = self._open = self._figures.add_given(row.until(0), holder, number)
            self._state.doubt(row, figure, "caption", Sentence("No caption was found for these ratings."))
        if form.is_ is Is.SCALE:
            self._scale(figure, row, form)
        else:
            self._rate(figure, row, form)

    def _scale(self, figure: Subtree, row: Row, form: Form) -> None:
        state = self._state
        state.expected = None
        if state.text is not None and (state.text.node, state.text.field) == (figure, "scale"):
            state.text.start(form.sign, row)
        else:
            state.text = state.book.text(figure, "scale", row, form.sign)

    def _rate(self, figure: Subtree, row: Row, form: Form) -> None:
        state = self._state
        state.close_text()
        state.book.claim(row, figure)
        if form.field == "criterion":
            state.book.node("rating", figure, row.line, criterion=row.text or None, score=None)
        elif figure.children and row.text:
            rating = figure.children[-1]
            rating.fields["score"] = score = _score(row.text)
            if score is None:
                state.doubt(row, figure, None, Sentence("“{0}” is no score.", row.text))


def _score(text: str) -> float | int | str | None:
    """Return the score that a cell prints: a number, "NR", None where it is none."""
    printed = text.strip().replace(",", ".")
    if printed.upper().replace("/", "") in ("NR", "NA"):
        return "NR"
    try:
        value = float(printed)
    except ValueError:
        return None
    return int(value) if value.is_integer() and abs(value) < 2**53 else value
