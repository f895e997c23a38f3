"""A plan in words: what people call the place of an item, and its values as they would read them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.merging.claims import Addition, Move, NewNode, Target
from workbench.merging.items import GONE, Answer, Item, Plan, root_of
from workbench.merging.structure import same
from workbench.papers import reference
from workbench.schema import KINDS, Value, unit_key
from workbench.tracking.shown import Shower, text_form
from workbench.workspace import Snapshot

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.tree import Tree

REMOVED = "(removed here)"
NOTHING = "(nothing)"
MOST_BELOW = 30
NAME = 40
"""Letters of a text that stands for a node in what people call its place."""
NAMED = frozenset({"section", "paragraph", "key_finding", "challenge", "challenge_set", "footnote", "rating"})
"""Kinds of nodes that are called by their text where they have no number."""


@dataclass(frozen=True, slots=True)
class Said:
    """What one file says of an item, in words; ``doubt`` says why a person must look, "" else."""

    file: int
    text: str
    doubt: str


class Showing:
    """Puts the items of one plan into words; made for one state of the document.

    What was removed here is called what it was called where its file began.
    """

    def __init__(self, snapshot: Snapshot, plan: Plan) -> None:
        self._now = _Document(snapshot)
        self._plan = plan
        self._bases: dict[int, _Document] = {}

    def recommendation(self, item: Item) -> int | None:
        """Return the recommendation an item belongs to, None where it is not there or there is none."""
        near = root_of(item.target)
        return self._now.recommendation(near) if near in self._now.tree else None

    def node(self, item: Item) -> int | None:
        """Return the node to show for an item: its own, or the nearest there is."""
        near = root_of(item.target)
        return near if near in self._now.tree else None

    def place(self, item: Item) -> str:
        """Return what people call the place: "GB.340 I-1", "Part II, Key finding 3", "Unit"."""
        near = root_of(item.target)
        return self._document(item).place(near) if near else "To be placed"

    def reference(self, recommendation: int) -> str:
        """Return what people call a recommendation, its kind where it has no number."""
        return self._now.references.get(recommendation) or KINDS["recommendation"].label

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
        whose = self._new_node(item) or self._document(item).whose(item.target)
        return f"{label} ({whose})" if whose else label

    def _new_node(self, item: Item) -> str:
        """Return what to call the new node that a value belongs to: "new action “Count dams”"; "" else."""
        if not item.of_new or not isinstance(item.target, NewNode):
            return ""
        kind, key = KINDS[item.target.kind], item.target.key
        files = (file.returned for file in self._plan.files)
        new = (addition for file in files for addition in file.additions)
        fields = next((one.fields for one in new if (one.node.kind, one.node.key) == (kind.name, key)), {})
        summary = fields.get(kind.summary or "")
        if not kind.summary or not summary:
            return f"new {kind.label.lower()}" if fields else ""
        text = self._document(item).value(kind.name, kind.summary, summary, root_of(item.target))
        return f"new {kind.label.lower()} “{_begun(text)}”"

    def base(self, item: Item) -> str:
        """Return what both sides began with."""
        return self.value(item, item.base) if item.kind == "value" else NOTHING

    def ours(self, item: Item) -> str:
        """Return what is there now."""
        if item.ours is GONE:
            return REMOVED
        if item.kind == "value":
            return self.value(item, item.ours)
        if item.kind == "new":
            return NOTHING
        now = self._now.summary(root_of(item.target))
        return "\n".join([now, *self._changed_here(item)]) if item.kind == "removal" else now

    def theirs(self, item: Item, answer: Answer) -> Said:
        """Return what one file says."""
        return Said(answer.file, self._answer(item, answer), answer.doubt)

    def value(self, item: Item, value: Value) -> str:
        """Return a value of an item's field, stored or decided by a person."""
        return self._document(item).value(item.node_kind, item.field, value, root_of(item.target)) or NOTHING

    def _answer(self, item: Item, answer: Answer) -> str:
        said = answer.said
        if answer.raw is not None:
            return answer.raw
        if isinstance(said, Addition):
            return "\n".join(filter(None, (self._fields(item, said), *self._below(item, answer.below))))
        if isinstance(said, Move):
            return self._new_place(item, said)
        if item.kind == "value":
            return self.value(item, answer.value)
        return "(removed)" + _more(sum(1 for _ in self._now.tree.walk(root_of(item.target))) - 1)

    def _fields(self, item: Item, addition: Addition) -> str:
        kind, document = addition.node.kind, self._document(item)
        declared = KINDS[kind].fields
        shown = (
            (declared[name].label, document.value(kind, name, value, root_of(addition.node)))
            for name, value in addition.fields.items()
        )
        return "\n".join(f"{label}: {text}" for label, text in shown if text)

    def _below(self, item: Item, below: Sequence[Addition]) -> list[str]:
        """Return a line for each node that comes with a new one and has a text, the rest counted."""
        document, lines = self._document(item), []
        for addition in below:
            kind = KINDS[addition.node.kind]
            name = kind.summary or ""
            value = addition.fields.get(name) or addition.fields.get("abbreviation")
            text = document.value(kind.name, name, value, root_of(addition.node)) if value else ""
            lines += [f"{kind.label}: {text}"] if text else []
        return [*lines[:MOST_BELOW], _more(len(below) - len(lines[:MOST_BELOW])).strip()]

    def _new_place(self, item: Item, move: Move) -> str:
        document, after = self._document(item), move.after
        if isinstance(move.parent, NewNode) or isinstance(after, NewNode):
            return "(beside or below something new)"
        if after is None:
            return f"(first below “{document.summary(move.parent)}”)"
        return f"(after “{document.summary(after)}”)"

    def _changed_here(self, item: Item) -> list[str]:
        """Return a line for each value of a branch, to be removed, that is another than at a file's base."""
        near = root_of(item.target)
        base = next(
            (b for a in item.answers if (b := self._plan.files[a.file].returned.base) and near in b), None
        )
        if base is None:
            return []
        lines: list[str] = []
        for node in self._now.tree.walk(near):
            kind, before = KINDS[node.kind], base.nodes.get(node.id)
            if before is None:
                lines.append(f"Added here: {kind.label}: {self._now.summary(node.id)}")
                continue
            for field in kind.fields.values():
                was, now = before[field.name], node[field.name]
                if not same(was, now):
                    old, new = (
                        self._now.value(kind.name, field.name, v, node.id) or NOTHING for v in (was, now)
                    )
                    lines.append(f"Changed here: {field.label}: {old} → {new}")
        gone = sum(node.id not in self._now.tree for node in base.walk(near))
        lines += ["Removed here: " + ("1 part of it" if gone == 1 else f"{gone} parts of it")] if gone else []
        more = len(lines) - len(lines[:MOST_BELOW])
        return [*lines[:MOST_BELOW], f"… and {more} more changes"] if more else lines

    def _document(self, item: Item) -> _Document:
        """Return the document in which an item's node stands: the present one where it is still there."""
        near = root_of(item.target)
        if near in self._now.tree or not near:
            return self._now
        for answer in item.answers:
            base = self._plan.files[answer.file].returned.base
            if base is not None and near in base:
                if answer.file not in self._bases:
                    self._bases[answer.file] = _Document(Snapshot("", self._plan.point, base))
                return self._bases[answer.file]
        return self._now


