"""How many words the texts of each kind should have at most."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QFrame,
    QLabel,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from ui.counting import counted
from ui.schema_words import field_label, kind_label
from workbench.schema import KINDS
from workbench.word_counts import MOST, TEXTS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbench.word_counts import Text

STEP = 10


class WordsBox(QSpinBox):
    """A number of words, with the form of "words" that goes with it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.valueChanged.connect(self.on_value)
        self.on_value(self.value())

    def on_value(self, value: int) -> None:
        """Name what is counted."""
        self.setSuffix(counted(value, self.tr(" word"), self.tr(" words")))


class LimitsDialog(QDialog):
    """Asks for limits; ``given`` carries them by kind and field, a text without one left out."""

    given = Signal(object)

    def __init__(self, limits: Mapping[Text, int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Word limits"))
        self.boxes: dict[Text, QSpinBox] = {}
        explanation = QLabel(
            self.tr(
                "Texts with more words than their limit are listed under “Checks”. Nothing is refused."
                " The limits are kept in the workspace."
            ),
            self,
        )
        explanation.setWordWrap(True)
        boxes = self._list(limits)  # made before the buttons, so that Tab comes to them first
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(explanation)
        column.addWidget(boxes, 1)
        column.addWidget(buttons)
        unit = self.fontMetrics().averageCharWidth()
        self.resize(unit * 64, self.fontMetrics().lineSpacing() * 30)

    def _list(self, limits: Mapping[Text, int]) -> QScrollArea:
        inside = QWidget(self)
        form = QFormLayout(inside)
        form.setContentsMargins(0, 0, form.horizontalSpacing(), 0)
        for text in sorted(TEXTS, key=_is_on_front_page):
            form.addRow(self._name(text), self._box(text, limits.get(text, 0)))
        area = QScrollArea(self)
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return area

    def _box(self, text: Text, limit: int) -> QSpinBox:
        box = WordsBox(self)
        box.setRange(0, MOST)
        box.setSingleStep(STEP)
        box.setSpecialValueText(self.tr("No limit"))
        box.setValue(limit)
        box.setAccessibleName(self._name(text))
        self.boxes[text] = box
        return box

    def _name(self, text: Text) -> str:
        kind, field = text
        of, name = kind_label(kind), field_label(KINDS[kind].fields[field])
        return name if of == name else self.tr("{0}: {1}").format(of, name)

    # Qt overrides ------------------------------------------------------------------------------

    def accept(self) -> None:  # noqa: D102
        super().accept()
        self.given.emit({text: box.value() for text, box in self.boxes.items() if box.value()})


def _is_on_front_page(text: Text) -> bool:
    """Whether a text is one of the many of the front page, which come last."""
    return text[0] == "paper"
