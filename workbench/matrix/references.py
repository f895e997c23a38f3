"""How matrices call recommendations: "1", 1.0, "Rec. 1", "R1", "I-1", "GB.340 I-1"."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from workbench.matrix.names import HEADLINE, labelled
from workbench.papers import reference

if TYPE_CHECKING:
    from workbench.numbering import Numbers
    from workbench.tree import Tree

_WORDS = re.compile(
    r"(?:recommendations?|recommandations?|recomendacion(?:es)?|recs?\b|r(?=[\s.]*\d))[\s.]*"
    r"(?:no\.?|n[°º]\.?|#|№)?[\s.:-]*(?=[\divx])|(?:no\.?|n[°º]\.?|#|№)\s*(?=\d)"
)
_DASH = re.compile(r"\s*[-‐‑–—]\s*")
_WHOLE = re.compile(r"0*(\d+)(?:\.0+)?")
_NUMBERED = re.compile(r"(?P<number>\d{1,3}(?:\.\d{1,2})*)(?:[.)]\s+|\s*[-–—:]\s+)(?=\S)")


def reference_key(text: str) -> str:
    """Return what is the same for every way to write a reference: "1" for 1.0, "Rec. 1" and " 01."."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    folded = " ".join(plain.lower().split()).strip(" .:;)(")
    folded = _DASH.sub("-", _WORDS.sub("", folded, count=1))
    whole = _WHOLE.fullmatch(folded)
    return whole[1] if whole else folded


def parted(text: str) -> tuple[str, str]:
    """Return the reference that a recommendation's text begins with, "" where it has none, and the rest."""
    said = labelled(text)
    if said is not None and said.meaning == HEADLINE and said.number:
        return said.number, said.rest
    match = _NUMBERED.match(text)
    return (match["number"], text[match.end() :]) if match else ("", text)


def printed_references(tree: Tree, numbers: Numbers, evaluation: int) -> dict[str, int]:
    """Return key -> id of the recommendations that a reference can mean in a matrix on ``evaluation``.

    Those of other evaluations only by what names their evaluation too.
    """
    found: dict[str, int] = {}
    for node in tree.of_kind("recommendation"):
        home = tree.ancestor(node.id, "evaluation")
        if home is None or node.id not in numbers.label:
            continue
        label, part = numbers.label[node.id], numbers.label.get(home.id, "")
        found.setdefault(reference_key(reference(tree, numbers, node.id)), node.id)
        is_near = numbers.paper.get(home.id) == numbers.paper.get(evaluation)
        for sign in "-./ " if part and is_near else "":
            found.setdefault(reference_key(f"{part}{sign}{label}"), node.id)
        if home.id == evaluation:
            found[reference_key(label)] = node.id
    return found
