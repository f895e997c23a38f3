"""How a picture is to look: light or dark, at which scale; and the platform that draws without a screen.

Pictures are drawn in Noto Sans where it is installed, else in DejaVu Sans: both are wide, so that what fits
here fits with the system's own font as well.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QPalette
    from PySide6.QtWidgets import QApplication

SCREEN = (1920, 1080)
FONTS = (("Noto Sans", 10), ("DejaVu Sans", 9))
WRITER = "a.writer"
"""Who makes the steps that a picture of the history shows."""


@dataclass(frozen=True)
class Look:
    """A colour scheme and a scale in per cent; its name is that of its folder."""

    is_dark: bool
    scale: int

    @property
    def name(self) -> str:
        return f"{'dark' if self.is_dark else 'light'}-{self.scale}"

    def environment(self, folder: Path) -> dict[str, str]:
        """Return the environment of a process that draws like this; ``folder`` takes a file for Qt."""
        screen = dict(zip(("width", "height"), (side * self.scale // 100 for side in SCREEN), strict=True))
        screen |= {"name": "pictures", "x": 0, "y": 0, "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
        platform = folder / f"{self.name}.json"
        platform.write_text(json.dumps({"screens": [screen]}))
        return {
            **os.environ,
            "QT_QPA_PLATFORM": f"offscreen:configfile={platform}",
            "QT_SCALE_FACTOR": str(self.scale / 100),
            "QT_LOGGING_RULES": "qt.qpa.fonts.warning=false",
            "LOGNAME": WRITER,
        }

    def put_on(self, app: QApplication) -> None:
        """Give an application this look."""
        from PySide6.QtGui import QFont, QFontDatabase

        app.setStyle("Fusion")
        families = QFontDatabase.families()
        family, size = next(font for font in FONTS if font[0] in families)
        app.setFont(QFont(family, size))
        if self.is_dark:
            app.setPalette(dark_palette())


LOOKS = {look.name: look for look in (Look(dark, scale) for dark in (False, True) for scale in (100, 200))}


def dark_palette() -> QPalette:
    """Return the palette that Fusion takes where the system is dark; offscreen nothing tells it."""
    from PySide6.QtGui import QColor, QPalette

    text, disabled, window = QColor(240, 240, 240), QColor(130, 130, 130), QColor(50, 50, 50)
    highlight, placeholder = QColor(48, 140, 198), QColor(240, 240, 240, 128)
    mid, dark, base = window.darker(130), window.darker(150), window.darker(140)
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    palette = QPalette(text, window, window.lighter(150), dark, mid, text, base)
    for name, colour in {
        role.Midlight: mid.lighter(110),
        role.Button: window,
        role.Shadow: dark.darker(135),
        role.Highlight: highlight,
        role.Accent: highlight,
        role.HighlightedText: text,
        role.BrightText: text,
        role.ButtonText: text,
        role.PlaceholderText: placeholder,
        role.Link: highlight,
        role.AlternateBase: base.lighter(110),
        role.ToolTipBase: window,
        role.ToolTipText: text,
    }.items():
        palette.setColor(name, colour)
    for name in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(group.Disabled, name, disabled)
    palette.setColor(group.Disabled, role.Base, window)
    palette.setColor(group.Disabled, role.Highlight, QColor(145, 145, 145))
    return palette
