"""What the user can do with the rows of the merge window: take, keep, edit, leave open, go there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ui.counting import counted
from ui.labels import label
from ui.merging.deciding import needs_home
from workbench.papers import reference

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from ui.dialogs.pick import Choice
    from ui.merging.desk import Desk
    from ui.merging.entries import Entry
    from ui.merging.items_panel import ItemsPanel
    from ui.session import Session


class Commands(QObject):
    """Acts on the selected rows, on all that are shown, or on the one that is looked at.

    Made by the merge window. ``said`` carries a sentence; ``node_asked`` and ``field_asked`` lead to a
    place in the main window; ``editor_asked`` and ``answers_asked`` lead to what stands side by side.
    """

    said = Signal(str)
    editor_asked = Signal()
    answers_asked = Signal()
    node_asked = Signal(int)
    field_asked = Signal(int, str)

    def __init__(self, desk: Desk, session: Session, items: ItemsPanel, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._session = session
        self._items = items
        self._window = parent
        self._homeless: Entry | None = None

    def take(self) -> None:
        """Take what the files say of the selected rows.

        Where they differ, lead to the answers; where what they say is no value or has no place yet, to the
        editor.
        """
        chosen = self._items.entries
        if len(chosen) == 1 and chosen[0].is_contradicted:
            self.answers_asked.emit()
            self.said.emit(self.tr("The files contradict each other; take one of their answers below."))
        elif len(chosen) == 1 and chosen[0].can_edit and not chosen[0].theirs[0].option.can_take:
            self.edit()
        else:
            self._do(self._desk.take, chosen)

    def take_answer(self, number: int) -> None:
        """Take one of the answers to the row that is looked at."""
        entry = self._items.entry
        if entry is not None:
            was_open = entry.is_open
            self._desk.take_answer(entry, number)
            self._go_on(was_open)

    def keep(self) -> None:
        """Leave what is there now in the selected rows."""
        self._do(self._desk.keep, self._items.entries)

    def keep_current(self) -> None:
        """Leave what is there now in the row that is looked at."""
        if self._items.entry is not None:
            self._do(self._desk.keep, [self._items.entry])

    def undecide(self) -> None:
        """Take back what was decided on the selected rows."""
        self._desk.undecide(self._items.entries)

    def take_all(self) -> None:
        """Take what the files say of every row that is shown."""
        self._do(self._desk.take, self._items.model.entries)

    def keep_all(self) -> None:
        """Leave what is there now in every row that is shown."""
        self._do(self._desk.keep, self._items.model.entries)

    def undecide_all(self) -> None:
        """Take back what was decided on every row that is shown."""
        self._desk.undecide(self._items.model.entries)

    def edit(self) -> None:
        """Let the user put something else; for a new node, say which recommendation it belongs to."""
        entry = self._items.entry
        if entry is None or not entry.can_edit:
            return
        if needs_home(entry.item):
            self._pick_home(entry)
        else:
            self.editor_asked.emit()

    def put(self, value: object) -> None:
        """Take a value of the user's own for the row that is looked at."""
        if self._items.entry is not None:
            self._put(self._items.entry, value)

    def on_home_picked(self, recommendation: int) -> None:
        """Put the new node where the user said."""
        if self._homeless is not None:
            self._put(self._homeless, recommendation)

    def go(self) -> None:
        """Show the row that is looked at in the main window."""
        entry = self._items.entry
        if entry is None or entry.node is None:
            return
        if entry.item.kind == "value" and entry.item.target == entry.node:
            self.field_asked.emit(entry.node, entry.item.field)
        else:
            self.node_asked.emit(entry.node)

    def go_to_next_open(self) -> None:
        """Go to the next row that waits for a person."""
        if not self._items.go_to_next_open():
            self.said.emit(self.tr("Nothing that is shown waits for a decision."))

    def _put(self, entry: Entry, value: object) -> None:
        was_open = entry.is_open
        self._desk.put(entry, value)
        self._go_on(was_open)

    def _do(self, decide: Callable[[Sequence[Entry]], int], chosen: Sequence[Entry]) -> None:
        was_open = len(chosen) == 1 and chosen[0].is_open
        left = len(chosen) - decide(chosen)
        if left:
            self.said.emit(
                counted(
                    left,
                    self.tr("One row has no single answer that could be taken; look at it by itself."),
                    self.tr("{n} rows have no single answer that could be taken; look at each of them."),
                )
            )
        else:
            self._go_on(was_open)

    def _go_on(self, was_open: bool) -> None:
        """Go to the next open row after one of them was decided."""
        self._items.table.setFocus()
        if was_open:
            self._items.go_to_next_open()

    def _pick_home(self, entry: Entry) -> None:
        from ui.dialogs.pick import PickDialog

        self._homeless = entry
        dialog = PickDialog(
            self.tr("Place it"),
            self.tr("Choose the recommendation it belongs to.\n{0}").format(entry.theirs[0].text),
            self._homes(),
            self._window,
        )
        dialog.picked.connect(self.on_home_picked)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _homes(self) -> list[Choice]:
        workspace = self._session.workspace
        tree, numbers = workspace.tree, workspace.numbers
        return [
            (f"{reference(tree, numbers, node.id)} – {label(tree, numbers, node.id)}", node.id)
            for node in tree.of_kind("recommendation")
            if node.id in numbers.paper
        ]
