"""Writing the tracking sheets of a paper: one workbook for each unit, all of them or none."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.errors import Cancelled, UserError
from workbench.files import check_replaceable
from workbench.papers import find_paper
from workbench.tracking.files import file_names, new_files
from workbench.tracking.mail import (
    MAIL_DRAFT,
    Letter,
    MailDraft,
    address_of,
    draft_name,
    values_for,
    write_draft,
)
from workbench.tracking.sending import STAGES, Sending, sending_for
from workbench.tracking.shares import (
    Share,
    shares_of,
    units_with_a_share,
    unseen_actions,
)
from workbench.workspace import FileRecord, Snapshot, Workspace

if TYPE_CHECKING:
    import datetime

    from workbench.tracking.files import NewFiles
    from workbench.tracking.ledger import SheetSent
    from workbench.tracking.letter import Template

TRACKING_SHEET = "tracking sheet"
"""What the log of files says of a workbook."""

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class SheetFile:
    """One workbook: the unit it is for, its place and SHA-256, the recommendations in it."""

    unit: str
    path: Path
    sha256: str
    recommendations: list[int]


@dataclass(frozen=True, slots=True)
class SheetsWritten:
    """What was written, and what reaches nobody.

    ``without_sheet`` are recommendations whose lead got no workbook, ``without_actions`` actions that
    no workbook shows because their unit has no share in the recommendation (or they have no unit).
    Where only some units were asked for, what concerns the others is in neither: ``left_out`` are the
    recommendations that these lead. ``drafts`` are the e-mail drafts, one for each workbook where they were
    asked for.
    """

    paper: int
    files: list[SheetFile]
    without_sheet: list[int]
    without_actions: list[int] = field(default_factory=list)
    drafts: list[MailDraft] = field(default_factory=list)
    left_out: list[int] = field(default_factory=list)

    def report(self) -> list[dict[str, Any]]:
        """Return the report of the command; recommendations whose lead has no sheet have unit null."""
        drafts = {draft.unit: str(draft.path) for draft in self.drafts}
        entries: list[dict[str, Any]] = [
            {"unit": file.unit, "file": str(file.path), "recommendations": file.recommendations}
            | ({"draft": drafts[file.unit]} if drafts else {})
            for file in self.files
        ]
        unled = self.without_sheet + self.left_out
        if unled:
            entries.append({"unit": None, "file": None, "recommendations": unled})
        return entries


def write_sheets(
    snapshot: Snapshot,
    folder: Path,
    *,
    paper: str | None = None,
    units: Sequence[str] = (),
    stage: str = "response",
    due: datetime.date | None = None,
    mail: Template | None = None,
    progress: Progress | None = None,
    is_cancelled: Callable[[], bool] | None = None,
) -> SheetsWritten:
    """Write a workbook for each unit with a share in the paper (the only one unless ``paper`` says).

    ``units`` are register keys; none means all. With ``mail`` an e-mail draft of that text, the workbook
    attached, comes beside each. ``progress`` hears files done, files in all and the unit at hand.
    Raises UserError where the paper, a unit or the stage is unknown, a text does not fit into a sheet,
    or a file in the way is not as we wrote it; Cancelled where ``is_cancelled`` says so. The folder is
    then as it was.
    """
    from workbench.tracking.book import build  # brings openpyxl, which takes long to load

    sending = _sending(snapshot, paper, stage, due)
    everyone = units_with_a_share(sending.asked)
    chosen = _chosen(sending, everyone, units)
    names = file_names(sending.paper["symbol"], everyone, sending.stage)
    places = [names[unit] for unit in chosen]
    written, drafts = [], []
    shares = {unit: shares_of(snapshot.tree, sending.asked, unit) for unit in chosen}
    for name in places + [draft_name(name) for name in places if mail]:
        check_replaceable(Path(folder) / name, snapshot.sent)
    with new_files(Path(folder)) as files:
        for done, unit in enumerate(chosen):
            _pause(progress, is_cancelled, done, len(chosen), unit)
            content = build(sending, unit, shares[unit])
            path = files.write(names[unit], content)
            written.append(SheetFile(unit, path, _sha256(content), _ids(shares[unit])))
            if mail:
                drafts.append(_draft(files, sending, mail, written[-1], content))
        _pause(progress, is_cancelled, len(chosen), len(chosen), "")
    missing, unseen = _unreached(sending, shares)
    if units:  # the others were left out on purpose
        mine = [id for id in unseen if snapshot.tree[id]["responsible_unit"] in chosen]
        return SheetsWritten(sending.paper.id, written, [], mine, drafts, missing)
    return SheetsWritten(sending.paper.id, written, missing, unseen, drafts)


def usual_due(
    sheets: Sequence[SheetSent], snapshot: Snapshot, paper: str | None, units: Sequence[str], stage: str
) -> datetime.date | None:
    """Return the day that the sheets written before under the same names were due, if it was one day."""
    sending = _sending(snapshot, paper, stage, None)
    everyone = units_with_a_share(sending.asked)
    names = file_names(sending.paper["symbol"], everyone, stage)
    wanted = {names[unit] for unit in _chosen(sending, everyone, units)}
    latest = {sheet.name: sheet.due for sheet in sheets if sheet.name in wanted}
    days = set(latest.values()) - {None}
    return days.pop() if len(days) == 1 else None


def record_sheets(
    workspace: Workspace, snapshot: Snapshot, written: SheetsWritten, due: datetime.date | None
) -> None:
    """Write every workbook and draft into the log of files: for whom, from which point, due when."""
    day = due.isoformat() if due else None

    def record(outcome: str, file: SheetFile | MailDraft, **more: Any) -> None:
        decisions = json.dumps({"paper": written.paper, **more})
        entry = FileRecord("out", file.path.name, file.sha256, snapshot.point, unit=file.unit)
        workspace.record_file(entry._replace(due=day, outcome=outcome, decisions=decisions))

    for file in written.files:
        record(TRACKING_SHEET, file)
    for draft in written.drafts:
        record(MAIL_DRAFT, draft, to=draft.to)


def _draft(
    files: NewFiles, sending: Sending, template: Template, sheet: SheetFile, workbook: bytes
) -> MailDraft:
    """Write the e-mail that brings a unit its workbook."""
    tree, name = sending.snapshot.tree, sheet.path.name
    values = values_for(sending.snapshot, tree, sheet.unit, sheet.recommendations, name, sending.due)
    letter = Letter(sheet.unit, address_of(tree, sheet.unit), *template.fill(values), (name, workbook))
    return write_draft(files, draft_name(name), letter)


def _sending(snapshot: Snapshot, symbol: str | None, stage: str, due: datetime.date | None) -> Sending:
    known = next((known for known in STAGES if known == stage), None)
    if known is None:
        raise UserError("There is no stage “{0}”; there are {1} and {2}.", stage, *STAGES)
    paper = find_paper(snapshot.tree, symbol)
    sending = sending_for(snapshot, paper, known, due)
    if not sending.asked:
        if not paper["symbol"]:
            raise UserError("The paper holds no recommendations, so there is nothing to send.")
        raise UserError("{0} holds no recommendations, so there is nothing to send.", paper["symbol"])
    return sending


def _chosen(sending: Sending, everyone: Sequence[str], units: Sequence[str]) -> list[str]:
    """Return the units to write for; UserError names those unknown, then those without a share.

    A unit is also known in other case, where only one can be meant.
    """
    known = [*sending.register, *everyone]
    units = [_known_unit(unit, known) for unit in units]
    unknown = [unit for unit in units if unit not in sending.register and unit not in everyone]
    if unknown:
        raise UserError("The register has no unit {0}.", ", ".join(unknown))
    idle = [unit for unit in units if unit not in everyone]
    if idle:
        raise UserError("{0} has no share in any recommendation of {1}.", ", ".join(idle), sending.symbol)
    return list(dict.fromkeys(units)) or list(everyone)


def _known_unit(unit: str, known: Sequence[str]) -> str:
    if unit in known:
        return unit
    alike = {other for other in known if other.casefold() == unit.casefold()}
    return alike.pop() if len(alike) == 1 else unit


def _pause(
    progress: Progress | None, is_cancelled: Callable[[], bool] | None, done: int, total: int, what: str
) -> None:
    if is_cancelled and is_cancelled():
        raise Cancelled
    if progress:
        progress(done, total, what)


def _unreached(sending: Sending, shares: dict[str, list[Share]]) -> tuple[list[int], list[int]]:
    """Return the recommendations whose lead has no workbook, and the actions in none."""
    without = [one.recommendation.id for one in sending.asked if one.lead not in shares]
    sent = {action.id for mine in shares.values() for share in mine for action in share.actions}
    return without, unseen_actions(sending.snapshot.tree, sending.paper, sent)


def _ids(shares: Sequence[Share]) -> list[int]:
    return [share.asked.recommendation.id for share in shares]


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
