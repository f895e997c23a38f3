"""What the window asks of a Word draft, as the workbench wants it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.counting import counted
from ui.labels import translate

if TYPE_CHECKING:
    from pathlib import Path

    from ui.dialogs.draft import DraftWanted
    from ui.jobs import Progress
    from ui.services import IsCancelled, Services
    from ui.session import Session
    from workbench.paper import PaperWritten
    from workbench.paper.choices import Choices
    from workbench.workspace import Snapshot, Workspace


def choices(workspace: Workspace, wanted: DraftWanted) -> Choices:
    """Return what is to be printed; UserError where the journal lacks the point to compare with."""
    from workbench.paper.choices import Choices
    from workbench.points import snapshot_at

    return Choices(
        part=wanted.part,
        responses=wanted.responses,
        watermark=wanted.watermark,
        comments=wanted.comments,
        changes_since=snapshot_at(workspace, wanted.since) if wanted.since else None,
    )


def suggested_name(workspace: Workspace, wanted: DraftWanted) -> str:
    """Return a name for the file: the symbol, and the part where it is only one."""
    symbol = workspace.tree[wanted.paper]["symbol"] or translate("Files", "Draft")
    part = workspace.numbers.label.get(wanted.part or 0)
    name = f"{symbol} {part}" if part else symbol
    return "".join(sign if sign.isalnum() or sign in "._-" else "-" for sign in name)


def about(written: PaperWritten) -> str:
    """Return what was written where, and how many remarks there are on it."""
    if not written.warnings:
        return translate("Files", "Draft written to {0}.").format(written.path)
    return counted(
        len(written.warnings),
        translate("Files", "Draft written: {0}. There is 1 remark."),
        translate("Files", "Draft written: {0}. There are {n} remarks."),
    ).format(written.path.name)


def mark(session: Session, name: str, point: str) -> None:
    """Name what a draft holds, or say why not."""
    from ui.dialogs.mark import set_mark

    set_mark(session, name, point)


def write(
    services: Services,
    snapshot: Snapshot,
    path: Path,
    wanted: DraftWanted,
    chosen: Choices,
    progress: Progress,
    is_cancelled: IsCancelled,
) -> PaperWritten:
    """Write the draft; runs in a worker."""
    return services.write_paper(
        snapshot,
        path,
        paper=snapshot.tree[wanted.paper]["symbol"],
        language=wanted.language,
        template=wanted.template,
        choices=chosen,
        progress=progress,
        is_cancelled=is_cancelled,
    )
