"""Fields that hold several values: units in their order, and further recommendations answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QT_TRANSLATE_NOOP,
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QStringListModel,
    Qt,
    Signal,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCompleter,
    QHBoxLayout,
    QListView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ui.forms.bindings import Binding, LineEdit
from ui.forms.choices import unit_choices, unit_label
from ui.forms.values import from_text, to_text
from ui.frames import frame_focused
from ui.icons import IconButton
from ui.labels import label
from ui.schema_words import field_label
from workbench.register import by_key

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent
    from PySide6.QtWidgets import QStyleOptionFrame

    from ui.forms.context import FormContext
    from workbench.schema import Field, Value

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
MOST_ROWS = 8
KEYS = (
    ("Del", QT_TRANSLATE_NOOP("Keys", "Take what is selected off a list")),
    ("Up", QT_TRANSLATE_NOOP("Keys", "Go from the line for a unit to those above it")),
    ("Ctrl+Up", QT_TRANSLATE_NOOP("Keys", "Move the selected unit up")),
    ("Ctrl+Down", QT_TRANSLATE_NOOP("Keys", "Move the selected unit down")),
)
STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class ShortList(QListView):
    """A list as high as its rows, up to a few.

    ``delete_pressed`` when the user presses Delete, ``shift_pressed`` with -1 for Ctrl+Up, 1 for Ctrl+Down.
    """

    delete_pressed = Signal()
    shift_pressed = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def fit(self) -> None:
        """Take the height of the rows."""
        rows = max(1, min(self.model().rowCount(), MOST_ROWS))
        height = self.sizeHintForRow(0) if self.model().rowCount() else self.fontMetrics().lineSpacing() + 4
        self.setFixedHeight(rows * height + 2 * self.frameWidth() + 2)

    # Qt overrides ------------------------------------------------------------------------------

    def initStyleOption(self, option: QStyleOptionFrame) -> None:  # noqa: D102
        super().initStyleOption(option)
        if self.hasFocus():
            frame_focused(option)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: D102
        super().focusInEvent(event)
        self.update()  # its frame

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: D102
        super().focusOutEvent(event)
        self.update()  # its frame

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.delete_pressed.emit()
        elif event.key() in STEPS and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.shift_pressed.emit(STEPS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)


class UnitLine(LineEdit):
    """A line to type a unit into; ``up_pressed`` when the user presses Up, which means nothing in a line."""

    up_pressed = Signal()

    # Qt overrides ------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        if event.key() == Qt.Key.Key_Up and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.up_pressed.emit()
        else:
            super().keyPressEvent(event)


class UnitsBinding(Binding):
    """Units in the order of the paper: typed with completion, removed, moved up and down."""

    def __init__(self, field: Field, context: FormContext, parent: QWidget) -> None:
        super().__init__(field, context, parent)
        self._keys: list[str] = []
        self._writable = True
        self.container = self._lay_out(parent)
        self._line.textEdited.connect(self.edited)
        self._line.editingFinished.connect(self.on_add)
        self._add.clicked.connect(self.on_add)
        self._remove.clicked.connect(self.on_remove)
        self._list.delete_pressed.connect(self.on_remove)
        self._list.shift_pressed.connect(self.on_shift)
        self._line.up_pressed.connect(self.on_line_left)
        self._up.clicked.connect(self.on_up)
        self._down.clicked.connect(self.on_down)

    @property
    def is_dirty(self) -> bool:
        """Whether a unit is typed that was not added yet."""
        return bool(self._line.text().split())

    def load(self, value: Value) -> None:
        """Show the units; one that the register lacks as it came."""
        self._line.clear()
        self._show(list(value or ()))

    def accept(self, value: Value) -> None:
        """Keep the selection where it is, or select the unit that was added."""
        keys = list(value or ())
        selected = len(keys) - 1 if self._line.text() else self._list.currentIndex().row()
        self._line.clear()
        self._show(keys, selected)

    def read(self) -> Value:
        """Return the keys in their order, a typed one last."""
        typed = self._typed()
        return (*self._keys, typed) if typed and typed not in self._keys else tuple(self._keys)

    def draft(self) -> str:
        """Return the units with the typed one."""
        return to_text(self.field, self.read())

    def restore(self, draft: str) -> None:
        """Show the units again, the last one as typed."""
        keys = list(from_text(self.field, draft))
        self._show(keys[:-1])
        self._line.setText("".join(keys[-1:]))

    def undo_typing(self) -> bool:
        """Take back the last typing."""
        undoable = self._line.isUndoAvailable()
        self._line.undo()
        return undoable

    def refresh(self) -> None:
        """Show and offer what the register holds now."""
        self._show(self._keys, self._list.currentIndex().row())

    def set_writable(self, writable: bool) -> None:
        """Let the user change the list or only read it."""
        self._writable = writable
        for widget in (self._line, self._add, self._remove, self._up, self._down):
            widget.setVisible(writable)

    def on_add(self) -> None:
        """Add the typed unit at the end, also when the user leaves the line."""
        if self.is_dirty:
            self.finished.emit()

    def on_remove(self) -> None:
        """Remove the selected unit."""
        row = self._list.currentIndex().row()
        if 0 <= row < len(self._keys):
            self._take(self._keys[:row] + self._keys[row + 1 :], min(row, len(self._keys) - 2))

    def on_up(self) -> None:
        """Move the selected unit up."""
        self.on_shift(-1)

    def on_down(self) -> None:
        """Move the selected unit down."""
        self.on_shift(1)

    def on_line_left(self) -> None:
        """Go to the units, to the last one where none is selected yet."""
        if not self._list.currentIndex().isValid():
            self._list.setCurrentIndex(self._model.index(len(self._keys) - 1, 0))
        self._list.setFocus(Qt.FocusReason.BacktabFocusReason)

    def on_shift(self, step: int) -> None:
        """Move the selected unit by a place, up (-1) or down (1)."""
        row = self._list.currentIndex().row()
        if 0 <= row < len(self._keys) and 0 <= row + step < len(self._keys):
            keys = list(self._keys)
            keys.insert(row + step, keys.pop(row))
            self._take(keys, row + step)

    def _typed(self) -> str:
        """Return the key of the typed unit, the text itself where the register lacks it."""
        text = " ".join(self._line.text().split())
        known = unit_choices(self.context) if text else ()
        meant = (key for label, key in known if text.casefold() in (label.casefold(), key.casefold()))
        return next(meant, text)

    def _take(self, keys: list[str], selected: int) -> None:
        if self._writable:
            self._show(keys, selected)
            self.finished.emit()

    def _show(self, keys: list[str], selected: int = -1) -> None:
        self._keys = keys
        known = by_key(self.context.tree)
        self._model.setStringList([self._words(key, known.get(key)) for key in keys])
        self._list.setCurrentIndex(self._model.index(selected, 0))
        self._list.fit()
        self._offers.setStringList([label for label, _ in unit_choices(self.context)])

    def _words(self, key: str, unit: object) -> str:
        if unit is None:
            return self.tr("{0} (not in the register)").format(key)
        return unit_label(key, unit["name"])  # type: ignore[index]

    def _make(self, parent: QWidget) -> QWidget:
        self._model = QStringListModel(self)
        self._list = ShortList(parent)
        self._list.setModel(self._model)
        return self._list

    def _lay_out(self, parent: QWidget) -> QWidget:
        self._line = UnitLine(parent)
        self._line.setPlaceholderText(self.tr("Type part of a unit’s name"))
        self._line.setAccessibleName(self.tr("Unit to add to “{0}”").format(field_label(self.field)))
        self._offers = QStringListModel(self)
        completer = QCompleter(self._offers, self._line)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.activated.connect(self.on_add, Qt.ConnectionType.QueuedConnection)  # once it stands there
        self._line.setCompleter(completer)
        self._add = QPushButton(self.tr("Add"), parent)
        self._add.setAccessibleName(self.tr("Add this unit to “{0}”").format(field_label(self.field)))
        self._add.setAutoDefault(False)
        self._remove = IconButton("remove", self.tr("Remove the selected unit"), parent)
        self._up = IconButton("up", self.tr("Move the selected unit up"), parent)
        self._down = IconButton("down", self.tr("Move the selected unit down"), parent)
        container = QWidget(parent)
        column = QVBoxLayout(container)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._list)
        row = QHBoxLayout()
        for widget in (self._line, self._add, self._remove, self._up, self._down):
            row.addWidget(widget, 1 if widget is self._line else 0)
        column.addLayout(row)
        return container


class ChecklistModel(QAbstractListModel):
    """Nodes that can be ticked; ``ticked`` is sent when the user ticks or unticks one."""

    ticked = Signal()

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self._rows: list[tuple[int, str]] = []
        self._chosen: tuple[int, ...] = ()

    @property
    def chosen(self) -> tuple[int, ...]:
        """The ids that are ticked, in the order of the list."""
        return self._chosen

    def show(self, rows: list[tuple[int, str]], chosen: tuple[int, ...]) -> None:
        """Offer these nodes with these ticked; the current row stays where the nodes are the same."""
        if rows == self._rows:
            self._chosen = chosen
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self._rows, self._chosen = rows, chosen
        self.endResetModel()

    # Qt overrides ------------------------------------------------------------------------------

    def rowCount(self, parent: Index = ROOT) -> int:  # noqa: D102
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: D102
        if not index.isValid():
            return None
        id, words = self._rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return words
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if id in self._chosen else Qt.CheckState.Unchecked
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:  # noqa: D102
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: D102
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        id = self._rows[index.row()][0]
        wanted = set(self._chosen) - {id}
        if Qt.CheckState(value) == Qt.CheckState.Checked:
            wanted.add(id)
        self._chosen = tuple(other for other, _ in self._rows if other in wanted)
        self.dataChanged.emit(index, index, [Qt.ItemDataRole.CheckStateRole])
        self.ticked.emit()
        return True


class NodesBinding(Binding):
    """Further recommendations of the part, as a list to tick; unknown ones stay until unticked."""

    def __init__(self, field: Field, context: FormContext, parent: QWidget) -> None:
        super().__init__(field, context, parent)
        self._model.ticked.connect(self.finished)

    def load(self, value: Value) -> None:
        """Show what can be ticked and what is."""
        chosen = tuple(value or ())
        offered = self.context.sibling_recommendations()
        rows = [(node.id, label(self.context.tree, self.context.numbers, node.id)) for node in offered]
        known = {id for id, _ in rows}
        rows += [(id, self._elsewhere(id)) for id in chosen if id not in known]
        self._model.show(rows, chosen)
        self._list.fit()

    def _elsewhere(self, id: int) -> str:
        """Return the words for a node that cannot be answered here."""
        if id not in self.context.tree:
            return self.tr("(a recommendation that is gone)")
        return self.tr("{0} (not in this part)").format(label(self.context.tree, self.context.numbers, id))

    def read(self) -> Value:
        """Return the ticked ids."""
        return self._model.chosen

    def refresh(self) -> None:
        """Offer the recommendations there are now."""
        self.load(self._model.chosen)

    def _make(self, parent: QWidget) -> QWidget:
        self._model = ChecklistModel(self)
        self._list = ShortList(parent)
        self._list.setModel(self._model)
        return self._list
