"""What one draft prints of a document, and with which numbers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING

from workbench.markup import anchors
from workbench.numbering import UNPRINTED, Printed, number, printed_order
from workbench.schema import KINDS

if TYPE_CHECKING:
    from workbench.numbering import Numbers
    from workbench.paper.choices import Choices
    from workbench.tree import Node, Tree
    from workbench.workspace import Snapshot


@dataclass(frozen=True)
class View:
    """A paper as it is printed; made by :func:`view`.

    ``numbers`` are those printed; ``whole`` those of the paper with everything in it, for references
    to what is left out. ``paper`` is the root where there was no such paper; ``part`` is the one
    evaluation that is printed, None for the whole paper.
    """

    tree: Tree
    numbers: Numbers
    whole: Numbers
    paper: Node
    part: int | None
    printed: tuple[Printed, ...]

    @property
    def is_there(self) -> bool:
        """Whether there is anything to print."""
        return bool(self.printed)

    @cached_property
    def ids(self) -> frozenset[int]:
        """The nodes that are printed, footnotes included."""
        nodes = {printed.node.id for printed in self.printed}
        return frozenset(nodes | {note for printed in self.printed for note in self._notes_of(printed.node)})

    @property
    def first_paragraph(self) -> int:
        """The number of the first numbered paragraph that is printed, 1 where there is none."""
        numbered = (self.numbers.paragraph.get(printed.node.id) for printed in self.printed)
        return next((number for number in numbered if number), 1)

    @property
    def last_paragraph(self) -> int:
        """The number of the last numbered paragraph that is printed, 0 where there is none."""
        return max((self.numbers.paragraph.get(printed.node.id, 0) for printed in self.printed), default=0)

    @property
    def first_footnote(self) -> int:
        """The number of the first footnote that no text before the printed one anchors."""
        before = self._before("footnote")
        return 1 + max(before, default=0)

    def count_before(self, kind: str) -> int:
        """Return how many nodes of a numbered kind the paper prints before the part."""
        return max(self._before(kind), default=0)

    def _before(self, kind: str) -> list[int]:
        if self.part is None:
            return []
        counts = []
        for printed in printed_order(self.tree, self.paper.id):
            if printed.node.id == self.part:
                break
            if kind == "footnote":
                counts += self.numbers.footnotes.get(printed.node.id, [])
            elif printed.node.kind == kind:
                counts.append(len(counts) + 1)
        return counts

    def _notes_of(self, node: Node) -> list[int]:
        texts = (node[name] for name in _printed_texts(node.kind))
        found = [note for text in texts if text and "[^" in text for note in anchors(text)]
        return [note for note in found if note in self.tree and self.tree[note].kind == "footnote"]


@cache
def _printed_texts(kind: str) -> tuple[str, ...]:
    """Return the fields of a kind of node whose markup is printed."""
    fields = KINDS[kind].fields.values()
    return tuple(field.name for field in fields if field.is_markup and (kind, field.name) not in UNPRINTED)


def view(snapshot: Snapshot, paper: int, choices: Choices) -> View:
    """Return what ``choices`` print of a paper at a snapshot; nothing where it is not there."""
    tree, numbers = snapshot.tree, snapshot.numbers
    if paper not in tree or (choices.part or paper) not in tree:
        return View(tree, numbers, numbers, tree.root, choices.part, ())
    if not choices.responses:
        tree = without_responses(tree, paper)
        numbers = number(tree)
    printed = [printed for printed in printed_order(tree, paper) if _is_in(tree, printed.node, choices.part)]
    return View(tree, numbers, snapshot.numbers, tree[paper], choices.part, tuple(printed))


def without_responses(tree: Tree, paper: int) -> Tree:
    """Return a tree in which a paper holds nothing of what the Office has answered.

    The paper then counts as if there had been no answers yet: what is printed is numbered without gaps.
    """
    twin = tree.copy()
    for node in list(tree.walk(paper)):
        is_answer = node.kind == "response" or (node.kind == "section" and node["role"] == "office_response")
        if is_answer and node.id in twin:
            _remove(twin, node.id)
    return twin


def _remove(tree: Tree, id: int) -> None:
    gone = [node.id for node in tree.walk(id)]
    parent = tree.parent(id)
    if parent is not None:
        parent.children.remove(id)
    for node in gone:
        del tree.nodes[node]


def _is_in(tree: Tree, node: Node, part: int | None) -> bool:
    if part is None:
        return True
    found = tree.ancestor(node.id, "evaluation") if node.kind != "paper" else None
    return found is not None and found.id == part
