"""What an import of a matrix left for a person to decide, in words: both sides, and where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.merging.showing import Showing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.merging.claims import Place
    from workbench.merging.items import Item, Plan
    from workbench.workspace import Snapshot

_LONGEST = 70


def questions(before: Snapshot, made: Plan) -> Iterator[str]:
    """Yield each doubt once with everything that hangs on it, then what was changed here and in the matrix.

    ``before`` is the document that ``made`` was planned for; ``made`` is of one matrix.
    """
    showing = Showing(before, made)
    doubts: dict[str, list[Item]] = {}
    for item in made.undecided():
        doubts.setdefault(item.answers[0].doubt, []).append(item)
    for doubt, items in doubts.items():
        if doubt:
            where = place_words(items[0].answers[0].place)
            yield f"To decide, {where}: {doubt}" if where else f"To decide: {doubt}"
        for item in items:
            line = _sides(showing, item)
            yield f"  {line}" if doubt else f"To decide: {line}"


def place_words(place: Place) -> str:
    """Return "Matrix, row 11" for a place in a file, "" where none is known."""
    row = f"row {place.row}" if place.row else ""
    return ", ".join(filter(None, (place.sheet, row)))


def _sides(showing: Showing, item: Item) -> str:
    """Return "GB.340 I-1, Reason: here …, in the matrix …" of one item."""
    answer = item.answers[0]
    column = f" ({answer.place.column})" if answer.place.column else ""
    ours, theirs = _short(showing.ours(item)), _short(showing.theirs(item, answer).text)
    return f"{showing.place(item)}, {showing.what(item)}: here {ours}, in the matrix {theirs}{column}."


def _short(text: str) -> str:
    line = " ".join(text.split())
    if line.startswith("("):
        return line
    return f"“{line}”" if len(line) <= _LONGEST else f"“{line[: _LONGEST - 1].rstrip()}…”"
