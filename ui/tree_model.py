"""The document as a Qt model: a mirror of the tree's structure, kept in step by notices."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QByteArray,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from ui.counting import counted
from ui.labels import label, row_label
from ui.marks import SIGNS, sentence
from ui.tree_rows import Row, branches, ranges, renumber
from workbench.schema import KINDS

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QIcon

    from workbench.checks import Checks, Finding, Severity
    from workbench.edits import Edit, Notice
    from workbench.numbering import Numbers
    from workbench.workspace import Workspace

MIME = "application/x-evaluation-workbench-node"
MANY = 400
"""From this many structural edits on, the model is reset rather than changed edit by edit."""

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
NODE_ROLE = Qt.ItemDataRole.UserRole
ROLES = frozenset(
    {
        *(Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.DecorationRole),
        *(Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole, NODE_ROLE),
    }
)
"""Those that have an answer; a view asks for twice as many, for every cell it paints."""
OF_A_NODE = (
    Qt.ItemFlag.ItemIsEnabled
    | Qt.ItemFlag.ItemIsSelectable
    | Qt.ItemFlag.ItemIsDragEnabled
    | Qt.ItemFlag.ItemIsDropEnabled
)


class TreeModel(QAbstractItemModel):
    """The nodes of a workspace, the workspace itself as the only top row; made by the tree panel.

    Column 0 is the label; column 1 a sign of the gravest there is to see to, on a closed branch also of what
    is below it, in words for the tooltip and for who listens. ``move_asked`` carries (node, parent, index) of
    a drop; the model changes only when the workspace says so.
    """

    move_asked = Signal(int, int, int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace: Workspace | None = None
        self._make_checks: Callable[[], Checks] | None = None
        self._checks: Checks | None = None
        self._shows_marks = False
        self._below: Callable[[int], Counter[Severity]] | None = None
        self._is_open: Callable[[int], bool] | None = None
        self._top: Row | None = None
        self._rows: dict[int, Row] = {}
        self._numbers: Numbers | None = None
        self._labels: dict[int, str] = {}
        self._icons: dict[str, QIcon] = {}

    def __contains__(self, id: object) -> bool:
        return id in self._rows

    def show_workspace(self, workspace: Workspace | None, checks: Callable[[], Checks] | None = None) -> None:
        """Show another workspace, or none; ``checks`` tells what there is to see to, once it is asked.

        Rows show it from :meth:`show_marks` on.
        """
        self.beginResetModel()
        self._workspace, self._make_checks, self._checks = workspace, checks, None
        self._shows_marks = False
        self._rebuild()
        self.endResetModel()

    def show_marks(self) -> None:
        """Show what the checks found from now on."""
        self._shows_marks = True

    def show_below(self, below: Callable[[int], Counter[Severity]], is_open: Callable[[int], bool]) -> None:
        """Let these tell what there is to see to below a node, and whether its parts are shown."""
        self._below, self._is_open = below, is_open

    def set_icons(self, icons: dict[str, QIcon]) -> None:
        """Use these icons, by severity, for what is missing or flagged."""
        self._icons = icons

    def update(self, notice: Notice) -> bool:
        """Show what a batch changed; return whether the model was reset for it."""
        structural = [edit for edit in notice.batch.edits if edit.op != "set"]
        whole = branches(structural)
        if len(whole or structural) > MANY:
            self.beginResetModel()
            self._rebuild()
            self.endResetModel()
            return True
        for edit in whole or structural:
            self._follow(edit, with_all_below=bool(whole))
        self._show_changes(notice)
        return False

    def id_at(self, row: int, parent: Index) -> int:
        """Return the node id at a place; the place must exist."""
        above = self._row(parent)
        return above.children[row].id if above else self._top.id  # type: ignore[union-attr]

    def id_of(self, index: Index) -> int | None:
        """Return the node id of an index, None for an invalid one."""
        return index.internalId() if index.isValid() else None

    def index_of(self, id: int | None, column: int = 0) -> QModelIndex:
        """Return the index of a node, an invalid one where it is not shown."""
        row = self._rows.get(id) if id is not None else None
        return self.createIndex(row.row, column, row.id) if row else QModelIndex()

    def forget_checks(self) -> None:
        """Ask for no marks any more: the workspace they are of is being closed."""
        self._make_checks = self._checks = None

    def marks_of(self, id: int) -> tuple[Finding, ...]:
        """Return what is missing or flagged in a node, the gravest first."""
        if self._make_checks is None or id not in self._rows:
            return ()
        if self._checks is None:
            self._checks = self._make_checks()
        return self._checks.of(id)

    def label_of(self, id: int) -> str:
        """Return what column 0 shows of a node."""
        if id not in self._rows or self._workspace is None or id not in self._workspace.tree:
            return ""
        if id not in self._labels:
            self._labels[id] = row_label(self._workspace.tree, self._workspace.numbers, id)
        return self._labels[id]

    def _rebuild(self) -> None:
        self._rows, self._labels, self._top, self._numbers = {}, {}, None, None
        if self._workspace is not None:
            self._numbers = self._workspace.numbers
            self._top = self._mirror(self._workspace.tree.root_id, None)
            self._mirror_below(self._workspace.tree.root_id)

    def _mirror(self, id: int, parent: Row | None) -> Row:
        row = self._rows[id] = Row(id, parent)
        return row

    def _mirror_below(self, top: int) -> None:
        """Make the rows of all that is below a node now."""
        rows = self._rows
        assert self._workspace is not None
        for node in self._workspace.tree.walk(top):
            if node.children:
                row = rows[node.id]
                row.children = [Row(id, row, place) for place, id in enumerate(node.children)]
                rows.update(zip(node.children, row.children, strict=True))

    def _follow(self, edit: Edit, *, with_all_below: bool) -> None:
        if edit.op == "insert":
            self._insert(edit.node, edit.after["parent"], edit.after["index"], with_all_below=with_all_below)
        elif edit.op == "remove":
            self._remove(edit.node)
        else:
            self._move(edit.node, edit.after["parent"], edit.after["index"])

    def _insert(self, id: int, parent: int | None, place: int, *, with_all_below: bool) -> None:
        above = self._rows[parent] if parent is not None else None
        self.beginInsertRows(self.index_of(parent), place, place)
        row = self._mirror(id, above)
        if with_all_below:
            self._mirror_below(id)
        if above is None:
            self._top = row
        else:
            above.children.insert(place, row)
            renumber(above, place)
        self.endInsertRows()

    def _remove(self, id: int) -> None:
        row = self._rows[id]
        self.beginRemoveRows(self.index_of(row.parent.id if row.parent else None), row.row, row.row)
        self._forget(row)
        if row.parent is None:
            self._top = None
        else:
            del row.parent.children[row.row]
            renumber(row.parent, row.row)
        self.endRemoveRows()

    def _forget(self, row: Row) -> None:
        """Forget a row and all below it."""
        waiting = [row]
        while waiting:
            gone = waiting.pop()
            del self._rows[gone.id]
            self._labels.pop(gone.id, None)
            waiting += gone.children

    def _move(self, id: int, parent: int, place: int) -> None:
        row, new = self._rows[id], self._rows[parent]
        old = row.parent
        if old is None:
            return
        gap = place + 1 if new is old and place > row.row else place
        if not self.beginMoveRows(self.index_of(old.id), row.row, row.row, self.index_of(parent), gap):
            return
        del old.children[row.row]
        new.children.insert(place, row)
        row.parent = new
        renumber(old)
        renumber(new)
        self.endMoveRows()

    def _show_changes(self, notice: Notice) -> None:
        """Forget labels that a batch made stale, and tell the views to paint those rows.

        A row whose label nobody asked for since it was forgotten is painted nowhere.
        """
        stale = {*notice.fields, *notice.parents, *notice.inserted, *notice.moved}
        assert self._workspace is not None
        before, self._numbers = self._numbers, self._workspace.numbers
        stale |= self._numbers.relabelled(before) if before else set()
        shown = stale & self._labels.keys()
        # Any text can print a number that moved.
        for id in shown if self._numbers is before else list(self._labels):
            del self._labels[id]
        for parent, first, last in ranges(self._rows[id] for id in shown):
            above = self.index_of(parent.id if parent else None)
            self.dataChanged.emit(self.index(first, 0, above), self.index(last, 1, above))

    def _row(self, index: Index) -> Row | None:
        return self._rows.get(index.internalId()) if index.isValid() else None

    def _may_hold(self, parent: int, node: int) -> bool:
        """Whether a node may be moved below ``parent``."""
        if self._workspace is None or not self._workspace.writable:
            return False
        tree = self._workspace.tree
        if node not in tree or parent not in tree or tree[node].parent is None:
            return False
        within = parent == node or any(above.id == node for above in tree.ancestors(parent))
        return not within and tree[node].kind in KINDS[tree[parent].kind].children

    def _hidden_marks(self, id: int) -> Counter[Severity] | None:
        """Return what there is to see to in the closed branch of a node, None where nothing is hidden."""
        mirrored = self._rows.get(id)
        if self._below is None or self._is_open is None or mirrored is None or not mirrored.children:
            return None
        return None if self._is_open(id) else self._below(id)

    def _sign(self, id: int) -> QIcon | None:
        """Return the sign of the gravest there is to see to in a node, or hidden below it."""
        if not self._shows_marks:
            return None
        grave = {finding.severity for finding in self.marks_of(id)[:1]}
        grave.update(self._hidden_marks(id) or ())
        return next((self._icons.get(severity) for severity in SIGNS if severity in grave), None)

    def _sentences(self, id: int) -> list[str]:
        """Return what there is to see to in a node, and how much is hidden below it."""
        said = [sentence(finding) for finding in self.marks_of(id)]
        hidden = self._hidden_marks(id)
        if hidden:
            many = self.tr("{n} findings below; open it to see them.")
            said.append(counted(hidden.total(), self.tr("1 finding below; open it to see it."), many))
        return said

    def _full_label(self, id: int) -> str:
        if self._workspace is None or id not in self._workspace.tree:
            return ""
        return label(self._workspace.tree, self._workspace.numbers, id)

    def _spoken(self, id: int, column: int) -> str:
        sentences = " ".join(self._sentences(id))
        return sentences if column else f"{self._full_label(id).rstrip('.')}. {sentences}".strip()

    def _tip(self, id: int, column: int) -> str | None:
        said = [] if column else [self._full_label(id)]
        return "\n".join(said + self._sentences(id)) or None

    # Qt overrides ------------------------------------------------------------------------------

    def index(self, row: int, column: int, parent: Index = ROOT) -> QModelIndex:  # noqa: D102
        if row < 0 or column not in (0, 1):
            return QModelIndex()
        if not parent.isValid():
            top = self._top
            return self.createIndex(row, column, top.id) if top and row == 0 else QModelIndex()
        above = self._row(parent)
        if above is None or parent.column() != 0 or row >= len(above.children):
            return QModelIndex()
        return self.createIndex(row, column, above.children[row].id)

    def parent(self, index: Index = ROOT) -> Any:  # noqa: D102
        if not index.isValid():
            return QModelIndex()
        row = self._rows.get(index.internalId())
        above = row.parent if row else None
        return self.createIndex(above.row, 0, above.id) if above else QModelIndex()

    def rowCount(self, parent: Index = ROOT) -> int:  # noqa: D102
        if not parent.isValid():
            return 1 if self._top else 0
        row = self._row(parent)
        return len(row.children) if row and parent.column() == 0 else 0

    def hasChildren(self, parent: Index = ROOT) -> bool:  # noqa: D102
        if not parent.isValid():
            return self._top is not None
        row = self._rows.get(parent.internalId())
        return row is not None and bool(row.children) and parent.column() == 0

    def columnCount(self, parent: Index = ROOT) -> int:  # noqa: D102
        return 2

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: D102
        if role not in ROLES or not index.isValid():
            return None
        id, column = index.internalId(), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return None if column else self.label_of(id)
        if role == Qt.ItemDataRole.DecorationRole:
            return self._sign(id) if column else None
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(id, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(id, column)
        return id if role == NODE_ROLE else None

    def headerData(  # noqa: D102
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or section not in (0, 1):
            return None
        if role == Qt.ItemDataRole.DisplayRole and not section:
            return self.tr("Contents")
        said = role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
        return self.tr("Checks") if said and section else None

    def flags(self, index: Index) -> Qt.ItemFlag:  # noqa: D102
        return OF_A_NODE if index.isValid() else Qt.ItemFlag.NoItemFlags

    def supportedDropActions(self) -> Qt.DropAction:  # noqa: D102
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:  # noqa: D102
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:  # noqa: D102
        data = QMimeData()
        if indexes:
            data.setData(MIME, QByteArray(str(indexes[0].internalId()).encode()))
        return data

    def canDropMimeData(  # noqa: D102
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        node, above = dragged(data), self.id_of(parent)
        return node is not None and above is not None and self._may_hold(above, node)

    def dropMimeData(  # noqa: D102
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        if not self.canDropMimeData(data, action, row, column, parent):
            return False
        node, above = self._rows[dragged(data) or 0], self._rows[parent.internalId()]
        place = row if 0 <= row <= len(above.children) else len(above.children)
        if node.parent is above and node.row < place:
            place -= 1
        self.move_asked.emit(node.id, above.id, place)
        return True


def dragged(data: QMimeData) -> int | None:
    """Return the id of the node that is being dragged, None where it is something else."""
    text = bytes(data.data(MIME).data())
    return int(text) if text.isdigit() else None
