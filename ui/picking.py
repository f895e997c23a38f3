"""What every line above a list has in common: which choice is meant, and keys that walk the list."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QAbstractItemView, QWidget

MOVES = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)
AT_START, AT_WORD, INSIDE = 0, 1, 2
KEYS = (
    ("Up", QT_TRANSLATE_NOOP("Keys", "Select what is above")),
    ("Down", QT_TRANSLATE_NOOP("Keys", "Select what is below")),
    ("PgUp", QT_TRANSLATE_NOOP("Keys", "Select what is a page above")),
    ("PgDown", QT_TRANSLATE_NOOP("Keys", "Select what is a page below")),
)


class Wanted:
    """Folded words that a choice has to hold, in any order; made for each query."""

    def __init__(self, words: Sequence[str]) -> None:
        self.words = words
        self._beginnings = [_beginning(word) for word in words]

    def rank(self, folded: str) -> int | None:
        """Return how far a choice is from what was meant, 0 for the nearest, None where a word is missing."""
        if not all(word in folded for word in self.words):
            return None
        return sum(
            (AT_START if found.start() == 0 else AT_WORD) if (found := pattern.search(folded)) else INSIDE
            for pattern in self._beginnings
        )


class ListKeys(QObject):
    """Lets the keys that move in a list work while the cursor is in the line above it."""

    def __init__(self, line: QWidget, list: QAbstractItemView) -> None:
        super().__init__(line)
        self._list = list
        line.installEventFilter(self)

    # Qt overrides ------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: D102
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in MOVES:
            self._list.event(event)
            return True
        return False


def _beginning(word: str) -> re.Pattern[str]:
    """Return what finds a word at the beginning of another, a number as a whole: "3" is not in "34"."""
    return re.compile(rf"(?<!\w){re.escape(word)}" + (r"(?!\w)" if word.isdigit() else ""))
