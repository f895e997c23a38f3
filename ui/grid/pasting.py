"""What a table from the clipboard means for the cells it falls on: read, checked and told, not yet set."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from ui.counting import counted
from ui.forms.values import from_text
from ui.schema_words import column_label
from ui.sentences import spoken
from workbench.errors import UserError
from workbench.folding import fold
from workbench.register import by_key
from workbench.retyping import retype
from workbench.rows import COLUMNS, LANGUAGE, Column, Rows, is_editable
from workbench.schema import Type
from workbench.vocabularies import CLOSED, is_listed, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.grid.clipboard import Cell, Table
    from workbench.numbering import Numbers
    from workbench.schema import Value
    from workbench.tree import Tree

    Falling = tuple[int, str, Cell]
    """A cell with the recommendation and the name of the column it falls on."""

translate = QCoreApplication.translate
MOST_TOLD = 5
_YES, _NO = ("yes", "true", "1", "x"), ("no", "false", "0")


@dataclass(slots=True)
class Paste:
    """Cells that get another value, and sentences on what cannot be taken or is taken with a loss."""

    cells: list[tuple[int, Column, Value]] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    @property
    def question(self) -> str:
        """What to ask before it is done, "" where nothing is refused or lost."""
        if not self.refused and not self.warnings:
            return ""
        return counted(
            len(self.cells), translate("Paste", "Paste 1 cell?"), translate("Paste", "Paste {n} cells?")
        )

    @property
    def details(self) -> str:
        """What is refused or lost, a sentence a line."""
        told = [*self.refused, *self.warnings]
        more = len(told) - MOST_TOLD
        rest = [translate("Paste", "And {0} more like these.").format(more)] if more > 0 else []
        return "\n".join(told[:MOST_TOLD] + rest)


def spread(table: Table, ids: Sequence[int], columns: Sequence[str]) -> tuple[list[Falling], int]:
    """Return where the cells of a table fall, the first on the first of ``ids`` and of ``columns``.

    The number is that of cells with a text that fall beyond the last of them.
    """
    inside: list[Falling] = []
    outside = 0
    for number, row in enumerate(table):
        for place, cell in enumerate(row):
            if number < len(ids) and place < len(columns):
                inside.append((ids[number], columns[place], cell))
            elif cell.text:
                outside += 1
    return inside, outside


def left_out(count: int) -> str:
    """Return in a sentence that so many cells fall beyond the grid."""
    one = translate("Paste", "1 cell falls beyond the last row or column and is left out.")
    many = translate("Paste", "{n} cells fall beyond the last row or column and are left out.")
    return counted(count, one, many)


class Reader:
    """Reads cells for one state of the document."""

    def __init__(self, tree: Tree, numbers: Numbers, rows: Rows) -> None:
        self._tree = tree
        self._numbers = numbers
        self._rows = rows

    def value(self, paste: Paste, id: int, column: Column, cell: Cell) -> Value:
        """Return the value a cell means in its new place; UserError where it means none."""
        declared = column.field
        assert declared is not None
        if cell.type == declared.type.value and declared.type is not Type.CHOICE:
            return declared.clean(cell.value)
        text = cell.text.strip()
        if declared.is_markup:
            return self._retyped(paste, id, column, cell.text)
        match declared.type:
            case Type.CHOICE:
                return self._key(paste, id, column, text)
            case Type.UNIT:
                return self._unit(paste, id, column, text) if text else None
            case Type.UNITS:
                return self._units(paste, id, column, text)
            case Type.BOOLEAN:
                return _yes_or_no(text)
        return from_text(declared, text)

    def take(self, paste: Paste, id: int, column: Column, cell: Cell) -> None:
        """Add to ``paste`` what a cell does that falls on a recommendation's column."""
        shown = spoken(self._rows.text(id, column))
        if not is_editable(column):
            if " ".join(cell.text.split()) not in ("", " ".join(shown.split())):
                words = translate("Paste", "{0}: “{1}” cannot be changed here.")
                paste.refused.append(words.format(self._place(id, column), _short(cell.text)))
            return
        if not cell.type and cell.text.strip() == shown.strip():
            return  # also where a unit is shown that is only assumed
        try:
            value = self.value(paste, id, column, cell)
            assert column.field is not None
            cleaned = column.field.clean(value)
        except UserError as error:
            paste.refused.append(f"{self._place(id, column)}: {spoken(error.sentence)}")
            return
        if cleaned != self._rows.value(id, column):
            paste.cells.append((id, column, cleaned))

    def _place(self, id: int, column: Column) -> str:
        return translate("Paste", "{0}, {1}").format(
            self._rows.text(id, COLUMNS["reference"]), column_label(column)
        )

    def _retyped(self, paste: Paste, id: int, column: Column, text: str) -> Value:
        printed = partial(self._printed, self._owner(id, column))
        markup = self._rows.value(id, column)
        retyped = retype(markup, self._rows.text(id, column), text, printed)
        if retyped.lost:
            words = translate("Paste", "{0}: with the words replaced goes the {1}.")
            paste.warnings.append(words.format(self._place(id, column), ", ".join(map(spoken, retyped.lost))))
        return retyped.markup

    def _owner(self, id: int, column: Column) -> int:
        answer = self._rows.answer(id) if column.kind == "response" else None
        return answer.id if answer else id

    def _printed(self, node: int, reference: object) -> str:
        return self._numbers.printed(reference, node)  # type: ignore[arg-type]

    def _key(self, paste: Paste, id: int, column: Column, text: str) -> Value:
        declared = column.field
        assert declared is not None
        listed = words(self._tree.root["vocabularies"], declared.vocabulary or "")
        for key, labels in listed.items():
            if fold(text) in (fold(key), *map(fold, labels.values())):
                return key
        if text and declared.vocabulary in CLOSED:
            names = ", ".join(labels.get(LANGUAGE) or key for key, labels in listed.items())
            sentence = translate("Paste", "“{0}” is not one of: {1}.").format(_short(text), names)
            raise UserError(sentence)
        if text and not is_listed(listed, text):
            sentence = translate("Paste", "{0}: “{1}” is not in the list; it is kept as it came and flagged.")
            paste.warnings.append(sentence.format(self._place(id, column), _short(text)))
        return text

    def _unit(self, paste: Paste, id: int, column: Column, text: str) -> str:
        for key, unit in by_key(self._tree).items():
            names = (key, unit["name"] or key, f"{key} – {unit['name']}")
            if fold(text) in map(fold, names):
                return key
        sentence = translate("Paste", "{0}: “{1}” is not in the register; it is kept as it came and flagged.")
        paste.warnings.append(sentence.format(self._place(id, column), _short(text)))
        return text

    def _units(self, paste: Paste, id: int, column: Column, text: str) -> Value:
        known = {fold(key) for key in by_key(self._tree)}
        parts = [text] if fold(text) in known else text.replace(";", ",").replace("\n", ",").split(",")
        return tuple(self._unit(paste, id, column, part.strip()) for part in parts if part.strip())


def _yes_or_no(text: str) -> bool:
    if fold(text) not in (*_YES, *_NO, ""):
        raise UserError(translate("Paste", "“{0}” is neither yes nor no.").format(_short(text)))
    return fold(text) in _YES


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 40 else f"{line[:39]}…"
