"""The count of numbered paragraphs: which numbers at the start of a line go on with it."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from workbench.intake.signs import NUMBERED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.intake.drafts import Text
    from workbench.intake.rows import Row
    from workbench.intake.state import State

_LONGEST_JUMP = 12
_LONGEST_RETURN = 3


class Count:
    """Tells paragraph numbers from others; ``last`` is that of the paragraph read last, 0 before any."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.last = 0
        self._rows = rows
        self._starts: dict[int, list[int]] = {}

    def counts(self, state: State, row: Row, number: int, position: int) -> bool:
        """Whether the number before ``rows[position]`` is a paragraph's: the next, or one after a slip."""
        if not state.at_boundary(row):
            return False
        jump = number - self.last
        if jump == 1 or state.role == "title":
            return jump == 1
        if not self.last:
            return number > 0 and (state.section is not None or state.part.node is not None)
        if state.section is not None and (state.text is None or state.text.field == "heading"):
            return number > 0
        if jump == 0:
            return row.gap > 0 or not (state.flow.has_gaps or _is_in_list(state.text))
        if jump < 0 and (not row.gap or _is_in_list(state.text)):
            return False
        return -_LONGEST_RETURN <= jump <= _LONGEST_JUMP and self._goes_on_from(number, position)

    def _goes_on_from(self, number: int, position: int) -> bool:
        """Whether the numbers go on from ``number`` before the one that was awaited comes."""
        if not self._starts:
            for place, row in enumerate(self._rows):
                if row.text[:1].isdigit() and (match := NUMBERED.match(row.text)):
                    self._starts.setdefault(int(match["number"]), []).append(place)
        return self._next(number + 1, position) <= self._next(self.last + 1, position)

    def _next(self, number: int, position: int) -> int:
        """Return where a line next starts with ``number``, the end where none does."""
        places = self._starts.get(number, [])
        index = bisect_right(places, position)
        return places[index] if index < len(places) else len(self._rows)


def _is_in_list(text: Text | None) -> bool:
    """Whether a text stands in a list, or right before one."""
    return text is not None and (bool(text.blocks[-1].sign) or text.last.text.endswith(":"))
