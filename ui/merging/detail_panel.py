"""The row that is looked at: its columns side by side, why to look, and the editor."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.icons import icon
from ui.looks import LOOKS
from ui.merging.columns import Column, columns
from ui.merging.difference_view import DifferenceView
from ui.merging.entries import QUESTION
from ui.merging.value_editor import ValueEditor

if TYPE_CHECKING:
    from ui.merging.entries import Entry
    from ui.session import Session


class ColumnView(QWidget):
    """One column: whose text it is, the text, and the button that takes it; used again and again."""

    taken = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.column: Column | None = None
        self._title = QLabel(self)
        self._caption = QLabel(self)
        self._sign = QLabel(self)
        self.text = DifferenceView(self)
        self.button = QPushButton(self)
        self._lay_out()
        self.button.clicked.connect(self.taken)

    def show_column(self, column: Column, start: int, *, can_decide: bool) -> None:
        """Show a column, the letter at ``start`` in sight; its button only where it can be used."""
        self.column = column
        self._title.setText(column.title)
        self._title.setToolTip(column.title)
        self._caption.setText(column.caption)
        self._sign.setVisible(column.is_chosen)
        self.text.show_pieces(column.pieces, start)
        self.text.setAccessibleName(
            self.tr("{0} (chosen)").format(column.title) if column.is_chosen else column.title
        )
        self.button.setText(column.offer)
        self.button.setAccessibleName(self.tr("{0}: {1}").format(column.offer, column.title))
        self.button.setVisible(bool(column.offer) and can_decide)
        self.button.setEnabled(not column.is_chosen)
        self._show_sign()

    def _show_sign(self) -> None:
        self._sign.setPixmap(icon("done", self.palette()).pixmap(self.fontMetrics().height()))

    def _lay_out(self) -> None:
        font = QFont(self.font())
        font.setBold(True)
        self._title.setFont(font)
        for label in (self._title, self._caption):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._caption.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._sign.setToolTip(self.tr("This will stand"))
        self.button.setAutoDefault(False)
        policy = self.button.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # so that the texts are equally high
        self.button.setSizePolicy(policy)
        head = QHBoxLayout()
        head.addWidget(self._sign)
        head.addWidget(self._title, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.button)
        foot.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        box.addLayout(head)
        box.addWidget(self._caption)
        box.addWidget(self.text, 1)
        box.addLayout(foot)

    # Qt overrides ------------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        if event.type() in LOOKS:
            self._show_sign()


class DetailPanel(QWidget):
    """Shows one row at a time; made by the merge window. ``before`` is where Tab comes from.

    ``keep_asked``, ``take_asked`` (the number of an answer) and ``value_given`` say what the user decided.
    """

    keep_asked = Signal()
    take_asked = Signal(int)
    value_given = Signal(object)

    def __init__(self, session: Session, before: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._before = before
        self._entry: Entry | None = None
        self.editor: ValueEditor | None = None
        self._views: list[ColumnView] = []
        self._heading = QLabel(self)
        self._sign = QLabel(self)
        self.doubts = QLabel(self)
        self._area = QScrollArea(self)
        self._inner = QWidget(self._area)
        self._row = QHBoxLayout(self._inner)
        self._lay_out()

    @property
    def views(self) -> list[ColumnView]:
        """The columns that are shown."""
        return [view for view in self._views if not view.isHidden()]

    def show_entry(self, entry: Entry | None) -> None:
        """Show a row, or nothing; the editor stays open while the row is the same."""
        if self.editor is not None and (entry is None or self._entry is None or entry.key != self._entry.key):
            self.close_editor()
        self._entry = entry
        nothing = self.tr("No change is selected.")
        self._heading.setText(f"{entry.place} · {entry.what}" if entry else nothing)
        role = QPalette.ColorRole.WindowText if entry else QPalette.ColorRole.PlaceholderText
        self._heading.setForegroundRole(role)
        self.doubts.setText(" ".join(entry.doubts) if entry else "")
        for label in (self.doubts, self._sign):
            label.setVisible(bool(entry and entry.doubts))
        self._show_columns(columns(entry) if entry else [])

    def edit(self) -> None:
        """Open the editor for the row that is shown."""
        if self._entry is None or self.editor is not None:
            return
        self.editor = ValueEditor(self._entry, self._session, self._inner)
        self.editor.setMinimumWidth(self.fontMetrics().averageCharWidth() * 44)
        self._row.addWidget(self.editor, 3)
        self.editor.given.connect(self.on_given)
        self.editor.ended.connect(self.close_editor)
        self.editor.show()
        self.editor.follow(self.views[-1].button if self.views else self._before)
        self.editor.focus()
        QTimer.singleShot(0, self, self._bring_editor_into_sight)  # once it has its place

    def close_editor(self) -> None:
        """Put the editor away; what was typed there is forgotten."""
        if self.editor is not None:
            self._row.removeWidget(self.editor)
            self.editor.hide()
            self.editor.deleteLater()
            self.editor = None

    def focus_answers(self) -> None:
        """Put the focus on the button of the first answer."""
        for view in self.views:
            if view.column and view.column.role == "theirs" and view.button.isVisible():
                view.button.setFocus(Qt.FocusReason.OtherFocusReason)
                self._area.ensureWidgetVisible(view)
                return

    def on_given(self, value: object) -> None:
        """Pass on what the user put instead."""
        self.close_editor()
        self.value_given.emit(value)

    def on_taken(self) -> None:
        """Pass on which column the user takes."""
        view = self.sender()
        if isinstance(view, ColumnView) and view.column:
            if view.column.role == "ours":
                self.keep_asked.emit()
            else:
                self.take_asked.emit(view.column.number)

    def _bring_editor_into_sight(self) -> None:
        if self.editor is not None:
            self._area.ensureWidgetVisible(self.editor)

    def _show_columns(self, wanted: list[Column]) -> None:
        while len(self._views) < len(wanted):
            view = ColumnView(self._inner)
            view.setMinimumWidth(self.fontMetrics().averageCharWidth() * 30)
            view.taken.connect(self.on_taken)
            self._row.insertWidget(len(self._views), view, 2)
            before = self._views[-1].button if self._views else self._before
            self._views.append(view)
            for first, second in pairwise((before, view.text, view.button)):
                QWidget.setTabOrder(first, second)
        start = min((column.start for column in wanted if column.start), default=0)
        for view in self._views[len(wanted) :]:
            view.hide()
        for view, column in zip(self._views, wanted, strict=False):
            view.show_column(column, column.start or start, can_decide=self._session.writable)
            view.show()

    def _lay_out(self) -> None:
        font = QFont(self.font())
        font.setBold(True)
        self._heading.setFont(font)
        self._heading.setTextFormat(Qt.TextFormat.PlainText)
        self.doubts.setTextFormat(Qt.TextFormat.PlainText)
        self.doubts.setWordWrap(True)
        self._show_sign()
        self._row.setContentsMargins(0, 0, 0, 0)
        self._area.setWidget(self._inner)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setMinimumHeight(self.fontMetrics().lineSpacing() * 12)
        why = QHBoxLayout()
        why.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        why.addWidget(self.doubts, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._heading)
        box.addLayout(why)
        box.addWidget(self._area, 1)

    def _show_sign(self) -> None:
        self._sign.setPixmap(icon(QUESTION, self.palette()).pixmap(self.fontMetrics().height()))

    # Qt overrides ------------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        if event.type() in LOOKS and hasattr(self, "_sign"):
            self._show_sign()
