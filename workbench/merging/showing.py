"""A plan in words: what people call the place of an item, and its values as they would read them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.merging.claims import Addition, Move, NewNode, Target
from workbench.merging.items import GONE, Answer, Item, Plan, root_of
from workbench.merging.structure import same
from workbench.papers import reference
from workbench.schema import KINDS, Value, unit_key
from workbench.sentences import UNSAID, InnerLabel, Label, Say, Sentence
from workbench.tracking.shown import Shower, text_form
from workbench.workspace import Snapshot

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workbench.tree import Tree

REMOVED = Sentence("(removed here)")
NOTHING = Sentence("(nothing)")
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

    What was removed here is called what it was called where its file began. ``say`` says our own sentences
    in the language of the reader.
    """

    def __init__(self, snapshot: Snapshot, plan: Plan, say: Say = str) -> None:
        self._say = say
        self._now = _Document(snapshot, say)
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
        """Return what people call the place: "GB.340 I-1", "Part II › Key finding 3", "Unit"."""
        near = root_of(item.target)
        return self._document(item).place(near) if near else self._say(Sentence("To be placed"))

    def reference(self, recommendation: int) -> str:
        """Return what people call a recommendation, its kind where it has no number."""
        return self._now.references.get(recommendation) or self._say(Label(KINDS["recommendation"].label))

    def what(self, item: Item) -> str:
        """Return what an item is about: "Acceptance", "New action", "Contribution of SKILLS"."""
        return self._say(self._what(item))

    def _what(self, item: Item) -> Sentence | Label:
        kind = KINDS[item.node_kind].label
        if item.kind == "new":
            return Sentence("New {0}", InnerLabel(kind))
        if item.kind == "removal":
            return Sentence("{0} removed", Label(kind))
        if item.kind == "move":
            return Sentence("{0} moved", Label(kind))
        label = Label(KINDS[item.node_kind].fields[item.field].label)
        whose = self._new_node(item) or self._document(item).whose(item.target)
        return Sentence("{0} ({1})", label, whose) if whose else label

    def _new_node(self, item: Item) -> Sentence:
        """Return what to call the new node of a value: "new action “Count dams”"; UNSAID else."""
        if not item.of_new or not isinstance(item.target, NewNode):
            return UNSAID
        kind, key = KINDS[item.target.kind], item.target.key
        files = (file.returned for file in self._plan.files)
        new = (addition for file in files for addition in file.additions)
        fields = next((one.fields for one in new if (one.node.kind, one.node.key) == (kind.name, key)), {})
        summary = fields.get(kind.summary or "")
        if not kind.summary or not summary:
            return Sentence("new {0}", InnerLabel(kind.label)) if fields else UNSAID
        text = self._document(item).value(kind.name, kind.summary, summary, root_of(item.target))
        return Sentence("new {0} “{1}”", InnerLabel(kind.label), _begun(text))

    def base(self, item: Item) -> str:
        """Return what both sides began with."""
        return self.value(item, item.base) if item.kind == "value" else self._say(NOTHING)

    def ours(self, item: Item) -> str:
        """Return what is there now."""
        if item.ours is GONE:
            return self._say(REMOVED)
        if item.kind == "value":
            return self.value(item, item.ours)
        if item.kind == "new":
            return self._say(NOTHING)
        now = self._now.summary(root_of(item.target))
        return "\n".join([now, *self._changed_here(item)]) if item.kind == "removal" else now

    def theirs(self, item: Item, answer: Answer) -> Said:
        """Return what one file says."""
        doubt = self._say(answer.doubt) if answer.doubt else ""
        return Said(answer.file, self._answer(item, answer), doubt)

    def value(self, item: Item, value: Value) -> str:
        """Return a value of an item's field, stored or decided by a person."""
        text = self._document(item).value(item.node_kind, item.field, value, root_of(item.target))
        return text or self._say(NOTHING)

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
        below = sum(1 for _ in self._now.tree.walk(root_of(item.target))) - 1
        return "\n".join(filter(None, (self._say(Sentence("(removed)")), self._more(below))))

    def _fields(self, item: Item, addition: Addition) -> str:
        kind, document = addition.node.kind, self._document(item)
        declared = KINDS[kind].fields
        shown = (
            (declared[name].label, document.value(kind, name, value, root_of(addition.node)))
            for name, value in addition.fields.items()
        )
        return "\n".join(self._labelled(label, text) for label, text in shown if text)

    def _below(self, item: Item, below: Sequence[Addition]) -> list[str]:
        """Return a line for each node that comes with a new one and has a text, the rest counted."""
        document, lines = self._document(item), []
        for addition in below:
            kind = KINDS[addition.node.kind]
            name = kind.summary or ""
            value = addition.fields.get(name) or addition.fields.get("abbreviation")
            text = document.value(kind.name, name, value, root_of(addition.node)) if value else ""
            lines += [self._labelled(kind.label, text)] if text else []
        return [*lines[:MOST_BELOW], self._more(len(below) - len(lines[:MOST_BELOW]))]

    def _labelled(self, label: str, text: str) -> str:
        return self._say(Sentence("{0}: {1}", Label(label), text))

    def _more(self, nodes: int) -> str:
        return self._say(Sentence("… and {0} more below it", nodes)) if nodes else ""

    def _new_place(self, item: Item, move: Move) -> str:
        document, after = self._document(item), move.after
        if isinstance(move.parent, NewNode) or isinstance(after, NewNode):
            return self._say(Sentence("(beside or below something new)"))
        if after is None:
            return self._say(Sentence("(first below “{0}”)", document.summary(move.parent)))
        return self._say(Sentence("(after “{0}”)", document.summary(after)))

    def _changed_here(self, item: Item) -> list[str]:
        """Return a line for each value of a branch, to be removed, that is another than at a file's base."""
        near = root_of(item.target)
        base = next(
            (b for a in item.answers if (b := self._plan.files[a.file].returned.base) and near in b), None
        )
        if base is None:
            return []
        lines = list(self._changes(near, base))
        gone = sum(node.id not in self._now.tree for node in base.walk(near))
        if gone == 1:
            lines.append(Sentence("Removed here: 1 part of it"))
        elif gone:
            lines.append(Sentence("Removed here: {0} parts of it", gone))
        more = len(lines) - len(lines[:MOST_BELOW])
        if more:
            lines[MOST_BELOW:] = [Sentence("… and {0} more changes", more)]
        return [self._say(line) for line in lines]

    def _changes(self, near: int, base: Tree) -> Iterator[Sentence]:
        """Yield what was added and changed here in a branch since a file's base."""
        for node in self._now.tree.walk(near):
            kind, before = KINDS[node.kind], base.nodes.get(node.id)
            if before is None:
                yield Sentence("Added here: {0}: {1}", Label(kind.label), self._now.summary(node.id))
                continue
            for field in kind.fields.values():
                was, now = before[field.name], node[field.name]
                if not same(was, now):
                    old, new = (
                        self._now.value(kind.name, field.name, v, node.id) or NOTHING for v in (was, now)
                    )
                    yield Sentence("Changed here: {0}: {1} → {2}", Label(field.label), old, new)

    def _document(self, item: Item) -> _Document:
        """Return the document in which an item's node stands: the present one where it is still there."""
        near = root_of(item.target)
        if near in self._now.tree or not near:
            return self._now
        for answer in item.answers:
            base = self._plan.files[answer.file].returned.base
            if base is not None and near in base:
                if answer.file not in self._bases:
                    self._bases[answer.file] = _Document(Snapshot("", self._plan.point, base), self._say)
                return self._bases[answer.file]
        return self._now


