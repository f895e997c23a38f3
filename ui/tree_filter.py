"""The proxy between tree model and view: it shows the nodes whose ids it was given, and no others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QSortFilterProxyModel

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from ui.tree_model import TreeModel

Index = QModelIndex | QPersistentModelIndex


class TreeFilter(QSortFilterProxyModel):
    """Tests membership only; which ids are to be seen is computed by :mod:`workbench.search`.

    While nothing is filtered it lets go of the model, and the view shows the model itself.
    """

    def __init__(self, model: TreeModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._visible: AbstractSet[int] | None = None

    @property
    def is_active(self) -> bool:
        """Whether some nodes may be left out."""
        return self._visible is not None

    def show_only(self, ids: AbstractSet[int]) -> None:
        """Show the nodes with these ids, which must include their ancestors."""
        if self._visible is not None:
            # Taking the model anew looks at what is shown only; changing the filter in place would
            # tell the view of every stretch of rows that comes or goes.
            self.setSourceModel(None)  # type: ignore[arg-type]  # Qt takes it for an empty model
        self._visible = ids
        self.setSourceModel(self._model)

    def let_go(self) -> None:
        """Filter nothing any longer; call it after the view has turned to the model."""
        self._visible = None
        self.setSourceModel(None)  # type: ignore[arg-type]  # Qt takes it for an empty model

    def show_also(self, ids: AbstractSet[int]) -> None:
        """Let further nodes be seen; for nodes that come next, since nothing is looked at anew."""
        if self._visible is not None:
            self._visible = self._visible | ids

    def id_of(self, index: QModelIndex) -> int | None:
        """Return the node id of a proxy index, None for an invalid one."""
        return self._model.id_of(self.mapToSource(index))

    def index_of(self, id: int | None) -> QModelIndex:
        """Return the proxy index of a node, an invalid one where it is not shown."""
        return self.mapFromSource(self._model.index_of(id))

    # Qt overrides ------------------------------------------------------------------------------

    def filterAcceptsRow(self, row: int, parent: Index) -> bool:  # noqa: D102
        return self._visible is None or self._model.id_at(row, parent) in self._visible
