"""The window that finds and replaces: it stays open beside the work, and shows first what it would do."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QT_TRANSLATE_NOOP, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QPalette, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ui.counting import counted
from ui.replacing.model import AFTER, BEFORE, PLACE, HitsModel, ReplacementDelegate
from ui.tables import RowTable
from workbench.errors import UserError
from workbench.replacing import Wanted, portions, replace_all

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ui.session import Session
    from workbench.replacing import Hit

Scope = Literal["all", "branch", "rows"]
DEBOUNCE_MS = 200
SLICE_S = 0.02
"""How long the window waits for one portion of looking."""
MOST = 5000
"""Hits that are listed; more than that nobody looks through."""
KEYS = (
    ("Return", QT_TRANSLATE_NOOP("Keys", "Find next; in the list, go to the place")),
    ("Space", QT_TRANSLATE_NOOP("Keys", "Tick what is selected, or take the tick away")),
    ("F3", QT_TRANSLATE_NOOP("Keys", "Go to the next place")),
    ("Shift+F3", QT_TRANSLATE_NOOP("Keys", "Go to the place before")),
)


class ReplaceDialog(QDialog):
    """Made when it is first wanted. ``scope_of`` gives the nodes to look below for a choice of scope.

    ``hit_asked`` carries the hit to be shown in its form, ``replaced`` a sentence on what was replaced.
    """

    hit_asked = Signal(object)
    replaced = Signal(str)

    def __init__(
        self, session: Session, scope_of: Callable[[Scope], Sequence[int] | None], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._scope_of = scope_of
        self.line = QLineEdit(self)
        self.by_line = QLineEdit(self)
        self.case_box = QCheckBox(self.tr("Match &case"), self)
        self.words_box = QCheckBox(self.tr("&Whole words only"), self)
        self.capitals_box = QCheckBox(self.tr("&Keep capitals"), self)
        self.scope = QComboBox(self)
        self.model = HitsModel(self)
        self.table = RowTable(self.tr("What was found"), self)
        self.all_box = QCheckBox(self.tr("&All"), self)
        self._told = QLabel(self)
        self.next_button = QPushButton(self.tr("&Go to the next"), self)
        self.replace_button = QPushButton(self)
        self.close_button = QPushButton(self.tr("Close"), self)
        self._resting = QTimer(self)
        self._resting.setSingleShot(True)
        self._resting.setInterval(DEBOUNCE_MS)
        self._looking = QTimer(self)
        self._looking.setSingleShot(True)
        self._portions: Iterator[list[Hit]] = iter(())
        self._found: list[Hit] = []
        self._lay_out()
        self._connect()
        self.on_match_case(False)
        self.show_chosen()

    @property
    def wanted(self) -> Wanted:
        """What to look for."""
        return Wanted(self.line.text(), self.case_box.isChecked(), self.words_box.isChecked())

    @property
    def keeps_capitals(self) -> bool:
        """Whether what comes gets the capitals of what goes."""
        return self.capitals_box.isChecked()

    def start(self, text: str) -> None:
        """Show the window, ready to look for a text that was selected."""
        if text:
            self.line.setText(text)
        self.show()
        self.raise_()
        self.activateWindow()
        self.line.setFocus()
        self.line.selectAll()
        self.search()

    def search(self) -> None:
        """Find anew what is asked for."""
        self.look()
        self._finish()

    def look(self) -> None:
        """Find anew what is asked for, a moment at a time so that the user can go on typing."""
        self._resting.stop()
        self._looking.stop()
        self._found = []
        if not self._session.is_open:
            self.model.show(None, None, ())
            return
        workspace = self._session.workspace
        under = self._scope_of(self.scope.currentData())
        self._portions = portions(workspace.tree, workspace.numbers, self.wanted, under)
        self._told.setText(self.tr("Looking…"))
        self._looking.start()

    def go_on_looking(self) -> None:
        """Look for a moment; show what was found once all is looked through."""
        end = time.monotonic() + SLICE_S
        for hits in self._portions:
            self._found += hits
            if len(self._found) > MOST:
                break
            if time.monotonic() > end:
                self._looking.start()
                return
        self._show_found()

    def _finish(self) -> None:
        """Look through the rest at once, where the answer is waited for."""
        if self._resting.isActive():
            self.look()
        while self._looking.isActive():
            self._looking.stop()
            self.go_on_looking()

    def _show_found(self) -> None:
        workspace, found = self._session.workspace, self._found
        self.model.show(workspace.tree, workspace.numbers, found[:MOST])
        self._tell(len(found))
        if found:
            self.table.go_to(0)

    def go_on(self, step: int) -> Hit | None:
        """Make the next hit the current one, or the one before; return it, None where there is none."""
        self._finish()
        count = self.model.rowCount()
        if not count:
            return None
        row = (self.table.currentIndex().row() + step) % count
        self.table.go_to(row)
        return self.model.hit_at(row)

    def replace(self) -> None:
        """Replace the ticked hits in one step."""
        self._finish()
        chosen, workspace = self.model.chosen, self._session.workspace
        if not chosen or not self._session.writable:
            return
        self._session.about_to_change.emit()
        label = self.tr("Replace “{0}” with “{1}”").format(self.line.text(), self.by_line.text())
        try:
            with self._session.edit(label) as editor:
                done = replace_all(
                    editor,
                    workspace.numbers,
                    chosen,
                    self.by_line.text(),
                    keep_capitals=self.keeps_capitals,
                )
        except UserError as error:
            self._session.failed.emit(str(error))
            return
        self.replaced.emit(counted(done, self.tr("Replaced in 1 place."), self.tr("Replaced in {n} places.")))
        self.look()

    def on_changed(self, *_: object) -> None:
        """Find anew after a short rest."""
        self._looking.stop()
        if self.isVisible():
            self._resting.start()

    def on_match_case(self, matches: bool) -> None:
        """Replace just as typed where case counts; with capitals kept where it does not."""
        self.capitals_box.setEnabled(not matches)
        self.capitals_box.setChecked(not matches)

    def on_replacement(self, *_: object) -> None:
        """Show what would come now."""
        self.model.set_replacement(self.by_line.text(), keep_capitals=self.keeps_capitals)

    def on_closed(self) -> None:
        """Forget what was found, as the workspace was closed."""
        self._resting.stop()
        self._looking.stop()
        self._portions, self._found = iter(()), []
        self.model.show(None, None, ())
        self.close()

    def on_hit(self, index: QModelIndex | None = None) -> None:
        """Show the current hit in its form."""
        hit = self.model.hit_at(self.table.currentIndex().row())
        if hit is not None:
            self.hit_asked.emit(hit)

    def on_next(self) -> None:
        """Show the next hit in its form."""
        hit = self.go_on(1)
        if hit is not None:
            self.hit_asked.emit(hit)

    def on_previous(self) -> None:
        """Show the hit before in its form."""
        hit = self.go_on(-1)
        if hit is not None:
            self.hit_asked.emit(hit)

    def on_space(self) -> None:
        """Turn the ticks of the selected rows to what the current one is not."""
        places = [self.model.index(row, PLACE) for row in self.table.selected_rows()]
        is_on = self.table.currentIndex().siblingAtColumn(PLACE).data(Qt.ItemDataRole.CheckStateRole)
        wanted = Qt.CheckState.Unchecked if is_on == Qt.CheckState.Checked else Qt.CheckState.Checked
        for index in places:
            if index.data(Qt.ItemDataRole.CheckStateRole) is not None:
                self.model.setData(index, wanted, Qt.ItemDataRole.CheckStateRole)

    def show_chosen(self) -> None:
        """Say on the button how many hits would be replaced."""
        count = len(self.model.chosen)
        words = counted(count, self.tr("&Replace in 1 place"), self.tr("&Replace in {n} places"))
        self.replace_button.setText(words if count else self.tr("&Replace"))
        self.replace_button.setEnabled(bool(count) and self._session.writable)
        can = sum(not hit.is_fixed for hit in self.model.hits)
        state = Qt.CheckState
        some = state.PartiallyChecked if count < can else state.Checked
        self.all_box.setCheckState(some if count else state.Unchecked)
        self.all_box.setEnabled(can > 0)

    def on_all(self) -> None:
        """Tick all, or none where all are ticked."""
        self.model.tick_all(len(self.model.chosen) < sum(not hit.is_fixed for hit in self.model.hits))

    def _tell(self, count: int) -> None:
        if not self.line.text().strip():
            self._told.setText(self.tr("Type what to look for."))
        elif count > MOST:
            self._told.setText(
                self.tr("There are more than {0} places; the first of them are shown.").format(MOST)
            )
        else:
            words = counted(count, self.tr("Found in 1 place."), self.tr("Found in {n} places."))
            self._told.setText(words if count else self.tr("Found nowhere."))

    def _lay_out(self) -> None:
        self.setWindowTitle(self.tr("Find and replace"))
        self.setModal(False)
        self.capitals_box.setToolTip(
            self.tr("What is found with a capital, or in capitals, is replaced likewise.")
        )
        self.table.setModel(self.model)
        self.table.setItemDelegate(ReplacementDelegate(self.table))
        self.table.set_widths({PLACE: 44}, BEFORE, AFTER)
        self.table.horizontalHeader().setSectionResizeMode(PLACE, QHeaderView.ResizeMode.Interactive)
        self.scope.setAccessibleName(self.tr("Where to look"))
        self._told.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        for name, words in (
            ("all", self.tr("In the whole workspace")),
            ("branch", self.tr("In what is selected in the contents")),
            ("rows", self.tr("In the rows selected in the grid")),
        ):
            self.scope.addItem(words, name)
        for button in (self.next_button, self.replace_button, self.close_button):
            button.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.addLayout(self._asking())
        column.addWidget(self.table, 1)
        column.addLayout(self._buttons())
        self.resize(self.fontMetrics().averageCharWidth() * 150, self.fontMetrics().lineSpacing() * 28)

    def _asking(self) -> QGridLayout:
        grid = QGridLayout()
        for row, (words, line) in enumerate(
            ((self.tr("&Find"), self.line), (self.tr("Replace w&ith"), self.by_line))
        ):
            label = QLabel(words, self)
            label.setBuddy(line)
            line.setAccessibleName(words.replace("&", "").rstrip(":"))
            grid.addWidget(label, row, 0)
            grid.addWidget(line, row, 1)
        options = QHBoxLayout()
        for box in (self.case_box, self.words_box, self.capitals_box, self.scope):
            options.addWidget(box)
        options.addStretch(1)
        grid.addLayout(options, 2, 1)
        return grid

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(self.all_box)
        row.addWidget(self._told, 1)
        for button in (self.next_button, self.replace_button, self.close_button):
            row.addWidget(button)
        return row

    def _connect(self) -> None:
        self.line.textChanged.connect(self.on_changed)
        self.line.returnPressed.connect(self.on_next)
        for box in (self.case_box, self.words_box):
            box.toggled.connect(self.on_changed)
        self.scope.activated.connect(self.on_changed)
        self.case_box.toggled.connect(self.on_match_case)
        self.by_line.textChanged.connect(self.on_replacement)
        self.capitals_box.toggled.connect(self.on_replacement)
        self.model.ticked.connect(self.show_chosen)
        self.all_box.clicked.connect(self.on_all)
        self._resting.timeout.connect(self.look)
        self._looking.timeout.connect(self.go_on_looking)
        self.table.entered.connect(self.on_hit)
        self.table.doubleClicked.connect(self.on_hit)
        self.next_button.clicked.connect(self.on_next)
        self.replace_button.clicked.connect(self.replace)
        self.close_button.clicked.connect(self.close)
        space = QShortcut(QKeySequence(Qt.Key.Key_Space), self.table)
        space.setContext(Qt.ShortcutContext.WidgetShortcut)
        space.activated.connect(self.on_space)
        following = QShortcut(QKeySequence(QKeySequence.StandardKey.FindNext), self)
        following.activated.connect(self.on_next)
        before = QShortcut(QKeySequence(QKeySequence.StandardKey.FindPrevious), self)
        before.activated.connect(self.on_previous)
        self._session.changed.connect(self.on_changed)
        self._session.closed.connect(self.on_closed)
