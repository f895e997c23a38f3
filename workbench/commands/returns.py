"""The command that takes in what came back: merge."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
from workbench.terminal import complain, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from workbench.merging.applying import Applied
    from workbench.merging.planning import Item, Plan
    from workbench.merging.reading import Incoming
    from workbench.merging.showing import Showing
    from workbench.workspace import Snapshot, Workspace


@cli.command()
@WORKSPACE
@click.argument("files", type=FILE, nargs=-1, required=True, metavar="RETURNED.xlsx|COPY.evw...")
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
    """Take in tracking sheets that came back, or copies of this workspace.

    A value changed on one side only arrives. Where both sides changed it, or two files differ, a person
    decides: with "stop" nothing is written then. Give all files of one day together, so that they are
    compared with each other as well. A file merged before asks nothing again.

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
        if conflicts != "stop":
            made.decide_conflicts("ours" if conflicts == "keep-ours" else "theirs")
        before = opened.snapshot()
        stops = bool(incoming.refused) or (conflicts == "stop" and bool(made.conflicts()))
        applied = [] if stops else _applied(opened, made, dry_run=dry_run)
    data = reporting.report(made, applied, incoming.refused, is_done=not stops)
    is_reported = write_report(report, data)
    for line in _told(before, made, applied, is_done=not stops, dry_run=dry_run):
        say(line)
    for line in _to_see_to(before, made, incoming):
        complain(line)
    if incoming.refused:
        complain("Nothing was changed.")
        return REFUSED
    return NEEDS_PERSON if _needs_person(made) or not is_reported else DONE


def _applied(workspace: Workspace, made: Plan, *, dry_run: bool) -> list[Applied]:
    from workbench.merging.applying import apply, rehearse

    return rehearse(workspace.tree, made) if dry_run else apply(workspace, made)


def _needs_person(made: Plan) -> bool:
    told = (file.returned.problems for file in made.files if not file.is_settled)
    return bool(made.undecided()) or any(told)


def _told(
    before: Snapshot, made: Plan, applied: Sequence[Applied], *, is_done: bool, dry_run: bool
) -> Iterator[str]:
    """Yield a line per file, each followed by what it changed, before and after."""
    from workbench.merging.showing import Showing

    showing = Showing(before, made)
    for position, file in enumerate(made.files):
        unit = f" ({file.returned.unit})" if file.returned.unit else ""
        yield f"{file.returned.name}{unit}: {_outcome(made, position, applied, is_done, dry_run)}"
        for item in made.of_file(position) if is_done else ():
            if item.decision and item.decision.take != "ours":
                answer = item.answers[item.decision.answer]
                if answer.file == position:
                    theirs = showing.theirs(item, answer).text
                    yield f"  {_change(showing.place(item), showing.what(item), showing.ours(item), theirs)}"


def _outcome(made: Plan, position: int, applied: Sequence[Applied], is_done: bool, dry_run: bool) -> str:
    if made.files[position].is_settled:
        return "merged before, nothing to do"
    if not is_done:
        return "not merged"
    count = len(applied[position].edits)
    if not count:
        return "no changes"
    return f"{count_of(count, 'edit', 'edits')} {'would be made' if dry_run else 'made'}"


def _change(place: str, what: str, ours: str, theirs: str) -> str:
    return f"{place} {what}: {_short(ours)} → {_short(theirs)}"


def _to_see_to(before: Snapshot, made: Plan, incoming: Incoming) -> Iterator[str]:
    """Yield what a person has to decide or to read."""
    from workbench.merging.showing import Showing

    for refused in incoming.refused:
        yield refused.reason
    showing = Showing(before, made)
    for item in made.undecided():
        yield _question(showing, made, item)
    for file in made.files:
        for problem in () if file.is_settled else file.returned.problems:
            row = f", {problem.place.sheet} row {problem.place.row}" if problem.place.row else ""
            yield f"{file.returned.name}{row}: {problem.message}"


def _question(showing: Showing, made: Plan, item: Item) -> str:
    said = [showing.theirs(item, answer) for answer in item.answers]
    theirs = "; ".join(f"{made.files[one.file].returned.name}: {_short(one.text)}" for one in said)
    doubts = " ".join(dict.fromkeys(one.doubt for one in said if one.doubt))
    text = (
        f"To decide: {showing.place(item)} {showing.what(item)}: sent as {_short(showing.base(item))},"
        f" now {_short(showing.ours(item))}, {theirs}."
    )
    return f"{text} {doubts}" if doubts else text


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 70 else f"{line[:69]}…"
