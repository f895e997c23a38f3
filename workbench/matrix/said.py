"""One value as a matrix gives it, and when two texts are the same to a reader."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.retyping import normalised

if TYPE_CHECKING:
    from workbench.matrix.cells import Meant
    from workbench.merging.claims import Place

_SIGNS = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"', "–": "-", "—": "-", "‑": "-", "\xa0": " "}
)


@dataclass(frozen=True, slots=True)
class Said:
    """What a matrix says of one field, where it says so, and its text as it came."""

    meant: Meant
    place: Place
    text: str


def is_alike(one: str, other: str) -> bool:
    """Whether two texts as shown differ in nothing but blanks and the form of quotes and dashes."""
    return _folded(one) == _folded(other)


def _folded(text: str) -> str:
    return normalised(text).translate(_SIGNS)
