"""The command line: everything the window does to data, a command can do (design section 7)."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workbench import __version__
from workbench.display import why_no_window
from workbench.errors import AlreadyThere, Cancelled, UserError
from workbench.files import check_writable, write_beside
from workbench.schema import MAX_ID
from workbench.terminal import OutputLost, ProgressLine, complain, finish_output, say, speak_utf8
from workbench.workspace import FileRecord, Workspace

if TYPE_CHECKING:
    import datetime

    from workbench.importing import Placed
    from workbench.intake.reading import Reading

OpenWindow = Callable[[Path | None], int]

DONE, NEEDS_PERSON, REFUSED = 0, 1, 2


class _FilePath(click.Path):
    """A path that names a file, as "", "." and "/" do not."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """Return the path; click's own error, which names the argument, where it names no file."""
        path = Path(os.fsdecode(super().convert(value, param, ctx)))
        if not path.name:
            self.fail(f"“{value}” names no file.", param, ctx)
        return path


_FILE = _FilePath()
_FOLDER = click.Path(path_type=Path)
_WORKSPACE = click.argument("workspace", type=_FILE, metavar="W.evw")
_PAPER = click.option("--paper", metavar="SYMBOL", help="Which paper, where there are several.")
_REPORT = click.option("--report", type=_FILE, metavar="R.json", help="Write a report as JSON.")


def run(arguments: list[str], open_window: OpenWindow) -> int:
    """Run one command and return its exit code: 0 done, 1 done but a person is needed, 2 refused."""
    speak_utf8()
    try:
        code = cli.main(arguments, prog_name="evaluation-workbench", standalone_mode=False, obj=open_window)
        finish_output()
        return code if isinstance(code, int) else DONE
    except (UserError, Cancelled) as error:
        complain(str(error) or "Stopped; nothing was changed.")
        return REFUSED
    except click.ClickException as error:
        complain(error.format_message())
        return REFUSED
    except (click.Abort, KeyboardInterrupt):
        complain("Stopped; nothing was changed.")
        return REFUSED
    except OutputLost as error:
        if str(error):
            complain(str(error))
        return NEEDS_PERSON
    except OSError as error:
        complain(f"{error.filename or 'A file'} could not be used: {error.strerror or error}.")
        return REFUSED


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__)
def cli() -> None:
    """Evaluation Workbench: from evaluation reports to the Governing Body paper.

    Without a command the window opens. A workspace (W.evw) is one file that holds the papers, the
    units, and every edit ever made.

    \b
    A usual year:
      intake     read the paper's text            tracking   a sheet for every department
      edit       change it by script              paper      the Word draft
      history    who changed what, and when       mark       name a point: sent, issued

    Exit codes: 0 done; 1 done, but something needs a person; 2 refused, nothing changed.
    """  # noqa: D301


@cli.command("open")
@_WORKSPACE
@click.pass_obj
def open_(open_window: OpenWindow, workspace: Path) -> int:
    """Open the window on a workspace."""
    if not workspace.exists():
        raise UserError(f"There is no file {workspace}.")
    return open_window(workspace)


@cli.command()
@click.option(
    "--out", type=_FOLDER, metavar="DIR", default=Path("evaluation-workbench-sample"), show_default=True
)
@click.option("--no-window", is_flag=True, help="Write the files and stop.")
@click.pass_obj
def sample(open_window: OpenWindow, out: Path, no_window: bool) -> int:
    """Write a sample workspace, its tracking sheets and Word draft, and open the window on it."""
    from workbench.sample import write_sample

    with _progress() as progress:
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
@click.argument("source", type=_FILE)
@click.option("--into", "workspace", type=_FILE, metavar="W.evw", required=True, help="Made where missing.")
@click.option(
    "--as",
    "form",
    type=click.Choice(["auto", "gb-paper", "challenges"]),
    default="auto",
    show_default=True,
    help="What the source is.",
)
@click.option("--again", is_flag=True, help="Take in a paper that is there already once more, beside it.")
@_REPORT
def intake(source: Path, workspace: Path, form: str, again: bool, report: Path | None) -> int:
    """Read a paper or a page of challenges from a text file.

    A paper has parts ("Part I. …") with sections under their usual headings: Purpose and scope,
    Summary of findings with lettered criteria and key findings, Conclusions, Recommendations, Office
    response, at the end a Draft decision; its paragraphs are numbered. A Word file is saved as plain
    text (UTF-8) first.

    Every line lands in the workspace or is listed in the report. Exit code 1 says that some lines
    were not placed or some readings are doubtful.
    """
    from workbench.importing import read
    from workbench.starting import kept_if_done, start_workspace

    _check_report(report, source, workspace)
    with _progress() as progress:
        if os.path.lexists(workspace):
            with _opened(workspace) as opened:
                placed = _placed(opened, read(source, opened.tree, form, progress=progress), again)
                summary = _summary(opened, placed.root)
        else:
            reading = read(source, None, form, progress=progress)
            with kept_if_done(start_workspace(workspace)) as opened:
                placed = _placed(opened, reading, again)
                summary = _summary(opened, placed.root)
    is_reported = _write_report(report, placed.report)
    say(f"{source.name} is in {workspace}: {summary}.")
    if placed.new_units:
        complain(f"New in the register, so check how they are written: {', '.join(placed.new_units)}.")
    for line in _doubts(placed.report):
        complain(line)
    return NEEDS_PERSON if placed.needs_person or not is_reported else DONE


