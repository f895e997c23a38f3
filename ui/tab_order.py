"""Where Tab leads in a window whose parts come when they are first wanted: on in reading order.

Qt goes through controls in the order in which they were made, wherever they stand.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QScrollArea, QWidget

Part = tuple[QRect, list[QWidget]]
"""Where something stands in what it is part of, and the controls in it in reading order."""


def go_on(window: QWidget, forward: bool) -> bool:
    """Put the focus on the next control of a window, or on the one before, and scroll to it.

    Return whether there was one to go on from and another to go to.
    """
    here = window.focusWidget() or window
    stops = _stops(window, here)
    if here not in stops or len(stops) < 2:
        return False
    found = stops[(stops.index(here) + (1 if forward else -1)) % len(stops)]
    found.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
    _scroll_to(found)
    return True


def in_reading_order(parts: list[Part]) -> list[Part]:
    """Return what stands side by side in one place: rows from top to bottom, in a row from the left.

    A cut that goes through nothing parts rows, else columns; what is cut off is read to its end first.
    """
    for start, end in ((QRect.top, QRect.bottom), (QRect.left, QRect.right)):
        bands: list[list[Part]] = []
        reached = 0
        for part in sorted(parts, key=lambda part: start(part[0])):
            if not bands or start(part[0]) > reached:
                bands.append([])
                reached = end(part[0])
            bands[-1].append(part)
            reached = max(reached, end(part[0]))
        if len(bands) > 1:
            return [part for band in bands for part in in_reading_order(band)]
    return sorted(parts, key=lambda part: (part[0].top(), part[0].left()))


def _stops(widget: QWidget, here: QWidget) -> list[QWidget]:
    """Return the controls in a widget that Tab leads to in reading order, and ``here`` among them."""
    direct = Qt.FindChildOption.FindDirectChildrenOnly
    children = [child for child in widget.findChildren(QWidget, options=direct) if _is_seen(child)]
    parts = [(child.geometry(), stops) for child in children if (stops := _stops(child, here))]
    own = [widget] if widget is here or _takes_tab(widget) else []
    return own + [stop for _, stops in in_reading_order(parts) for stop in stops]


def _is_seen(widget: QWidget) -> bool:
    return widget.isVisible() and not widget.isWindow()


def _takes_tab(widget: QWidget) -> bool:
    """Whether Tab stops at a widget; one that hands the focus on is no stop, but what it hands it to."""
    tab = Qt.FocusPolicy.TabFocus
    return widget.focusPolicy() & tab == tab and widget.isEnabled() and widget.focusProxy() is None


def _scroll_to(widget: QWidget) -> None:
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(widget)
        above = above.parentWidget()
