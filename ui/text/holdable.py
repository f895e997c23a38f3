"""What comes from a keyboard or a clipboard, without the signs that no paper can hold."""

from __future__ import annotations

import re

SOFT_BREAK = "\x0b"
"""Word's break of a line within a paragraph."""
_BREAKS = re.compile("[\x0b\x0c\x85\u2028\u2029]")
_UNHOLDABLE = re.compile("[\x00-\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_HYPHEN = "\x1e"  # Word's sign for one at which no line ends


def holdable(text: str) -> str:
    """Return ``text`` as Word and Excel files can hold it, each break of a line a new line as any other.

    Control signs, which nobody sees, are left out; Word's own hyphen stays one.
    """
    return _UNHOLDABLE.sub("", _BREAKS.sub("\n", text).replace(_HYPHEN, "\u2011"))


def held_line(text: str) -> str:
    """Return ``text`` as a field of one line can hold it: lines become one."""
    return holdable(text.replace("\r\n", "\n")).replace("\r", "\n").replace("\n", " ")
