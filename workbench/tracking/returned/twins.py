"""New rows that two files of one sending word differently: asked, for they can mean the same action."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from workbench.sentences import Sentence, together
from workbench.tracking.returned.matching import alike
from workbench.tracking.returned.memory import description_of

if TYPE_CHECKING:
    from workbench.merging.claims import Addition, Return

_TWIN = Sentence(
    "Row {0} of “{1}” adds an action in similar words; it cannot be told whether both mean the same one."
)


class Twins:
    """Remembers the new rows of the files read in one run."""

    def __init__(self) -> None:
        self._rows: dict[tuple[str, str | None, int], list[tuple[Return, int]]] = {}

    def tell(self, returned: Return) -> None:
        """Add a doubt to each new row of a file that stands where another has a similar one, and to that."""
        for position, addition in enumerate(returned.additions):
            place = (returned.point, returned.unit, addition.place.row)
            others = self._rows.setdefault(place, [])
            for other, at in others:
                if _can_be_same(returned.additions[position], other.additions[at]):
                    _ask(returned, position, other)
                    _ask(other, at, returned)
            others.append((returned, position))


def _can_be_same(one: Addition, other: Addition) -> bool:
    texts = [description_of(addition.fields.get("description")) for addition in (one, other)]
    return one.node != other.node and one.node.parent == other.node.parent and alike(*texts)


def _ask(returned: Return, position: int, other: Return) -> None:
    addition = returned.additions[position]
    doubt = together(addition.doubt, Sentence(_TWIN, addition.place.row, other.name))
    returned.additions[position] = replace(addition, doubt=doubt)
