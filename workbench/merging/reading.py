"""Every file that came back is read by the reader of its kind; a refused one stops none of the others."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workbench.errors import Cancelled, UserError
from workbench.returning.recognising import WORD
from workbench.store import is_workspace

if TYPE_CHECKING:
    from pathlib import Path

    from workbench.merging.claims import Return
    from workbench.sentences import Sentence
    from workbench.tracking.returned import SheetReader
    from workbench.workspace import Workspace

Progress = Callable[[int, int, str], None]
Reader = Callable[["Path", "Workspace"], "Return"]


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that cannot be merged, and why; ``sha256`` is "" where the file cannot be read at all."""

    path: Path
    reason: Sentence
    sha256: str = ""


@dataclass(slots=True)
class Incoming:
    """What was read of the files that came back, in the order given."""

    returns: list[Return] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)


def read_returns(
    workspace: Workspace,
    paths: Sequence[Path],
    readers: Mapping[Path, Reader] | None = None,
    *,
    progress: Progress | None = None,
    is_cancelled: Callable[[], bool] | None = None,
) -> Incoming:
    """Read returned sheets, drafts and copies against ``workspace``, which may be open for reading only.

    Files that are none of these have a reader of their own in ``readers``.
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
            reader = (readers or {}).get(path)
            returned = reader(path, workspace) if reader else _read(workspace, sheets, path)
            incoming.returns.append(returned)
        except UserError as error:
            incoming.refused.append(Refused(path, error.sentence, _sha256(path)))
    if progress:
        progress(len(paths), len(paths), "")
    return incoming


def _read(workspace: Workspace, sheets: SheetReader, path: Path) -> Return:
    if is_workspace(path):
        from workbench.merging.copies import read_copy

        return read_copy(path, workspace)
    if path.suffix.lower() == ".evw" and path.is_file():
        raise UserError("“{0}” is called a workspace and is no sound one; ask for it again.", path.name)
    if path.suffix.lower() in WORD and path.is_file():
        from workbench.returning.reading import read_draft

        return read_draft(path, workspace)
    return sheets.read(path)


def _sha256(path: Path) -> str:
    try:
        if not path.is_file():
            return ""  # a pipe would keep us waiting for ever
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
