"""The table of what the files would change, what is shown of it, and the buttons that decide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QTabBar, QVBoxLayout, QWidget

from ui.icons import row_icon
from ui.merging.choosing import CHOICES, Choice, shown
from ui.merging.entries import CONFLICT, DONE, QUESTION
from ui.merging.items_model import AFTER, BEFORE, FILES, PLACE, STATE, WHAT, ItemsModel
from ui.tables import RowTable
from ui.timing import once_after
from workbench.search import words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QAction

    from ui.merging.desk import Desk
    from ui.merging.entries import Entry

DEBOUNCE_MS = 160
WIDTHS = {PLACE: 22, WHAT: 25, FILES: 17, STATE: 26}
SELECT_ROW = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows


class ItemsPanel(QWidget):
    """Shows the rows of a desk, those of the selected files that hold the words of the filter.

    Made by the merge window. ``current`` is sent when another row becomes the current one, ``selected``
    when others are selected, ``entered`` for Return or a double click on a row.
    """

    current = Signal()
    selected = Signal()
    entered = Signal()

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._positions: frozenset[int] | None = None
        self.choices = QTabBar(self)
        self.line = QLineEdit(self)
        self.model = ItemsModel(self)
        self.table = RowTable(self.tr("What the files would change"), self)
        self._typing = once_after(self, DEBOUNCE_MS, self.fill)
        self._is_filling = False
        self._lay_out()
        self._connect()

    @property
    def entry(self) -> Entry | None:
        """The current row, None where there is none."""
        return self.model.entry_at(self.table.currentIndex().row())

    @property
    def entries(self) -> list[Entry]:
        """The selected rows from the top."""
        found = (self.model.entry_at(row) for row in self.table.selected_rows())
        return [entry for entry in found if entry is not None]

    @property
    def choice(self) -> Choice:
        """Which rows are to be shown."""
        return CHOICES[max(0, self.choices.currentIndex())]

    def show_files(self, positions: Iterable[int] | None) -> None:
        """Show the rows of these files of the plan only, of all files where None is given."""
        self._positions = None if positions is None else frozenset(positions)
        self.fill()

    def fill(self) -> None:
        """Show what files, choice and filter line ask for, with the same rows selected."""
        self._typing.stop()
        keys, current = {entry.key for entry in self.entries}, self.entry
        row = max(0, self.table.currentIndex().row())
        self._is_filling = True
        self.table.mark(words(self.line.text()))
        self.model.show(shown(self._of_files(), self.choice, self.line.text()))
        self._select(keys, current.key if current else "", row)
        self._is_filling = False
        self.show_counts()
        self.current.emit()
        self.selected.emit()

    def show_counts(self) -> None:
        """Say beside each choice how many rows it holds."""
        found = self._of_files()
        for number, choice in enumerate(CHOICES):
            self.choices.setTabText(number, f"{choice.label()} ({sum(map(choice.holds, found))})")

    def on_decided(self) -> None:
        """Show what was decided; a row stays in sight although the choice would no longer show it."""
        self.model.refresh()
        self.show_counts()
        self.selected.emit()

    def go_to_next_open(self) -> bool:
        """Make the next row current that waits for a person; return whether there is one."""
        rows, start = len(self.model.entries), self.table.currentIndex().row() + 1
        for row in (*range(start, rows), *range(min(start, rows))):
            if self.model.entries[row].is_open:
                self.table.go_to(row)
                return True
        return False

    def focus_filter(self) -> None:
        """Put the cursor into the filter line and select what is there."""
        self.line.setFocus()
        self.line.selectAll()

    def refresh_icons(self) -> None:
        """Draw the icons in the colours of the palette."""
        self.model.set_icons({name: row_icon(name, self.palette()) for name in (CONFLICT, QUESTION, DONE)})
        self.table.viewport().update()

    def set_menu(self, actions: list[QAction]) -> None:
        """Offer these commands where the user asks for a menu."""
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._menu.addActions(actions)

    def on_menu(self, place: QPoint) -> None:
        """Show what can be done with the selected rows."""
        if self.entries:
            self._menu.popup(self.table.viewport().mapToGlobal(place))

    def on_text_edited(self, text: str) -> None:
        """Filter after a short rest."""
        self._typing.start()

    def on_text_changed(self, text: str) -> None:
        """React at once where the line was emptied."""
        if not text:
            self.fill()

    def on_current(self, index: QModelIndex, before: QModelIndex) -> None:
        """Pass on that another row is current."""
        if not self._is_filling:
            self.current.emit()

    def on_selected(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Pass on that other rows are selected."""
        if not self._is_filling:
            self.selected.emit()

    def _of_files(self) -> list[Entry]:
        wanted = self._positions
        if wanted is None:
            return self._desk.entries
        return [entry for entry in self._desk.entries if any(map(entry.is_of, wanted))]

    def _select(self, keys: set[str], current: str, row: int) -> None:
        """Select rows by key; where the current one is gone, the one that took its place."""
        place = self.model.row_of(current)
        if place < 0:
            place = min(row, len(self.model.entries) - 1)
        selection = self.table.selectionModel()
        self.table.go_to(place)
        for number, entry in enumerate(self.model.entries):
            if entry.key in keys:
                selection.select(self.model.index(number, 0), SELECT_ROW)

    def _lay_out(self) -> None:
        self.choices.setAccessibleName(self.tr("Which changes are shown"))
        self.choices.setDrawBase(False)
        self.choices.setExpanding(False)
        for choice in CHOICES:
            self.choices.addTab(choice.label())
        self.line.setPlaceholderText(self.tr("Filter: words"))
        self.line.setAccessibleName(self.tr("Filter the changes"))
        self.line.setClearButtonEnabled(True)
        self.line.setAcceptDrops(False)  # a file dropped here is for the window
        self.table.setModel(self.model)
        self.table.set_widths(WIDTHS, BEFORE, AFTER)
        self._menu = QMenu(self)
        row = QHBoxLayout()
        row.addWidget(self.choices)
        row.addWidget(self.line, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(self.table, 1)

    def _connect(self) -> None:
        self.choices.currentChanged.connect(self.fill)
        self.line.textEdited.connect(self.on_text_edited)
        self.line.textChanged.connect(self.on_text_changed)
        self.table.selectionModel().currentRowChanged.connect(self.on_current)
        self.table.selectionModel().selectionChanged.connect(self.on_selected)
        self.table.customContextMenuRequested.connect(self.on_menu)
        self.table.doubleClicked.connect(self.entered)
        self.table.entered.connect(self.entered)
        self._desk.planned.connect(self.fill)
        self._desk.decided.connect(self.on_decided)
