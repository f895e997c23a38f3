"""The text of the e-mails, to be changed: subject, words, and what can stand in braces."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ui.labels import translate
from ui.sentences import spoken
from workbench.errors import UserError
from workbench.tracking.letter import PLACEHOLDERS, Purpose, Template, template_from, usual_template
from workbench.vocabularies import label

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from ui.sent.texts import MailTexts


class PlaceholderTable(QTableWidget):
    """What can stand in braces; ``chosen`` carries one with its braces."""

    chosen = Signal(str)

    def __init__(self, purpose: Purpose, parent: QWidget) -> None:
        names = PLACEHOLDERS[purpose]
        super().__init__(len(names), 2, parent)
        self.setAccessibleName(self.tr("What the text can hold in braces"))
        self.setHorizontalHeaderLabels([self.tr("In the text"), self.tr("Stands for")])
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 6)
        self.horizontalHeader().setHighlightSections(False)
        to_the_left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        self.horizontalHeader().setDefaultAlignment(to_the_left)
        self.horizontalHeader().setStretchLastSection(True)
        for row, name in enumerate(names):
            self.setItem(row, 0, QTableWidgetItem(f"{{{name}}}"))
            self.setItem(row, 1, QTableWidgetItem(meaning(name)))
        self.resizeColumnToContents(0)
        self.setColumnWidth(0, self.columnWidth(0) + self.fontMetrics().averageCharWidth())
        self.doubleClicked.connect(self.on_chosen)

    def on_chosen(self, index: QModelIndex) -> None:
        """Tell which placeholder is wanted."""
        item = self.item(index.row(), 0)
        if item is not None:
            self.chosen.emit(item.text())

    # Qt overrides ------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.on_chosen(self.currentIndex())
            return
        super().keyPressEvent(event)


class MailTextDialog(QDialog):
    """Changes the text for one purpose in one language; ``kept`` is sent when it is remembered."""

    kept = Signal()

    def __init__(
        self, texts: MailTexts, purpose: Purpose, language: str | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._texts = texts
        self._purpose: Purpose = purpose
        self._language = language
        self.subject = QLineEdit(self)
        self.body = QPlainTextEdit(self)
        self.placeholders = PlaceholderTable(purpose, self)
        self._error = QLabel(self)
        self._lay_out()
        self.placeholders.chosen.connect(self.insert)
        self._show(texts.text(purpose, language))

    def insert(self, words: str) -> None:
        """Put words at the cursor of the text."""
        self.body.insertPlainText(words)
        self.body.setFocus()

    def show_usual(self) -> None:
        """Put the text that comes with the program in place of what is there; Cancel keeps the own one."""
        self._show(usual_template(self._language, self._purpose))

    def _show(self, template: Template) -> None:
        self.subject.setText(template.subject)
        self.body.setPlainText(template.body)

    def _lay_out(self) -> None:
        what = (
            self.tr("Text of the e-mails ({0})")
            if self._purpose == "sheet"
            else self.tr("Text of the reminders ({0})")
        )
        self.setWindowTitle(what.format(label(None, "language", self._language or "en")))
        self.body.setTabChangesFocus(True)
        self._error.setWordWrap(True)
        self._error.hide()
        hint = QLabel(self.tr("Double-click or press Enter to put one into the text."), self)
        hint.setWordWrap(True)
        grid = QGridLayout()
        subject, body = (QLabel(words, self) for words in (self.tr("&Subject"), self.tr("&Text")))
        for row, (name, widget) in enumerate(((subject, self.subject), (body, self.body))):
            name.setBuddy(widget)
            widget.setAccessibleName(name.text().replace("&", ""))
            grid.addWidget(name, row, 0)
            grid.addWidget(widget, row, 1)
        body.setAlignment(Qt.AlignmentFlag.AlignTop)
        above = self.body.frameWidth() + int(self.body.document().documentMargin())
        body.setContentsMargins(0, above, 0, 0)  # beside the first line
        side = QVBoxLayout()
        side.addWidget(self.placeholders, 1)
        side.addWidget(hint)
        grid.addLayout(side, 0, 2, 2, 1)
        grid.setColumnStretch(1, 3)
        grid.setColumnStretch(2, 2)
        column = QVBoxLayout(self)
        column.addLayout(grid, 1)
        column.addWidget(self._error)
        column.addWidget(self._buttons())
        self.resize(self.fontMetrics().averageCharWidth() * 150, self.fontMetrics().lineSpacing() * 28)

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        buttons.addButton(self.tr("&Keep this text"), QDialogButtonBox.ButtonRole.AcceptRole)
        usual = buttons.addButton(self.tr("&Back to the usual text"), QDialogButtonBox.ButtonRole.ResetRole)
        usual.setAutoDefault(False)
        usual.clicked.connect(self.show_usual)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        return buttons

    # Qt overrides ------------------------------------------------------------------------------

    def accept(self) -> None:  # noqa: D102
        text = f"Subject: {self.subject.text()}\n\n{self.body.toPlainText()}"
        try:
            template = template_from(text, self._purpose)
        except UserError as error:
            self._error.setText(spoken(error.sentence))
            self._error.show()
            return
        self._texts.keep(self._purpose, self._language, template)
        super().accept()
        self.kept.emit()


def meaning(name: str) -> str:
    """Return what a placeholder stands for."""
    return {
        "unit": translate("Mail", "The unit, as in the register"),
        "unit_name": translate("Mail", "The unit’s full name"),
        "focal_point": translate("Mail", "Its focal point, or “colleague”"),
        "symbol": translate("Mail", "The symbol of the paper"),
        "title": translate("Mail", "The title of the paper"),
        "paper": translate("Mail", "Title and symbol of the paper"),
        "due": translate("Mail", "When the sheet is due back"),
        "count": translate("Mail", "How many recommendations are in it"),
        "contact": translate("Mail", "Whom to ask, from the workspace"),
        "file": translate("Mail", "The name of the workbook"),
        "recommendations": translate("Mail", "A line for each recommendation"),
        "signature": translate("Mail", "Who signs: whom to ask, or nobody"),
        "sent": translate("Mail", "When the sheet was sent"),
        "attached": translate("Mail", "Whether it is attached again"),
    }[name]
