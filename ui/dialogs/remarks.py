"""What there is to look at in a draft that was written: a window beside the work, a row for each remark."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from ui.counting import counted
from ui.sentences import spoken
from ui.tables import RowTable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workbench.sentences import Sentence

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()


class RemarksModel(QAbstractTableModel):
    """The remarks in their order; made by the dialog."""

    def __init__(self, remarks: Sequence[Sentence], parent: QObject) -> None:
        super().__init__(parent)
        self._remarks = remarks

    # Qt overrides ------------------------------------------------------------------------------

    def rowCount(self, parent: Index = ROOT) -> int:  # noqa: D102
        return 0 if parent.isValid() else len(self._remarks)

    def columnCount(self, parent: Index = ROOT) -> int:  # noqa: D102
        return 0 if parent.isValid() else 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: D102
        if index.isValid() and role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return spoken(self._remarks[index.row()])
        return None

    def headerData(  # noqa: D102
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        is_head = orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return self.tr("Remark") if is_head else None


class RemarksDialog(QDialog):
    """Made when the remarks on a draft are wanted; ``node_asked`` carries the node that a row is about."""

    node_asked = Signal(int)

    def __init__(
        self, name: str, remarks: Sequence[Sentence], places: Mapping[Sentence, int], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Remarks on {0}").format(name))
        self._remarks, self._places = remarks, places
        said = counted(
            len(remarks),
            self.tr("There is 1 remark. Return or a double click leads to its place."),
            self.tr("There are {n} remarks. Return or a double click leads to the place."),
        )
        words = QLabel(said, self)
        words.setWordWrap(True)
        self.table = RowTable(self.tr("Remarks on the draft"), self)
        self.table.setModel(RemarksModel(remarks, self))
        self.table.set_widths({}, 0)
        self.table.go_to(0)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        column = QVBoxLayout(self)
        column.addWidget(words)
        column.addWidget(self.table, 1)
        column.addWidget(buttons)
        self.resize(self.fontMetrics().averageCharWidth() * 110, self.fontMetrics().lineSpacing() * 20)
        self.table.entered.connect(self.on_entered)
        self.table.doubleClicked.connect(self.on_entered)
        buttons.rejected.connect(self.reject)

    def on_entered(self, *_: object) -> None:
        """Ask for the place of the current row, where it is about one."""
        node = self._places.get(self._remarks[self.table.currentIndex().row()])
        if node is not None:
            self.node_asked.emit(node)
