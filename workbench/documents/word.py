"""A Word file as a document: its text, and what its other parts add."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from workbench.documents.document import Document, paragraphs
from workbench.documents.gathering import Gathering
from workbench.documents.names import W
from workbench.documents.numbering import Lists
from workbench.documents.package import Parts, local
from workbench.documents.properties import read_properties
from workbench.documents.story import Story
from workbench.documents.styles import Styles
from workbench.files import on_one_line
from workbench.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from workbench.documents.document import Block, Paragraph

_FOLLOWED = frozenset(("hyperlink",))
"""Kinds of what lies outside that a reader of the paper opens, not the program that shows it."""
_MOST_NAMED = 3


def read_word(content: bytes, name: str) -> Document:
    """Read a .docx or .docm file; Refused where it is none or cannot be read."""
    parts = Parts(content)
    document = Document(name, hashlib.sha256(content).hexdigest())
    styles = Styles(parts.beside("styles", "styles")[1])
    lists = Lists(parts.beside("numbering", "numbering")[1], styles)
    gathering = Gathering(parts, styles, lists)
    gathering.read_notes("footnote")
    gathering.read_notes("endnote")
    gathering.read_comments()
    story = Story(gathering, parts.main)
    body = parts.document.find(f"{W}body")
    if body is not None:
        story.body(body, document.blocks)
    _read_notes(gathering, document)
    _read_margins(gathering, story.margins, document)
    document.comments = gathering.comments
    document.changes = gathering.all_changes()
    document.language = styles.language
    read_properties(parts, document)
    document.warnings = [*_warnings(gathering)]
    return document


def _read_notes(gathering: Gathering, document: Document) -> None:
    """Read the notes whose marks were met, each once."""
    stories: dict[str, Story] = {}
    for key in gathering.wanted:
        if key in document.notes:
            continue
        part, element = gathering.noted[key]
        if part not in stories:
            stories[part] = Story(gathering, part)
        document.notes[key] = list(paragraphs(stories[part].blocks(element)))
        _strip_start(document.notes[key])


def _strip_start(lines: list[Paragraph]) -> None:
    """Take off the space or tab that stands between the mark of a note and its text."""
    while lines and lines[0].spans and not lines[0].spans[0].note:
        first = lines[0].spans[0]
        text = first.text.lstrip(" \t\u00a0")
        if text or not first.text:
            lines[0].spans[0] = replace(first, text=text)
            return
        del lines[0].spans[0]


def _read_margins(gathering: Gathering, names: Iterable[str], document: Document) -> None:
    """Read headers and footers, each text once."""
    for name in names:
        if name not in gathering.parts:
            continue
        root = gathering.parts.root(name, "hdr", "ftr")
        text = _text(Story(gathering, name).blocks(root))
        texts = document.headers if local(root) == "hdr" else document.footers
        if text and text not in texts:
            texts.append(text)


def _text(blocks: list[Block]) -> str:
    lines = (f"{line.label} {line.text}".strip() for line in paragraphs(blocks))
    return "\n".join(line for line in lines if line)


def _warnings(gathering: Gathering) -> Iterator[Sentence]:
    """Yield sentences that name what is in the file and was left alone."""
    for (one, several), count in gathering.skipped.items():
        yield one if count == 1 else Sentence(several, count)
    if any(name.endswith("vbaproject.bin") for name in gathering.parts.names()):
        yield Sentence("The file holds macros; they were not looked at.")
    targets = list(dict.fromkeys(filter(None, (*gathering.elsewhere, *_outside(gathering)))))
    if targets:
        named = ", ".join(f"“{target}”" for target in targets[:_MOST_NAMED])
        said = Sentence("The file takes content from elsewhere, which was not opened: {0}.", named)
        if len(targets) > _MOST_NAMED:
            said = Sentence(
                "The file takes content from elsewhere, which was not opened: {0} and {1} more.",
                named,
                len(targets) - _MOST_NAMED,
            )
        yield said


def _outside(gathering: Gathering) -> Iterator[str]:
    """Yield what the text and its settings want from outside, such as a template."""
    parts = gathering.parts
    for part in (parts.main, parts.beside("settings", "settings")[0]):
        for relation in parts.relations(part).values() if part else ():
            if relation.is_outside and relation.kind not in _FOLLOWED:
                yield on_one_line(relation.target)[:200]
