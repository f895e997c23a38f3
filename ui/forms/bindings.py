"""One binding per field: a widget, how a value gets into it, and how it is read from it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QDragEnterEvent, QGuiApplication, QKeyEvent, QKeySequence, QPalette
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QWidget

from ui.forms.context import FormContext
from ui.forms.dates import DateButton
from ui.forms.values import from_text, to_text
from ui.schema_words import field_help, field_label
from ui.text.editor import MarkupEdit
from ui.text.holdable import held_line
from workbench.schema import Field, Value

Role = QPalette.ColorRole
LONGEST = 2**31 - 1
"""What a line may hold; Qt would cut a longer text silently at 32,767."""


class Binding(QObject):
    """Ties one field to one widget; made by a form, which owns it.

    ``edited`` is sent when the user (never a program) changes something, ``finished`` when the
    value is meant to be taken now. ``widget`` takes the focus, ``container`` goes into the form.
    """

    edited = Signal()
    finished = Signal()

    def __init__(self, field: Field, context: FormContext, parent: QWidget) -> None:
        super().__init__(parent)
        self.field = field
        self.context = context
        self.widget: QWidget = self._make(parent)
        self.container: QWidget = self.widget

    @property
    def is_dirty(self) -> bool:
        """Whether the user changed something that is not taken yet."""
        return False

    @property
    def text_editor(self) -> MarkupEdit | None:
        """The editor, where the field is a text with emphasis, lists and references."""
        return None

    def load(self, value: Value) -> None:
        """Show a value; nothing is dirty afterwards."""
        raise NotImplementedError

    def read(self) -> Value:
        """Return the value the widget shows; UserError says what is wrong with it."""
        raise NotImplementedError

    def accept(self, value: Value) -> None:
        """Show the value that was taken, which may be a tidier form of what was typed."""
        self.load(value)

    def draft(self) -> str | None:
        """Return what is typed, to be kept for the case of a crash; None where nothing is typed."""
        return None

    def restore(self, draft: str) -> None:
        """Show a draft again, as something that is not taken yet."""

    def refresh(self) -> None:
        """Show again what depends on other nodes: numbers, lists of units."""

    def set_writable(self, writable: bool) -> None:
        """Let the user change the value, or only look at it, and that as clearly as at a text."""
        if writable and self.widget.isEnabled():
            return
        self.widget.setEnabled(writable)
        palette, ink = QPalette(), QGuiApplication.palette().color(Role.Text)
        for role in () if writable else (Role.Text, Role.ButtonText, Role.WindowText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, ink)
        self.widget.setPalette(palette)

    def settle(self) -> None:
        """Take what is being typed in an editor inside the widget, such as a cell."""

    def undo_typing(self) -> bool:
        """Take back typing that is not taken yet; False where there is none."""
        return False

    def _make(self, parent: QWidget) -> QWidget:
        raise NotImplementedError


class LineEdit(QLineEdit):
    """A line that leaves files dragged over it, and Ctrl+Z where nothing is typed, to the window.

    Of what is pasted it takes what it can hold.
    """

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.textEdited.connect(self.on_edited)

    def on_edited(self, text: str) -> None:
        """Leave out what no line can hold."""
        held = held_line(text)
        if held != text:
            behind = len(self.text()) - self.cursorPosition()
            self.setText(held)
            self.setCursorPosition(max(0, len(self.text()) - behind))
            self.setModified(True)

    # Qt overrides ------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: D102
        if event.mimeData().hasUrls():
            event.ignore()
        else:
            super().dragEnterEvent(event)

    def event(self, event: QEvent) -> bool:  # noqa: D102
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            undo = event.matches(QKeySequence.StandardKey.Undo) and not self.isUndoAvailable()
            redo = event.matches(QKeySequence.StandardKey.Redo) and not self.isRedoAvailable()
            if undo or redo:
                event.ignore()
                return False
        return super().event(event)


class LineBinding(Binding):
    """A line of text, or a number, a date or a score typed as one."""

    def __init__(self, field: Field, context: FormContext, parent: QWidget) -> None:
        super().__init__(field, context, parent)
        self._line.setMaxLength(LONGEST)
        self._line.setPlaceholderText(field_help(field))
        self._line.textEdited.connect(self.edited)
        self._line.editingFinished.connect(self.on_editing_finished)

    @property
    def is_dirty(self) -> bool:
        """Whether the user typed something that is not taken yet."""
        return self._line.isModified()

    def load(self, value: Value) -> None:
        """Show a value from its beginning."""
        self._line.setText(to_text(self.field, value))
        self._line.setCursorPosition(0)
        self._line.setModified(False)

    def read(self) -> Value:
        """Return the value the line means."""
        return from_text(self.field, self._line.text())

    def accept(self, value: Value) -> None:
        """Show the taken value; the cursor stays where it is."""
        place = self._line.cursorPosition()
        self.load(value)
        self._line.setCursorPosition(place if self._line.hasFocus() else 0)

    def draft(self) -> str | None:
        """Return the typed line."""
        return self._line.text()

    def restore(self, draft: str) -> None:
        """Show a typed line again."""
        self._line.setText(draft)
        self._line.setModified(True)

    def set_writable(self, writable: bool) -> None:
        """Let the user type, or only read and copy."""
        self._line.setReadOnly(not writable)

    def undo_typing(self) -> bool:
        """Take back the last typing in the line."""
        undoable = self._line.isUndoAvailable()
        self._line.undo()
        return undoable

    def on_editing_finished(self) -> None:
        """Take the value when the user leaves the line or presses Return."""
        if self.is_dirty:
            self.finished.emit()

    def _make(self, parent: QWidget) -> QWidget:
        self._line = LineEdit(parent)
        return self._line


class DateBinding(LineBinding):
    """A date, typed in any clear form or picked from a calendar."""

    def __init__(self, field: Field, context: FormContext, parent: QWidget) -> None:
        super().__init__(field, context, parent)
        self._line.setPlaceholderText(self.tr("YYYY-MM-DD"))
        self._line.setMaximumWidth(self._line.fontMetrics().horizontalAdvance("0000-00-00") * 2)
        self._button = DateButton(
            self._line, self.tr("Pick a date for “{0}”").format(field_label(field)), parent
        )
        self._button.picked.connect(self.on_picked)
        self.container = side_by_side(parent, self._line, self._button)

    def set_writable(self, writable: bool) -> None:
        """Let the user change the date or only read it."""
        super().set_writable(writable)
        self._button.setEnabled(writable)

    def on_picked(self, day: str) -> None:
        """Take the picked date."""
        self.restore(day)
        self.finished.emit()


class NumberBinding(LineBinding):
    """A whole number or a score, in a line no longer than it needs."""

    def __init__(self, field: Field, context: FormContext, parent: QWidget) -> None:
        super().__init__(field, context, parent)
        self._line.setMaximumWidth(self._line.fontMetrics().horizontalAdvance("0") * 12)
        self._line.setPlaceholderText("")


class MarkupBinding(Binding):
    """A text or a line with emphasis, lists, footnote marks and references."""

    one_line = False

    def __init__(self, field: Field, context: FormContext, parent: QWidget) -> None:
        super().__init__(field, context, parent)
        self._stored: Value = None
        self._restored = False
        self.editor.setPlaceholderText(field_help(field))
        self.editor.edited.connect(self.edited)
        self.editor.left.connect(self.on_left)
        self.editor.refused.connect(self.context.session.failed)

    @property
    def is_dirty(self) -> bool:
        """Whether the user changed something that is not taken yet."""
        return self.editor.is_dirty or self._restored

    @property
    def text_editor(self) -> MarkupEdit | None:
        """The editor."""
        return self.editor

    def load(self, value: Value) -> None:
        """Show a value."""
        self._stored, self._restored = value, False
        self.editor.load(value)

    def read(self) -> Value:
        """Return the text; the stored one where nothing was changed."""
        return self.field.clean(self.editor.markup()) if self.is_dirty else self._stored

    def accept(self, value: Value) -> None:
        """Keep text and cursor where the text is what was taken."""
        self._stored, self._restored = value, False
        document = self.editor.document()
        document.setModified(False)
        document.clearUndoRedoStacks()
        if (value or "") != self.editor.markup():
            self.load(value)

    def draft(self) -> str | None:
        """Return the typed text."""
        return self.editor.markup()

    def restore(self, draft: str) -> None:
        """Show typed text again."""
        self.editor.load(draft)
        self._restored = True

    def refresh(self) -> None:
        """Show references with their present numbers."""
        self.editor.refresh_tokens()

    def set_writable(self, writable: bool) -> None:
        """Let the user type, or only read and copy."""
        self.editor.setReadOnly(not writable)
        self.editor.fit()

    def undo_typing(self) -> bool:
        """Take back the last typing in the text."""
        undoable = self.editor.document().isUndoAvailable()
        self.editor.undo()
        return undoable

    def on_left(self) -> None:
        """Take the text when the user leaves it."""
        if self.is_dirty:
            self.finished.emit()

    def _make(self, parent: QWidget) -> QWidget:
        self.editor = MarkupEdit(self.context.printed, one_line=self.one_line, parent=parent)
        return self.editor


class RichLineBinding(MarkupBinding):
    """A line with emphasis, footnote marks and references."""

    one_line = True


class BooleanBinding(Binding):
    """Yes or no; taken when it is clicked."""

    def load(self, value: Value) -> None:
        """Show a value."""
        self._box.setChecked(bool(value))

    def read(self) -> Value:
        """Return whether the box is checked."""
        return self._box.isChecked()

    def _make(self, parent: QWidget) -> QWidget:
        self._box = QCheckBox(field_help(self.field) or field_label(self.field), parent)
        self._box.clicked.connect(self.finished)
        return self._box


def side_by_side(parent: QWidget, *widgets: QWidget, stretch: bool = True) -> QWidget:
    """Return a widget that holds others in a row, the row no wider than they need."""
    row = QWidget(parent)
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    for widget in widgets:
        layout.addWidget(widget)
    if stretch:
        layout.addStretch(1)
    return row


Maker = Callable[[Field, FormContext, QWidget], Binding]
