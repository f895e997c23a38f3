"""Characters that no Word file can hold are refused by name before anything is written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workbench.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from workbench.schema import Field, Value
    from workbench.tree import Node

_UNHOLDABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def check_characters(nodes: Iterable[Node]) -> None:
    """Raise UserError naming node, field and character where a text cannot be written as XML."""
    for node in nodes:
        if not any(_is_unholdable(value) for value in node.fields.values()):
            continue
        for field, text in _texts(node):
            found = _UNHOLDABLE.search(text)
            if found:
                raise UserError(
                    f"{node.declaration.label} {node.id}: “{field.label}” holds the character"
                    f" U+{ord(found[0]):04X} ({_kind(found[0])}), which a Word file cannot hold."
                    f" It stands after “{_before(text, found.start())}”."
                )


def _is_unholdable(value: Value) -> bool:
    """Whether a value may hold such a character; plain texts, most of all, are looked at once."""
    if isinstance(value, str):
        return _UNHOLDABLE.search(value) is not None
    return isinstance(value, tuple)


def _texts(node: Node) -> Iterator[tuple[Field, str]]:
    for field in node.declaration.fields.values():
        value = node.fields[field.name]
        if isinstance(value, str):
            yield field, value
        elif isinstance(value, tuple):
            yield from ((field, item) for item in value if isinstance(item, str))


def _kind(character: str) -> str:
    if character < " ":
        return "a control character"
    return "half of a character" if "\ud800" <= character <= "\udfff" else "no character at all"


def _before(text: str, position: int) -> str:
    return " ".join(text[max(0, position - 30) : position].split())
