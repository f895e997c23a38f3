"""What an intake could not place or is not sure of, line by line; each row leads to its node."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QLabel, QVBoxLayout, QWidget

from ui.counting import counted
from ui.labels import translate
from ui.sentences import spoken
from ui.tables import RowTable
from workbench.schema import MAX_ID

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
Report = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Finding:
    """One row: what kind of finding, in which line of the source, its words, why, and its node."""

    kind: str
    line: int
    text: str
    message: str
    node: int | None
    field: str = ""


def findings(report: Report) -> list[Finding]:
    """Return the rows of an intake report, what needs a person first, furniture last."""
    placed = sorted((first, node) for first, _, node in report["placed"])
    rows = [
        Finding(
            translate("Report", "Not placed"),
            item["line"],
            item["text"],
            translate("Report", "This line found no place."),
            _near(placed, item["line"]),
        )
        for item in report["unplaced"]
    ]
    rows += [
        Finding(
            translate("Report", "Doubtful"),
            item["line"],
            item["text"],
            spoken(item["message"]),
            item["node"],
            item.get("field") or "",
        )
        for item in report["doubtful"]
    ]
    rows += [
        Finding(
            translate("Report", "Undecided reference"),
            item["line"],
            item["text"],
            translate("Report", "It is not clear what this refers to; it stays as text."),
            item["node"],
        )
        for item in report["undecided_references"]
    ]
    rows += [
        Finding(
            translate("Report", "Page furniture"),
            item["line"],
            item["text"],
            translate("Report", "Left out: it belongs to the page, not to the text."),
            _near(placed, item["line"]),
        )
        for item in report["furniture"]
    ]
    return rows


def _near(placed: Sequence[tuple[int, int]], line: int) -> int | None:
    """Return the node placed last before a line, so that a row leads near its place.

    ``placed`` holds the line that each node begins with, in order.
    """
    before = bisect_right(placed, (line, MAX_ID))
    return placed[before - 1][1] if before else None


def summary(report: Report) -> str:
    """Return what an intake found, in a sentence."""
    undecided = counted(
        len(report["undecided_references"]),
        translate("Report", "1 undecided reference"),
        translate("Report", "{n} undecided references"),
    )
    furniture = counted(
        len(report["furniture"]),
        translate("Report", "1 line of page furniture"),
        translate("Report", "{n} lines of page furniture"),
    )
    return translate("Report", "{0}: {1} not placed, {2} doubtful, {3}, {4} left out.").format(
        report["source"], len(report["unplaced"]), len(report["doubtful"]), undecided, furniture
    )


class ReportModel(QAbstractTableModel):
    """The findings of one intake; made by the panel."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Finding] = []

    def show(self, rows: list[Finding]) -> None:
        """Show these findings."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def place(self, row: int) -> tuple[int, str] | None:
        """Return the node and field a row leads to, None where it leads nowhere."""
        finding = self._rows[row] if 0 <= row < len(self._rows) else None
        return (finding.node, finding.field) if finding and finding.node is not None else None

    # Qt overrides ------------------------------------------------------------------------------

    def rowCount(self, parent: Index = ROOT) -> int:  # noqa: D102
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = ROOT) -> int:  # noqa: D102
        return 0 if parent.isValid() else 4

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: D102
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return (row.kind, row.line, row.message, row.text)[column]
        return None

    def headerData(  # noqa: D102
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return (self.tr("What"), self.tr("Line"), self.tr("Why"), self.tr("Text in the source"))[section]


class ReportPanel(QWidget):
    """The report of the last intake; made by the window when there is one.

    A click sends ``node_asked``; Return or a double click ``field_asked`` (node, field): the user
    wants to write there.
    """

    node_asked = Signal(int)
    field_asked = Signal(int, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._summary = QLabel(self)
        self._summary.setWordWrap(True)
        self.model = ReportModel(self)
        self.table = RowTable(self.tr("Findings of the intake"), self)
        self.table.setModel(self.model)
        self._set_up_table()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 4)
        column.addWidget(self._summary)
        column.addWidget(self.table)
        self.table.clicked.connect(self.on_clicked)
        self.table.doubleClicked.connect(self.on_double_clicked)
        self.table.entered.connect(self.on_entered)

    def show_report(self, report: Report) -> None:
        """Show the report of an intake."""
        self._summary.setText(summary(report))
        self.model.show(findings(report))
        self.table.setCurrentIndex(self.model.index(0, 0))

    def on_clicked(self, index: QModelIndex) -> None:
        """Show the node of the clicked row."""
        place = self.model.place(index.row())
        if place is not None:
            self.node_asked.emit(place[0])

    def on_double_clicked(self, index: QModelIndex) -> None:
        """Go to the field of the row."""
        self.go(index.row())

    def on_entered(self) -> None:
        """Go to the field of the current row."""
        self.go(self.table.currentIndex().row())

    def go(self, row: int) -> None:
        """Go to the field of a row."""
        place = self.model.place(row)
        if place is not None:
            self.field_asked.emit(*place)

    def _set_up_table(self) -> None:
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.set_widths({0: 20, 1: 6}, 2, 3)
