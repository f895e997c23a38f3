"""How wide the columns of a table are: each as its longest word, the rest of the width by shares."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from PySide6.QtGui import QFont, QFontMetricsF

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QTextCharFormat

    Column = Sequence[tuple[str, QTextCharFormat]]
    """What stands in a column of a table, cell by cell, and in which format."""

SIZES = (1.0, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7)
"""How small letters may become where the longest words do not fit beside one another."""
LONGEST = 24
"""Of how many letters a word is kept whole; an address may break."""
_PIECE = re.compile(r"[^\s\-–/]+[\-–/]?")  # between these a line may end
_SLACK = 4  # Qt wants a little more for a line than its letters take


def column_shares(
    columns: Sequence[Column], usual: Sequence[float], padding: float, room: float
) -> tuple[list[float], float]:
    """Return the width of each column in per cent of ``room``, and the size of the letters, 1 as they are.

    ``usual`` are the shares where there is room for all; ``padding`` stands left and right of the words, in
    pixels as ``room`` is.
    """
    for size in SIZES:
        least = [_longest_word(cells, size) + 2 * padding + _SLACK for cells in columns]
        if sum(least) <= room:
            break
    widths = _shared_out(least, [room * share / sum(usual) for share in usual])
    return [100 * width / sum(widths) for width in widths], size


def _shared_out(least: list[float], usual: list[float]) -> list[float]:
    """Return the usual widths, those raised that are less than the least; the others give what they can."""
    widths = [max(pair) for pair in zip(least, usual, strict=True)]
    spare = [width - floor for width, floor in zip(widths, least, strict=True)]
    if sum(spare) <= 0:
        return widths
    part = min(1.0, (sum(widths) - sum(usual)) / sum(spare))
    return [width - part * more for width, more in zip(widths, spare, strict=True)]


def _longest_word(cells: Column, size: float) -> float:
    longest = 0.0
    for text, form in cells:
        font = QFont(form.font())
        font.setPointSizeF(font.pointSizeF() * size)
        metrics = QFontMetricsF(font)
        for piece in _PIECE.findall(text):
            longest = max(longest, metrics.horizontalAdvance(piece[:LONGEST]))
    return math.ceil(longest)
