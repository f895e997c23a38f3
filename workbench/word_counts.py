"""How long a text is in words, and how long the texts of a field should be at most."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workbench.beside import as_number, kept_entries
from workbench.errors import UserError
from workbench.markup import Anchor, Block, Reference, parse
from workbench.schema import KINDS, Type

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from workbench.workspace import Workspace

Text = tuple[str, str]
"""Kind of node and name of one of its texts."""

TEXTS: Mapping[Text, str] = {
    (kind.name, field.name): f"{kind.label}: {field.label}"
    for kind in KINDS.values()
    for field in kind.fields.values()
    if field.type is Type.TEXT
}
"""Every text that can have a limit, and what it is called."""

MOST = 99_999
"""The highest limit."""
_NAME = "word limits"


def words_in(text: str | None, printed: Callable[[Reference], str]) -> int:
    """Return how many words markup has, as :func:`count_words` counts them."""
    return count_words(parse(text), printed)


def count_words(blocks: Iterable[Block], printed: Callable[[Reference], str]) -> int:
    """Return how many words blocks have, as a word processor counts: what white space sets apart.

    A live reference counts as what ``printed`` says of it; footnote marks, bullets and letters of list
    items do not count.
    """
    return sum(len(_seen(block, printed).split()) for block in blocks)


def kept_limits(workspace: Workspace) -> dict[Text, int]:
    """Return the limits in words that were set; a text without one may be of any length."""
    return dict(kept_entries(workspace, _NAME, _limit))


def keep_limits(workspace: Workspace, limits: Mapping[Text, int]) -> None:
    """Keep limits in the workspace's file in place of those before; UserError for one out of range."""
    for text, limit in limits.items():
        if text not in TEXTS or not 1 <= limit <= MOST:
            raise UserError("A limit is a number of words from 1 to {0}.", f"{MOST:,}")
    rows = [[kind, field, limit] for (kind, field), limit in limits.items()]
    workspace.keep(_NAME, rows or None)


def _limit(value: Any) -> tuple[Text, int]:
    kind, field, limit = value
    if (kind, field) not in TEXTS or not 1 <= as_number(limit) <= MOST:
        raise ValueError(value)
    return (kind, field), limit


def _seen(block: Block, printed: Callable[[Reference], str]) -> str:
    return "".join(
        printed(span) if isinstance(span, Reference) else span.text
        for span in block.spans
        if not isinstance(span, Anchor)
    )
