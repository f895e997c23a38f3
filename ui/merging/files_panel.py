"""The list of files that came back, beside what was noticed in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QItemSelection, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from ui.icons import row_icon
from ui.merging.entries import DONE, QUESTION, place_in_words
from ui.merging.files_model import NAME, REFUSED, SAVED, SAVED_BY, STATE, UNIT, FilesModel, file_rows
from ui.sentences import spoken
from ui.tables import RowTable

if TYPE_CHECKING:
    from ui.merging.desk import Desk, Sheet

WIDTHS = {NAME: 28, UNIT: 12, SAVED_BY: 20, SAVED: 17}


class Notes(QTextEdit):
    """What was noticed in files, to be read: why one was refused, what somebody should look at."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setAccessibleName(self.tr("What was noticed in the files"))
        self.setFrameShape(QFrame.Shape.StyledPanel)

    def show_sheets(self, sheets: list[Sheet]) -> None:
        """Show what there is to read about these files."""
        self.clear()
        cursor = QTextCursor(self.document())
        for sheet in sheets:
            for place, sentence in notes_of(sheet):
                self._add(cursor, ", ".join(part for part in (sheet.path.name, place) if part), sentence)
        if self.document().isEmpty():
            cursor.insertText(self.tr("Nothing was noticed in this file."))
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _add(self, cursor: QTextCursor, where: str, sentence: str) -> None:
        if not self.document().isEmpty():
            cursor.insertBlock()
        bold = QTextCharFormat()
        bold.setFontWeight(600)
        cursor.insertText(f"{where}: ", bold)
        cursor.insertText(sentence, QTextCharFormat())


def notes_of(sheet: Sheet) -> list[tuple[str, str]]:
    """Return what there is to read about a file: where, and a sentence."""
    if sheet.refused:
        return [("", sheet.refused)]
    problems = sheet.returned.problems if sheet.returned else []
    return [(place_in_words(problem.place), spoken(problem.message)) for problem in problems]


KEYS = (("Del", QT_TRANSLATE_NOOP("Keys", "Remove a file from the list")),)


class FilesPanel(QWidget):
    """Shows the files of a desk; made by the merge window.

    ``chosen`` is sent when another file is selected, ``add_asked`` when files are wanted.
    """

    chosen = Signal()
    add_asked = Signal()

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self.model = FilesModel(self)
        self.add = self._button(self.tr("Add &files…"))
        self.take_off = self._button(self.tr("&Remove from the list"))
        self.read_again = self._button(self.tr("Rea&d again"))
        self.table = RowTable(self.tr("Files that came back"), self)
        self.notes = Notes(self)
        self._delete = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.table)
        self._delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        self._lay_out()
        self._connect()

    @property
    def sheets(self) -> list[Sheet]:
        """The files that are selected, none where all of them are meant."""
        found = [self.model.sheet_at(row) for row in self.table.selected_rows()]
        return [] if None in found else [sheet for sheet in found if sheet is not None]

    def refresh(self) -> None:
        """Show the files as they are now, with the same ones selected."""
        chosen = self.sheets
        self.model.show(file_rows(self._desk))
        if not self.table.selected_rows():
            self.table.go_to(self.model.row_of(chosen[0] if chosen else None))
        self.show_notes()

    def refresh_icons(self) -> None:
        """Draw the icons in the colours of the palette."""
        palette = self.palette()
        self.model.set_icons({name: row_icon(name, palette) for name in (REFUSED, DONE, QUESTION)})
        self.table.viewport().update()

    def show_notes(self) -> None:
        """Show what there is to read about the selected file; nothing takes no room."""
        self.notes.show_sheets(self.sheets or self._desk.sheets)
        self.notes.setVisible(any(notes_of(sheet) for sheet in self._desk.sheets))
        self.take_off.setEnabled(bool(self.sheets))
        self.read_again.setEnabled(bool(self._desk.sheets) and not self._desk.is_reading)

    def on_take_off(self) -> None:
        """Take the selected files off the desk."""
        if self.sheets:
            self._desk.take_off(self.sheets)

    def on_selected(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Show what belongs to the selected file."""
        self.show_notes()
        self.chosen.emit()

    def _button(self, words: str) -> QPushButton:
        button = QPushButton(words, self)
        button.setAutoDefault(False)
        return button

    def _lay_out(self) -> None:
        self.table.setModel(self.model)
        self.table.set_widths(WIDTHS, STATE)
        self._split = QSplitter(Qt.Orientation.Horizontal, self)
        self._split.addWidget(self.table)
        self._split.addWidget(self.notes)
        self._split.setChildrenCollapsible(False)
        self._split.setStretchFactor(0, 3)
        self._split.setStretchFactor(1, 1)
        heading = QLabel(self.tr("What came back"), self)
        font = heading.font()
        font.setBold(True)
        heading.setFont(font)
        row = QHBoxLayout()
        row.addWidget(heading)
        row.addStretch(1)
        for button in (self.add, self.take_off, self.read_again):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(self._split, 1)

    def _connect(self) -> None:
        self.add.clicked.connect(self.add_asked)
        self.take_off.clicked.connect(self.on_take_off)
        self._delete.activated.connect(self.on_take_off)
        self.read_again.clicked.connect(self._desk.read_again)
        self.table.selectionModel().selectionChanged.connect(self.on_selected)
        self._desk.planned.connect(self.refresh)
        self._desk.decided.connect(self.refresh)
        self._desk.reading.connect(self.refresh)
