"""Characters that no Word file can hold are refused by name before anything is written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workbench.errors import UserError
from workbench.sentences import Label, Sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from workbench.schema import Field
    from workbench.tree import Node

_UNHOLDABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def check_characters(nodes: Iterable[Node], name: Callable[[int], str]) -> None:
    """Raise UserError naming node, field and character where a text cannot be written as XML.

    ``name`` says what people call a node.
    """
    nodes = list(nodes)
    if not _UNHOLDABLE.search("\n".join(_strings(nodes))):  # one look at all costs a third of one at each
        return
    for node in nodes:
        for field, text in _texts(node):
            found = _UNHOLDABLE.search(text)
            if found:
                raise UserError(
                    "{0}: “{1}” holds the character U+{2} ({3}), which a Word file cannot hold. It stands"
                    " after “{4}”.",
                    name(node.id),
                    Label(field.label),
                    f"{ord(found[0]):04X}",
                    _kind(found[0]),
                    _before(text, found.start()),
                )


def _strings(nodes: Iterable[Node]) -> Iterator[str]:
    """Yield every string that the fields of some nodes hold."""
    for node in nodes:
        for value in node.fields.values():
            if isinstance(value, str):
                yield value
            elif isinstance(value, tuple):
                yield from (item for item in value if isinstance(item, str))


def _texts(node: Node) -> Iterator[tuple[Field, str]]:
    for field in node.declaration.fields.values():
        value = node.fields[field.name]
        if isinstance(value, str):
            yield field, value
        elif isinstance(value, tuple):
            yield from ((field, item) for item in value if isinstance(item, str))


def _kind(character: str) -> Sentence:
    if character < " ":
        return Sentence("a control character")
    if "\ud800" <= character <= "\udfff":
        return Sentence("half of a character")
    return Sentence("no character at all")


def _before(text: str, position: int) -> str:
    return " ".join(text[max(0, position - 30) : position].split())
