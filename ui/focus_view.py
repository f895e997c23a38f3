"""The one text of focus mode: lent by its form, larger, and with nothing beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QPalette, QShortcut
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from ui.focusing import NEXT, PREVIOUS

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from ui.forms.bindings import Binding
    from ui.forms.form import NodeForm
    from ui.text.editor import MarkupEdit

LARGER = 1.25
WIDTH = 80
"""How wide the text is, in average characters."""


class FocusView(QScrollArea):
    """Shows one field in the middle of the window; made by focus mode, which says which one."""

    next_asked = Signal()
    previous_asked = Signal()
    leave_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._form: NodeForm | None = None
        self._binding: Binding | None = None
        self._stand_in: QWidget | None = None
        self._frame = QFrame.Shape.StyledPanel
        self._column = QWidget(self)
        self._name, self._label, self._note = QLabel(self), QLabel(self), QLabel(self)
        self._hint = QLabel(self.tr("Esc shows the rest of the window again."), self)
        for keys, signal in ((NEXT, self.next_asked), (PREVIOUS, self.previous_asked)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(signal)
        self._lay_out()
        self._enlarge()
        self.verticalScrollBar().rangeChanged.connect(self.on_cursor_moved)  # the text became longer

    def take(self, form: NodeForm, binding: Binding) -> None:
        """Show a field of a form; something of no size stands in the form for it meanwhile."""
        self._form, self._binding, self._stand_in = form, binding, QWidget(form)
        _swap(form, binding.container, self._stand_in)
        self._place.addWidget(binding.container)
        binding.container.show()
        editor = binding.text_editor
        if editor is not None:
            self._indent(editor)
            self._frame = editor.frameShape()
            editor.setFrameShape(QFrame.Shape.NoFrame)
            editor.fit()
            editor.cursor_moved.connect(self.on_cursor_moved)
        self.verticalScrollBar().setValue(0)
        self.on_cursor_moved()

    def give_back(self) -> None:
        """Put the field back where it was in its form."""
        form, binding, stand_in = self._form, self._binding, self._stand_in
        if form is None or binding is None or stand_in is None:
            return
        editor = binding.text_editor
        if editor is not None:
            editor.cursor_moved.disconnect(self.on_cursor_moved)
            editor.setFrameShape(self._frame)
        self._place.removeWidget(binding.container)
        _swap(form, stand_in, binding.container)
        binding.container.show()
        stand_in.deleteLater()
        self._form = self._binding = self._stand_in = None
        if editor is not None:
            editor.fit()

    def show_words(self, name: str, label: str, note: str) -> None:
        """Say whose text it is, which of its fields, and what is wrong with it."""
        self._name.setText(name)
        self._label.setText(label)
        self._note.setText(note)
        self._note.setVisible(bool(note))

    def on_cursor_moved(self) -> None:
        """Keep the line with the cursor away from the edges, once the text has its height."""
        QTimer.singleShot(0, self, self.keep_line_in_sight)

    def keep_line_in_sight(self) -> None:
        """Scroll so that there is room above and below the line with the cursor."""
        editor = self._editor
        if editor is not None and editor.hasFocus():
            line = editor.cursorRect()
            place = editor.viewport().mapTo(self._column, line.center())
            self.ensureVisible(place.x(), place.y(), 0, self.viewport().height() // 3)

    @property
    def _editor(self) -> MarkupEdit | None:
        return self._binding.text_editor if self._binding is not None else None

    def _enlarge(self) -> None:
        font = QApplication.font()
        font.setPointSizeF(font.pointSizeF() * LARGER)
        if font != self.font():
            self.setFont(font)
        bold = self.font()
        bold.setBold(True)
        self._label.setFont(bold)
        self._text.setMaximumWidth(self.fontMetrics().averageCharWidth() * WIDTH)
        self._leave_room()

    def _indent(self, editor: MarkupEdit) -> None:
        """Let the words round a text begin where its lines do."""
        for label in (self._name, self._label, self._note):
            label.setIndent(round(editor.document().documentMargin()))

    def _leave_room(self) -> None:
        """Let the last line, too, stand well above the lower edge."""
        line = self.fontMetrics().lineSpacing()
        self._rows.setContentsMargins(line, line * 3, line, max(line * 3, self.viewport().height() // 3))

    def _lay_out(self) -> None:
        self._note.setWordWrap(True)
        for faint in (self._name, self._hint):
            faint.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._text = QWidget(self._column)
        rows = self._rows = QVBoxLayout(self._text)
        top = QHBoxLayout()
        top.addWidget(self._name, 1)
        top.addWidget(self._hint)
        rows.addLayout(top)
        rows.addWidget(self._label)
        self._place = QVBoxLayout()
        rows.addLayout(self._place)
        rows.addWidget(self._note)
        rows.addStretch(1)
        row = QHBoxLayout(self._column)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(self._text, 1000)
        row.addStretch(1)
        self._column.setBackgroundRole(QPalette.ColorRole.Base)
        self._column.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setWidget(self._column)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("Focus mode"))

    # Qt overrides ------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        if event.key() == Qt.Key.Key_Escape:
            self.leave_asked.emit()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        self._leave_room()
        self.on_cursor_moved()

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationFontChange:
            self._enlarge()


def _swap(form: NodeForm, there: QWidget, wanted: QWidget) -> None:
    """Put a widget into the place of another in the layout of a form."""
    layout = form.layout()
    assert layout is not None
    layout.replaceWidget(there, wanted)
