"""What the palette offers: commands, what can be added, workspaces opened last, and nodes to go to."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence

from ui.schema_words import kind_label
from workbench.folding import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QMenu, QMenuBar

    from ui.window import MainWindow

translate = QCoreApplication.translate
ITSELF = "palette"


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: its words, where else it is found, its key, and what it does.

    ``name`` is the command's, "" for what is none; what is not ``available`` now is shown, not done.
    """

    words: str
    where: str
    run: Callable[[], object]
    key: str = ""
    name: str = ""
    available: bool = True

    @property
    def folded(self) -> str:
        """The words a query is compared with; the command's own come first."""
        return fold(f"{self.words} {self.where}")

    @property
    def spoken(self) -> str:
        """The row in words, for a screen reader."""
        state = "" if self.available else translate("Palette", "not possible now")
        return ", ".join(part for part in (self.words, self.where, self.key, state) if part)


def all_entries(window: MainWindow) -> list[Entry]:
    """Return what the window offers at this moment: to be asked before the palette takes the focus."""
    return [*_commands(window), *_additions(window), *_workspaces(window)]


def plain(words: str) -> str:
    """Return the words of a menu or a command without what marks its letter."""
    return words.replace("&&", "\0").replace("&", "").replace("\0", "&").rstrip("…")


def places(bar: QMenuBar) -> dict[str, str]:
    """Return in which menu each command is found: "bold" in "Format"."""
    found: dict[str, str] = {}
    for top in bar.actions():
        menu = top.menu()
        if menu is not None:
            found.update(_names_in(menu, plain(top.text())))  # type: ignore[arg-type]
    return found


def key_of(action: QAction) -> str:
    """Return the key of a command as this system writes it, "" where it has none."""
    return action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)


def _names_in(menu: QMenu, where: str) -> Iterator[tuple[str, str]]:
    for action in menu.actions():
        below = action.menu()
        if below is not None:
            yield from _names_in(below, f"{where} › {plain(action.text())}")  # type: ignore[arg-type]
        elif action.objectName():
            yield action.objectName(), where


def _commands(window: MainWindow) -> Iterator[Entry]:
    where = places(window.menuBar())
    for name, action in window.actions_.by_name.items():
        if name != ITSELF:
            yield Entry(
                plain(action.text()),
                where.get(name, ""),
                action.trigger,
                key_of(action),
                name,
                action.isEnabled(),
            )


def _additions(window: MainWindow) -> Iterator[Entry]:
    editing, where = window.editing, translate("Palette", "Edit › Add")
    if not window.session.writable or editing.node is None:
        return
    for kind in editing.kinds_below():
        words = translate("Palette", "Add {0} below").format(kind_label(kind))
        yield Entry(words, where, partial(editing.add_below, kind))
    for kind in editing.kinds_beside():
        words = translate("Palette", "Add {0} after this").format(kind_label(kind))
        yield Entry(words, where, partial(editing.add_beside, kind))


def _workspaces(window: MainWindow) -> Iterator[Entry]:
    is_open = window.session.is_open
    for path in window.settings.recent:
        if not is_open or path != window.session.workspace.path.absolute():
            words = translate("Palette", "Open {0}").format(path.name)
            yield Entry(words, path.parent.name, partial(window.files.open_path, path))
