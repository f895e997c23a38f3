"""Icons drawn in the colours of the palette, so that they fit light and dark.

Drawn once for each colour and the finest screen; commands that are off have the colour of words that are off,
for Qt’s own grey is as bright as the rest where the window is dark.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtGui import QFontMetrics, QGuiApplication, QIcon, QPalette, QPixmap
from PySide6.QtWidgets import QToolButton, QWidget

from ui.looks import LOOKS

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from PySide6.QtCore import QEvent

BASE = 16
INK = "#000"
"""The colour in the files that stands for the colour of text."""


class IconButton(QToolButton):
    """A button that shows an icon only: its words are its name and its tooltip."""

    _picture = ""

    def __init__(self, picture: str, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._picture = picture
        self._draw()
        self.set_words(words)

    def set_words(self, words: str) -> None:
        """Say what the button does."""
        self.setAccessibleName(words)
        self.setToolTip(words)

    # Qt overrides ------------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        if event.type() in LOOKS and self._picture:
            self._draw()

    def _draw(self) -> None:
        side = max(BASE, self.fontMetrics().height() * 7 // 8)
        self.setIconSize(QSize(side, side))
        self.setIcon(icon(self._picture, self.palette()))


def icon(name: str, palette: QPalette) -> QIcon:
    """Return the icon ``resources/icons/name.svg`` in the text colour of ``palette``."""
    result = QIcon(_pixmap(name, palette.buttonText().color().name(), *_scale()))
    off = palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText)
    result.addPixmap(_pixmap(name, off.name(), *_scale()), QIcon.Mode.Disabled)
    return result


def row_icon(name: str, palette: QPalette) -> QIcon:
    """Return an icon for a row of a list, which also fits a selected row."""
    result = QIcon(_pixmap(name, palette.text().color().name(), *_scale()))
    selected = _pixmap(name, palette.highlightedText().color().name(), *_scale())
    result.addPixmap(selected, QIcon.Mode.Selected)
    return result


def picture(name: str, palette: QPalette, times: int) -> QPixmap:
    """Return an icon drawn so many times as large as on a button."""
    base, ratio = _scale()
    return _pixmap(name, palette.windowText().color().name(), base * times, ratio)


def _scale() -> tuple[int, int]:
    """Return how often the base size goes into a line of the user's font, and pixels per point."""
    app = QGuiApplication.instance()
    if not isinstance(app, QGuiApplication):
        return 1, 1
    return max(1, round(QFontMetrics(app.font()).height() / BASE)), math.ceil(app.devicePixelRatio())


@lru_cache(maxsize=256)
def _pixmap(name: str, colour: str, times: int, ratio: int) -> QPixmap:
    source = (_folder() / f"{name}.svg").read_text(encoding="utf-8")
    side = BASE * times * ratio
    size = f'<svg width="{side}" height="{side}" '
    pixmap = QPixmap()
    pixmap.loadFromData(source.replace(INK, colour).replace("<svg ", size, 1).encode(), "SVG")
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


@lru_cache(maxsize=1)
def _folder() -> Traversable:
    from importlib.resources import files  # imported when the first icon is drawn, after the first paint

    return files("resources") / "icons"
