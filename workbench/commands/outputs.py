"""Commands that write files for others: sample, tracking, paper."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workbench.commands.shared import (
    DONE,
    FILE,
    FOLDER,
    NEEDS_PERSON,
    PAPER,
    REPORT,
    WORKSPACE,
    OpenWindow,
    check_report,
    cli,
    count_of,
    open_workspace,
    progress_line,
    write_report,
)
from workbench.display import why_no_window
from workbench.errors import UserError
from workbench.terminal import complain, say

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator, Sequence

    from workbench.paper.choices import Choices
    from workbench.tracking import SheetsWritten
    from workbench.tracking.letter import Template
    from workbench.tree import Node, Tree
    from workbench.workspace import Snapshot, Workspace


@cli.command()
@click.option(
    "--out", type=FOLDER, metavar="DIR", default=Path("evaluation-workbench-sample"), show_default=True
)
@click.option("--no-window", is_flag=True, help="Write the files and stop.")
@click.pass_obj
def sample(open_window: OpenWindow, out: Path, no_window: bool) -> int:
    """Write a sample workspace, its tracking sheets and Word draft, and open the window on it."""
    from workbench.sample import WORKSPACE_NAME, write_sample

    is_kept = (out / WORKSPACE_NAME).exists()
    with progress_line() as progress:
        paths = write_sample(out, progress=progress)
    for path in paths:
        say(str(path))
    if is_kept:
        complain("The sample was there already and is as it was left; --out names a folder for a fresh one.")
    reason = "" if no_window else why_no_window(unseen_counts=False)
    if no_window or reason:
        if reason:
            say(f"No window was opened: {reason}.")
        return DONE
    return open_window(paths[0])


@cli.command()
@WORKSPACE
@click.option(
    "--out", type=FOLDER, metavar="DIR", required=True, help="Folder for the workbooks; made where missing."
)
@PAPER
@click.option("--unit", "units", multiple=True, metavar="U", help="Only this unit; can be repeated.")
@click.option("--stage", type=click.Choice(["response", "follow-up"]), default="response", show_default=True)
@click.option(
    "--due", type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD", help="When the sheets are due back."
)
@click.option("--mail", is_flag=True, help="Also write e-mail drafts (.eml) with the sheets attached.")
@click.option("--mail-text", type=FILE, metavar="T.txt", help="Your own text of the e-mails.")
@REPORT
def tracking(
    workspace: Path,
    out: Path,
    paper: str | None,
    units: tuple[str, ...],
    stage: str,
    due: datetime.datetime | None,
    mail: bool,
    mail_text: Path | None,
    report: Path | None,
) -> int:
    """Write an Excel workbook for every responsible unit.

    E-mail drafts go to the addresses in the register and open in a mail program, ready to be sent. Your
    own text begins with a line "Subject: …" and may hold placeholders such as {unit}, {focal_point} and
    {due}.
    """
    from workbench.tracking import record_sheets, write_sheets

    check_report(report, workspace)
    with open_workspace(workspace) as opened, progress_line() as progress:
        snapshot = opened.snapshot()
        letter = _letter(snapshot.tree, paper, mail_text) if mail or mail_text else None
        due_on = due.date() if due else _due_before(opened, snapshot, paper, units, stage)
        written = write_sheets(
            snapshot, out, paper=paper, units=units, stage=stage, due=due_on, mail=letter, progress=progress
        )
        record_sheets(opened, snapshot, written, due_on)
    is_reported = write_report(report, written.report())
    for path in [*(sheet.path for sheet in written.files), *(draft.path for draft in written.drafts)]:
        say(str(path))
    about_due = _about_due(due_on, is_kept=due is None)
    if about_due:
        complain(about_due)
    unsettled = list(_to_see_to(snapshot, written))
    for line in unsettled:
        complain(line)
    return NEEDS_PERSON if unsettled or not is_reported else DONE


@cli.command()
@WORKSPACE
@click.option("-o", "--output", type=FILE, metavar="DRAFT.docx", required=True)
@PAPER
@click.option("--language", type=click.Choice(["en", "fr", "es"]), help="Language of the fixed words.")
@click.option(
    "--template", type=FILE, metavar="T.docx", help="Your own template, with styles of the same names."
)
@click.option("--part", metavar="II", help="Only this part: its number or its title.")
@click.option("--without-responses", is_flag=True, help="Leave the Office responses out.")
@click.option(
    "--watermark",
    is_flag=False,
    flag_value="",
    metavar="[TEXT]",
    help="Print a word across every page; DRAFT in the paper's language unless you give one.",
)
@click.option("--comments", is_flag=True, help="Say in comments what an editor should see to.")
@click.option(
    "--changes-since",
    metavar="POINT",
    help="Show as tracked changes what has changed since a mark, a batch or a file that went out.",
)
@click.option(
    "--revise",
    metavar="POINT",
    help="First make the paper the next revision (Rev.1), with a note of what was corrected since POINT.",
)
def paper(
    workspace: Path,
    output: Path,
    paper: str | None,
    language: str | None,
    template: Path | None,
    revise: str | None,
    **choices: Any,
) -> int:
    """Write the Word draft of a paper.

    A revision is a step of its own, which undo takes back; a note that you wrote yourself stays.
    """
    from workbench.paper import write_paper

    with open_workspace(workspace) as opened, progress_line() as progress:
        with _revised(opened, paper, revise):
            snapshot = opened.snapshot()
            chosen = _choices(opened, snapshot, paper, **choices)
            written = write_paper(
                snapshot,
                output,
                paper=paper,
                language=language,
                template=template,
                choices=chosen,
                progress=progress,
            )
        opened.record_file(written.record())
    say(str(written.path))
    for warning in written.warnings:
        complain(warning)
    return NEEDS_PERSON if written.warnings else DONE


@contextlib.contextmanager
def _revised(workspace: Workspace, symbol: str | None, since: str | None) -> Iterator[None]:
    """Make the paper the next revision for what follows; where that is refused, it is taken back."""
    if since is None:
        yield
        return
    from workbench.paper.revision import revise
    from workbench.papers import find_paper
    from workbench.points import find_point

    before = workspace.point
    made = revise(workspace, find_paper(workspace.tree, symbol).id, find_point(workspace, since))
    try:
        yield
    except UserError:
        if workspace.point != before:
            workspace.undo()
        raise
    if made.is_own_note:
        complain(f"Rev.{made.number} keeps the revision note that somebody wrote.")


def _choices(
    workspace: Workspace,
    snapshot: Snapshot,
    symbol: str | None,
    *,
    part: str | None,
    without_responses: bool,
    watermark: str | None,
    comments: bool,
    changes_since: str | None,
) -> Choices:
    from workbench.paper.choices import Choices, find_part
    from workbench.papers import find_paper
    from workbench.points import find_point, snapshot_at

    paper = find_paper(snapshot.tree, symbol)
    return Choices(
        part=find_part(snapshot.tree, snapshot.numbers, paper, part) if part else None,
        responses=not without_responses,
        watermark=watermark,
        comments=comments,
        changes_since=snapshot_at(workspace, find_point(workspace, changes_since)) if changes_since else None,
    )


def _letter(tree: Tree, symbol: str | None, own_text: Path | None) -> Template:
    """Return the text of the e-mails: somebody's own, or ours in the language of the paper."""
    from workbench.papers import find_paper
    from workbench.tracking.letter import read_template, usual_template

    if own_text:
        return read_template(own_text, "sheet")
    return usual_template(find_paper(tree, symbol)["language"], "sheet")


