"""What the log of files remembers of merges: which file, compared with what, and what was decided."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from workbench.edits import Batch, Entry
    from workbench.workspace import FileRecord, Workspace

    Step = tuple[str, str | None, str | None]


@dataclass(frozen=True, slots=True)
class Merged:
    """One file that was merged and whose merge is in force.

    ``point`` is the point of the journal that the file was made at, ``batch`` our batch that took it
    in (None where it changed nothing), ``open`` the keys of what nobody has decided yet (none of a copy,
    which is merged whole), ``new`` the id
    of each node it added, by key, ``decided`` how each conflict and question was settled. ``rests`` are keys
    settled by what another file said, with its SHA-256; ``declined`` what was said and not taken, by key;
    ``seen`` the keys of all that the file said.
    """

    record: FileRecord
    kind: str
    point: str
    batch: str | None
    open: tuple[str, ...]
    decided: dict[str, str]
    new: dict[str, int]
    memory: dict[str, Any]
    rests: dict[str, str]
    declined: dict[str, Any]
    seen: frozenset[str]

    @property
    def knows(self) -> list[str]:
        """The points up to which a copy told everything: its own, and those it had merged itself."""
        return [self.point, *self.memory.get("knows", ())]

    def left(self, known: Collection[str]) -> set[str]:
        """Return the keys of what is not settled while only the files of these SHA-256 are merged."""
        return {*self.open, *(key for key, sha256 in self.rests.items() if sha256 not in known)}


def merged(workspace: Workspace) -> list[Merged]:
    """Return the merges of a workspace that were not undone, oldest first.

    One that changed nothing stays when another file's merge is undone, but what it found here already may
    have gone with that and is open again (of a copy, which is merged whole, all of it: it is left out).
    """
    entries, gone = _all(workspace), undone(workspace)
    steps = workspace.steps() if gone else []
    return [found for entry in entries if (found := _in_force(workspace, entry, gone, steps))]


def undone(workspace: Workspace) -> list[Merged]:
    """Return the merges of a workspace that were undone, oldest first."""
    return [entry for entry in _all(workspace) if entry.batch and not workspace.is_in_force(entry.batch)]


def stood(batch: str, point: str, steps: Sequence[Step]) -> bool:
    """Whether a batch was in force right after a point of the journal that has these steps."""
    standing = False
    for id, undoes, redoes in steps:
        if batch in (id, undoes, redoes):
            standing = batch != undoes
        if id == point:
            break
    return standing


def is_merge(batch: Batch | Entry) -> bool:
    """Whether a step of the journal took in a file that came back."""
    return batch.origin.startswith(("sheet ", "copy ", "matrix ", "draft "))


def as_text(
    kind: str,
    point: str,
    batch: str | None,
    open: list[str],
    decided: dict[str, str],
    new: dict[str, int],
    memory: dict[str, Any],
    *,
    rests: dict[str, str] | None = None,
    declined: dict[str, Any] | None = None,
    seen: Iterable[str] = (),
) -> str:
    """Return what :attr:`FileRecord.decisions` holds of a merge."""
    entry = {"kind": kind, "point": point, "batch": batch, "open": open, "decided": decided}
    more: dict[str, Any] = {"new": new, "memory": memory, "rests": rests or {}, "declined": declined or {}}
    more["seen"] = sorted(seen)
    return json.dumps({**entry, **more}, ensure_ascii=False)


def _in_force(
    workspace: Workspace, entry: Merged, gone: Sequence[Merged], steps: Sequence[Step]
) -> Merged | None:
    """Return what is left of a merge now that others are undone, None where nothing is."""
    if entry.batch:
        return entry if workspace.is_in_force(entry.batch) else None
    lost = [one for one in gone if one.batch and stood(one.batch, entry.record.point, steps)]
    if not lost:
        return entry
    if entry.kind == "copy" or any(one.record.sha256 == entry.record.sha256 for one in gone):
        return None
    kept = {key for key, take in entry.decided.items() if take == "ours"} | entry.rests.keys()
    return replace(entry, open=tuple(sorted({*entry.open, *(entry.seen - kept)})))


def _all(workspace: Workspace) -> list[Merged]:
    read = map(_read, workspace.files())
    return [entry for entry in read if entry]


def _read(record: FileRecord) -> Merged | None:
    if record.direction != "in" or not record.decisions:
        return None
    try:
        entry = json.loads(record.decisions)
        return Merged(
            record,
            entry["kind"],
            entry["point"],
            entry["batch"],
            tuple(entry["open"]),
            entry["decided"],
            entry["new"],
            entry["memory"],
            entry["rests"],
            entry["declined"],
            frozenset(entry["seen"]),
        )
    except (ValueError, KeyError, TypeError):
        return None  # written by hand or by a later version: says nothing to us
