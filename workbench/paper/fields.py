"""Live fields with their cached text, and the bookmarks they point to.

Word does not refresh fields on opening, so every field is written with the text that it shows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import copy
from functools import cache
from itertools import count

from lxml import etree

from workbench.paper.ooxml import Element, add, add_text, new, w

RunMaker = Callable[[Element], Element]
"""Appends an empty run to a paragraph, in the style that the field is to have."""

PART = "Part"
CRITERION = "Criterion"
KEY_FINDING = "Key_finding"
RECOMMENDATION = "Recommendation"
FIGURE = "Figure"

RESTARTING = (CRITERION, KEY_FINDING, RECOMMENDATION)
"""The sequences that begin again in every part."""

PREFIX = "_evw_"
"""What the names of our bookmarks begin with; Word hides those that begin with an underscore."""

_START, _END, _ID, _NAME = w("bookmarkStart"), w("bookmarkEnd"), w("id"), w("name")
_FORMAT = {PART: "ROMAN", CRITERION: "ALPHABETIC"}


def bookmark_name(node: int, place: str = "") -> str:
    """Return the name of a node's bookmark; ``place`` tells several of one node apart."""
    return f"{PREFIX}{node}{place}"


class Bookmarks:
    """Hands out the ids of one draft's bookmarks; ``names`` are those given so far.

    Two that write into one file share their ``ids``.
    """

    def __init__(self, ids: Iterator[int] | None = None) -> None:
        self.names: set[str] = set()
        self.ids = count(1) if ids is None else ids

    def start(self, parent: Element, name: str) -> Callable[[Element], None]:
        """Begin a bookmark in ``parent`` and return the function that ends it in some element.

        A name is given once; a second bookmark of the same name is left out.
        """
        if name in self.names:
            return _leave_out
        self.names.add(name)
        id = str(next(self.ids))
        etree.SubElement(parent, _START, {_ID: id, _NAME: name})

        def end(where: Element) -> None:
            etree.SubElement(where, _END, {_ID: id})

        return end

    def name(self, start: Element, end: Element, name: str) -> None:
        """Give a name of which there is none yet to a bookmark whose two elements are there."""
        self.names.add(name)
        id = str(next(self.ids))
        start.set(_ID, id)
        start.set(_NAME, name)
        end.set(_ID, id)


def add_field(paragraph: Element, instruction: str, cached: str, run: RunMaker) -> None:
    """Append a field that shows ``cached`` until it is refreshed."""
    if run is plain_run and cached and "\t" not in cached:
        _add_plain_field(paragraph, instruction, cached)
        return
    add(run(paragraph), "fldChar", fldCharType="begin")
    add_text(run(paragraph), f" {instruction} ", "instrText")
    add(run(paragraph), "fldChar", fldCharType="separate")
    if cached:
        add_text(run(paragraph), cached)
    add(run(paragraph), "fldChar", fldCharType="end")


def _add_plain_field(paragraph: Element, instruction: str, cached: str) -> None:
    """Append a copy of a field, which takes a fifth of the time that it takes to make one."""
    field = copy(_plain_field())
    field[1][0].text, field[3][0].text = f" {instruction} ", cached
    paragraph.extend(field)


@cache
def _plain_field() -> Element:
    field = new("p")
    add(add(field, "r"), "fldChar", fldCharType="begin")
    add_text(add(field, "r"), "instruction", "instrText")
    add(add(field, "r"), "fldChar", fldCharType="separate")
    add_text(add(field, "r"), "cached")
    add(add(field, "r"), "fldChar", fldCharType="end")
    return field


def add_sequence(paragraph: Element, sequence: str, cached: str, run: RunMaker) -> None:
    """Append the next number of a sequence."""
    add_field(paragraph, rf"SEQ {sequence} \* {_FORMAT.get(sequence, 'ARABIC')}", cached, run)


def add_restarts(paragraph: Element) -> None:
    r"""Append hidden fields that set the restarting sequences back to nothing.

    A restart at the first item of a part (``\r 1``) would stay with that item when the secretariat
    puts another one before it. Hidden text, because LibreOffice shows a field in spite of ``\h``.
    """
    for sequence in RESTARTING:
        add_restart(paragraph, sequence, 0)


def add_restart(paragraph: Element, sequence: str, count: int) -> None:
    """Append a hidden field after which a sequence has counted to ``count``."""
    add_field(paragraph, rf"SEQ {sequence} \r {count} \h", "", _hidden_run)


def plain_run(paragraph: Element) -> Element:
    """Append an empty run without properties."""
    return add(paragraph, "r")


def _hidden_run(paragraph: Element) -> Element:
    run = add(paragraph, "r")
    add(add(run, "rPr"), "vanish")
    return run


def _leave_out(_: Element) -> None:
    """End a bookmark that was never begun."""
