"""The editor of a choice in a cell: typing completes the first word of its list that begins so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from ui.forms.choices import ChoiceBinding
from workbench.errors import UserError
from workbench.vocabularies import CLOSED

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtWidgets import QWidget

    from ui.forms.context import FormContext
    from workbench.schema import Field, Value

TAKING = (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)
TAKING_BACK = (QKeySequence.StandardKey.Cut, QKeySequence.StandardKey.Undo)
"""Keys after which what is left is not completed again."""


class CellChoiceBinding(ChoiceBinding):
    """A choice that is edited over its cell; lists that are closed are typed into as well."""

    def __init__(self, field: Field, context: FormContext, parent: QWidget) -> None:
        super().__init__(field, context, parent)
        self._takes_off = False
        self._combo.setCompleter(None)  # type: ignore[arg-type]  # Qt allows it
        self._combo.installEventFilter(self)
        self._line.textEdited.connect(self.on_typed)

    def read(self) -> Value:
        """Return the key of the typed label, or the text itself; UserError where only the list will do."""
        value = super().read()
        is_listed = value in (None, self._value, *(key for _, key in self._choices))
        if self.field.vocabulary in CLOSED and not is_listed:
            labels = ", ".join(label for label, _ in self._choices[1:])
            raise UserError(self.tr("“{0}” is not one of: {1}.").format(value, labels))
        return value

    def on_typed(self, text: str) -> None:
        """Add the rest of the first word that begins as typed, selected so that typing goes on over it."""
        label = next(iter(self._beginning(text)), "")
        if label and not self._takes_off and self._line.cursorPosition() == len(text):
            self._line.setText(label)
            self._line.setSelection(len(label), len(text) - len(label))
            self._line.setModified(True)

    def _completed(self, text: str) -> str:
        """Return the text: it was completed as it was typed, unless the user took the rest off again."""
        return text

    def _is_closed(self) -> bool:
        return False

    def _make(self, parent: QWidget) -> QWidget:
        widget = super()._make(parent)
        line = self._combo.lineEdit()
        assert line is not None  # there is one, as the list is not closed
        self._line = line
        return widget

    # Qt overrides ------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: D102
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            self._takes_off = event.key() in TAKING or any(map(event.matches, TAKING_BACK))
        return super().eventFilter(watched, event)
