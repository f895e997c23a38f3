"""The noun that a reference is written with: "Recommendation 1", "paragraphs 26–34"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workbench.paper.words import words

if TYPE_CHECKING:
    from PySide6.QtGui import QTextCursor

    from workbench.markup import Reference
    from workbench.numbering import Numbers
    from workbench.tree import Tree

_LISTED = r"\s*(?:[\ufffc\dIVX]+\s*(?:[,–-]|\b\w{1,3}\b)?\s*)*$"
"""Numbers, live ones too, that stand between a noun and the next of its numbers: "1, 2 and "."""
_OPENS = re.compile(r"(?:^|[\s(\[“‘«/–—-])$")
_BEGINS = re.compile(r"(?:^|[.!?]\s+)$")


def lead(tree: Tree, numbers: Numbers, reference: Reference, within: int, before: str) -> str:
    """Return what to write ahead of a reference: its noun, unless that stands in the text ``before`` it.

    The noun is in the language of the paper of node ``within``, with a capital where a sentence begins; a
    blank comes first where the text leaves none. A symbol or a count in words has no noun.
    """
    gap = "" if _OPENS.search(before) else " "
    nouns = _nouns(tree, numbers, reference, within)
    if not nouns or re.search(rf"\b(?:{'|'.join(map(re.escape, nouns))}){_LISTED}", before, re.IGNORECASE):
        return gap
    one, several = nouns
    noun = several if "–" in numbers.printed(reference, within) else one
    if _BEGINS.search(before):
        noun = noun[0].upper() + noun[1:]
    return f"{gap}{noun} "


def text_before(cursor: QTextCursor) -> str:
    """Return what stands in the paragraph before the cursor or its selection, a token as one letter."""
    start = cursor.selectionStart()
    block = cursor.document().findBlock(start)
    return block.text()[: start - block.position()]


def _nouns(tree: Tree, numbers: Numbers, reference: Reference, within: int) -> tuple[str, ...]:
    """Return the noun of one and of several, none where the reference is no number."""
    target = reference.target
    if isinstance(target, str) or target not in tree:
        return ()
    cited = words(tree[numbers.paper[within]]["language"] or "en").texts["cited"]
    kind = "paragraph" if reference.form == "paragraph" else tree[target].kind
    return tuple(cited.get(kind, cited["paragraph"]))
