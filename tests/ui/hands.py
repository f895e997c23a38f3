"""A user's hands: keys go to whatever has the focus, clicks to where something is seen; nothing else."""

from __future__ import annotations

import time

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QContextMenuEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QMenuBar, QTabBar, QWidget

MOST_S = 10
MOST_TABS = 120


def wait(until, what="it to happen") -> None:
    """Handle events until something is so."""
    end = time.monotonic() + MOST_S
    while not until():
        assert time.monotonic() < end, f"waited in vain for {what}; the focus is on {focused()}"
        QTest.qWait(5)


def focused() -> QWidget:
    """Return what takes the keys; where a dialog went away the window is in front again, as everywhere."""
    if QApplication.activeWindow() is None:
        seen = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
        dialogs = [widget for widget in seen if isinstance(widget, QDialog)]
        (dialogs or seen)[-1].activateWindow()
        QApplication.processEvents()
    return QApplication.activePopupWidget() or QApplication.focusWidget() or QApplication.activeWindow()


def name_of(widget: QWidget) -> str:
    return widget.accessibleName() or str(getattr(widget, "text", str)())


class Keyboard:
    """Presses keys, as "Ctrl+K", one after the other; types words."""

    def press(self, *keys: str) -> None:
        for key in keys:
            combination = QKeySequence(key)[0]
            parts = combination.key(), combination.keyboardModifiers()
            wait(lambda: focused() is not None)
            QTest.keyPress(focused(), *parts)
            QApplication.processEvents()
            wait(lambda: focused() is not None)
            QTest.keyRelease(focused(), *parts)  # what the key was pressed in may be gone by now

    def type(self, words: str) -> None:
        QTest.keyClicks(focused(), words)
        QApplication.processEvents()

    def tab_to(self, name: str, key: str = "Tab") -> QWidget:
        """Go on by Tab until something of a name has the focus."""
        seen = []
        for _ in range(MOST_TABS):
            if name_of(focused()).replace("&", "").startswith(name):
                return focused()
            seen.append(name_of(focused()))
            self.press(key)
        raise AssertionError(f"{key} does not lead to {name}, but to {list(dict.fromkeys(seen))}")

    def until(self, key: str, is_so) -> None:
        """Press a key until something is so."""
        for _ in range(MOST_TABS):
            if is_so():
                return
            self.press(key)
        raise AssertionError(f"{key} does not lead there; the focus is on {name_of(focused())}")

    def choose(self, words: str) -> None:
        """Go down in the menu that stands open to an entry, and choose it."""
        wait(lambda: isinstance(QApplication.activePopupWidget(), QMenu))  # a button takes its time
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        for _ in menu.actions():
            current = menu.activeAction()
            if current is not None and current.text().replace("&", "").startswith(words):
                self.press("Return")
                return
            self.press("Down")
        raise AssertionError(f"{words} is not in {[action.text() for action in menu.actions()]}")


class Mouse:
    """Clicks on places that are seen."""

    def click(
        self, widget: QWidget, place: QPoint | None = None, keys=Qt.KeyboardModifier.NoModifier
    ) -> None:
        place = widget.rect().center() if place is None else place
        assert widget.isVisible()
        assert widget.rect().contains(place), "it would have to be scrolled to"
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, keys, place)
        QApplication.processEvents()

    def double_click(self, widget: QWidget, place: QPoint) -> None:
        self.click(widget, place)
        QTest.mouseDClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
        QApplication.processEvents()

    def right_click(self, widget: QWidget, place: QPoint) -> None:
        """Click with the right button, on which the window system asks for the menu of the place."""
        QTest.mouseClick(widget, Qt.MouseButton.RightButton, pos=place)
        at = QPoint(widget.mapToGlobal(place))
        QApplication.sendEvent(widget, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, at))
        wait(lambda: isinstance(QApplication.activePopupWidget(), QMenu), "the menu")

    def menu(self, bar: QMenuBar, *words: str) -> None:
        """Open a menu of the bar and click through to an entry."""
        place = self._place(bar, words[0])
        self.click(bar, place.center())
        for one in words[1:]:
            self.entry(one)

    def entry(self, words: str) -> None:
        """Click on an entry of the menu that stands open."""
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        self.click(menu, self._place(menu, words).center())

    def cell(self, view, index, keys=Qt.KeyboardModifier.NoModifier) -> None:
        """Click on a cell, scrolled to where it has to be."""
        view.scrollTo(index)  # as turning the wheel would
        self.click(view.viewport(), self.place_in(view, index), keys)

    def tab(self, bar: QTabBar, words: str) -> None:
        place = next(place for place in range(bar.count()) if bar.tabText(place) == words)
        self.click(bar, bar.tabRect(place).center())

    def place_in(self, view, index) -> QPoint:
        """Return a point of a cell that is seen."""
        return view.visualRect(index).intersected(view.viewport().rect()).center()

    def _place(self, menu: QMenu | QMenuBar, words: str) -> QRect:
        action = next(a for a in menu.actions() if a.text().replace("&", "").startswith(words))
        assert action.isEnabled(), words
        return menu.actionGeometry(action)
