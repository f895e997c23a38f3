"""The merge window: puts files, changes and the row that is looked at together and connects them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QMenu,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from ui.actions import Actions
from ui.bars import Bars
from ui.dropping import FileDrop
from ui.job_panel import JobPanel
from ui.looks import LOOKS
from ui.merging import words
from ui.merging.commands import Commands
from ui.merging.decide_bar import DecideBar
from ui.merging.detail_panel import DetailPanel
from ui.merging.files_panel import FilesPanel
from ui.merging.items_panel import ItemsPanel

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QKeyEvent

    from ui.jobs import Jobs
    from ui.merging.desk import Desk
    from ui.questions import Questions
    from ui.session import Session
    from ui.settings import Settings

GEOMETRY, SPLIT = "merge_geometry", "merge_split"
FAILED, DONE = "failed", "done"
SAY_MS = 8000
DECIDE = ("take", "keep", "edit", "undecide")
KEYS = (
    ("Ctrl+Right", QT_TRANSLATE_NOOP("Keys", "Take theirs")),
    ("Ctrl+Left", QT_TRANSLATE_NOOP("Keys", "Keep ours")),
    ("F2", QT_TRANSLATE_NOOP("Keys", "Put something else")),
    ("Ctrl+Backspace", QT_TRANSLATE_NOOP("Keys", "Take the decision back")),
    ("Ctrl+Return", QT_TRANSLATE_NOOP("Keys", "Show in the main window")),
    ("F8", QT_TRANSLATE_NOOP("Keys", "Go to the next row to decide")),
    ("Ctrl+F", QT_TRANSLATE_NOOP("Keys", "Find in the changes")),
    ("F5", QT_TRANSLATE_NOOP("Keys", "Read the files again")),
    ("Esc", QT_TRANSLATE_NOOP("Keys", "Leave the editor, empty the filter, or close the window")),
)


class MergeWindow(QMainWindow):
    """A window of its own beside the main one; made by :class:`~ui.merging.opening.Merging`.

    ``node_asked`` and ``field_asked`` lead to a place in the main window, ``files_asked`` asks for files,
    ``merged`` carries a sentence about what was done, ``closed`` comes when the window goes.
    """

    node_asked = Signal(int)
    field_asked = Signal(int, str)
    files_asked = Signal()
    merged = Signal(str)
    closed = Signal()

    def __init__(
        self,
        desk: Desk,
        session: Session,
        jobs: Jobs,
        questions: Questions,
        settings: Settings,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk = desk
        self._session = session
        self._questions = questions
        self._settings = settings
        self._may_go = False
        self.bars = Bars(self)
        self.files = FilesPanel(desk, self)
        self.items = ItemsPanel(desk, self)
        self.commands = Commands(desk, session, self.items, self)
        self.actions_ = Actions(self)
        self._add_actions()
        self.bar = DecideBar(
            [self.actions_[name] for name in DECIDE], self.actions_["go"], self._all_menu(), self
        )
        self.detail = DetailPanel(session, self.bar.go, self)
        self.summary = QLabel(self)
        self.apply_button = QPushButton(self.tr("A&pply"), self)
        self.cancel_button = QPushButton(self.tr("Cancel"), self)
        self._lay_out(jobs)
        self._connect()
        self._drop = FileDrop(self, bool, desk.add)
        self.refresh_icons()
        self.files.refresh()
        self.items.fill()
        self.show_summary()
        self.items.table.setFocus()

    def refresh_icons(self) -> None:
        """Draw the icons in the colours of the palette."""
        self.actions_.refresh_icons()
        self.files.refresh_icons()
        self.items.refresh_icons()

    def on_files_chosen(self) -> None:
        """Show what the selected files would change."""
        sheets = self.files.sheets
        positions = [sheet.position for sheet in sheets if sheet.position is not None]
        self.items.show_files(positions if sheets else None)

    def on_current(self) -> None:
        """Show the row that is looked at."""
        self.detail.show_entry(self.items.entry)

    def on_selected(self) -> None:
        """Offer what can be done with the selected rows."""
        chosen = self.items.entries
        entry = self.items.entry
        single = len(chosen) == 1 and entry is chosen[0]
        self.actions_.enable(("take", "keep"), bool(chosen))
        self.actions_["undecide"].setEnabled(any(one.key in self._desk.decisions for one in chosen))
        self.actions_["edit"].setEnabled(single and entry is not None and entry.can_edit)
        self.actions_["go"].setEnabled(entry is not None and entry.node is not None)
        self.bar.show_counts(len(chosen), len(self.items.model.entries))

    def on_decided(self) -> None:
        """Show what follows from a decision."""
        self.on_current()
        self.show_summary()

    def show_summary(self) -> None:
        """Say what applying would do now."""
        desk = self._desk
        held_up = words.waiting_for(desk.entries)
        self.apply_button.setEnabled(desk.can_apply)
        self.apply_button.setToolTip(words.tooltip(held_up) or "")
        self.apply_button.setAccessibleDescription(held_up)
        self.cancel_button.setText(self.tr("Cancel") if desk.has_work else self.tr("Close"))
        if desk.is_reading:
            self.summary.setText(self.tr("The files are being read…"))
        elif not desk.sheets:
            self.summary.setText(self.tr("Add the files that came back, or drop them here."))
        elif desk.has_work or desk.entries:
            self.summary.setText(words.summary(desk.entries))
        else:
            self.summary.setText(self.tr("There is nothing to merge."))

    def on_failed(self, sentence: str) -> None:
        """Say what could not be done."""
        self.bars.show_message(FAILED, sentence, sign="warning")

    def apply(self) -> None:
        """Merge; the window stays where something of these files is left to see to."""
        self.bars.clear()
        entries, files = self._desk.entries, self._desk.unsettled
        if self._desk.apply() is None:
            return
        waiting = [entry for entry in entries if entry.is_open]
        sentence = words.done(entries, files)
        self.merged.emit(sentence)
        if not waiting:
            self.go()
        else:
            self.bars.show_message(DONE, sentence, sign="done")

    def may_close(self) -> bool:
        """Whether the window may go: what was decided by hand would be forgotten."""
        number = len(self._desk.decisions)
        return (
            self._may_go
            or not number
            or self._questions.confirm(
                self.tr("Close without merging?"),
                self.tr("Nothing is changed, and what you decided here is forgotten."),
                self.tr("Close"),
            )
        )

    def go(self) -> None:
        """Close without asking."""
        self._may_go = True
        self.close()

    def say(self, sentence: str) -> None:
        """Say something in the status bar for a while."""
        self.statusBar().showMessage(sentence, SAY_MS)

    def on_job_started(self) -> None:
        """Leave the status bar to the work under way; what was said there is of the step before."""
        self.statusBar().clearMessage()
        self.hint.hide()

    # Building ----------------------------------------------------------------------------------

    def _add_actions(self) -> None:
        add, commands = self.actions_.add, self.commands
        add("take", self.tr("&Take theirs"), commands.take, "Ctrl+Right")
        add("keep", self.tr("&Keep ours"), commands.keep, "Ctrl+Left")
        add("edit", self.tr("&Edit…"), commands.edit, "F2")
        add("undecide", self.tr("&Undo the decision"), commands.undecide, "Ctrl+Backspace")
        add("go", self.tr("&Show in the main window"), commands.go, "Ctrl+Return")
        add("next", self.tr("Next to decide"), commands.go_to_next_open, "F8")
        add("find", self.tr("Find in the changes"), self.items.focus_filter, "Ctrl+F")
        add("again", self.tr("Read again"), self._desk.read_again, "F5")
        add("take_all", self.tr("&Take theirs"), commands.take_all)
        add("keep_all", self.tr("&Keep ours"), commands.keep_all)
        add("undecide_all", self.tr("&Undo the decisions"), commands.undecide_all)
        self.items.set_menu([self.actions_[name] for name in (*DECIDE, "go")])

    def _all_menu(self) -> QMenu:
        menu = QMenu(self.tr("&All that are shown"), self)
        menu.addActions([self.actions_[name] for name in ("take_all", "keep_all", "undecide_all")])
        return menu

    def _lay_out(self, jobs: Jobs) -> None:
        name = self._session.workspace.path.name
        self.setWindowTitle(self.tr("Merge what came back – {0}").format(name))
        changes = QWidget(self)
        column = QVBoxLayout(changes)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.items, 1)
        column.addWidget(self.bar)
        self._split = QSplitter(Qt.Orientation.Vertical, self)
        for part, stretch in ((self.files, 2), (changes, 4), (self.detail, 3)):
            self._split.addWidget(part)
            self._split.setStretchFactor(self._split.count() - 1, stretch)
        self._split.setChildrenCollapsible(False)
        central = QWidget(self)
        box = QVBoxLayout(central)
        box.addWidget(self.bars)
        box.addWidget(self._split, 1)
        box.addLayout(self._foot())
        self.setCentralWidget(central)
        self.hint = self._hint()
        self.statusBar().addWidget(self.hint)
        self.statusBar().addPermanentWidget(JobPanel(jobs, self))
        jobs.started.connect(self.on_job_started)
        jobs.ended.connect(self.hint.show)
        unit = self.fontMetrics().averageCharWidth()
        wanted = QSize(unit * 180, self.fontMetrics().lineSpacing() * 54)
        self.resize(wanted.boundedTo(self.screen().availableSize()))
        self._split.setSizes([self.height() * share for share in (4, 8, 7)])
        self._restore_layout()

    def _hint(self) -> QLabel:
        """Return the keys that decide quickly, where sentences stand for a moment as well."""
        names = ("take", "keep", "edit", "next")
        hint = QLabel(" · ".join(self.actions_[name].toolTip() for name in names), self)
        hint.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        hint.setContentsMargins(self.fontMetrics().averageCharWidth(), 0, 0, 0)
        return hint

    def _foot(self) -> QHBoxLayout:
        self.summary.setWordWrap(True)
        self.summary.setTextFormat(Qt.TextFormat.PlainText)
        row = QHBoxLayout()
        row.addWidget(self.summary, 1)
        for button in (self.apply_button, self.cancel_button):
            button.setAutoDefault(False)
            row.addWidget(button)
        return row

    def _restore_layout(self) -> None:
        geometry, split = self._settings.bytes_of(GEOMETRY), self._settings.bytes_of(SPLIT)
        if geometry is not None:
            self.restoreGeometry(geometry)
        if split is not None:
            self._split.restoreState(split)

    def _connect(self) -> None:
        self.files.chosen.connect(self.on_files_chosen)
        self.files.add_asked.connect(self.files_asked)
        self.items.current.connect(self.on_current)
        self.items.selected.connect(self.on_selected)
        self.items.entered.connect(self.commands.go)
        self.detail.keep_asked.connect(self.commands.keep_current)
        self.detail.take_asked.connect(self.commands.take_answer)
        self.detail.value_given.connect(self.commands.put)
        self.commands.said.connect(self.say)
        self.commands.editor_asked.connect(self.detail.edit)
        self.commands.answers_asked.connect(self.detail.focus_answers)
        self.commands.node_asked.connect(self.node_asked)
        self.commands.field_asked.connect(self.field_asked)
        self._desk.planned.connect(self.on_files_chosen)
        self._desk.planned.connect(self.show_summary)
        self._desk.decided.connect(self.on_decided)
        self._desk.reading.connect(self.show_summary)
        self._desk.failed.connect(self.on_failed)
        self.apply_button.clicked.connect(self.apply)
        self.cancel_button.clicked.connect(self.close)

    # Qt overrides ------------------------------------------------------------------------------

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: D102
        if not self.may_close():
            event.ignore()
            return
        self._settings.keep(GEOMETRY, self.saveGeometry())
        self._settings.keep(SPLIT, self._split.saveState())
        self.closed.emit()
        super().closeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.detail.editor is not None:
            self.detail.close_editor()
        elif self.items.line.hasFocus() and self.items.line.text():
            self.items.line.clear()
        else:
            self.close()

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        if event.type() in LOOKS and hasattr(self, "actions_"):
            QTimer.singleShot(0, self, self.refresh_icons)  # when all parts have the new palette
