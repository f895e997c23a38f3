"""The palette: a line and a list at the top of the window, gone as soon as something else is wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPalette
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QLineEdit, QListView, QVBoxLayout, QWidget

from ui.palette.ranking import ranked
from ui.palette.rows import EntryDelegate, EntryModel
from ui.picking import ListKeys
from ui.timing import once_after

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QModelIndex
    from PySide6.QtGui import QHideEvent
    from PySide6.QtWidgets import QStyleOptionFrame

    from ui.palette.entries import Entry

    Finder = Callable[[str], list[Entry] | None]

KEYS = (
    ("Return", QT_TRANSLATE_NOOP("Keys", "Do what is selected, or go there")),
    ("Up", QT_TRANSLATE_NOOP("Keys", "Select what is above")),
    ("Down", QT_TRANSLATE_NOOP("Keys", "Select what is below")),
    ("Esc", QT_TRANSLATE_NOOP("Keys", "Close the palette")),
)
REST_MS = 160
"""How long a typist must rest before nodes are looked for."""
WIDTH, MOST_ROWS = 96, 14
NODES_ONLY = "@"
SHORTEST = 2
RETURN = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PalettePopup(QFrame):
    """Shows entries by what is typed; a part of the window, so that it behaves alike on every system.

    Made for one use. ``chosen`` carries an entry after the popup is gone and the focus is back. ``find``
    returns the entries of nodes, or None while the workspace is still being read.
    """

    chosen = Signal(object)

    def __init__(
        self, entries: Sequence[Entry], used: Sequence[str], find: Finder, hint: str, window: QWidget
    ) -> None:
        super().__init__(window)
        self._entries, self._used, self._find = entries, used, find
        self._before: QWidget | None = window.focusWidget()
        self._nodes: list[Entry] = []
        self.model = EntryModel(self)
        self.line = QLineEdit(self)
        self.list = QListView(self)
        self._nothing = QLabel(self.tr("Nothing is found."), self)
        self._column = QVBoxLayout(self)
        self._keys = ListKeys(self.line, self.list)
        self._rest = once_after(self, REST_MS, self.find_nodes)
        self._lay_out(hint)
        self._connect()

    def open(self) -> None:
        """Show the palette and put the cursor into its line."""
        self._show([])
        self.show()
        self.raise_()
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.installEventFilter(self)
        app.focusChanged.connect(self.on_focus_changed)

    def dismiss(self) -> None:
        """Go away; the focus goes back to where it was."""
        if not self.isVisible():
            return
        had_focus = self.isAncestorOf(self.window().focusWidget() or self.window())
        self.hide()
        if had_focus and self._before is not None:
            self._before.setFocus(Qt.FocusReason.PopupFocusReason)

    def forget_before(self) -> None:
        """Give the focus to nobody: what had it is gone, as after work that ended meanwhile."""
        self._before = None

    def run(self, index: QModelIndex | None = None) -> None:
        """Do what is selected, once the palette is gone; nothing where that is not possible now."""
        place = self.list.currentIndex() if index is None else index
        entry = self.model.entries[place.row()] if place.isValid() else None
        if entry is not None and entry.available:
            self.dismiss()
            self.chosen.emit(entry)

    def on_text(self, text: str) -> None:
        """Show the commands that are meant at once; nodes follow after a rest."""
        self._nodes = []
        self._show(self._meant())
        if len(self._query) >= SHORTEST:
            self._rest.start()
        else:
            self._rest.stop()

    def find_nodes(self) -> None:
        """Show the nodes that are meant, with the same row selected; wait while they are being read."""
        found = self._find(self._query)
        if found is None:
            self._rest.start()
            return
        self._nodes = found
        row = self.list.currentIndex().row()
        self._show(self._meant())
        if 0 <= row < len(self.model.entries):
            self.list.setCurrentIndex(self.model.index(row))

    def on_focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        """Go away when the focus goes elsewhere; another program takes it only for a while."""
        if new is not None and new is not self and not self.isAncestorOf(new):
            self.dismiss()

    def on_current(self, current: QModelIndex) -> None:
        """Let a screen reader say what is selected while the focus stays in the line."""
        words = self.model.data(current, Qt.ItemDataRole.AccessibleTextRole) if current.isValid() else ""
        self.line.setAccessibleDescription(words)

    @property
    def _query(self) -> str:
        return self.line.text().removeprefix(NODES_ONLY).strip()

    def _meant(self) -> list[Entry]:
        if self.line.text().startswith(NODES_ONLY):
            return self._nodes
        found = ranked(self._entries, self.line.text(), self._used)
        possible = [entry for entry in found if entry.available]
        return possible + self._nodes + found[len(possible) :]

    def _show(self, entries: list[Entry]) -> None:
        self.model.show(entries or ([] if self.line.text() else self._meant()))
        self._nothing.setVisible(bool(self.line.text()) and not self.model.entries)
        self.list.setVisible(not self._nothing.isVisibleTo(self))
        self._take_place()
        first = self.model.index(0)
        if first.isValid():
            self.list.setCurrentIndex(first)
        self.on_current(self.list.currentIndex())

    def _take_place(self) -> None:
        """Stand in the upper middle of the window, as high as what is found."""
        home = self.window().rect()
        unit, row = self.fontMetrics().averageCharWidth(), round(self.fontMetrics().lineSpacing() * 1.5)
        self.list.setFixedHeight(row * min(MOST_ROWS, max(1, self.model.rowCount())) + 2)
        width = min(unit * WIDTH, home.width() - unit * 4)
        height = min(self._column.totalSizeHint().height(), home.height() - row * 2)
        self.setGeometry(QRect((home.width() - width) // 2, row, width, height))

    def _lay_out(self, hint: str) -> None:
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setFrameShadow(QFrame.Shadow.Raised)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Window)
        self.setAccessibleName(self.tr("Command palette"))
        self.line.setPlaceholderText(hint)
        self.line.setAccessibleName(self.tr("Command or place"))
        self.line.setTextMargins(4, 4, 4, 4)
        self.list.setModel(self.model)
        self.list.setItemDelegate(EntryDelegate(self.list))
        self.list.setAccessibleName(self.tr("Commands and places"))
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._nothing.setMargin(self.fontMetrics().averageCharWidth())
        self._nothing.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        column = self._column
        margin = self.fontMetrics().averageCharWidth()
        column.setContentsMargins(margin, margin, margin, margin)
        for widget in (self.line, self.list, self._nothing):
            column.addWidget(widget)

    def _connect(self) -> None:
        self.line.textChanged.connect(self.on_text)
        self.list.clicked.connect(self.run)
        self.list.selectionModel().currentChanged.connect(self.on_current)
        if self._before is not None:
            self._before.destroyed.connect(self.forget_before)

    # Qt overrides ------------------------------------------------------------------------------

    def initStyleOption(self, option: QStyleOptionFrame) -> None:  # noqa: D102
        super().initStyleOption(option)
        # It lies over others of the same ground. PySide declares names as bytes, but takes none.
        option.palette = QApplication.palette("QMenu")  # type: ignore[call-overload]

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        elif event.key() in RETURN:
            self.run()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: D102
        super().hideEvent(event)
        app = QApplication.instance()
        if event.spontaneous() or not isinstance(app, QApplication):
            return  # the window is only out of sight for a while
        app.removeEventFilter(self)
        app.focusChanged.disconnect(self.on_focus_changed)
        self._rest.stop()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: D102
        kind = event.type()
        if kind == QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent):
            if not self.rect().contains(self.mapFromGlobal(event.globalPosition().toPoint())):
                self.dismiss()
        elif kind == QEvent.Type.ShortcutOverride and watched is self.line:
            event.accept()  # the keys of the window's commands do nothing while a command is picked
            return True
        elif kind == QEvent.Type.Resize and watched is self.window():
            self._take_place()
        return False
