"""What stands beside and below the form: preview, history, checks, intake report; made when first wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QPushButton, QSizePolicy, QSplitter, QTabWidget, QWidget

from ui.checks.watch import CheckWatch
from ui.counting import counted
from ui.timing import after_painting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.checks.panel import ChecksPanel
    from ui.columns import Columns
    from ui.history.panel import HistoryPanel
    from ui.preview.panel import PreviewPanel
    from ui.questions import Questions
    from ui.report_panel import Report, ReportPanel
    from ui.window import MainWindow

PREVIEW, HISTORY, CHECKS, REPORT = "preview", "history", "checks", "report"
SIDE = (PREVIEW, HISTORY)
REMEMBERED = (*SIDE, CHECKS)
"""The panels that are opened again with the workspace."""
AFTER_FIRST_PAINT_MS = 150
OPEN = "panels"
"""Under which the panels that were open are kept."""
WIDTHS = "widths"
"""Under which the widths of tree and side panels are kept."""


class Panels(QObject):
    """Owns the tabs beside and below the form; made by the window, which puts them into its layout.

    ``counts`` says in the status bar how much there is to see to. ``wanted`` names the panels to be open
    in the workspace that was opened, None for those open last; ``arranged`` tells that they are.
    """

    arranged = Signal()

    def __init__(self, questions: Questions, window: MainWindow) -> None:
        super().__init__(window)
        self.wanted: Sequence[str] | None = None
        self._is_arranged = False
        self._window = window
        self._questions = questions
        self._made: dict[str, QWidget] = {}
        self._has_room = False
        self.side = self._tabs(self.tr("Beside the form"))
        self.below = self._tabs(self.tr("Below the form"))
        self.counts = QPushButton(window)
        self.counts.setFlat(True)
        self.counts.hide()
        self.watch = CheckWatch(window.session, self)
        self.watch.changed.connect(self.show_counts)
        window.tree.show_below(self.watch)
        self.counts.clicked.connect(self.toggle_checks)
        window.session.closed.connect(self.on_closed)
        window.tree.node_selected.connect(self.show_node)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self.on_focus_changed)

    @property
    def columns(self) -> Columns:
        """The splitter of tree, forms and what is beside them."""
        return self.side.parentWidget()  # type: ignore[return-value]

    @property
    def report(self) -> ReportPanel | None:
        """The panel with the report of the last intake, None where there was none."""
        return self._made.get(REPORT)  # type: ignore[return-value]

    @property
    def preview(self) -> PreviewPanel | None:
        """The preview, None before it was first wanted."""
        return self._made.get(PREVIEW)  # type: ignore[return-value]

    @property
    def history(self) -> HistoryPanel | None:
        """The history, None before it was first wanted."""
        return self._made.get(HISTORY)  # type: ignore[return-value]

    @property
    def checks(self) -> ChecksPanel | None:
        """The findings, None before they were first wanted."""
        return self._made.get(CHECKS)  # type: ignore[return-value]

    def is_open(self, name: str) -> bool:
        """Whether a panel is what its tabs show."""
        tabs = self._tabs_of(name)
        is_seen = not tabs.isHidden() and not self._window.focusing.is_on
        return is_seen and name in self._made and tabs.currentWidget() is self._made[name]

    def open(self, name: str) -> QWidget:
        """Show a panel and return it."""
        self._window.focusing.leave()
        panel = self._panel(name)
        tabs = self._tabs_of(name)
        tabs.setCurrentWidget(panel)
        tabs.show()
        self._give_room(tabs)
        selected = self._window.tree.selected
        if selected is not None:
            self.show_node(selected)
        self.show_actions()
        return panel

    def close(self, name: str) -> None:
        """Hide the tabs of a panel, and go on in the form where it had the focus."""
        tabs = self._tabs_of(name)
        focused = self._window.focusWidget()
        tabs.hide()
        self._give_room(tabs)
        if focused is not None and tabs.isAncestorOf(focused):
            self._window.on_entered()
        self.show_actions()

    def toggle_preview(self) -> None:
        """Show or hide the preview; the focus stays in the form."""
        if self.is_open(PREVIEW):
            self.close(PREVIEW)
        else:
            self.open(PREVIEW)

    def print_preview(self) -> None:
        """Print the passage of what is selected."""
        self.open(PREVIEW)
        if self.preview is not None:
            self.preview.print()

    def toggle_history(self) -> None:
        """Go to the history, or hide it."""
        self._toggle(HISTORY)

    def toggle_checks(self) -> None:
        """Go to what there is to see to, or hide it."""
        self._toggle(CHECKS)

    def go_on(self) -> bool:
        """Show the next finding of the list, where it is seen; return whether it is and has one."""
        return self.checks is not None and self.is_open(CHECKS) and self.checks.go_on()

    def toggle_report(self) -> None:
        """Show or hide the report of the last intake."""
        if self.is_open(REPORT):
            self.close(REPORT)
        elif self.report is not None:
            self.open(REPORT)

    def show_report(self, report: Report) -> None:
        """Show what an intake brought, and check what it was not sure of."""
        self._window.session.checks.read_beside()
        self._window.session.checked.emit()
        self.open(REPORT)
        assert self.report is not None
        self.report.show_report(report)

    def show_node(self, id: int) -> None:
        """Show preview, history and findings of the selected node."""
        for panel in (self.preview, self.history, self.checks):
            if panel is not None:
                panel.show_node(id)

    def on_focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        """Let the preview follow the cursor from one form to the next, and back to what is selected."""
        if self.preview is None or new is None:
            return
        tree, grid = self._window.tree, self._window.gridding.panel
        node = self._window.page.active.focused_node()
        if node is None and (tree.isAncestorOf(new) or (grid is not None and grid.isAncestorOf(new))):
            node = tree.told
        if node is not None:
            self.preview.show_node(node)

    def arrange_soon(self) -> None:
        """Open what is wanted, or what was open last, once the window is painted."""
        after_painting(self, self.open_remembered, AFTER_FIRST_PAINT_MS)

    def open_remembered(self) -> None:
        """Open the panels that are wanted, or those that were open last; the preview at the first start."""
        if not self._window.session.is_open:
            return
        if self.wanted is not None:
            self.arrange(self.wanted)
        else:
            self._open_beside_others()
        self._is_arranged = True
        self.arranged.emit()

    def arrange(self, names: Sequence[str]) -> None:
        """Open these panels and hide the others, but not the report of an intake that just came."""
        for name in REMEMBERED:
            if name not in names and self.is_open(name):
                self.close(name)
        for name in names:
            hides_report = self.is_open(REPORT) and self._tabs_of(name) is self.below
            if name in REMEMBERED and not self.is_open(name) and not hides_report:
                self.open(name)

    def arrangement(self) -> list[str]:
        """Return the panels whose tabs are seen, those in front last."""
        seen = [name for name in REMEMBERED if name in self._made and not self._tabs_of(name).isHidden()]
        return sorted(seen, key=lambda name: self._tabs_of(name).currentWidget() is self._made[name])

    def remember(self) -> None:
        """Keep which panels are open, and how wide."""
        self._window.settings.keep_text(WIDTHS, self.columns.text or None)
        if self._is_arranged:
            self._window.settings.keep_text(OPEN, " ".join(self.arrangement()) or " ")

    def _open_beside_others(self) -> None:
        """Open the panels that were open last, except where others are seen in their place."""
        kept = self._window.settings.text_of(OPEN)
        hidden = [tabs for tabs in (self.side, self.below) if tabs.isHidden()]
        for name in (PREVIEW if kept is None else kept).split():
            if name in REMEMBERED and self._tabs_of(name) in hidden:
                self.open(name)

    def on_closed(self) -> None:
        """Keep what is open, and forget the report of the workspace that is closed."""
        self.remember()
        self.wanted, self._is_arranged = None, False
        report = self._made.pop(REPORT, None)
        if report is not None:
            self.below.removeTab(self.below.indexOf(report))
            report.deleteLater()
            if self.below.count() == 0:
                self.below.hide()
        self.show_counts()
        self.show_actions()

    def show_counts(self) -> None:
        """Say how much there is to see to."""
        counts = self.watch.counts()
        words = (
            (counts["error"], self.tr("1 error"), self.tr("{n} errors")),
            (counts["warning"], self.tr("1 warning"), self.tr("{n} warnings")),
            (counts["hint"], self.tr("1 hint"), self.tr("{n} hints")),
        )
        there = [counted(*forms) for forms in words if forms[0]]
        self.counts.setText(", ".join(there) or self.tr("No findings"))
        self.counts.setToolTip(self.tr("Show what the checks found"))
        self.counts.setVisible(self._window.session.is_open)

    def show_actions(self) -> None:
        """Tick the commands of the panels that are shown."""
        for name in (PREVIEW, HISTORY, CHECKS, REPORT):
            self._window.actions_[name].setChecked(self.is_open(name))

    def refresh_icons(self) -> None:
        """Draw icons in the colours of the palette."""
        if self.checks is not None:
            self.checks.refresh_icons()

    def _give_room(self, tabs: QTabWidget) -> None:
        """Give panels that come the room they had, those below the form a good part at first."""
        if tabs is self.side:
            self.columns.arrange()
        elif not self._has_room:
            self._has_room = True
            splitter: QSplitter = tabs.parentWidget()  # type: ignore[assignment]
            share_out(splitter, *[65] * (splitter.count() - 1), 35)

    def _toggle(self, name: str) -> None:
        if self.is_open(name):
            self.close(name)
        elif self._window.session.is_open:
            panel = self.open(name)
            panel.table.setFocus(Qt.FocusReason.ShortcutFocusReason)  # type: ignore[attr-defined]

    def _panel(self, name: str) -> QWidget:
        if name not in self._made:
            make = {
                PREVIEW: self._preview,
                HISTORY: self._history,
                CHECKS: self._checks,
                REPORT: self._report,
            }
            panel, words = make[name]()
            self._made[name] = panel
            self._tabs_of(name).insertTab(0 if name in (PREVIEW, CHECKS) else 1, panel, words)
        return self._made[name]

    def _preview(self) -> tuple[QWidget, str]:
        from ui.preview.panel import PreviewPanel

        panel = PreviewPanel(self._window.session, self._window.page, self._questions, self.side)
        panel.place_asked.connect(self._window.on_field_asked)
        return panel, self.tr("Preview")

    def _history(self) -> tuple[QWidget, str]:
        from ui.history.panel import HistoryPanel

        panel = HistoryPanel(self._window.session, self.side)
        self._window.files.logged.connect(panel.on_marked)
        panel.field_asked.connect(self._window.on_field_asked)
        return panel, self.tr("History")

    def _checks(self) -> tuple[QWidget, str]:
        from ui.checks.panel import ChecksPanel

        panel = ChecksPanel(self._window.session, self.watch, self._selected, self.below)
        panel.node_asked.connect(self._window.on_node_asked)
        panel.field_asked.connect(self._window.on_field_asked)
        return panel, self.tr("Checks")

    def _report(self) -> tuple[QWidget, str]:
        from ui.report_panel import ReportPanel

        panel = ReportPanel(self.below)
        panel.node_asked.connect(self._window.on_node_asked)
        panel.field_asked.connect(self._window.on_field_asked)
        return panel, self.tr("Intake report")

    def _selected(self) -> int | None:
        return self._window.tree.selected

    def _tabs_of(self, name: str) -> QTabWidget:
        return self.side if name in SIDE else self.below

    def _tabs(self, name: str) -> QTabWidget:
        tabs = QTabWidget(self._window)
        tabs.setDocumentMode(True)
        tabs.setAccessibleName(name)
        tabs.tabBar().setAccessibleName(name)
        tabs.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        tabs.setMinimumWidth(tabs.fontMetrics().averageCharWidth() * 30)
        tabs.currentChanged.connect(self.on_tab)
        tabs.hide()
        return tabs

    def on_tab(self, place: int) -> None:
        """Tick the command of the panel that is shown now."""
        if PREVIEW in self._window.actions_.by_name:
            self.show_actions()


def share_out(splitter: QSplitter, *shares: int) -> None:
    """Divide the height of a splitter by these shares of its window, in per cent."""
    room = splitter.window().height()
    splitter.setSizes([room * share // 100 for share in shares])
