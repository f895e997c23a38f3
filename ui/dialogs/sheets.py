"""What to write into tracking sheets: which paper and units, for which stage, due when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QWidget,
)

from ui.forms.choices import unit_label
from ui.forms.dates import DateButton
from ui.forms.values import from_text
from ui.schema_words import kind_label
from ui.sentences import spoken
from workbench.errors import UserError
from workbench.register import by_key
from workbench.schema import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.questions import Questions
    from ui.sent.texts import MailTexts
    from workbench.tracking.letter import Template
    from workbench.tree import Tree


@dataclass(frozen=True, slots=True)
class SheetsWanted:
    """What the user asked for; ``units`` empty means all that have a share, ``mail`` None no drafts."""

    folder: Path
    paper: str | None
    units: tuple[str, ...]
    stage: str
    due: date | None
    mail: Template | None = None


class SheetsDialog(QDialog):
    """Asks what to write; ``given`` carries a :class:`SheetsWanted`."""

    given = Signal(object)

    def __init__(
        self,
        tree: Tree,
        paper: int,
        folder: Path,
        questions: Questions,
        texts: MailTexts,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tree = tree
        self._questions = questions
        self._texts = texts
        self.setWindowTitle(self.tr("Export tracking sheets"))
        self.paper = QComboBox(self)
        self.units = QListWidget(self)
        self.stage = QComboBox(self)
        self.due = QLineEdit(self)
        self.mail = QCheckBox(self.tr("&Make e-mail drafts too, each with its sheet"), self)
        self.folder = QLineEdit(str(folder), self)
        self.calendar = DateButton(self.due, self.tr("Pick the date they are due"), self)
        self.calendar.picked.connect(self.due.setText)
        self._error = QLabel(self)
        self._lay_out()
        self._fill(paper)
        self.paper.activated.connect(self.show_units)

    def chosen_units(self) -> tuple[str, ...]:
        """Return the ticked units, nothing where all are ticked."""
        items = [self.units.item(row) for row in range(self.units.count())]
        ticked = [item for item in items if item.checkState() == Qt.CheckState.Checked]
        return (
            () if len(ticked) == len(items) else tuple(item.data(Qt.ItemDataRole.UserRole) for item in ticked)
        )

    def show_units(self) -> None:
        """List the units that have a share in the chosen paper, all ticked."""
        self.units.clear()
        known = by_key(self._tree)
        for key in units_with_share(self._tree, self.paper.currentData()):
            item = QListWidgetItem(unit_label(key, known[key]["name"] if key in known else None), self.units)
            item.setData(Qt.ItemDataRole.UserRole, key)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)

    def tick_all(self) -> None:
        """Tick every unit."""
        self._tick(Qt.CheckState.Checked)

    def tick_none(self) -> None:
        """Tick no unit."""
        self._tick(Qt.CheckState.Unchecked)

    def on_browse(self) -> None:
        """Ask for the folder."""
        folder = self._questions.folder(self.tr("Folder for the tracking sheets"), Path(self.folder.text()))
        if folder is not None:
            self.folder.setText(str(folder))

    def change_text(self) -> None:
        """Let the user change the text of the e-mails, in the language of the chosen paper."""
        from ui.sent.text_dialog import MailTextDialog

        dialog = MailTextDialog(self._texts, "sheet", self._paper_language(), self)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _paper_language(self) -> str | None:
        language: str | None = self._tree[self.paper.currentData()]["language"]
        return language

    def _fill(self, paper: int) -> None:
        for node in self._tree.of_kind("paper"):
            self.paper.addItem(node["symbol"] or kind_label("paper"), node.id)
        self.paper.setCurrentIndex(max(0, self.paper.findData(paper)))
        self.stage.addItem(self.tr("Response: do you accept, what will you do"), "response")
        self.stage.addItem(self.tr("Follow-up: what has been done"), "follow-up")
        self.show_units()

    def _lay_out(self) -> None:
        self.due.setPlaceholderText(self.tr("2031-03-15, 15 March 2031 or 15.3.2031; or nothing"))
        self._error.setWordWrap(True)
        self._error.hide()
        self.units.setMinimumHeight(self.fontMetrics().lineSpacing() * 10)
        browse = self._button(self.tr("&Browse…"), self.on_browse)
        browse.setAccessibleName(self.tr("Choose the folder"))
        form = QFormLayout(self)
        self._add_row(form, self.tr("&Paper"), self.paper)
        self._add_row(form, self.tr("&Units"), self.units)
        units = form.labelForField(self.units)
        if isinstance(units, QLabel):
            units.setAlignment(Qt.AlignmentFlag.AlignTop)  # beside the first unit
        form.addRow("", self._ticking())
        self._add_row(form, self.tr("&Stage"), self.stage)
        due = QLabel(self.tr("&Due"), self)
        due.setBuddy(self.due)
        self.due.setAccessibleName(self.tr("Due"))
        form.addRow(due, _row(self.due, self.calendar))
        label = QLabel(self.tr("&Folder"), self)
        label.setBuddy(self.folder)
        self.folder.setAccessibleName(self.tr("Folder"))
        self.folder.setMinimumWidth(self.fontMetrics().averageCharWidth() * 50)
        form.addRow(label, _row(self.folder, browse))
        form.addRow("", _row(self.mail, self._button(self.tr("&Text of the e-mails…"), self.change_text)))
        QWidget.setTabOrder(self.folder, browse)
        QWidget.setTabOrder(browse, self.mail)
        form.addRow(self._error)
        form.addRow(self._buttons())

    def _tick(self, state: Qt.CheckState) -> None:
        for row in range(self.units.count()):
            self.units.item(row).setCheckState(state)

    def _ticking(self) -> QHBoxLayout:
        every = self._button(self.tr("&All"), self.tick_all)
        every.setAccessibleName(self.tr("Tick all units"))
        none = self._button(self.tr("&None"), self.tick_none)
        none.setAccessibleName(self.tr("Tick no unit"))
        row = QHBoxLayout()
        row.addWidget(every)
        row.addWidget(none)
        row.addStretch(1)
        QWidget.setTabOrder(self.units, every)
        QWidget.setTabOrder(every, none)
        return row

    def _add_row(self, form: QFormLayout, words: str, widget: QWidget) -> None:
        form.addRow(words, widget)
        widget.setAccessibleName(words.replace("&", ""))

    def _button(self, words: str, slot: Callable[[], None]) -> QPushButton:
        button = QPushButton(words, self)
        button.setAutoDefault(False)
        button.clicked.connect(slot)
        return button

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        buttons.addButton(self.tr("&Write sheets"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        return buttons

    def _complain(self, sentence: str) -> None:
        self._error.setText(sentence)
        self._error.show()

    def _problem(self) -> str:
        """Return what is missing, "" where the sheets can be written."""
        items = [self.units.item(row) for row in range(self.units.count())]
        if not any(item.checkState() == Qt.CheckState.Checked for item in items):
            return self.tr("No unit is ticked, so there is no sheet to write.")
        return "" if self.folder.text().strip() else self.tr("Choose the folder for the sheets.")

    def _wanted(self, due: str | None) -> SheetsWanted:
        return SheetsWanted(
            Path(self.folder.text().strip()),
            self._tree[self.paper.currentData()]["symbol"],
            self.chosen_units(),
            self.stage.currentData(),
            date.fromisoformat(due) if due else None,
            self._texts.text("sheet", self._paper_language()) if self.mail.isChecked() else None,
        )

    # Qt overrides ------------------------------------------------------------------------------

    def accept(self) -> None:  # noqa: D102
        try:
            due = from_text(KINDS["action"].fields["due"], self.due.text())
        except UserError as error:
            self._complain(spoken(error.sentence))
            return
        problem = self._problem()
        if problem:
            self._complain(problem)
            return
        super().accept()
        self.given.emit(self._wanted(due))


def _row(wide: QWidget, narrow: QWidget) -> QHBoxLayout:
    """Return two widgets side by side, the first with the room that is left."""
    row = QHBoxLayout()
    row.addWidget(wide, 1)
    row.addWidget(narrow)
    return row


def units_with_share(tree: Tree, paper: int) -> list[str]:
    """Return the units named in a paper's recommendations, in the order they are first named."""
    found: dict[str, None] = {}
    for recommendation in tree.of_kind("recommendation", paper):
        if recommendation["lead_unit"]:
            found.setdefault(recommendation["lead_unit"])
        for key in recommendation["responsible_units"]:
            found.setdefault(key)
    return list(found)
