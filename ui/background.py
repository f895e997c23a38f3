"""What the window does to files in a worker: plain functions that are handed all they need."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from ui.dialogs.sheets import SheetsWanted
    from ui.jobs import Progress
    from ui.services import IsCancelled, Services
    from workbench.importing import Ground
    from workbench.tree import Tree
    from workbench.workspace import Snapshot


def read(
    services: Services, path: Path, tree: Tree | None, progress: Progress, is_cancelled: IsCancelled
) -> Any:
    """Read a source against the register of ``tree``."""
    return services.read(path, tree, progress=progress, is_cancelled=is_cancelled)


def prepare(
    services: Services, reading: Any, ground: Ground, progress: Progress, is_cancelled: IsCancelled
) -> Any:
    """Work out the batch that places what was read."""
    return services.prepare(reading, ground, progress=progress, is_cancelled=is_cancelled)


def write_sheets(
    services: Services,
    snapshot: Snapshot,
    wanted: SheetsWanted,
    progress: Progress,
    is_cancelled: IsCancelled,
) -> Any:
    """Write the tracking sheets that were asked for."""
    return services.write_sheets(
        snapshot,
        wanted.folder,
        units=wanted.units,
        stage=wanted.stage,
        due=wanted.due,
        paper=wanted.paper,
        mail=wanted.mail,
        progress=progress,
        is_cancelled=is_cancelled,
    )
