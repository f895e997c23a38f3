"""What is being typed in a cell: kept beside the document after a rest, in case the program stops."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from ui.forms.committer import IDLE_MS, Key
from ui.forms.values import from_text, to_text
from workbench.errors import UserError
from workbench.rows import ANSWER_KIND, COLUMNS, ROW_KIND, Rows, set_cells

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ui.grid.cells import CellDelegate
    from ui.session import Session
    from workbench.rows import Column
    from workbench.schema import Value
    from workbench.workspace import Draft, Workspace


class CellDrafts(QObject):
    """Made by the grid panel; a draft is forgotten when its cell is left, taken or given up.

    It is kept as one of the form's field. Where there is no response yet that the field could be of, it
    is kept under the recommendation and the name of the column.
    """

    def __init__(
        self, session: Session, rows: Callable[[], Rows], delegate: CellDelegate, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._rows = rows
        self._delegate = delegate
        self._kept: tuple[Key, str] | None = None
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(IDLE_MS)
        self._idle.timeout.connect(self.keep)
        delegate.typed.connect(self.on_typed)
        delegate.ended.connect(self.on_ended)

    def on_typed(self) -> None:
        """Keep what is typed once the user rests."""
        self._idle.start()

    def keep(self) -> None:
        """Write what is typed beside the document, or forget what it was where it is no news."""
        editing = self._delegate.editing
        if editing is None or not self._session.writable:
            return
        id, column, text = editing
        key = self._key(id, column)
        if text is None or text == to_text(column.field, self._rows().value(id, column)):  # type: ignore[arg-type]
            self.drop()
        elif self._kept != (key, text):
            try:
                self._session.workspace.keep_draft(*key, text)
                self._kept = key, text
            except UserError as error:
                self._session.failed.emit(str(error))

    def on_ended(self, is_done: bool) -> None:
        """Forget what was typed; what could not be taken stays, to be offered at the next opening."""
        if is_done:
            self.drop()
        else:
            self._idle.stop()
            self.keep()
            self._kept = None

    def drop(self) -> None:
        """Forget what was typed; on a full disk it stays, as what was typed could not be taken either."""
        self._idle.stop()
        kept, self._kept = self._kept, None
        if kept is not None and self._session.writable:
            with contextlib.suppress(UserError):
                self._session.workspace.drop_draft(*kept[0])

    def _key(self, id: int, column: Column) -> Key:
        assert column.field is not None
        answer = self._rows().answer_id(id)
        if column.kind == ROW_KIND:
            return id, column.field.name
        return (id, column.name) if answer is None else (answer, column.field.name)


def is_of_missing_response(draft: Draft, workspace: Workspace) -> bool:
    """Whether a draft holds something for a response that was not there when it was typed."""
    column, tree = COLUMNS.get(draft.field), workspace.tree
    if column is None or column.kind != ANSWER_KIND or column.field is None or draft.node not in tree:
        return False
    if tree[draft.node].kind != ROW_KIND:
        return False
    value = Rows(tree, workspace.numbers, "").value(draft.node, column)
    return to_text(column.field, value) != draft.text


def restore(drafts: Sequence[Draft], session: Session, label: str) -> None:
    """Take drafts for responses that were not there as one batch.

    One that means no value stays a draft, and so does one whose recommendation is gone by now.
    """
    workspace = session.workspace
    cells: dict[Draft, tuple[int, Column, Value]] = {}
    refused: list[str] = []
    for draft in drafts:
        if is_of_missing_response(draft, workspace):
            try:
                cells[draft] = _cell(draft)
            except UserError as error:
                refused.append(str(error))
    try:
        with session.edit(label) as editor:
            set_cells(editor, Rows(editor.tree, workspace.numbers, ""), list(cells.values()))
        for draft in cells:
            workspace.drop_draft(draft.node, draft.field)
    except UserError as error:
        refused.append(str(error))
    for sentence in refused[-1:]:  # said after the step, with which an earlier one would go
        session.failed.emit(sentence)


def _cell(draft: Draft) -> tuple[int, Column, Value]:
    column = COLUMNS[draft.field]
    assert column.field is not None
    return draft.node, column, column.field.clean(from_text(column.field, draft.text))
