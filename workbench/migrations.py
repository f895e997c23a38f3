"""Older workspace files, brought to the present form step by step on a copy.

A step works on raw rows of its own version and never calls today's domain code, so that it stays
right whatever changes later.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.errors import DamagedWorkspace

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

SCHEMA_VERSION = 1

STEPS: Mapping[int, Callable[[sqlite3.Connection], None]] = {}
"""What brings a file of version N to version N + 1."""


def migrate(path: Path, version: int, *, in_place: bool) -> Path:
    """Return the path of the migrated file.

    ``in_place`` keeps the old file as ``NAME.bak-vN`` and puts the migrated one in its stead;
    otherwise the migrated copy lies in a temporary folder and the file stays as it is.
    """
    folder = path.parent if in_place else Path(tempfile.mkdtemp(prefix="evaluation-workbench-"))
    copy = folder / f".{path.name}.migrating" if in_place else folder / path.name
    _copy(path, copy)
    try:
        _run(copy, version)
    except sqlite3.Error as error:
        copy.unlink(missing_ok=True)
        raise DamagedWorkspace(f"{path.name} could not be brought to the present form: {error}.") from error
    if not in_place:
        return copy
    shutil.copy2(path, path.with_name(f"{path.name}.bak-v{version}"))
    os.replace(copy, path)
    return path


def _copy(source: Path, target: Path) -> None:
    """Copy through SQLite, so that a half-finished transaction is not copied with it."""
    target.unlink(missing_ok=True)
    with (
        contextlib.closing(sqlite3.connect(source)) as old,
        contextlib.closing(sqlite3.connect(target)) as new,
    ):
        old.backup(new)


def _run(path: Path, version: int) -> None:
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("BEGIN")
        for step in range(version, SCHEMA_VERSION):
            STEPS[step](connection)
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        connection.execute("COMMIT")
        if connection.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
            raise sqlite3.DatabaseError("the migrated copy is not sound")
