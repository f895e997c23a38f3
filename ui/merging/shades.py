"""Colours for what is new and what is gone, made to be read on the palette's own ground."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor, QPalette

GREEN, RED = 145, 5
"""Hues."""
TINT = 0.13
"""How much of a colour goes into the ground behind it."""
READABLE = 5.0
"""Contrast of text and ground; 4.5 is asked for of text of this size."""


@dataclass(frozen=True, slots=True)
class Shade:
    """A colour for text and the ground it stands on."""

    ink: QColor
    ground: QColor


def shade(hue: int, palette: QPalette) -> Shade:
    """Return the shade of a hue that can be read on the ground of text fields, light or dark."""
    base = palette.color(QPalette.ColorRole.Base)
    steps = range(45, -1, -1) if base.lightnessF() > 0.5 else range(55, 101)
    for step in steps:
        ink = QColor.fromHslF(hue / 360, 0.75, step / 100)
        found = Shade(ink, _mixed(base, ink))
        if contrast(found.ink, found.ground) >= READABLE:
            return found
    return Shade(palette.color(QPalette.ColorRole.Text), base)


def contrast(one: QColor, other: QColor) -> float:
    """Return the contrast of two colours, 1 to 21, as the web's guidelines count it."""
    lights = sorted((_luminance(one), _luminance(other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def _mixed(ground: QColor, ink: QColor) -> QColor:
    parts = zip(ground.getRgbF()[:3], ink.getRgbF()[:3], strict=True)  # type: ignore[index]
    return QColor.fromRgbF(*(one * (1 - TINT) + other * TINT for one, other in parts))


def _luminance(colour: QColor) -> float:
    red, green, blue = (_linear(part) for part in colour.getRgbF()[:3])  # type: ignore[index]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
