"""The editor of a workspace's own word lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QEvent, QItemSelectionModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ui.forms.bindings import Binding
from ui.forms.choices import Combo
from ui.forms.wordlist_model import WordListModel
from ui.icons import IconButton
from ui.labels import translate
from ui.schema_words import field_label, kind_label
from ui.wordlists import words
from workbench.schema import KINDS, Field, Value
from workbench.vocabularies import CLOSED, VOCABULARIES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ui.forms.context import FormContext
    from workbench.vocabularies import Labels
KEYS = (("F2", QT_TRANSLATE_NOOP("Keys", "Edit a word of a list of words")),)


class WordTable(QTableView):
    """The table of words; F2 edits a word, as in every table, although the window has F2 as well."""

    # Qt overrides ------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:  # noqa: D102
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            event.setAccepted(event.key() == Qt.Key.Key_F2)
            return event.isAccepted()
        return super().event(event)


class WordListsBinding(Binding):
    """Word lists of this workspace: pick one, change its words; a list left as usual is not stored."""

    def __init__(self, field: Field, context: FormContext, parent: QWidget) -> None:
        super().__init__(field, context, parent)
        self._value: dict[str, dict[str, dict[str, str]]] = {}
        self.container = self._lay_out(parent)
        self._model.changed.connect(self.on_changed)
        self._pick.activated.connect(self.on_picked)

    def load(self, value: Value) -> None:
        """Show the picked list as it is now."""
        self._value = dict(value or {})
        entries = words(self.context.tree, self._picked)
        if not _is_same(entries, self._model.entries()):
            self._model.show(entries, closed=self._picked in CLOSED)
        self._update_buttons()

    def read(self) -> Value:
        """Return the lists that differ from the usual ones, None where none does."""
        value = {name: entries for name, entries in self._value.items() if name != self._picked}
        entries = self._model.entries()
        if entries and not _is_usual(self._picked, entries):
            value[self._picked] = entries
        return value or None

    def set_writable(self, writable: bool) -> None:
        """Let the user change the words or only read them."""
        for widget in (self._add, self._remove, self._up, self._down, self._usual):
            widget.setVisible(writable)
        triggers = QAbstractItemView.EditTrigger
        self._table.setEditTriggers(
            triggers.DoubleClicked | triggers.EditKeyPressed | triggers.AnyKeyPressed
            if writable
            else triggers.NoEditTriggers
        )

    def settle(self) -> None:
        """Take the word that is being typed in the table."""
        editor = self._table.indexWidget(self._table.currentIndex())
        if editor is not None:
            self._table.commitData(editor)
            self._table.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def on_picked(self) -> None:
        """Show the list the user picked."""
        self._model.show(words(self.context.tree, self._picked), closed=self._picked in CLOSED)
        self._update_buttons()

    def on_changed(self) -> None:
        """Take what the user changed."""
        self.finished.emit()

    def on_add(self) -> None:
        """Add a row and start with its key."""
        self._select(self._model.append())
        self._table.edit(self._table.currentIndex())

    def on_remove(self) -> None:
        """Remove the current row."""
        self._model.remove(self._table.currentIndex().row())

    def on_up(self) -> None:
        """Move the current row up."""
        self._select(self._model.shift(self._table.currentIndex().row(), -1))

    def on_down(self) -> None:
        """Move the current row down."""
        self._select(self._model.shift(self._table.currentIndex().row(), 1))

    def on_usual(self) -> None:
        """Go back to the usual words of this list."""
        self._model.show(VOCABULARIES[self._picked], closed=self._picked in CLOSED)
        self.finished.emit()

    @property
    def _picked(self) -> str:
        """The name of the list that is shown, "" before the user has picked one."""
        return self._pick.currentData() or ""

    def _select(self, row: int) -> None:
        self._table.selectionModel().setCurrentIndex(
            self._model.index(row, 0), QItemSelectionModel.SelectionFlag.ClearAndSelect
        )

    def _update_buttons(self) -> None:
        for button in (self._add, self._remove, self._up, self._down):
            button.setEnabled(not self._model.is_closed)
        self._usual.setEnabled(bool(self._picked) and not _is_usual(self._picked, self._model.entries()))
        self._body.setVisible(bool(self._picked))

    def _make(self, parent: QWidget) -> QWidget:
        self._pick = Combo(parent)
        for name in VOCABULARIES:
            self._pick.addItem(vocabulary_label(name), name)
        self._pick.setPlaceholderText(self.tr("Choose a list to see or change its words"))
        self._pick.setCurrentIndex(-1)
        return self._pick

    def _lay_out(self, parent: QWidget) -> QWidget:
        self._model = WordListModel(self)
        self._table = WordTable(parent)
        self._table.setModel(self._model)
        self._table.setAccessibleName(self.tr("Words of the list"))
        self._table.setTabKeyNavigation(False)
        self._table.verticalHeader().hide()
        header = self._table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._table.setMinimumHeight(self._table.fontMetrics().lineSpacing() * 14)
        self._add = self._button(parent, self.tr("Add word"), self.on_add)
        self._remove = self._button(parent, self.tr("Remove word"), self.on_remove)
        self._up = IconButton("up", self.tr("Up"), parent)
        self._down = IconButton("down", self.tr("Down"), parent)
        self._up.clicked.connect(self.on_up)
        self._down.clicked.connect(self.on_down)
        self._usual = self._button(parent, self.tr("Use the usual list"), self.on_usual)
        container = QWidget(parent)
        column = QVBoxLayout(container)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pick)
        self._body = QWidget(container)
        column.addWidget(self._body)
        below = QVBoxLayout(self._body)
        below.setContentsMargins(0, 0, 0, 0)
        below.addWidget(self._table)
        row = QHBoxLayout()
        for widget in (self._add, self._remove, self._up, self._down, self._usual):
            row.addWidget(widget)
        row.addStretch(1)
        below.addLayout(row)
        return container

    def _button(self, parent: QWidget, words: str, slot: object) -> QPushButton:
        button = QPushButton(words, parent)
        button.setAutoDefault(False)
        button.clicked.connect(slot)
        return button


def vocabulary_label(name: str) -> str:
    """Return what a word list is called: the label of the field that uses it."""
    for kind in KINDS.values():
        for field in kind.fields.values():
            if field.vocabulary == name:
                if name not in ("role", "position", "unit_kind"):
                    return field_label(field)
                words = translate("WordLists", "{0} ({1})")
                return words.format(field_label(field), kind_label(kind.name))
    return translate("WordLists", "Rating")


def _is_usual(name: str, entries: Mapping[str, Labels]) -> bool:
    return _is_same(entries, VOCABULARIES[name])


def _is_same(one: Mapping[str, Labels], other: Mapping[str, Labels]) -> bool:
    """Whether two lists have the same words in the same order."""
    return list(one.items()) == list(other.items())
