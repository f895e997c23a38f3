"""Who may write a workspace: one process at a time, and the others are told who it is."""

from __future__ import annotations

import contextlib
import getpass
import json
import os
import platform
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from workbench.errors import StorageFailed, WorkspaceBusy


@dataclass(frozen=True, slots=True)
class Holder:
    """Whoever has a workspace open for writing; ``since`` is an ISO time in UTC."""

    user: str
    host: str
    pid: int
    since: str

    def __str__(self) -> str:
        return f"{self.user} on {self.host} (since {self.since[:16].replace('T', ' ')} UTC)"


def lock_files(path: Path) -> tuple[Path, Path]:
    """Return the files that stand beside a workspace while it is written: the lock, and who holds it."""
    return path.with_name(f"{path.name}.lock"), path.with_name(f"{path.name}.lock.json")


class WriteLock:
    """The right to write a workspace; taken by :meth:`take`, it dies with its process."""

    def __init__(self, path: Path) -> None:
        from filelock import FileLock  # imported when used: commands that only read need no lock

        lock, self._note = lock_files(path)
        self._lock = FileLock(lock)

    def take(self) -> None:
        """Take the lock at once or raise: WorkspaceBusy naming the holder, StorageFailed."""
        from filelock import Timeout

        if not self._note.parent.is_dir():  # filelock would make it
            raise StorageFailed(f"There is no folder {self._note.parent}.")
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            holder = self._read_note()
            who = str(holder) if holder else "another program"
            raise WorkspaceBusy(f"The workspace is open for writing by {who}; nothing was changed.") from None
        except (OSError, NotImplementedError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise StorageFailed(f"The folder {self._note.parent} cannot be written ({reason}).") from error
        self._write_note()

    def release(self) -> None:
        """Give the lock back; harmless when it is not held."""
        if self._lock.is_locked:
            # While it is held: whoever waits for the old file then notices that it is gone.
            for path in (self._note, Path(self._lock.lock_file)):
                with contextlib.suppress(OSError):
                    path.unlink(missing_ok=True)
            self._lock.release()

    def _write_note(self) -> None:
        holder = Holder(user(), platform.node(), os.getpid(), datetime.now(UTC).isoformat())
        with contextlib.suppress(OSError):  # the lock holds without its note
            self._note.write_text(json.dumps(asdict(holder)), encoding="utf-8")

    def _read_note(self) -> Holder | None:
        try:
            note = json.loads(self._note.read_text(encoding="utf-8"))
            return Holder(str(note["user"]), str(note["host"]), int(note["pid"]), str(note["since"]))
        except (OSError, ValueError, TypeError, KeyError):
            return None


def user() -> str:
    """Return the name under which the present user's edits are recorded."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "unknown"
