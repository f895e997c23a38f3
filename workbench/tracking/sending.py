"""What is the same for every workbook of one export: the paper, the point, the stage, the texts."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from workbench.register import by_key
from workbench.tracking.fitting import Ruler
from workbench.tracking.shares import asked_in
from workbench.tracking.shown import Shower

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping

    from workbench.tracking.columns import Column
    from workbench.tracking.shares import Asked
    from workbench.tracking.shown import CellValue
    from workbench.tree import Node
    from workbench.workspace import Snapshot

Stage = Literal["response", "follow-up"]
STAGES: tuple[Stage, ...] = ("response", "follow-up")

SHEET_VERSION = "1"
"""Version of the layout that a returned file names; a new one comes with a way to read the old."""

README = "Read me"
RESPONSE = "Response"
ACTIONS = "Actions"
TEXTS = "Recommendation text"
FIRST_ROW = 3
"""Rows start below the header and the hidden row of keys."""


@dataclass(frozen=True)
class Sending:
    """One export; made by :func:`sending_for` and only read while the workbooks are built."""

    snapshot: Snapshot
    paper: Node
    stage: Stage
    due: datetime.date | None
    asked: list[Asked]
    register: Mapping[str, Node]
    shower: Shower
    ruler: Ruler = field(default_factory=Ruler)

    @property
    def symbol(self) -> str:
        """The symbol of the paper, or words where it has none."""
        return self.paper["symbol"] or "Governing Body paper"

    def unit_title(self, unit: str) -> str:
        """Return a unit as people know it: "ENTERPRISES – Enterprises Department"."""
        entry = self.register.get(unit)
        name = entry["name"] if entry else None
        return f"{unit} – {name}" if name and name != unit else unit

    def context(self, asked: Asked, column: Column) -> CellValue:
        """Return what a locked column shows for a recommendation: of itself or of what it stands in.

        The lead unit is shown also where only the order of the responsible units says it.
        """
        if column.field is None:
            return None
        node = self.snapshot.tree.ancestor(asked.recommendation.id, column.kind)
        shown = self.shower.value(node, column.field)
        return asked.lead if shown is None and column.key == "recommendation.lead_unit" else shown


def sending_for(snapshot: Snapshot, paper: Node, stage: Stage, due: datetime.date | None) -> Sending:
    """Return the export of a paper at one point of the journal."""
    asked = asked_in(snapshot, paper)
    shower = Shower(snapshot, {one.recommendation.id: one.reference for one in asked})
    return Sending(snapshot, paper, stage, due, asked, by_key(snapshot.tree), shower)


def fingerprint(locked: Mapping[str, str]) -> str:
    """Return what identifies a row by its locked texts (key of the column -> text of the cell).

    Independent of the order of columns and of white space, which other programs rewrite.
    """
    lines = sorted(f"{key}\x1e{' '.join(text.split())}" for key, text in locked.items() if text.strip())
    return hashlib.sha256("\x1f".join(lines).encode("utf-8", "surrogatepass")).hexdigest()[:32]
