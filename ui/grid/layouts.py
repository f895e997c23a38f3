"""How the grid is set out: its columns, sort, group and filter; the last one and those saved under a name."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication

from workbench.rows import COLUMNS, GROUPINGS, USUAL, Sort

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.settings import Settings

translate = QCoreApplication.translate
LAST, SAVED = "grid_layout", "grid_views"


@dataclass(frozen=True, slots=True)
class Layout:
    """One way to set out the grid; ``group`` is "" for none, ``widths`` are pixels by column."""

    name: str = ""
    query: str = ""
    columns: tuple[str, ...] = USUAL
    widths: dict[str, int] = field(default_factory=dict)
    sorts: tuple[Sort, ...] = ()
    group: str = ""


class Layouts:
    """Keeps layouts in the settings; one that cannot be read is as if it were not there."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def last(self) -> Layout:
        """Return how the grid was set out last, without its filter; the usual way at first."""
        found = _read(self._settings.text_of(LAST))
        return replace(found[0], query="") if found else Layout()

    def keep_last(self, layout: Layout) -> None:
        """Remember how the grid is set out."""
        self._settings.keep_text(LAST, _written([layout]))

    def saved(self) -> list[Layout]:
        """Return the layouts saved under a name, the ones everybody needs where none ever was."""
        text = self._settings.text_of(SAVED)
        return usual_views() if text is None else _read(text)

    def save(self, layout: Layout) -> None:
        """Save a layout under its name, in place of an earlier one of that name."""
        saved = self.saved()
        names = [other.name for other in saved]
        if layout.name in names:
            saved[names.index(layout.name)] = layout
        else:
            saved.append(layout)
        self._keep(saved)

    def forget(self, name: str) -> None:
        """Forget a saved layout."""
        self._keep([layout for layout in self.saved() if layout.name != name])

    def _keep(self, layouts: Sequence[Layout]) -> None:
        self._settings.keep_text(SAVED, _written(layouts))


def usual_views() -> list[Layout]:
    """Return the views that are there at first."""
    return [
        Layout(translate("Grid", "High, no response"), query="priority:high acceptance:none"),
        Layout(translate("Grid", "Accepted, by unit"), query="acceptance:accepted", group="unit"),
        Layout(translate("Grid", "Overdue"), query="overdue", sorts=(Sort("due"),)),
    ]


def _written(layouts: Sequence[Layout]) -> str:
    return json.dumps([asdict(layout) for layout in layouts], ensure_ascii=False)


def _read(text: str | None) -> list[Layout]:
    try:
        found = json.loads(text or "[]")
        return [_layout(entry) for entry in found]
    except (ValueError, TypeError, KeyError, AttributeError):
        return []


def _layout(entry: dict[str, Any]) -> Layout:
    """Return a layout as it was written; columns that are no longer there are left out."""
    columns = tuple(name for name in entry["columns"] if name in COLUMNS)
    sorts = (Sort(str(sort["column"]), bool(sort["descending"])) for sort in entry["sorts"])
    return Layout(
        str(entry["name"]),
        str(entry["query"]),
        columns or USUAL,
        {name: int(width) for name, width in entry["widths"].items() if name in columns},
        tuple(sort for sort in sorts if sort.column in COLUMNS),
        entry["group"] if entry["group"] in GROUPINGS else "",
    )
