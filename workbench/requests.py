"""Edits as other programs ask for them: the JSON list of ``edit``, applied as one batch."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workbench.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from workbench.editor import Editor
    from workbench.workspace import Workspace

_NEEDS: Mapping[str, frozenset[str]] = {
    "set": frozenset({"node", "field", "value"}),
    "insert": frozenset({"parent", "kind"}),
    "remove": frozenset({"node"}),
    "move": frozenset({"node", "parent"}),
}
_MAY = {"insert": frozenset({"index", "fields"}), "move": frozenset({"index"})}


def apply_requests(workspace: Workspace, requests: object, *, origin: str = "edit") -> list[int]:
    """Apply a list of edit requests as one batch and return the ids of inserted nodes.

    Raises UserError naming the first request that is not right; then nothing was changed.
    """
    if not isinstance(requests, list):
        raise UserError("The edits must be a JSON list.")
    inserted: list[int] = []
    with workspace.edit(_label(requests, origin), origin=origin) as editor:
        for position, request in enumerate(requests, start=1):
            try:
                inserted += _apply(editor, request)
            except UserError as error:
                raise UserError("Edit {0}: {1}", position, error.sentence) from None
    return inserted


def _label(requests: list[Any], origin: str) -> str:
    return f"{'1 edit' if len(requests) == 1 else f'{len(requests)} edits'} ({origin})"


def _apply(editor: Editor, request: Any) -> list[int]:
    op = request.get("op") if isinstance(request, dict) else None
    if not isinstance(op, str) or op not in _NEEDS:
        raise UserError("“op” must be one of {0}.", ", ".join(_NEEDS))
    given = set(request) - {"op"}
    missing = _NEEDS[op] - given
    if missing:
        raise UserError("“{0}” lacks “{1}”.", op, sorted(missing)[0])
    unknown = given - _NEEDS[op] - _MAY.get(op, frozenset())
    if unknown:
        raise UserError("“{0}” has no “{1}”.", op, sorted(unknown)[0])
    return _APPLY[op](editor, request)


def _set(editor: Editor, request: Mapping[str, Any]) -> list[int]:
    field = request["field"]
    if not isinstance(field, str):
        raise UserError("“field” must be the name of a field.")
    editor.set(_id(request, "node"), field, request["value"])
    return []


def _insert(editor: Editor, request: Mapping[str, Any]) -> list[int]:
    fields = request.get("fields")
    if fields is not None and not isinstance(fields, dict):
        raise UserError("“fields” must be an object.")
    return [editor.insert(_id(request, "parent"), request["kind"], fields, request.get("index"))]


def _remove(editor: Editor, request: Mapping[str, Any]) -> list[int]:
    editor.remove(_id(request, "node"))
    return []


def _move(editor: Editor, request: Mapping[str, Any]) -> list[int]:
    editor.move(_id(request, "node"), _id(request, "parent"), request.get("index"))
    return []


def _id(request: Mapping[str, Any], name: str) -> int:
    value = request[name]
    if type(value) is not int:
        raise UserError("“{0}” must be a node id, not {1}.", name, f"{value!r:.40}")
    return value


_APPLY: Mapping[str, Callable[[Editor, Mapping[str, Any]], list[int]]] = {
    "set": _set,
    "insert": _insert,
    "remove": _remove,
    "move": _move,
}
