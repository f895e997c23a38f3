"""Real footnotes, in their own part of the package."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.paper import prose
from workbench.paper.ooxml import Element, add, add_text, new, value_of

if TYPE_CHECKING:
    from workbench.numbering import Numbers
    from workbench.paper.prose import Prose
    from workbench.tree import Tree


class Footnotes:
    """Writes each footnote where its first mark stands; made once per draft.

    ``root`` is the ``w:footnotes`` element, ``prose`` writes into its part.
    """

    def __init__(self, root: Element, prose: Prose, tree: Tree, numbers: Numbers) -> None:
        self._root = root
        self._prose = prose
        self._tree = tree
        self._numbers = numbers
        self._ids: dict[int, int] = {}
        self._first_id = 1 + max((int(value_of(note, "id") or 0) for note in root), default=0)

    def anchor(self, node: int) -> tuple[int, bool] | None:
        """Return the id of footnote ``node`` and whether this is its first mark; None if unknown."""
        if node not in self._tree or self._tree[node].kind != "footnote":
            return None
        if node in self._ids:
            return self._ids[node], False
        self._ids[node] = self._first_id + len(self._ids)
        self._write(node)
        return self._ids[node], True

    def number(self, node: int) -> str:
        """Return the printed number of a footnote that has been anchored."""
        return str(self._ids[node] - self._first_id + 1)

    @property
    def written(self) -> frozenset[int]:
        """The footnotes that have been anchored."""
        return frozenset(self._ids)

    def misnumbered(self) -> list[int]:
        """Return the footnotes that Word numbers otherwise than we do: those of two papers at once."""
        return [node for node in self._ids if self._numbers.label.get(node) != self.number(node)]

    def _write(self, node: int) -> None:
        footnote = new("footnote", id=self._ids[node])
        text = self._tree[node]["text"]
        self._prose.text(
            footnote, node, text, prose.FOOTNOTE, bookmark=f"_evw_{node}n", lead=self._write_mark
        )
        self._root.append(footnote)

    def _write_mark(self, paragraph: Element) -> None:
        add(self._prose.inline.mark_maker()(paragraph), "footnoteRef")
        add_text(add(paragraph, "r"), " ")
