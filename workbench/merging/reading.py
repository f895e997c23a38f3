"""Every file that came back is read by the reader of its kind; a refused one stops none of the others."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workbench.errors import Cancelled, UserError
from workbench.store import is_workspace

if TYPE_CHECKING:
    from pathlib import Path

    from workbench.merging.claims import Return
    from workbench.tracking.returned import SheetReader
    from workbench.workspace import Workspace

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that cannot be merged, and why; ``sha256`` is "" where the file cannot be read at all."""

    path: Path
    reason: str
    sha256: str = ""


@dataclass(slots=True)
class Incoming:
    """What was read of the files that came back, in the order given."""

    returns: list[Return] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)


def read_returns(
    workspace: Workspace,
    paths: Sequence[Path],
    *,
    progress: Progress | None = None,
    is_cancelled: Callable[[], bool] | None = None,
) -> Incoming:
    """Read returned sheets and copies against ``workspace``, which may be open for reading only.

    Changes nothing. Raises Cancelled where ``is_cancelled`` says so.
    """
    from workbench.tracking.returned import SheetReader

    incoming, sheets = Incoming(), SheetReader(workspace)
    for done, path in enumerate(paths):
        if is_cancelled and is_cancelled():
            raise Cancelled
        if progress:
            progress(done, len(paths), path.name)
        try:
            incoming.returns.append(_read(workspace, sheets, path))
        except UserError as error:
            incoming.refused.append(Refused(path, str(error), _sha256(path)))
    if progress:
        progress(len(paths), len(paths), "")
    return incoming


def _read(workspace: Workspace, sheets: SheetReader, path: Path) -> Return:
    if is_workspace(path):
        from workbench.merging.copies import read_copy

        return read_copy(path, workspace)
    return sheets.read(path)


def _sha256(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() if path.is_file() else ""
    except OSError:
        return ""
