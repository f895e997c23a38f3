"""Drafts that an earlier, broken-off run left in a workspace: which hold something new, and taking them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.forms.values import from_text, to_text
from workbench.errors import UserError
from workbench.schema import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ui.forms.committer import Committer
    from ui.session import Session
    from workbench.workspace import Draft, Workspace


def left_over(session: Session) -> list[Draft]:
    """Return the drafts in the open workspace that hold something new."""
    workspace = session.workspace
    return [
        draft for draft in workspace.drafts() if _is_news(draft, workspace) or _is_of_cell(draft, workspace)
    ]


def restore(drafts: Iterable[Draft], session: Session, committer: Committer, label: str) -> None:
    """Take drafts of an earlier run as one batch; what cannot be taken waits in its form.

    A draft whose node is gone by now is left alone.
    """
    from ui.units import set_and_follow  # needed with the first edit only

    session.settle()
    news = [draft for draft in drafts if _is_news(draft, session.workspace)]
    refused = []
    for draft in news:
        committer.take_over(draft)
    try:
        with session.edit(label) as editor:
            for draft in news:
                field = KINDS[editor.tree[draft.node].kind].fields[draft.field]
                try:
                    set_and_follow(editor, draft.node, draft.field, from_text(field, draft.text))
                except UserError:
                    refused.append(draft)
    except UserError as error:
        session.refuse(error)
        return
    for draft in news:
        if draft not in refused:
            committer.drop((draft.node, draft.field))
    for draft in refused:
        committer.leave((draft.node, draft.field), draft.text)
    for form in committer.forms:
        committer.shown(form)  # with what is wrong beside its field


def discard(drafts: Iterable[Draft], committer: Committer) -> None:
    """Forget drafts of an earlier run."""
    for draft in drafts:
        committer.take_over(draft)
        committer.drop((draft.node, draft.field))


def _is_news(draft: Draft, workspace: Workspace) -> bool:
    """Whether a draft is of a field that is still there and holds something else."""
    tree = workspace.tree
    if draft.node not in tree or draft.field not in tree[draft.node].fields:
        return False
    node = tree[draft.node]
    return to_text(KINDS[node.kind].fields[draft.field], node.fields[draft.field]) != draft.text


def _is_of_cell(draft: Draft, workspace: Workspace) -> bool:
    """Whether a draft is of a cell of the grid that had no field yet."""
    if "." not in draft.field:
        return False
    from ui.grid.keeping import is_of_missing_response

    return is_of_missing_response(draft, workspace)
