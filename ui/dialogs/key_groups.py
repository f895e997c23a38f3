"""Every key of the program by the place where it does something, for the map of keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence

from ui.palette.entries import places, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from PySide6.QtGui import QAction

    from ui.window import MainWindow

OR = "   "
"""Between two keys that do the same."""
translate = QCoreApplication.translate
Declared = Sequence[tuple[str, object]]
"""(key, words) as the modules declare them; the type of words marked for translation is "object"."""
Group = tuple[str, list[tuple[str, str]]]
"""Where keys work, and (key as this system writes it, what it does) of each."""


def all_groups(window: MainWindow) -> list[Group]:
    """Return the keys of the commands by their menus, then those that work in one place only."""
    return [*_of_menus(window), *((words, _written(keys)) for words, keys in _declared())]


def keys_of(action: QAction) -> str:
    """Return all keys of a command as this system writes them."""
    return _joined(action.shortcuts())


def native(key: QKeySequence) -> str:
    """Return a key as this system writes it."""
    return key.toString(QKeySequence.SequenceFormat.NativeText)


def _joined(keys: Iterable[QKeySequence]) -> str:
    return OR.join(dict.fromkeys(native(key) for key in keys))


def _of_menus(window: MainWindow) -> Iterator[Group]:
    where = places(window.menuBar())
    groups: dict[str, list[tuple[str, str]]] = {menu.split(" › ")[0]: [] for menu in where.values()}
    elsewhere = translate("Keys", "Everywhere")
    for name, action in window.actions_.by_name.items():
        if action.shortcuts():
            menu = where.get(name, elsewhere).split(" › ")[0]
            groups.setdefault(menu, []).append((keys_of(action), plain(action.data())))
    return ((menu, rows) for menu, rows in groups.items() if rows)


def _declared() -> Iterator[tuple[str, Declared]]:
    """Yield where keys work and those that the code of the place declares; it is loaded for that."""
    from ui import focusing, picking, tables, tree_view
    from ui.forms import choices, lists, wordlists
    from ui.grid import cells
    from ui.grid import view as grid
    from ui.merging import files_panel, value_editor
    from ui.merging import window as merging
    from ui.palette import popup
    from ui.preview import view as preview
    from ui.replacing import dialog as replacing
    from ui.text import editor

    yield translate("Keys", "In the contents"), tree_view.KEYS
    yield translate("Keys", "In a text"), editor.KEYS
    yield translate("Keys", "In a form"), (*choices.KEYS, *lists.KEYS, *wordlists.KEYS)
    yield translate("Keys", "In the grid"), (*grid.KEYS, *cells.KEYS)
    yield translate("Keys", "In the preview"), preview.KEYS
    yield translate("Keys", "In the history and the checks"), tables.KEYS
    yield translate("Keys", "In find and replace"), replacing.KEYS
    yield translate("Keys", "In a list to pick from"), picking.KEYS
    yield translate("Keys", "In the command palette"), popup.KEYS
    yield translate("Keys", "In focus mode"), focusing.KEYS
    merge = (*merging.KEYS, *files_panel.KEYS, *value_editor.KEYS)
    yield translate("Keys", "In the merge window"), merge


def _written(declared: Declared) -> list[tuple[str, str]]:
    return [(native(QKeySequence(key)), translate("Keys", str(words))) for key, words in declared]
