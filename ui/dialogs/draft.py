"""What to write into a Word draft: which paper or part, in which words, and what beside the text."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

from ui.dialogs.mark import said_of_taken
from ui.history.points import offered_points
from ui.merging.words import day_and_time
from ui.schema_words import kind_label
from ui.wordlists import shown
from ui.wordlists import words as word_list
from workbench.paper.words import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.questions import Questions
    from ui.settings import Settings
    from workbench.points import Point
    from workbench.workspace import Workspace

REMEMBERED = "draft_choices"
"""Under which the choices of the last draft are kept, as JSON."""

_LONGEST = 60  # letters of a title in a list


@dataclass(frozen=True, slots=True)
class DraftWanted:
    """What the user asked for; see :class:`workbench.paper.choices.Choices`.

    ``paper`` is the id of the paper, ``part`` that of the one part to print; ``since`` is a batch, and so
    is ``revise``: what was issued at that point, which this draft is to be a revision of. ``mark`` is the
    name to give to what is printed.
    """

    paper: int
    language: str | None = None
    template: Path | None = None
    part: int | None = None
    responses: bool = True
    watermark: str | None = None
    comments: bool = False
    since: str | None = None
    revise: str | None = None
    mark: str | None = None


class DraftDialog(QDialog):
    """Asks what to print; ``given`` carries a :class:`DraftWanted`. The file is asked for afterwards."""

    given = Signal(object)

    def __init__(
        self,
        workspace: Workspace,
        paper: int,
        questions: Questions,
        settings: Settings,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tree = workspace.tree
        self._numbers = workspace.numbers
        self._questions = questions
        self._settings = settings
        self.setWindowTitle(self.tr("Export Word draft"))
        self.paper = QComboBox(self)
        self.part = QComboBox(self)
        self.language = QComboBox(self)
        self.template = QLineEdit(self)
        self._browse = QPushButton(self.tr("&Browse…"), self)
        self.responses = QCheckBox(self.tr("Print the &Office responses"), self)
        self.comments = QCheckBox(self.tr("Say in &comments what an editor should see to"), self)
        self.marks_draft = QCheckBox(self.tr("Print a &watermark:"), self)
        self.watermark = QLineEdit(self)
        self.since = QComboBox(self)
        self.revise = QComboBox(self)
        self.marks_issued = QCheckBox(self.tr("&Mark as issued:"), self)
        self.marks_issued.setEnabled(workspace.writable)
        self.mark = QLineEdit(self)
        self._taken = {mark.name for mark in workspace.marks()}
        self._error = QLabel(self)
        self._fill(paper, offered_points(workspace))
        self._lay_out()
        self._recall()
        self.paper.activated.connect(self.show_paper)
        self.language.activated.connect(self.show_watermark)
        self.marks_draft.toggled.connect(self.watermark.setEnabled)
        self.marks_issued.toggled.connect(self.on_issued)
        self._browse.clicked.connect(self.on_browse)

    def show_paper(self) -> None:
        """Show the parts and the language of the chosen paper."""
        paper = self._tree[self.paper.currentData()]
        self.part.clear()
        self.part.addItem(self.tr("The whole paper"), None)
        for part in self._tree.children(paper.id, "evaluation"):
            title = (part["title"] or "").replace("*", "")
            name = self.tr("Part {0}. {1}").format(self._numbers.label.get(part.id, "?"), title)
            self.part.addItem(_short(name), part.id)
        self.language.setCurrentIndex(max(0, self.language.findData(paper["language"] or "en")))
        self.show_watermark()

    def show_watermark(self) -> None:
        """Show, as long as nobody typed another, the word that the language has for a draft."""
        self.watermark.setPlaceholderText(words(self.language.currentData())["watermark"])

    def on_issued(self, wanted: bool) -> None:
        """Offer a name for the mark: the symbol and the day."""
        self.mark.setEnabled(wanted)
        if wanted and not self.mark.text().strip():
            day = QDate.currentDate().toString(Qt.DateFormat.ISODate)
            self.mark.setText(self.tr("{0} issued {1}").format(self.paper.currentText(), day))

    def on_browse(self) -> None:
        """Ask for a template of the office's own."""
        path = self._questions.file_to_open(self.tr("Template"), self.tr("Word documents (*.docx)"))
        if path is not None:
            self.template.setText(str(path))

    # -------------------------------------------------------------------------------------------

    def _fill(self, paper: int, points: Sequence[Point]) -> None:
        for node in self._tree.of_kind("paper"):
            self.paper.addItem(node["symbol"] or kind_label("paper"), node.id)
        self.paper.setCurrentIndex(max(0, self.paper.findData(paper)))
        for key in word_list(self._tree, "language"):
            self.language.addItem(shown(self._tree, "language", key), key)
        self.since.addItem(self.tr("Nothing: the draft as it stands"), None)
        self.revise.addItem(self.tr("Nothing: no new revision"), None)
        for point in points:
            self.since.addItem(self._name_of(point), point.batch)
            self.revise.addItem(self._name_of(point), point.batch)
        self.show_paper()

    def _name_of(self, point: Point) -> str:
        time = day_and_time(point.time)
        if point.is_mark:
            return self.tr("Mark “{0}”, {1}").format(_short(point.name), time)
        return self.tr("Sent: {0}, {1}").format(_short(point.name), time)

    def _lay_out(self) -> None:
        self.template.setPlaceholderText(self.tr("The one that comes with the program"))
        self.template.setMinimumWidth(self.fontMetrics().averageCharWidth() * 45)
        self.watermark.setAccessibleName(self.tr("Text of the watermark"))
        self.mark.setAccessibleName(self.tr("Name of the mark"))
        self.mark.setEnabled(False)
        self._browse.setAccessibleName(self.tr("Choose a template"))
        self._browse.setAutoDefault(False)
        self._error.setWordWrap(True)
        self._error.hide()
        form = QFormLayout(self)
        self._add_row(form, self.tr("&Paper"), self.paper)
        self._add_row(form, self.tr("P&rint"), self.part)
        self._add_row(form, self.tr("&Language of fixed words"), self.language)
        self._add_row(form, self.tr("&Template"), self.template, self._browse)
        form.addRow("", self.responses)
        form.addRow("", self.comments)
        form.addRow("", _row(self.marks_draft, self.watermark))
        self._add_row(form, self.tr("Show changes &since"), self.since)
        self._add_row(form, self.tr("&Issue as revision of"), self.revise)
        form.addRow("", _row(self.marks_issued, self.mark))
        form.addRow(self._error)
        form.addRow(self._buttons())

    def _add_row(self, form: QFormLayout, words: str, widget: QWidget, beside: QWidget | None = None) -> None:
        label = QLabel(words, self)
        label.setBuddy(widget)
        widget.setAccessibleName(words.replace("&", ""))
        if isinstance(widget, QComboBox):
            widget.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            widget.setMinimumContentsLength(45)
        form.addRow(label, _row(widget, beside) if beside else widget)

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        write = buttons.addButton(self.tr("&Export…"), QDialogButtonBox.ButtonRole.AcceptRole)
        write.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        return buttons

    def _recall(self) -> None:
        """Set what was chosen last time; what belongs to one paper or one day starts as usual."""
        kept = _kept(self._settings.text_of(REMEMBERED))
        self.template.setText(str(kept.get("template") or ""))
        self.responses.setChecked(kept.get("responses") is not False)
        self.comments.setChecked(kept.get("comments") is True)
        self.marks_draft.setChecked(isinstance(kept.get("watermark"), str))
        self.watermark.setText(str(kept.get("watermark") or ""))
        self.watermark.setEnabled(self.marks_draft.isChecked())

    def _remember(self, wanted: DraftWanted) -> None:
        kept = {
            "template": str(wanted.template) if wanted.template else None,
            "responses": wanted.responses,
            "comments": wanted.comments,
            "watermark": wanted.watermark,
        }
        self._settings.keep_text(REMEMBERED, json.dumps(kept))

    def _wanted(self) -> DraftWanted:
        template = self.template.text().strip()
        return DraftWanted(
            paper=self.paper.currentData(),
            language=self.language.currentData(),
            template=Path(template) if template else None,
            part=self.part.currentData(),
            responses=self.responses.isChecked(),
            watermark=self.watermark.text().strip() if self.marks_draft.isChecked() else None,
            comments=self.comments.isChecked(),
            since=self.since.currentData(),
            revise=self.revise.currentData(),
            mark=self.mark.text().strip() if self.marks_issued.isChecked() else None,
        )

    def _refuse(self, sentence: str, line: QLineEdit) -> None:
        self._error.setText(sentence)
        self._error.show()
        line.setFocus()

    # Qt overrides ------------------------------------------------------------------------------

    def accept(self) -> None:  # noqa: D102
        wanted = self._wanted()
        if wanted.template is not None and not wanted.template.is_file():
            self._refuse(self.tr("There is no template {0}.").format(wanted.template), self.template)
            return
        if wanted.mark is not None and (not wanted.mark or wanted.mark in self._taken):
            taken, missing = said_of_taken(wanted.mark), self.tr("A mark needs a name.")
            self._refuse(taken if wanted.mark else missing, self.mark)
            return
        self._remember(wanted)
        super().accept()
        self.given.emit(wanted)


def _row(first: QWidget, second: QWidget) -> QHBoxLayout:
    """Return two widgets side by side, the field with the room that is left."""
    row = QHBoxLayout()
    row.addWidget(first, 1 if isinstance(first, QLineEdit) else 0)
    row.addWidget(second, 1 if isinstance(second, QLineEdit) else 0)
    return row


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"


def _kept(text: str | None) -> dict[str, Any]:
    try:
        kept = json.loads(text or "{}")
    except ValueError:
        return {}
    return kept if isinstance(kept, dict) else {}
