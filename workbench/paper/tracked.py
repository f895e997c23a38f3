"""Tracked changes as Word writes them: runs, paragraphs and rows that were put in or taken out."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Literal

from workbench.paper.authorship import AUTHOR, stamp
from workbench.paper.ooxml import Element, new, w

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Kind = Literal["ins", "del"]

_DELETED = {w("t"): w("delText"), w("instrText"): w("delInstrText")}


class Tracker:
    """Marks what has changed; made once per draft. ``ids`` are shared with its bookmarks."""

    def __init__(self, ids: Iterator[int]) -> None:
        self._ids = ids
        self._date = stamp()

    def wrap(self, kind: Kind, elements: Iterable[Element]) -> Iterator[Element]:
        """Yield the content of a paragraph with its runs marked; bookmarks stay outside."""
        for tag, group in groupby(list(elements), key=lambda element: element.tag):
            if tag == w("r"):
                change = self._mark(new(kind))
                change.extend(_spelt(kind, run) for run in group)
                yield change
                continue
            for element in group:
                if tag == w("hyperlink"):
                    element[:] = list(self.wrap(kind, element))
                yield element

    def mark_paragraph(self, kind: Kind, paragraph: Element) -> Element:
        """Mark a whole paragraph, its end and all that is in it, and return it."""
        properties = paragraph.find(w("pPr"))
        if properties is None:
            properties = new("pPr")
            paragraph.insert(0, properties)
        paragraph[1:] = list(self.wrap(kind, list(paragraph)[1:]))
        if kind == "del":
            for section in properties.findall(w("sectPr")):
                properties.remove(section)
        _look_of_end(properties).insert(0, self._mark(new(kind)))
        return paragraph

    def mark_table(self, kind: Kind, table: Element) -> Element:
        """Mark every row of a table and return it."""
        for row in table.findall(w("tr")):
            self.mark_row(kind, row)
        return table

    def mark_row(self, kind: Kind, row: Element) -> Element:
        """Mark a row of a table with all that is in it and return it."""
        properties = row.find(w("trPr"))
        if properties is None:
            properties = new("trPr")
            row.insert(sum(child.tag == w("tblPrEx") for child in row), properties)
        properties.append(self._mark(new(kind)))
        for cell in row.findall(w("tc")):
            for paragraph in cell.findall(w("p")):
                self.mark_paragraph(kind, paragraph)
            for table in cell.findall(w("tbl")):
                self.mark_table(kind, table)
        return row

    def _mark(self, element: Element) -> Element:
        for name, value in (("id", str(next(self._ids))), ("author", AUTHOR), ("date", self._date)):
            element.set(w(name), value)
        return element


def _look_of_end(properties: Element) -> Element:
    """Return the properties of a paragraph's end, made where the schema wants them."""
    found = properties.find(w("rPr"))
    if found is not None:
        return found
    look = new("rPr")
    section = properties.find(w("sectPr"))
    properties.insert(len(properties) if section is None else properties.index(section), look)
    return look


def _spelt(kind: Kind, run: Element) -> Element:
    """Return a run with its text spelt as text that is gone, where it is."""
    if kind == "del":
        for text in list(run.iter(*_DELETED)):
            text.tag = _DELETED[text.tag]
    return run
