"""Real footnotes, in their own part of the package."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from workbench.paper import prose
from workbench.paper.ooxml import Element, add, add_text, new, value_of

if TYPE_CHECKING:
    from workbench.numbering import Numbers
    from workbench.paper.prose import Prose
    from workbench.tree import Tree


class Footnotes:
    """Writes each footnote where its first mark stands; made once per draft.

    ``root`` is the ``w:footnotes`` element, ``prose`` writes into its part; ``first`` is the number
    that Word gives to the first one.
    """

    def __init__(self, root: Element, prose: Prose, tree: Tree, numbers: Numbers, first: int = 1) -> None:
        self._root = root
        self._prose = prose
        self._tree = tree
        self._numbers = numbers
        self._first = first
        self._ids: dict[int, int] = {}
        self._shown: dict[int, str] = {}
        self._first_id = 1 + max((int(value_of(note, "id") or 0) for note in root), default=0)

    def anchor(self, node: int) -> tuple[int, bool] | None:
        """Return the id of footnote ``node`` and whether this is its first mark; None if unknown."""
        if node not in self._tree or self._tree[node].kind != "footnote":
            return None
        if node in self._ids:
            return self._ids[node], False
        self._ids[node] = self._first_id + len(self._ids)
        counted = sum(not self.is_typed(other) for other in self._shown)
        self._shown[node] = self._label(node) if self.is_typed(node) else str(self._first + counted)
        self._write(node)
        return self._ids[node], True

    def number(self, node: int) -> str:
        """Return the printed number of a footnote that has been anchored."""
        return self._shown[node]

    def is_typed(self, node: int) -> bool:
        """Whether Word cannot count a footnote: a text before those that are printed marks it too."""
        label = self._label(node)
        return label != "" and int(label) < self._first

    def _label(self, node: int) -> str:
        return self._numbers.label.get(node, "")

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
            footnote,
            node,
            text,
            prose.FOOTNOTE,
            bookmark=f"_evw_{node}n",
            lead=partial(self._write_mark, node),
        )
        self._root.append(footnote)

    def _write_mark(self, node: int, paragraph: Element) -> None:
        run = self._prose.inline.mark_maker()(paragraph)
        if self.is_typed(node):
            add_text(run, self._shown[node])
        else:
            add(run, "footnoteRef")
        add_text(add(paragraph, "r"), " ")
