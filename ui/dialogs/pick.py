"""Pick one of many: a line to filter by words in any order, and the list of what is left."""

from __future__ import annotations

import re
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QStringListModel, Qt, Signal
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

from ui.picking import ListKeys, Wanted
from workbench.folding import fold
from workbench.search import words

if TYPE_CHECKING:
    from collections.abc import Sequence

Choice = tuple[str, Any]
"""What is shown, "name – more" or a name alone, and what it stands for."""
BETWEEN = " – "
"""Stands between the name of a choice and what more there is to say about it."""


class PickDialog(QDialog):
    """Offers choices; ``picked`` carries what the chosen one stands for. Opened with ``open()``."""

    picked = Signal(object)

    def __init__(
        self, caption: str, hint: str, choices: Sequence[Choice], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._choices = [
            (text, fold(text), fold(text.partition(BETWEEN)[0]), value) for text, value in choices
        ]
        self._shown: list[Choice] = []
        self._model = QStringListModel(self)
        self.line = QLineEdit(self)
        self.list = QListView(self)
        self._lay_out(caption, hint)
        self.line.textEdited.connect(self.filter)
        self._keys = ListKeys(self.line, self.list)
        self.list.doubleClicked.connect(self.accept)
        self.filter("")

    def filter(self, query: str) -> None:
        """Show the choices that hold every word of ``query``, the best first and selected.

        The best are named so ("rec 3" is Recommendation 3), then come those that have the words at the
        beginning of their own; else they keep their order.
        """
        asked = words(query)
        wanted, names = Wanted(asked), _Names(asked)
        ranked = [(wanted.rank(choice[1]), choice) for choice in self._choices]
        found = [
            ((*names.rank(name), rank), text, value)
            for rank, (text, _, name, value) in ranked
            if rank is not None
        ]
        found.sort(key=itemgetter(0))
        self._shown = [(text, value) for _, text, value in found]
        self._model.setStringList([text for text, _ in self._shown])
        self.list.setCurrentIndex(self._model.index(0, 0))
        self._ok.setEnabled(bool(self._shown))

    def _lay_out(self, caption: str, hint: str) -> None:
        self.setWindowTitle(caption)
        self.line.setPlaceholderText(self.tr("Filter: words"))
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


class _Names:
    """How well names answer to the words that were typed; made for each query."""

    def __init__(self, asked: Sequence[str]) -> None:
        *first, last = asked or [""]
        start = r"(?<!\w)" + "".join(rf"{re.escape(word)}.*?(?<!\w)" for word in first) + re.escape(last)
        endings = (r"(?!\w)$", r"(?!\w)", r"(?!\w)" if last.isdigit() else "")
        self._in_order = [re.compile(start + ending) for ending in endings]
        self._whole = [re.compile(rf"(?<!\w){re.escape(word)}(?!\w)") for word in first]

    def rank(self, name: str) -> tuple[int, int]:
        """Return (0, 0) for the best: the words are the beginnings of its own, in order, the last its last.

        "rec 3" and "key fin 2" are said so; "part i" is rather Part I than Part II.
        """
        places = enumerate(self._in_order)
        in_order = next((place for place, pattern in places if pattern.search(name)), len(self._in_order))
        return in_order, sum(not pattern.search(name) for pattern in self._whole)
