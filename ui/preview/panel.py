"""The preview: follows the selection, the cursor and the typing, and prints what it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from ui.labels import label
from ui.preview.view import PassageView
from ui.timing import after_painting, once_after
from workbench.passages import Passages

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QHideEvent, QShowEvent

    from ui.forms.page import Page
    from ui.questions import Questions
    from ui.session import Session
    from workbench.edits import Notice
    from workbench.numbering import Numbers

REST_MS = 160
"""How long the typist must rest before the preview follows."""
PDF = ".pdf"


class PreviewPanel(QWidget):
    """Shows the passage of the selected node; made by the panels when it is first wanted.

    ``prints`` says whether it has buttons to print and to save what it shows. ``place_asked`` (node, field)
    is sent when the user goes from the words to their field.
    """

    place_asked = Signal(int, str)

    def __init__(
        self, session: Session, page: Page, questions: Questions, parent: QWidget, *, prints: bool = True
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._page = page
        self._questions = questions
        self._node = 0
        self._passages: Passages | None = None
        self._numbers: Numbers | None = None
        self.view = PassageView(self)
        self._nothing = QLabel(self.tr("No paper prints what is selected."), self)
        self._nothing.setWordWrap(True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.setMargin(self.fontMetrics().height())
        self._print_button = QPushButton(self.tr("P&rint…"), self)
        self._pdf_button = QPushButton(self.tr("Save as P&DF…"), self)
        self._rest = once_after(self, REST_MS, self.refresh)
        self._lay_out()
        self._connect()
        for button in (self._print_button, self._pdf_button):
            button.setVisible(prints)

    def show_node(self, id: int) -> None:
        """Show where a node is printed."""
        if id != self._node:
            self._node = id
            after_painting(self, self.refresh)  # who goes from node to node sees each form at once

    def refresh(self) -> None:
        """Show the passage as the document, and what is being typed, have it now."""
        self._rest.stop()
        if not self.isVisible() or not self._session.is_open:
            return
        tree = self._session.workspace.tree
        if self._passages is None:
            self._numbers = self._session.workspace.numbers
            self._passages = Passages(tree, self._numbers)
        passage = self._passages.of(self._node, self._page.committer.values()) if self._node in tree else None
        if passage is None:
            self.view.forget()
        else:
            self.view.show_passage(passage)
        self._stack.setCurrentWidget(self._nothing if passage is None else self.view)
        self._print_button.setEnabled(passage is not None)
        self._pdf_button.setEnabled(passage is not None)

    def print(self) -> None:
        """Print the passage, after the user chose how."""
        self.refresh()
        if self.view.passage is not None:
            from ui.preview.printing import ask_and_print

            ask_and_print(self.view.passage, self.font(), self)

    def save_pdf(self) -> None:
        """Save the passage as a PDF file."""
        self.refresh()
        if self.view.passage is None:
            return
        kinds = self.tr("PDF files (*.pdf)")
        path = self._questions.file_to_save(self.tr("Save the passage as PDF"), self._file(), kinds)
        if path is not None:
            from ui.preview.printing import write_pdf

            if not write_pdf(self.view.passage, self.font(), path.with_suffix(PDF), self._title()):
                words = self.tr("{0} could not be written; close it in other programs and try again.")
                self._session.failed.emit(words.format(path.name))

    def on_changed(self, notice: Notice) -> None:
        """Follow a batch."""
        numbers = self._session.workspace.numbers
        if numbers is not self._numbers or notice.kinds & {"unit", "register"}:
            self._passages, self._numbers = None, numbers
        self._rest.start()

    def on_edited(self) -> None:
        """Follow the typing after a short rest."""
        self._rest.start()

    def on_opened(self) -> None:
        """Begin with another workspace."""
        self._node, self._passages, self._numbers = 0, None, None
        self.view.forget()
        self._stack.setCurrentWidget(self._nothing)

    def _title(self) -> str:
        workspace = self._session.workspace
        node = self.view.passage.node if self.view.passage else self._node
        return label(workspace.tree, workspace.numbers, node)

    def _file(self) -> Path:
        kept = (letter if letter.isalnum() else " " for letter in self._title()[:60])
        return self._session.workspace.path.with_name(" ".join("".join(kept).split()) + PDF)

    def _connect(self) -> None:
        session = self._session
        session.changed.connect(self.on_changed)
        session.opened.connect(self.on_opened)
        session.closed.connect(self.on_opened)
        self._page.committer.edited.connect(self.on_edited)
        self.view.place_asked.connect(self.place_asked)
        self._print_button.clicked.connect(self.print)
        self._pdf_button.clicked.connect(self.save_pdf)

    def _lay_out(self) -> None:
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._nothing)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._print_button)
        row.addWidget(self._pdf_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 4)
        column.addWidget(self._stack, 1)
        column.addLayout(row)

    # Qt overrides ------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:  # noqa: D102
        super().showEvent(event)
        after_painting(self, self.refresh)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: D102
        super().hideEvent(event)
        self._rest.stop()
