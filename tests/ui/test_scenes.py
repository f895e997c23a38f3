"""Every window, page, panel and dialog of the table of scenes can be used by keys and by a screen reader.

A dialog without a scene fails a test of the table itself, so none can be forgotten here.
"""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QAbstractButton,
    QGroupBox,
    QLabel,
    QMainWindow,
    QMenu,
    QScrollArea,
    QTabBar,
    QWidget,
)

from tests.screens import dialogs, forms, merging, panels  # noqa: F401, they fill the table
from tests.screens.stage import Stage, sample_in
from tests.screens.table import SCENES
from tests.ui.test_accessibility import is_part, mnemonic, nameless
from ui.window import MainWindow


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
    if not isinstance(shown, MainWindow):  # its parts come one by one, and Tab goes through them so
        assert backwards(shown) == []


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


def backwards(window: QWidget) -> list[str]:
    """Return where Tab leads up or to the left, but for the one time from the end to the beginning."""
    chain = walked_by_tab(window)
    found = [
        f"{told(one)} → {told(other)}"
        for one, other in zip(chain, [*chain[1:], *chain[:1]], strict=True)
        if is_back(*places_of(one, other, window))
    ]
    return found if len(found) > 1 else []


def walked_by_tab(window: QWidget) -> list[QWidget]:
    """Return what Tab leads to, from the first on."""
    found = []
    widget = window.nextInFocusChain()
    while widget is not window:
        wanted = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None
        seen = widget.isVisible() and widget.isEnabled() and widget.window() is window
        if wanted and seen and not is_part(widget):
            found.append(widget)
        widget = widget.nextInFocusChain()
    return found


def places_of(one: QWidget, other: QWidget, window: QWidget) -> list[QRect]:
    """Return where two widgets are seen; one that has to be scrolled to is at the edge."""
    areas = [area_of(one), area_of(other)]
    places = [QRect(widget.mapTo(window, QPoint()), widget.size()) for widget in (one, other)]
    if areas[0] is not areas[1]:
        for area, place in zip(areas, places, strict=True):
            if area is not None:
                seen = QRect(area.mapTo(window, QPoint()), area.size())
                place.moveTop(max(seen.top(), min(place.top(), seen.bottom() - place.height())))
                place.setRight(min(place.right(), seen.right()))
    return places


def area_of(widget: QWidget) -> QScrollArea | None:
    """Return the area that a widget is scrolled in."""
    above = widget.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    return above


def is_back(here: QRect, there: QRect) -> bool:
    """Whether a place is above another and not to its right, or left of it in the same row."""
    common = min(here.bottom(), there.bottom()) - max(here.top(), there.top())
    if common * 2 > min(here.height(), there.height()):
        return there.right() <= here.left()
    return there.bottom() <= here.top() and there.left() < here.center().x()


def told(widget: QWidget) -> str:
    place = widget.mapTo(widget.window(), QPoint())
    words = widget.accessibleName() or getattr(widget, "text", str)()
    return f"{type(widget).__name__} “{words}” at {place.x()}, {place.y()}"
