"""The form of one node, generated from the declaration of its kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QCheckBox, QGridLayout, QLabel, QWidget

from ui.forms.bindings import (
    Binding,
    BooleanBinding,
    DateBinding,
    LineBinding,
    Maker,
    MarkupBinding,
    NumberBinding,
    RichLineBinding,
)
from ui.forms.choices import ChoiceBinding, UnitBinding
from ui.forms.context import FormContext
from ui.forms.layout import COMPACT, hidden_fields
from ui.forms.lists import NodesBinding, UnitsBinding
from ui.forms.wordlists import WordListsBinding
from ui.marks import SIGN, sentence
from ui.schema_words import field_help, field_label
from workbench.checks.findings import TOO_LONG
from workbench.schema import KINDS, Field, Type

if TYPE_CHECKING:
    from ui.session import Session
    from workbench.checks import Finding

BINDINGS: dict[Type, Maker] = {
    Type.LINE: LineBinding,
    Type.RICH_LINE: RichLineBinding,
    Type.TEXT: MarkupBinding,
    Type.INTEGER: NumberBinding,
    Type.BOOLEAN: BooleanBinding,
    Type.DATE: DateBinding,
    Type.CHOICE: ChoiceBinding,
    Type.SCORE: NumberBinding,
    Type.UNIT: UnitBinding,
    Type.UNITS: UnitsBinding,
    Type.NODES: NodesBinding,
    Type.MAPPING: WordListsBinding,
}


WIDEST = 16_777_215
"""The maximum width of a widget that has none."""


class NodeForm(QWidget):
    """All fields of one kind; made and filled by a page, used for one node after the other.

    ``edited`` and ``finished`` carry the form and the binding (see :class:`Binding`).
    """

    edited = Signal(object, object)
    finished = Signal(object, object)

    def __init__(self, kind: str, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = kind
        self._session = session
        self.context = FormContext(session)
        self.bindings: dict[str, Binding] = {}
        self._labels: dict[str, QLabel] = {}
        self._notes: dict[str, QLabel] = {}
        self._errors: dict[str, str] = {}
        self._lengths: dict[str, str] = {}
        self._rows = QGridLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setColumnStretch(1, 1)
        self._is_compact = kind in COMPACT
        self._is_narrow = False
        for field in KINDS[kind].fields.values():
            self.add_row(field)

    @property
    def _label_width(self) -> int:
        return self.fontMetrics().averageCharWidth() * 22

    @property
    def field_height(self) -> int:
        """How high the first field wants to be."""
        return next(iter(self.bindings.values())).container.sizeHint().height()

    @property
    def node(self) -> int:
        """The id of the node that is shown, 0 for none."""
        return self.context.node

    def show_node(self, id: int) -> None:
        """Show a node of this form's kind."""
        self.context.node = id
        self._errors.clear()
        self._lengths.clear()
        node = self.context.tree[id]
        hidden = hidden_fields(self.context.tree, id)
        for name, binding in self.bindings.items():
            binding.load(node.fields[name])
            binding.set_writable(self.context.writable)
            binding.container.setVisible(name not in hidden)
            self._labels[name].setVisible(name not in hidden)
        self.show_marks()

    def reload(self, fields: frozenset[str]) -> None:
        """Show again what a batch changed, except what the user is typing in."""
        node = self.context.tree[self.node]
        for name, binding in self.bindings.items():
            if binding.is_dirty:
                continue
            if name in fields and repr(binding.read()) != repr(node.fields[name]):  # order counts
                binding.load(node.fields[name])
        self.show_marks()

    def refresh(self) -> None:
        """Show again what depends on other nodes."""
        for binding in self.bindings.values():
            binding.refresh()
        self.show_marks()

    def show_error(self, name: str, sentence: str | None) -> None:
        """Say beside a field what is wrong with what was typed; None when it is right again."""
        if sentence:
            self._errors[name] = sentence
        else:
            self._errors.pop(name, None)
        self.show_marks()

    def show_length(self, name: str, sentence: str | None) -> None:
        """Say that a text being typed is too long, "" where it is not; None leaves it to the checks."""
        if sentence == self._lengths.get(name):
            return
        if sentence is None:
            self._lengths.pop(name, None)
        else:
            self._lengths[name] = sentence
        self.show_marks()

    def show_marks(self) -> None:
        """Say below each field what is wrong or flagged; a missing value shows in the tree only."""
        found = [finding for finding in self._session.checks.of(self.node) if not finding.is_about_absence]
        for name, note in self._notes.items():
            flagged = [sentence(finding) for finding in found if self._is_said(finding, name)]
            if self._lengths.get(name):
                flagged.append(SIGN + self._lengths[name])
            words = [SIGN + self._errors[name]] if name in self._errors else flagged
            note.setText(" ".join(words))
            note.setVisible(bool(words))
            self._describe(name, note.text())

    def _is_said(self, finding: Finding, name: str) -> bool:
        """Whether a finding is said below a field; what is typed there has a length of its own."""
        return finding.field == name and not (finding.rule == TOO_LONG and name in self._lengths)

    def error_of(self, name: str) -> str:
        """Return what is said beside a field, "" where all is well."""
        return self._notes[name].text()

    def set_narrow(self, narrow: bool) -> None:
        """Put the labels above the fields, or before them; the row of a compact form draws together."""
        if narrow == self._is_narrow:
            return
        self._is_narrow = narrow
        if self._is_compact:
            self._fit_first_label()
            return
        for number, (name, binding) in enumerate(self.bindings.items()):
            self._place_in_row(number, self._labels[name], binding.container, self._notes[name])

    def focus(self, name: str | None = None) -> None:
        """Put the cursor into a field, the first unless there is one of this name."""
        binding = self.bindings.get(name or "") or next(iter(self.bindings.values()), None)
        if binding is not None:
            binding.widget.setFocus()

    def add_row(self, field: Field) -> None:
        """Add a field's row: label, widget, note; with buddy, accessible name and description."""
        binding = BINDINGS[field.type](field, self.context, self)
        label = QLabel(field_label(field), self)
        label.setBuddy(binding.widget)
        label.setWordWrap(True)
        binding.widget.setAccessibleName(field_label(field))
        binding.widget.setToolTip(field_help(field) or binding.widget.toolTip())
        note = self._note()
        self._place(label, binding.container, note)
        self.bindings[field.name], self._notes[field.name] = binding, note
        self._labels[field.name] = label
        binding.edited.connect(self.on_edited)
        binding.finished.connect(self.on_finished)
        self._describe(field.name, "")

    def on_edited(self) -> None:
        """Pass on that the user is typing in a field."""
        self.edited.emit(self, self.sender())

    def on_finished(self) -> None:
        """Pass on that a value is to be taken."""
        self.finished.emit(self, self.sender())

    def _place(self, label: QLabel, container: QWidget, note: QLabel) -> None:
        """Put a field below the others, or behind them where the kind is compact."""
        if not self._is_compact:
            self._place_in_row(len(self.bindings), label, container, note)
            return
        column = 2 * len(self.bindings)
        label.setWordWrap(not column)
        label.setFixedWidth(_width_of(label) if column else self._label_width)
        label.setContentsMargins(0, self.fontMetrics().descent(), 0, 0)
        self._rows.addWidget(label, 0, column, Qt.AlignmentFlag.AlignTop)
        self._rows.addWidget(container, 0, column + 1)
        self._rows.addWidget(note, 1, column + 1)

    def _fit_first_label(self) -> None:
        """Let the first field of a row begin below those of the page, or behind its label."""
        label = next(iter(self._labels.values()))
        label.setFixedWidth(_width_of(label) if self._is_narrow else self._label_width)

    def _place_in_row(self, number: int, label: QLabel, container: QWidget, note: QLabel) -> None:
        """Put a field's label before the field, or above it where the form is narrow; its note below."""
        row, rows, metrics = number * 3, self._rows, self.fontMetrics()
        if self._is_narrow:
            label.setMinimumWidth(0)
            label.setMaximumWidth(WIDEST)
            label.setContentsMargins(0, metrics.lineSpacing() // 3, 0, 0)
            for place, widget in enumerate((label, container, note)):
                rows.addWidget(widget, row + place, 0, 1, 2)
        else:
            label.setFixedWidth(self._label_width)
            begins_high = isinstance(label.buddy(), QAbstractItemView | QCheckBox)
            label.setContentsMargins(0, 2 if begins_high else metrics.descent(), 0, 0)
            rows.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
            rows.addWidget(container, row, 1)
            rows.addWidget(note, row + 1, 1)

    def _describe(self, name: str, note: str) -> None:
        binding = self.bindings.get(name)
        if binding is not None:
            words = " ".join(part for part in (field_help(binding.field), note) if part)
            binding.widget.setAccessibleDescription(words)

    def _note(self) -> QLabel:
        note = QLabel(self)
        note.setWordWrap(True)
        note.setVisible(False)
        font = note.font()
        font.setItalic(True)
        note.setFont(font)
        return note

    # Qt overrides ------------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self.node and not self.context.writable:
            for binding in self.bindings.values():
                binding.set_writable(False)  # in colours of its own


def _width_of(label: QLabel) -> int:
    return label.fontMetrics().horizontalAdvance(label.text())
