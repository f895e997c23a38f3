"""A plan in words: what people call the place of an item, and its values as they would read them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.merging.claims import Addition, NewNode, Target
from workbench.merging.planning import GONE, Answer, Item, root_of
from workbench.papers import reference
from workbench.schema import KINDS, Value
from workbench.tracking.shown import Shower, text_form

if TYPE_CHECKING:
    from workbench.workspace import Snapshot

REMOVED = "(removed here)"
NOTHING = "(nothing)"


@dataclass(frozen=True, slots=True)
class Said:
    """What one file says of an item, in words; ``doubt`` says why a person must look, "" else."""

    file: int
    text: str
    doubt: str


class Showing:
    """Puts the items of one plan into words; made for one state of the document."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._tree = snapshot.tree
        self._numbers = snapshot.numbers
        self._references = {
            node.id: reference(self._tree, self._numbers, node.id)
            for node in self._tree.of_kind("recommendation")
            if node.id in self._numbers.paper
        }
        self._shower = Shower(snapshot, self._references)

    def recommendation(self, item: Item) -> int | None:
        """Return the recommendation an item belongs to, None where it belongs to none or is unknown."""
        near = root_of(item.target)
        home = self._tree.ancestor(near, "recommendation") if near in self._tree else None
        return home.id if home else None

    def node(self, item: Item) -> int | None:
        """Return the node to show for an item: its own, or the nearest there is."""
        near = root_of(item.target)
        return near if near in self._tree else None

    def place(self, item: Item) -> str:
        """Return what people call the place: "GB.340 I-1", "Part II, Key finding 3", "Unit"."""
        home = self.recommendation(item)
        if home in self._references:
            return self._references[home]
        near = self.node(item)
        if near is None:
            return "Not in this workspace" if root_of(item.target) else "To be placed"
        label = self._numbers.label.get(near) or self._numbers.paragraph.get(near)
        kind = self._tree[near].declaration.label
        words = f"{kind} {label}" if label else kind
        part = self._tree.ancestor(near, "evaluation")
        return (
            words
            if part is None or part.id == near
            else f"Part {self._numbers.label.get(part.id, '?')}, {words}"
        )

    def reference(self, recommendation: int) -> str:
        """Return what people call a recommendation, its kind where it has no number."""
        return self._references.get(recommendation) or KINDS["recommendation"].label

    def what(self, item: Item) -> str:
        """Return what an item is about: "Acceptance", "New action", "Contribution of SKILLS"."""
        kind = KINDS[item.node_kind].label
        if item.kind == "new":
            return f"New {kind.lower()}"
        if item.kind == "removal":
            return f"{kind} removed"
        if item.kind == "move":
            return f"{kind} moved"
        label = KINDS[item.node_kind].fields[item.field].label
        whose = self._whose(item.target)
        return f"{label} ({whose})" if whose else label

    def base(self, item: Item) -> str:
        """Return what both sides began with."""
        return self.value(item, item.base) if item.kind == "value" else NOTHING

    def ours(self, item: Item) -> str:
        """Return what is there now."""
        if item.ours is GONE:
            return REMOVED
        if item.kind == "value":
            return self.value(item, item.ours)
        return NOTHING if item.kind == "new" else self._summary(item.target)

    def theirs(self, item: Item, answer: Answer) -> Said:
        """Return what one file says."""
        return Said(answer.file, self._answer(item, answer), answer.doubt)

    def _answer(self, item: Item, answer: Answer) -> str:
        said = answer.said
        if answer.raw is not None:
            return answer.raw
        if isinstance(said, Addition):
            more = f"\n… and {len(answer.below)} more below it" if answer.below else ""
            return self._fields(said) + more
        if item.kind == "value":
            return self.value(item, answer.value)
        if item.kind == "removal":
            return "(removed)"
        return "(in another place)"

    def _fields(self, addition: Addition) -> str:
        declared = KINDS[addition.node.kind].fields
        shown = [
            (declared[name].label, self._shower.shown(value, declared[name], root_of(addition.node)))
            for name, value in addition.fields.items()
        ]
        return "\n".join(f"{label}: {text_form(text)}" for label, text in shown if text is not None)

    def value(self, item: Item, value: Value) -> str:
        """Return a value of an item's field, stored or decided by a person."""
        declared = KINDS[item.node_kind].fields[item.field]
        shown = self._shower.shown(value, declared, root_of(item.target))
        return text_form(shown) or NOTHING

    def _summary(self, target: Target) -> str:
        """Return the text that stands for a node in a list."""
        if isinstance(target, NewNode) or target not in self._tree:
            return NOTHING
        node = self._tree[target]
        name = node.declaration.summary
        if name is None:
            return node.declaration.label
        return text_form(self._shower.shown(node[name], node.declaration.fields[name], node.id)) or NOTHING

    def _whose(self, target: Target) -> str:
        """Return what tells apart several nodes of a kind under one recommendation."""
        if isinstance(target, NewNode):
            return target.key if target.kind == "contribution" else ""
        if target not in self._tree:
            return ""
        node = self._tree[target]
        if node.kind == "contribution":
            return node["unit"] or ""
        if node.kind != "action":
            return ""
        actions = self._tree.children(node.parent or 0, "action")
        return f"action {actions.index(node) + 1}, {node['responsible_unit'] or 'no unit'}"
