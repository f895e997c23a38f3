"""What is being typed in a cell: kept beside the document after a rest, in case the program stops."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.forms.committer import IDLE_MS
from ui.forms.values import from_text, to_text
from ui.sentences import spoken
from ui.timing import once_after
from workbench.errors import UserError
from workbench.rows import ANSWER_KIND, COLUMNS, ROW_KIND, Rows, set_cells

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ui.forms.committer import Committer, Key
    from ui.grid.cells import CellDelegate
    from ui.session import Session
    from workbench.rows import Column
    from workbench.schema import Value
    from workbench.workspace import Draft, Workspace


class CellDrafts(QObject):
    """Made by the grid panel; a draft is forgotten when its cell is taken or given up.

    It is kept as one of the form's field, and what could not be taken is left to the ``committer`` of the
    forms. Where there is no response yet that the field could be of, its name is that of the column, of the
    recommendation.
    """

    def __init__(
        self,
        session: Session,
        committer: Committer,
        rows: Callable[[], Rows],
        delegate: CellDelegate,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._committer = committer
        self._rows = rows
        self._delegate = delegate
        self._idle = once_after(self, IDLE_MS, self.keep)
        delegate.typed.connect(self.on_typed)
        delegate.ended.connect(self.on_ended)
        session.take_part(self)

    def settle(self) -> bool:
        """Take what is being typed; what could not be taken is with the forms, who are asked as well."""
        self._delegate.settle()
        return True

    def on_begun(self) -> None:
        """Show again in a cell what was typed there before and could not be taken."""
        editing = self._delegate.editing
        if editing is not None:
            left = [self._committer.left(key) for key in self._keys(*editing[:2])]
            for text in left:
                if text is not None:
                    self._delegate.restore(text)

    def on_typed(self) -> None:
        """Keep what is typed once the user rests."""
        self._idle.start()

    def keep(self) -> None:
        """Write what is typed beside the document, or forget what it was where it is no news."""
        self._idle.stop()
        self._hand(self._committer.keep)

    def on_ended(self, is_done: bool) -> None:
        """Forget what was typed; what could not be taken is left, to be tried again."""
        self._idle.stop()
        if is_done:
            self._drop()
        else:
            self._hand(self._committer.leave)

    def _hand(self, to: Callable[[Key, str], None]) -> None:
        """Give what is typed to a method of the committer; forget what is no news."""
        editing = self._delegate.editing
        if editing is None or not self._session.writable:
            return
        id, column, text = editing
        if text is None or text == to_text(column.field, self._rows().value(id, column)):  # type: ignore[arg-type]
            self._drop()
        else:
            to(self._keys(id, column)[0], text)

    def _drop(self) -> None:
        editing = self._delegate.editing
        if editing is not None and self._session.writable:
            for key in self._keys(*editing[:2]):
                self._committer.drop(key)

    def _keys(self, id: int, column: Column) -> list[Key]:
        """Return under what a cell is kept now, and under what it was before there was a response."""
        assert column.field is not None
        if column.kind == ROW_KIND:
            return [(id, column.field.name)]
        answer = self._rows().answer_id(id)
        return [*([(answer, column.field.name)] if answer is not None else []), (id, column.name)]


def is_of_missing_response(draft: Draft, workspace: Workspace) -> bool:
    """Whether a draft holds something for a response that was not there when it was typed."""
    column, tree = COLUMNS.get(draft.field), workspace.tree
    if column is None or column.kind != ANSWER_KIND or column.field is None or draft.node not in tree:
        return False
    if tree[draft.node].kind != ROW_KIND:
        return False
    value = Rows(tree, workspace.numbers, "").value(draft.node, column)
    return to_text(column.field, value) != draft.text


def restore_answers(drafts: Sequence[Draft], session: Session, label: str) -> None:
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
                refused.append(spoken(error.sentence))
    try:
        with session.edit(label) as editor:
            set_cells(editor, Rows(editor.tree, workspace.numbers, ""), list(cells.values()))
        for draft in cells:
            workspace.drop_draft(draft.node, draft.field)
    except UserError as error:
        refused.append(spoken(error.sentence))
    for sentence in refused[-1:]:  # said after the step, with which an earlier one would go
        session.failed.emit(sentence)


def _cell(draft: Draft) -> tuple[int, Column, Value]:
    column = COLUMNS[draft.field]
    assert column.field is not None
    return draft.node, column, column.field.clean(from_text(column.field, draft.text))