def _due_before(
    workspace: Workspace, snapshot: Snapshot, paper: str | None, units: Sequence[str], stage: str
) -> datetime.date | None:
    """Return the day that the same sheets were due when they were written before."""
    from workbench.tracking.export import usual_due
    from workbench.tracking.ledger import sheets_of

    return usual_due(sheets_of(workspace, _today()), snapshot, paper, units, stage)


def _about_due(due: datetime.date | None, *, is_kept: bool) -> str:
    """Return a sentence about when the sheets are due back, "" where nobody need be told."""
    if due is None:
        return "The sheets name no return date, so none of them will ever be late; --due sets one."
    kept = (
        f"The return date is {due}, as on the sheets written before; --due sets another." if is_kept else ""
    )
    past = f"The return date {due} has passed already." if due < _today() else ""
    return " ".join(filter(None, (kept, past)))


def _today() -> datetime.date:
    import datetime

    return datetime.date.today()


def _to_see_to(snapshot: Snapshot, written: SheetsWritten) -> Iterator[str]:
    """Yield what a person has to see to before the sheets go out."""
    from workbench.papers import reference
    from workbench.tracking.mail import warnings_of

    yield from warnings_of(written.drafts)
    names = [reference(snapshot.tree, snapshot.numbers, id) for id in written.without_sheet]
    if names:
        yield f"No sheet was written for whoever leads on {', '.join(names)}."
    others = [reference(snapshot.tree, snapshot.numbers, id) for id in written.left_out]
    if others:
        yield f"Sheets for those who lead on {', '.join(others)} were not asked for."
    unasked = [snapshot.tree[id] for id in written.without_actions]
    if unasked:
        places = dict.fromkeys(
            f"{_home(snapshot, node)} ({node['responsible_unit'] or 'no unit'})" for node in unasked
        )
        one, many = "action is on no sheet, as its unit", "actions are on no sheet, as their units"
        verb = "has" if len(unasked) == 1 else "have"
        said = f"{count_of(len(unasked), one, many)} {verb} no part in the recommendation"
        yield f"{said}: {', '.join(places)}."


def _home(snapshot: Snapshot, action: Node) -> str:
    """Return what people call the recommendation of an action."""
    from workbench.papers import reference

    recommendation = snapshot.tree.ancestor(action.id, "recommendation")
    return reference(snapshot.tree, snapshot.numbers, recommendation.id) if recommendation else "?"
