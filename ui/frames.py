"""The frame of a text or a list that has the focus: Qt's own style shows it for lines and choices only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QPalette

from ui.contrast import EDGE, frame

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStyleOptionFrame


def frame_focused(option: QStyleOptionFrame) -> None:
    """Have Qt's own style draw the frame as that of a line with the focus; to be asked for when it has it."""
    palette = option.palette
    wanted = frame(palette.color(QPalette.ColorRole.Highlight))
    value = min(255, wanted.value() * EDGE // 100)  # which the style makes darker
    palette.setColor(QPalette.ColorRole.Window, QColor.fromHsv(wanted.hue(), wanted.saturation(), value))
    option.palette = palette
