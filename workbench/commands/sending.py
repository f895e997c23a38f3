"""The command that tells what was sent, what is back and what is late: sent."""

from __future__ import annotations

import datetime
import json
from typing import TYPE_CHECKING

import click

from workbench.commands.shared import DONE, FILE, FOLDER, NEEDS_PERSON, PAPER, WORKSPACE, cli, open_workspace
from workbench.terminal import complain, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from workbench.tracking.ledger import SheetSent
    from workbench.tracking.mail import MailDraft
    from workbench.workspace import Workspace


@cli.command()
@WORKSPACE
@PAPER
@click.option("--json", "as_json", is_flag=True, help="As JSON, oldest first.")
@click.option(
    "--remind", type=FOLDER, metavar="DIR", help="Write an e-mail draft for every unit that is late."
)
@click.option("--mail-text", type=FILE, metavar="T.txt", help="Your own text of the reminders.")
def sent(
    workspace: Path, paper: str | None, as_json: bool, remind: Path | None, mail_text: Path | None
) -> int:
    """List the tracking sheets that went out: due when, what is back and what is late.

    A reminder is a draft (.eml) that opens in a mail program. It brings the sheet once more where DIR
    still holds it as it was sent. Your own text begins with a line "Subject: …" and may hold
    placeholders such as {unit}, {focal_point}, {due} and {sent}.
    """
    if mail_text and not remind:
        raise click.UsageError("--mail-text is the text of reminders; say with --remind where they go.")
    from workbench.tracking.mail import warnings_of

    today = datetime.date.today()
    with open_workspace(workspace, writable=remind is not None) as opened:
        late = [sheet for sheet in _sheets(opened, paper, today) if sheet.state == "late"]
        drafts = _remind(opened, late, remind, mail_text, today) if remind else []
        sheets = _sheets(opened, paper, today)
    if as_json:
        say(json.dumps([sheet.data() for sheet in sheets], ensure_ascii=False, indent=1))
    else:
        for line in [*_table(sheets), *(str(draft.path) for draft in drafts)]:
            say(line)
    warnings = warnings_of(drafts)
    for warning in warnings:
        complain(warning)
    return NEEDS_PERSON if warnings else DONE


def _sheets(workspace: Workspace, symbol: str | None, today: datetime.date) -> list[SheetSent]:
    from workbench.papers import find_paper
    from workbench.tracking.ledger import sheets_of

    paper = find_paper(workspace.tree, symbol).id if symbol else None
    return [sheet for sheet in sheets_of(workspace, today) if paper in (None, sheet.paper)]


def _remind(
    workspace: Workspace,
    late: Sequence[SheetSent],
    folder: Path,
    own_text: Path | None,
    today: datetime.date,
) -> list[MailDraft]:
    from workbench.tracking.letter import read_template
    from workbench.tracking.reminders import usual_reminder, write_reminders

    own = read_template(own_text, "reminder") if own_text else None
    if not late:
        complain("No sheet is late, so no reminder was written.")
        return []
    return write_reminders(workspace, late, folder, today, lambda language: own or usual_reminder(language))


def _table(sheets: Sequence[SheetSent]) -> Iterator[str]:
    """Yield a line for each sheet below a line of headings, in columns as wide as they need be."""
    from workbench.tracking.ledger import day_of

    if not sheets:
        yield "No tracking sheet went out yet."
        return
    rows = [("Unit", "Sent", "Due", "State", "Back", "Reminded", "File")]
    for sheet in sheets:
        times = (sheet.back_at, sheet.reminded[-1] if sheet.reminded else None)
        back, reminded = (str(day_of(time)) if time else "" for time in times)
        due = sheet.due.isoformat() if sheet.due else ""
        rows.append((sheet.unit, str(day_of(sheet.sent_at)), due, sheet.state, back, reminded, sheet.name))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip()
