"""A new workspace as people expect it: named, and with the register of units that ships with us."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.register import Unit, shipped_units
from workbench.schema import ROOT_KIND
from workbench.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path


def start_workspace(path: Path, *, name: str | None = None, author: str | None = None) -> Workspace:
    """Make a new workspace file with the shipped register and open it; refuse where ``path`` exists."""
    workspace = Workspace.create_bare(path, author=author)
    with workspace.edit("New workspace", origin="new") as editor:
        root = editor.insert(None, ROOT_KIND, {"name": name or path.stem})
        register = editor.insert(root, "register")
        for unit in shipped_units():
            editor.insert(register, "unit", unit_fields(unit))
    return workspace


def unit_fields(unit: Unit) -> dict[str, str]:
    """Return the fields of a register node for ``unit``."""
    return {"abbreviation": unit.abbreviation, "name": unit.name, "kind": unit.kind}
