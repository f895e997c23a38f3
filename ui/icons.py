"""Icons drawn in the colours of the palette, so that they fit light and dark.

Drawn once for each colour and the finest screen; Qt greys them for commands that are off.
"""

from __future__ import annotations

import math
from functools import lru_cache
from importlib.resources import files

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPalette, QPixmap

BASE = 16


def icon(name: str, palette: QPalette) -> QIcon:
    """Return the icon ``resources/icons/name.svg`` in the text colours of ``palette``."""
    scale = math.ceil(QGuiApplication.instance().devicePixelRatio())  # type: ignore[union-attr]
    return _icon(name, palette.buttonText().color().name(), scale)


@lru_cache(maxsize=256)
def _icon(name: str, colour: str, scale: int) -> QIcon:
    source = (files("resources") / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    return QIcon(_pixmap(source.replace("#000", colour), scale))


def _pixmap(source: str, scale: int) -> QPixmap:
    from PySide6.QtSvg import QSvgRenderer  # imported when the first icon is drawn

    pixmap = QPixmap(BASE * scale, BASE * scale)
    pixmap.fill(QColor(0, 0, 0, 0))
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(source.encode())).render(painter)
    painter.end()
    pixmap.setDevicePixelRatio(scale)
    return pixmap
