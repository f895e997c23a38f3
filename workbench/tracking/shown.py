r"""What a cell shows of a stored value, and the refusal of what no cell can hold.

Text is shown as printed: a block a line, letters kept, a bullet as "• ". Reading back is free of
loss because the file also carries each answer as stored (sheet *Baseline*): a text equal to what was
sent is unchanged whatever signs it holds; in a changed one a line starting "• " is a list item.
"""

from __future__ import annotations

import datetime
import json
import re
from typing import TYPE_CHECKING

from workbench.errors import UserError
from workbench.markup import parse, plain_block
from workbench.schema import Field, Type, Value
from workbench.sentences import Label, Sentence
from workbench.tracking.wordlists import NO, YES, label_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbench.tree import Node
    from workbench.workspace import Snapshot

CellValue = str | int | float | datetime.date | None

CELL_HOLDS = 32_767
"""UTF-16 units in one Excel cell; a longer text would be cut without a word."""

BULLET = "• "
FIRST_DAY = datetime.date(1900, 3, 1)  # Excel counts the days before from a leap day that never was

_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_x[0-9A-Fa-f]{4}_")


class Shower:
    """Shows the values of one snapshot; made for one export, so each text is rendered once."""

    def __init__(self, snapshot: Snapshot, references: Mapping[int, str], language: str = "en") -> None:
        self._snapshot = snapshot
        self._references = references
        self._language = language
        self._vocabularies = snapshot.tree.root["vocabularies"] or {}
        self._known: dict[tuple[int, str], CellValue] = {}

    def value(self, node: Node | None, field: Field) -> CellValue:
        """Return what a cell shows of a field, None for an unset one or where there is no node.

        Raises UserError naming recommendation, field and character where no cell can hold the text.
        """
        if node is None:
            return None
        key = (node.id, field.name)
        if key not in self._known:
            stored = node[field.name]
            shown = self.shown(stored, field, node.id)
            if isinstance(stored, str):
                check(stored, self._whose(node, field))
            if isinstance(shown, str):
                check(shown, self._whose(node, field))
            self._known[key] = shown
        return self._known[key]

    def answer(self, node: Node | None, field: Field) -> CellValue:
        """Return what an answer cell shows; also refuses a text longer than a cell can hold."""
        shown = self.value(node, field)
        if node is not None and isinstance(shown, str) and units_in(shown) > CELL_HOLDS:
            raise UserError(
                "{0} is {1} characters long, but an Excel cell holds {2}; shorten it and write the"
                " sheets again.",
                self._whose(node, field),
                f"{units_in(shown):,}",
                f"{CELL_HOLDS:,}",
            )
        return shown

    def shown(self, stored: Value, field: Field, near: int) -> CellValue:
        """Return what a cell shows of any stored value, its references as printed near node ``near``."""
        if stored is None or stored == ():
            return None
        match field.type:
            case Type.TEXT | Type.RICH_LINE:
                return self._printed(stored, near) or None
            case Type.DATE:
                day = datetime.date.fromisoformat(stored)
                return day if day >= FIRST_DAY else str(stored)
            case Type.CHOICE:
                return label_of(self._vocabularies, field.vocabulary or "", stored, self._language)
            case Type.BOOLEAN:
                return YES if stored else NO
            case Type.UNITS:
                return ", ".join(stored)
            case Type.NODES:
                return ", ".join(self._references.get(id, "?") for id in stored)
            case Type.INTEGER | Type.SCORE if not isinstance(stored, str):
                return stored  # type: ignore[no-any-return]
        return str(stored)

    def _printed(self, markup: str, near: int) -> str:
        numbers = self._snapshot.numbers
        return "\n".join(
            (BULLET if block.kind == "bullet" else "")
            + plain_block(block, lambda reference: numbers.printed(reference, near))
            for block in parse(markup)
        )

    def _whose(self, node: Node, field: Field) -> Sentence:
        """Return the words that lead a person to a field: "Recommendation GB.340 I-1, Rationale,"."""
        home = self._snapshot.tree.ancestor(node.id, "recommendation")
        label = self._references.get(home.id) if home else self._snapshot.numbers.label.get(node.id)
        kind, called = Label(node.declaration.label), Label(field.label)
        place: str = Label(home.declaration.label) if home else kind
        if label:
            place = Sentence("{0} {1}", place, label)
        if home is None or home is node:
            return Sentence("{0}, {1},", place, called)
        return Sentence("{0}, {1}: {2},", place, kind, called)


def check(text: str, whose: Sentence) -> None:
    """Raise UserError naming ``whose`` text it is where no workbook can hold one of its characters."""
    found = _UNWRITABLE.search(text)
    if not found:
        return
    if len(found[0]) > 1:
        raise UserError(
            "{0} holds “{1}”, which Excel would read as another character; change it and write the sheets"
            " again.",
            whose,
            found[0],
        )
    raise UserError(
        "{0} holds the character U+{1} after “{2}”, which no Excel file can hold; remove it and write the"
        " sheets again.",
        whose,
        f"{ord(found[0]):04X}",
        _before(text, found.start()),
    )


def stored_form(value: Value) -> str:
    """Return a stored value as JSON text, from which it can be had back exactly."""
    return json.dumps(value, ensure_ascii=False)


def text_form(shown: CellValue) -> str:
    """Return what a cell shows as text: dates as ISO, nothing as the empty text."""
    if isinstance(shown, datetime.date):
        return shown.isoformat()
    return "" if shown is None else str(shown)


def units_in(text: str) -> int:
    """Return the length of a text as Excel counts it, in UTF-16 units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def _before(text: str, position: int) -> str:
    """Return the words just before a position, fit to be shown in a message."""
    return "".join(letter for letter in text[max(0, position - 20) : position] if letter.isprintable())
