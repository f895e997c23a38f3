"""What of a matrix has no field of its own, as the notes of a recommendation."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from workbench.markup import escape
from workbench.matrix.cells import cleaned
from workbench.matrix.entries import Remark

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from workbench.matrix.entries import Act
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


def of_action(act: Act, said: Mapping[str, Said], number: int, *, is_only: bool) -> Iterator[Remark]:
    """Yield the same for action ``number`` of a recommendation, and its own number where that is another."""
    remarks = list(uncertain(said))
    if act.number and re.split(r"[.\-/ ]", act.number.rstrip(". "))[-1] != str(number):
        place = replace(act.place, column=act.header)
        remarks.append(Remark(act.header, act.number, place))
    for remark in remarks:
        header = remark.header if is_only else f"{remark.header} (action {number})"
        yield replace(remark, header=header)
