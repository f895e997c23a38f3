"""Pick one of many: a line to filter by words in any order, and the list of what is left."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QListView,
    QVBoxLayout,
    QWidget,
)

from workbench.folding import fold
from workbench.search import words

if TYPE_CHECKING:
    from collections.abc import Sequence

Choice = tuple[str, Any]
"""What is shown and what it stands for."""


class PickDialog(QDialog):
    """Offers choices; ``picked`` carries what the chosen one stands for. Opened with ``open()``."""

    picked = Signal(object)

    def __init__(
        self, caption: str, hint: str, choices: Sequence[Choice], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._choices = [(text, fold(text), value) for text, value in choices]
        self._shown: list[Choice] = []
        self._model = QStringListModel(self)
        self.line = QLineEdit(self)
        self.list = QListView(self)
        self._lay_out(caption, hint)
        self.line.textEdited.connect(self.filter)
        self.line.installEventFilter(self)
        self.list.doubleClicked.connect(self.accept)
        self.filter("")

    def filter(self, query: str) -> None:
        """Show the choices that hold every word of ``query``, the best first and selected."""
        wanted = words(query)
        found = [choice for choice in self._choices if all(word in choice[1] for word in wanted)]
        patterns = [_beginning(word) for word in wanted]
        found.sort(key=lambda choice: sum(not pattern.search(choice[1]) for pattern in patterns))
        self._shown = [(text, value) for text, _, value in found]
        self._model.setStringList([text for text, _ in self._shown])
        self.list.setCurrentIndex(self._model.index(0, 0))
        self._ok.setEnabled(bool(self._shown))

    def _lay_out(self, caption: str, hint: str) -> None:
        self.setWindowTitle(caption)
        self.line.setPlaceholderText(self.tr("Filter: words in any order"))
        self.line.setAccessibleName(self.tr("Filter the choices"))
        self.line.setClearButtonEnabled(True)
        self.list.setModel(self._model)
        self.list.setAccessibleName(caption)
        self.list.setUniformItemSizes(True)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        explanation = QLabel(hint, self)
        explanation.setWordWrap(True)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self
        )
        self._ok = buttons.button(QDialogButtonBox.StandardButton.Ok)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        for widget in (explanation, self.line, self.list, buttons):
            column.addWidget(widget)
        unit = self.fontMetrics().averageCharWidth()
        self.resize(unit * 90, self.fontMetrics().lineSpacing() * 24)

    # Qt overrides ------------------------------------------------------------------------------

    def accept(self) -> None:  # noqa: D102
        row = self.list.currentIndex().row()
        if 0 <= row < len(self._shown):
            super().accept()
            self.picked.emit(self._shown[row][1])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: D102
        moves = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in moves:
            self.list.event(event)
            return True
        return super().eventFilter(watched, event)


def _beginning(word: str) -> re.Pattern[str]:
    """Return what finds a word at the beginning of another, a number as a whole: "3" is not in "34"."""
    return re.compile(rf"(?<!\w){re.escape(word)}" + (r"(?!\w)" if word.isdigit() else ""))
