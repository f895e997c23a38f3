"""The hits of a search as a Qt model: a box to tick, the place, the line before and after."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from ui.hits import HitDelegate
from ui.labels import path, title
from ui.schema_words import field_label
from workbench.replacing import capitalized
from workbench.schema import KINDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.folding import Stretch
    from workbench.numbering import Numbers
    from workbench.replacing import Hit
    from workbench.tree import Tree

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
PLACE, BEFORE, AFTER = range(3)
AHEAD, LONGEST = 30, 240
"""Letters of a line that are shown before its hit, and altogether."""


class HitsModel(QAbstractTableModel):
    """Shows hits in the order given; made by the dialog. ``ticked`` is sent when a box is ticked or not.

    A hit that would turn a live number into plain text is not ticked at first; one that cannot be
    replaced from here has no box.
    """

    ticked = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._tree: Tree | None = None
        self._numbers: Numbers | None = None
        self._hits: list[Hit] = []
        self._chosen: set[Hit] = set()
        self._by = ""
        self._keeps_capitals = False
        self._has_papers = False

    @property
    def hits(self) -> Sequence[Hit]:
        """Everything that was found."""
        return self._hits

    @property
    def chosen(self) -> list[Hit]:
        """The ticked hits in their order."""
        return [hit for hit in self._hits if hit in self._chosen]

    def show(self, tree: Tree | None, numbers: Numbers | None, hits: Sequence[Hit]) -> None:
        """Show these hits; what was not ticked before stays so where it is still there."""
        dropped = {hit for hit in self._hits if hit not in self._chosen}
        self.beginResetModel()
        self._tree, self._numbers, self._hits = tree, numbers, list(hits)
        self._has_papers = tree is not None and len(list(tree.of_kind("paper"))) > 1
        self._chosen = {hit for hit in hits if not (hit.breaks or hit.is_fixed or hit in dropped)}
        self.endResetModel()
        self.ticked.emit()

    def set_replacement(self, by: str, *, keep_capitals: bool) -> None:
        """Show what comes of other words in place of each hit, with its capitals where asked for."""
        self._by, self._keeps_capitals = by, keep_capitals
        if self._hits:
            self.dataChanged.emit(self.index(0, AFTER), self.index(len(self._hits) - 1, AFTER))

    def tick_all(self, ticked: bool) -> None:
        """Tick every box, or none."""
        self._chosen = {hit for hit in self._hits if ticked and not hit.is_fixed}
        if self._hits:
            self.dataChanged.emit(self.index(0, PLACE), self.index(len(self._hits) - 1, PLACE))
        self.ticked.emit()

    def hit_at(self, row: int) -> Hit | None:
        """Return the hit of a row, None where there is no such row."""
        return self._hits[row] if 0 <= row < len(self._hits) else None

    def marked(self, row: int, column: int) -> list[Stretch]:
        """Return where in a cell the words stand that go, or those that come."""
        hit, start = self._hits[row], self._start(row)
        if column == BEFORE:
            return [(hit.start - start, hit.end - start)]
        if column != AFTER or hit.is_fixed or not self._by:
            return []
        return [(hit.start - start, hit.start - start + len(self._words(hit)))]

    def _start(self, row: int) -> int:
        """Return the letter of a line from which on it is shown, less the sign for what is left out."""
        hit = self._hits[row]
        if hit.start <= AHEAD * 2:
            return 0
        return hit.line.rfind(" ", 0, hit.start - AHEAD)

    def _line(self, row: int, column: int) -> str:
        hit, start = self._hits[row], self._start(row)
        if column == AFTER and hit.is_fixed:
            return self.tr("(change it in the form of the unit)")
        line = hit.line if column == BEFORE else hit.replaced(self._words(hit))
        shown = line[start : start + LONGEST]
        return f"…{shown[1:]}" if start else shown

    def _place(self, hit: Hit) -> str:
        if self._tree is None or self._numbers is None or hit.node not in self._tree:
            return ""
        kind = KINDS[self._tree[hit.node].kind]
        name = title(self._tree, self._numbers, hit.node)
        label = field_label(kind.fields[hit.field])
        last = name if kind.summary == hit.field else self.tr("{0} – {1}").format(name, label)
        return " › ".join([*self._above(self._tree, self._numbers, hit.node), last])

    def _above(self, tree: Tree, numbers: Numbers, id: int) -> list[str]:
        """Return the part that a node is in, with its paper where there are several."""
        told = {"evaluation", "paper"} if self._has_papers else {"evaluation"}
        return [words for above, words in path(tree, numbers, id) if tree[above].kind in told]

    def _words(self, hit: Hit) -> str:
        return capitalized(self._by, hit.text) if self._keeps_capitals else self._by

    def _note(self, hit: Hit) -> str:
        if hit.is_fixed:
            return self.tr("Other fields name the unit by this; they follow when it is changed in its form.")
        if hit.breaks:
            return self.tr(
                "A live number stands here; replaced, it would be plain text that no longer follows."
            )
        return ""

    # Qt overrides ------------------------------------------------------------------------------

    def rowCount(self, parent: Index = ROOT) -> int:  # noqa: D102
        return 0 if parent.isValid() else len(self._hits)

    def columnCount(self, parent: Index = ROOT) -> int:  # noqa: D102
        return 0 if parent.isValid() else 3

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: D102
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        hit = self._hits[row]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._place(hit) if column == PLACE else self._line(row, column)
            case Qt.ItemDataRole.CheckStateRole if column == PLACE and not hit.is_fixed:
                return Qt.CheckState.Checked if hit in self._chosen else Qt.CheckState.Unchecked
            case Qt.ItemDataRole.ToolTipRole:
                whole = (self._place(hit), hit.line, hit.replaced(self._words(hit)))[column]
                return "\n\n".join(part for part in (whole, self._note(hit)) if part)
            case Qt.ItemDataRole.AccessibleTextRole:
                shown = self._place(hit) if column == PLACE else self._line(row, column)
                return f"{shown}. {self._note(hit)}" if column == PLACE and self._note(hit) else shown
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: D102
        hit = self.hit_at(index.row())
        if role != Qt.ItemDataRole.CheckStateRole or hit is None or index.column() != PLACE:
            return False
        if Qt.CheckState(value) == Qt.CheckState.Checked:
            self._chosen.add(hit)
        else:
            self._chosen.discard(hit)
        self.dataChanged.emit(index, index, [role])
        self.ticked.emit()
        return True

    def headerData(  # noqa: D102
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return (self.tr("Place"), self.tr("Before"), self.tr("After"))[section]

    def flags(self, index: Index) -> Qt.ItemFlag:  # noqa: D102
        flag = Qt.ItemFlag
        if not index.isValid():
            return flag.NoItemFlags
        usual = flag.ItemIsEnabled | flag.ItemIsSelectable | flag.ItemNeverHasChildren
        return usual | flag.ItemIsUserCheckable if index.column() == PLACE else usual


class ReplacementDelegate(HitDelegate):
    """Marks what goes and what comes in the lines of a :class:`HitsModel`."""

    @property
    def is_marking(self) -> bool:
        """Every line has something to mark."""
        return True

    def hits(self, text: str, index: Index) -> list[Stretch]:
        """Return the one stretch of a cell that the search is about."""
        model = index.model()
        assert isinstance(model, HitsModel)
        return model.marked(index.row(), index.column())
