"""Who may write a workspace: one process at a time, and the others are told who it is."""

from __future__ import annotations

import contextlib
import errno
import getpass
import json
import os
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from zc.lockfile import LockError, SimpleLockFile

from workbench.errors import StorageFailed, WorkspaceBusy
from workbench.sentences import Sentence

if TYPE_CHECKING:
    from pathlib import Path


class Holder(NamedTuple):
    """Whoever has a workspace open for writing; ``since`` is an ISO time in UTC."""

    user: str
    host: str
    pid: int
    since: str

    @property
    def words(self) -> Sentence:
        """Who it is, where and since when."""
        since = self.since[:16].replace("T", " ")
        return Sentence("{0} on {1} (since {2} UTC)", self.user, self.host, since)


def lock_files(path: Path) -> tuple[Path, Path]:
    """Return the files that stand beside a workspace while it is written: the lock, and who holds it."""
    return path.with_name(f"{path.name}.lock"), path.with_name(f"{path.name}.lock.json")


class WriteLock:
    """The right to write a workspace; taken by :meth:`take`, it dies with its process."""

    def __init__(self, path: Path) -> None:
        self._path, self._note = lock_files(path)
        self._lock: _LockFile | None = None

    def take(self) -> None:
        """Take the lock at once or raise: WorkspaceBusy naming the holder, StorageFailed."""
        try:
            self._lock = _locked(self._path)
        except LockError as error:
            if not _is_held_elsewhere(error):
                raise self._failed(error) from error
            holder = self._read_note()
            who = holder.words if holder else Sentence("another program")
            raise WorkspaceBusy(
                "The workspace is open for writing by {0}; nothing was changed.", who
            ) from None
        except FileNotFoundError:
            raise StorageFailed("There is no folder {0}.", self._path.parent) from None
        except OSError as error:
            raise self._failed(error) from error
        self._write_note()

    def release(self) -> None:
        """Give the lock back; harmless when it is not held."""
        if self._lock is not None:
            # While it is held: whoever opened the old file then notices that it is gone.
            _remove(self._note)
            _remove(self._path)
            self._lock.close()
            self._lock = None
            if sys.platform == "win32":  # where an open file cannot be removed, by nobody
                _remove(self._path)

    def _failed(self, error: Exception) -> StorageFailed:
        cause = error if isinstance(error, OSError) else error.__context__
        reason = getattr(cause, "strerror", None) or str(cause)
        return StorageFailed("The folder {0} cannot be written ({1}).", self._path.parent, reason)

    def _write_note(self) -> None:
        holder = Holder(user(), _host(), os.getpid(), datetime.now(UTC).isoformat())
        with contextlib.suppress(OSError):  # the lock holds without its note
            self._note.write_text(json.dumps(holder._asdict()), encoding="utf-8")

    def _read_note(self) -> Holder | None:
        try:
            note = json.loads(self._note.read_text(encoding="utf-8"))
            return Holder(str(note["user"]), str(note["host"]), int(note["pid"]), str(note["since"]))
        except (OSError, ValueError, TypeError, KeyError):
            return None


class _LockFile(SimpleLockFile):  # type: ignore[misc]
    """A lock on a file that its holder removes before giving it back."""

    def __del__(self) -> None:
        self.close()

    @property
    def is_removed(self) -> bool:
        """Whether the last holder removed the file after it was opened here: others lock a new one."""
        try:
            return not os.path.samestat(os.fstat(self._fp.fileno()), os.stat(self._path))
        except FileNotFoundError:
            return True


def _locked(path: Path) -> _LockFile:
    """Return the lock, held, on the file that others would find now; LockError where another has it."""
    lock = _LockFile(path)
    while lock.is_removed:
        lock.close()
        lock = _LockFile(path)
    return lock


def _is_held_elsewhere(error: LockError) -> bool:
    """Whether another holds the lock, and not that this file system knows no locks."""
    cause = error.__context__
    return isinstance(cause, OSError) and cause.errno in (errno.EACCES, errno.EAGAIN, errno.EDEADLK)


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)


def _host() -> str:
    """Return the name of this computer."""
    return os.uname().nodename if hasattr(os, "uname") else os.environ.get("COMPUTERNAME", "unknown")


def user() -> str:
    """Return the name under which the present user's edits are recorded."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "unknown"
