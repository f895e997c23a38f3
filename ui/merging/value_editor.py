"""The editor for a value of one's own, with the same field as in the forms of the main window."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QDate, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ui.forms.context import FormContext
from ui.forms.form import BINDINGS
from ui.schema_words import field_label
from ui.sentences import spoken
from workbench.errors import UserError
from workbench.markup import escape
from workbench.merging.items import GONE
from workbench.schema import Field, Type, field_of
from workbench.tracking.dates import days_in

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtGui import QKeyEvent

    from ui.forms.bindings import Binding
    from ui.merging.entries import Entry
    from ui.session import Session
    from workbench.schema import Value


WORDS = frozenset({Type.LINE, Type.CHOICE, Type.UNIT})
KEYS = (("Return", QT_TRANSLATE_NOOP("Keys", "Take the value that was put instead")),)


class ValueEditor(QFrame):
    """Edits the value of one row; made by the detail panel for that row.

    ``given`` carries the value, in the form we store; ``ended`` is sent when the user thought better of it.
    """

    given = Signal(object)
    ended = Signal()

    def __init__(self, entry: Entry, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self.field = field_of(entry.item.node_kind, entry.item.field)
        self._context = FormContext(session)
        self._context.node = entry.node or 0
        self.binding: Binding = BINDINGS[self.field.type](self.field, self._context, self)
        self.binding.widget.setAccessibleName(self.tr("Your own: {0}").format(field_label(self.field)))
        self.note = QLabel(self)
        self.use = QPushButton(self.tr("Use t&his"), self)
        self.leave = QPushButton(self.tr("Do &not edit"), self)
        self.days = [self._day_button(day) for day in _days(self.field, entry)]
        self._lay_out()
        _begin(self.binding, self.field, entry)
        self.use.clicked.connect(self.give)
        self.leave.clicked.connect(self.ended)

    def follow(self, before: QWidget) -> None:
        """Let Tab come here from another widget, and go through the field to the buttons."""
        for first, second in pairwise((before, *self._fields(), *self.days, self.use, self.leave)):
            QWidget.setTabOrder(first, second)

    def focus(self) -> None:
        """Put the cursor into the field."""
        self.binding.widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def give(self) -> None:
        """Give the value, or say beside it what is wrong with it."""
        try:
            self.binding.settle()
            value = self.field.clean(self.binding.read())
        except UserError as error:
            self.note.setText(spoken(error.sentence))
            self.note.show()
            self.binding.widget.setAccessibleDescription(spoken(error.sentence))
            self.focus()
            return
        self.given.emit(value)

    def _day_button(self, day: date) -> QPushButton:
        """Return a button that gives one of the days that an uncertain date can mean."""
        words = self.locale().toString(QDate(day.year, day.month, day.day), "d MMMM yyyy")
        button = QPushButton(self.tr("Use {0}").format(words), self)
        button.clicked.connect(partial(self.given.emit, self.field.clean(day)))
        return button

    def _fields(self) -> list[QWidget]:
        """Return what the focus can be on in the field, such as a line and the button beside it."""
        container, only = self.binding.container, Qt.FindChildOption.FindDirectChildrenOnly
        if container is self.binding.widget:
            return [container]
        parts = container.findChildren(QWidget, options=only)
        return [part for part in parts if part.focusPolicy() != Qt.FocusPolicy.NoFocus]

    def _lay_out(self) -> None:
        self.setFrameShape(QFrame.Shape.StyledPanel)
        title = QLabel(self.tr("Your own"), self)
        font = title.font()
        font.setBold(True)
        title.setFont(font)
        title.setBuddy(self.binding.widget)
        self.note.setWordWrap(True)
        self.note.hide()
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget(area)
        inside = QVBoxLayout(inner)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.binding.container)
        inside.addStretch(1)
        area.setWidget(inner)
        buttons = QHBoxLayout()
        for button in (*self.days, self.use, self.leave):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.addWidget(title)
        column.addWidget(area, 1)
        column.addWidget(self.note)
        column.addLayout(buttons)

    # Qt overrides ------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        if event.key() == Qt.Key.Key_Escape:
            self.ended.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.field.type is not Type.TEXT:
            self.give()
        else:
            super().keyPressEvent(event)


def _begin(binding: Binding, field: Field, entry: Entry) -> None:
    """Begin with what was decided before, else with what the first file says, as far as it is a value.

    What was not understood is offered as text only where text is meant: the field would read "03/04/2032"
    its own way, which is for the user to say.
    """
    decision, answer = entry.item.decision, entry.item.answers[0]
    if decision is not None and decision.take == "edited":
        binding.load(decision.value)
    elif answer.raw is None:
        binding.load(answer.value)
    elif field.is_markup:
        binding.load(escape(answer.raw))
    else:
        binding.load(_ours(entry))
        if field.type in WORDS:
            binding.restore(answer.raw)


def _days(field: Field, entry: Entry) -> list[date]:
    """Return the days that an uncertain date can mean, none where it can mean only one or no date at all."""
    raw = entry.item.answers[0].raw
    days = days_in(raw) if raw is not None and field.type is Type.DATE else []
    return days if len(days) > 1 else []


def _ours(entry: Entry) -> Value:
    return None if entry.item.ours is GONE else entry.item.ours
