"""What stands beside the document in its file: read entry by entry, for anybody may have written it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from workbench.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbench.workspace import Workspace

Entry = TypeVar("Entry")


def kept_entries(workspace: Workspace, name: str, read: Callable[[Any], Entry]) -> list[Entry]:
    """Return what is kept as a list under a name; what cannot be read is left out.

    ``read`` makes an entry of a JSON value and raises ValueError, TypeError or KeyError where it is none.
    The document never depends on what stands beside it, and is shown without.
    """
    try:
        kept = workspace.kept(name)
    except UserError:
        return []
    found = []
    for value in kept if isinstance(kept, list) else []:
        try:
            found.append(read(value))
        except (ValueError, TypeError, KeyError):
            continue
    return found


def as_text(value: Any) -> str:
    """Return a JSON value that is a text; TypeError where it is none."""
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def as_number(value: Any) -> int:
    """Return a JSON value that is a whole number; TypeError where it is none."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(value)
    return value
