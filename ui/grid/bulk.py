"""One value for many recommendations: which field, and what to put there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLabel, QVBoxLayout, QWidget

from ui.counting import counted
from ui.forms.choices import Combo
from ui.forms.context import FormContext
from ui.forms.form import BINDINGS, WIDEST
from ui.grid.choosing import CellChoiceBinding
from ui.grid.model import ALL
from ui.schema_words import column_label, field_label, kind_label
from ui.sentences import spoken
from workbench.errors import UserError
from workbench.rows import COLUMNS, is_editable
from workbench.schema import KINDS, Field, Type

if TYPE_CHECKING:
    from ui.forms.bindings import Binding
    from ui.session import Session

ADD_UNIT = "add a unit"


class BulkDialog(QDialog):
    """Asks for a field and a value; made by the grid panel for the selected rows.

    ``set_asked`` carries (column name, value), ``unit_asked`` a unit to be added to those responsible.
    """

    set_asked = Signal(str, object)
    unit_asked = Signal(str)

    def __init__(self, session: Session, count: int, column: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = FormContext(session)
        self._binding: Binding | None = None
        self._count = count
        self.fields = Combo(self)
        self._error = QLabel(self)
        self._form = QFormLayout()
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self._lay_out()
        self._fill(column)
        self.fields.currentIndexChanged.connect(self.on_field)
        self.on_field()

    @property
    def binding(self) -> Binding:
        """The editor of the value."""
        assert self._binding is not None  # there is one for each field
        return self._binding

    def on_field(self) -> None:
        """Show the editor that fits the field."""
        if self._binding is not None:
            self._form.removeRow(1)
        field = self._field()
        maker = CellChoiceBinding if field.type is Type.CHOICE else BINDINGS[field.type]
        self._binding = maker(field, self._context, self)
        self._binding.load(None if field.default is None else field.default)
        self._binding.widget.setAccessibleName(field_label(field))
        self._binding.container.setMaximumWidth(WIDEST)
        self._form.addRow(self.tr("&Value"), self._binding.container)
        QWidget.setTabOrder(self.fields, self._binding.widget)  # not behind the buttons, made before
        label = self._form.labelForField(self._binding.container)
        if isinstance(label, QLabel):
            label.setBuddy(self._binding.widget)
        self._error.hide()

    def accept(self) -> None:
        """Hand over the value, or say what is wrong with it."""
        field = self._field()
        try:
            value = field.clean(self.binding.read())
        except UserError as error:
            self._refuse(spoken(error.sentence))
            return
        if self.fields.currentData() != ADD_UNIT:
            self.set_asked.emit(self.fields.currentData(), value)
        elif value is None:
            self._refuse(self.tr("Choose the unit to add."))
            return
        else:
            self.unit_asked.emit(value)
        super().accept()

    def _refuse(self, sentence: str) -> None:
        self._error.setText(sentence)
        self._error.show()

    def _field(self) -> Field:
        name = self.fields.currentData()
        if name == ADD_UNIT:
            return KINDS["contribution"].fields["unit"]
        field = COLUMNS[name].field
        assert field is not None
        return field

    def _fill(self, column: str) -> None:
        for choice in ALL:
            if is_editable(choice):
                kind = kind_label(choice.kind)
                self.fields.addItem(self.tr("{0} ({1})").format(column_label(choice), kind), choice.name)
        self.fields.insertItem(0, self.tr("Add a responsible unit"), ADD_UNIT)
        self.fields.insertSeparator(1)
        first = COLUMNS[column] if column in COLUMNS and is_editable(COLUMNS[column]) else None
        wanted = first.name if first else "recommendation.priority"
        self.fields.setCurrentIndex(self.fields.findData(wanted))

    def _lay_out(self) -> None:
        one = self.tr("Set a field of 1 recommendation")
        many = self.tr("Set a field of {n} recommendations")
        self.setWindowTitle(counted(self._count, one, many))
        self.fields.setAccessibleName(self.tr("Field"))
        self.fields.setMaximumWidth(WIDEST)
        self._form.addRow(self.tr("&Field"), self.fields)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._error.setWordWrap(True)
        self._error.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self._error.hide()
        note = QLabel(self.tr("All of them change in one step, which Undo takes back. No value empties it."))
        note.setWordWrap(True)
        button = self._buttons.addButton(
            counted(self._count, self.tr("&Set in 1"), self.tr("&Set in {n}")),
            QDialogButtonBox.ButtonRole.AcceptRole,
        )
        button.setDefault(True)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addLayout(self._form)
        column.addWidget(self._error)
        column.addWidget(note)
        column.addStretch(1)
        column.addWidget(self._buttons)
        self.resize(self.fontMetrics().averageCharWidth() * 64, 0)
