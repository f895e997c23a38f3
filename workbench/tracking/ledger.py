"""Which sheets are out, which are back and which are late, as the log of files tells."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Literal

from workbench.tracking.export import TRACKING_SHEET
from workbench.tracking.mail import MAIL_DRAFT, REMINDER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.merging.records import Merged
    from workbench.workspace import FileRecord, Workspace

State = Literal["out", "late", "back", "replaced"]


@dataclass(frozen=True, slots=True)
class SheetSent:
    """One sheet that went out, and what became of it.

    ``paper`` is the id of its paper (None where an early version did not log it), ``to`` the addresses in
    its latest e-mail draft, ``reminded`` the times of its reminders, ``back_at`` and ``back_name`` tell of
    the file that came back last. Times are those of the log (UTC). State "late": due before today;
    "replaced": the unit got a newer sheet of the same paper, so nobody waits for this one.
    """

    unit: str
    name: str
    sha256: str
    point: str
    paper: int | None
    sent_at: str
    due: date | None
    state: State
    to: tuple[str, ...] = ()
    reminded: tuple[str, ...] = ()
    back_at: str | None = None
    back_name: str | None = None

    @property
    def is_awaited(self) -> bool:
        """Whether it should still come back."""
        return self.state in ("out", "late")

    def data(self) -> dict[str, Any]:
        """Return what the command prints as JSON."""
        return {
            "unit": self.unit,
            "file": self.name,
            "sha256": self.sha256,
            "paper": self.paper,
            "to": list(self.to),
            "sent": self.sent_at,
            "due": self.due.isoformat() if self.due else None,
            "state": self.state,
            "back": self.back_at,
            "back_file": self.back_name,
            "reminders": list(self.reminded),
        }


def sheets_of(workspace: Workspace, today: date) -> list[SheetSent]:
    """Return every sheet that a workspace sent, oldest first."""
    from workbench.merging.records import merged

    return sheets_sent(workspace.files(), merged(workspace), today)


def sheets_sent(records: Sequence[FileRecord], merges: Sequence[Merged], today: date) -> list[SheetSent]:
    """Return every sheet in a log of files, oldest first.

    A sheet is back where a merge in force took in a sheet of the same unit made at the same point;
    where that fits sheets of several papers, the one whose name the file still has.
    """
    took = {entry.record: entry for entry in merges if entry.kind == "sheet"}
    sheets: list[_Sheet] = []
    for record in records:
        if _is_sheet(record):
            sheets.append(_Sheet(record, _said(record).get("paper")))
        elif record.outcome in (MAIL_DRAFT, REMINDER):
            for sheet in _newest(sheets, record.point, record):
                sheet.note(record)
        elif record in took:
            for sheet in _newest(sheets, took[record].point, record):
                sheet.back = record
    _mark_replaced(sheets)
    return [sheet.told(today) for sheet in sheets]


def day_of(time: str) -> date:
    """Return the day of a time of the log, in the local time of whoever asks."""
    return datetime.fromisoformat(time).astimezone().date()


@dataclass(slots=True)
class _Sheet:
    """A sheet while the log is being read."""

    sent: FileRecord
    paper: int | None
    back: FileRecord | None = None
    to: tuple[str, ...] = ()
    reminded: list[str] = field(default_factory=list)
    is_replaced: bool = False

    @property
    def stem(self) -> str:
        """How the names of the files that belong to it begin."""
        return self.sent.name.removesuffix(".xlsx").casefold()

    def note(self, record: FileRecord) -> None:
        """Take in what an e-mail draft or a reminder says."""
        self.to = tuple(_said(record).get("to", ())) or self.to
        if record.outcome == REMINDER:
            self.reminded.append(record.time)

    def told(self, today: date) -> SheetSent:
        """Return what is known of it by now."""
        sent, due = self.sent, _date(self.sent.due)
        state: State = "late" if due and due < today else "out"
        if self.back:
            state = "back"
        elif self.is_replaced:
            state = "replaced"
        facts = (sent.unit or "", sent.name, sent.sha256, sent.point, self.paper, sent.time, due, state)
        back = (self.back.time, self.back.name) if self.back else (None, None)
        return SheetSent(*facts, self.to, tuple(self.reminded), *back)


def _is_sheet(record: FileRecord) -> bool:
    """Whether a record is of a sheet; those of early versions tell by the name alone."""
    if record.direction != "out":
        return False
    return record.outcome == TRACKING_SHEET or (record.outcome is None and record.name.endswith(".xlsx"))


def _newest(sheets: list[_Sheet], point: str, record: FileRecord) -> list[_Sheet]:
    """Return the newest sheet of each paper that a file belongs to, those alone whose name it has."""
    fitting = [sheet for sheet in sheets if (sheet.sent.unit, sheet.sent.point) == (record.unit, point)]
    newest = list({sheet.sent.name: sheet for sheet in fitting}.values())
    named = [sheet for sheet in newest if record.name.casefold().startswith(sheet.stem)]
    return named or newest


def _mark_replaced(sheets: list[_Sheet]) -> None:
    """Mark the sheets after which the same unit got one of the same paper, or of the same name."""
    later: set[tuple[str | None, int | str | None]] = set()
    for sheet in reversed(sheets):
        unit = sheet.sent.unit
        keys = {(unit, sheet.sent.name), (unit, sheet.paper or sheet.sent.name)}
        sheet.is_replaced = not keys.isdisjoint(later)
        later |= keys


def _said(record: FileRecord) -> dict[str, Any]:
    """Return what the log keeps of a file beside its name: {"paper": …, "to": […]}."""
    try:
        said = json.loads(record.decisions or "{}")
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def _date(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
