"""Opens the palette over a window: what it offers, and where it leads."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from ui.palette.entries import all_entries
from ui.palette.popup import PalettePopup

if TYPE_CHECKING:
    from ui.palette.entries import Entry
    from ui.window import MainWindow


READ_AT_ONCE = 1_000
"""How many nodes are read while the user waits: what was edited since, but not a whole large workspace."""


def open_palette(window: MainWindow, used: list[str]) -> PalettePopup:
    """Open the palette over a window; ``used`` names the commands used last, the latest first."""
    hint = QCoreApplication.translate("Palette", "Type a command, or a place: “bold”, “rec 3”, “@ports”")
    popup = PalettePopup(all_entries(window), used, partial(_nodes, window), hint, window)
    popup.chosen.connect(_run)
    popup.open()
    return popup


def _run(entry: Entry) -> None:
    entry.run()


def _nodes(window: MainWindow, query: str) -> list[Entry] | None:
    """Return the nodes a query means, None while the workspace is still being read ahead."""
    if not window.session.is_open:
        return []
    index, workspace = window.tree.index(), window.session.workspace
    if index.warm(READ_AT_ONCE):
        return None
    from ui.palette.nodes import found_nodes

    near, go = window.tree.selected, partial(_go, window)
    return found_nodes(index, workspace.tree, workspace.numbers, query, near, go)


def _go(window: MainWindow, id: int) -> None:
    """Go to a node, with the cursor in its form unless the grid is what is seen."""
    window.on_node_asked(id)
    if not window.gridding.is_shown:
        window.page.focus_node(id)
