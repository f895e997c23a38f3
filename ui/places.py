"""Where the user was in the workspaces opened last, as the settings keep it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ui.settings import Settings

KEY = "places"
MOST_WORKSPACES = 20
MOST_BRANCHES = 300


@dataclass(frozen=True, slots=True)
class Spot:
    """Where the user was in one workspace; numbers are ids of nodes unless something else is said."""

    selected: int
    branches: tuple[int, ...] = ()
    """The open branches of the tree."""
    top: int = 0
    """What stood at the upper edge of the tree."""
    scroll: int = 0
    """How far the page was scrolled, in pixels."""
    field: tuple[int, str, int] | None = None
    """Node, field and place of the cursor, where a field of the page had it."""
    in_grid: bool = False
    """Whether the grid was seen in place of the page."""
    cell: tuple[int, str, int, int] | None = None
    """Row and column of the cursor in the grid, its uppermost row, pixels to the left; None without one."""
    held: tuple[int, bool] | None = None
    """The node that was held beside the form, and whether as it is printed."""
    panels: tuple[str, ...] = ()
    """The panels beside and below the form, those in front last."""
    columns: str = ""
    """How wide tree and side panels were."""
    rows: str = ""
    """How the splitter of the form and what is below stood, in base 64."""


class Places:
    """The spots of the workspaces closed last, by workspace id; one that cannot be read is not there."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def of(self, workspace_id: str) -> Spot | None:
        """Return where the user was in a workspace, None where that is not known."""
        return next((_spot(entry) for id, entry in self._read() if id == workspace_id), None)

    def keep(self, workspace_id: str, spot: Spot) -> None:
        """Remember where the user is in a workspace; those not opened for longest are forgotten."""
        others = [(id, entry) for id, entry in self._read() if id != workspace_id]
        kept = [(workspace_id, asdict(spot)), *others][:MOST_WORKSPACES]
        self._settings.keep_text(KEY, json.dumps(kept, ensure_ascii=False, separators=(",", ":")))

    def _read(self) -> list[tuple[str, Any]]:
        try:
            return [(str(id), entry) for id, entry in json.loads(self._settings.text_of(KEY) or "[]")]
        except (ValueError, TypeError):
            return []


def _spot(entry: Any) -> Spot | None:
    try:
        field, cell, held = entry["field"], entry["cell"], entry.get("held")
        return Spot(
            selected=int(entry["selected"]),
            branches=tuple(int(id) for id in entry["branches"][:MOST_BRANCHES]),
            top=int(entry["top"]),
            scroll=int(entry["scroll"]),
            field=(int(field[0]), str(field[1]), int(field[2])) if field else None,
            in_grid=bool(entry.get("in_grid", cell)),
            cell=(int(cell[0]), str(cell[1]), int(cell[2]), int(cell[3])) if cell else None,
            held=(int(held[0]), bool(held[1])) if held else None,
            panels=tuple(str(name) for name in entry["panels"]),
            columns=str(entry["columns"]),
            rows=str(entry["rows"]),
        )
    except (ValueError, TypeError, KeyError, IndexError, AttributeError):
        return None
