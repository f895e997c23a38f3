"""Which rows of the merge window are shown: a choice, and words in any order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ui.labels import translate
from workbench.merging.items import State
from workbench.search import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ui.merging.entries import Entry


@dataclass(frozen=True, slots=True)
class Choice:
    """Some of the rows, under a name."""

    label: Callable[[], str]
    holds: Callable[[Entry], bool]


def shown(entries: Iterable[Entry], choice: Choice, query: str) -> list[Entry]:
    """Return the rows that a choice holds and that hold every word of a query."""
    wanted = words(query)
    return [
        entry for entry in entries if choice.holds(entry) and all(word in entry.folded for word in wanted)
    ]


def _everything(entry: Entry) -> bool:
    return True


def _is_open(entry: Entry) -> bool:
    return entry.is_open


def _is_conflict(entry: Entry) -> bool:
    return entry.item.state is State.CONFLICT


def _is_asked(entry: Entry) -> bool:
    return entry.item.state is State.ASKED


def _is_change(entry: Entry) -> bool:
    return entry.item.state is State.CHANGE


CHOICES = (
    Choice(lambda: translate("Merging", "All"), _everything),
    Choice(lambda: translate("Merging", "To decide"), _is_open),
    Choice(lambda: translate("Merging", "Conflicts"), _is_conflict),
    Choice(lambda: translate("Merging", "To check"), _is_asked),
    Choice(lambda: translate("Merging", "Changes"), _is_change),
)
