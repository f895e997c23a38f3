"""New rows of the same sheet merged before: what they said, and which action each became."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from workbench.markup import plain_blocks
from workbench.tracking.returned.cells import same_letters, words_of
from workbench.tracking.returned.matching import alike

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from workbench.merging.records import Merged
    from workbench.schema import Value

ROWS = "rows"
"""Where a Return's memory keeps the new rows of its file, by key."""


@dataclass(frozen=True, slots=True)
class Content:
    """What a new row says.

    ``recommendation`` is 0 where ``reference``, as typed, names none. ``raw`` are the texts of fields that
    could not be understood; ``row`` is its number in the sheet.
    """

    recommendation: int
    reference: str
    fields: Mapping[str, Value]
    raw: Mapping[str, str]
    row: int

    @property
    def said(self) -> tuple[Any, ...]:
        """What makes two rows say the same, wherever they stand."""
        reference = "" if self.recommendation else same_letters(self.reference)
        return self.recommendation, reference, sorted(self.fields.items()), sorted(self.raw.items())

    @property
    def description(self) -> str:
        """What will be done, as plain words."""
        return description_of(self.fields.get("description"))

    def is_of_same(self, other: Content) -> bool:
        """Whether both can belong to one recommendation."""
        return self.recommendation == other.recommendation or 0 in (self.recommendation, other.recommendation)


@dataclass(frozen=True, slots=True)
class Earlier:
    """A new row merged before: the action it became, and what it said each time, first to last."""

    key: str
    node: int
    contents: tuple[Content, ...]


def description_of(markup: str | None) -> str:
    """Return a description as plain words, to compare it with another one."""
    return words_of(" ".join(plain_blocks(markup, lambda _: "?"))).casefold()


def as_memory(contents: Mapping[str, Content]) -> dict[str, Any]:
    """Return what is to be remembered of the new rows of a file, as JSON."""
    return {ROWS: {key: asdict(content) for key, content in contents.items()}} if contents else {}


def earlier_rows(merges: Iterable[Merged], point: str, unit: str) -> list[Earlier]:
    """Return the new rows merged from sheets of this point and unit that became actions, oldest first."""
    nodes: dict[str, int] = {}
    contents: dict[str, list[Content]] = {}
    for merge in merges:
        nodes.update(merge.new)
        if merge.kind == "sheet" and (merge.point, merge.record.unit) == (point, unit):
            for key, content in _contents(merge.memory):
                contents.setdefault(key, []).append(content)
    return [Earlier(key, nodes[key], tuple(said)) for key, said in contents.items() if key in nodes]


def paired(rows: Sequence[Content], earlier: Sequence[Earlier]) -> dict[int, Earlier]:
    """Return which earlier row each of these is, by position: the same, or one changed since."""
    pairs: dict[int, Earlier] = {}
    left = list(earlier)
    for is_same in (_says_the_same, _does_the_same, _was_retyped):
        for position, row in enumerate(rows):
            if position in pairs:
                continue
            found = next((entry for entry in left if is_same(row, entry)), None)
            if found:
                pairs[position] = found
                left.remove(found)
    return pairs


def _contents(memory: Mapping[str, Any]) -> list[tuple[str, Content]]:
    """Return the new rows in what a merge remembers; none where another version wrote that."""
    try:
        return [(key, Content(**content)) for key, content in memory.get(ROWS, {}).items()]
    except (TypeError, AttributeError):
        return []


def _says_the_same(row: Content, entry: Earlier) -> bool:
    return any(row.said == content.said for content in entry.contents)


def _does_the_same(row: Content, entry: Earlier) -> bool:
    return bool(row.description) and any(
        row.description == content.description and row.is_of_same(content) for content in entry.contents
    )


def _was_retyped(row: Content, entry: Earlier) -> bool:
    last = entry.contents[-1]
    return row.row == last.row and row.is_of_same(last) and alike(row.description, last.description)
