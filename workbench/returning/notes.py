"""Which footnote of ours each note of a returned draft is."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workbench.documents.document import paragraphs
from workbench.returning.outline import FIRST_NEW

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from workbench.documents.document import Document, Paragraph

_NAME = re.compile(r"_evw_(\d{1,15})(n?)")
FIRST_NEW_NOTE = FIRST_NEW + 10**12
"""Stand-ins for the ids of new footnotes begin here."""


@dataclass
class Notes:
    """``nodes`` says which node each note of a file is, ``new`` which of them are stand-ins."""

    nodes: dict[str, int] = field(default_factory=dict)
    new: dict[int, str] = field(default_factory=dict)


def notes_of(document: Document, known: Collection[int], ours: dict[int, str] | None = None) -> Notes:
    """Return the footnotes of a document, where ``known`` are the ids of the footnotes there are.

    A note is known by its own name, then by that of its mark, then by its words, which ``ours`` gives by
    id; any other is new.
    """
    found = Notes()
    _by_name(document, known, found)
    if ours is None:
        return found
    left: dict[str, list[int]] = {}
    for id, text in ours.items():
        if id not in found.nodes.values():
            left.setdefault(_words(text), []).append(id)
    for key, note in document.notes.items():
        alike = left.get(_words(_text(note))) if key not in found.nodes else None
        if alike:
            found.nodes[key] = alike.pop(0)  # notes that say the same: in the order they stand in
    for key in document.notes:
        if key not in found.nodes:
            found.nodes[key] = FIRST_NEW_NOTE + len(found.new)
            found.new[found.nodes[key]] = key
    return found


def text_of_notes(document: Document, notes: Notes) -> dict[int, str]:
    """Return what each footnote says, by node."""
    return {notes.nodes[key]: _text(note) for key, note in document.notes.items() if key in notes.nodes}


def _by_name(document: Document, known: Collection[int], found: Notes) -> None:
    for suffix, named in (("n", _names_in_notes(document)), ("", _names_of_marks(document))):
        for key, name in named:
            match = _NAME.fullmatch(name)
            if match and match[2] == suffix and int(match[1]) in known and key in document.notes:
                taken = found.nodes.values()
                if key not in found.nodes and int(match[1]) not in taken:
                    found.nodes[key] = int(match[1])


def _names_in_notes(document: Document) -> Iterator[tuple[str, str]]:
    for key, note in document.notes.items():
        yield from ((key, name) for paragraph in note for name in paragraph.bookmarks)


def _names_of_marks(document: Document) -> Iterator[tuple[str, str]]:
    for paragraph in paragraphs(document.blocks):
        for span in paragraph.spans:
            if span.note:
                yield from ((span.note, name) for name in span.bookmarks)


def _text(note: list[Paragraph]) -> str:
    return "\n".join(paragraph.text for paragraph in note)


def _words(text: str) -> str:
    return " ".join(text.split())
