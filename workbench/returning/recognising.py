"""Whether a file is a draft that a workspace wrote, told from its names alone and without reading it all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from workbench.workspace import Workspace

WORD = frozenset({".docx", ".docm"})
_POINT = re.compile(rb'"_evw_at_([0-9a-f]{32})"')
_STARTS_WITHIN = 2_000_000  # letters; the name stands in the first paragraph


def is_draft_of(workspace: Workspace, path: Path) -> bool:
    """Whether a Word file names a point of this workspace's journal as the state it was written from."""
    if path.suffix.lower() not in WORD:
        return False
    import zlib  # imported when used: the window asks before any file is there
    from zipfile import BadZipFile, ZipFile

    try:
        with ZipFile(path) as package, package.open("word/document.xml") as part:
            found = _POINT.search(part.read(_STARTS_WITHIN))
    except (OSError, KeyError, ValueError, RuntimeError, NotImplementedError, BadZipFile, zlib.error):
        return False
    return found is not None and workspace.signature(found[1].decode()) is not None
