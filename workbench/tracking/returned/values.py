"""What a cell that is not as sent says: a value we store, or its text where nobody can be certain."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from workbench.errors import UserError
from workbench.retyping import retype
from workbench.tracking.folding import seen
from workbench.tracking.returned.cells import text_of
from workbench.tracking.shown import text_form
from workbench.tracking.understanding import same_as_shown, understand

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.numbering import Numbers
    from workbench.schema import Field, Value
    from workbench.spreadsheets.book import CellValue
    from workbench.tracking.returned.cells import Cell
    from workbench.tracking.shown import CellValue as Shown
    from workbench.tracking.understanding import Words


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody typed into a cell.

    ``text`` is the cell's text as it came, "" where it was cleared. ``value`` is what we store; where
    ``raw`` is not None it could not be understood, and ``doubt`` says why. ``lost`` names marks of the
    text before that have no place in the new one.
    """

    text: str
    value: Value = None
    raw: str | None = None
    doubt: str = ""
    lost: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Held:
    """What a cell held when it was sent: the stored value, what it showed, the node whose text it is.

    ``also`` is what its file says it showed, where that reads otherwise.
    """

    stored: Value = None
    shown: Shown = None
    near: int = 0
    also: Shown = None


@dataclass(frozen=True, slots=True)
class ValueReader:
    """Reads the answers of sheets made of one document; ``numbers`` are those printed in it."""

    words: Words
    numbers: Numbers

    def typed(self, cells: Sequence[Cell], field: Field, held: Held) -> Typed | None:
        """Return what was typed into a cell, None where it is as sent.

        There are several cells where somebody copied a column: then what is not as sent counts.
        """
        found = [typed for cell in cells if (typed := self._typed(cell, field, held))]
        first = found[0] if found else None
        if first and any((typed.value, typed.raw) != (first.value, first.raw) for typed in found):
            said = " and ".join(f"“{typed.text.strip()}”" if typed.text else "nothing" for typed in found)
            return replace(first, doubt=f"The column is there twice and says {said}. {first.doubt}".strip())
        return first

    def _typed(self, cell: Cell, field: Field, held: Held) -> Typed | None:
        if cell.formula is not None:
            return Typed(cell.text, raw=cell.formula, doubt=_of_formula(field, cell))
        if cell.error is not None:
            doubt = f"{field.label} holds the error {cell.error} instead of a value."
            return Typed(cell.text, raw=cell.error, doubt=doubt)
        if same_as_shown(cell.value, held.shown):
            return None
        if held.also is not None and same_as_shown(cell.value, held.also):
            return None
        if not seen(text_of(cell.value)):
            return Typed("", field.clean(None)) if held.shown is not None else None
        typed = self._understood(cell.value, field, held)
        unchanged = typed.raw is None and not typed.doubt and typed.value == held.stored
        return None if unchanged else typed

    def _understood(self, value: CellValue, field: Field, held: Held) -> Typed:
        text = text_of(value)
        understood = understand(field, value, self.words)
        if understood.raw is not None:
            return Typed(text, raw=understood.raw, doubt=understood.doubt)
        stored, lost = understood.value, tuple[str, ...]()
        try:
            if field.is_markup:
                printed = partial(self.numbers.printed, within=held.near)
                retyped = retype(held.stored, text_form(held.shown), stored or "", printed)
                stored, lost = retyped.markup, retyped.lost
            return Typed(text, field.clean(stored), None, understood.doubt, lost)
        except UserError as error:
            return Typed(text, raw=text, doubt=str(error))


def _of_formula(field: Field, cell: Cell) -> str:
    shown = text_of(cell.computed).strip()
    last = f", which last showed “{shown}”" if shown else ""
    return f"{field.label} holds the formula “{cell.formula}”{last}."
