"""Workspaces and files: new, open, import, export, and what is dropped onto the window."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from ui import background, drafts
from ui.importing import TABLES
from ui.opening import Opener
from ui.sentences import spoken
from ui.session import Opening, Session
from ui.settings import SHEETS_FOLDER
from workbench.errors import ReadOnlyWorkspace, StorageFailed, UserError

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.bars import Bars
    from ui.dialogs.draft import DraftWanted
    from ui.dialogs.sheets import SheetsWanted
    from ui.jobs import Jobs
    from ui.questions import Questions
    from ui.services import Services
    from ui.settings import Settings
    from workbench.paper import PaperWritten
    from workbench.tree import Node
    from workbench.workspace import Snapshot

ENDING = ".evw"


class Files(QObject):
    """Everything that reads or writes a file for the user; made by the window.

    ``imported`` carries (report, id of the new node) after an intake was placed, ``table_given`` the path
    of a file that is no text but a table; ``logged`` comes after a file that went out was written into
    the log; ``node_asked`` where a remark on a draft is to be seen to.
    """

    imported = Signal(object, int)
    node_asked = Signal(int)
    table_given = Signal(object)
    logged = Signal()

    def __init__(
        self,
        session: Session,
        bars: Bars,
        jobs: Jobs,
        questions: Questions,
        services: Services,
        settings: Settings,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._bars = bars
        self._jobs = jobs
        self._questions = questions
        self._services = services
        self._settings = settings
        self._window = parent
        self._opener = Opener(session, jobs, settings, self._may_leave, self)
        self._last_written: Path | None = None
        self._reading: Any = None
        self._target: Path | None = None
        self._selected_paper = 0

    # Workspaces --------------------------------------------------------------------------------

    def new(self) -> None:
        """Ask for a file and start an empty workspace in it."""
        path = self._ask_for_new(self._folder() / self.tr("Evaluations.evw"))
        if path is not None:
            self._create(path)

    def open(self) -> None:
        """Ask for a workspace and open it."""
        path = self._questions.file_to_open(self.tr("Open workspace"), self._kinds())
        if path is not None:
            self.open_path(path)

    def open_path(self, path: Path) -> None:
        """Open a workspace; the window stays as it was where that fails."""
        self._opener.open(path)

    def reopen(self) -> None:
        """Open the present workspace again, which could only be read."""
        self.open_path(self._session.workspace.path)

    def sample(self) -> None:
        """Ask for a folder, write the sample into it and open it."""
        folder = self._questions.folder(self.tr("Folder for the sample"), self._folder())
        if folder is None:
            return
        try:
            path = self._services.make_sample(folder)
        except UserError as error:
            self._session.refuse(error)
            return
        self.open_path(Path(path))

    def close(self) -> None:
        """Close the workspace."""
        if self._may_leave():
            self._session.close()
            self._settings.forget_open()

    def may_close(self) -> bool:
        """Whether the window may go: work under way may be stopped, and nothing typed is lost."""
        may_stop = not self._jobs.is_running or self._questions.confirm(
            self.tr("Close although work is under way?"),
            self.tr("{0}: it would be stopped before it is done.").format(self._jobs.what),
            self.tr("Stop and close"),
        )
        return may_stop and self.may_lose_nothing()

    def may_lose_nothing(self) -> bool:
        """Take what is typed; where the disk refuses it, ask whether it may be lost."""
        return self._session.settle() or self._questions.confirm(
            self.tr("Close although what you typed last could not be saved?"),
            self.tr("It is lost then. Copy it elsewhere first, or make room on the disk and try again."),
            self.tr("Close and lose it"),
        )

    # Import ------------------------------------------------------------------------------------

    def import_file(self) -> None:
        """Ask for a source and read it."""
        kinds = self.tr(
            "Papers and matrices (*.txt *.docx *.docm *.pdf *.xlsx *.xlsm *.ods *.csv *.tsv);;All files (*)"
        )
        path = self._questions.file_to_open(self.tr("Import"), kinds)
        if path is not None:
            self.import_path(path)

    def take_dropped(self, path: Path) -> None:
        """Open a workspace that was dragged onto the window, import anything else."""
        if path.suffix.lower() == ENDING:
            self.open_path(path)
        else:
            self.import_path(path)

    def import_path(self, path: Path) -> None:
        """Import a file; what may be a table goes its own way."""
        if path.suffix.lower() in TABLES:
            self.table_given.emit(path)
        else:
            self.read_path(path)

    def read_path(self, path: Path) -> None:
        """Read a paper or challenges in the background and put them into the workspace.

        Where none is open, a new one is made for it, but only once the source could be read.
        """
        self._target = tree = None
        if not self._session.is_open:
            self._target = self._ask_for_new(path.with_suffix(ENDING))
            if self._target is None:
                return
        elif not self._session.writable:
            self._session.failed.emit(
                self.tr("The workspace is open for reading only, so nothing can be imported.")
            )
            return
        else:
            self._session.settle()
            tree = self._session.workspace.tree.copy()
        self._jobs.start(
            self.tr("Reading {0}").format(path.name),
            partial(background.read, self._services, path, tree),
            self.on_read,
        )

    def on_read(self, reading: Any) -> None:
        """Put what was read into the workspace, or into the new one that was asked for."""
        target, self._target = self._target, None
        if target is not None and not self._create(target):
            return
        self._reading = reading
        self._prepare(again=False)

    def start_for(self, path: Path) -> bool:
        """Make a new workspace for what a file holds; return whether the user wanted one, and has it."""
        target = self._ask_for_new(path.with_suffix(ENDING))
        return target is not None and self._create(target)

    def import_again(self) -> None:
        """Put a paper into the workspace although it is there already."""
        self._prepare(again=True)

    def _prepare(self, *, again: bool) -> None:
        """Work out in the background what is to be written; it can be cancelled until then."""
        if not self._session.writable or self._reading is None:
            return
        self._session.settle()
        from workbench.importing import ground_of

        self._jobs.start(
            self.tr("Placing what was read"),
            partial(background.prepare, self._services, self._reading, ground_of(self._session.workspace)),
            partial(self._place, again),
        )

    def _place(self, again: bool, batch: Any) -> None:
        self._session.settle()
        workspace, reading = self._session.workspace, self._reading
        try:
            placed = self._services.place_reading(workspace, reading, again=again, batch=batch)
        except (StorageFailed, ReadOnlyWorkspace) as error:
            self._session.refuse(error)
        except UserError as error:
            offers = () if again else ((self.tr("Import it again"), self.import_again),)
            self._bars.show_message("import", spoken(error.sentence), *offers, sign="warning")
        else:
            self._reading = None
            self._bars.remove("import")
            self.imported.emit(placed.report, placed.root)

    # Export ------------------------------------------------------------------------------------

    def export_sheets(self) -> None:
        """Ask what to write into tracking sheets, and write them."""
        paper = self._paper()
        if paper is None:
            return
        from ui.dialogs.sheets import SheetsDialog
        from ui.sent.texts import MailTexts

        tree = self._session.workspace.tree
        texts = MailTexts(self._settings)
        dialog = SheetsDialog(tree, paper.id, self._folder(), self._questions, texts, self._window)
        dialog.given.connect(self.write_sheets)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def write_sheets(self, wanted: SheetsWanted) -> None:
        """Write tracking sheets in the background."""
        self._session.settle()
        snapshot = self._session.workspace.snapshot()
        self._jobs.start(
            self.tr("Writing tracking sheets"),
            partial(background.write_sheets, self._services, snapshot, wanted),
            partial(self.on_sheets_written, snapshot, wanted),
        )

    def on_sheets_written(self, snapshot: Snapshot, wanted: SheetsWanted, written: Any) -> None:
        """Log the sheets and say what was written."""
        if self._is_writable_still(snapshot):
            self._log(
                partial(self._services.record_sheets, self._session.workspace, snapshot, written, wanted.due)
            )
        self._last_written = wanted.folder
        self._settings.keep_text(SHEETS_FOLDER, str(wanted.folder))
        from ui.sent.words import about_sheets

        words, is_doubtful = about_sheets(written, wanted.folder)
        sign = "warning" if is_doubtful else "done"
        self._bars.show_message("export", words, (self.tr("Open folder"), self.open_folder), sign=sign)

    def export_draft(self) -> None:
        """Ask what to print into a Word draft, and write it."""
        paper = self._paper()
        if paper is None:
            return
        from ui.dialogs.draft import DraftDialog

        self._session.settle()
        dialog = DraftDialog(self._session.workspace, paper.id, self._questions, self._settings, self._window)
        dialog.given.connect(self.write_draft)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def write_draft(self, wanted: DraftWanted) -> None:
        """Ask for a file and write a Word draft into it in the background."""
        workspace = self._session.workspace
        path = self._questions.file_to_save(
            self.tr("Export Word draft"),
            self._folder() / f"{drafts.suggested_name(workspace, wanted)}.docx",
            self.tr("Word documents (*.docx)"),
        )
        if path is None:
            return
        try:
            choices = drafts.choices(workspace, wanted)
            if wanted.revise:
                self._services.revise(workspace, wanted.paper, wanted.revise)
        except UserError as error:
            self._session.refuse(error)
            return
        snapshot = workspace.snapshot()
        self._jobs.start(
            self.tr("Writing {0}").format(path.name),
            partial(drafts.write, self._services, snapshot, path, wanted, choices),
            partial(self.on_draft_written, snapshot, mark=wanted.mark),
        )

    def on_draft_written(self, snapshot: Snapshot, written: PaperWritten, *, mark: str | None = None) -> None:
        """Log the draft, name what it holds where that is wanted, and say what was written."""
        if self._is_writable_still(snapshot):
            self._log(partial(self._session.workspace.record_file, written.record()))
            if mark is not None:
                drafts.mark(self._session, mark, snapshot.point)
        self._last_written = written.path.parent
        offers = [(self.tr("Open folder"), self.open_folder)]
        if written.warnings:
            offers.append((self.tr("Show…"), partial(self.show_remarks, written)))
        sign = "warning" if written.warnings else "done"
        self._bars.show_message("export", drafts.about(written), *offers, sign=sign)

    def show_remarks(self, written: PaperWritten) -> None:
        """List the remarks on a draft beside the work, as long as its workspace is open."""
        from ui.dialogs.remarks import RemarksDialog

        dialog = RemarksDialog(written.path.name, written.warnings, written.places, self._window)
        dialog.node_asked.connect(self.node_asked)
        dialog.finished.connect(dialog.deleteLater)
        self._session.closed.connect(dialog.reject)
        dialog.show()

    def open_folder(self) -> None:
        """Show the folder of what was written last."""
        if self._last_written is not None:
            from PySide6.QtCore import QUrl
            from PySide6.QtGui import QDesktopServices

            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._last_written)))

    def set_selected(self, node: int) -> None:
        """Remember in which paper the user is; that one is exported."""
        paper = self._session.workspace.tree.ancestor(node, "paper")
        if paper is not None:
            self._selected_paper = paper.id

    # -------------------------------------------------------------------------------------------

    def _paper(self) -> Node | None:
        """Return the paper to export: the selected one, or the first; None after saying why not."""
        tree = self._session.workspace.tree
        papers = list(tree.of_kind("paper"))
        if not papers:
            self._session.failed.emit(
                self.tr("There is no paper in this workspace yet; import or add one first.")
            )
            return None
        paper = next((paper for paper in papers if paper.id == self._selected_paper), papers[0])
        if len(papers) > 1 and [other["symbol"] for other in papers].count(paper["symbol"]) > 1:
            self._session.failed.emit(
                self.tr("Two papers have the same symbol; give each its own before you export one.")
            )
            return None
        return paper

    def _create(self, path: Path) -> bool:
        if not self._may_leave() or self._session.create(path, path.stem) is not Opening.OPENED:
            return False
        self._settings.add_recent(path)
        return True

    def _ask_for_new(self, suggestion: Path) -> Path | None:
        return self._questions.file_to_save(
            self.tr("Where to keep the new workspace"), suggestion, self._kinds()
        )

    def _may_leave(self) -> bool:
        """Whether another workspace may take this one's place now."""
        if self._jobs.is_running:
            self._session.failed.emit(self.tr("Wait for the work under way, or cancel it, first."))
            return False
        return self.may_lose_nothing()

    def _is_writable_still(self, snapshot: Snapshot) -> bool:
        return self._session.writable and self._session.workspace.id == snapshot.workspace_id

    def _log(self, write: Any) -> None:
        try:
            write()
        except UserError as error:
            self._session.refuse(error)
        self.logged.emit()

    def _folder(self) -> Path:
        return self._session.workspace.path.parent if self._session.is_open else Path.home()

    def _kinds(self) -> str:
        return self.tr("Workspaces (*.evw);;All files (*)")
