"""Older workspace files, brought to the present form step by step on a copy.

A step works on raw rows of its own version and never calls today's domain code, so that it stays
right whatever changes later.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from typing import TYPE_CHECKING

from workbench.errors import DamagedWorkspace, StorageFailed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

SCHEMA_VERSION = 1

STEPS: Mapping[int, Callable[[sqlite3.Connection], None]] = {}
"""What brings a file of version N to version N + 1."""


def migrate(path: Path, version: int) -> None:
    """Bring a file to the present form in its place; the old one stays beside it as ``NAME.bak-vN``.

    Raises DamagedWorkspace or StorageFailed; then the file is as it was.
    """
    import shutil  # brings the compression libraries, and few files are migrated

    copy = path.with_name(f".{os.urandom(16).hex()}.migrating")
    try:
        with contextlib.closing(sqlite3.connect(copy, isolation_level=None)) as connection:
            _migrate_into(connection, path, version)
        shutil.copy2(path, path.with_name(f"{path.name}.bak-v{version}"))
        os.replace(copy, path)
    except OSError as error:
        raise StorageFailed(
            "{0} could not be brought to the present form: {1}.", path.name, str(error)
        ) from error
    finally:
        with contextlib.suppress(OSError):
            copy.unlink(missing_ok=True)


def migrated_copy(path: Path, version: int) -> sqlite3.Connection:
    """Return a copy of a file in memory, brought to the present form; the file stays as it is."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        _migrate_into(connection, path, version)
    except BaseException:
        connection.close()
        raise
    return connection


def _migrate_into(connection: sqlite3.Connection, path: Path, version: int) -> None:
    """Copy a file through SQLite, so that no half-finished transaction comes along, and migrate it."""
    try:
        with contextlib.closing(sqlite3.connect(path)) as old:
            old.backup(connection)
        _run(connection, version)
    except sqlite3.Error as error:
        raise DamagedWorkspace(
            "{0} could not be brought to the present form: {1}.", path.name, str(error)
        ) from error


def _run(connection: sqlite3.Connection, version: int) -> None:
    connection.execute("BEGIN")
    for step in range(version, SCHEMA_VERSION):
        STEPS[step](connection)
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    connection.execute("COMMIT")
    if connection.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
        raise sqlite3.DatabaseError("the migrated copy is not sound")
