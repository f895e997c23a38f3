"""What the window does about sheets that went out: shows them, writes reminders, keeps their text."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ui.sentences import spoken
from ui.settings import SHEETS_FOLDER
from workbench.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from ui.files import Files
    from ui.questions import Questions
    from ui.sent.model import SentRow
    from ui.sent.window import SentWindow
    from ui.session import Session
    from ui.settings import Settings
    from workbench.tracking.ledger import SheetSent
    from workbench.tracking.mail import MailDraft


class SentSheets(QObject):
    """Made by the main window; makes the window of sheets sent when it is first wanted.

    ``merge_wanted`` is sent when the user wants to take in what came back.
    """

    merge_wanted = Signal()

    def __init__(
        self,
        session: Session,
        files: Files,
        questions: Questions,
        settings: Settings,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._questions = questions
        self._settings = settings
        self._parent = parent
        self._window: SentWindow | None = None
        self._written: Path | None = None
        files.logged.connect(self.refresh)
        session.changed.connect(self.refresh)
        session.opened.connect(self.close)
        session.closed.connect(self.close)

    @property
    def window(self) -> SentWindow:
        """The window of sheets sent; made when it is first wanted."""
        if self._window is None:
            from ui.sent.window import SentWindow

            self._window = SentWindow(self._parent)
            self._window.remind_asked.connect(self.remind)
            self._window.text_asked.connect(self.change_text)
            self._window.merge_wanted.connect(self.merge_wanted)
            self._window.shown_again.connect(self.refresh)
        return self._window

    def show(self) -> None:
        """Show the window, or bring it to the front."""
        name = self._session.workspace.path.name
        self.window.setWindowTitle(self.tr("Sheets sent – {0}").format(name))
        self.window.show()
        self.refresh()
        self.window.raise_()
        self.window.activateWindow()

    def refresh(self) -> None:
        """Show what the log of files says by now; call it after anything was written there."""
        if self._window is not None and self._window.isVisible() and self._session.is_open:
            today = date.today()
            self._window.show_sheets(self._rows(today), today, writable=self._session.writable)

    def close(self) -> None:
        """Put the window away, with what it said."""
        if self._window is not None:
            self._window.bars.clear()
            self._window.close()

    def remind(self, sheets: Sequence[SheetSent]) -> None:
        """Ask for a folder and write a reminder for each of these sheets into it."""
        folder = self._questions.folder(self.tr("Folder for the reminders"), self._folder())
        if folder is None:
            return
        self._session.settle()
        from ui.sent.texts import MailTexts
        from workbench.tracking.reminders import write_reminders

        texts = MailTexts(self._settings)
        try:
            drafts = write_reminders(self._session.workspace, sheets, folder, date.today(), texts.reminder)
        except UserError as error:
            self.window.bars.show_message("reminders", spoken(error.sentence), sign="warning")
            return
        self._written = folder
        self._tell(drafts, folder)
        self.refresh()

    def change_text(self) -> None:
        """Let the user change the text of reminders, in the language of the sheets that are out."""
        from ui.sent.text_dialog import MailTextDialog
        from ui.sent.texts import MailTexts

        dialog = MailTextDialog(MailTexts(self._settings), "reminder", self._language(), self.window)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def open_folder(self) -> None:
        """Show the folder of the reminders."""
        if self._written is not None:
            from PySide6.QtCore import QUrl
            from PySide6.QtGui import QDesktopServices

            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._written)))

    def _rows(self, today: date) -> list[SentRow]:
        from ui.sent.model import SentRow
        from workbench.register import by_key
        from workbench.tracking.ledger import sheets_of

        workspace = self._session.workspace
        register = by_key(workspace.tree)
        rows = []
        for sheet in sheets_of(workspace, today):
            entry = register.get(sheet.unit)
            person, email = (entry["focal_point"], entry["email"]) if entry else (None, None)
            rows.append(SentRow(sheet, person or "", email or ""))
        return rows

    def _tell(self, drafts: list[MailDraft], folder: Path) -> None:
        from ui.sent.words import about_reminders

        words, is_doubtful = about_reminders(drafts, folder)
        sign = "warning" if is_doubtful else "done"
        self.window.bars.show_message(
            "reminders", words, (self.tr("Open folder"), self.open_folder), sign=sign
        )

    def _folder(self) -> Path:
        """Return where sheets were written last, so that they are found and attached again."""
        kept = self._settings.text_of(SHEETS_FOLDER)
        return Path(kept) if kept and Path(kept).is_dir() else self._session.workspace.path.parent

    def _language(self) -> str | None:
        tree = self._session.workspace.tree
        sheets = self.window.to_remind_of() or [row.sheet for row in self.window.model.rows]
        papers = [tree[sheet.paper] for sheet in sheets if sheet.paper and sheet.paper in tree]
        first = next(iter(papers or tree.of_kind("paper")), None)
        return first["language"] if first else None
