"""The findings as a table: how grave, where, what, and why some were put aside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui.labels import label, title, translate
from ui.marks import sentence
from ui.schema_words import field_label
from workbench.schema import KINDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QIcon

    from ui.session import Session
    from workbench.checks import Finding, Severity

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
SEVERITY, PLACE, FIELD, MESSAGE, REASON = range(5)


def severity_name(severity: Severity) -> str:
    """Return a severity as it stands in a row."""
    return {
        "error": translate("Checks", "Error"),
        "warning": translate("Checks", "Warning"),
        "hint": translate("Checks", "Hint"),
    }[severity]


class ChecksModel(QAbstractTableModel):
    """Rows are findings; names of places are looked up when they are painted. Made by the panel."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._rows: list[Finding] = []
        self._icons: dict[str, QIcon] = {}

    def show(self, rows: Sequence[Finding]) -> None:
        """Show these findings."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def set_icons(self, icons: dict[str, QIcon]) -> None:
        """Use these icons, by severity."""
        self._icons = icons

    def finding(self, row: int) -> Finding | None:
        """Return the finding of a row, None where there is no such row."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def rows_of(self, findings: Sequence[Finding]) -> list[int]:
        """Return the rows of those findings that are shown."""
        rows = {finding.key: row for row, finding in enumerate(self._rows)} if findings else {}
        return [rows[finding.key] for finding in findings if finding.key in rows]

    def node_at(self, row: int) -> int:
        """Return the node of a row, which must exist."""
        return self._rows[row].node

    def row_of(self, node: int) -> int | None:
        """Return the first row about a node, None where there is none."""
        return next((row for row, finding in enumerate(self._rows) if finding.node == node), None)

    def text_of(self, finding: Finding) -> list[str]:
        """Return what the row of a finding says, column by column."""
        return [self._text(finding, column) for column in range(self.columnCount())]

    def _text(self, finding: Finding, column: int) -> str:
        if not self._session.is_open or finding.node not in self._session.workspace.tree:
            return ""
        workspace = self._session.workspace
        if column == SEVERITY:
            return severity_name(finding.severity)
        if column == PLACE:
            return self._place(finding.node)
        if column == FIELD:
            fields = KINDS[workspace.tree[finding.node].kind].fields
            return field_label(fields[finding.field]) if finding.field and finding.field in fields else ""
        if column == MESSAGE:
            return sentence(finding)
        mute = self._session.checks.mute_of(finding)
        return self.tr("{0} ({1}, {2})").format(mute.reason, mute.author, mute.time[:10]) if mute else ""

    def _place(self, node: int) -> str:
        """Return a node's name, with its part before it."""
        tree, numbers = self._session.workspace.tree, self._session.workspace.numbers
        part = tree.ancestor(node, "evaluation")
        named = tree[node].kind in ("unit", "section", "paper", "rating") or node in numbers.label
        name = title(tree, numbers, node) if named else label(tree, numbers, node)
        return f"{title(tree, numbers, part.id)} › {name}" if part and part.id != node else name

    # Qt overrides ------------------------------------------------------------------------------

    def rowCount(self, parent: Index = ROOT) -> int:  # noqa: D102
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = ROOT) -> int:  # noqa: D102
        return 0 if parent.isValid() else 5

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: D102
        finding = self.finding(index.row()) if index.isValid() else None
        if finding is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._text(finding, index.column())
        if role == Qt.ItemDataRole.DecorationRole and index.column() == SEVERITY:
            return self._icons.get(finding.severity)
        return None

    def headerData(  # noqa: D102
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        heads = (self.tr("Severity"), self.tr("Where"), self.tr("Field"), self.tr("What"))
        return (*heads, self.tr("Ignored because"))[section] if 0 <= section < 5 else None
