"""The order in which Tab goes through a window whose parts are made when they are first wanted."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from ui.window import MainWindow


def parts_of(window: MainWindow) -> list[QWidget]:
    """Return the parts of the main window in reading order, the panels of its forms one by one."""
    pane, grid = window.pinning.pane, window.gridding.panel
    held = [pane, *pane.page.parts] if pane is not None else []
    middle = [window.page, *window.page.parts, *([grid] if grid is not None else []), *held]
    outside = [window.panels.below, window.panels.side, window.statusBar(), window.panels.counts]
    return [window.bars, window.tree, *middle, *outside]


def put_in_order(window: MainWindow) -> None:
    """Let Tab go through the parts of a window one after the other, and within each as it did before.

    Qt has what was made later come later, wherever it stands. What is in none of the parts comes first.
    """
    places = {part: place for place, part in enumerate(parts_of(window))}
    chain = _chain(window)
    found = [_place(widget, places) for widget in chain]
    start = next((turn for turn in range(1, len(chain)) if found[turn - 1] != found[turn]), 0)
    chain = chain[start:] + chain[:start]  # a circle: begin where a part begins, not inside one
    ordered = sorted(chain, key=lambda widget: _place(widget, places))
    if ordered != chain:
        for one, following in pairwise(ordered):
            QWidget.setTabOrder(one, following)


def _chain(window: QWidget) -> list[QWidget]:
    """Return what Tab leads to now, from the first on."""
    found = []
    widget: Any = window.nextInFocusChain()
    while widget is not window:
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not widget.focusProxy():
            found.append(widget)
        widget = widget.nextInFocusChain()
    return found


def _place(widget: QWidget | None, places: dict[QWidget, int]) -> int:
    while widget is not None:
        if widget in places:
            return places[widget]
        widget = widget.parentWidget()
    return -1
