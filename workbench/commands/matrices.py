"""What the command intake does with a matrix: a table of recommendations, responses and actions."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

from workbench.commands.shared import (
    DONE,
    NEEDS_PERSON,
    count_of,
    open_workspace,
    write_report,
)
from workbench.terminal import complain, say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from workbench.matrix import Mapping, Matrix
    from workbench.matrix.importing import Imported
    from workbench.workspace import Workspace


def show_mapping(source: Path, workspace: Path) -> int:
    """Say what the columns of a matrix would be read as, as JSON that --mapping takes, with some values."""
    from workbench.matrix import open_matrix, proposed

    matrix = open_matrix(source)
    if os.path.lexists(workspace):
        with open_workspace(workspace, writable=False) as opened:
            mapping = proposed(matrix, opened)
    else:
        mapping = proposed(matrix)
    say(json.dumps(mapping.columns, ensure_ascii=False, indent=1))
    for line in _columns(matrix, mapping):
        complain(line)
    return DONE


def intake_matrix(
    source: Path, workspace: Path, evaluation: str | None, mapping: Path | None, report: Path | None
) -> int:
    """Bring a matrix into a workspace, which is made where it is missing; return the exit code."""
    from workbench.exchange import read_json_file
    from workbench.matrix import from_json, open_matrix
    from workbench.starting import kept_if_done, start_workspace

    columns = from_json(read_json_file(mapping)) if mapping else None
    matrix = open_matrix(source)
    if os.path.lexists(workspace):
        with open_workspace(workspace) as opened:
            done, summary = _imported(opened, matrix, evaluation, columns)
    else:
        with kept_if_done(start_workspace(workspace)) as opened:
            done, summary = _imported(opened, matrix, evaluation, columns)
    is_reported = write_report(report, done.report)
    say(f"{source.name}: {summary}.")
    for line in _to_see_to(done):
        complain(line)
    return NEEDS_PERSON if done.needs_person or not is_reported else DONE


def _imported(
    workspace: Workspace, matrix: Matrix, evaluation: str | None, mapping: Mapping | None
) -> tuple[Imported, str]:
    from workbench.matrix import chosen_evaluation
    from workbench.matrix.importing import import_matrix

    done = import_matrix(workspace, matrix, chosen_evaluation(workspace, evaluation, matrix), mapping)
    return done, _summary(workspace, done)


def _summary(workspace: Workspace, done: Imported) -> str:
    if done.is_known:
        return "imported before, nothing to do"
    if not done.edits:
        return "nothing new"
    home = done.evaluation
    title = workspace.tree[home]["title"] if home is not None and home in workspace.tree else ""
    nodes = {node for _, _, node in done.report["placed"]}
    kinds = [workspace.tree[node].kind for node in nodes if node in workspace.tree]
    count = count_of(kinds.count("recommendation"), "recommendation", "recommendations")
    return f"{count_of(done.edits, 'edit', 'edits')} made, {count} in {title or 'the evaluation'}"


def _columns(matrix: Matrix, mapping: Mapping) -> Iterator[str]:
    from workbench.matrix import label_of

    for table in matrix.tables:
        for position, column in enumerate(table.columns):
            values = "; ".join(" ".join(text.split())[:40] for text in table.samples(position))
            yield f"{column.header} → {label_of(mapping.meaning(table, column))} ({values})"


def _to_see_to(done: Imported) -> Iterator[str]:
    """Yield a line for everything that a person should look at."""
    if done.is_known:
        return
    for entry in done.report["unplaced"]:
        yield f"{_place(entry)}: left out: {entry['text']:.60}"
    told: dict[tuple[str, str], list[str]] = {}
    for entry in done.report["doubtful"]:
        if entry["field"] is None:
            told.setdefault((_place(entry), entry["message"]), []).append(entry["column"] or "")
    for (place, message), columns in told.items():
        where = ", ".join(filter(None, [place, *dict.fromkeys(columns)]))
        yield f"{where}: {message}" if where else message
    yield from done.questions


def _place(entry: dict[str, Any]) -> str:
    """Return where an entry of the report stands: "Matrix, row 11", "paragraph 2" of a Word file."""
    from workbench.matrix.questions import place_words
    from workbench.merging.claims import Place

    if entry["row"] and not entry["sheet"]:
        return f"paragraph {entry['row']}"
    return place_words(Place(entry["sheet"], entry["row"] or 0))
