"""The view of the grid: cells to select, edit, copy and paste; columns to move; groups as headings."""

from __future__ import annotations

from collections import defaultdict
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QT_TRANSLATE_NOOP,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from ui.grid.columns import WIDTH_STEP, ColumnsMenu, move_column, widen_column
from ui.grid.model import ALL, PLACES, GridModel

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Index = QModelIndex | QPersistentModelIndex
Flag = QItemSelectionModel.SelectionFlag
EditTrigger = QAbstractItemView.EditTrigger
EDITING = QAbstractItemView.State.EditingState
RETURN = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
SET, SORT, SORT_ALSO, EDIT, EMPTY, FILL = "F4", "F9", "Shift+F9", "F2", "Del", "Ctrl+D"
COPY, PASTE = "Ctrl+C", "Ctrl+V"
"""As Qt's standard keys have them, which know others that do the same."""
LEFT, RIGHT, NARROWER, WIDER = "Alt+Left", "Alt+Right", "Alt+Shift+Left", "Alt+Shift+Right"
OWN_KEYS = frozenset({SET, SORT, SORT_ALSO, EDIT, FILL, LEFT, RIGHT, NARROWER, WIDER})
"""Keys that mean something else, or may one day, where the grid has not the focus."""
KEYS = (
    ("Return", QT_TRANSLATE_NOOP("Keys", "Edit the cell, or go to the form; open and close a group")),
    (EDIT, QT_TRANSLATE_NOOP("Keys", "Edit the cell; typing replaces a choice and goes on behind the rest")),
    (SET, QT_TRANSLATE_NOOP("Keys", "Set a field of all that are selected")),
    (SORT, QT_TRANSLATE_NOOP("Keys", "Sort by the column with the cursor")),
    (SORT_ALSO, QT_TRANSLATE_NOOP("Keys", "Sort by the column as well")),
    (COPY, QT_TRANSLATE_NOOP("Keys", "Copy the cells")),
    (PASTE, QT_TRANSLATE_NOOP("Keys", "Paste cells")),
    (FILL, QT_TRANSLATE_NOOP("Keys", "Fill the selected cells of a column from the topmost")),
    (EMPTY, QT_TRANSLATE_NOOP("Keys", "Empty the cells")),
    (LEFT, QT_TRANSLATE_NOOP("Keys", "Move the column with the cursor to the left")),
    (RIGHT, QT_TRANSLATE_NOOP("Keys", "Move the column with the cursor to the right")),
    (NARROWER, QT_TRANSLATE_NOOP("Keys", "Make the column narrower")),
    (WIDER, QT_TRANSLATE_NOOP("Keys", "Make the column wider")),
)
KEYPAD = Qt.KeyboardModifier.KeypadModifier.value
USUAL_WIDTH = 14
WIDTHS = {
    "reference": 16,
    "evaluation": 36,
    "recommendation.headline": 44,
    "recommendation.rationale": 44,
    "recommendation.responsible_units": 20,
    "recommendation.responsible_units_text": 28,
    "recommendation.priority": 12,
    "recommendation.time_implication": 16,
    "recommendation.resource_implication": 17,
    "recommendation.notes": 28,
    "response.acceptance": 18,
    "response.text": 44,
    "response.reason": 32,
    "status": 20,
}
"""In average letters."""


