"""The grid of recommendations with what stands above it; keeps both in step with the document."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.grid.bar import GridBar
from ui.grid.cells import CellDelegate
from ui.grid.changing import Changing
from ui.grid.columns import ColumnsMenu
from ui.grid.copying import Copying
from ui.grid.filling import Filling
from ui.grid.folds import Folds
from ui.grid.keeping import CellDrafts
from ui.grid.layouts import Layout, Layouts
from ui.grid.model import ALL, GridModel
from ui.grid.tabbing import Tabbing
from ui.grid.view import GridView
from ui.icons import row_icon
from ui.slices import Slices
from ui.timing import once_after
from ui.tree_view import DownKey
from workbench.querying import parse
from workbench.rows import Group, Rows, Sort

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ui.forms.committer import Committer
    from ui.questions import Questions
    from ui.session import Session
    from ui.settings import Settings
    from workbench.edits import Notice
    from workbench.querying import Query
    from workbench.search import SearchIndex

Place = tuple[int, str]
"""A recommendation and the name of a column."""

DEBOUNCE_MS = 160
SORTED_ROWS, WARM_NODES, CHECKED_NODES = 400, 1000, 100
"""How many rows are read to sort them, and how many nodes to search and to check them, at a time."""
_ABOVE = ("workspace", "paper", "evaluation", "section")
SHOWN_KINDS = frozenset({*_ABOVE, "recommendation", "response", "action", "register", "unit"})


class GridPanel(QWidget):
    """Made when the grid is first wanted.

    ``search`` gives the index that every filter asks, ``committer`` holds what was typed in a cell and could
    not be taken. ``entered`` and ``row_changed`` carry a recommendation; ``done`` carries a sentence.
    ``form_key`` is the key that leads back to the form, where there is one.
    """

    entered = Signal(int)
    row_changed = Signal(int)
    done = Signal(str)

    def __init__(
        self,
        session: Session,
        settings: Settings,
        questions: Questions,
        search: Callable[[], SearchIndex],
        committer: Committer,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._search = search
        self._layouts = Layouts(settings)
        self._sorts: tuple[Sort, ...] = ()
        self._group = ""
        self._rows: Rows | None = None
        self._is_stale = True
        self._chosen: list[int] = []
        self._selected: tuple[list[Place], Place | None, bool] | None = None
        self.bar = GridBar(self)
        self.model = GridModel(self)
        self.view = GridView(self.model, self)
        self._folds = Folds(self.model, self.view, self)
        self.delegate = CellDelegate(session, self.view)
        self.changing = Changing(session, self.rows, self)
        self.drafts = CellDrafts(session, committer, self.rows, self.delegate, self)
        self.copying = Copying(session, questions, self.view, self.changing, self)
        self.filling = Filling(session, self.view, self.delegate, self.changing, self)
        self.tabbing = Tabbing(self.view, self.delegate, self)
        self.form_key = ""
        self._down_key = DownKey(self.bar.line, self.view)
        self._reading = Slices(self)
        self._typing = once_after(self, DEBOUNCE_MS, self.arrange_when_read)
        self._changed = once_after(self, DEBOUNCE_MS, self.filter_again)
        self._settled = once_after(self, DEBOUNCE_MS, self._keep_layout)
        self._lay_out()
        self._connect()
        self.apply(self._layouts.last())

    @property
    def layout_shown(self) -> Layout:
        """How the grid is set out."""
        view = self.view
        query = self.bar.line.text().strip()
        return Layout("", query, tuple(view.columns), view.widths, self._sorts, self._group)

    def rows(self) -> Rows:
        """Return the rows of the present state of the document."""
        if self._rows is None:
            workspace = self._session.workspace
            self._rows = Rows(workspace.tree, workspace.numbers, date.today().isoformat())
        return self._rows

    def apply(self, layout: Layout) -> None:
        """Set the grid out in a way."""
        self._sorts, self._group = layout.sorts, layout.group
        self.bar.set_query(layout.query)
        self.bar.show_group(layout.group)
        self.view.show_columns(layout.columns, layout.widths)
        self.model.set_sorts(self._sorts)
        self.arrange()

    def arrange(self) -> None:
        """Show what the filter asks for, sorted and grouped anew."""
        self._arrange(set())

    def arrange_when_read(self) -> None:
        """Show what the filter asks for, once it is read."""
        self._read_before(self.arrange)

    def filter_again(self) -> None:
        """Filter anew after a change; the selected rows stay, though they may no longer match."""
        if self.delegate.editing is not None:
            self._changed.start()  # the row that is being edited stays where it is
        else:
            self._arrange(set(self.view.selected_ids()))

    def refresh(self) -> None:
        """Show the present state, after the document or the palette changed."""
        self.model.set_warning(row_icon("warning", self.palette()))
        if self._is_stale:
            self.arrange()

    def select(self, id: int) -> bool:
        """Put the cursor on a recommendation; return whether it is shown."""
        return id == self.view.current_id or self.view.go_to(id)

    def focus_filter(self) -> None:
        """Put the cursor into the filter line and select what is there."""
        self.bar.line.setFocus()
        self.bar.line.selectAll()

    # What the user does --------------------------------------------------------------------------

    def on_sort(self, name: str, also: bool) -> None:
        """Sort by a column up, then down, then no longer; by it as well where that is asked."""
        present = next((sort for sort in self._sorts if sort.column == name), None)
        following = () if present and present.descending else (Sort(name, descending=present is not None),)
        if not also:
            self._sorts = following
        elif present is None:
            self._sorts = (*self._sorts, *following)
        else:
            parts = (following if sort is present else (sort,) for sort in self._sorts)
            self._sorts = tuple(sort for part in parts for sort in part)
        self.model.set_sorts(self._sorts)
        self._read_before(self.filter_again)
        self._settled.start()

    def on_group(self, group: str) -> None:
        """Group rows, or no longer."""
        self._group = group
        self.bar.show_group(group)
        self._folds.forget()
        self._read_before(self.filter_again)
        self._settled.start()

    def on_set(self) -> None:
        """Ask for a value for a field of every selected row."""
        ids = self.view.selected_ids()
        if not ids or not self._session.writable:
            self.done.emit(self.tr("Select the recommendations first."))
            return
        from ui.grid.bulk import BulkDialog

        column = ALL[self.view.currentIndex().column()].name if self.view.currentIndex().isValid() else ""
        dialog = BulkDialog(self._session, len(ids), column, self)
        self._chosen = ids
        dialog.set_asked.connect(self.on_set_chosen)
        dialog.unit_asked.connect(self.on_unit_chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def on_set_chosen(self, column: str, value: object) -> None:
        """Set the field of the rows that were selected, as far as they are still there."""
        self.changing.set_many(self._still_there(), column, value)

    def on_unit_chosen(self, unit: str) -> None:
        """Add the unit to the rows that were selected, as far as they are still there."""
        self.changing.add_unit(self._still_there(), unit)

    def on_view(self, name: str) -> None:
        """Set the grid out as a saved view says."""
        for layout in self._layouts.saved():
            if layout.name == name:
                self.apply(layout)
                self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def on_usual(self) -> None:
        """Show everything in the usual way."""
        self.apply(Layout())

    def on_save_view(self) -> None:
        """Ask for a name and save what is shown under it."""
        from ui.grid.naming import NameDialog

        dialog = NameDialog([view.name for view in self._layouts.saved()], self)
        dialog.named.connect(self.save_view)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save_view(self, name: str) -> None:
        """Save what is shown under a name."""
        shown = self.layout_shown
        view = Layout(name, shown.query, shown.columns, shown.widths, shown.sorts, shown.group)
        self._layouts.save(view)
        self.done.emit(self.tr("Saved as “{0}”.").format(name))

    def on_menu(self, place: QPoint) -> None:
        """Offer what can be done with the selected cells."""
        from ui.grid.cell_menu import CellMenu

        CellMenu(self).popup(self.view.viewport().mapToGlobal(place))

    def on_open(self) -> None:
        """Go to the form of the row with the cursor."""
        if self.view.current_id is not None:
            self.entered.emit(self.view.current_id)

    def on_sort_by_current(self) -> None:
        """Sort by the column with the cursor."""
        self.view.sort_by_current(also=False)

    def on_text_edited(self, text: str) -> None:
        """Filter after a short rest."""
        self._typing.start()

    def on_text_changed(self, text: str) -> None:
        """React at once where the line was emptied."""
        if not text:
            self.arrange()

    # What happens --------------------------------------------------------------------------------

    def on_changed(self, notice: Notice) -> None:
        """Show what a batch changed: values at once and in their place, the rest after a short rest."""
        if not notice.kinds & SHOWN_KINDS:
            return
        self._rows, self._is_stale = None, True
        if not self.isVisible():
            return
        known = set(self.rows().ids)
        kept = [id for id in self.model.ids if id in known]
        self._show(set(kept) | (set(notice.inserted) & known), tuple(kept))
        self._is_stale = False
        if self.bar.line.text().strip():
            self._changed.start()
        else:
            self.bar.show_found(len(known), len(known), ())

    def on_opened(self) -> None:
        """Show another workspace."""
        self._rows, self._is_stale = None, True
        if self.isVisible():
            self.refresh()

    def on_closed(self) -> None:
        """Show nothing."""
        if self._settled.isActive():
            self._keep_layout()
        for timer in (self._typing, self._changed, self._settled, self._reading):
            timer.stop()
        self._rows, self._is_stale = None, True
        self.model.show(None, None, (), is_flat=True, writable=False)

    def _read_before(self, show: Callable[[], None]) -> None:
        """Read what rows are sorted by and searched for, many a moment at a time, then show them."""
        if self._session.is_open:
            self._reading.start(self._read(show))
            self._reading.go_on()

    def _read(self, show: Callable[[], None]) -> Iterator[None]:
        asked = parse(self.bar.line.text())
        while self._is_reading(asked):
            yield
        show()

    def _is_reading(self, asked: Query) -> bool:
        """Read a few more rows, and nodes where the filter asks for them; return whether some are left."""
        return (
            self.rows().warm(self._sorts, SORTED_ROWS)
            or (bool(asked.terms) and self._search().warm(WARM_NODES))
            or (asked.has_signs and self._session.checks.work(CHECKED_NODES))
        )

    def _arrange(self, kept: set[int]) -> None:
        self._typing.stop()
        self._changed.stop()
        self._reading.stop()
        if not self._session.is_open:
            return
        self._is_stale = False
        rows = self.rows()
        found = self._search().find_records(self.bar.line.text().strip(), rows.ids)
        if self.delegate.set_words(found.words):
            self.view.viewport().update()
        self.bar.show_found(len(found.matches), len(rows.ids), found.doubts)
        self._show(set(found.matches) | kept, None)

    def _show(self, ids: set[int], order: tuple[int, ...] | None) -> None:
        """Show rows with what is selected as before; flat rows in the ``order`` they have, if it is given."""
        rows, session, is_flat = self.rows(), self._session, not self._group
        if self._group:
            groups = rows.grouped(ids, self._group, self._sorts)
        elif order is not None and set(order) == ids:
            groups = [Group("", "", order)]
        else:
            groups = [Group("", "", tuple(rows.ordered(ids, self._sorts)))]
        self.view.setRootIsDecorated(not is_flat)
        self._selected = None
        self.model.show(rows, session.checks, groups, is_flat=is_flat, writable=session.writable)
        if self._selected is not None:
            self._folds.show()
            cells, current, is_seen = self._selected
            self.view.select_cells(cells, current, opens=is_seen)

    def on_about_to_reset(self) -> None:
        """Remember what is selected, which a reset of the model forgets.

        A cursor that is seen opens the group that its row comes into.
        """
        index, id = self.view.currentIndex(), self.view.current_id
        current = (id, ALL[max(0, index.column())].name) if id is not None else None
        is_seen = not index.parent().isValid() or self.view.isExpanded(index.parent())
        self._selected = self.view.selected_cells(), current, is_seen

    def _still_there(self) -> list[int]:
        return [id for id in self._chosen if id in self._session.workspace.tree]

    def _keep_layout(self) -> None:
        self._layouts.keep_last(self.layout_shown)

    def _lay_out(self) -> None:
        self.view.setItemDelegate(self.delegate)
        self.model.set_warning(row_icon("warning", self.palette()))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.bar)
        column.addWidget(self.view, 1)

    def _connect(self) -> None:
        bar, view, session = self.bar, self.view, self._session
        bar.line.textEdited.connect(self.on_text_edited)
        bar.line.textChanged.connect(self.on_text_changed)
        bar.group_asked.connect(self.on_group)
        bar.view_asked.connect(self.on_view)
        bar.save_asked.connect(self.on_save_view)
        bar.forget_asked.connect(self._layouts.forget)
        bar.usual_asked.connect(self.on_usual)
        bar.set_button.clicked.connect(self.on_set)
        bar.columns.setMenu(ColumnsMenu(view, bar.columns))
        bar.views.menu().aboutToShow.connect(self.on_views_menu)
        view.sort_asked.connect(self.on_sort)
        view.copy_asked.connect(self.copying.copy)
        view.paste_asked.connect(self.copying.paste)
        view.stop_asked.connect(self.copying.stop)
        view.clear_asked.connect(self.copying.clear)
        view.set_asked.connect(self.on_set)
        view.entered.connect(self.entered)
        view.row_changed.connect(self.row_changed)
        view.columns_changed.connect(self._settled.start)
        view.customContextMenuRequested.connect(self.on_menu)
        self.model.modelAboutToBeReset.connect(self.on_about_to_reset)
        view.begun.connect(self.drafts.on_begun)
        view.begun.connect(self.delegate.on_begun)
        self.model.edit_asked.connect(self.changing.set_cell)
        self.changing.done.connect(self.done)
        self.delegate.refused.connect(session.failed)
        session.opened.connect(self.on_opened)
        session.closed.connect(self.on_closed)
        session.changed.connect(self.on_changed)
        session.checked.connect(view.viewport().update)

    def on_views_menu(self) -> None:
        """List the saved views."""
        self.bar.fill_views(self._layouts.saved())
