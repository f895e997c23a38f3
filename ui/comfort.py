"""What makes the window convenient: palette, keys, size of letters, light and dark, log, and what this is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from ui.timing import after_painting

if TYPE_CHECKING:
    from PySide6.QtGui import QAction, QPalette
    from PySide6.QtWidgets import QDialog

    from ui.services import Services
    from ui.window import MainWindow

USED = "commands_used"
"""Under which the commands used last are kept, the latest first."""
MOST_USED = 20


class Comfort(QObject):
    """Made by the window; what it shows is made when it is first wanted. ``done`` carries a sentence."""

    done = Signal(str)

    def __init__(self, services: Services, window: MainWindow) -> None:
        super().__init__(window)
        self._services = services
        self._window = window
        self._keys: QDialog | None = None
        self._worn: QPalette | None = None

    @property
    def used(self) -> list[str]:
        """The names of the commands used last, the latest first."""
        return (self._window.settings.text_of(USED) or "").split()

    def on_used(self, action: QAction) -> None:
        """Remember that a command was used; what a menu lists for the moment has no name."""
        name = action.objectName()
        if name:
            others = [other for other in self.used if other != name]
            self._window.settings.keep_text(USED, " ".join([name, *others][:MOST_USED]))

    def show_palette(self) -> None:
        """Let the user type what is wanted."""
        from ui.palette.opening import open_palette

        open_palette(self._window, self.used)

    def show_keys(self) -> None:
        """Show which key does what; the map stays open beside the work."""
        from ui.dialogs.keys import KeysDialog

        if self._keys is None:
            self._keys = KeysDialog(self._window)
            self._keys.destroyed.connect(self.on_keys_closed)
        self._keys.show()
        self._keys.raise_()
        self._keys.activateWindow()

    def on_keys_closed(self) -> None:
        """Forget the map, so that the next one is filled anew."""
        self._keys = None

    def show_about(self) -> None:
        """Say what this is."""
        from ui.dialogs.about import AboutDialog

        dialog = AboutDialog(self._window)
        dialog.log_asked.connect(self.show_log)
        dialog.open()

    def show_log(self) -> None:
        """Open the log in the system's own program for texts."""
        if not self._services.show_log():
            self.done.emit(self.tr("There is no log yet: nothing has gone wrong on this computer."))

    def tell_stopped(self) -> None:
        """Say that the program stopped by itself last time."""
        words = self.tr(
            "The program stopped by itself last time. What you had entered is saved; the log says more."
        )
        self._window.bars.show_message("stopped", words, (self.tr("Show the log"), self.show_log))

    def larger(self) -> None:
        """Make all letters one point larger."""
        self._change_size(1)

    def smaller(self) -> None:
        """Make all letters one point smaller."""
        self._change_size(-1)

    def usual_size(self) -> None:
        """Give all letters the size that the system has."""
        self._change_size(0)

    def follow_system(self) -> None:
        """Show the program light or dark as the system has it."""
        self._choose("system")

    def light(self) -> None:
        """Show the program light."""
        self._choose("light")

    def dark(self) -> None:
        """Show the program dark."""
        self._choose("dark")

    def show_appearance(self) -> None:
        """Tick what the user chose."""
        from ui.appearance import SCHEMES, chosen

        now = chosen(self._window.settings)
        for appearance in SCHEMES:
            self._window.actions_[appearance].setChecked(appearance == now)

    def make_legible(self) -> None:
        """Mend what is too faint to be read, now and whenever the system turns light or dark."""
        if self._worn is None:
            from ui.appearance import make_legible

            QGuiApplication.styleHints().colorSchemeChanged.connect(self.on_scheme)
            make_legible()
            self._worn = QGuiApplication.palette()

    def keep_legible(self) -> None:
        """Mend it again where the system has changed a colour, as that of what is selected."""
        if self._worn is not None and QGuiApplication.palette() != self._worn:
            from ui.appearance import keep_legible

            keep_legible(self._worn)
            self._worn = QGuiApplication.palette()

    def on_scheme(self) -> None:
        """Mend the colours of another theme, once it is there."""
        from ui.appearance import make_legible_anew

        after_painting(self, make_legible_anew, 0)

    def _choose(self, appearance: str) -> None:
        from ui.appearance import choose

        choose(self._window.settings, appearance)
        self.show_appearance()

    def _change_size(self, step: int) -> None:
        from ui.font_size import change_size

        size = change_size(self._window.settings, step)
        self.done.emit(self.tr("Text size: {0} points.").format(size))