@cli.command()
@_WORKSPACE
@click.option("-o", "--output", type=_FILE, metavar="F.json", help="A file instead of standard output.")
def dump(workspace: Path, output: Path | None) -> int:
    """Write the whole document as JSON."""
    from workbench.exchange import dump_text, write_dump

    with _opened(workspace, writable=False) as opened:
        snapshot = opened.snapshot()
    if output:
        write_dump(snapshot, output)
    else:
        say(dump_text(snapshot).rstrip("\n"))
    return DONE


@cli.command()
@click.argument("source", type=_FILE, metavar="F.json")
@click.option("--into", "workspace", type=_FILE, metavar="W.evw", required=True, help="Must not exist.")
def load(source: Path, workspace: Path) -> int:
    """Make a new workspace from a dump."""
    from workbench.exchange import load as load_data
    from workbench.exchange import read_json_file

    with load_data(read_json_file(source), workspace, origin=f"load {source.name}") as opened:
        say(f"{workspace} holds {len(opened.tree)} nodes.")
    return DONE


@cli.command()
@_WORKSPACE
@click.argument("edits", type=_FILE, metavar="EDITS.json")
def edit(workspace: Path, edits: Path) -> int:
    """Apply a JSON list of edits as one batch; print the ids of new nodes.

    Ids, kinds and fields are those that dump shows. All edits are applied, or none.

    \b
    [{"op": "set", "node": 12, "field": "priority", "value": "High"},
     {"op": "insert", "parent": 3, "index": 0, "kind": "paragraph", "fields": {"text": "…"}},
     {"op": "move", "node": 12, "parent": 3, "index": 1},
     {"op": "remove", "node": 12}]
    """  # noqa: D301
    from workbench.exchange import read_json_file
    from workbench.requests import apply_requests

    requests = read_json_file(edits)
    with _opened(workspace) as opened:
        say(json.dumps(apply_requests(opened, requests, origin=f"edit {edits.name}")))
    return DONE


@cli.command()
@_WORKSPACE
def undo(workspace: Path) -> int:
    """Take back the last step."""
    with _opened(workspace) as opened:
        say(f"Undone: {opened.undo().label}")
    return DONE


@cli.command()
@_WORKSPACE
def redo(workspace: Path) -> int:
    """Bring back what was undone last."""
    with _opened(workspace) as opened:
        say(f"Redone: {opened.redo().label}")
    return DONE


@cli.command()
@_WORKSPACE
@click.argument("name")
def mark(workspace: Path, name: str) -> int:
    """Name the present point of the journal, for example "Issued 14 October"."""
    with _opened(workspace) as opened:
        made = opened.mark(name)
    say(f"“{made.name}” names this point ({made.batch}).")
    return DONE


@cli.command()
@_WORKSPACE
@click.option("--node", type=click.IntRange(1, MAX_ID), metavar="ID", help="Only what touched this node.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, oldest first.")
def history(workspace: Path, node: int | None, as_json: bool) -> int:
    """List every change with its time (UTC), author and origin, and the marks."""
    from workbench.exchange import history_data

    with _opened(workspace, writable=False) as opened:
        batches, marks = opened.history(node), opened.marks()
    if as_json:
        say(json.dumps([history_data(batch, node) for batch in batches], ensure_ascii=False, indent=1))
    else:
        for batch in batches:
            say(f"{batch.time[:19].replace('T', ' ')}  {batch.author}  {batch.label}  ({batch.origin})")
            for named in marks:
                if named.batch == batch.id:
                    say(f"{named.time[:19].replace('T', ' ')}  {named.author}  marked “{named.name}”")
    return DONE


