"""New rows of the same sheet merged before: what they said, and which action each became."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from functools import cached_property
from itertools import takewhile
from typing import TYPE_CHECKING, Any

from workbench.markup import plain_blocks
from workbench.tracking.returned.cells import same_letters, words_of
from workbench.tracking.returned.matching import alike

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence

    from workbench.merging.claims import Return
    from workbench.merging.records import Merged
    from workbench.schema import Value

ROWS = "rows"
"""Where a Return's memory keeps the new rows of its file, by key."""


@dataclass(frozen=True)
class Content:
    """What a new row says.

    ``recommendation`` is 0 where ``reference``, as typed, names none. ``raw`` are the texts of fields that
    could not be understood; ``row`` is its number in the sheet, which was made at the journal's ``point``.
    """

    recommendation: int
    reference: str
    fields: Mapping[str, Value]
    raw: Mapping[str, str]
    row: int
    point: str = ""

    @property
    def names(self) -> set[str]:
        """The fields that the row says anything of."""
        return {*self.fields, *self.raw}

    @cached_property
    def said(self) -> tuple[Any, ...]:
        """What makes two rows say the same, wherever they stand."""
        reference = "" if self.recommendation else same_letters(self.reference)
        return self.recommendation, reference, sorted(self.fields.items()), sorted(self.raw.items())

    @cached_property
    def description(self) -> str:
        """What will be done, as plain words."""
        return description_of(self.fields.get("description"))

    def is_of_same(self, other: Content) -> bool:
        """Whether both can belong to one recommendation."""
        return self.recommendation == other.recommendation or 0 in (self.recommendation, other.recommendation)


@dataclass(frozen=True, slots=True)
class Earlier:
    """A new row merged before: the action it became, and what it said each time, first to last.

    ``open`` are the fields of which it said from the first what nobody has decided.
    """

    key: str
    node: int
    contents: tuple[Content, ...]
    open: frozenset[str] = frozenset()

    @property
    def last(self) -> Content:
        """What it said most lately."""
        return self.contents[-1]


@dataclass(frozen=True, slots=True)
class Pair:
    """The earlier row that a row is; only its place says so where that is not certain."""

    earlier: Earlier
    is_certain: bool


def description_of(markup: str | None) -> str:
    """Return a description as plain words, to compare it with another one."""
    return words_of(" ".join(plain_blocks(markup, lambda _: "?"))).casefold()


def as_memory(contents: Mapping[str, Content]) -> dict[str, Any]:
    """Return what is to be remembered of the new rows of a file, as JSON."""
    return {ROWS: {key: asdict(content) for key, content in contents.items()}} if contents else {}


def earlier_rows(merges: Iterable[Merged], returned: Return) -> list[Earlier]:
    """Return the new rows merged from sheets of the same unit that became actions, oldest first.

    Actions that were there already when the sheet was made are left out: it holds them itself. Without
    a base only sheets of the same point count. Nothing counts from when the very same file was merged first,
    so that it says the same again; nor what nobody has decided yet.
    """
    nodes: dict[str, int] = {}
    contents: dict[str, list[Content]] = {}
    undecided: dict[str, set[str]] = {}
    for merge in takewhile(lambda merge: merge.record.sha256 != returned.sha256, merges):
        nodes.update(merge.new)
        is_of_same = returned.base is not None or merge.point == returned.point
        if merge.kind == "sheet" and merge.record.unit == returned.unit and is_of_same:
            for key, content in _contents(merge.memory):
                said = contents.setdefault(key, [])
                open = {name for name in content.names if _is_open(merge, key, nodes.get(key), name)}
                undecided[key] = undecided[key] - (content.names - open) if said else open
                said.append(_settled(replace(content, point=merge.point), said[-1] if said else None, open))
    return [
        Earlier(key, nodes[key], tuple(said), frozenset(undecided[key]))
        for key, said in contents.items()
        if key in nodes and (returned.base is None or nodes[key] not in returned.base)
    ]


def paired(rows: Sequence[Content], earlier: Sequence[Earlier]) -> dict[int, Pair]:
    """Return which earlier row each of these is, by position: the same, or one changed since."""
    pairs: dict[int, Pair] = {}
    taken: set[str] = set()
    for names, is_certain in ((_names_said, True), (_names_done, True), (_names_place, False)):
        index: dict[Hashable, list[Earlier]] = {}
        for entry in earlier:
            for name in names(entry.contents, entry.last):
                index.setdefault(name, []).append(entry)
        for position, row in enumerate(rows):
            if position in pairs:
                continue
            named = (entry for name in names((row,), row) for entry in index.get(name, ()))
            left = (entry for entry in named if entry.key not in taken and row.is_of_same(entry.last))
            found = next((entry for entry in left if is_certain or _is_alike(row, entry)), None)
            if found:
                pairs[position] = Pair(found, is_certain)
                taken.add(found.key)
    return pairs


def _is_open(merge: Merged, key: str, node: int | None, name: str) -> bool:
    """Whether nobody has decided what a row says of a field of its action."""
    return any(one == f"{node}.{name}" or one.endswith(f"/action:{key}.{name}") for one in merge.open)


def _settled(content: Content, before: Content | None, open: Collection[str]) -> Content:
    """Return what a row said, in its open fields what it said before."""
    if before is None or not open:
        return content
    fields, raw = (
        {
            **{name: one for name, one in now.items() if name not in open},
            **{n: then[n] for n in open if n in then},
        }
        for now, then in ((content.fields, before.fields), (content.raw, before.raw))
    )
    return replace(content, fields=fields, raw=raw)


def _contents(memory: Mapping[str, Any]) -> list[tuple[str, Content]]:
    """Return the new rows in what a merge remembers; none where another version wrote that."""
    try:
        return [(key, Content(**content)) for key, content in memory.get(ROWS, {}).items()]
    except (TypeError, AttributeError):
        return []


def _names_said(contents: Sequence[Content], last: Content) -> Iterator[Hashable]:
    """Yield what finds a row that says the same as one of these, wherever it stands."""
    return (repr(content.said) for content in contents)


def _names_done(contents: Sequence[Content], last: Content) -> Iterator[Hashable]:
    """Yield what finds a row that will do the same as one of these."""
    return (content.description for content in contents if content.description)


def _names_place(contents: Sequence[Content], last: Content) -> Iterator[Hashable]:
    """Yield what finds the row that stands in the same place of the same sending."""
    yield last.point, last.row


def _is_alike(row: Content, entry: Earlier) -> bool:
    return alike(row.description, entry.last.description)
