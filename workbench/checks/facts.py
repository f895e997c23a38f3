"""What rules know of the rest of the document, counted once rather than for every node."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Protocol

from workbench.register import by_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from workbench.checks.doubts import Doubt
    from workbench.edits import Edit
    from workbench.numbering import Numbers
    from workbench.tree import Node, Tree
    from workbench.word_counts import Text


class Numbered(Protocol):
    """A document with its printed numbers: a workspace, or what one draft prints of it."""

    @property
    def tree(self) -> Tree: ...  # noqa: D102

    @property
    def numbers(self) -> Numbers: ...  # noqa: D102


class Facts:
    """Made by :class:`~workbench.checks.checks.Checks`, which tells it of every batch, and for one draft."""

    def __init__(
        self,
        document: Numbered,
        doubts: Mapping[int, list[Doubt]],
        limits: Mapping[Text, int] | None = None,
    ) -> None:
        self._document = document
        self.doubts = doubts
        self.limits = limits or {}
        self._units: Mapping[str, Node] | None = None
        self._answers: Counter[int] = Counter()
        self.sharing: set[int] = set()
        """The responses that answer more than their own recommendation."""
        for node in self.tree.nodes.values():
            if node.kind == "response" and node["also_answers"]:
                self._answers.update(node["also_answers"])
                self.sharing.add(node.id)

    @property
    def tree(self) -> Tree:
        """The document."""
        return self._document.tree

    @property
    def numbers(self) -> Numbers:
        """The printed numbers."""
        return self._document.numbers

    @property
    def units(self) -> Mapping[str, Node]:
        """The units of the register by their key."""
        if self._units is None:
            self._units = by_key(self.tree)
        return self._units

    def is_answered(self, recommendation: int) -> bool:
        """Whether a recommendation has a response of its own or shares that of another."""
        return self._answers[recommendation] > 0 or bool(self.tree.children(recommendation, "response"))

    def forget_units(self) -> None:
        """Read the register anew when it is next asked for."""
        self._units = None

    def follow(self, edits: Iterable[Edit]) -> set[int]:
        """Take in a batch; return the recommendations whose answers it touched."""
        touched: set[int] = set()
        for edit in edits:
            if edit.field == "also_answers":
                before, after = edit.before or (), edit.after or ()
            elif edit.op in ("insert", "remove"):
                before, after = _also_answered(edit.before), _also_answered(edit.after)
            else:
                before = after = ()
            if before or after:
                self._answers.subtract(before)
                self._answers.update(after)
                (self.sharing.add if after else self.sharing.discard)(edit.node)
                touched.update(before, after)
            if edit.op != "set":
                touched.update(place["parent"] for place in (edit.before, edit.after) if place)
        return {id for id in touched if id in self.tree and self.tree[id].kind == "recommendation"}


def _also_answered(place: Mapping[str, object] | None) -> tuple[int, ...]:
    """Return what a response that comes or goes answers beside its own recommendation."""
    fields = place["fields"] if place and place["kind"] == "response" else {}
    return tuple(fields.get("also_answers") or ())  # type: ignore[attr-defined]
