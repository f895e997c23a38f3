"""What a cell that is not as sent says: a value we store, or its text where nobody can be certain."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial, reduce
from typing import TYPE_CHECKING

from workbench.errors import UserError
from workbench.retyping import retype
from workbench.schema import Type
from workbench.sentences import UNSAID, Label, Sentence, together
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
_NOTHING = Sentence("nothing")
_NUMBER = Sentence("{0} holds “{1}”, a number rather than text.")
_NUMBER_SHOWN = Sentence("{0} holds “{1}”, a number rather than text, shown in the format “{2}”.")
_MOMENT = Sentence("{0} holds “{1}”, a date or time rather than text.")
_MOMENT_SHOWN = Sentence("{0} holds “{1}”, a date or time rather than text, shown in the format “{2}”.")
"""What is said of a cell of text that holds such a value, and of one that shows it in its own way."""


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
    doubt: Sentence = UNSAID
    lost: tuple[Sentence, ...] = ()


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
            texts = [Sentence("“{0}”", typed.text.strip()) if typed.text else _NOTHING for typed in found]
            said = reduce(_and, texts)
            twice = Sentence("The column is there twice and says {0}.", said)
            return replace(first, doubt=together(twice, first.doubt))
        return first

    def _typed(self, cell: Cell, field: Field, held: Held) -> Typed | None:
        if cell.formula is not None:
            return Typed(cell.text, raw=cell.formula, doubt=_of_formula(field, cell))
        if cell.error is not None:
            label = Label(field.label)
            doubt = Sentence("{0} holds the error {1} instead of a value.", label, cell.error)
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
            struck = Sentence("{0} is struck out, in whole or in part.", Label(field.label))
            typed = replace(typed, doubt=together(struck, typed.doubt))
        is_unit = field.type is Type.UNIT and isinstance(typed.value, str)
        return replace(typed, value=self.renamed.get(typed.value, typed.value)) if is_unit else typed

    def _understood(self, cell: Cell, field: Field, held: Held) -> Typed:
        text = cell.text
        if field.type in TEXTS and _is_shown_otherwise(cell):
            return _of_number(field, cell)
        understood = understand(field, cell.value, self.words)
        if understood.raw is not None:
            return Typed(text, raw=understood.raw, doubt=understood.doubt)
        stored, lost = understood.value, tuple[Sentence, ...]()
        try:
            if field.is_markup:
                printed = partial(self.numbers.printed, within=held.near)
                retyped = retype(held.stored, text_form(held.shown), stored or "", printed)
                stored, lost = retyped.markup, retyped.lost
            return Typed(text, field.clean(stored), None, understood.doubt, lost)
        except UserError as error:
            return Typed(text, raw=text, doubt=error.sentence)


def _is_shown_otherwise(cell: Cell) -> bool:
    """Whether a cell shows something else than its value reads as: a number with a format, a date, a time."""
    value = cell.value
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return False
    is_whole = isinstance(value, int) or (isinstance(value, float) and value.is_integer())
    return cell.format not in _PLAIN or not is_whole


def _of_number(field: Field, cell: Cell) -> Typed:
    """Return what a cell of text says that holds a number, a date or a time."""
    text, label, format = cell.text, Label(field.label), cell.format
    is_number = isinstance(cell.value, (int, float))
    if isinstance(cell.value, (int, float)) and format.endswith("%"):
        text, format = f"{cell.value * 100:.10g}%", ""
    if format in _PLAIN:
        doubt = Sentence(_NUMBER, label, text) if is_number else Sentence(_MOMENT, label, text)
    elif is_number:
        doubt = Sentence(_NUMBER_SHOWN, label, text, format)
    else:
        doubt = Sentence(_MOMENT_SHOWN, label, text, format)
    return Typed(text, raw=text, doubt=doubt)


def _and(one: Sentence, other: Sentence) -> Sentence:
    return Sentence("{0} and {1}", one, other)


def _of_formula(field: Field, cell: Cell) -> Sentence:
    label, shown = Label(field.label), text_of(cell.computed).strip()
    if not shown:
        return Sentence("{0} holds the formula “{1}”.", label, cell.formula)
    return Sentence("{0} holds the formula “{1}”, which last showed “{2}”.", label, cell.formula, shown)
