"""Fields of Word while they are read: an instruction, and the text that it shows."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workbench.documents.names import VAL, W, whole

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST_OPEN = 100
"""Fields, or bookmarks, that can be open at one place; damaged files leave thousands open."""

_TOKEN = re.compile(r'"((?:\\.|[^"\\])*)"|([^\s"]+)')
_TAKING = frozenset({"\\o", "\\t"})
"""Switches of a link that are followed by a word which is no address."""


@dataclass(eq=False, slots=True)
class Field:
    """One field: ``shows`` holds from where its text begins; ``said`` is text that came before."""

    code: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    shows: bool = False
    is_hidden: bool = False
    is_empty: bool = True
    instruction: str = ""
    url: str = ""
    choice: str = ""
    """What a tick box or a drop-down of a form shows; it has no text."""

    def show(self, instruction: str | None = None) -> None:
        """Take what follows as the text of the field, and the instruction as complete."""
        self.shows = True
        self.instruction = " ".join(("".join(self.code) if instruction is None else instruction).split())
        self.url = _link(self.instruction)


class Fields:
    """The fields and links that are open where letters are read.

    ``code`` is the field whose instruction is being read, ``field`` the one whose text is, ``url`` the
    address of a link round the letters; None and "" where there is none.
    """

    def __init__(self) -> None:
        self.code: Field | None = None
        self.field: Field | None = None
        self.url = ""
        self._open: list[Field] = []
        self._links: list[str] = []

    def begin(self, field: Field) -> None:
        """Begin a field within those that are open."""
        if len(self._open) >= MOST_OPEN:
            del self._open[0]
        self._open.append(field)
        self._refresh()

    def separate(self) -> None:
        """Take what follows as the text of the innermost field."""
        if self._open:
            self._open[-1].show()
            self._refresh()

    def end(self) -> Field | None:
        """End the innermost field and return it."""
        ended = self._open.pop() if self._open else None
        self._refresh()
        return ended

    def instruct(self, text: str) -> None:
        """Add to the instruction of the innermost field."""
        if self._open and not self._open[-1].shows:
            self._open[-1].code.append(text)

    def open_link(self, address: str) -> None:
        """Begin a link to an address."""
        self._links.append(address)
        self._refresh()

    def close_link(self) -> None:
        """End the innermost link."""
        self._links.pop()
        self._refresh()

    def heard(self) -> None:
        """Know that letters were read: no field that is open is empty."""
        for opened in self._open:
            opened.is_empty = False

    def break_off(self) -> str:
        """End all fields that show nothing yet; return the letters that were taken for instructions.

        An instruction ends with its paragraph, or its file is damaged.
        """
        if self.code is None:
            return ""
        unfinished = [field for field in self._open if not field.shows]
        self._open = [field for field in self._open if field.shows]
        self._refresh()
        return "".join(text for field in unfinished for text in field.said)

    def _refresh(self) -> None:
        self.code = self.field = None
        self.url = self._links[-1] if self._links else ""
        for opened in self._open:
            if not opened.shows:
                self.code = opened
            elif opened.url:
                self.url = opened.url
            else:
                self.field = opened


def form_choice(element: _Element) -> str:
    """Return what a tick box or a drop-down list of a form shows, "" for any other field."""
    box, choices = element.find(f"{W}ffData/{W}checkBox"), element.find(f"{W}ffData/{W}ddList")
    if box is not None:
        states = {child.tag: child.get(VAL, "1") in ("1", "true", "on") for child in box}
        return "☒" if states.get(f"{W}checked", states.get(f"{W}default", False)) else "☐"
    if choices is not None:
        entries = [entry.get(VAL, "") for entry in choices.iterchildren(f"{W}listEntry")]
        result = choices.find(f"{W}result")
        position = whole(result.get(VAL) if result is not None else None, 0)
        return entries[position] if position < len(entries) else ""
    return ""


def _link(instruction: str) -> str:
    """Return the address of a field that is a link, "" for any other."""
    if not instruction.upper().startswith("HYPERLINK"):
        return ""
    words = [quoted.replace("\\\\", "\\") or word for quoted, word in _TOKEN.findall(instruction)[1:]]
    address = anchor = ""
    before = ""
    for word in words:
        if before == "\\l":
            anchor = word
        elif before not in _TAKING and not word.startswith("\\") and not address:
            address = word
        before = word if not before.startswith("\\") else ""
    return f"{address}#{anchor}" if anchor else address
