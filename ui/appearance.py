"""Light or dark: as the system has it, unless the user says otherwise, and legible in either."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from ui.contrast import framed, mended
from ui.settings import APPEARANCE

if TYPE_CHECKING:
    from ui.settings import Settings

SYSTEM, LIGHT, DARK = "system", "light", "dark"
SCHEMES = {
    SYSTEM: Qt.ColorScheme.Unknown,
    LIGHT: Qt.ColorScheme.Light,
    DARK: Qt.ColorScheme.Dark,
}

GROUPS = (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive, QPalette.ColorGroup.Disabled)
FRAMED = (
    "QAbstractItemView",
    "QAbstractSpinBox",
    "QCheckBox",
    "QComboBox",
    "QLineEdit",
    "QMenu",
    "QPlainTextEdit",
    "QTextEdit",
)
"""What has a frame of its own, or boxes to tick."""
WITHIN = ("QCalendarWidget", "QHeaderView", "QScrollBar")
"""What stands inside of those and shows the colour of the window itself."""


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
    """Mend the colours that are too faint to be read or seen, where there are any."""
    palette = QApplication.palette()
    legible = mended(palette)
    if legible != palette:
        QApplication.setPalette(legible)
    if QApplication.style().name() == "fusion":
        _frame(legible)


def make_legible_anew() -> None:
    """Take the colours that the theme has now, and mend those."""
    QApplication.setPalette(QPalette())
    make_legible()


def keep_legible(worn: QPalette) -> None:
    """Mend the colours again, which are others than those that were ``worn``.

    Where those that were mended are still there, the theme has changed beneath them, and has to be asked for
    all of its own: Qt keeps what was once set.
    """
    if _set_in(QApplication.palette()) == _set_in(worn):
        QApplication.setPalette(QPalette())
    make_legible()


def _set_in(palette: QPalette) -> dict[tuple[QPalette.ColorGroup, QPalette.ColorRole], QColor]:
    """Return the colours that somebody has set, not the theme."""
    *roles, _ = QPalette.ColorRole  # the last one is their number
    places = [(group, role) for group in GROUPS for role in roles if palette.isBrushSet(group, role)]
    return {place: palette.color(*place) for place in places}


def _frame(palette: QPalette) -> None:
    """Frame fields visibly, where another palette was the last to be used for that."""
    kinds = {**dict.fromkeys(WITHIN, QPalette(palette)), **dict.fromkeys(FRAMED, framed(palette))}
    for kind, wanted in kinds.items():  # PySide declares names as bytes, but takes none
        if QApplication.palette(kind) != wanted:  # type: ignore[call-overload]
            QApplication.setPalette(wanted, kind)  # type: ignore[arg-type]
