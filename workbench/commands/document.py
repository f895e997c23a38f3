"""Commands on the document itself: open, dump, load, edit, undo, redo, mark, history."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import click

from workbench.commands.shared import DONE, FILE, WORKSPACE, OpenWindow, cli, open_workspace
from workbench.errors import UserError
from workbench.schema import MAX_ID
from workbench.terminal import say

if TYPE_CHECKING:
    from pathlib import Path

_SHA256 = re.compile(r"\b([0-9a-f]{12})[0-9a-f]{52}\b")
"""A fingerprint; its beginning tells files apart for people."""


@cli.command("open")
@WORKSPACE
@click.pass_obj
def open_(open_window: OpenWindow, workspace: Path) -> int:
    """Open the window on a workspace."""
    if not workspace.exists():
        raise UserError("There is no file {0}.", workspace)
    return open_window(workspace)


@cli.command()
@WORKSPACE
@click.option("-o", "--output", type=FILE, metavar="F.json", help="A file instead of standard output.")
def dump(workspace: Path, output: Path | None) -> int:
    """Write the whole document as JSON."""
    from workbench.exchange import dump_text, write_dump

    with open_workspace(workspace, writable=False) as opened:
        snapshot = opened.snapshot()
    if output:
        write_dump(snapshot, output)
    else:
        say(dump_text(snapshot).rstrip("\n"))
    return DONE


@cli.command()
@click.argument("source", type=FILE, metavar="F.json")
@click.option("--into", "workspace", type=FILE, metavar="W.evw", required=True, help="Must not exist.")
def load(source: Path, workspace: Path) -> int:
    """Make a new workspace from a dump."""
    from workbench.exchange import load as load_data
    from workbench.exchange import read_json_file

    with load_data(read_json_file(source), workspace, origin=f"load {source.name}") as opened:
        say(f"{workspace} holds {len(opened.tree)} nodes.")
    return DONE


@cli.command()
@WORKSPACE
@click.argument("edits", type=FILE, metavar="EDITS.json")
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
    with open_workspace(workspace) as opened:
        say(json.dumps(apply_requests(opened, requests, origin=f"edit {edits.name}")))
    return DONE


@cli.command()
@WORKSPACE
def undo(workspace: Path) -> int:
    """Take back the last step."""
    with open_workspace(workspace) as opened:
        say(f"Undone: {opened.undo().label}")
    return DONE


@cli.command()
@WORKSPACE
def redo(workspace: Path) -> int:
    """Bring back what was undone last."""
    with open_workspace(workspace) as opened:
        say(f"Redone: {opened.redo().label}")
    return DONE


@cli.command()
@WORKSPACE
@click.argument("name")
def mark(workspace: Path, name: str) -> int:
    """Name the present point of the journal, for example "Issued 14 October"."""
    with open_workspace(workspace) as opened:
        made = opened.mark(name)
    say(f"“{made.name}” names this point ({made.batch}).")
    return DONE


@cli.command()
@WORKSPACE
@click.option("--node", type=click.IntRange(1, MAX_ID), metavar="ID", help="Only what touched this node.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, oldest first.")
def history(workspace: Path, node: int | None, as_json: bool) -> int:
    """List every change with its time (UTC), author and origin, and the marks."""
    from workbench.exchange import history_data

    with open_workspace(workspace, writable=False) as opened:
        batches, marks = opened.history(node), opened.marks()
    if as_json:
        say(json.dumps([history_data(batch, node) for batch in batches], ensure_ascii=False, indent=1))
    else:
        for batch in batches:
            origin = _SHA256.sub(r"\1…", batch.origin)
            say(f"{batch.time[:19].replace('T', ' ')}  {batch.author}  {batch.label}  ({origin})")
            for named in marks:
                if named.batch == batch.id:
                    say(f"{named.time[:19].replace('T', ' ')}  {named.author}  marked “{named.name}”")
    return DONE
