"""What the commands share: the group itself, exit codes, the usual arguments, reports and progress."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workbench import __version__
from workbench.errors import UserError
from workbench.files import check_writable, write_beside
from workbench.terminal import ProgressLine, complain
from workbench.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator

OpenWindow = Callable[[Path | None], int]

DONE, NEEDS_PERSON, REFUSED = 0, 1, 2


class FilePath(click.Path):
    """A path that names a file, as "", "." and "/" do not."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """Return the path; click's own error, which names the argument, where it names no file."""
        path = Path(os.fsdecode(super().convert(value, param, ctx)))
        if not path.name:
            self.fail(f"“{value}” names no file.", param, ctx)
        return path


FILE = FilePath()
FOLDER = click.Path(path_type=Path)
WORKSPACE = click.argument("workspace", type=FILE, metavar="W.evw")
PAPER = click.option("--paper", metavar="SYMBOL", help="Which paper, where there are several.")
REPORT = click.option("--report", type=FILE, metavar="R.json", help="Write a report as JSON.")


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__)
def cli() -> None:
    """Evaluation Workbench: from evaluation reports to the Governing Body paper.

    Without a command the window opens. A workspace (W.evw) is one file that holds the papers, the
    units, and every edit ever made.

    \b
    A usual year:
      intake     read the paper's text            tracking   a sheet for every department
      edit       change it by script              merge      take in what they send back
      history    who changed what, and when       paper      the Word draft
      mark       name a point: sent, issued       sent       what is out, back and late

    Exit codes: 0 done; 1 done, but something needs a person; 2 refused, nothing changed.
    """  # noqa: D301


def open_workspace(path: Path, *, writable: bool = True) -> Workspace:
    """Open a workspace and say once what is unsafe about where it lies."""
    workspace = Workspace.open(path, writable=writable)
    for warning in workspace.warnings:
        complain(warning)
    return workspace


@contextlib.contextmanager
def progress_line() -> Iterator[ProgressLine]:
    """Show how far long work is in a line that vanishes with the block."""
    line = ProgressLine()
    try:
        yield line
    finally:
        line.clear()


def check_report(path: Path | None, *sources: Path) -> None:
    """Refuse a report that cannot be written before anything is done."""
    if path:
        check_writable(path, *sources)


def write_report(path: Path | None, data: Any) -> bool:
    """Write the report of work that is done; return whether it is where it was asked for."""
    text = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
    try:
        if path:
            write_beside(path, text.encode(errors="replace"))
    except UserError as error:
        complain(str(error))
        return False
    return True


def count_of(number: int, one: str, many: str) -> str:
    """Return a number with its noun: "1 edit", "3 edits"."""
    return f"{number} {one if number == 1 else many}"
