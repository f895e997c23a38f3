"""Which stretches of a text run from right to left, and which are East Asian."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_RTL = (
    "\u0590-\u05ff\u0600-\u06ff\u0700-\u085f\u0860-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefc"
    "\U00010800-\U00010fff\U0001e800-\U0001efff"
)
_RTL_STRETCH = re.compile(f"[{_RTL}](?:[^A-Za-z\u00c0-\u058f{_RTL}]*[{_RTL}])*")
_EAST_ASIAN = re.compile(
    "[\u1100-\u11ff\u2e80-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef"
    "\U00020000-\U0003ffff]"
)
_STRONG = ("L", "R", "AL")


def stretches(text: str) -> Iterator[tuple[str, bool]]:
    """Yield ``text`` in pieces, each with whether it runs from right to left.

    Spaces, digits and signs between two right-to-left letters belong to them.
    """
    if text.isascii():
        yield text, False
        return
    start = 0
    for match in _RTL_STRETCH.finditer(text):
        if match.start() > start:
            yield text[start : match.start()], False
        yield match[0], True
        start = match.end()
    if start < len(text):
        yield text[start:], False


def is_east_asian(text: str) -> bool:
    """Whether a text holds Chinese, Japanese or Korean letters."""
    return not text.isascii() and _EAST_ASIAN.search(text) is not None


def runs_right_to_left(text: str) -> bool:
    """Whether the first letter with a direction is a right-to-left one."""
    if text.isascii():
        return False
    strong = (unicodedata.bidirectional(letter) for letter in text)
    return next((direction for direction in strong if direction in _STRONG), "L") != "L"
