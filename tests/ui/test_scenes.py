"""Every window, page, panel and dialog of the table of scenes can be used by keys and by a screen reader, and
all its words can be read, light and dark.

A dialog without a scene fails a test of the table itself, so none can be forgotten here.
"""

from __future__ import annotations

import time
from collections import Counter

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QGroupBox,
    QLabel,
    QMainWindow,
    QMenu,
    QScrollArea,
    QTabBar,
    QWidget,
)

from tests.screens import dialogs, forms, merging, panels  # noqa: F401, they fill the table
from tests.screens.looks import dark_palette
from tests.screens.stage import Stage, sample_in
from tests.screens.table import SCENES
from tests.ui.faint import faint
from tests.ui.test_accessibility import mnemonic, nameless
from ui.contrast import mended

MOST_PRESSES = 300
"""More than any window has controls and links."""
MOST_S = 2


@pytest.fixture(scope="session")
def sample(tmp_path_factory):
    return sample_in(tmp_path_factory.mktemp("sample") / "sample")


@pytest.fixture
def stage(qtbot, tmp_path, sample):
    stage = Stage(tmp_path / "stage", sample)
    yield stage
    stage.close()


@pytest.mark.parametrize("scene", SCENES.values(), ids=list(SCENES))
def test_it_can_be_read_out_and_walked_by_key(stage, scene):
    shown = scene.play(stage)
    if isinstance(shown, QPixmap):
        return  # a box of Qt's own, gone by now
    assert nameless(shown) == []
    assert clashing(shown) == []
    assert [*faint(shown), *faint_in_the_dark(shown)] == []
    leave_cell(shown)
    forth = pressed_round(shown, Qt.Key.Key_Tab)
    assert backwards(forth, shown) == []
    back = pressed_round(shown, Qt.Key.Key_Backtab)
    start = back.index(forth[0])
    assert [forth[0], *forth[:0:-1]] == back[start:] + back[:start]


def faint_in_the_dark(window: QWidget) -> list[str]:
    """Return what stays too faint when the system turns dark while the window is there."""
    light = QApplication.palette()
    QApplication.setPalette(mended(dark_palette()))
    deadline = time.monotonic() + MOST_S
    while (found := faint(window)) and time.monotonic() < deadline:
        QTest.qWait(10)  # some of it is written anew after a rest
    QApplication.setPalette(light)
    QApplication.processEvents()
    return found


def clashing(window: QWidget) -> list[str]:
    """Return the words that share a letter with others that are seen at the same time."""
    pages = [seen_words(window)]
    pages += [[action.text() for action in menu.actions()] for menu in window.findChildren(QMenu)]
    found = []
    for words in pages:
        letters = Counter(mnemonic(text) for text in words if has_mnemonic(text))
        found += [text for text in words if has_mnemonic(text) and letters[mnemonic(text)] > 1]
    return found


def has_mnemonic(text: str) -> bool:
    return "&" in text.replace("&&", "")


def seen_words(window: QWidget) -> list[str]:
    """Return the words on a window that can have a letter: of buttons, labels of fields, tabs and menus."""
    words = (
        [action.text() for action in window.menuBar().actions()] if isinstance(window, QMainWindow) else []
    )
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or widget.window() is not window:
            continue
        if isinstance(widget, QAbstractButton) or (isinstance(widget, QLabel) and widget.buddy() is not None):
            words.append(widget.text())
        elif isinstance(widget, QGroupBox):
            words.append(widget.title())
        elif isinstance(widget, QTabBar):
            words += [widget.tabText(place) for place in range(widget.count())]
    return words


def leave_cell(window: QWidget) -> None:
    """Stop editing a cell, for as long as one is edited Tab goes from cell to cell."""
    for view in window.findChildren(QAbstractItemView):
        if view.state() == QAbstractItemView.State.EditingState:
            QTest.keyClick(window.focusWidget(), Qt.Key.Key_Escape)


def backwards(chain: list[QWidget], window: QWidget) -> list[str]:
    """Return where a way leads up or to the left, but for the one time from the end to the beginning."""
    found = [
        f"{told(one)} → {told(other)}"
        for one, other in zip(chain, [*chain[1:], *chain[:1]], strict=True)
        if is_back(*places_of(one, other, window))
    ]
    return found if len(found) > 1 else []


def pressed_round(window: QWidget, key: Qt.Key) -> list[QWidget]:
    """Press a key until it leads back to where it began; return what had the focus, each thing once.

    Within a text of links the focus stays where it is until the last link.
    """
    QTest.keyClick(window.focusWidget() or window, key)
    found = [window.focusWidget()]
    for _ in range(MOST_PRESSES):
        QTest.keyClick(window.focusWidget(), key)
        focused = window.focusWidget()
        if focused is found[0] and len(found) > 1:
            return found
        if focused is not found[-1]:
            assert focused not in found, f"comes round to {told(focused)} before {told(found[0])}"
            found.append(focused)
    return found


def places_of(one: QWidget, other: QWidget, window: QWidget) -> list[QRect]:
    """Return where two widgets are seen; one that has to be scrolled to is at the edge."""
    areas = [area_of(one), area_of(other)]
    places = [place_in(widget, window) for widget in (one, other)]
    if areas[0] is not areas[1]:
        for area, place in zip(areas, places, strict=True):
            if area is not None:
                bring_inside(place, seen_of(area, window))
    return places


def place_in(widget: QWidget, window: QWidget) -> QRect:
    return QRect(widget.mapTo(window, QPoint()), widget.size())


def seen_of(area: QWidget, window: QWidget) -> QRect:
    """Return where an area is seen: what it is part of may be too narrow for it."""
    seen = place_in(area, window)
    above = area.parentWidget()
    while above is not None and above is not window:
        seen &= place_in(above, window)
        above = above.parentWidget()
    return seen


def bring_inside(place: QRect, seen: QRect) -> None:
    """Move a place to the edge of what is seen, and cut off what is not seen at the sides."""
    place.moveTop(max(seen.top(), min(place.top(), seen.bottom() - place.height())))
    place.setLeft(max(seen.left(), min(place.left(), seen.right())))
    place.setRight(max(seen.left(), min(place.right(), seen.right())))


def area_of(widget: QWidget) -> QScrollArea | None:
    """Return the area that a widget is scrolled in."""
    above = widget.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    return above


def is_back(here: QRect, there: QRect) -> bool:
    """Whether a place is left of another in the same row, or above it and not beside it to the right."""
    common = min(here.bottom(), there.bottom()) - max(here.top(), there.top())
    if common * 2 > min(here.height(), there.height()):
        return there.right() <= here.left()
    return there.bottom() <= here.top() and there.left() <= here.right()


def told(widget: QWidget) -> str:
    place = widget.mapTo(widget.window(), QPoint())
    words = widget.accessibleName() or getattr(widget, "text", str)()
    return f"{type(widget).__name__} “{words}” at {place.x()}, {place.y()}"
