"""Files that are dragged onto a window."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDropEvent

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget


class FileDrop(QObject):
    """Lets files be dropped on a window, which makes it and says which it takes and what it does."""

    def __init__(
        self, window: QWidget, accepts: Callable[[list[Path]], bool], take: Callable[[list[Path]], object]
    ) -> None:
        super().__init__(window)
        self._accepts = accepts
        self._take = take
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    # Qt overrides ------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: D102
        if not isinstance(event, QDropEvent) or event.type() == QEvent.Type.DragMove:
            return False
        paths = dropped_files(event)
        if not paths or not self._accepts(paths):
            return False
        event.acceptProposedAction()
        if event.type() == QEvent.Type.Drop:
            self._take(paths)
        return True


def dropped_files(event: QDropEvent) -> list[Path]:
    """Return the files that are being dragged, none where something else is among them."""
    urls = event.mimeData().urls()
    paths = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
    return paths if len(paths) == len(urls) and all(path.is_file() for path in paths) else []
