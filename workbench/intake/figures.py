"""Figures: their captions, and the axis lines that the text extraction left somewhere near."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.intake.ratings import (
    Axis,
    are_ratings,
    is_legend,
    is_scale,
    is_score,
    is_scored,
    labels_in,
    may_be_label,
)
from workbench.intake.signs import FIGURE, PART, RECOMMENDATION, finished, heading_role
from workbench.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.intake.rows import Row
    from workbench.intake.state import State
    from workbench.subtree import Subtree


_PAGE_END = 8  # lines that can stand between two lines of one axis


class Figures:
    """Reads captions and axes; ``found`` are figures with the part they stand in."""

    def __init__(self, state: State) -> None:
        self._state = state
        self.found: list[tuple[Subtree, Subtree]] = []
        self.axes: list[Axis] = []
        self.axis: Axis | None = None
        """The axis whose lines are being read."""

    def add(self, row: Row, holder: Subtree) -> bool:
        """Take a caption ("Figure 1. …")."""
        state = self._state
        match = FIGURE.match(row.text)
        if not match or state.part.node is None:
            return False
        figure = self.add_given(row, holder, int(match["number"]), match.end())
        if row.text[0] in "Tt":
            state.doubt(row, figure, "caption", Sentence("This table of ratings is kept as a figure."))
        return True

    def add_given(self, row: Row, holder: Subtree, number: int, start: int = 0) -> Subtree:
        """Begin the figure that is printed with ``number``; its caption begins at ``start``."""
        state = self._state
        figure = state.book.node("figure", holder, row.line)
        state.book.printed[figure.id] = number
        self.found.append((figure, state.part.node or state.paper))
        state.part.has_figure = True
        if number != len(self.found):
            state.misnumbered(row, figure, "caption", "figure", number, len(self.found))
        state.begin(figure, "caption", row, start)
        return figure

    def take_axis(self, row: Row, rows: Sequence[Row], position: int) -> bool:
        """Take a line that is part of an axis, wherever it stands: ``rows[position]``."""
        names = self._state.part.criteria
        if self._lacks_figure(row, names):
            self._add_uncaptioned(row)
            self._open(row).add_unknown(row)
        elif self._is_axis(row, names):
            self._open(row).add(row, names)
        elif self._is_scored(row, names) or (
            self.axis is not None and self._is_unknown_label(row, rows[position + 1 : position + 2], names)
        ):
            self._open(row).add_unknown(row)
        else:
            return False
        return True

    def _lacks_figure(self, row: Row, names: Sequence[str]) -> bool:
        """Whether a line lists the ratings where a figure shows them in other papers, and none does here."""
        state = self._state
        if state.role != "overall_assessment" or state.part.has_figure:
            return False
        return are_ratings(row.text, names) and state.at_boundary(row)

    def _add_uncaptioned(self, row: Row) -> None:
        state = self._state
        figure = self.add_given(row.until(0), state.holder or state.paper, len(self.found) + 1)
        state.doubt(row, figure, "caption", Sentence("No caption was found for these ratings."))
        state.close_text()

    def _open(self, row: Row) -> Axis:
        """Return the axis that is being read; one that a page end interrupted goes on."""
        if self.axis is None:
            part, last = self._state.part.node, self.axes[-1] if self.axes else None
            if last is None or last.part is not part or row.line - last.rows[-1].line > _PAGE_END:
                last = Axis(part)
                self.axes.append(last)
            self.axis = last
        return self.axis

    def _is_scored(self, row: Row, names: Sequence[str]) -> bool:
        """Whether a line below a caption, or in an axis, can only be part of what the figure shows."""
        text = self._state.text
        if self.axis is None and (text is None or text.field != "caption"):
            return False
        return is_scored(row.text, names)

    def _is_axis(self, row: Row, names: Sequence[str]) -> bool:
        text = row.text
        first = text[0]
        if first.isdigit():
            if self.axis is None and text[1:2] not in " =:-–—":
                return False
            if is_scale(text):
                return " " in text
            return (self.axis is not None and is_score(text)) or is_legend(text)
        if self.axis is not None and self._goes_on(text):
            return True
        if not first.isupper() or not ("=" in text or may_be_label(text, self._state.part.label_words)):
            return "6" in text and is_legend(text)
        has_figure = self._state.part.has_figure
        if not has_figure and (self._state.role == "findings" or heading_role(text) is not None):
            return False
        if labels_in(text, names):
            return self._state.at_boundary(row)
        return is_legend(text)

    def _goes_on(self, text: str) -> bool:
        assert self.axis is not None
        return is_score(text) or (bool(self.axis.legend) and is_legend(text, goes_on=True))

    def _is_unknown_label(self, row: Row, after: Sequence[Row], names: Sequence[str]) -> bool:
        """Whether a line between axis lines must be a label that we have no name for."""
        text = row.text
        if not text[0].isupper() or len(text) > 60 or finished(text) or not after:
            return False
        if heading_role(text) or PART.match(text) or RECOMMENDATION.match(text):
            return False
        following = after[0].text
        return (
            is_scale(following)
            or is_legend(following)
            or is_score(following)
            or bool(labels_in(following, names))
        )
