"""Choices from a word list or the register, keeping whatever came from elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QWidget

from ui.forms.bindings import Binding, LineEdit
from ui.labels import translate
from ui.wordlists import LANGUAGE, words
from workbench.folding import fold
from workbench.register import by_key
from workbench.vocabularies import CLOSED

if TYPE_CHECKING:
    from PySide6.QtGui import QWheelEvent

    from ui.forms.context import FormContext
    from workbench.schema import Field, Value

KEYS = (("Alt+Down", QT_TRANSLATE_NOOP("Keys", "Show what can be chosen")),)


class Combo(QComboBox):
    """A combo box that the mouse wheel changes only while it has the focus; Alt+Down opens it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(24)
        self.setMaximumWidth(self.fontMetrics().averageCharWidth() * 52)

    # Qt overrides ------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:  # noqa: D102
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and _opens(event):
            event.accept()  # the window has a command on this key
            return True
        return super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: D102
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


def _opens(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_Down and bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)


class ChoiceBinding(Binding):
    """One key of a word list; other text is kept as typed unless the list is closed."""

    def __init__(self, field: Field, context: FormContext, parent: QWidget) -> None:
        super().__init__(field, context, parent)
        self._value: Value = None
        self._restored = False
        self._choices: tuple[tuple[str, Value], ...] = ()
        self._combo.activated.connect(self.on_activated)
        line = self._combo.lineEdit()
        if line is not None:
            line.textEdited.connect(self.edited)
            line.editingFinished.connect(self.on_editing_finished)

    @property
    def is_dirty(self) -> bool:
        """Whether the user typed something that is not taken yet."""
        line = self._combo.lineEdit()
        return self._restored or (line is not None and line.isModified())

    def load(self, value: Value) -> None:
        """Show a value, a value not in the list as it came."""
        self._value, self._restored = value, False
        self._offer(self._listed())
        place = next((row for row, (_, key) in enumerate(self._choices) if key == value), -1)
        self._combo.setCurrentIndex(place)
        line = self._combo.lineEdit()
        if line is not None:
            line.setText(self._combo.itemText(place) if place > 0 else (value or ""))
            line.setCursorPosition(0)
            line.setModified(False)

    def read(self) -> Value:
        """Return the key of the chosen or typed label, or the typed text itself."""
        line = self._combo.lineEdit()
        if line is None:
            place = self._combo.currentIndex()
            return self._choices[place][1] if place >= 0 else self._value
        return self._meant(self._completed(line.text().strip()))

    def draft(self) -> str | None:
        """Return the key of what is chosen or typed, the typed text itself where it names none."""
        line = self._combo.lineEdit()
        return str((self.read() if line is None else self._meant(line.text().strip())) or "")

    def restore(self, draft: str) -> None:
        """Show typed text, or a choice, again."""
        self._restored = True
        line = self._combo.lineEdit()
        if line is not None:
            line.setText(draft)
            line.setModified(True)
        else:
            keys = [str(key or "") for _, key in self._choices]
            self._combo.setCurrentIndex(keys.index(draft) if draft in keys else -1)

    def refresh(self) -> None:
        """Offer what the lists hold now."""
        if self._listed() != self._choices and not self.is_dirty:
            self.load(self._value)

    def undo_typing(self) -> bool:
        """Take back the last typing."""
        line = self._combo.lineEdit()
        if line is None or not line.isUndoAvailable():
            return False
        line.undo()
        return True

    def on_activated(self, place: int) -> None:
        """Take what the user chose from the list; its first row unsets the value."""
        line = self._combo.lineEdit()
        if line is not None and place == 0:
            line.clear()
        self.finished.emit()

    def on_editing_finished(self) -> None:
        """Take what the user typed."""
        if self.is_dirty:
            self.finished.emit()

    def _completed(self, text: str) -> str:
        """Return the one label that begins as the user typed, else the text."""
        found = self._beginning(text) if self.is_dirty and self._named(text) is None else []
        return found[0] if len(found) == 1 else text

    def _beginning(self, text: str) -> list[str]:
        """Return the labels that begin with a text, accents and case left aside; none for an empty one."""
        begins = fold(text)
        return [label for label, _ in self._choices[1:] if begins and fold(label).startswith(begins)]

    def _meant(self, text: str) -> Value:
        """Return the key that a typed text names; else the text."""
        return self._named(text) or text or None

    def _named(self, text: str) -> Value:
        """Return the key that a typed text names, by label or by key, None where it names none."""
        for label, key in self._choices[1:]:
            if text.casefold() in (label.casefold(), str(key).casefold()):
                return key
        return None

    def _offer(self, choices: tuple[tuple[str, Value], ...]) -> None:
        if choices == self._choices:
            return
        self._choices = choices
        self._combo.clear()
        self._combo.addItems([label for label, _ in choices])

    def _listed(self) -> tuple[tuple[str, Value], ...]:
        """Return label and key of everything that can be chosen, the empty choice first."""
        known = words(self.context.tree, self.field.vocabulary or "")
        listed = tuple((labels.get(LANGUAGE) or key, key) for key, labels in known.items())
        return ((self._empty(), None), *listed)

    def _empty(self) -> str:
        """Return the words for an unset value."""
        if self.field.name == "acceptance":
            return translate("Choices", "(nobody has answered yet)")
        return translate("Choices", "(not set)")

    def _is_closed(self) -> bool:
        return self.field.vocabulary in CLOSED

    def _make(self, parent: QWidget) -> QWidget:
        self._combo = Combo(parent)
        if not self._is_closed():
            self._combo.setEditable(True)
            line = LineEdit(self._combo)
            line.setPlaceholderText(self._empty())
            self._combo.setLineEdit(line)
            completer = QCompleter(self._combo.model(), self._combo)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
            self._combo.setCompleter(completer)
        return self._combo


class UnitBinding(ChoiceBinding):
    """One unit of the register; a key that the register lacks is kept."""

    def _completed(self, text: str) -> str:
        return text  # one abbreviation may begin as another does

    def _listed(self) -> tuple[tuple[str, Value], ...]:
        return ((self._empty(), None), *unit_choices(self.context))

    def _empty(self) -> str:
        if self.field.name == "lead_unit":
            return translate("Choices", "(the first unit named)")
        return super()._empty()


def unit_choices(context: FormContext) -> tuple[tuple[str, str], ...]:
    """Return label and key of every unit of the register."""
    found = by_key(context.tree).items()
    return tuple((unit_label(key, unit["name"]), key) for key, unit in found)


def unit_label(key: str, name: str | None) -> str:
    """Return "KEY – Full name", the key alone where it is the name."""
    return f"{key} – {name}" if name and name != key else key
