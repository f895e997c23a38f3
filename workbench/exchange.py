"""The document as JSON: what ``dump`` writes, ``load`` reads back, and other programs rely on."""

from __future__ import annotations

import json
import uuid
from typing import TYPE_CHECKING, Any

from workbench.errors import UserError
from workbench.files import write_beside
from workbench.markup import plain_blocks
from workbench.schema import KINDS, ROOT_KIND
from workbench.workspace import Snapshot, Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from workbench.editor import Editor
    from workbench.edits import Batch
    from workbench.numbering import Numbers
    from workbench.tree import Node, Tree

FORMAT = "evaluation-workbench"
VERSION = 1


def dump(snapshot: Snapshot) -> dict[str, Any]:
    """Return the whole document as JSON data, with what is derived from it."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "workspace": snapshot.workspace_id,
        "root": _dumped(snapshot.tree, snapshot.numbers, snapshot.tree.root),
    }


def dump_text(snapshot: Snapshot) -> str:
    """Return the dump as a JSON text that ends with a newline."""
    return json.dumps(dump(snapshot), ensure_ascii=False, indent=1) + "\n"


def derived(tree: Tree, numbers: Numbers, node: Node) -> dict[str, Any]:
    """Return what follows from a node and its place: its numbers and its texts as printed."""
    return {
        "number": numbers.label.get(node.id),
        "paragraph": numbers.paragraph.get(node.id),
        "footnotes": numbers.footnotes.get(node.id, []),
        "plain": {
            field.name: plain_blocks(node[field.name], lambda ref: numbers.printed(ref, node.id))
            for field in node.declaration.fields.values()
            if field.is_markup and node[field.name]
        },
    }


def load(data: object, path: Path, *, origin: str = "load") -> Workspace:
    """Make a new workspace at ``path`` from a dump, with its UUID and ids, and return it open.

    Kinds and fields we do not know are left out. Raises UserError where the data is no dump, a
    value has a wrong type, or the path is taken; then there is no new file.
    """
    root = _checked_root(data)

    def fill(editor: Editor) -> None:
        for parent, node in _nodes(root):
            known = KINDS[node["kind"]].fields
            fields = {name: value for name, value in node["fields"].items() if name in known}
            editor.insert(parent, node["kind"], fields, id=node["id"])

    return Workspace.create_with(fill, path, "Loaded", origin=origin, workspace_id=_workspace_id(data))


def read_json_file(path: Path) -> Any:
    """Return the content of a JSON file; UserError naming line and column where it is none."""
    try:
        return json.loads(path.read_bytes())
    except FileNotFoundError:
        raise UserError("There is no file {0}.", path) from None
    except OSError as error:
        raise UserError("{0} could not be read: {1}.", path.name, error.strerror) from error
    except json.JSONDecodeError as error:
        raise UserError(
            "{0} is not JSON: {1} at line {2}, column {3}.", path.name, error.msg, error.lineno, error.colno
        ) from None
    except (ValueError, RecursionError):  # no UTF-8, a number of 5,000 digits, 5,000 brackets
        raise UserError("{0} is not JSON.", path.name) from None


def write_dump(snapshot: Snapshot, path: Path) -> None:
    """Write the dump to a file, beside first and then in its place."""
    write_beside(path, dump_text(snapshot).encode())


def _dumped(tree: Tree, numbers: Numbers, node: Node) -> dict[str, Any]:
    return {
        "id": node.id,
        "kind": node.kind,
        "fields": node.fields,
        "derived": derived(tree, numbers, node),
        "children": [_dumped(tree, numbers, child) for child in tree.children(node.id)],
    }


def _checked_root(data: object) -> dict[str, Any]:
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise UserError("This JSON is not a dump of an Evaluation Workbench workspace.")
    version = data.get("version")
    if type(version) is not int or version < 1:
        raise UserError("The dump names no version that we know.")
    if version > VERSION:
        raise UserError("The dump was written by a newer Evaluation Workbench; update this one to load it.")
    root = data.get("root")
    if not isinstance(root, dict) or root.get("kind") != ROOT_KIND:
        raise UserError("The dump has no root of kind {0}.", ROOT_KIND)
    return root


def _workspace_id(data: Any) -> str | None:
    id = data.get("workspace")
    if id is None:
        return None
    try:
        uuid.UUID(id)
    except (ValueError, AttributeError):  # AttributeError: no string
        raise UserError("The dump's workspace is no UUID.") from None
    return str(id)


def _nodes(root: dict[str, Any]) -> Iterator[tuple[int | None, dict[str, Any]]]:
    """Yield (id of the parent, node) of all nodes of known kinds, parents first."""
    waiting: list[tuple[int | None, Any]] = [(None, root)]
    while waiting:
        parent, node = waiting.pop()
        if not isinstance(node, dict) or not isinstance(node.get("kind"), str):
            raise UserError("The dump has a node without a kind.")
        if node["kind"] not in KINDS:
            continue
        if type(node.get("id")) is not int:
            raise UserError("The dump has a {0} without an id.", node["kind"])
        fields, children = node.setdefault("fields", {}), node.setdefault("children", [])
        if not isinstance(fields, dict) or not isinstance(children, list):
            raise UserError("Node {0} of the dump has no proper fields or children.", node["id"])
        yield parent, node
        waiting.extend((node["id"], child) for child in reversed(children))


def history_data(batch: Batch, node: int | None = None) -> dict[str, Any]:
    """Return one batch as ``history --json`` prints it, all its edits or those of one node."""
    return {
        "batch": batch.id,
        "time": batch.time,
        "author": batch.author,
        "origin": batch.origin,
        "label": batch.label,
        "edits": [
            {
                "op": edit.op,
                "node": edit.node,
                "field": edit.field,
                "before": edit.before,
                "after": edit.after,
            }
            for edit in batch.edits
            if node is None or edit.node == node
        ],
    }
