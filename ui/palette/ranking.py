"""Which entries a query means, the likeliest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.picking import Wanted
from workbench.search import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.palette.entries import Entry


def ranked(entries: Sequence[Entry], query: str, used: Sequence[str]) -> list[Entry]:
    """Return the entries that hold every word of ``query``.

    Without a query, what is available now. ``used`` names commands, the one used last first. What is not
    available comes last: it is there, but greyed, so that looking for it does not seem to find nothing.
    """
    if not query.strip():
        return sorted((entry for entry in entries if entry.available), key=lambda entry: _age(entry, used))
    wanted = Wanted(words(query))
    found = [(rank, entry) for entry in entries if (rank := wanted.rank(entry.folded)) is not None]
    found.sort(key=lambda pair: (not pair[1].available, pair[0], _age(pair[1], used)))
    return [entry for _, entry in found]


def _age(entry: Entry, used: Sequence[str]) -> int:
    """Return how many commands were used since this one."""
    return used.index(entry.name) if entry.name in used else len(used)
