"""Commands that write files for others: sample, tracking, paper."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

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
from workbench.terminal import complain, say
from workbench.workspace import FileRecord

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator

    from workbench.tracking import SheetsWritten
    from workbench.tracking.letter import Template
    from workbench.tree import Tree
    from workbench.workspace import Snapshot


@cli.command()
@click.option(
    "--out", type=FOLDER, metavar="DIR", default=Path("evaluation-workbench-sample"), show_default=True
)
@click.option("--no-window", is_flag=True, help="Write the files and stop.")
@click.pass_obj
def sample(open_window: OpenWindow, out: Path, no_window: bool) -> int:
    """Write a sample workspace, its tracking sheets and Word draft, and open the window on it."""
    from workbench.sample import write_sample

    with progress_line() as progress:
        paths = write_sample(out, progress=progress)
    for path in paths:
        say(str(path))
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
    due_on = due.date() if due else None
    with open_workspace(workspace) as opened, progress_line() as progress:
        snapshot = opened.snapshot()
        letter = _letter(snapshot.tree, paper, mail_text) if mail or mail_text else None
        written = write_sheets(
            snapshot, out, paper=paper, units=units, stage=stage, due=due_on, mail=letter, progress=progress
        )
        record_sheets(opened, snapshot, written, due_on)
    is_reported = write_report(report, written.report())
    for path in [*(sheet.path for sheet in written.files), *(draft.path for draft in written.drafts)]:
        say(str(path))
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
def paper(
    workspace: Path, output: Path, paper: str | None, language: str | None, template: Path | None
) -> int:
    """Write the Word draft of a paper."""
    from workbench.paper import write_paper

    with open_workspace(workspace) as opened, progress_line() as progress:
        snapshot = opened.snapshot()
        written = write_paper(
            snapshot, output, paper=paper, language=language, template=template, progress=progress
        )
        opened.record_file(FileRecord("out", output.name, written.sha256, snapshot.point))
    say(str(written.path))
    for warning in written.warnings:
        complain(warning)
    return NEEDS_PERSON if written.warnings else DONE


def _letter(tree: Tree, symbol: str | None, own_text: Path | None) -> Template:
    """Return the text of the e-mails: somebody's own, or ours in the language of the paper."""
    from workbench.papers import find_paper
    from workbench.tracking.letter import read_template, usual_template

    if own_text:
        return read_template(own_text, "sheet")
    return usual_template(find_paper(tree, symbol)["language"], "sheet")


def _to_see_to(snapshot: Snapshot, written: SheetsWritten) -> Iterator[str]:
    """Yield what a person has to see to before the sheets go out."""
    from workbench.papers import reference

    yield from (draft.warning for draft in written.drafts if draft.warning)
    names = [reference(snapshot.tree, snapshot.numbers, id) for id in written.without_sheet]
    if names:
        yield f"No sheet was written for whoever leads on {', '.join(names)}."
    unasked = len(written.without_actions)
    if unasked:
        yield f"{count_of(unasked, 'action is', 'actions are')} on no sheet: no share of that unit there."