class GridView(QTreeView):
    """Shows a :class:`GridModel`; made by the grid panel.

    ``entered`` carries a recommendation (Return or a double click where nothing can be edited),
    ``row_changed`` the one that became current. ``sort_asked`` carries a column name and whether it is to be
    added to the sort. ``copy_asked``, ``paste_asked``, ``fill_asked``, ``clear_asked`` and ``set_asked`` are
    for the selected cells; ``stop_asked`` gives up a paste. ``begun`` tells that a cell is edited, and
    whether a letter began it, which comes; ``tab_pressed`` that Tab (1) or Shift+Tab (-1) was pressed in its
    editor.
    """

    entered = Signal(int)
    row_changed = Signal(int)
    sort_asked = Signal(str, bool)
    copy_asked = Signal()
    paste_asked = Signal()
    stop_asked = Signal()
    clear_asked = Signal()
    fill_asked = Signal()
    begun = Signal(bool)
    tab_pressed = Signal(int)
    set_asked = Signal()
    columns_changed = Signal()

    def __init__(self, model: GridModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._grid = model
        self._keys: dict[str, Callable[[], object]] = {
            SET: self.set_asked.emit,
            SORT: partial(self.sort_by_current, also=False),
            SORT_ALSO: partial(self.sort_by_current, also=True),
            FILL: self.fill_asked.emit,
            EMPTY: self.clear_asked.emit,
            LEFT: partial(move_column, self, -1),
            RIGHT: partial(move_column, self, 1),
            NARROWER: partial(widen_column, self, -WIDTH_STEP),
            WIDER: partial(widen_column, self, WIDTH_STEP),
        }
        self.setModel(model)
        self._set_up()

    @property
    def current_id(self) -> int | None:
        """The recommendation with the cursor, None where there is none."""
        return self._grid.id_of(self.currentIndex())

    @property
    def ids(self) -> list[int]:
        """The recommendations shown, from the top."""
        return self._grid.ids

    @property
    def columns(self) -> list[str]:
        """The names of the columns shown, from the left."""
        header = self.header()
        order = [header.logicalIndex(place) for place in range(header.count())]
        return [ALL[place].name for place in order if not self.isColumnHidden(place)]

    @property
    def widths(self) -> dict[str, int]:
        """The width of each column shown, in pixels."""
        return {name: self.columnWidth(PLACES[name]) for name in self.columns}

    def show_columns(self, names: Sequence[str], widths: dict[str, int] | None = None) -> None:
        """Show these columns in this order; a width that is not given is the usual one."""
        header, unit = self.header(), self.fontMetrics().averageCharWidth()
        for place, column in enumerate(ALL):
            self.setColumnHidden(place, column.name not in names)
        for place, name in enumerate(names):
            header.moveSection(header.visualIndex(PLACES[name]), place)
            usual = WIDTHS.get(name, USUAL_WIDTH) * unit
            header.resizeSection(PLACES[name], (widths or {}).get(name) or usual)
        self.columns_changed.emit()

    def selected_ids(self) -> list[int]:
        """Return the recommendations of the selected cells from the top."""
        chosen = {self._grid.id_of(index) for index in self.selectionModel().selectedIndexes()}
        return [id for id in self._grid.ids if id in chosen]

    def selected_cells(self) -> list[tuple[int, str]]:
        """Return (recommendation, column name) of the selected cells that are shown."""
        shown = set(self.columns)
        cells = ((self._grid.id_of(i), ALL[i.column()].name) for i in self.selectionModel().selectedIndexes())
        return [(id, name) for id, name in cells if id is not None and name in shown]

    def select_cells(
        self, cells: Sequence[tuple[int, str]], current: tuple[int, str] | None, *, opens: bool
    ) -> None:
        """Select cells again, as far as they are shown, with the cursor in one of them.

        The cursor is put into a group that is closed only where it ``opens`` it.
        """
        above = self._grid.index_of(current[0]).parent() if current is not None else QModelIndex()
        if current is not None and (opens or not above.isValid() or self.isExpanded(above)):
            self.go_to(*current)
        self.selectionModel().select(self._ranges(cells), Flag.Select)

    def cell(self, id: int, column: str) -> QModelIndex:
        """Return the index of a cell, an invalid one where its row is not shown."""
        return self._grid.index_of(id, PLACES[column])

    def row_beside(self, id: int, step: int) -> int | None:
        """Return the recommendation in the row below (1) or above (-1), None at the end of those seen."""
        beside = self.indexBelow if step > 0 else self.indexAbove
        index = beside(self._grid.index_of(id))
        while index.isValid() and self._grid.id_of(index) is None:
            index = beside(index)
        return self._grid.id_of(index)

    def go_to(self, id: int, column: str | None = None) -> bool:
        """Put the cursor on a row and bring it into view; return whether it is shown."""
        wanted = self.currentIndex().column() if self.currentIndex().isValid() else -1
        if column is not None:
            wanted = PLACES[column]
        if wanted < 0 or self.isColumnHidden(wanted):
            wanted = self.header().logicalIndex(0)
        index = self._grid.index_of(id, wanted)
        if index.isValid():
            self.setExpanded(index.parent(), True)
            self.selectionModel().setCurrentIndex(index, Flag.ClearAndSelect)
            self.scrollTo(index)
        return index.isValid()

    @property
    def spot(self) -> tuple[int, str, int, int] | None:
        """Row and column of the cursor, the uppermost row, pixels scrolled; None without a cursor."""
        id, top = self.current_id, self._grid.id_of(self.indexAt(QPoint(0, 0)))
        if id is None:
            return None
        left = self.horizontalScrollBar().value()
        return id, ALL[self.currentIndex().column()].name, top or 0, left

    def go_to_spot(self, id: int, column: str, top: int, left: int) -> None:
        """Put the cursor and scroll as a spot says, as far as that is still there."""
        if column in PLACES and self.go_to(id, column):
            index = self._grid.index_of(top)
            if index.isValid():
                self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtTop)
            self.horizontalScrollBar().setValue(left)

    def sort_by_current(self, *, also: bool) -> None:
        """Ask to sort by the column the cursor is in."""
        if self.currentIndex().isValid():
            self.sort_asked.emit(ALL[self.currentIndex().column()].name, also)

    def on_section_clicked(self, section: int) -> None:
        """Sort by a column; with Shift held, by it as well."""
        shift = bool(QApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier)
        self.sort_asked.emit(ALL[section].name, shift)

    def on_current(self, index: QModelIndex, before: QModelIndex) -> None:
        """Tell when another row gets the cursor."""
        id = self._grid.id_of(index)
        if id is not None and id != self._grid.id_of(before):
            self.row_changed.emit(id)

    def on_header_menu(self, place: QPoint) -> None:
        """Offer to hide columns and to show others."""
        menu = ColumnsMenu(self, self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.header().mapToGlobal(place))

    def toggle_column(self, name: str) -> None:
        """Show a column behind the others, or hide it unless it is the last one."""
        shown, widths = self.columns, self.widths
        if shown == [name]:
            return
        wanted = [other for other in shown if other != name] if name in shown else [*shown, name]
        self.show_columns(wanted, widths)

    def _ranges(self, cells: Sequence[tuple[int, str]]) -> QItemSelection:
        """Return cells as a selection: neighbours in a row are one range of it."""
        by_row: defaultdict[int, list[int]] = defaultdict(list)
        for id, name in cells:
            by_row[id].append(PLACES[name])
        found = QItemSelection()
        for id, places in by_row.items():
            for _, run in groupby(enumerate(sorted(places)), key=_step):
                columns = [place for _, place in run]
                first, last = self._grid.index_of(id, columns[0]), self._grid.index_of(id, columns[-1])
                if first.isValid():
                    found.append(QItemSelectionRange(first, last))
        return found

    def _set_up(self) -> None:
        behavior, mode = QAbstractItemView.SelectionBehavior, QAbstractItemView.SelectionMode
        self.setAccessibleName(self.tr("Recommendations"))
        self.setSelectionBehavior(behavior.SelectItems)
        self.setSelectionMode(mode.ExtendedSelection)
        self.setEditTriggers(EditTrigger.EditKeyPressed | EditTrigger.AnyKeyPressed)
        self.setUniformRowHeights(True)
        self.setRootIsDecorated(False)
        self.setCornerWidget(QWidget(self))  # else the colour of frames is seen between the scroll bars
        self.setAlternatingRowColors(True)
        self.setAllColumnsShowFocus(False)
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setExpandsOnDoubleClick(False)
        header = self.header()
        header.setSectionsMovable(True)
        header.setSectionsClickable(True)
        header.setStretchLastSection(False)
        header.setFirstSectionMovable(True)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.setAccessibleName(self.tr("Columns"))
        header.customContextMenuRequested.connect(self.on_header_menu)
        header.sectionClicked.connect(self.on_section_clicked)
        header.sectionMoved.connect(self.columns_changed)
        header.sectionResized.connect(self.columns_changed)
        self.selectionModel().currentChanged.connect(self.on_current)

    def _on_own_key(self, event: QKeyEvent) -> bool:
        """Do what a key means here and nowhere else; return whether it means anything."""
        key = _declared(event)
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_asked.emit()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste_asked.emit()
        elif event.matches(QKeySequence.StandardKey.Cancel):
            self.stop_asked.emit()
        elif key in self._keys:
            self._keys[key]()
        elif event.key() in RETURN and not event.modifiers():
            self._enter(self.currentIndex())
        else:
            return False
        return True

    def _enter(self, index: QModelIndex) -> None:
        """Edit a cell, or go to the form of its row where it cannot be; open and close a group."""
        id = self._grid.id_of(index)
        if self._grid.flags(index) & Qt.ItemFlag.ItemIsEditable:
            self.edit(index)
        elif id is not None:
            self.entered.emit(id)
        elif index.isValid():
            first = index.siblingAtColumn(0)
            self.setExpanded(first, not self.isExpanded(first))

    # Qt overrides ------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:  # noqa: D102
        overrides = event.type() == QEvent.Type.ShortcutOverride
        if overrides and isinstance(event, QKeyEvent) and _declared(event) in OWN_KEYS:
            event.accept()  # the window has a command on this key
            return True
        return super().event(event)

    def edit(  # type: ignore[override]  # noqa: D102
        self, index: Index, trigger: EditTrigger = EditTrigger.AllEditTriggers, event: QEvent | None = None
    ) -> bool:
        letter = event if trigger == EditTrigger.AnyKeyPressed else None
        begun = super().edit(index, trigger, None if letter else event)  # type: ignore[arg-type]  # Qt allows
        editor = self.indexWidget(index) if begun else None
        if editor is not None:
            self.begun.emit(letter is not None)
            if letter is not None:
                QApplication.sendEvent(editor.focusProxy() or editor, letter)
        return begun

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: D102
        focused = QApplication.focusWidget()
        if self.state() != EDITING or focused is None or not focused.isVisible():
            return super().focusNextPrevChild(next)  # an editor that is hidden gives its focus away like this
        self.tab_pressed.emit(1 if next else -1)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        if self.state() == EDITING or not self._on_own_key(event):
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: D102
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid():
            self._enter(index)
        else:
            super().mouseDoubleClickEvent(event)

    def drawRow(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: D102
        label = self._grid.group_label(index)
        if not label:
            super().drawRow(painter, option, index)
            return
        role = QPalette.ColorRole
        rect = option.rect
        painter.save()
        painter.fillRect(rect, self.palette().color(role.Button))
        branch = rect.adjusted(0, 0, 0, 0)
        branch.setWidth(self.indentation())
        self.drawBranches(painter, branch, index)
        font = QFont(self.font())
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(self.palette().color(role.ButtonText))
        left = max(0, -rect.x()) + self.indentation() + 4
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine
        painter.drawText(rect.adjusted(left, 0, -4, 0), flags, label)
        if self.currentIndex().siblingAtColumn(0) == index and self.hasFocus():
            painter.setPen(self.palette().color(role.Highlight))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
        painter.restore()


def _declared(event: QKeyEvent) -> str:
    """Return a key as it is declared, whether it is on the keypad or not."""
    return QKeySequence(event.keyCombination().toCombined() & ~KEYPAD).toString()


def _step(numbered: tuple[int, int]) -> int:
    """Return what the places of neighbouring columns have in common."""
    return numbered[1] - numbered[0]
