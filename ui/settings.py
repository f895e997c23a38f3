"""What the program remembers between two runs: recent files and where things stood."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QObject, QSettings, Signal

MOST_RECENT = 10
OPEN = "open"
SHEETS_FOLDER = "sheets_folder"
"""Under which the folder is kept where tracking sheets were written last."""
FONT_SIZE, APPEARANCE = "font_size", "appearance"
"""Under which the size of letters in points and "light" or "dark" are kept, where it is not the system's."""


class Settings(QObject):
    """Kept in one small text file of the user's; made by the application."""

    recent_changed = Signal()

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = QSettings(str(path), QSettings.Format.IniFormat, self)

    @property
    def recent(self) -> list[Path]:
        """The workspaces opened last, newest first; those that are gone are left out."""
        there = filter(os.path.exists, self._recent_names())  # also where we have no permission
        return [Path(name) for name in there]

    def add_recent(self, path: Path) -> None:
        """Put a workspace first; it is the one that is open."""
        absolute = path.absolute()
        others = [other for other in self.recent if other != absolute]
        names = [str(other) for other in [absolute, *others][:MOST_RECENT]]
        if names != self._recent_names():
            self._store.setValue("recent", names)
        self.keep_text(OPEN, str(absolute))
        self.recent_changed.emit()

    @property
    def left_open(self) -> Path | None:
        """The workspace that was open when the program ended, None where none was or it is gone."""
        name = self.text_of(OPEN)
        return Path(name) if name and os.path.exists(name) else None

    def forget_open(self) -> None:
        """Remember that no workspace is open."""
        self._store.remove(OPEN)

    def bytes_of(self, key: str) -> QByteArray | None:
        """Return a remembered state, None where there is none."""
        value = self._store.value(key)
        return value if isinstance(value, QByteArray) else None

    def keep(self, key: str, value: QByteArray) -> None:
        """Remember a state."""
        self._store.setValue(key, value)

    def text_of(self, key: str) -> str | None:
        """Return a remembered text, None where there is none."""
        value = self._store.value(key)
        return value if isinstance(value, str) else None

    def keep_text(self, key: str, text: str | None) -> None:
        """Remember a text; None forgets it. One remembered already is not written, and waited for, again."""
        if text is None:
            self._store.remove(key)
        elif text != self.text_of(key):
            self._store.setValue(key, text)

    def _recent_names(self) -> list[str]:
        found: Any = self._store.value("recent", [])
        names = found if isinstance(found, list) else [found]  # one alone comes back as text
        return [name for name in names if isinstance(name, str)]
