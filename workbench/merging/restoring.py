"""What was removed here comes back as it was just before, with all that was removed around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.errors import UserError
from workbench.schema import KINDS

if TYPE_CHECKING:
    from collections.abc import Collection

    from workbench.editor import Editor
    from workbench.edits import Batch
    from workbench.merging.slots import Places
    from workbench.tree import Tree
    from workbench.workspace import Workspace


class Lost:
    """Looks up removed nodes in the journal of a workspace."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._before: dict[str, Tree] = {}

    def tree_with(self, node: int) -> Tree | None:
        """Return the document just before a node was removed, None where no step in force removed it."""
        removals = (
            batch
            for batch in reversed(self._workspace.history(node))
            if batch.undoes is None and self._workspace.is_in_force(batch.id)
            if any(edit.op == "remove" and edit.node == node for edit in batch.edits)
        )
        batch = next(removals, None)
        if batch is None:
            return None
        if batch.id not in self._before:
            self._before[batch.id] = self._tree_before(batch)
        return self._before[batch.id]

    def _tree_before(self, batch: Batch) -> Tree:
        tree = self._workspace.at(batch.id)
        for edit in batch.inverses():
            tree.apply(edit)
        return tree


def bring_back(
    editor: Editor, before: Tree | None, node: int, places: Places, without: Collection[int] = ()
) -> None:
    """Insert a removed node, with all that was removed around it, as it is in ``before``.

    What hung under a response or contribution comes back under the one in its place by now. What is to stay
    removed, ``without``, is left out with all below it.
    """
    if before is None or node not in before:
        raise UserError("What was removed here cannot be brought back from this file; keep it removed.")
    top = node
    for above in before.ancestors(node):
        if places.resolve(above.id, before) in editor.tree:
            break
        top = above.id
    for lost in before.walk(top):
        parent = places.resolve(lost.parent or 0, before)
        if lost.id in editor.tree or lost.id in without:
            continue
        if not isinstance(parent, int) or parent not in editor.tree:
            continue
        blank = KINDS[lost.kind].blank()
        fields = {name: value for name, value in lost.fields.items() if value != blank[name]}
        index = _old_index(editor.tree, before, lost.id, parent)
        editor.insert(parent, lost.kind, fields, index, id=lost.id)


def _old_index(tree: Tree, before: Tree, node: int, home: int) -> int:
    """Return the place below ``home`` after the nearest earlier sibling that is still there."""
    earlier = before[before[node].parent or 0].children[: before.index(node)]
    children = tree[home].children
    return max((children.index(id) + 1 for id in earlier if id in children), default=0)
