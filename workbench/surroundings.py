"""What is unsafe about where a workspace file lies: network drives, synchronised folders, copies."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

from workbench.sentences import Sentence

_SYNC_FOLDERS = re.compile(
    r"^(onedrive( - .*)?|dropbox( \(.*\))?|google ?drive|my drive|icloud ?drive|mobile documents"
    r"|nextcloud|owncloud|seafile|box( sync)?|syncthing|sharepoint|creative cloud files)$",
    re.IGNORECASE,
)
_SYNC_MARKERS = (".dropbox", ".stfolder", ".sync_journal.db", ".owncloudsync.log", "desktop.onedrive")
_NETWORK_FILE_SYSTEMS = ("nfs", "cifs", "smb", "sshfs", "davfs", "9p", "afs", "fuse.rclone", "fuse.gvfsd")
_CONFLICT = re.compile(
    r"conflicted copy|sync-conflict|\(conflict|in conflict|conflit|conflicto|konflikt"
    r"|^ ?\([0-9]+\)$|^ - copy|^-[\w-]*(pc|laptop|desktop)[\w-]*$",
    re.IGNORECASE,
)
_NETWORK_DRIVE = Sentence("on a network drive")


def warnings_about(path: Path, workspace_id: str) -> list[Sentence]:
    """Return sentences to show once when ``path`` is opened; the empty list where all is well."""
    warnings = []
    place = sync_folder(path) or network_drive(path)
    if place:
        warnings.append(
            Sentence(
                "{0} lies {1}. Work on a copy on this computer's own disk where you can: two people writing"
                " at once can leave two versions.",
                path.name,
                place,
            )
        )
    copies = conflict_copies(path, workspace_id)
    if copies:
        names = ", ".join(copy.name for copy in copies)
        warnings.append(
            Sentence("Beside {0} lies what looks like a second version of it: {1}.", path.name, names)
        )
    return warnings


def sync_folder(path: Path) -> Sentence | None:
    """Return "in the synchronised folder X" where the path lies in one."""
    configured = {os.environ.get(name) for name in ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")}
    for folder in path.absolute().parents:
        marked = any((folder / marker).exists() for marker in _SYNC_MARKERS)
        if marked or _SYNC_FOLDERS.match(folder.name) or str(folder) in configured:
            return Sentence("in the synchronised folder {0}", folder.name)
    return None


def network_drive(path: Path) -> Sentence | None:
    """Return "on a network drive" where the path lies on one."""
    absolute = str(path.absolute())
    if absolute.startswith(("\\\\", "//")):
        return _NETWORK_DRIVE
    if sys.platform == "win32":
        import ctypes

        drive_remote = 4
        kind = ctypes.windll.kernel32.GetDriveTypeW(path.absolute().anchor)
        return _NETWORK_DRIVE if kind == drive_remote else None
    return _NETWORK_DRIVE if _mounted_from_network(absolute, _mounts()) else None


def conflict_copies(path: Path, workspace_id: str) -> list[Path]:
    """Return files beside ``path`` that hold the same workspace under a sync program's other name."""
    from workbench.store import workspace_id_of

    try:
        siblings = [other for other in path.parent.iterdir() if _is_variant(other, path)]
    except OSError:
        return []
    return sorted(other for other in siblings if workspace_id_of(other) == workspace_id)


def _is_variant(other: Path, path: Path) -> bool:
    if other == path or other.suffix != path.suffix or not other.name.startswith(path.stem):
        return False
    return bool(_CONFLICT.search(other.stem[len(path.stem) :]))


def _mounts() -> str:
    try:
        return Path("/proc/mounts").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _mounted_from_network(path: str, mounts: str) -> bool:
    """Whether the longest mount point above ``path`` is of a network file system."""
    best, kind = "", ""
    for line in mounts.splitlines():
        parts = line.split()
        if len(parts) > 2:
            point = parts[1].replace("\\040", " ")
            above = path == point or path.startswith(point.rstrip("/") + "/")
            if above and len(point) >= len(best):
                best, kind = point, parts[2]
    return kind.startswith(_NETWORK_FILE_SYSTEMS)
