"""Paragraphs of an OpenDocument file as plain text: what its elements for blanks mean is put in."""

from __future__ import annotations

import re

_SPACE, _TAB, _BREAK = "\x01\x02\x03"
"""Stand for elements while the file's own blanks are put together; XML itself cannot hold them."""
_BLANKS = re.compile("[ \t\r\n]+")
_MEANT = str.maketrans({_SPACE: " ", _TAB: "\t", _BREAK: "\n"})


class Paragraphs:
    """Collects the paragraphs of a cell or a comment; characters between them do not count."""

    def __init__(self) -> None:
        self._done: list[str] = []
        self._open: list[str] | None = None

    def clear(self) -> None:
        """Forget everything."""
        self._done.clear()
        self._open = None

    def begin(self) -> None:
        """Begin a paragraph."""
        self._open = []

    def add(self, text: str) -> None:
        """Add characters as they stand in the file."""
        if self._open is not None:
            self._open.append(text)

    def spaces(self, count: int) -> None:
        """Add blanks that are meant."""
        self.add(_SPACE * count)

    def tab(self) -> None:
        """Add a tabulator."""
        self.add(_TAB)

    def line_break(self) -> None:
        """Add a new line within the paragraph."""
        self.add(_BREAK)

    def end(self) -> None:
        """End the paragraph; runs of the file's own blanks are one blank."""
        if self._open is not None:
            self._done.append(_BLANKS.sub(" ", "".join(self._open)).translate(_MEANT))
        self._open = None

    def text(self) -> str:
        """Return the paragraphs, one a line."""
        return "\n".join(self._done)
