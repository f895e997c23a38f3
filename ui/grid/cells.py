"""How cells are painted and edited: each with the editor that a form has for its field."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QT_TRANSLATE_NOOP,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPalette, QTextCursor
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QFrame,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ui.forms.bindings import Binding, MarkupBinding
from ui.forms.context import FormContext
from ui.forms.form import BINDINGS
from ui.forms.values import to_text
from ui.grid.choosing import CellChoiceBinding
from ui.grid.model import ALL
from ui.hits import HitDelegate
from ui.schema_words import field_label
from ui.sentences import spoken
from ui.text.editor import MarkupEdit
from workbench.errors import UserError
from workbench.schema import Field, Type

if TYPE_CHECKING:
    from ui.forms.bindings import Maker
    from ui.grid.view import GridView
    from ui.session import Session
    from workbench.rows import Column

Index = QModelIndex | QPersistentModelIndex
LINES = 2
"""Lines of text in a row."""
TEXT_WIDTH, LIST_WIDTH = 60, 44
"""The least width of an editor of a text and of a list, in letters; lower than that nothing can be seen."""
TALLEST = 14
"""Lines of a text that are seen while it is edited."""
CANCEL = QKeySequence.StandardKey.Cancel
RETURN = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
TAB = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
KEYS = (
    ("Tab", QT_TRANSLATE_NOOP("Keys", "Take what was typed and go to the next cell that can be edited")),
    ("Shift+Tab", QT_TRANSLATE_NOOP("Keys", "Take what was typed and go to the cell before")),
    ("Ctrl+Return", QT_TRANSLATE_NOOP("Keys", "Take what was typed, for all selected cells of its kind")),
    ("Esc", QT_TRANSLATE_NOOP("Keys", "Leave the cell as it was; stop a paste that takes long")),
)


class CellText(MarkupEdit):
    """The editor of a text over its cell: it grows with the text as far as it should, then scrolls."""

    def fit(self, *_: object) -> None:
        """Take the height of the text, up to some lines."""
        super().fit()
        tallest = self.fontMetrics().lineSpacing() * TALLEST
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        if self.height() > tallest:
            self.setFixedHeight(tallest)


class CellTextBinding(MarkupBinding):
    """A text that is edited over its cell."""

    def _make(self, parent: QWidget) -> QWidget:
        self.editor = CellText(self.context.printed, one_line=self.one_line, parent=parent)
        return self.editor


class CellDelegate(HitDelegate):
    """Paints rows of a few lines and edits cells; made by the grid panel.

    ``refused`` carries a sentence; ``typed`` is sent for every change in a cell, ``ended`` when it is left,
    with whether nothing of what was typed is wanted any more: it was taken, or given up.
    ``fill_asked`` carries recommendation, column name and value for all selected cells.
    """

    refused = Signal(str)
    fill_asked = Signal(int, str, object)
    typed = Signal()
    ended = Signal(bool)

    def __init__(self, session: Session, view: GridView) -> None:
        super().__init__(view)
        self._view = view
        self._context = FormContext(session)
        self._binding: Binding | None = None
        self._editor: QWidget | None = None
        self._column = ALL[0]
        self._is_taken = False

    @property
    def editing(self) -> tuple[int, Column, str | None] | None:
        """Recommendation, column and what is typed, as a draft; None where no cell is being edited."""
        binding = self._binding
        if binding is None:
            return None
        text = binding.draft() if binding.is_dirty else None
        if text is None:
            with contextlib.suppress(UserError):
                text = to_text(binding.field, binding.field.clean(binding.read()))
        return self._context.node, self._column, text

    def on_begun(self, by_letter: bool) -> None:
        """Let typing go on behind a value; a word of a list is replaced, as is any that a letter began.

        A text, which may be long and with emphasis and references, is never replaced as a whole.
        """
        binding, editor = self._binding, self._editor
        if binding is None or editor is None:
            return
        if binding.text_editor is not None:
            binding.text_editor.moveCursor(QTextCursor.MoveOperation.End)
            return
        focus = editor.focusProxy() or editor
        line = focus.lineEdit() if isinstance(focus, QComboBox) else focus
        if isinstance(line, QLineEdit):
            line.end(False)
            if (by_letter or line is not focus) and not binding.is_dirty:
                line.selectAll()

    def restore(self, text: str) -> None:
        """Show text again that was typed in the cell before."""
        if self._binding is not None:
            self._binding.restore(text)

    def settle(self) -> bool:
        """Take what is being typed, also where the window has not the focus; return whether it could be."""
        return self._close()

    def on_finished(self) -> None:
        """Take a value that was chosen or completed; a list stays open for more."""
        if self._binding is None:
            return
        if self._binding.field.type is Type.UNITS:
            self._binding.accept(self._binding.read())
            self.typed.emit()
        else:
            self._close()

    def _close(self, *, filling: bool = False) -> bool:
        """Close the editor, which gives the focus to the view, and take the value; return whether it could.

        In this order: what is taken may move the row, and an editor that is open then goes with its focus.
        """
        editor, self._editor = self._editor, None
        if editor is None:
            return True
        self._shut(editor, QStyledItemDelegate.EndEditHint.NoHint)
        self._take(self._view.cell(self._context.node, self._column.name), filling=filling)
        self.ended.emit(self._is_taken)
        self._binding = None
        return self._is_taken

    def _take(self, index: Index, *, filling: bool = False) -> None:
        """Hand over the value of the cell with an index, and note whether that was accepted."""
        binding = self._binding
        assert binding is not None  # there is one as long as there is something to take
        self._is_taken = False
        try:
            value = binding.field.clean(binding.read())
        except UserError as error:
            self.refused.emit(spoken(error.sentence))
            return
        if filling:
            self.fill_asked.emit(self._context.node, self._column.name, value)
        elif value != index.data(Qt.ItemDataRole.EditRole):
            index.model().setData(index, value)
        self._is_taken = value == index.data(Qt.ItemDataRole.EditRole)

    def _give_up(self) -> None:
        """Close the editor; what is typed is not taken when the focus leaves it."""
        editor = self._editor
        assert editor is not None  # only an editor that is open gets keys
        self.ended.emit(True)
        self._binding = self._editor = None
        self._shut(editor, QStyledItemDelegate.EndEditHint.RevertModelCache)

    def _shut(self, editor: QWidget, hint: QStyledItemDelegate.EndEditHint) -> None:
        """Close an editor; the focus goes to the view, from whatever part of the editor has it."""
        focused = QApplication.focusWidget()
        if focused is not None and editor.isAncestorOf(focused):
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closeEditor.emit(editor, hint)

    def _ends(self, event: QKeyEvent) -> bool:
        """Whether Return ends the editing: always in a line, together with Ctrl in a text."""
        return _with_control(event) or not isinstance(self._editor, CellText)

    def _make(self, field: Field, parent: QWidget) -> Binding:
        makers: dict[Type, Maker] = {
            **BINDINGS,
            Type.TEXT: CellTextBinding,
            Type.CHOICE: CellChoiceBinding,
        }
        return makers[field.type](field, self._context, parent)

    # Qt overrides ------------------------------------------------------------------------------

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: D102
        super().paint(painter, option, index)
        if option.state & QStyle.StateFlag.State_HasFocus:
            _draw_frame(painter, option)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: D102
        return QSize(0, option.fontMetrics.lineSpacing() * LINES + option.fontMetrics.height() // 3)

    def createEditor(  # noqa: D102
        self, parent: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> QWidget:
        field = ALL[index.column()].field
        assert field is not None  # the model lets nothing else be edited
        self._context.node = index.internalId()
        home = QFrame(parent)
        binding = self._make(field, home)
        editor = _framed(binding, home) if field.type is Type.UNITS else _moved_out(binding, home)
        editor.setAutoFillBackground(True)
        editor.setBackgroundRole(QPalette.ColorRole.Base)
        editor.setAccessibleName(field_label(field))
        binding.widget.setAccessibleName(field_label(field))
        focus = _first_line(editor) or binding.widget
        if focus is not editor:
            editor.setFocusProxy(focus)
            focus.installEventFilter(self)
        if binding.text_editor is None:
            binding.finished.connect(self.on_finished)
        binding.edited.connect(self.typed)
        self._binding, self._editor, self._column = binding, editor, ALL[index.column()]
        self._is_taken = False
        binding.load(index.data(Qt.ItemDataRole.EditRole))  # its size depends on what it holds
        return editor

    def destroyEditor(self, editor: QWidget, index: Index) -> None:  # noqa: D102
        if editor is self._editor:
            self.ended.emit(self._is_taken)
            self._binding = self._editor = None
        super().destroyEditor(editor, index)

    def setEditorData(self, editor: QWidget, index: Index) -> None:  # noqa: D102
        if self._binding is not None and editor is self._editor and not self._binding.is_dirty:
            self._binding.load(index.data(Qt.ItemDataRole.EditRole))

    def setModelData(self, editor: QWidget, model: QObject, index: Index) -> None:  # noqa: D102
        if editor is self._editor:
            self._take(index)

    def updateEditorGeometry(  # noqa: D102
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        field = ALL[index.column()].field
        place = QRect(option.rect)
        letters = {Type.TEXT: TEXT_WIDTH, Type.UNITS: LIST_WIDTH}.get(field.type if field else Type.LINE, 0)
        place.setWidth(max(place.width(), option.fontMetrics.averageCharWidth() * letters))
        editor.resize(place.size())
        wanted = editor.height() if isinstance(editor, QAbstractScrollArea) else editor.sizeHint().height()
        place.setHeight(max(place.height(), wanted) if letters else place.height())
        seen = self._view.viewport().rect()
        place.moveRight(min(place.right(), max(seen.right(), place.width() - 1)))
        place.moveBottom(min(place.bottom(), max(seen.bottom(), place.height() - 1)))
        if isinstance(editor, CellText):
            editor.setMinimumHeight(place.height())
        editor.setGeometry(place)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: D102
        if self._editor is None or self._binding is None:
            return False  # what is left of an editor that is closed
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.matches(CANCEL):
            self._give_up()
            return True
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in TAB:
            return False  # the view is asked where the focus goes, whatever part of an editor has it
        if not isinstance(event, QKeyEvent) or event.key() not in RETURN or not self._ends(event):
            return super().eventFilter(self._editor, event)
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()  # the window has a command on this key
        elif event.type() == QEvent.Type.KeyPress:
            line = self._editor.focusProxy()
            if watched is line and self._binding.field.type is Type.UNITS and self._binding.is_dirty:
                return False  # the line adds the unit that was typed
            if line is None or watched is line or QApplication.focusWidget() is not line:
                self._close(filling=_with_control(event))  # else the line made use of the key already
        return True


def _draw_frame(painter: QPainter, option: QStyleOptionViewItem) -> None:
    """Show that a cell is the current one, also among those that are selected."""
    selected = option.state & QStyle.StateFlag.State_Selected
    role = QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Highlight
    painter.save()
    painter.setPen(option.palette.color(role))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(option.rect.adjusted(1, 1, -2, -2))
    painter.restore()


def _with_control(event: QKeyEvent) -> bool:
    return bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)


def _framed(binding: Binding, home: QFrame) -> QWidget:
    """Return an editor of several parts with a line round it."""
    home.setFrameShape(QFrame.Shape.Box)
    layout = QVBoxLayout(home)
    layout.setContentsMargins(4, 4, 4, 4)
    layout.addWidget(binding.container)
    return home


def _moved_out(binding: Binding, home: QFrame) -> QWidget:
    """Return the editor by itself, without the widget it was made in."""
    editor = binding.container
    editor.setParent(home.parentWidget())
    binding.setParent(editor)
    home.deleteLater()
    return editor


def _first_line(editor: QWidget) -> QWidget | None:
    """Return the line to type into, in an editor that is made of several parts."""
    return None if isinstance(editor, (QComboBox, QLineEdit)) else editor.findChild(QLineEdit)
