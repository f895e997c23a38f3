"""What of a matrix has no field of its own, as the notes of a recommendation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workbench.markup import escape
from workbench.matrix.cells import cleaned
from workbench.matrix.entries import Remark
from workbench.merging.claims import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from workbench.matrix.said import Said

_BLANK_LINES = re.compile(r"\n\s*\n")


def notes_of(remarks: Iterable[Remark]) -> dict[str, str]:
    """Return a block of markup for each remark, "Header: text", with the column that it comes from."""
    notes: dict[str, str] = {}
    for remark in remarks:
        text = f"{remark.header}: {remark.text}" if remark.header else remark.text
        block = escape(_BLANK_LINES.sub("\n", cleaned(text)))
        if block:
            notes.setdefault(block, remark.place.column)
    return notes


def uncertain(said: Mapping[str, Said]) -> Iterator[Remark]:
    """Yield the text of every value that was not or not wholly understood."""
    for one in said.values():
        if not one.meant.is_certain or one.meant.is_partly:
            yield Remark(one.place.column, one.text, one.place)


def uncertain_of_action(said: Mapping[str, Said], number: int) -> Iterator[Remark]:
    """Yield the same for an action, the only one of its recommendation where ``number`` is 0."""
    for remark in uncertain(said):
        header = f"{remark.header} (action {number})" if number else remark.header
        yield Remark(header, remark.text, Place(remark.place.sheet, remark.place.row, remark.place.column))
