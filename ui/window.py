"""The main window: puts the parts side by side and connects them; the parts do the work."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QMainWindow,
    QMenu,
    QMenuBar,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui.actions import Actions
from ui.bars import Bars
from ui.columns import Columns
from ui.comfort import Comfort
from ui.dropping import FileDrop
from ui.editing import REMOVED, Editing
from ui.files import Files
from ui.focusing import FocusMode
from ui.formatting import Formatting
from ui.forms.page import Page
from ui.grid.gridding import Gridding
from ui.importing import Matrices
from ui.jobs import Jobs
from ui.looks import LOOKS
from ui.menus import add_commands, fill_add_menu, fill_recent_menu
from ui.merging.opening import Merging
from ui.panels import WIDTHS, Panels
from ui.pinned.opening import Pinning
from ui.replacing.opening import Replacing
from ui.sent.sheets import SentSheets
from ui.sentences import spoken
from ui.status import Status
from ui.timing import after_painting
from ui.tree_panel import TreePanel
from ui.writing.opening import Writing

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QCloseEvent, QShowEvent

    from ui.job_panel import JobPanel
    from ui.place import Place
    from ui.questions import Questions
    from ui.report_panel import Report
    from ui.services import Services
    from ui.session import Session
    from ui.settings import Settings
    from ui.welcome import Welcome
    from workbench.edits import Notice

READ_ONLY, ERROR = "read-only", "error"


class MainWindow(QMainWindow):
    """One window on one workspace at a time; made by the application, which passes everything in."""

    def __init__(
        self, session: Session, questions: Questions, services: Services, settings: Settings
    ) -> None:
        super().__init__()
        self.session, self.settings = session, settings
        session.setParent(self)
        settings.setParent(self)
        self.jobs = Jobs(self)
        self.bars = Bars(self)
        self.page = Page(session, self)  # before the tree: it lets go of removed nodes first
        self.tree = TreePanel(session, self)
        self._welcome: Welcome | None = None
        self.editing = Editing(session, self.tree, self.page, self.bars, questions, self)
        self.formatting = Formatting(session, self.page, self)
        self.files = Files(session, self.bars, self.jobs, questions, services, settings, self)
        self.sent = SentSheets(session, self.files, questions, settings, self)
        self.merging = Merging(session, self.jobs, services, questions, settings, self)
        self.matrices = Matrices(session, self.jobs, services, self.files, self.merging, self)
        self.gridding = Gridding(questions, self)
        self.replacing = Replacing(self)
        self.writing = Writing(self)
        self.comfort = Comfort(services, self)
        self.actions_ = Actions(self)
        self._center = QStackedWidget(self)
        self.focusing = FocusMode(self._center, self)
        self.pinning = Pinning(questions, self)
        self.panels = Panels(questions, self)
        self.status = Status(self)
        self._job_panel: JobPanel | None = None
        self._place: Place | None = None
        self._lay_out()
        self._make_menus()
        self._connect()
        self._drop = FileDrop(self, self.takes_files, self.take_files)
        self.status.show()

    def open_path(self, path: Path) -> None:
        """Open a workspace, or say in a sentence why that is not possible."""
        self.files.open_path(path)

    def takes_files(self, paths: list[Path]) -> bool:
        """Whether these files can be dropped here: one of any kind, or several to be merged."""
        return len(paths) == 1 or self.merging.takes(paths)

    def take_files(self, paths: list[Path]) -> None:
        """Merge what came back, open a workspace, import anything else: one table may be either."""
        is_draft = self.merging.takes_drafts(paths)
        if is_draft or (self.merging.takes(paths) and not self.matrices.takes(paths)):
            self.merging.take_dropped(paths)
        else:
            self.files.take_dropped(paths[0])

    @property
    def welcome(self) -> Welcome:
        """The page that shows the ways in; made when it is first wanted."""
        if self._welcome is None:
            from ui.welcome import Welcome

            self._welcome = Welcome(self.settings, self)
            self._center.addWidget(self._welcome)
            self._connect_welcome(self._welcome)
        return self._welcome

    # What happens --------------------------------------------------------------------------------

    def on_opened(self) -> None:
        """Show the workspace that was opened, and what there is to say about it."""
        workspace = self.session.workspace
        self.bars.clear()
        self._center.setCurrentWidget(self._work)
        self.focus_tree()
        after_painting(self, self._show_last_place)
        if not workspace.writable:
            words = self.tr("You can read {0}, but not change it. {1}").format(
                workspace.path.name, spoken(self.session.read_only_reason)
            )
            self.bars.show_message(
                READ_ONLY, words, (self.tr("Try again"), self.files.reopen), sign="warning"
            )
        for number, warning in enumerate(workspace.warnings):
            self.bars.show_message(f"warning-{number}", spoken(warning), sign="warning")
        self._offer_leftovers()
        self.status.show()

    def _offer_leftovers(self) -> None:
        if not (self.session.writable and self.session.workspace.drafts()):
            return
        from ui.forms.leftovers import left_over  # wanted after a run that was broken off
        from ui.leftovers import Leftovers

        drafts = left_over(self.session)
        if drafts:
            Leftovers(drafts, self.session, self.tree, self.page, self.bars, self).offer()

    def _show_last_place(self) -> None:
        """Go where the user was, once the window is painted."""
        if self._place is None:
            from ui.place import Place

            self._place = Place(self)
        self.comfort.make_legible()  # before anything is selected, so that it is not seen to change
        self._place.go_back()

    def _on_first_shown(self) -> None:
        """Finish the window, with the welcome page unless a workspace was opened together with it."""
        after_painting(self, self.comfort.make_legible)
        after_painting(self, self._refresh_icons)
        if not self.session.is_open:
            self._center.setCurrentWidget(self.welcome)

    def on_closed(self) -> None:
        """Show the ways in."""
        self.bars.clear()
        self._center.setCurrentWidget(self.welcome)
        self.status.show()

    def on_changed(self, notice: Notice) -> None:
        """Show what the step changed about the window itself."""
        self.bars.remove(ERROR)
        self.bars.remove(REMOVED)  # its button would take back this step
        if self.session.is_open:
            self.status.show()

    def on_failed(self, sentence: str) -> None:
        """Say what was refused."""
        self.bars.show_message(ERROR, sentence, sign="warning")

    def on_node_selected(self, id: int) -> None:
        """Show the form of the selected node, or its row where the grid is seen."""
        if not self.gridding.follows(id):
            self.page.show_node(id)
        self.files.set_selected(id)

    def on_node_asked(self, id: int) -> None:
        """Go to a node that a link, a report or a button names."""
        if not self.tree.select(id):
            self._say(self.tr("That is no longer in the workspace."))

    def on_field_asked(self, id: int, field: str) -> None:
        """Go to a node and put the cursor into one of its fields."""
        self.focusing.leave()
        self.gridding.show_form()
        self.on_node_asked(id)
        self.page.focus_node(id, field)

    def on_entered(self) -> None:
        """Go from the tree into the form."""
        self.focusing.leave()
        self.gridding.show_form()
        if self.tree.selected is not None:
            self.page.focus_node(self.tree.selected)

    def on_imported(self, report: Report, root: int) -> None:
        """Show what an intake brought and what it was not sure of."""
        self.tree.open_up(root)
        self.panels.show_report(report)
        self.status.show()

    def on_merged(self, sentence: str) -> None:
        """Say what a merge did; it may have written into the log of files only."""
        self._say(sentence)
        self.files.logged.emit()

    def go_to_next_marked(self) -> None:
        """Show the next finding of the list, or select the next node with something to see to."""
        if self.panels.go_on():
            return
        found = self.tree.next_marked()
        if found is None:
            self._say(self.tr("Nothing is missing or flagged."))
        else:
            self.tree.select(found)

    def focus_tree(self) -> None:
        """Put the focus on the tree."""
        self.focusing.leave()
        self.tree.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_tree_menu(self, place: QPoint) -> None:
        """Show what can be done with the selected node."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        fill_add_menu(menu.addMenu(self.tr("&Add")), self.editing, self.session)
        for name in ("another", "remove", "up", "down", "move_to", "expand"):
            menu.addAction(self.actions_[name])
        menu.popup(self.tree.view.viewport().mapToGlobal(place))

    # Building ------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        forms = QSplitter(Qt.Orientation.Horizontal, self)
        forms.addWidget(self.page)
        forms.setChildrenCollapsible(False)
        self._middle = QSplitter(Qt.Orientation.Vertical, self)
        self._middle.addWidget(forms)
        self._middle.addWidget(self.panels.below)
        self._middle.setChildrenCollapsible(False)
        self._middle.setStretchFactor(0, 1)
        self._work = Columns(self)
        self._work.addWidget(self.tree)
        self._work.addWidget(self._middle)
        self._work.addWidget(self.panels.side)
        self._work.setStretchFactor(1, 1)  # the tree keeps its width, whatever comes and goes beside
        self._center.addWidget(self._work)
        central = QWidget(self)
        column = QVBoxLayout(central)
        column.setContentsMargins(6, 4, 6, 0)
        column.setSpacing(4)
        column.addWidget(self.bars)
        column.addWidget(self._center, 1)
        self.setCentralWidget(central)
        unit = self.fontMetrics().averageCharWidth()
        self._middle.setMinimumWidth(unit * 50)  # a field and its label, before tree and preview give way
        wanted = QSize(unit * 180, self.fontMetrics().lineSpacing() * 52)
        self.resize(wanted.boundedTo(self.screen().availableSize()))
        self._work.arrange()
        self.statusBar().addPermanentWidget(self.panels.counts)
        self.statusBar().addPermanentWidget(self.status.saved)
        self._restore_layout()

    def _make_menus(self) -> None:
        self._recent_menu, self._add_menu = recent, add = add_commands(self)
        recent.aboutToShow.connect(partial(fill_recent_menu, recent, self.settings, self.files))
        add.aboutToShow.connect(partial(fill_add_menu, add, self.editing, self.session))

    def _connect(self) -> None:
        session, page, tree = self.session, self.page, self.tree
        session.opened.connect(self.on_opened)
        session.closed.connect(self.on_closed)
        session.changed.connect(self.on_changed)
        session.failed.connect(self.on_failed)
        tree.node_selected.connect(self.on_node_selected)
        tree.view.entered.connect(self.on_entered)
        tree.view.customContextMenuRequested.connect(self.show_tree_menu)
        tree.model.move_asked.connect(self.editing.move)
        page.node_asked.connect(self.on_node_asked)
        page.add_asked.connect(self.editing.add)
        page.remove_asked.connect(self.editing.remove)
        page.import_asked.connect(self.files.import_file)
        sayers = (self.editing, self.gridding, self.replacing, self.writing, self.comfort)
        for part in (*sayers, self.pinning, self.focusing):
            part.done.connect(self._say)
        self.files.imported.connect(self.on_imported)
        self.files.node_asked.connect(self.on_node_asked)
        self.merging.done.connect(self.on_merged)
        self.merging.node_asked.connect(self.on_node_asked)
        self.merging.field_asked.connect(self.on_field_asked)
        self.sent.merge_wanted.connect(self.merging.ask)
        self.jobs.started.connect(self.on_job_started)
        self.jobs.refused.connect(self.on_failed)
        self.jobs.cancelled.connect(self.on_cancelled)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self.on_focus_changed)

    def _connect_welcome(self, welcome: Welcome) -> None:
        welcome.new_asked.connect(self.files.new)
        welcome.open_asked.connect(self.files.open)
        welcome.import_asked.connect(self.files.import_file)
        welcome.sample_asked.connect(self.files.sample)
        welcome.recent_asked.connect(self.files.open_path)

    def on_focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        """Offer what can be done to the text with the focus; a menu takes it only for a moment."""
        if new is None:
            QTimer.singleShot(0, self, self.keep_focus)
        if not isinstance(new, (QMenuBar, QMenu)):
            self.status.show_formats()

    def keep_focus(self) -> None:
        """Put the focus where keys go on from, when what had it went away."""
        if self.isActiveWindow() and self.focusWidget() is None:
            if self.session.is_open:
                self.focus_tree()
            else:
                self.welcome.setFocus()

    def on_job_started(self, what: str) -> None:
        """Show how far a piece of work is; the panel is made for the first one."""
        if self._job_panel is None:
            from ui.job_panel import JobPanel

            self._job_panel = JobPanel(self.jobs, self)
            self.statusBar().insertPermanentWidget(0, self._job_panel)
            self._job_panel.on_started(what)

    def on_cancelled(self, what: str) -> None:
        """Say that a piece of work was stopped."""
        self._say(self.tr("Stopped: {0}. Nothing was changed.").format(what))

    def _say(self, words: str) -> None:
        self.statusBar().showMessage(words, 8000)

    def _refresh_icons(self) -> None:
        from ui.icons import icon  # drawn after the first paint

        self.comfort.keep_legible()
        self.actions_.refresh_icons()
        self.tree.refresh_icons()
        self.panels.refresh_icons()
        self.setWindowIcon(icon("app", self.palette()))

    def _restore_layout(self) -> None:
        geometry = self.settings.bytes_of("geometry")
        self.restoreGeometry(geometry or b"")
        self._work.show_text(self.settings.text_of(WIDTHS) or "")

    # Qt overrides --------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:  # noqa: D102
        super().showEvent(event)
        QTimer.singleShot(0, self, self._on_first_shown)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: D102
        from ui.tab_order import go_on  # wanted when Tab is first pressed

        return go_on(self, forward) or super().focusNextPrevChild(forward)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: D102
        if not (self.merging.may_close() and self.files.may_close()):
            event.ignore()
            return
        self.jobs.finish()
        self.focusing.leave()
        self.settings.keep("geometry", self.saveGeometry())
        self.panels.remember()
        self.session.close()
        super().closeEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        if event.type() in LOOKS and hasattr(self, "actions_"):
            QTimer.singleShot(0, self, self._refresh_icons)  # when all parts have the new palette
