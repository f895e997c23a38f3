"""The view of the grid: cells to select, edit, copy and paste; columns to move; groups as headings."""

from __future__ import annotations

from collections import defaultdict
from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QT_TRANSLATE_NOOP,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QKeyCombination,
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
    QMenu,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from ui.grid.model import ALL, PLACES, GridModel

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Index = QModelIndex | QPersistentModelIndex
Flag = QItemSelectionModel.SelectionFlag
EditTrigger = QAbstractItemView.EditTrigger
RETURN = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
FILL = QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_D)
OWN_KEYS = (Qt.Key.Key_F2, Qt.Key.Key_F4, Qt.Key.Key_F9)
KEYS = (
    ("Return", QT_TRANSLATE_NOOP("Keys", "Edit the cell, or go to the form; open and close a group")),
    ("F2", QT_TRANSLATE_NOOP("Keys", "Edit the cell, the cursor at its end; a letter replaces a value")),
    ("F4", QT_TRANSLATE_NOOP("Keys", "Set a field of all that are selected")),
    ("F9", QT_TRANSLATE_NOOP("Keys", "Sort by the column with the cursor")),
    ("Shift+F9", QT_TRANSLATE_NOOP("Keys", "Sort by the column as well")),
    ("Ctrl+C", QT_TRANSLATE_NOOP("Keys", "Copy the cells")),
    ("Ctrl+V", QT_TRANSLATE_NOOP("Keys", "Paste cells")),
    ("Ctrl+D", QT_TRANSLATE_NOOP("Keys", "Fill the selected cells of a column from the topmost")),
    ("Del", QT_TRANSLATE_NOOP("Keys", "Empty the cells")),
)
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
    for the selected cells. ``begun`` tells that a cell is edited, and whether a letter began it, which comes.
    """

    entered = Signal(int)
    row_changed = Signal(int)
    sort_asked = Signal(str, bool)
    copy_asked = Signal()
    paste_asked = Signal()
    clear_asked = Signal()
    fill_asked = Signal()
    begun = Signal(bool)
    set_asked = Signal()
    columns_changed = Signal()

    def __init__(self, model: GridModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._grid = model
        self._keys: dict[Qt.Key, Callable[[], None]] = {
            Qt.Key.Key_Delete: self.clear_asked.emit,
            Qt.Key.Key_F4: self.set_asked.emit,
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

    def select_cells(self, cells: Sequence[tuple[int, str]], current: tuple[int, str] | None) -> None:
        """Select cells again, as far as they are shown, with the cursor in one of them.

        The cursor opens no group that was closed.
        """
        selection = self.selectionModel()
        above = self._grid.index_of(current[0]).parent() if current is not None else QModelIndex()
        if current is not None and (not above.isValid() or self.isExpanded(above)):
            self.go_to(*current)
        selection.select(self._ranges(cells), Flag.Select)

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
        """Offer to hide the column under the mouse, and to show any other."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        shown = self.columns
        for column in ALL:
            action = menu.addAction(column.label.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(column.name in shown)
            action.setEnabled(shown != [column.name])
            action.setData(column.name)
        menu.triggered.connect(self.on_column_chosen)
        menu.popup(self.header().mapToGlobal(place))

    def on_column_chosen(self, action: object) -> None:
        """Show or hide a column."""
        self.toggle_column(action.data())  # type: ignore[attr-defined]

    def toggle_column(self, name: str) -> None:
        """Show a column behind the others, or hide it."""
        shown, widths = self.columns, self.widths
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
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() == Qt.Key.Key_F9:
            self.sort_by_current(also=shift)
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy_asked.emit()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste_asked.emit()
        elif event.keyCombination() == FILL:
            self.fill_asked.emit()
        elif event.key() in self._keys and not event.modifiers():
            self._keys[Qt.Key(event.key())]()
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
        if overrides and isinstance(event, QKeyEvent) and event.key() in OWN_KEYS:
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

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        editing = self.state() == QAbstractItemView.State.EditingState
        if editing or not self._on_own_key(event):
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


def _step(numbered: tuple[int, int]) -> int:
    """Return what the places of neighbouring columns have in common."""
    return numbered[1] - numbered[0]
