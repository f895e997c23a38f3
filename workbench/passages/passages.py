"""Which stretch of its paper a node is seen in."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from workbench.numbering import Printed, printed_order
from workbench.paper.words import words
from workbench.passages.blocks import Passage
from workbench.passages.body import Body
from workbench.register import units

if TYPE_CHECKING:
    from workbench.intake.units import Register
    from workbench.numbering import Numbers
    from workbench.passages.body import Typed
    from workbench.tree import Node, Tree

MOST = 400
"""The most nodes in one passage; of more, those nearest to the node that is asked for."""


class Passages:
    """Finds and prints passages of the papers of one tree.

    Right as long as ``numbers`` are those of the tree and the register of units stays: whoever keeps it
    makes another one after a change of either. Texts may change meanwhile.
    """

    def __init__(self, tree: Tree, numbers: Numbers) -> None:
        self._tree = tree
        self._numbers = numbers
        self._orders: dict[int, list[Printed]] = {}
        self._places: dict[int, dict[int, int]] = {}
        self._register: Register | None = None

    def of(self, node: int, typed: Typed | None = None) -> Passage | None:
        """Return the passage that a node is printed in; None where no paper prints it.

        A section with all that is in it, or a part, or from the front page on; a footnote, a rating or an
        action is seen where what it belongs to is printed. ``typed`` are values that are not taken yet.
        """
        typed = typed or {}
        paper = self._numbers.paper.get(node)
        if paper is None:
            return None
        shown, stretch, left_out = self._stretch(paper, node, typed)
        language = self._tree[paper]["language"] or "en"
        body = Body(self._tree, self._numbers, words(language), self._the_register, typed)
        blocks = [block for printed in stretch for block in body.blocks(printed)]
        return Passage(shown, language, tuple(blocks), tuple(body.footnotes()), left_out)

    def _the_register(self) -> Register:
        if self._register is None:
            from workbench.intake.units import Register  # brings all of intake

            self._register = Register(units(self._tree))
        return self._register

    def _stretch(self, paper: int, node: int, typed: Typed) -> tuple[int, list[Printed], tuple[int, int]]:
        """Return the node that is printed for ``node``, and what is printed with it."""
        order, places = self._order(paper)
        shown = node
        while shown not in places:
            if self._tree[shown].kind == "response" and typed.get((shown, "text")):
                return shown, [Printed(self._tree[shown], None)], (0, 0)  # its first words are being typed
            shown = self._tree[shown].parent or paper
        first, last = self._ends(order, places[shown])
        start = max(first, min(places[shown] - MOST // 4, last - MOST))
        end = min(last, start + MOST)
        return shown, list(islice(order, start, end)), (start - first, last - end)

    def _ends(self, order: list[Printed], place: int) -> tuple[int, int]:
        """Return where the stretch round a place begins and ends, as positions in the order."""
        node, section = order[place].node, order[place].section
        if node.kind == "paper":
            return 0, len(order)
        first, last = place, place + 1
        if section is None:
            while last < len(order) and self._part(order[last].node) == node.id:
                last += 1
            return first, last
        part = self._part(node)
        while order[first - 1].section == section and self._part(order[first - 1].node) == part:
            first -= 1
        while last < len(order) and order[last].section == section and self._part(order[last].node) == part:
            last += 1
        return first, last

    def _part(self, node: Node) -> int:
        part = self._tree.ancestor(node.id, "evaluation")
        return part.id if part else 0

    def _order(self, paper: int) -> tuple[list[Printed], dict[int, int]]:
        if paper not in self._orders:
            order = self._orders[paper] = list(printed_order(self._tree, paper))
            self._places[paper] = {printed.node.id: place for place, printed in enumerate(order)}
        return self._orders[paper], self._places[paper]