class _Document:
    """One state of the document with what people call its nodes."""

    def __init__(self, snapshot: Snapshot, say: Say) -> None:
        self.tree: Tree = snapshot.tree
        self._say = say
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
            return self._say(Sentence("Not in this workspace"))
        home = self.recommendation(node)
        if home in self.references:
            return self.references[home]
        label = self._numbers.label.get(node) or self._numbers.paragraph.get(node)
        kind, name = Label(self.tree[node].declaration.label), label or self._name(node)
        words = Sentence("{0} {1}", kind, name) if name else kind
        part = self.tree.ancestor(node, "evaluation")
        if part is None or part.id == node:
            return self._say(words)
        return self._say(Sentence("Part {0} › {1}", self._numbers.label.get(part.id, "?"), words))

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
            return self._say(NOTHING)
        found = self.tree[node]
        name = found.declaration.summary
        text = self.value(found.kind, name, found[name], node) if name else ""
        return text or self._say(Label(found.declaration.label))

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
        unit = node["responsible_unit"] or Sentence("no unit")
        return Sentence("action {0}, {1}", actions.index(node) + 1, unit)


def _begun(text: str) -> str:
    """Return the beginning of a text on one line."""
    line = " ".join(text.split())
    return line if len(line) <= NAME else f"{line[: NAME - 1]}…"