@cli.command()
@_WORKSPACE
@click.option(
    "--out", type=_FOLDER, metavar="DIR", required=True, help="Folder for the workbooks; made where missing."
)
@_PAPER
@click.option("--unit", "units", multiple=True, metavar="U", help="Only this unit; can be repeated.")
@click.option("--stage", type=click.Choice(["response", "follow-up"]), default="response", show_default=True)
@click.option(
    "--due", type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD", help="When the sheets are due back."
)
@_REPORT
def tracking(
    workspace: Path,
    out: Path,
    paper: str | None,
    units: tuple[str, ...],
    stage: str,
    due: datetime.datetime | None,
    report: Path | None,
) -> int:
    """Write an Excel workbook for every responsible unit."""
    from workbench.papers import reference
    from workbench.tracking import record_sheets, write_sheets

    _check_report(report, workspace)
    due_on = due.date() if due else None
    with _opened(workspace) as opened, _progress() as progress:
        snapshot = opened.snapshot()
        written = write_sheets(
            snapshot, out, paper=paper, units=units, stage=stage, due=due_on, progress=progress
        )
        record_sheets(opened, snapshot, written, due_on)
        names = [reference(snapshot.tree, snapshot.numbers, id) for id in written.without_sheet]
        unasked = len(written.without_actions)
    is_reported = _write_report(report, written.report())
    for sheet in written.files:
        say(str(sheet.path))
    if names:
        complain(f"No sheet was written for whoever leads on {', '.join(names)}.")
    if unasked:
        complain(f"{_count(unasked, 'action is', 'actions are')} on no sheet: no share of that unit there.")
    return NEEDS_PERSON if names or unasked or not is_reported else DONE


@cli.command()
@_WORKSPACE
@click.option("-o", "--output", type=_FILE, metavar="DRAFT.docx", required=True)
@_PAPER
@click.option("--language", type=click.Choice(["en", "fr", "es"]), help="Language of the fixed words.")
@click.option(
    "--template", type=_FILE, metavar="T.docx", help="Your own template, with styles of the same names."
)
def paper(
    workspace: Path, output: Path, paper: str | None, language: str | None, template: Path | None
) -> int:
    """Write the Word draft of a paper."""
    from workbench.paper import write_paper

    with _opened(workspace) as opened, _progress() as progress:
        snapshot = opened.snapshot()
        written = write_paper(
            snapshot, output, paper=paper, language=language, template=template, progress=progress
        )
        opened.record_file(FileRecord("out", output.name, written.sha256, snapshot.point))
    say(str(written.path))
    for warning in written.warnings:
        complain(warning)
    return NEEDS_PERSON if written.warnings else DONE


def _placed(workspace: Workspace, reading: Reading, again: bool) -> Placed:
    from workbench.importing import place_reading

    try:
        return place_reading(workspace, reading, again=again)
    except AlreadyThere as error:
        raise UserError(f"{error} To have it twice, add --again.") from None


def _opened(path: Path, *, writable: bool = True) -> Workspace:
    """Open a workspace and say once what is unsafe about where it lies."""
    workspace = Workspace.open(path, writable=writable)
    for warning in workspace.warnings:
        complain(warning)
    return workspace


@contextlib.contextmanager
def _progress() -> Iterator[ProgressLine]:
    line = ProgressLine()
    try:
        yield line
    finally:
        line.clear()


def _check_report(path: Path | None, *sources: Path) -> None:
    """Refuse a report that cannot be written before anything is done."""
    if path:
        check_writable(path, *sources)


def _write_report(path: Path | None, data: Any) -> bool:
    """Write the report of work that is done; return whether it is where it was asked for."""
    text = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
    try:
        if path:
            write_beside(path, text.encode(errors="replace"))
    except UserError as error:
        complain(str(error))
        return False
    return True


def _summary(workspace: Workspace, root: int) -> str:
    """Return what an intake brought in, counted."""
    counted = []
    for kind, one, many in (
        ("evaluation", "evaluation", "evaluations"),
        ("recommendation", "recommendation", "recommendations"),
        ("challenge", "challenge", "challenges"),
    ):
        count = sum(1 for _ in workspace.tree.of_kind(kind, root))
        if count:
            counted.append(_count(count, one, many))
    paragraphs = sum(1 for node in workspace.tree.walk(root) if node.id in workspace.numbers.paragraph)
    if paragraphs:
        counted.append(_count(paragraphs, "numbered paragraph", "numbered paragraphs"))
    return ", ".join(counted) or "nothing"


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _doubts(report: dict[str, Any]) -> Iterator[str]:
    """Yield a line for each thing of an intake report that a person should look at."""
    for entry in report["unplaced"]:
        yield f"line {entry['line']}: not placed: {entry['text']:.60}"
    for entry in report["doubtful"]:
        yield f"line {entry['line']}: {entry['message']}"
    for entry in report["undecided_references"]:
        yield f"line {entry['line']}: reference left as text: {entry['text']:.60}"