class _Document:
    """One state of the document with what people call its nodes."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.tree: Tree = snapshot.tree
        self._numbers = snapshot.numbers
        self.references = {
            node.id: reference(self.tree, self._numbers, node.id)
            for node in self.tree.of_kind("recommendation")
            if node.id in self._numbers.paper
        }
        self._shower = Shower(snapshot, self.references)

    def recommendation(self, node: int) -> int | None:
        """Return the recommendation that a node is or hangs under."""
        home = self.tree.ancestor(node, "recommendation")
        return home.id if home else None

    def place(self, node: int) -> str:
        """Return what people call the place of a node."""
        if node not in self.tree:
            return "Not in this workspace"
        home = self.recommendation(node)
        if home in self.references:
            return self.references[home]
        label = self._numbers.label.get(node) or self._numbers.paragraph.get(node)
        kind = self.tree[node].declaration.label
        words = f"{kind} {label or self._name(node)}".rstrip()
        part = self.tree.ancestor(node, "evaluation")
        if part is None or part.id == node:
            return words
        return f"Part {self._numbers.label.get(part.id, '?')}, {words}"

    def _name(self, node: int) -> str:
        """Return what tells a node without a number from others: a unit's key, a section's role; "" else."""
        found = self.tree[node]
        if found.kind == "unit":
            return unit_key(found.fields)
        if found.kind == "paper":
            return found["symbol"] or ""
        if found.kind not in NAMED:
            return ""
        text = self.summary(node) if found[found.declaration.summary or ""] else ""
        text = text or (
            self.value(found.kind, "role", found["role"], node) if found.kind == "section" else ""
        )
        return f"“{_begun(text)}”" if text else ""

    def value(self, kind: str, field: str, value: Value, near: int) -> str:
        """Return a stored value of a field as text, its references as printed near a node."""
        return text_form(self._shower.shown(value, KINDS[kind].fields[field], near))

    def summary(self, node: int) -> str:
        """Return the text that stands for a node in a list."""
        if node not in self.tree:
            return NOTHING
        found = self.tree[node]
        name = found.declaration.summary
        text = self.value(found.kind, name, found[name], node) if name else ""
        return text or found.declaration.label

    def whose(self, target: Target) -> str:
        """Return what tells apart several nodes of a kind under one recommendation."""
        if isinstance(target, NewNode):
            return target.key if target.kind == "contribution" else ""
        node = self.tree.nodes.get(target)
        if node is None or node.kind not in ("contribution", "action"):
            return ""
        if node.kind == "contribution":
            return node["unit"] or ""
        actions = self.tree.children(node.parent or 0, "action")
        return f"action {actions.index(node) + 1}, {node['responsible_unit'] or 'no unit'}"


def _begun(text: str) -> str:
    """Return the beginning of a text on one line."""
    line = " ".join(text.split())
    return line if len(line) <= NAME else f"{line[: NAME - 1]}…"


def _more(nodes: int) -> str:
    return f"\n… and {nodes} more below it" if nodes else ""
