"""What earlier states of the same draft brought that is new, so that it does not come in twice."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from workbench.merging.records import merged

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbench.merging.claims import NewNode
    from workbench.schema import Value
    from workbench.workspace import Workspace

_NEW = "new"
_ALIKE = 0.6


@dataclass
class Said:
    """What a draft says of a new node: its kind, its words, the fields that it gave."""

    kind: str
    words: str
    fields: dict[str, Value] = field(default_factory=dict)


@dataclass
class Earlier:
    """The new nodes of drafts that were written at the same point and merged before, by their keys."""

    nodes: dict[str, int] = field(default_factory=dict)
    said: dict[str, Said] = field(default_factory=dict)
    _taken: set[int] = field(default_factory=set)

    @classmethod
    def of(cls, workspace: Workspace, point: str) -> Earlier:
        """Return what the merges in force brought of drafts of one point."""
        found = cls()
        for entry in merged(workspace):
            if entry.kind == "draft" and entry.point == point:
                found.nodes.update(entry.new)
                for key, said in entry.memory.get(_NEW, {}).items():
                    found.said[key] = Said(said["kind"], said["words"], _stored(said["fields"]))
        return found

    def node(self, new: NewNode, words: str) -> int | None:
        """Return what a new node is here by now: one with the same words, else one that reads much alike."""
        node = self.nodes.get(new.key)
        if node is None:
            node = self._alike(new, words)
        if node is None or node in self._taken:
            return None
        self._taken.add(node)
        return node

    def fields(self, node: int) -> Mapping[str, Value]:
        """Return what the fields of a node were given when it came in."""
        key = next((key for key, id in self.nodes.items() if id == node), "")
        return self.said[key].fields if key in self.said else {}

    def memory(self, said: Mapping[str, Said]) -> dict[str, Any]:
        """Return what the log of files has to keep of a draft, as JSON values."""
        if not said:
            return {}
        return {
            _NEW: {
                key: {"kind": one.kind, "words": one.words, "fields": one.fields} for key, one in said.items()
            }
        }

    def _alike(self, new: NewNode, words: str) -> int | None:
        scored = [
            (likeness, self.nodes[key])
            for key, said in self.said.items()
            if key in self.nodes
            and said.kind == new.kind
            and (likeness := _likeness(said.words, words)) >= _ALIKE
        ]
        return max(scored)[1] if scored else None


def _likeness(one: str, other: str) -> float:
    left, right = Counter(one.split()), Counter(other.split())
    return (left & right).total() / max(left.total(), right.total(), 1)


def _stored(fields: Mapping[str, Any]) -> dict[str, Value]:
    """Return fields as they are stored: lists of JSON are tuples."""
    return {name: tuple(value) if isinstance(value, list) else value for name, value in fields.items()}
