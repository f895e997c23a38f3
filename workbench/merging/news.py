"""What a copy can tell us: only what it touched itself since we last knew it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from workbench.edits import Edit


@dataclass(slots=True)
class News:
    """The fields that a copy set, the nodes that came or went in it, and where nodes came, went or moved.

    Where ``is_all``, whatever differs from the base is news.
    """

    is_all: bool = True
    fields: set[tuple[int, str]] = field(default_factory=set)
    inserted: set[int] = field(default_factory=set)
    removed: set[int] = field(default_factory=set)
    homes: set[int] = field(default_factory=set)

    def holds_value(self, node: int, field: str) -> bool:
        """Whether the copy gave a field its value."""
        return self.is_all or node in self.inserted or (node, field) in self.fields

    def holds_removal(self, node: int) -> bool:
        """Whether the copy removed a node."""
        return self.is_all or node in self.removed

    def holds_order(self, parent: int) -> bool:
        """Whether the copy changed what hangs below a node."""
        return self.is_all or parent in self.homes


def news_of(edits: Iterable[Edit], ids: Mapping[int, int]) -> News:
    """Return what edits of a copy touched, under other ids where ``ids`` knows them."""
    news = News(is_all=False)
    for edit in edits:
        node = ids.get(edit.node, edit.node)
        if edit.op == "set":
            news.fields.add((node, edit.field or ""))
            continue
        if edit.op == "insert":
            news.inserted.add(node)
        elif edit.op == "remove":
            news.removed.add(node)
        news.homes |= {ids.get(at["parent"], at["parent"]) for at in (edit.before, edit.after) if at}
    return news
