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
    from workbench.merging.items import Decision, Item, Plan
    from workbench.merging.reading import Incoming
    from workbench.merging.showing import Showing
    from workbench.workspace import Snapshot, Workspace

TAKE: Mapping[str, Literal["ours", "theirs"]] = {"keep-ours": "ours", "take-theirs": "theirs"}
"""How conflicts are decided without a person."""

_BEGAN = {"sheet": "sent as", "copy": "when copied", "draft": "drafted as", "matrix": "before"}
"""What both sides began with, by kind of file."""
SHORT, LONG = 70, 300
"""Letters of a value, and of what is said of a whole node."""


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
    from workbench.merging.applying import rehearse
    from workbench.merging.planning import plan
    from workbench.merging.reading import read_returns
    from workbench.merging.records import merged

    check_report(report, workspace, *files)
    with open_workspace(workspace, writable=not dry_run) as opened, progress_line() as progress:
        incoming = read_returns(opened, files, progress=progress)
        made = plan(opened.tree, opened.point, incoming.returns, merged(opened))
        kept = made.decide_conflicts(TAKE[conflicts]) if conflicts in TAKE else []
        before = opened.snapshot()
        stopping = _stopping(made, conflicts)
        stops = bool(incoming.refused or stopping)
        applied, failure = ([], "") if stops else _applied(opened, made, dry_run=dry_run)
        would = rehearse(opened, made) if dry_run and stops and not made.undecided_of_copies() else []
    data = reporting.report(made, applied, incoming.refused, is_done=not stops, dry_run=dry_run)
    is_reported = write_report(report, data)
    for line in _told(before, made, applied or would, is_done=not stops, dry_run=dry_run):
        say(line)
    for line in _to_see_to(before, made, kept, incoming):
        complain(line)
    if incoming.refused:
        complain("Nothing was changed.")
        return REFUSED
    if stopping:
        complain(f"Nothing was changed: {_why_stopped(made, stopping)}")
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


def _stopping(made: Plan, conflicts: str) -> list[Item]:
    """Return the items that keep everything from being merged while nobody has decided them."""
    stopping = {item.key: item for item in made.undecided_of_copies()}
    if conflicts == "stop":
        stopping |= {item.key: item for item in made.conflicts()}
    return list(stopping.values())


def _why_stopped(made: Plan, stopping: Sequence[Item]) -> str:
    from workbench.merging.items import State

    conflicts = sum(item.state is State.CONFLICT for item in stopping)
    parts = [count_of(conflicts, "conflict", "conflicts")] if conflicts else []
    questions = len(stopping) - conflicts
    parts += [count_of(questions, "question", "questions")] if questions else []
    verb, them = ("waits", "it") if len(stopping) == 1 else ("wait", "them")
    whole = ", and a copy is merged whole" if any(map(made.copies, stopping)) else ""
    return (
        f"{' and '.join(parts)} {verb} for a decision{whole}. Decide {them} in the window,"
        " or say with --conflicts what is to stand."
    )


def _needs_person(made: Plan) -> bool:
    told = (file.returned.problems for file in made.files if not file.is_settled)
    return bool(made.undecided()) or any(told)


def _told(
    before: Snapshot, made: Plan, applied: Sequence[Applied], *, is_done: bool, dry_run: bool
) -> Iterator[str]:
    """Yield a line per file, each followed by what it changed, before and after, and what was not taken.

    Of a dry run that stopped (``applied`` is then what would be done) that is what would come with the rest.
    """
    from workbench.merging.showing import Showing

    showing, outcomes = Showing(before, made), made.outcomes()
    for position, file in enumerate(made.files):
        does = bool(applied) and applied[position].is_done
        items = list(made.of_file(position)) if does and not file.is_settled else []
        lines = [line for item in items for line in _changes(showing, item, outcomes[item.key], position)]
        changes = sum(outcomes[item.key] == item.decision and _arrives(item, position) for item in items)
        edits = len(applied[position].edits) if does else 0
        unit = f" ({file.returned.unit})" if file.returned.unit else ""
        outcome = _settled(made, position) or _outcome(
            changes if edits else 0, is_in=is_done and does, dry_run=dry_run
        )
        yield f"{on_one_line(file.returned.name)}{unit}: {outcome}"
        yield from (f"  {line}" for line in lines)


def _arrives(item: Item, position: int) -> bool:
    """Whether an item is decided for what the file of this position says."""
    return item.is_done and item.chosen.file == position


def _settled(made: Plan, position: int) -> str:
    """Return why nothing is left to do for a file, "" where something is."""
    file = made.files[position]
    if file.is_double and file.earlier is None:
        same = (other.returned for other in made.files if other.returned.sha256 == file.returned.sha256)
        return f"the same file as {on_one_line(next(same).name)}"
    return "merged before, nothing to do" if file.is_settled else ""


def _outcome(changes: int, *, is_in: bool, dry_run: bool) -> str:
    count = count_of(changes, "change", "changes")
    if not is_in:
        return f"not merged; {count} would come with the rest" if changes else "not merged"
    if not changes:
        return "no changes"
    return f"{count} {'would be made' if dry_run else 'made'}"


def _changes(showing: Showing, item: Item, outcome: Decision | None, position: int) -> Iterator[str]:
    """Yield what became of what one file says of an item."""
    what, ours = f"{showing.place(item)} {showing.what(item)}", _short(item, showing.ours(item))
    for answer in item.answers:
        theirs = _short(item, showing.theirs(item, answer).text)
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
    theirs = "; ".join(f"{_name(made, one.file)}: {_short(item, one.text)}" for one in said)
    doubts = " ".join(dict.fromkeys(one.doubt for one in said if one.doubt))
    kinds = {made.files[answer.file].returned.kind for answer in item.answers}
    known = f"{_BEGAN[kinds.pop()] if len(kinds) == 1 else 'was'} {_short(item, showing.base(item))}, "
    now = f"now {_short(item, showing.ours(item))}, "
    begun = {"value": known + now, "new": ""}.get(item.kind, now)
    text = f"{showing.place(item)} {showing.what(item)}: {begun}{theirs}"
    ended = text if text.endswith((".", "!", "?", "…")) else f"{text}."
    return f"{ended} {doubts}" if doubts else ended


def _name(made: Plan, position: int) -> str:
    return on_one_line(made.files[position].returned.name)


def _short(item: Item, text: str) -> str:
    """Return what is said of an item on one line, its beginning where it is long.

    The lines of anything but a value say different things, so they are parted.
    """
    is_value = item.kind == "value"
    lines = (" ".join(part.split()) for part in text.splitlines() if part.strip())
    line, most = (" " if is_value else "; ").join(lines), SHORT if is_value else LONG
    return line if len(line) <= most else f"{line[: most - 1]}…"
