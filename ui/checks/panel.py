"""The panel of findings: filter, jump, mend, put aside with a reason."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ui.checks.model import FIELD, MESSAGE, PLACE, REASON, SEVERITY, ChecksModel
from ui.checks.reason import ReasonDialog
from ui.counting import counted
from ui.icons import row_icon
from ui.labels import title
from ui.marks import SIGNS, sentence, what_it_does
from ui.slices import Slices
from ui.tables import RowTable
from ui.timing import once_after
from workbench.checks import SEVERITIES
from workbench.checks.fixes import fixes
from workbench.errors import UserError
from workbench.folding import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QResizeEvent

    from ui.checks.watch import CheckWatch
    from ui.session import Session
    from workbench.checks import Finding
    from workbench.checks.fixes import Fix

REST_MS = 160
"""How long the typist must rest before the list follows."""
PORTION = 50
"""Findings that are looked at at a time."""
ROOMY = 96
"""How wide a list is that has room for every column, in average characters."""


class ChecksPanel(QWidget):
    """Shows what there is to see to; made by the panels when it is first wanted.

    ``selected`` tells which node is selected. A click sends ``node_asked``; Return or a double click
    ``field_asked`` (node, field): the user wants to write there.
    """

    node_asked = Signal(int)
    field_asked = Signal(int, str)

    def __init__(
        self, session: Session, watch: CheckWatch, selected: Callable[[], int | None], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._selected = selected
        self._watch = watch
        self.model = ChecksModel(session, self)
        self.grave = QComboBox(self)
        self.part = QComboBox(self)
        self.line = QLineEdit(self)
        self.aside = QCheckBox(self.tr("&Show ignored"), self)
        self.table = RowTable(self.tr("What the checks found"), self)
        self.table.setModel(self.model)
        self.fix_button = QPushButton(self.tr("Fi&x"), self)
        self.mute_button = QPushButton(self.tr("I&gnore…"), self)
        self._fixes = QMenu(self)
        self._count = QLabel(self)
        self._said = QLabel(self)
        self._filtering = Slices(self)
        self._rest = once_after(self, REST_MS, self.refresh)
        self._lay_out()
        self._set_up_table()
        self._connect()
        self.refresh_icons()
        self.refresh()

    @property
    def chosen(self) -> list[Finding]:
        """The findings that are selected."""
        found = [self.model.finding(row) for row in self.table.selected_rows()]
        return [finding for finding in found if finding is not None]

    def refresh(self) -> None:
        """Show what is to be seen to now, what was selected still selected; many findings a moment later."""
        self._filtering.stop()
        if not self._session.is_open:
            self.model.show([])
            return
        self._fill_parts()
        self._filtering.add(self._filter())

    def _filter(self) -> Iterator[None]:
        """Pick the findings that are asked for a moment at a time, then show them."""
        words = fold(self.line.text()).split()
        self.table.mark(words)
        wanted = []
        for place, finding in enumerate(self._watch.findings):
            if self._is_wanted(finding, words):
                wanted.append(finding)
            if place % PORTION == 0:
                yield
        self._show(wanted)

    def _show(self, findings: list[Finding]) -> None:
        chosen = self.chosen
        row = self.table.currentIndex().row()
        self.model.show(findings)
        self._select(chosen, row)
        self._count.setText(
            counted(self.model.rowCount(), self.tr("1 finding"), self.tr("{n} findings"))
            if self.model.rowCount()
            else self.tr("The checks found nothing here.")
        )
        self._show_columns()
        self.show_buttons()

    def _show_columns(self) -> None:
        """Show the columns there is room for: a finding's sentence, or the reason, comes before its field."""
        self.table.setColumnHidden(REASON, not self.aside.isChecked())
        is_narrow = self.width() < self.fontMetrics().averageCharWidth() * ROOMY
        self.table.setColumnHidden(FIELD, self.aside.isChecked() or is_narrow)

    def show_buttons(self) -> None:
        """Offer what can be done about the selected findings."""
        chosen = self.chosen
        self._said.setText(sentence(chosen[0]) if len(chosen) == 1 else "")
        writable = self._session.writable
        known = fixes(self._session.checks.facts, chosen[0]) if writable and len(chosen) == 1 else []
        self._fixes.clear()
        for fix in known:
            action = self._fixes.addAction(what_it_does(fix).replace("&", "&&"))
            action.triggered.connect(partial(_mend, self, fix, chosen[0]))
        self.fix_button.setEnabled(bool(known))
        are_aside = bool(chosen) and all(self._watch.mute_of(finding) for finding in chosen)
        self.mute_button.setText(self.tr("Check a&gain") if are_aside else self.tr("I&gnore…"))
        self.mute_button.setEnabled(writable and bool(chosen))

    def mend(self, fix: Fix, finding: Finding) -> None:
        """Do what a fix says, as one step after what is being typed."""
        self._session.settle()
        workspace = self._session.workspace
        name = title(workspace.tree, workspace.numbers, finding.node)
        try:
            with self._session.edit(self.tr("{0}: {1}").format(name, what_it_does(fix)), origin="check") as e:
                fix.apply(e)
        except UserError as error:
            self._session.refuse(error)

    def put_aside_or_take_up(self) -> None:
        """Ask why the selected findings are put aside, or show them again where they were."""
        chosen = self.chosen
        if not chosen or not self._session.writable:
            return
        if all(self._watch.mute_of(finding) for finding in chosen):
            self._keep(partial(self._session.checks.take_up_again, chosen))
            return
        what = sentence(chosen[0])
        if len(chosen) > 1:
            what = self.tr("{0} findings: {1} …").format(len(chosen), what)
        dialog = ReasonDialog(what, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._asked = chosen
        dialog.given.connect(self.put_aside)
        dialog.open()

    def put_aside(self, reason: str) -> None:
        """Put the findings aside that the reason was asked for."""
        self._keep(partial(self._session.checks.put_aside, self._asked, reason))

    def go(self) -> None:
        """Go to the field of the current finding."""
        finding = self.model.finding(self.table.currentIndex().row())
        if finding is not None:
            self.field_asked.emit(finding.node, finding.field or "")

    def on_clicked(self, index: QModelIndex) -> None:
        """Show the node of the clicked finding."""
        finding = self.model.finding(index.row())
        if finding is not None and len(self.chosen) == 1:
            self.node_asked.emit(finding.node)

    def show_node(self, id: int) -> None:
        """Make the first finding of a node that was selected elsewhere the current one."""
        current = self.model.finding(self.table.currentIndex().row())
        if current is None or current.node != id:
            row = self.model.row_of(id)
            if row is not None:
                self.table.go_to(row)

    def go_on(self) -> bool:
        """Show the finding after the current one, after the last the first; return whether there is any."""
        if not self.model.rowCount():
            return False
        self.table.go_to(self._next_row())
        current = self.model.finding(self.table.currentIndex().row())
        if current is not None:
            self.node_asked.emit(current.node)
        return True

    def _next_row(self) -> int:
        """Return the row after the current one, or after the selected node where that has none."""
        selected, row = self._selected(), self.table.currentIndex().row()
        current = self.model.finding(row)
        if current is not None and selected in (None, current.node):
            return (row + 1) % self.model.rowCount()
        order = {node.id: place for place, node in enumerate(self._session.workspace.tree.walk())}
        start = order.get(selected or 0, -1)
        nodes = (self.model.node_at(row) for row in range(self.model.rowCount()))
        return next((row for row, node in enumerate(nodes) if order.get(node, -1) > start), 0)

    def on_menu(self, place: QPoint) -> None:
        """Show what can be done about the finding below the pointer."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("&Go there")).triggered.connect(self.go)
        menu.addActions(self._fixes.actions())
        aside = menu.addAction(self.mute_button.text())
        aside.setEnabled(self.mute_button.isEnabled())
        aside.triggered.connect(self.put_aside_or_take_up)
        menu.popup(self.table.viewport().mapToGlobal(place))

    def refresh_icons(self) -> None:
        """Draw the icons in the colours of the palette."""
        self.model.set_icons({name: row_icon(sign, self.palette()) for name, sign in SIGNS.items()})
        self.table.viewport().update()

    def _keep(self, change: object) -> None:
        try:
            change()  # type: ignore[operator]
        except UserError as error:
            self._session.refuse(error)
            return
        self._session.checked.emit()

    def _is_wanted(self, finding: Finding, words: list[str]) -> bool:
        grave, part = self.grave.currentData(), self.part.currentData()
        if grave and finding.severity != grave:
            return False
        if not self.aside.isChecked() and self._watch.mute_of(finding):
            return False
        tree = self._session.workspace.tree
        if finding.node not in tree:
            return False
        if part and part != finding.node and all(above.id != part for above in tree.ancestors(finding.node)):
            return False
        if not words:
            return True
        text = fold(" ".join(self.model.text_of(finding)))
        return all(word in text for word in words)

    def _select(self, chosen: list[Finding], row: int) -> None:
        """Select findings again; where they are gone, what has taken their place."""
        rows = self.model.rows_of(chosen)
        if not rows and self.model.rowCount():
            rows = [min(max(row, 0), self.model.rowCount() - 1)]
        self.table.select_rows(rows)

    def _fill_parts(self) -> None:
        """Offer every paper and part, the one chosen before still chosen."""
        workspace = self._session.workspace
        papers = workspace.tree.children(workspace.tree.root_id)
        places = [(self.tr("Everywhere"), 0)]
        for paper in papers:
            places.append((title(workspace.tree, workspace.numbers, paper.id), paper.id))
            for part in workspace.tree.children(paper.id, "evaluation"):
                places.append((f"    {title(workspace.tree, workspace.numbers, part.id)}", part.id))
        if places == [(self.part.itemText(i), self.part.itemData(i)) for i in range(self.part.count())]:
            return
        chosen = self.part.currentData()
        self.part.clear()
        for words, node in places:
            self.part.addItem(words, node)
        self.part.setCurrentIndex(max(0, self.part.findData(chosen)))

    def _connect(self) -> None:
        self._watch.changed.connect(self.refresh)
        self.grave.activated.connect(self.refresh)
        self.part.activated.connect(self.refresh)
        self.line.textChanged.connect(self._rest.start)
        self.aside.toggled.connect(self.refresh)
        self.mute_button.clicked.connect(self.put_aside_or_take_up)
        self.table.selectionModel().selectionChanged.connect(self.show_buttons)
        self.table.clicked.connect(self.on_clicked)
        self.table.doubleClicked.connect(self.go)
        self.table.entered.connect(self.go)
        self.table.customContextMenuRequested.connect(self.on_menu)

    def _lay_out(self) -> None:
        self.grave.addItem(self.tr("All"), "")
        names = (self.tr("Errors"), self.tr("Warnings"), self.tr("Hints"))
        for severity, name in zip(SEVERITIES, names, strict=True):
            self.grave.addItem(name, severity)
        self.grave.setAccessibleName(self.tr("Severity"))
        self.part.setAccessibleName(self.tr("In which part"))
        self.part.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.line.setPlaceholderText(self.tr("Filter: words"))
        self.line.setAccessibleName(self.tr("Filter the findings"))
        self.line.setClearButtonEnabled(True)
        self.fix_button.setMenu(self._fixes)
        self._said.setWordWrap(True)
        self._said.setTextFormat(Qt.TextFormat.PlainText)
        aside = self.fontMetrics().averageCharWidth()
        self._said.setContentsMargins(aside, 0, aside, 0)
        row = QHBoxLayout()
        for widget in (self.grave, self.part, self.line, self.aside):
            row.addWidget(widget)
        row.setStretchFactor(self.line, 1)
        foot = QHBoxLayout()
        foot.addWidget(self._count)
        foot.addWidget(self._said, 1)
        foot.addWidget(self.fix_button)
        foot.addWidget(self.mute_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 4)
        column.addLayout(row)
        column.addWidget(self.table)
        column.addLayout(foot)

    def _set_up_table(self) -> None:
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.set_widths({SEVERITY: 11, PLACE: 24, FIELD: 15}, MESSAGE, REASON)

    # Qt overrides ------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        self._show_columns()


def _mend(panel: ChecksPanel, fix: Fix, finding: Finding, checked: bool = False) -> None:
    panel.mend(fix, finding)
