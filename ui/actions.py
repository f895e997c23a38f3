"""Menus, toolbar and shortcuts: every command of the window, named once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QIcon, QKeySequence, QPixmap

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMainWindow, QMenu, QToolBar, QWidget

Slot = Callable[[], object]


class Actions:
    """The commands of one window by name; made by the window, which says what each does."""

    def __init__(self, window: QMainWindow) -> None:
        self._window = window
        self._icons: dict[str, str] = {}
        self.by_name: dict[str, QAction] = {}
        self.bars: list[QToolBar] = []

    def __getitem__(self, name: str) -> QAction:
        """Return a command; KeyError where there is none of this name."""
        return self.by_name[name]

    def add(
        self,
        name: str,
        words: str,
        slot: Slot,
        keys: str | QKeySequence.StandardKey | None = None,
        picture: str | None = None,
        within: QWidget | None = None,
    ) -> QAction:
        """Make a command; ``keys`` as in "Ctrl+K" work in the window, or ``within`` a widget only."""
        action = QAction(words, self._window)
        action.triggered.connect(slot)
        action.setObjectName(name)
        if keys is not None:
            action.setShortcut(QKeySequence(keys))
        if picture:
            self._icons[name] = picture
        plain = words.replace("&", "").rstrip("…")
        shortcut = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        action.setToolTip(f"{plain} ({shortcut})" if shortcut else plain)
        action.setData(plain)  # the words may change; see Status
        self.by_name[name] = action
        if within is not None:
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        (within or self._window).addAction(action)
        return action

    def menu(self, words: str, *names: str | None) -> QMenu:
        """Add a menu with these commands; None is a line between two."""
        menu = self._window.menuBar().addMenu(words)
        for name in names:
            if name is None:
                menu.addSeparator()
            else:
                menu.addAction(self.by_name[name])
        return menu

    def toolbar(self, words: str, *names: str | None) -> QToolBar:
        """Add a toolbar with these commands; None is a gap."""
        bar = self._window.addToolBar(words)
        self.bars.append(bar)
        bar.setObjectName("toolbar")
        bar.setMovable(False)
        size = bar.fontMetrics().height()
        bar.setIconSize(QSize(size, size))
        room = QPixmap(bar.iconSize())  # until the icons are drawn; without it words would flash up
        room.fill(Qt.GlobalColor.transparent)
        for name in names:
            if name is None:
                bar.addSeparator()
            else:
                self.by_name[name].setIcon(QIcon(room))
                bar.addAction(self.by_name[name])  # its words are the button's accessible name
        return bar

    def refresh_icons(self) -> None:
        """Draw the icons in the colours of the palette."""
        from ui.icons import icon  # drawn after the first paint

        for name, picture in self._icons.items():
            self.by_name[name].setIcon(icon(picture, self._window.palette()))

    def enable(self, names: tuple[str, ...], enabled: bool) -> None:
        """Make commands available or not."""
        for name in names:
            self.by_name[name].setEnabled(enabled)
