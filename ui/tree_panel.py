"""Filter line and tree together: what the left of the window holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from ui.doubts import help_text, sentence
from ui.marks import SIGNS
from ui.slices import Slices
from ui.timing import after_painting, once_after
from ui.tree_model import TreeModel
from ui.tree_view import OPEN_AT_FIRST, DownKey, TreeView

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from ui.checks.watch import CheckWatch
    from ui.hits import HitDelegate
    from ui.session import Session
    from workbench.checks import Checks
    from workbench.edits import Notice
    from workbench.search import SearchIndex

DEBOUNCE_MS = 160
WARM_NODES, CHECKED_NODES = 1000, 100
"""How many nodes are read, and how many checked, at a time."""
NOTHING: frozenset[str] = frozenset()


class TreePanel(QWidget):
    """Shows the session's workspace as a tree; made by the window.

    Owns the model and the view. ``node_selected`` carries a node id.
    """

    node_selected = Signal(int)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._search: SearchIndex | None = None
        self.model = TreeModel(self)
        self.line = QLineEdit(self)
        self.view = TreeView(self.model, self)
        self._count = QLabel(self)
        self._marking: HitDelegate | None = None
        self._down_key = DownKey(self.line, self.view)
        self._typing = once_after(self, DEBOUNCE_MS, self.filter_when_read)
        self._reading = Slices(self)
        self._changing = once_after(self, DEBOUNCE_MS, self.filter_again)
        self._warming = once_after(self, 30, self._warm)
        self._lay_out()
        self._connect()

    @property
    def selected(self) -> int | None:
        """The id of the selected node."""
        return self.view.selected

    @property
    def told(self) -> int | None:
        """The node that was selected last, also where a filter leaves it out now."""
        return self.view.told

    def select(self, id: int) -> bool:
        """Select a node; a filter that hides it is cleared. Return whether there is such a node."""
        if id not in self.model:
            return False
        if not self.view.index_of(id).isValid():
            self.clear_filter()
        return self.view.select(id)

    def open_up(self, id: int) -> bool:
        """Select a node and show its parts, as after it was imported."""
        found = self.select(id)
        tree = self._session.workspace.tree
        self.view.expand_ids({node.id for node in tree.children(id) if node.kind in OPEN_AT_FIRST} | {id})
        return found

    def clear_filter(self) -> None:
        """Show every node again at once."""
        self.line.clear()
        self.apply_filter()

    def apply_filter(self) -> None:
        """Show what the filter line asks for."""
        self._filter()

    def filter_when_read(self) -> None:
        """Show what the filter line asks for; a large workspace is read before, a moment at a time."""
        if self._session.is_open:
            self._reading.start(self._read_and_filter())
            self._reading.go_on()

    def _read_and_filter(self) -> Iterator[None]:
        while self._is_reading(self.line.text()):
            self._tell(self.tr("Looking…"))
            yield
        self._filter()

    def _is_reading(self, query: str) -> bool:
        """Read a few more nodes, and check them where a query needs that; return whether some are left."""
        if not query.strip():
            return False
        from workbench.querying import parse

        is_left = self.index().warm(WARM_NODES)
        return is_left or (parse(query).has_signs and self._session.checks.work(CHECKED_NODES))

    def filter_again(self) -> None:
        """Filter anew after a change; the selected node stays, though it may no longer match."""
        selected = self.selected
        self._filter(() if selected is None else (selected,))

    def _filter(self, kept: tuple[int, ...] = ()) -> None:
        self._typing.stop()
        self._changing.stop()
        self._reading.stop()
        if not self._session.is_open:
            return
        query = self.line.text().strip()
        if not query:
            self._show_all()
            return
        found = self.index().find(query)
        count = self.tr("{0} of {1}").format(len(found.matches), len(self._session.workspace.tree))
        self._tell("\n".join(filter(None, (count, sentence(found.doubts)))))
        self._mark(found.words)
        self.view.show_found(found.visible | self._with_ancestors(kept))

    def _tell(self, words: str) -> None:
        from PySide6.QtGui import QPalette  # takes a while, and the first filter comes late

        self._count.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._count.setText(words)
        self._count.show()

    def focus_filter(self) -> None:
        """Put the cursor into the filter line and select what is there."""
        self.line.setFocus()
        self.line.selectAll()

    def on_opened(self) -> None:
        """Show the workspace that was opened."""
        workspace = self._session.workspace
        self._search = None
        self.line.clear()
        self._show_all()
        self.model.show_workspace(workspace, self._checks)
        after_painting(self, self._show_marks)
        at_first = {node.id for node in workspace.tree.walk() if node.kind in OPEN_AT_FIRST}
        self.view.start(at_first if len(at_first) < 200 else {workspace.tree.root_id})
        self._warming.start()

    def _checks(self) -> Checks:
        return self._session.checks

    def _show_marks(self) -> None:
        """Show what the checks found, once the tree itself is painted."""
        self.model.show_marks()
        self.view.repaint_rows()

    def show_below(self, watch: CheckWatch) -> None:
        """Let closed branches tell what there is to see to in them."""
        self.model.show_below(watch.below, self.view.is_open)
        watch.changed.connect(self.on_found)

    def on_found(self) -> None:
        """Show what was found in the background since."""
        if self._session.is_open:
            self.view.repaint_rows()

    def on_closed(self) -> None:
        """Show nothing."""
        self._typing.stop()
        self._changing.stop()
        self._warming.stop()
        self._reading.stop()
        self._search = None
        self.model.forget_checks()
        self.line.clear()
        self._show_all()
        self.model.show_workspace(None)

    def on_changed(self, notice: Notice) -> None:
        """Show what a batch changed, with what is expanded and selected as before."""
        if self._search is not None:
            self._search.update(notice, self._session.workspace.numbers)
        if self.view.is_filtered and notice.inserted:
            self.view.filter.show_also(self._with_ancestors(notice.inserted))  # although it names them not
        with self.view.settling():
            was_reset = self.model.update(notice)
            if was_reset or notice.moved:
                self.view.restore()
            elif notice.is_structural:
                self.view.restore(notice.inserted)
        self.view.viewport().update()
        if self.view.is_filtered and self.line.text().strip():
            self._changing.start()

    def next_marked(self) -> int | None:
        """Return the next node after the selected one with something to see to, None for none."""
        order = [node.id for node in self._session.workspace.tree.walk()]
        start = order.index(self.selected) + 1 if self.selected in order else 0
        for id in order[start:] + order[:start]:
            if self.model.marks_of(id):
                return id
        return None

    def index(self) -> SearchIndex:
        """Return what can be found in the open workspace; every filter of the window asks it."""
        if self._search is None:
            from workbench.search import SearchIndex

            workspace = self._session.workspace
            self._search = SearchIndex(workspace.tree, workspace.numbers, self._signs, self._marked)
        return self._search

    def _signs(self, id: int) -> frozenset[str]:
        """Return whether something in a node is "missing" or "flagged"."""
        found = self._session.checks.of(id)
        if not found:
            return NOTHING
        return frozenset("missing" if finding.is_about_absence else "flagged" for finding in found)

    def _marked(self) -> Collection[int]:
        return self._session.checks.marked()

    def _warm(self) -> None:
        """Read a few nodes ahead of the first search, so that its first letter is quick."""
        if self._session.is_open and self.index().warm(WARM_NODES):
            self._warming.start()

    def _show_all(self) -> None:
        self._count.hide()
        self._mark(())
        self.view.show_all()

    def _mark(self, words: Sequence[str]) -> None:
        """Mark words in the tree; what draws them is made when there are some."""
        if self._marking is None and words:
            from ui.hits import HitDelegate

            self._marking = HitDelegate(self.view, begins_with_name=True)
            self.view.setItemDelegate(self._marking)
        if self._marking is not None:
            self._marking.set_words(words)

    def _with_ancestors(self, ids: tuple[int, ...]) -> set[int]:
        from workbench.search import with_ancestors

        return with_ancestors(self._session.workspace.tree, ids)

    def _lay_out(self) -> None:
        self.line.setPlaceholderText(self.tr("Filter: words, priority:high, overdue"))
        self.line.setAccessibleName(self.tr("Filter the contents"))
        self.line.setAcceptDrops(False)  # a file dropped here is for the window
        self.line.setToolTip(help_text())
        self._count.setWordWrap(True)
        self._count.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.line)
        layout.addWidget(self._count)
        layout.addWidget(self.view)

    def _connect(self) -> None:
        self.line.textEdited.connect(self.on_text_edited)
        self.line.textChanged.connect(self.on_text_changed)
        self.view.node_selected.connect(self.node_selected)
        self._session.opened.connect(self.on_opened)
        self._session.closed.connect(self.on_closed)
        self._session.changed.connect(self.on_changed)
        self._session.checked.connect(self.view.repaint_rows)

    def on_text_edited(self, text: str) -> None:
        """Filter after a short rest, so that a quick typist waits for one result only."""
        self._typing.start()

    def on_text_changed(self, text: str) -> None:
        """React at once where the line was emptied, by key or by its button."""
        if not text:
            self.apply_filter()

    def refresh_icons(self) -> None:
        """Draw the marks in the colours of the palette."""
        from ui.icons import row_icon  # drawn after the first paint

        self.line.setClearButtonEnabled(True)
        self.model.set_icons({grave: row_icon(sign, self.palette()) for grave, sign in SIGNS.items()})
        if self._session.is_open:
            self.view.repaint_rows()
