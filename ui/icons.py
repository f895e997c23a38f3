"""Icons drawn in the colours of the palette, so that they fit light and dark.

Drawn once for each colour and the finest screen; Qt greys them for commands that are off.
"""

from __future__ import annotations

import math
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication, QIcon, QPalette, QPixmap

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

BASE = 16
INK = "#000"
"""The colour in the files that stands for the colour of text."""


def icon(name: str, palette: QPalette) -> QIcon:
    """Return the icon ``resources/icons/name.svg`` in the text colour of ``palette``."""
    return QIcon(_pixmap(name, palette.buttonText().color().name(), _scale()))


def row_icon(name: str, palette: QPalette) -> QIcon:
    """Return an icon for a row of a list, which also fits a selected row."""
    result = QIcon(_pixmap(name, palette.text().color().name(), _scale()))
    selected = _pixmap(name, palette.highlightedText().color().name(), _scale())
    result.addPixmap(selected, QIcon.Mode.Selected)
    return result


def _scale() -> int:
    app = QGuiApplication.instance()
    return math.ceil(app.devicePixelRatio()) if isinstance(app, QGuiApplication) else 1


@lru_cache(maxsize=256)
def _pixmap(name: str, colour: str, scale: int) -> QPixmap:
    source = (_folder() / f"{name}.svg").read_text(encoding="utf-8")
    size = f'<svg width="{BASE * scale}" height="{BASE * scale}" '
    pixmap = QPixmap()
    pixmap.loadFromData(source.replace(INK, colour).replace("<svg ", size, 1).encode(), "SVG")
    pixmap.setDevicePixelRatio(scale)
    return pixmap


@lru_cache(maxsize=1)
def _folder() -> Traversable:
    return files("resources") / "icons"
