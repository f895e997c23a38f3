"""What the columns of a matrix mean and which evaluation it is on: shown with real values, for correction."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QFrame,
    QGridLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui.counting import counted
from ui.forms.choices import Combo
from ui.sentences import spoken
from workbench.matrix import MEANINGS, NEW, Mapping, evaluation_names, label_of, says_what, twin_of
from workbench.matrix.names import BOTH_UNITS, NOTE, REFERENCE, SHARED, SKIP

if TYPE_CHECKING:
    from workbench.matrix import Matrix
    from workbench.matrix.tables import Table
    from workbench.numbering import Numbers
    from workbench.tree import Tree

LONGEST_SAMPLE = 60
_WIDTH, _HEIGHT = 120, 36  # characters and lines


@dataclass(frozen=True, slots=True)
class MatrixWanted:
    """What the user settled; ``evaluation`` is an id, or :data:`NEW`."""

    mapping: Mapping
    evaluation: int


class MatrixDialog(QDialog):
    """Asks what the columns mean, beginning with ``mapping``; ``given`` carries a :class:`MatrixWanted`.

    ``evaluation`` is chosen at first, none where it is None and there are some. Without ``tree`` there is no
    workspace yet, and the evaluation will be a new one. ``meanings`` are the boxes, table by table.
    """

    given = Signal(object)

    def __init__(
        self,
        matrix: Matrix,
        mapping: Mapping,
        tree: Tree | None,
        numbers: Numbers | None,
        evaluation: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._matrix = matrix
        self._names: dict[int, list[str]] = {}
        self._with_advice: set[int] = set()
        self.evaluation = Combo(self)
        self.meanings: list[list[MeaningBox]] = []
        self.remark = QLabel(self)
        self._fill_evaluations(tree, numbers, evaluation)
        self._lay_out(mapping)
        self.evaluation.activated.connect(self.check)
        self.check()

    def mapping(self) -> Mapping:
        """Return what the columns mean as the boxes say now."""
        columns: dict[str, str] = {}
        for table, boxes in zip(self._matrix.tables, self.meanings, strict=True):
            for column, box in zip(table.columns, boxes, strict=True):
                meaning = box.currentData()
                if columns.setdefault(column.header, meaning) != meaning:
                    columns[f"{table.sheet}: {column.header}"] = meaning
        return Mapping(columns)

    def check(self) -> None:
        """Say what speaks against the choices made; without recommendations there is nothing to import."""
        problem = self._problem()
        self.remark.setText(problem or self._remark())
        self.remark.setVisible(bool(self.remark.text()))
        self._ok.setEnabled(not problem)

    def _problem(self) -> str:
        """Return why nothing could be imported, "" where something can be."""
        if self.evaluation.currentIndex() < 0:
            return self.tr("Choose the evaluation that this matrix is on.")
        if says_what(self._matrix, self.mapping()):
            return ""
        if self.evaluation.currentData() not in self._with_advice:
            return self.tr("Say which column holds the recommendations.")
        if not any(box.currentData() == REFERENCE for boxes in self.meanings for box in boxes):
            return self.tr("Say which column holds the recommendations, or their references.")
        return ""

    def _remark(self) -> str:
        """Return what to see to although the import can be done, "" where there is nothing."""
        twin = twin_of(self._matrix.title, self._names) if self.evaluation.currentData() == NEW else ""
        if not twin:
            return self._doubled()
        return self.tr(
            "An evaluation with this title is there already: {0}. A new one would stand beside it; choose"
            " that one to bring it up to date."
        ).format(twin)

    def _doubled(self) -> str:
        """Return what becomes of two columns of one table that mean the same, "" where none do."""
        for boxes in self.meanings:
            chosen = [box.currentData() for box in boxes]
            twice = next((one for one in chosen if one not in SHARED and chosen.count(one) > 1), None)
            if twice:
                return self.tr(
                    "Two columns mean “{0}”: texts are put one below the other, of other values the second"
                    " is kept as a note."
                ).format(spoken(label_of(twice)))
        return ""

    # Building ------------------------------------------------------------------------------------

    def _fill_evaluations(self, tree: Tree | None, numbers: Numbers | None, chosen: int | None) -> None:
        if tree is not None and numbers is not None:
            for node in tree.of_kind("evaluation"):
                names = evaluation_names(tree, node, numbers.label.get(node.id, "?"))
                self._names[node.id] = names
                self.evaluation.addItem(
                    self.tr("{0}: {1}").format(names[0], node["title"] or self.tr("untitled")), node.id
                )
                if any(tree.of_kind("recommendation", node.id)):
                    self._with_advice.add(node.id)
        self.evaluation.addItem(self.tr("A new one: {0}").format(self._matrix.title), NEW)
        self.evaluation.setMaximumWidth(self.fontMetrics().averageCharWidth() * _WIDTH)
        self.evaluation.setPlaceholderText(self.tr("Choose…"))
        self.evaluation.setAccessibleName(self.tr("Evaluation"))
        only = 0 if self.evaluation.count() == 1 else -1
        self.evaluation.setCurrentIndex(only if chosen is None else self.evaluation.findData(chosen))

    def _lay_out(self, mapping: Mapping) -> None:
        self.setWindowTitle(self.tr("Import {0}").format(self._matrix.name))
        explanation = QLabel(
            self.tr(
                "Check what the columns mean; you then see what would change before anything does. Notes are"
                " kept with the recommendation and never printed. What you choose is remembered for the next"
                " matrix with these columns."
            ),
            self,
        )
        explanation.setWordWrap(True)
        self.remark.setWordWrap(True)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(self.tr("&Evaluation"), self.evaluation)
        column = QVBoxLayout(self)
        column.addLayout(form)
        column.addWidget(explanation)
        column.addWidget(self._columns(mapping), 1)
        column.addWidget(self.remark)
        column.addWidget(self._buttons())
        metrics = self.fontMetrics()
        self.resize(metrics.averageCharWidth() * _WIDTH, metrics.lineSpacing() * _HEIGHT)

    def _columns(self, mapping: Mapping) -> QScrollArea:
        inside = QWidget(self)
        grid = QGridLayout(inside)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 2)
        grid.setHorizontalSpacing(self.fontMetrics().averageCharWidth() * 3)
        for table in self._matrix.tables:
            self._add_table(grid, table, mapping)
        grid.setRowStretch(grid.rowCount(), 1)
        area = QScrollArea(self)
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setAccessibleName(self.tr("Columns"))
        return area

    def _add_table(self, grid: QGridLayout, table: Table, mapping: Mapping) -> None:
        """Add a line for each column of a table, below its name."""
        rows = counted(len(table.rows), self.tr("one row"), self.tr("{n} rows"))
        title = QLabel(self.tr("{0} ({1})").format(table.sheet, rows))
        font = title.font()
        font.setBold(True)
        title.setFont(font)
        heads = (title, _faint(self.tr("Some of its values")), _faint(self.tr("Read as")))
        _add_row(grid, *heads)
        boxes = []
        for position, column in enumerate(table.columns):
            box = MeaningBox(mapping.meaning(table, column))
            box.setAccessibleName(self.tr("Meaning of {0}").format(column.header))
            box.activated.connect(self.check)
            samples = QLabel(_samples(table, position))
            box.setAccessibleDescription(samples.text())
            samples.setToolTip("\n\n".join(table.samples(position)))
            name = QLabel(column.header)
            name.setBuddy(box)
            for label in (name, samples):
                label.setTextFormat(Qt.TextFormat.PlainText)
                label.setWordWrap(True)
            _add_line(grid)
            _add_row(grid, name, samples, box)
            boxes.append(box)
        self.meanings.append(boxes)

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self._ok = buttons.addButton(self.tr("&Import"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._ok.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        return buttons

    # Qt overrides --------------------------------------------------------------------------------

    def accept(self) -> None:  # noqa: D102
        if not self._problem():
            super().accept()
            self.given.emit(MatrixWanted(self.mapping(), self.evaluation.currentData()))


class MeaningBox(Combo):
    """Offers every meaning of a column, in groups."""

    def __init__(self, meaning: str) -> None:
        super().__init__()
        group = _group(MEANINGS[0])
        for offered in MEANINGS:
            if _group(offered) != group:
                group = _group(offered)
                self.insertSeparator(self.count())
            self.addItem(spoken(label_of(offered)), offered)
        self.setCurrentIndex(self.findData(meaning))
        self.setMaxVisibleItems(self.count())
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)


def _add_row(grid: QGridLayout, *widgets: QWidget) -> None:
    row = grid.rowCount()
    for place, widget in enumerate(widgets):
        grid.addWidget(widget, row, place, Qt.AlignmentFlag.AlignVCenter)


def _add_line(grid: QGridLayout) -> None:
    line = QFrame()
    line.setFrameShape(QFrame.Shape.HLine)
    line.setFrameShadow(QFrame.Shadow.Sunken)
    grid.addWidget(line, grid.rowCount(), 0, 1, 3)


def _faint(words: str) -> QLabel:
    label = QLabel(words)
    label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    return label


def _group(meaning: str) -> str:
    """Return what a meaning says something of: a kind of node, "" for none."""
    if meaning in (NOTE, SKIP):
        return ""
    return "recommendation" if meaning in (REFERENCE, BOTH_UNITS) else meaning.split(".")[0]


def _samples(table: Table, position: int) -> str:
    """Return some values of a column, short ones on one line, long ones cut."""
    values = [" ".join(value.split()) for value in table.samples(position)]
    if sum(map(len, values)) <= LONGEST_SAMPLE:
        return "  ·  ".join(values)
    return "\n".join(
        value if len(value) <= LONGEST_SAMPLE else f"{value[: LONGEST_SAMPLE - 1].rstrip()}…"
        for value in values
    )
