"""Commands that bring something in: intake."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import click

from workbench.commands.shared import (
    DONE,
    FILE,
    NEEDS_PERSON,
    REPORT,
    check_report,
    cli,
    count_of,
    open_workspace,
    progress_line,
    write_report,
)
from workbench.errors import AlreadyThere, UserError
from workbench.terminal import complain, say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from workbench.importing import Placed
    from workbench.intake.reading import Reading
    from workbench.workspace import Workspace


@cli.command()
@click.argument("source", type=FILE)
@click.option("--into", "workspace", type=FILE, metavar="W.evw", required=True, help="Made where missing.")
@click.option(
    "--as",
    "form",
    type=click.Choice(["auto", "gb-paper", "challenges", "matrix"]),
    default="auto",
    show_default=True,
    help="What the source is.",
)
@click.option(
    "--evaluation",
    metavar="REF",
    help="Matrix: its evaluation (“GB.340 I”, “II”, id; “new”), by default the one it went into before.",
)
@click.option("--mapping", type=FILE, metavar="M.json", help="Matrix: what its columns mean.")
@click.option("--show-mapping", is_flag=True, help="Matrix: print what its columns mean, and stop.")
@click.option("--again", is_flag=True, help="Take in a paper that is there already once more, beside it.")
@REPORT
def intake(
    source: Path,
    workspace: Path,
    form: str,
    again: bool,
    report: Path | None,
    evaluation: str | None,
    mapping: Path | None,
    show_mapping: bool,
) -> int:
    """Read a paper or a page of challenges from a text, Word or PDF file, or a matrix of recommendations.

    A paper has parts ("Part I. …") with sections under their usual headings: Purpose and scope,
    Summary of findings with lettered criteria and key findings, Conclusions, Recommendations, Office
    response, at the end a Draft decision; its paragraphs are numbered. In a Word file (.docx) headings,
    numbers, lists, tables and footnotes say what the text is; comments and tracked changes are listed.
    Lines are its paragraphs then, those in table cells included, counted from 1.

    A matrix (.xlsx, .ods, .csv, or the tables of a .docx) holds recommendations, responses and actions;
    its columns are found by their names in English, French or Spanish. The same matrix again brings what
    has changed in it since; what was changed here too waits for a person. A tracking sheet is for merge.

    Every line lands in the workspace or is listed in the report. Exit code 1 says that some lines
    were not placed, some readings are doubtful or something is left to decide.
    """
    from workbench.importing import read
    from workbench.starting import kept_if_done, start_workspace

    check_report(report, source, workspace)
    if form == "matrix" or (form == "auto" and _is_table(source)):
        return _intake_matrix(source, workspace, evaluation, mapping, report, is_shown_only=show_mapping)
    if evaluation or mapping or show_mapping:
        raise UserError("--evaluation, --mapping and --show-mapping are for a matrix; add --as matrix.")
    with progress_line() as progress:
        if os.path.lexists(workspace):
            with open_workspace(workspace) as opened:
                placed = _placed(opened, read(source, opened.tree, form, progress=progress), again)
                summary = _summary(opened, placed.root)
        else:
            reading = read(source, None, form, progress=progress)
            with kept_if_done(start_workspace(workspace)) as opened:
                placed = _placed(opened, reading, again)
                summary = _summary(opened, placed.root)
    is_reported = write_report(report, placed.report)
    say(f"{source.name} is in {workspace}: {summary}.")
    if placed.new_units:
        complain(f"New in the register, so check how they are written: {', '.join(placed.new_units)}.")
    for line in _doubts(placed.report):
        complain(line)
    return NEEDS_PERSON if placed.needs_person or not is_reported else DONE


def _is_table(source: Path) -> bool:
    from workbench.matrix import is_matrix

    return is_matrix(source)


def _intake_matrix(
    source: Path,
    workspace: Path,
    evaluation: str | None,
    mapping: Path | None,
    report: Path | None,
    *,
    is_shown_only: bool,
) -> int:
    from workbench.commands import matrices

    if is_shown_only:
        return matrices.show_mapping(source, workspace)
    return matrices.intake_matrix(source, workspace, evaluation, mapping, report)


def _placed(workspace: Workspace, reading: Reading, again: bool) -> Placed:
    from workbench.importing import place_reading

    try:
        return place_reading(workspace, reading, again=again)
    except AlreadyThere as error:
        raise UserError("{0} To have it twice, add --again.", error.sentence) from None


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
            counted.append(count_of(count, one, many))
    paragraphs = sum(1 for node in workspace.tree.walk(root) if node.id in workspace.numbers.paragraph)
    if paragraphs:
        counted.append(count_of(paragraphs, "numbered paragraph", "numbered paragraphs"))
    return ", ".join(counted) or "nothing"


def _doubts(report: dict[str, Any]) -> Iterator[str]:
    """Yield a line for each thing of an intake report that a person should look at."""
    for entry in report["unplaced"]:
        yield f"line {entry['line']}: not placed: {entry['text']:.60}"
    for entry in report["doubtful"]:
        yield f"line {entry['line']}: {entry['message']}"
    for entry in report["undecided_references"]:
        yield f"line {entry['line']}: reference left as text: {entry['text']:.60}"
