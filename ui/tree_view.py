"""The tree on the left: expanded state and selection are kept by node id."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QT_TRANSLATE_NOOP,
    QAbstractItemModel,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeView, QWidget

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from collections.abc import Set as AbstractSet

    from PySide6.QtCore import QRect
    from PySide6.QtGui import QPainter

    from ui.tree_filter import TreeFilter
    from ui.tree_model import TreeModel

Index = QModelIndex | QPersistentModelIndex
OPEN_AT_FIRST = frozenset({"workspace", "paper", "evaluation"})
MOST_TO_EXPAND = 80
MOST_IN_BRANCH = 7_000
"""Rows from which on no more of a branch is expanded: Qt lays them all out at once."""
KEYS = (
    ("Return", QT_TRANSLATE_NOOP("Keys", "Go to the form")),
    ("Right", QT_TRANSLATE_NOOP("Keys", "Open a branch")),
    ("Left", QT_TRANSLATE_NOOP("Keys", "Close a branch, or go to what it belongs to")),
    ("Down", QT_TRANSLATE_NOOP("Keys", "Go from the filter into the contents")),
)


class TreeView(QTreeView):
    """Shows a :class:`TreeModel`, or a :class:`TreeFilter` of it; made by the tree panel.

    ``node_selected`` carries the id of the node the user (or a program) selected, ``entered`` is
    sent on Return: the user wants to write.
    """

    node_selected = Signal(int)
    entered = Signal()

    def __init__(self, model: TreeModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._filter: TreeFilter | None = None
        self._expanded: set[int] = set()
        self._selected: int | None = None
        self._is_settling = False
        self.setModel(model)
        self._set_up()
        self.expanded.connect(self.on_expanded)
        self.collapsed.connect(self.on_collapsed)

    @property
    def selected(self) -> int | None:
        """The id of the selected node, None where there is none; the focus alone selects nothing."""
        current = self.currentIndex()
        return self.shown.id_of(current) if self.selectionModel().isSelected(current) else None

    @property
    def told(self) -> int | None:
        """The node that was selected last, also where a filter leaves it out now."""
        return self._selected

    @property
    def shown(self) -> TreeModel | TreeFilter:
        """What the view shows now: the whole model or a part of it."""
        return self._filter if self._filter is not None and self._filter.is_active else self._model

    @property
    def filter(self) -> TreeFilter:
        """What leaves nodes out; made when it is first wanted."""
        if self._filter is None:
            from ui.tree_filter import TreeFilter

            self._filter = TreeFilter(self._model, self)
        return self._filter

    @property
    def is_filtered(self) -> bool:
        """Whether some nodes may be left out."""
        return self.shown is not self._model

    @property
    def open_branches(self) -> frozenset[int]:
        """The nodes whose parts are shown, were nothing filtered."""
        return frozenset(self._expanded)

    @property
    def top(self) -> int | None:
        """What stands at the upper edge, None where nothing is shown."""
        return self.shown.id_of(self.indexAt(QPoint(0, 0)))

    def index_of(self, id: int | None) -> QModelIndex:
        """Return the index of a node in what is shown now, an invalid one where it is not."""
        return self.shown.index_of(id)

    def show_found(self, ids: AbstractSet[int]) -> None:
        """Show only these nodes, from the top on expanded, with the selected one still selected."""
        with self.settling():
            was_filtered = self.is_filtered
            self.filter.show_only(ids)
            if not was_filtered:
                self._turn_to(self.filter)
            self._expand_found()
            if self._selected is not None:
                self.select(self._selected)

    def show_all(self) -> None:
        """Show every node again, expanded and selected as it was before."""
        if self.is_filtered:
            with self.settling():
                self._turn_to(self._model)
                self.filter.let_go()
                self.restore()

    def start(self, expanded: set[int]) -> None:
        """Show a newly set model with these nodes expanded and nothing selected."""
        self._expanded = set(expanded)
        self._selected = None
        self.expand_ids(self._expanded)

    def select(self, id: int) -> bool:
        """Select a node, bring it into view and return whether it is shown."""
        index = self.index_of(id)
        if not index.isValid():
            return False
        self.setCurrentIndex(index)
        self.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)
        return True

    @contextlib.contextmanager
    def settling(self) -> Iterator[None]:
        """Tell of a changed selection once at the end, not of each step while the model changes."""
        self._is_settling = True
        try:
            yield
        finally:
            self._is_settling = False
            self._tell_selection()

    def expand_ids(self, ids: AbstractSet[int]) -> None:
        """Expand the nodes with these ids, as far as they are shown."""
        self.scheduleDelayedItemsLayout()  # once for all of them, rather than for each
        for id in sorted(ids):  # parents mostly have lower ids; Qt does not mind the order
            index = self.index_of(id)
            if index.isValid():
                self.setExpanded(index, True)

    def open_only(self, ids: set[int]) -> None:
        """Expand the nodes with these ids and collapse all others."""
        self.collapseAll()
        self._expanded = set(ids)
        self.expand_ids(ids)

    def show_from(self, id: int) -> None:
        """Scroll until a node stands at the upper edge, as far as that goes."""
        index = self.index_of(id)
        if index.isValid() and self._is_seen(index):
            self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtTop)

    def restore(self, came: Collection[int] | None = None) -> None:
        """Expand and select again what was; where all other nodes are as they were, only what ``came``."""
        self.expand_ids(self._expanded if came is None else self._expanded.intersection(came))
        if self._selected is not None:
            self.select(self._selected)

    def _is_seen(self, index: QModelIndex) -> bool:
        """Whether every branch above is open; to scroll to what is not seen would open them."""
        above = index.parent()
        while above.isValid() and self.isExpanded(above):
            above = above.parent()
        return not above.isValid()

    def _turn_to(self, model: QAbstractItemModel) -> None:
        """Show another model; Qt leaves the old selection models to us, also one that the header made."""
        old = [self.selectionModel(), *self.header().findChildren(QItemSelectionModel)]
        self.setModel(model)
        for selection in old:
            selection.setParent(None)  # or Python's side of the parent holds what is left of it
            selection.deleteLater()

    def _expand_found(self) -> None:
        """Expand what a filter left from the top on, up to a number that stays instant."""
        shown = self.filter
        waiting = [shown.index(0, 0)]
        for _ in range(MOST_TO_EXPAND):
            if not waiting:
                return
            index = waiting.pop()
            self.setExpanded(index, True)
            rows = min(shown.rowCount(index), MOST_TO_EXPAND)
            below = [shown.index(row, 0, index) for row in reversed(range(rows))]
            waiting.extend(child for child in below if shown.hasChildren(child))

    def repaint_rows(self) -> None:
        """Paint every row again."""
        self.viewport().update()

    def expand_branch(self) -> None:
        """Expand the selected node and all below it, upper levels first, up to a number that stays quick."""
        self.scheduleDelayedItemsLayout()  # once for all of them, rather than for each
        level, shown = [self.currentIndex()], self.shown
        left = MOST_IN_BRANCH
        while level and left > 0:
            below: list[QModelIndex] = []
            for index in level:
                if left <= 0:
                    return
                self.expand(index)
                rows = shown.rowCount(index)
                children = (shown.index(row, 0, index) for row in range(rows))
                below += [child for child in children if shown.hasChildren(child)]
                left -= rows
            level = below

    def collapse_others(self) -> None:
        """Collapse everything that does not lead to the selected node."""
        selected = self.selected
        self.collapseAll()
        self._expanded.clear()
        if selected is not None:
            self.select(selected)

    def on_expanded(self, index: QModelIndex) -> None:
        """Remember what the user opened; what a filter opens is not remembered."""
        if not self.is_filtered:
            self._expanded.add(index.internalId())

    def on_collapsed(self, index: QModelIndex) -> None:
        """Remember what the user closed."""
        if not self.is_filtered:
            self._expanded.discard(index.internalId())

    def _tell_selection(self) -> None:
        id = self.selected
        if id is not None and id != self._selected:
            self._selected = id
            self.node_selected.emit(id)

    def _set_up(self) -> None:
        self.setAccessibleName(self.tr("Contents of the workspace"))
        self.setUniformRowHeights(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setAutoExpandDelay(600)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setIndentation(self.fontMetrics().horizontalAdvance("mi"))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header = self.header()
        header.setStretchLastSection(False)
        sign = self.fontMetrics().height() * 3 // 2  # with room round the icon; to ask the style takes long
        header.setMinimumSectionSize(sign)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(1, sign)

    def is_open(self, id: int) -> bool:
        """Whether the parts of a node are shown."""
        return self.isExpanded(self.index_of(id))

    # Qt overrides ------------------------------------------------------------------------------

    def drawBranches(self, painter: QPainter, rect: QRect, index: Index) -> None:  # noqa: D102
        is_selected = self._selected is not None and self.selectionModel().isSelected(index)
        if not is_selected or not self.shown.hasChildren(index):
            super().drawBranches(painter, rect, index)
            return
        from ui.branches import draw_arrow  # nothing is selected when the tree is first painted

        draw_arrow(self, painter, rect, is_open=self.isExpanded(index))

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:  # noqa: D102
        super().selectionChanged(selected, deselected)
        if not self._is_settling:
            self._tell_selection()

    def selectionCommand(  # noqa: D102
        self, index: Index, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        # Ctrl+click and Ctrl+Space would leave nothing selected.
        return super().selectionCommand(index, event) & ~QItemSelectionModel.SelectionFlag.Deselect

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.entered.emit()
            return
        super().keyPressEvent(event)


class DownKey(QObject):
    """Leads from the filter line into the tree: Down or Return there puts the focus on the tree."""

    def __init__(self, line: QWidget, view: QTreeView) -> None:
        super().__init__(line)
        self._view = view
        line.installEventFilter(self)

    # Qt overrides ------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: D102
        keys = (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in keys:
            self._view.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return True
        return False
