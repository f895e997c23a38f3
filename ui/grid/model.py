"""The grid as a Qt model: a row for each recommendation, in groups or flat; values looked up when painted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont, QGuiApplication, QPalette

from ui.counting import counted
from ui.marks import sentence
from ui.schema_words import column_label
from ui.sentences import spoken
from workbench.rows import COLUMNS, ROW_KIND, Column, Group, Rows, Sort, is_editable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QIcon

    from workbench.checks import Checks
    from workbench.schema import Value

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
GROUP = 10**15
"""Internal ids of groups start here; those of nodes are smaller."""

LONGEST_TIP = 1500
ALL: tuple[Column, ...] = tuple(COLUMNS.values())
OF_A_CELL = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
OF_CELLS = [OF_A_CELL | Qt.ItemFlag.ItemIsEditable if is_editable(column) else OF_A_CELL for column in ALL]
"""What can be done with a cell, column by column, where the workspace can be written."""
PLACES = {column.name: place for place, column in enumerate(ALL)}


class GridModel(QAbstractItemModel):
    """Rows of :class:`workbench.rows.Rows`; made by the grid panel, which says what is shown and how.

    ``edit_asked`` carries (recommendation, column name, value): the model changes only when the
    workspace does. Every column is there; the view hides those that are not chosen.
    """

    edit_asked = Signal(int, str, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: Rows | None = None
        self._checks: Checks | None = None
        self._groups: tuple[Group, ...] = ()
        self._is_flat = True
        self._writable = False
        self._places: dict[int, tuple[int, int]] = {}
        self._sorts: tuple[Sort, ...] = ()
        self._warning: QIcon | None = None

    @property
    def is_flat(self) -> bool:
        """Whether rows stand by themselves rather than in groups."""
        return self._is_flat

    @property
    def ids(self) -> list[int]:
        """The recommendations shown, from the top."""
        return [id for group in self._groups for id in group.ids]

    def show(
        self,
        rows: Rows | None,
        checks: Checks | None,
        groups: Sequence[Group],
        *,
        is_flat: bool,
        writable: bool,
    ) -> bool:
        """Show these groups, of which there is one where they are flat; return whether rows moved.

        Where only values changed, or only the order, what is selected stays so.
        """
        wanted = tuple(groups)
        same_rows = self._is_flat == is_flat and [g.key for g in wanted] == [g.key for g in self._groups]
        if same_rows and all(a.ids == b.ids for a, b in zip(wanted, self._groups, strict=True)):
            self._keep(rows, checks, wanted, is_flat, writable)
            self._tell_values()
            return False
        if same_rows and is_flat and sorted(self.ids) == sorted(id for g in wanted for id in g.ids):
            self._reorder(rows, checks, wanted, writable)
            return True
        self.beginResetModel()
        self._keep(rows, checks, wanted, is_flat, writable)
        self.endResetModel()
        return True

    def set_sorts(self, sorts: Sequence[Sort]) -> None:
        """Say in the header what the rows are sorted by."""
        self._sorts = tuple(sorts)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(ALL) - 1)

    def set_warning(self, icon: QIcon) -> None:
        """Use this icon for a value that is not on its word list."""
        self._warning = icon

    def id_of(self, index: Index) -> int | None:
        """Return the recommendation of an index, None for a group and for an invalid one."""
        id = index.internalId() if index.isValid() else GROUP
        return None if id >= GROUP else id

    def index_of(self, id: int | None, column: int = 0) -> QModelIndex:
        """Return the index of a recommendation, an invalid one where it is not shown."""
        place = self._places.get(id) if id is not None else None
        return self.createIndex(place[1], column, id) if place else QModelIndex()

    def group_at(self, index: Index) -> Group | None:
        """Return the group that a row stands for, None where it stands for none."""
        if self._is_flat or not index.isValid() or index.internalId() < GROUP:
            return None
        return self._groups[index.internalId() - GROUP]

    def group_label(self, index: Index) -> str:
        """Return what a group is called, and how many rows it has; "" for other rows."""
        group = self.group_at(index)
        if group is None:
            return ""
        count = counted(len(group.ids), self.tr("1 recommendation"), self.tr("{n} recommendations"))
        return self.tr("{0} – {1}").format(spoken(group.label) or self.tr("(not set)"), count)

    def text_at(self, index: Index) -> str:
        """Return the whole text of a cell, blocks as lines; "" for a group."""
        id = self.id_of(index)
        if id is None or self._rows is None:
            return ""
        return self._text(id, ALL[index.column()])

    def value_at(self, index: Index) -> Value:
        """Return the value of a cell, None for a group."""
        id = self.id_of(index)
        return None if id is None or self._rows is None else self._rows.value(id, ALL[index.column()])

    def _keep(
        self,
        rows: Rows | None,
        checks: Checks | None,
        groups: tuple[Group, ...],
        is_flat: bool,
        writable: bool,
    ) -> None:
        self._rows, self._checks, self._groups = rows, checks, groups
        self._is_flat, self._writable = is_flat, writable
        self._places = {
            id: (number, row) for number, group in enumerate(groups) for row, id in enumerate(group.ids)
        }

    def _reorder(
        self, rows: Rows | None, checks: Checks | None, groups: tuple[Group, ...], writable: bool
    ) -> None:
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        self._keep(rows, checks, groups, True, writable)
        after = [self.index_of(index.internalId(), index.column()) for index in before]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _tell_values(self) -> None:
        last = len(ALL) - 1
        if not self._is_flat and self._groups:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._groups) - 1, last))
        for number, group in enumerate(self._groups):
            above = QModelIndex() if self._is_flat else self.index(number, 0)
            if group.ids:
                self.dataChanged.emit(self.index(0, 0, above), self.index(len(group.ids) - 1, last, above))

    def _cell(self, id: int, column: Column, role: int) -> Any:
        match role:
            case Qt.ItemDataRole.DisplayRole:
                text = " ".join(self._text(id, column, whole=False).split())
                return self.tr("{0} (first)").format(text) if self._is_assumed(id, column) else text
            case Qt.ItemDataRole.AccessibleTextRole:
                text = " ".join(self._text(id, column).split()) or self.tr("(not set)")
                return ". ".join(filter(None, (text, *self._remarks(id, column))))
            case Qt.ItemDataRole.EditRole:
                assert self._rows is not None
                return self._rows.value(id, column)
            case Qt.ItemDataRole.ToolTipRole:
                text = self._text(id, column)[:LONGEST_TIP]
                return "\n\n".join(filter(None, (text, *self._remarks(id, column)))) or None
            case Qt.ItemDataRole.DecorationRole:
                return self._warning if self._doubt(id, column) else None
            case Qt.ItemDataRole.ForegroundRole if self._is_assumed(id, column):
                return QGuiApplication.palette().color(QPalette.ColorRole.PlaceholderText)
        return None

    def _text(self, id: int, column: Column, *, whole: bool = True) -> str:
        assert self._rows is not None
        return spoken(self._rows.text(id, column, whole=whole))

    def _is_assumed(self, id: int, column: Column) -> bool:
        return self._rows is not None and self._rows.is_assumed(id, column)

    def _remarks(self, id: int, column: Column) -> tuple[str, str]:
        """Return in sentences that a value is only assumed, and what is odd about it; "" for neither."""
        assumed = self.tr("No lead unit is set: the first unit named leads.")
        return assumed if self._is_assumed(id, column) else "", self._doubt(id, column)

    def _doubt(self, id: int, column: Column) -> str:
        """Return in a sentence what is odd about a value, "" where nothing is."""
        if self._rows is None or self._checks is None or column.field is None:
            return ""
        node = id if column.kind == ROW_KIND else self._rows.answer_id(id)
        odd = (
            sentence(finding)
            for finding in (self._checks.of(node) if node is not None else ())
            if finding.field == column.field.name and not finding.is_about_absence
        )
        return next(odd, "")

    def _group(self, index: Index, role: int) -> Any:
        shown = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        if role in shown:
            return self.group_label(index) if index.column() == 0 or role == shown[1] else ""
        if role == Qt.ItemDataRole.FontRole:
            font = QFont(QGuiApplication.font())
            font.setBold(True)
            return font
        return None

    # Qt overrides ------------------------------------------------------------------------------

    def index(self, row: int, column: int, parent: Index = ROOT) -> QModelIndex:  # noqa: D102
        if row < 0 or not 0 <= column < len(ALL):
            return QModelIndex()
        if parent.isValid():
            group = self.group_at(parent) if parent.column() == 0 else None
            inside = group is not None and row < len(group.ids)
            return self.createIndex(row, column, group.ids[row]) if group and inside else QModelIndex()
        if not self._is_flat:
            return self.createIndex(row, column, GROUP + row) if row < len(self._groups) else QModelIndex()
        ids = self._groups[0].ids if self._groups else ()
        return self.createIndex(row, column, ids[row]) if row < len(ids) else QModelIndex()

    def parent(self, index: Index = ROOT) -> Any:  # noqa: D102
        id = self.id_of(index)
        if self._is_flat or id is None or id not in self._places:
            return QModelIndex()
        number = self._places[id][0]
        return self.createIndex(number, 0, GROUP + number)

    def rowCount(self, parent: Index = ROOT) -> int:  # noqa: D102
        if not parent.isValid():
            return sum(len(group.ids) for group in self._groups) if self._is_flat else len(self._groups)
        group = self.group_at(parent) if parent.column() == 0 else None
        return len(group.ids) if group else 0

    def columnCount(self, parent: Index = ROOT) -> int:  # noqa: D102
        return len(ALL)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: D102
        if not index.isValid() or self._rows is None:
            return None
        id = index.internalId()
        return self._group(index, role) if id >= GROUP else self._cell(id, ALL[index.column()], role)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: D102
        id = self.id_of(index)
        if role != Qt.ItemDataRole.EditRole or id is None:
            return False
        self.edit_asked.emit(id, ALL[index.column()].name, value)
        return True

    def headerData(  # noqa: D102
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(ALL):
            return None
        column = ALL[section]
        place = next((n for n, sort in enumerate(self._sorts) if sort.column == column.name), None)
        if role == Qt.ItemDataRole.DisplayRole:
            return column_label(column) + self._arrow(place)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.tr("{0}. {1}").format(column_label(column), self._sorted(place))
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:  # noqa: D102
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if index.internalId() >= GROUP:
            return Qt.ItemFlag.ItemIsEnabled
        return OF_CELLS[index.column()] if self._writable else OF_A_CELL

    def _arrow(self, place: int | None) -> str:
        if place is None:
            return ""
        arrow = "▼" if self._sorts[place].descending else "▲"
        return f"  {arrow}{place + 1}" if len(self._sorts) > 1 else f"  {arrow}"

    def _sorted(self, place: int | None) -> str:
        if place is None:
            return self.tr("Click to sort by this, with Shift to sort by it as well.")
        words = self.tr("Sorted down by this, as number {0}.")
        if not self._sorts[place].descending:
            words = self.tr("Sorted up by this, as number {0}.")
        return words.format(place + 1)
