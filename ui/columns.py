"""Tree, forms and what stands beside them: each keeps the width the user gave it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

if TYPE_CHECKING:
    from collections.abc import Sequence

TREE, FORMS, SIDE = range(3)
USUAL = {TREE: 26, SIDE: 31}
"""What tree and side panels have of the window, in per cent, until the user gives them another width."""
LEAST = {TREE: 38, SIDE: 45}
"""What they keep, in average characters, when they make room; narrower, a preview breaks words."""


class Columns(QSplitter):
    """Made by the window. Widths are those of the user: what is narrowed for a while is never kept.

    Asked for again whenever a part comes or goes, for Qt forgets the width of a part that is hidden.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._given: dict[int, int] = {}
        self._wanted = 0
        self.setChildrenCollapsible(False)
        self.splitterMoved.connect(self.on_moved)

    @property
    def text(self) -> str:
        """The widths of tree and side panels in pixels, as they are kept; "" where they are as usual."""
        return f"{self._width(TREE)} {self._width(SIDE)}" if self._given else ""

    def show_text(self, text: str) -> None:
        """Take widths that were kept; anything else changes nothing."""
        widths = [int(word) for word in text.split() if word.isdecimal()]
        if len(widths) == 2:
            self.give(*widths)

    def give(self, tree: int, side: int) -> None:
        """Give tree and side panels these widths, in pixels."""
        self._given = {TREE: tree, SIDE: side}
        self.arrange()

    def make_room(self, wanted: int) -> None:
        """Give the forms this width, as far as the others can spare it; with 0 they have theirs again."""
        self._wanted = wanted
        self.arrange()

    def arrange(self) -> None:
        """Give every part its width, after one came or went."""
        tree, side = self._width(TREE), self._width(SIDE)
        beside = self.widget(SIDE)
        shown = 0 if beside is None or beside.isHidden() else side
        room = self.width() - self.handleWidth() * (2 if shown else 1)
        least = self._least(TREE), self._least(SIDE)
        sizes = narrowed((tree, max(0, room - tree - shown), shown), self._wanted, *least)
        self.setSizes([*sizes[:SIDE], sizes[SIDE] or side])

    def on_moved(self, place: int, handle: int) -> None:
        """Take the width that the user gives a part by its handle."""
        part = TREE if handle == FORMS else SIDE
        given = {TREE: self._width(TREE), SIDE: self._width(SIDE)}
        self._given = given | {part: self.sizes()[part]}
        if self.sizes()[SIDE] and self.sizes()[SIDE] < self._width(SIDE):
            self.arrange()

    def _width(self, part: int) -> int:
        """Return the width the user gave a part, or the usual one; for the side panels what can be read."""
        width = self._given.get(part) or self.window().width() * USUAL[part] // 100
        return max(width, self._least(SIDE)) if part == SIDE else width

    def _least(self, part: int) -> int:
        return self.fontMetrics().averageCharWidth() * LEAST[part]


def narrowed(sizes: Sequence[int], wanted: int, least_tree: int, least_side: int) -> list[int]:
    """Return the widths of tree, forms and side panels with the forms as near to ``wanted`` as can be.

    The others give in proportion to what they have above what is least; a hidden one has a width of 0.
    """
    tree, forms, side = sizes
    spare = max(0, tree - least_tree), max(0, side - least_side)
    given = min(max(0, wanted - forms), sum(spare))
    from_tree = given * spare[0] // max(1, sum(spare))
    return [tree - from_tree, forms + given, side - (given - from_tree)]
