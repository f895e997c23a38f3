"""The sample: a made-up organization's paper with everything in it that a real one has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.errors import UserError
from workbench.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

WORKSPACE_NAME = "sample.evw"
DRAFT_NAME = "sample draft.docx"
SHEETS_NAME = "tracking sheets"


def make_sample(folder: Path) -> Path:
    """Write the sample workspace into ``folder`` and return its path; one that is there is kept."""
    import resources
    from workbench.exchange import load

    path = folder / WORKSPACE_NAME
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError("The folder {0} could not be made: {1}.", folder, error.strerror) from error
    if not path.exists():
        load(resources.read_json("sample/workspace.json"), path, origin="sample").close()
    return path


def write_sample(folder: Path, *, progress: Callable[[int, int, str], None] | None = None) -> list[Path]:
    """Write the sample workspace, its tracking sheets and Word draft; return the paths in this order.

    Where the workspace is there already, everything stays as somebody left it.
    """
    from workbench.paper import write_paper
    from workbench.tracking import record_sheets, write_sheets

    is_new = not (folder / WORKSPACE_NAME).exists()
    path = make_sample(folder)
    if not is_new:
        return [path, *sorted((folder / SHEETS_NAME).glob("*.xlsx")), *folder.glob(DRAFT_NAME)]
    with Workspace.open(path) as workspace:
        snapshot = workspace.snapshot()
        sheets = write_sheets(snapshot, folder / SHEETS_NAME, progress=progress)
        record_sheets(workspace, snapshot, sheets, None)
        draft = write_paper(snapshot, folder / DRAFT_NAME, progress=progress)
        workspace.record_file(draft.record())
    return [path, *(sheet.path for sheet in sheets.files), draft.path]
