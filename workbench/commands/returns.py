"""The command that takes in what came back: merge."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import click

from workbench.commands.shared import (
    DONE,
    FILE,
    NEEDS_PERSON,
    REFUSED,
    REPORT,
    WORKSPACE,
    check_report,
    cli,
    count_of,
    open_workspace,
    progress_line,
    write_report,
)
from workbench.files import on_one_line
from workbench.terminal import complain, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from workbench.merging.applying import Applied
    from workbench.merging.items import Decision, File, Item, Plan
    from workbench.merging.reading import Incoming
    from workbench.merging.showing import Showing
    from workbench.workspace import Snapshot, Workspace

TAKE: Mapping[str, Literal["ours", "theirs"]] = {"keep-ours": "ours", "take-theirs": "theirs"}
"""How conflicts are decided without a person."""


@cli.command()
@WORKSPACE
@click.argument("files", type=FILE, nargs=-1, required=True, metavar="RETURNED.xlsx|DRAFT.docx|COPY.evw...")
@click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
@click.option(
    "--conflicts",
    type=click.Choice(["stop", "keep-ours", "take-theirs"]),
    default="stop",
    show_default=True,
    help="What happens where both sides changed the same.",
)
@REPORT
def merge(
    workspace: Path, files: tuple[Path, ...], dry_run: bool, conflicts: str, report: Path | None
) -> int:
    """Take in tracking sheets or Word drafts that came back, or copies of this workspace.

    A value changed on one side only arrives. Where both sides changed it, or two files differ, a person
    decides: with "stop" nothing is written then. A copy is merged whole: nothing is written either while
    something that it says waits for a person. Where files contradict each other, "take-theirs" leaves what
    is here. A draft is compared with what it was when it was written; what is in it and has no place here,
    comments too, is told. Give all files of one day together, so that they are compared with each other as
    well. A file merged before asks nothing again.

    Every file becomes one step that undo takes back. Exit code 1: something is left to decide or to
    read; 2: a file was refused, and nothing was changed.
    """
    from workbench.merging import report as reporting
    from workbench.merging.planning import plan
    from workbench.merging.reading import read_returns
    from workbench.merging.records import merged

    check_report(report, workspace, *files)
    with open_workspace(workspace, writable=not dry_run) as opened, progress_line() as progress:
        incoming = read_returns(opened, files, progress=progress)
        made = plan(opened.tree, opened.point, incoming.returns, merged(opened))
        kept = made.decide_conflicts(TAKE[conflicts]) if conflicts in TAKE else []
        before = opened.snapshot()
        stops = bool(incoming.refused or made.undecided_of_copies())
        stops = stops or (conflicts == "stop" and bool(made.conflicts()))
        applied, failure = ([], "") if stops else _applied(opened, made, dry_run=dry_run)
    data = reporting.report(made, applied, incoming.refused, is_done=not stops)
    is_reported = write_report(report, data)
    for line in _told(before, made, applied, is_done=not stops, dry_run=dry_run):
        say(line)
    for line in _to_see_to(before, made, kept, incoming):
        complain(line)
    if incoming.refused:
        complain("Nothing was changed.")
        return REFUSED
    if failure:
        complain(failure)
    return NEEDS_PERSON if kept or _needs_person(made) or failure or not is_reported else DONE


def _applied(workspace: Workspace, made: Plan, *, dry_run: bool) -> tuple[list[Applied], str]:
    """Return what every file did or would do, and why it stopped half-way ("" where it did not)."""
    from workbench.merging.applying import PartlyMerged, apply, rehearse

    try:
        return rehearse(workspace, made) if dry_run else apply(workspace, made), ""
    except PartlyMerged as stopped:
        return stopped.applied, str(stopped)


def _needs_person(made: Plan) -> bool:
    told = (file.returned.problems for file in made.files if not file.is_settled)
    return bool(made.undecided()) or any(told)


def _told(
    before: Snapshot, made: Plan, applied: Sequence[Applied], *, is_done: bool, dry_run: bool
) -> Iterator[str]:
    """Yield a line per file, each followed by what it changed, before and after, and what was not taken."""
    from workbench.merging.showing import Showing

    showing, outcomes = Showing(before, made), made.outcomes()
    for position, file in enumerate(made.files):
        is_in = is_done and applied[position].is_done
        count = len(applied[position].edits) if is_in else 0
        unit = f" ({file.returned.unit})" if file.returned.unit else ""
        yield f"{on_one_line(file.returned.name)}{unit}: {_outcome(file, count, is_in, dry_run)}"
        for item in made.of_file(position) if is_in else ():
            outcome = outcomes[item.key]
            yield from (f"  {line}" for line in _changes(showing, item, outcome, position))


def _outcome(file: File, edits: int, is_in: bool, dry_run: bool) -> str:
    if file.is_settled:
        return "merged before, nothing to do"
    if not is_in:
        return "not merged"
    if not edits:
        return "no changes"
    return f"{count_of(edits, 'edit', 'edits')} {'would be made' if dry_run else 'made'}"


def _changes(showing: Showing, item: Item, outcome: Decision | None, position: int) -> Iterator[str]:
    """Yield what became of what one file says of an item."""
    what, ours = f"{showing.place(item)} {showing.what(item)}", _short(showing.ours(item))
    for answer in item.answers:
        theirs = _short(showing.theirs(item, answer).text)
        if answer.file != position or outcome is None:
            continue
        if outcome.take == "ours":
            yield f"{what}: kept {ours}, not taken {theirs}"
        elif answer is item.chosen:
            yield f"{what}: {ours} → {theirs}"


def _to_see_to(before: Snapshot, made: Plan, kept: Sequence[Item], incoming: Incoming) -> Iterator[str]:
    """Yield what a person has to decide or to read, also what was ``kept`` as files contradict each other."""
    from workbench.merging.showing import Showing

    for refused in incoming.refused:
        yield refused.reason
    showing = Showing(before, made)
    for item in made.undecided():
        yield f"To decide: {_question(showing, made, item)}"
    for item in kept:
        yield f"Kept, as the files contradict each other: {_question(showing, made, item)}"
    for file in made.files:
        for problem in () if file.is_settled else file.returned.problems:
            row = f", {problem.place.sheet} row {problem.place.row}" if problem.place.row else ""
            yield f"{on_one_line(file.returned.name)}{row}: {problem.message}"


def _question(showing: Showing, made: Plan, item: Item) -> str:
    said = [showing.theirs(item, answer) for answer in item.answers]
    theirs = "; ".join(f"{_name(made, one.file)}: {_short(one.text)}" for one in said)
    doubts = " ".join(dict.fromkeys(one.doubt for one in said if one.doubt))
    text = (
        f"{showing.place(item)} {showing.what(item)}: sent as {_short(showing.base(item))},"
        f" now {_short(showing.ours(item))}, {theirs}."
    )
    return f"{text} {doubts}" if doubts else text


def _name(made: Plan, position: int) -> str:
    return on_one_line(made.files[position].returned.name)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 70 else f"{line[:69]}…"
