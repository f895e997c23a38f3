"""The history of a node or of the workspace, and what differs between two points of it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, Qt, QTimer, QUrl, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFrame,
    QGridLayout,
    QLabel,
    QLineEdit,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from ui.elided import ElidedChoice
from ui.forms.layout import on_page
from ui.history.model import WHAT, WHEN, WHO, EntriesModel, local_time
from ui.history.points import offered_points
from ui.history.writing import ChangesWriter
from ui.labels import title
from ui.looks import LOOKS
from ui.schema_words import field_label, kind_label
from ui.slices import Slices
from ui.tables import RowTable
from ui.timing import once_after
from ui.units import set_and_follow
from workbench.errors import UserError
from workbench.folding import fold
from workbench.points import known_points
from workbench.schema import KINDS
from workbench.telling import bring_back, changes_in, people, portions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtGui import QShowEvent

    from ui.session import Session
    from workbench.editor import Editor
    from workbench.edits import Batch, Entry, Notice
    from workbench.telling import Change

REST_MS = 160
NODE, BELOW, ALL = "node", "below", "all"
NOW = ""


class HistoryPanel(QWidget):
    """Shows steps and what they changed; made by the panels when it is first wanted.

    Steps are listed without their edits; the edits of one are read when it is looked at. Where a point is
    chosen to compare with, the list gives way to what differs between the two points.
    ``field_asked`` (node, field) is sent for a link to a place.
    """

    field_asked = Signal(int, str)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._node = 0
        self._is_stale = True
        self._changes: list[Change] = []
        self._batch: Batch | None = None
        self.scope = QComboBox(self)
        self.person = QComboBox(self)
        self.since = ElidedChoice(self)
        self.until = ElidedChoice(self)
        self.line = QLineEdit(self)
        self.model = EntriesModel(self)
        self.table = RowTable(self.tr("Steps, the newest first"), self)
        self.details = QTextBrowser(self)
        self._slices = Slices(self)
        self._rest = once_after(self, REST_MS, self.refresh)
        self._lay_out()
        self._set_up_table()
        self._connect()

    def show_node(self, id: int) -> None:
        """Show the history of a node."""
        if id != self._node:
            self._node = id
            if self.scope.currentData() != ALL:
                self._later()

    def refresh(self) -> None:
        """Show the journal as it is now."""
        self._rest.stop()
        self._slices.stop()
        if not self._session.is_open:
            self._clear()
            return
        self._is_stale = False
        self._fill_points()
        self.table.setVisible(not self._compares)
        for widget in (self.person, self.line):
            widget.setEnabled(not self._compares)
        if self._compares:
            self._slices.add(self._compare())
        else:
            self._show_entries()

    def show_step(self) -> None:
        """Show what the selected step changed."""
        if self._compares or not self._session.is_open:
            return
        batch = self.model.batch(self.table.currentIndex().row())
        self._batch = self._session.workspace.batch(batch) if batch else None
        nodes = self._nodes()
        tree = self._session.workspace.tree
        self._changes = changes_in(self._batch, tree, nodes) if self._batch else []
        writer = self._writer()
        self._slices.stop()
        if self._batch is not None:
            writer.step(self._batch, local_time(self._batch.time))
            self._slices.add(self._write(writer))

    def on_link(self, target: QUrl) -> None:
        """Go to the place of a change, or back to a value."""
        what, _, place = target.toString().partition(":")
        change = self._changes[int(place)]
        if what == "go":
            self.field_asked.emit(change.node, change.field or "")
        elif what == "back":
            self._bring_back(change)
        else:
            self._restore(change, change.before if what == "before" else change.after)

    def on_changed(self, notice: Notice) -> None:
        """Take in a step."""
        self._later()

    def on_marked(self) -> None:
        """Offer a point that has a name now."""
        self._later()

    def on_session(self) -> None:
        """Begin with another workspace."""
        self._node, self._is_stale = 0, True
        self._clear()
        if self._session.is_open:
            self._later()

    # Steps ---------------------------------------------------------------------------------------

    def _show_entries(self) -> None:
        nodes = self._nodes()
        entries = self._session.workspace.entries(nodes)
        self._fill_people([entry.author for entry in entries])
        words = fold(self.line.text()).split()
        self.table.mark(words)
        wanted = [entry for entry in entries if self._is_wanted(entry, words)]
        row = self.table.currentIndex().row()
        before = self.model.batch(row) if row > 0 else None  # who looks at the newest step goes with it
        names: dict[str, list[str]] = {}
        for point in known_points(self._session.workspace):
            names.setdefault(point.batch, []).append(point.name)
        self.model.show(wanted, names)
        if wanted:
            self.table.setCurrentIndex(self.model.index(self.model.row_of(before) or 0, 0))
        else:
            self.show_step()

    def _is_wanted(self, entry: Entry, words: list[str]) -> bool:
        if self.person.currentData() and entry.author != self.person.currentData():
            return False
        text = fold(f"{entry.label} {entry.author} {entry.origin}")
        return all(word in text for word in words)

    def _nodes(self) -> set[int] | None:
        """Return the nodes whose history is shown, None for all."""
        tree = self._session.workspace.tree
        if self.scope.currentData() == ALL or self._node not in tree:
            return None
        if self.scope.currentData() == BELOW:
            return {node.id for node in tree.walk(self._node)}
        return {placed.id for placed in on_page(tree, self._node)}

    # Two points ----------------------------------------------------------------------------------

    @property
    def _compares(self) -> bool:
        return bool(self.since.currentData())

    def _compare(self) -> Iterator[None]:
        """Find what differs a moment at a time, then show it."""
        self._changes, self._batch = [], None
        self._writer().note(self.tr("Comparing…"))
        nodes = self._nodes()
        found: list[Change] = []
        try:
            for some in portions(self._session.workspace, self.since.currentData(), self.until.currentData()):
                found += (change for change in some if nodes is None or change.node in nodes)
                yield
        except UserError as error:
            self.details.clear()
            self._session.refuse(error)
            return
        self._changes = found
        yield from self._show_differences()

    def _show_differences(self) -> Iterator[None]:
        writer = self._writer()
        words = (
            self.tr("What has changed since “{0}”")
            if not self.until.currentData()
            else self.tr("From “{0}” to “{1}”")
        )
        writer.heading(words.format(self.since.currentText().strip(), self.until.currentText().strip()))
        if not self._changes:
            writer.note(self.tr("Nothing."))
        yield from self._write(writer)

    def _write(self, writer: ChangesWriter) -> Iterator[None]:
        """Write the changes a moment at a time below their heading, which stays in sight."""
        self.details.moveCursor(self.details.textCursor().MoveOperation.Start)
        yield from writer.write(self._changes, writable=self._session.writable)

    def _fill_points(self) -> None:
        """Offer every point that has a name, those chosen before still chosen."""
        points = [
            (f"{point.name} ({local_time(point.time)})", point.batch)
            for point in offered_points(self._session.workspace)
        ]
        _fill(self.since, [(self.tr("All steps"), NOW), *points])
        _fill(self.until, [(self.tr("Now"), NOW), *points])
        self.until.setEnabled(self._compares)

    def _fill_people(self, authors: list[str]) -> None:
        _fill(self.person, [(self.tr("Everybody"), ""), *((name, name) for name in people(authors))])

    # The way back --------------------------------------------------------------------------------

    def _restore(self, change: Change, value: object) -> None:
        field = KINDS[change.kind].fields[change.field or ""]
        words = self.tr("Restore {0} of {1}").format(field_label(field), self._title(change.node))
        self._apply(words, partial(_set, change.node, field.name, value))

    def _bring_back(self, change: Change) -> None:
        assert self._batch is not None
        label = kind_label(change.kind)
        self._apply(self.tr("Restore {0}").format(label), partial(_bring_back, self._batch, change.node))

    def _apply(self, words: str, change: Callable[[Editor], object]) -> None:
        self._session.settle()
        try:
            with self._session.edit(words, origin="history") as editor:
                change(editor)
        except UserError as error:
            self._session.refuse(error)

    def _title(self, node: int) -> str:
        return title(self._session.workspace.tree, self._session.workspace.numbers, node)

    # Building ------------------------------------------------------------------------------------

    def _writer(self) -> ChangesWriter:
        self.details.clear()
        self.details.document().setDefaultFont(self.font())
        workspace = self._session.workspace
        document, palette = self.details.document(), self.palette()
        return ChangesWriter(document, palette, workspace.tree, workspace.numbers, self._batch)

    def _clear(self) -> None:
        self._slices.stop()
        self._changes, self._batch = [], None
        self.model.show([], {})
        self.details.clear()

    def _later(self) -> None:
        """Show the journal again soon; what is being compared is of a document that is no more."""
        self._is_stale = True
        self._slices.stop()
        if self.isVisible():
            self._rest.start()

    def _connect(self) -> None:
        self._session.changed.connect(self.on_changed)
        self._session.marked.connect(self.on_marked)
        self._session.opened.connect(self.on_session)
        self._session.closed.connect(self.on_session)
        for choice in (self.scope, self.person, self.since, self.until):
            choice.activated.connect(self.refresh)
        self.line.textChanged.connect(self.on_text)
        self.table.selectionModel().currentRowChanged.connect(self.on_row)
        self.details.anchorClicked.connect(self.on_link)

    def on_row(self, current: QModelIndex, previous: QModelIndex) -> None:
        """Show what the step of the row changed."""
        self.show_step()

    def on_text(self, text: str) -> None:
        """Filter after a short rest."""
        self._rest.start()

    def _lay_out(self) -> None:
        for words, scope in (
            (self.tr("What is selected"), NODE),
            (self.tr("… and all below it"), BELOW),
            (self.tr("The whole workspace"), ALL),
        ):
            self.scope.addItem(words, scope)
        self.line.setPlaceholderText(self.tr("Filter: words"))
        self.line.setClearButtonEnabled(True)
        self.details.setOpenLinks(False)
        self.details.setFrameShape(QFrame.Shape.NoFrame)
        self.details.setAccessibleName(self.tr("What changed"))
        grid = QGridLayout()
        grid.setColumnStretch(1, 3)
        grid.setColumnStretch(3, 2)
        self._add_row(grid, 0, (self.tr("History of"), self.scope), (self.tr("by"), self.person))
        self._add_row(grid, 1, (self.tr("Since"), self.since))
        self._add_row(grid, 2, (self.tr("Until"), self.until))
        grid.addWidget(self.line, 3, 0, 1, 4)
        self.line.setAccessibleName(self.tr("Filter the steps"))
        parts = QSplitter(Qt.Orientation.Vertical, self)
        parts.addWidget(self.table)
        parts.addWidget(self.details)
        parts.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.addLayout(grid)
        column.addWidget(parts, 1)

    def _add_row(self, grid: QGridLayout, row: int, *fields: tuple[str, QComboBox]) -> None:
        for place, (words, choice) in enumerate(fields):
            label = QLabel(words, self)
            label.setBuddy(choice)
            choice.setAccessibleName(words)
            choice.setMinimumContentsLength(10)
            choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            grid.addWidget(label, row, 2 * place)
            grid.addWidget(choice, row, 2 * place + 1, 1, 1 if len(fields) > 1 else 3)

    def _set_up_table(self) -> None:
        self.table.setModel(self.model)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.set_widths({WHEN: 17, WHO: 10}, WHAT)

    # Qt overrides ------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:  # noqa: D102
        super().showEvent(event)
        if self._is_stale:
            QTimer.singleShot(0, self, self.refresh)

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        if event.type() in LOOKS and hasattr(self, "_rest"):
            self._later()


def _fill(choice: QComboBox, items: list[tuple[str, str]]) -> None:
    """Offer items, the one chosen before still chosen."""
    if items == [(choice.itemText(i), choice.itemData(i)) for i in range(choice.count())]:
        return
    chosen = choice.currentData()
    choice.clear()
    for words, data in items:
        choice.addItem(words, data)
    choice.setCurrentIndex(max(0, choice.findData(chosen)))


def _set(node: int, field: str, value: object, editor: Editor) -> None:
    set_and_follow(editor, node, field, value)


def _bring_back(batch: Batch, node: int, editor: Editor) -> None:
    bring_back(editor, batch, node)
