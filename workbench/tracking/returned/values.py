"""What a cell that is not as sent says: a value we store, or its text where nobody can be certain."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from workbench.errors import UserError
from workbench.retyping import retype
from workbench.schema import Type
from workbench.tracking.folding import seen
from workbench.tracking.returned.cells import text_of
from workbench.tracking.shown import text_form
from workbench.tracking.understanding import same_as_shown, understand

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workbench.numbering import Numbers
    from workbench.schema import Field, Value
    from workbench.tracking.returned.cells import Cell
    from workbench.tracking.shown import CellValue as Shown
    from workbench.tracking.understanding import Words

TEXTS = (Type.TEXT, Type.RICH_LINE, Type.LINE)
"""Types of fields that hold people's own words."""

_PLAIN = ("", "@")  # formats that show a number as it is


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
    """Reads the answers of sheets made of one document.

    ``numbers`` are those printed in it, ``renamed`` the units called otherwise by now.
    """

    words: Words
    numbers: Numbers
    renamed: Mapping[str, str] = field(default_factory=dict)

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
        typed = self._understood(cell, field, held)
        if typed.raw is None and not typed.doubt and typed.value == held.stored:
            return None
        if cell.is_struck:
            doubt = f"{field.label} is struck out, in whole or in part. {typed.doubt}".strip()
            typed = replace(typed, doubt=doubt)
        is_unit = field.type is Type.UNIT and isinstance(typed.value, str)
        return replace(typed, value=self.renamed.get(typed.value, typed.value)) if is_unit else typed

    def _understood(self, cell: Cell, field: Field, held: Held) -> Typed:
        text = cell.text
        if field.type in TEXTS and _is_shown_otherwise(cell):
            return _of_number(field, cell)
        understood = understand(field, cell.value, self.words)
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


def _is_shown_otherwise(cell: Cell) -> bool:
    """Whether a cell shows something else than its value reads as: a number with a format, a date, a time."""
    value = cell.value
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return False
    is_whole = isinstance(value, int) or (isinstance(value, float) and value.is_integer())
    return cell.format not in _PLAIN or not is_whole


def _of_number(field: Field, cell: Cell) -> Typed:
    """Return what a cell of text says that holds a number, a date or a time."""
    text, shown, kind = cell.text, "", "a date or time"
    if isinstance(cell.value, (int, float)):
        kind = "a number"
    if isinstance(cell.value, (int, float)) and cell.format.endswith("%"):
        text = f"{cell.value * 100:.10g}%"
    elif cell.format not in _PLAIN:
        shown = f", shown in the format “{cell.format}”"
    return Typed(text, raw=text, doubt=f"{field.label} holds “{text}”, {kind} rather than text{shown}.")


def _of_formula(field: Field, cell: Cell) -> str:
    shown = text_of(cell.computed).strip()
    last = f", which last showed “{shown}”" if shown else ""
    return f"{field.label} holds the formula “{cell.formula}”{last}."
