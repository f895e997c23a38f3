"""Light or dark: as the system has it, unless the user says otherwise, and legible in either."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from ui.contrast import mended
from ui.settings import APPEARANCE

if TYPE_CHECKING:
    from ui.settings import Settings

SYSTEM, LIGHT, DARK = "system", "light", "dark"
SCHEMES = {
    SYSTEM: Qt.ColorScheme.Unknown,
    LIGHT: Qt.ColorScheme.Light,
    DARK: Qt.ColorScheme.Dark,
}


def chosen(settings: Settings) -> str:
    """Return what the user chose last."""
    kept = settings.text_of(APPEARANCE)
    return kept if kept in SCHEMES else SYSTEM


def choose(settings: Settings, appearance: str) -> None:
    """Change the appearance at once and remember it."""
    settings.keep_text(APPEARANCE, None if appearance == SYSTEM else appearance)
    use(appearance)


def use(appearance: str) -> None:
    """Show the program light, dark or as the system has it; unknown words are the system."""
    QGuiApplication.styleHints().setColorScheme(SCHEMES.get(appearance, Qt.ColorScheme.Unknown))
    fit_style()


def fit_style() -> None:
    """Take a style of Qt's own where the native one leaves parts of a dark window light."""
    dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    if sys.platform == "win32" and dark and QApplication.style().name() != "fusion":
        QApplication.setStyle("Fusion")


def make_legible() -> None:
    """Mend the colours that are too faint to be read, where there are any."""
    palette = QApplication.palette()
    legible = mended(palette)
    if legible != palette:
        QApplication.setPalette(legible)


def make_legible_anew() -> None:
    """Take the colours that the theme has now, and mend those."""
    QApplication.setPalette(QPalette())
    make_legible()
