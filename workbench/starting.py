"""A new workspace as people expect it: named, and with the register of units that ships with us."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from workbench.register import Unit, shipped_units
from workbench.schema import ROOT_KIND, storable
from workbench.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from workbench.editor import Editor


def start_workspace(path: Path, *, name: str | None = None, author: str | None = None) -> Workspace:
    """Make a new workspace file with the shipped register and open it; refuse where ``path`` exists."""

    def fill(editor: Editor) -> None:
        root = editor.insert(None, ROOT_KIND, {"name": storable(name or path.stem)})
        register = editor.insert(root, "register")
        for unit in shipped_units():
            editor.insert(register, "unit", unit_fields(unit))

    return Workspace.create_with(fill, path, "New workspace", origin="new", author=author)


@contextlib.contextmanager
def kept_if_done(workspace: Workspace) -> Iterator[Workspace]:
    """Close a workspace that was just made when the block ends, and remove it when the block raises."""
    try:
        yield workspace
    except BaseException:
        workspace.close()
        with contextlib.suppress(OSError):
            workspace.path.unlink(missing_ok=True)
        raise
    workspace.close()


def unit_fields(unit: Unit) -> dict[str, str]:
    """Return the fields of a register node for ``unit``."""
    return {"abbreviation": unit.abbreviation, "name": unit.name, "kind": unit.kind}
