"""Which groups of the grid are closed: what the user closed stays so when rows are shown anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject

if TYPE_CHECKING:
    from ui.grid.model import GridModel
    from ui.grid.view import GridView


class Folds(QObject):
    """Made by the grid panel, for its view."""

    def __init__(self, model: GridModel, view: GridView, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        self._view = view
        self._closed: set[str] = set()
        view.collapsed.connect(self.on_collapsed)
        view.expanded.connect(self.on_expanded)

    def forget(self) -> None:
        """Forget what was closed, where rows come into other groups."""
        self._closed.clear()

    def show(self) -> None:
        """Open every group but those that were closed."""
        if not self._model.is_flat:
            closed = set(self._closed)
            for row in range(self._model.rowCount()):
                index = self._model.index(row, 0)
                group = self._model.group_at(index)
                self._view.setExpanded(index, group is not None and group.key not in closed)

    def on_collapsed(self, index: QModelIndex) -> None:
        """Remember that a group was closed."""
        group = self._model.group_at(index)
        if group is not None:
            self._closed.add(group.key)

    def on_expanded(self, index: QModelIndex) -> None:
        """Remember that a group was opened."""
        group = self._model.group_at(index)
        if group is not None:
            self._closed.discard(group.key)
