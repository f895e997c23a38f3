"""The window that finds and replaces: it stays open beside the work, and shows first what it would do."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QT_TRANSLATE_NOOP, QModelIndex, Qt, Signal
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
from ui.forms.bindings import LineEdit
from ui.replacing.model import AFTER, BEFORE, PLACE, HitsModel, ReplacementDelegate
from ui.slices import Slices
from ui.tables import RowTable
from ui.timing import once_after
from workbench.errors import UserError
from workbench.replacing import Wanted, portions, put, replacements

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ui.session import Session
    from workbench.replacing import Hit, Replacement

Scope = Literal["all", "branch", "rows"]
DEBOUNCE_MS = 200
PORTION = 20
"""Texts that are replaced at a time."""
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
        self.by_line = LineEdit(self)
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
        self._resting = once_after(self, DEBOUNCE_MS, self.look)
        self._slices = Slices(self)
        self._is_replacing = False
        self._count = 0
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
        self.look()
        self._slices.go_on()

    def search(self) -> None:
        """Find anew what is asked for."""
        self.look()
        self._finish()

    def look(self) -> None:
        """Find anew what is asked for, a moment at a time so that the user can go on typing."""
        self._give_up()
        if not self._session.is_open:
            self.model.show(None, None, ())
            return
        self._told.setText(self.tr("Looking…"))
        self._slices.start(self._look())

    def _look(self) -> Iterator[None]:
        workspace = self._session.workspace
        under = self._scope_of(self.scope.currentData())
        found: list[Hit] = []
        for hits in portions(workspace.tree, workspace.numbers, self.wanted, under):
            found += hits
            if len(found) > MOST:
                break
            yield
        self._count = len(found)
        self.model.show(workspace.tree, workspace.numbers, found[:MOST])
        self._tell()
        if found:
            self.table.go_to(0)

    def _finish(self) -> None:
        """Look through the rest at once, where the answer is waited for."""
        if self._resting.isActive():
            self.look()
        self._slices.finish()

    def _give_up(self) -> None:
        """Give up what is under way; of what was to be replaced nothing is."""
        self._resting.stop()
        self._slices.stop()
        if self._is_replacing:
            self._is_replacing = False
            self._tell()
            self.show_chosen()
            self.replaced.emit(self.tr("Replacing was stopped; nothing was replaced."))

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
        """Replace the ticked hits in one step, worked out a moment at a time; the next call gives it up."""
        if self._is_replacing:
            self._give_up()
            return
        if not self._session.writable:
            return
        self._session.settle()
        if self._resting.isActive():
            self.look()
        self._is_replacing = True
        self.show_chosen()
        self._slices.add(self._replace())

    def _replace(self) -> Iterator[None]:
        chosen, workspace, by = self.model.chosen, self._session.workspace, self.by_line.text()
        if not chosen:
            self._is_replacing = False
            self.show_chosen()
            return
        label = self.tr("Replace “{0}” with “{1}”").format(self.line.text(), by)
        keeps = self.keeps_capitals
        work = replacements(workspace.tree, workspace.numbers, chosen, by, keep_capitals=keeps)
        found: list[Replacement] = []
        while portion := list(islice(work, PORTION)):
            found += portion
            done = sum(one.hits for one in found)
            self._told.setText(self.tr("Replacing: {0} of {1}…").format(done, len(chosen)))
            yield
        self._put(label, found)

    def _put(self, label: str, found: list[Replacement]) -> None:
        self._is_replacing = False
        self._session.settle()
        try:
            with self._session.edit(label) as editor:
                done = put(editor, found)
        except UserError as error:
            self._tell()
            self.show_chosen()
            self._session.refuse(error)
            return
        self.replaced.emit(counted(done, self.tr("Replaced in 1 place."), self.tr("Replaced in {n} places.")))
        self.look()

    def on_changed(self, *_: object) -> None:
        """Find anew after a short rest."""
        self._give_up()
        if self.isVisible():
            self._resting.start()

    def on_finished(self, *_: object) -> None:
        """Replace nothing any more when the window is closed."""
        if self._is_replacing:
            self._give_up()

    def on_match_case(self, matches: bool) -> None:
        """Replace just as typed where case counts; with capitals kept where it does not."""
        self.capitals_box.setEnabled(not matches)
        self.capitals_box.setChecked(not matches)

    def on_replacement(self, *_: object) -> None:
        """Show what would come now."""
        self.model.set_replacement(self.by_line.text(), keep_capitals=self.keeps_capitals)

    def on_closed(self) -> None:
        """Forget what was found, as the workspace was closed."""
        self._give_up()
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
        """Say on the button how many hits would be replaced; while they are, that it gives up."""
        if self._is_replacing:
            self.replace_button.setText(self.tr("&Stop"))
            return
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

    def _tell(self) -> None:
        count = self._count
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
        self.case_box.setToolTip(
            self.tr("What is found has just these letters: capitals count, and so do accents.")
        )
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
        self.table.entered.connect(self.on_hit)
        self.table.doubleClicked.connect(self.on_hit)
        self.next_button.clicked.connect(self.on_next)
        self.replace_button.clicked.connect(self.replace)
        self.close_button.clicked.connect(self.close)
        self.finished.connect(self.on_finished)
        space = QShortcut(QKeySequence(Qt.Key.Key_Space), self.table)
        space.setContext(Qt.ShortcutContext.WidgetShortcut)
        space.activated.connect(self.on_space)
        following = QShortcut(QKeySequence(QKeySequence.StandardKey.FindNext), self)
        following.activated.connect(self.on_next)
        before = QShortcut(QKeySequence(QKeySequence.StandardKey.FindPrevious), self)
        before.activated.connect(self.on_previous)
        self._session.changed.connect(self.on_changed)
        self._session.closed.connect(self.on_closed)
