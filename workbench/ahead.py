"""Reading a large workspace ahead, in a worker: to open it takes a fraction of the time then."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from workbench.errors import Cancelled
from workbench.store import Store
from workbench.workspace import Snapshot

if TYPE_CHECKING:
    from pathlib import Path

    from workbench.paper.printing import IsCancelled, Progress


def read_ahead(
    path: Path, progress: Progress | None = None, is_cancelled: IsCancelled | None = None
) -> Snapshot:
    """Return the document as it is in a workspace file now, numbered; it takes no lock and keeps no hold.

    :meth:`Workspace.open` takes it in place of reading, unless the file was changed meanwhile. Raises
    Cancelled where ``is_cancelled`` says so, and a UserError that says what is wrong with the file.
    """

    def tell(done: int, total: int) -> None:
        if is_cancelled and is_cancelled():
            raise Cancelled
        if progress:
            progress(done, total, "")

    with contextlib.closing(Store.open(path, writable=False)) as store, store.one_view():
        tree = store.load(tell)
        snapshot = Snapshot(store.workspace_id, store.last, tree)
    tell(len(snapshot.numbers.paper), len(tree))
    return snapshot
