"""Findings that a person put aside, with the reason; kept beside the document, in its file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from workbench.beside import as_number, as_text, kept_entries
from workbench.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workbench.checks.findings import Finding, Key
    from workbench.workspace import Workspace

_NAME = "mutes"


@dataclass(frozen=True, slots=True)
class Mute:
    """Why a finding was put aside, by whom and when (ISO, UTC)."""

    reason: str
    author: str
    time: str


def kept_mutes(workspace: Workspace) -> dict[Key, Mute]:
    """Return what was put aside, by the key of its finding."""
    return dict(kept_entries(workspace, _NAME, _mute))


def put_aside(workspace: Workspace, findings: Iterable[Finding], reason: str) -> dict[Key, Mute]:
    """Keep that findings were put aside, and return all that are; UserError where no reason is given."""
    if not reason.strip():
        raise UserError("Say why this is ignored, so that others understand it later.")
    time = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    mute = Mute(" ".join(reason.split()), workspace.author, time)
    mutes = {**kept_mutes(workspace), **{finding.key: mute for finding in findings}}
    _keep(workspace, mutes)
    return mutes


def take_up_again(workspace: Workspace, findings: Iterable[Finding]) -> dict[Key, Mute]:
    """Forget that findings were put aside, and return those that still are."""
    keys = {finding.key for finding in findings}
    mutes = {key: mute for key, mute in kept_mutes(workspace).items() if key not in keys}
    _keep(workspace, mutes)
    return mutes


def _mute(value: Any) -> tuple[Key, Mute]:
    rule, node, field, about, reason, author, time = value
    key = as_text(rule), as_number(node), as_text(field), as_text(about)
    return key, Mute(as_text(reason), as_text(author), as_text(time))


def _keep(workspace: Workspace, mutes: dict[Key, Mute]) -> None:
    rows = [[*key, mute.reason, mute.author, mute.time] for key, mute in mutes.items()]
    workspace.keep(_NAME, rows or None)
