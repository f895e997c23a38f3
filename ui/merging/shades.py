"""Colours for what is new and what is gone, made to be read on the palette's own ground."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor, QPalette

from ui.contrast import contrast, mixed

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
        found = Shade(ink, mixed(ink, base, TINT))
        if contrast(found.ink, found.ground) >= READABLE:
            return found
    return Shade(palette.color(QPalette.ColorRole.Text), base)
