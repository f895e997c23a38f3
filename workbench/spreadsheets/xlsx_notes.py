"""The comments of a worksheet in an Excel file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.spreadsheets.values import clean_text, position, unescaped
from workbench.spreadsheets.xmlstream import elements

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.spreadsheets.filling import Filling
    from workbench.spreadsheets.package import Package
    from workbench.spreadsheets.xlsx_relations import Relation


def read_notes(package: Package, relations: Sequence[Relation], filling: Filling) -> None:
    """Read the comments of a sheet; threads replace the notice that stands for them in older programs."""
    notes: dict[str, str] = {}
    for relation in relations:
        if relation.kind == "comments":
            notes |= _read_comments(package, relation.target)
    for relation in relations:
        if relation.kind == "threadedComment":
            notes |= _read_threads(package, relation.target)
    for reference, text in notes.items():
        if text:
            filling.note(*position(reference), text)


def _read_comments(package: Package, part: str) -> dict[str, str]:
    notes = {}
    text = ""
    with package.open(part) as stream:
        for element in elements(stream, "comments"):
            if element.name == "t" and element.parent != "rPh":
                text += element.text
            elif element.name == "comment":
                notes[element.attributes["ref"]] = clean_text(unescaped(text)) or ""
                text = ""
    return notes


def _read_threads(package: Package, part: str) -> dict[str, str]:
    notes: dict[str, list[str]] = {}
    text = ""
    with package.open(part) as stream:
        for element in elements(stream, "ThreadedComments"):
            if element.name == "text":
                text = element.text
            elif element.name == "threadedComment":
                notes.setdefault(element.attributes["ref"], []).append(clean_text(text) or "")
                text = ""
    return {reference: "\n".join(texts) for reference, texts in notes.items()}
