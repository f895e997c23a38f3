"""How each live reference is written into a paper: which fields it takes, and what they show."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from workbench.numbering import UNKNOWN, Numbers
from workbench.paper.fields import bookmark_name
from workbench.papers import name_of
from workbench.sentences import Sentence

if TYPE_CHECKING:
    from workbench.markup import Reference
    from workbench.tree import Tree

_BY_SEQUENCE = frozenset({"evaluation", "criterion", "key_finding", "recommendation", "figure"})
PARAGRAPH_OF_RECOMMENDATION = "p"
SYMBOL = "_symbol"
_IN_ITS_PLACE = r"\* MERGEFORMAT"  # or a refresh would bring the bold of the target along


@dataclass(frozen=True, slots=True)
class Live:
    """A field: its instruction and the text it shows."""

    instruction: str
    cached: str


Piece = Live | str


class References:
    """The references of one paper; made once per draft.

    ``printed`` are the ids of the nodes that this draft prints, footnotes among them: what is not
    among them has no bookmark to point to. ``whole`` are the numbers of the paper with everything in it.
    """

    def __init__(
        self, tree: Tree, numbers: Numbers, paper: int, printed: frozenset[int], whole: Numbers
    ) -> None:
        self._tree = tree
        self._numbers = numbers
        self._paper = paper
        self._printed = printed
        self._whole = whole

    def pieces(self, reference: Reference, within: int) -> tuple[Piece, ...]:
        """Return what ``reference`` in a text of node ``within`` prints: fields and plain text."""
        shown = self._shown(reference, within)
        target = reference.target
        if target == "symbol" and shown != UNKNOWN:
            return (Live(rf"REF {bookmark_name(self._paper, SYMBOL)} \h {_IN_ITS_PLACE}", shown),)
        if isinstance(target, str) or shown == UNKNOWN or not self._is_here(target):
            return (shown,)
        if target in self._numbers.span:
            return self._range(*self._numbers.span[target])
        if reference.form == "paragraph" or self._tree[target].kind not in _BY_SEQUENCE:
            return (self._numbered(target, shown),)
        return (Live(rf"REF {bookmark_name(target)} \h {_IN_ITS_PLACE}", shown),)

    def problem(self, reference: Reference, within: int) -> tuple[Sentence, str] | None:
        """Return what is wrong with a reference: the pattern of a warning, and its {1}; None for nothing."""
        target = reference.target
        if self._shown(reference, within) == UNKNOWN:
            if isinstance(target, int) and target not in self._tree:
                return Sentence("{0} points to something that is gone: printed as “?”."), ""
            return Sentence(
                "{0} points to {1}, which has no number in this paper: printed as “?”."
            ), self._name(target)
        if self._numbers.printed(reference, within) == UNKNOWN:
            return Sentence(
                "{0} points to something that this draft leaves out: printed as in the whole paper."
            ), ""
        if isinstance(target, int) and self._numbers.paper.get(target) != self._paper:
            return Sentence("{0} points to {1} in another paper: printed as plain text."), self._name(target)
        return None

    def paragraph_bookmark(self, node: int) -> str:
        """Return the bookmark of the numbered paragraph that a node is printed as."""
        is_recommendation = self._tree[node].kind == "recommendation"
        return bookmark_name(node, PARAGRAPH_OF_RECOMMENDATION if is_recommendation else "")

    def _name(self, target: int | str) -> str:
        """Return what people call the target of a reference."""
        return f"“{target}”" if isinstance(target, str) else name_of(self._tree, self._whole, target)

    def _shown(self, reference: Reference, within: int) -> str:
        shown = self._numbers.printed(reference, within)
        return self._whole.printed(reference, within) if shown == UNKNOWN else shown

    def _is_here(self, target: int) -> bool:
        return target in self._printed and self._numbers.paper.get(target) == self._paper

    def _is_footnote(self, target: int) -> bool:
        return self._tree[target].kind == "footnote"

    def _numbered(self, target: int, shown: str) -> Live:
        if self._is_footnote(target):
            return Live(rf"NOTEREF {bookmark_name(target)} \h", shown)
        return Live(rf"REF {self.paragraph_bookmark(target)} \n \h", shown)

    def _range(self, first: int, last: int) -> tuple[Piece, ...]:
        ends = [self._numbered(self._by_number[number], str(number)) for number in (first, last)]
        return (ends[0],) if first == last else (ends[0], "–", ends[1])

    @cached_property
    def _by_number(self) -> dict[int, int]:
        """The node printed as each numbered paragraph of this paper."""
        return {n: node for node, n in self._numbers.paragraph.items() if node in self._printed}
