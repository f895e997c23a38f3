"""Icons drawn in the colours of the palette, so that they fit light and dark."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPalette, QPixmap

BASE = 16
SCALES = (1, 2)


def icon(name: str, palette: QPalette) -> QIcon:
    """Return the icon ``resources/icons/name.svg`` in the text colours of ``palette``."""
    group, role = QPalette.ColorGroup, QPalette.ColorRole.ButtonText
    normal = palette.color(group.Active, role).name()
    disabled = palette.color(group.Disabled, role).name()
    return _icon(name, normal, disabled)


@lru_cache(maxsize=256)
def _icon(name: str, normal: str, disabled: str) -> QIcon:
    source = (files("resources") / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    result = QIcon()
    for colour, mode in ((normal, QIcon.Mode.Normal), (disabled, QIcon.Mode.Disabled)):
        for scale in SCALES:
            result.addPixmap(_pixmap(source.replace("#000", colour), scale), mode)
    return result


def _pixmap(source: str, scale: int) -> QPixmap:
    from PySide6.QtSvg import QSvgRenderer  # imported when the first icon is drawn

    pixmap = QPixmap(QSize(BASE, BASE) * scale)
    pixmap.fill(QColor(Qt.GlobalColor.transparent))
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(source.encode())).render(painter)
    painter.end()
    pixmap.setDevicePixelRatio(scale)
    return pixmap
