"""The hidden sheet *Lists*: what each drop-down offers, under a name, with the key behind each label.

Beside them stand the twin of the properties that say where the file belongs, for programs that drop
those, and the marks of the texts we wrote (:mod:`workbench.tracking.known`).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.workbook.defined_name import DefinedName

from workbench.schema import Type
from workbench.sentences import Sentence
from workbench.tracking.shown import check
from workbench.tracking.styles import plain_cell
from workbench.tracking.wordlists import NO, YES, labelled

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from openpyxl import Workbook

    from workbench.tracking.columns import Column

LISTS = "Lists"
REFERENCES = "list_references"
UNITS = "list_units"
YES_NO = "list_yes_no"
PROPERTY, PROPERTY_VALUE = "property", "property.value"
MARKS = "marks"


@dataclass(frozen=True, slots=True)
class Choices:
    """What one drop-down offers: labels, each with the key it stands for, under a defined name."""

    name: str
    entries: tuple[tuple[str, str | int | bool], ...]


def list_name(column: Column) -> str | None:
    """Return the name of the list that a column's cells choose from, None where they are free."""
    field = column.field
    if field is None:
        return None
    if field.type is Type.CHOICE:
        return f"list_{field.vocabulary}"
    return {Type.UNIT: UNITS, Type.BOOLEAN: YES_NO}.get(field.type)


def choices_for(
    columns: Iterable[Column],
    vocabularies: Mapping[str, Any],
    units: Iterable[str],
    references: Iterable[tuple[str, int]],
) -> list[Choices]:
    """Return the lists that these columns need; ``references`` pairs each with its recommendation."""
    made = {
        REFERENCES: Choices(REFERENCES, tuple(references)),
        UNITS: Choices(UNITS, tuple((unit, unit) for unit in units)),
    }
    for column in columns:
        name = list_name(column)
        if name == YES_NO:
            made[name] = Choices(name, ((YES, True), (NO, False)))
        elif name and name not in made:
            made[name] = _vocabulary(name, column.field.vocabulary or "", vocabularies)  # type: ignore[union-attr]
    return [choices for choices in made.values() if choices.entries]


def write_lists(
    book: Workbook, lists: Iterable[Choices], travelling: Mapping[str, str], marks: Sequence[str]
) -> None:
    """Add the hidden sheet: two columns a list, labels under the list's name and keys beside them.

    Then come the properties and the marks, each under its header.
    """
    sheet = book.create_sheet(LISTS)
    columns: list[list[str | int]] = []
    for choices in lists:
        labels, keys = zip(*choices.entries, strict=True)
        for label in labels:
            check(label, Sentence("The list of {0}", _in_words(choices.name)))
        letter = get_column_letter(len(columns) + 1)
        area = f"{quote_sheetname(LISTS)}!${letter}$2:${letter}${len(labels) + 1}"
        book.defined_names[choices.name] = DefinedName(choices.name, attr_text=area)
        columns += [[choices.name, *labels], [f"{choices.name}.key", *keys]]
    columns += [[PROPERTY, *travelling], [PROPERTY_VALUE, *travelling.values()], [MARKS, *marks]]
    for row in zip_longest(*columns):
        sheet.append([plain_cell(sheet, value) for value in row])
    sheet.sheet_state = "hidden"
    sheet.protection.sheet = True


def _in_words(name: str) -> str:
    return name.removeprefix("list_").replace("_", " ")


def _vocabulary(name: str, vocabulary: str, own: Mapping[str, Any]) -> Choices:
    return Choices(name, tuple((label, key) for key, label in labelled(own, vocabulary).items()))
