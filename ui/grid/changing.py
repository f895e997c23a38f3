"""What the grid does to the document: a cell, many cells, a paste; each one batch and one step to undo."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ui.counting import counted
from ui.labels import title
from ui.schema_words import column_label
from ui.wordlists import words as listed
from workbench.errors import UserError
from workbench.register import by_key
from workbench.rows import COLUMNS, Rows, add_unit, is_editable, set_cells
from workbench.schema import Type
from workbench.vocabularies import is_listed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ui.session import Session
    from workbench.editor import Editor
    from workbench.rows import Column
    from workbench.schema import Value


class Changing(QObject):
    """Made by the grid panel. ``done`` carries a sentence on what was changed."""

    done = Signal(str)

    def __init__(self, session: Session, rows: Callable[[], Rows], parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._rows = rows

    @property
    def rows(self) -> Rows:
        """The rows of the present state of the document."""
        return self._rows()

    def set_cell(self, id: int, column: str, value: Value) -> None:
        """Give one cell a value."""
        if self._set(self._name(COLUMNS[column], [id]), [(id, COLUMNS[column], value)]):
            self._tell_off_list([(id, COLUMNS[column], value)])

    def set_many(self, ids: Sequence[int], column: str, value: Value) -> None:
        """Give a field the same value in many recommendations."""
        chosen = COLUMNS[column]
        if self._set(self._name(chosen, ids), [(id, chosen, value) for id in ids]):
            self._tell(len(ids))

    def set_cells(self, label: str, cells: Sequence[tuple[int, Column, Value]]) -> None:
        """Give many cells a value each."""
        if self._set(label, cells):
            count = len(cells)
            self.done.emit(counted(count, self.tr("1 cell was changed."), self.tr("{n} cells were changed.")))

    def fill(self, cells: Sequence[tuple[int, Column, Value]]) -> None:
        """Give many cells, most often of one column, a value each; there is at least one."""
        columns = {column.name: column for _, column, _ in cells}
        words = counted(len(cells), self.tr("Fill 1 cell"), self.tr("Fill {n} cells"))
        if len(columns) == 1:
            words = self._name(cells[0][1], [id for id, _, _ in cells])
        self.set_cells(words, cells)
        self._tell_off_list(cells)

    def clear(self, cells: Sequence[tuple[int, str]]) -> None:
        """Empty cells; those that cannot be edited stay."""
        found = [(id, COLUMNS[name], None) for id, name in cells if is_editable(COLUMNS[name])]
        if found:
            words = counted(len(found), self.tr("Empty 1 cell"), self.tr("Empty {n} cells"))
            self._set(words, found)

    def add_unit(self, ids: Sequence[int], unit: str) -> None:
        """Add a unit to those responsible for many recommendations."""
        words = self.tr("Add {0} to {1}").format(unit, self._of(ids))
        if self._apply(words, partial(_add_unit, ids, unit)):
            self._tell(len(ids))

    def _set(self, label: str, cells: Sequence[tuple[int, Column, Value]]) -> bool:
        return self._apply(label, partial(_set_cells, self.rows, cells))

    def _apply(self, label: str, change: Callable[[Editor], None]) -> bool:
        try:
            with self._session.edit(label, source=self) as editor:
                change(editor)
        except UserError as error:
            self._session.refuse(error)
            return False
        return True

    def _name(self, column: Column, ids: Sequence[int]) -> str:
        return self.tr("{0} of {1}").format(column_label(column), self._of(ids))

    def _of(self, ids: Sequence[int]) -> str:
        workspace = self._session.workspace
        if len(ids) == 1:
            return title(workspace.tree, workspace.numbers, ids[0])
        return self.tr("{0} recommendations").format(len(ids))

    def _tell_off_list(self, cells: Sequence[tuple[int, Column, Value]]) -> None:
        """Say so where a value that was set is not in the list of its field, or in the register."""
        tree = self._session.workspace.tree
        for _, column, value in cells:
            field = column.field
            if field is None or value is None:
                continue
            if field.type is Type.CHOICE and not is_listed(listed(tree, field.vocabulary or ""), value):
                words = self.tr("“{0}” is not in the list of “{1}”; it is kept as typed and flagged.")
                self.done.emit(words.format(value, column_label(column)))
                return
            typed = value[-1:] if field.type is Type.UNITS else (value,) if field.type is Type.UNIT else ()
            if typed and typed[0] not in by_key(tree):
                words = self.tr("“{0}” is not in the register; it is kept as typed and flagged.")
                self.done.emit(words.format(typed[0]))
                return

    def _tell(self, count: int) -> None:
        one, many = self.tr("1 recommendation was set."), self.tr("{n} recommendations were set.")
        self.done.emit(counted(count, one, many))


def _set_cells(rows: Rows, cells: Sequence[tuple[int, Column, Value]], editor: Editor) -> None:
    set_cells(editor, rows, cells)


def _add_unit(ids: Sequence[int], unit: str, editor: Editor) -> None:
    add_unit(editor, ids, unit)
