"""A paragraph of Word in the smallest pieces that can be put in or taken out on their own."""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from lxml import etree

from workbench.alignment import word_spans
from workbench.numbering import UNKNOWN
from workbench.paper.inline import SOURCE
from workbench.paper.ooxml import Element, add_text, new, text_of, value_of, w

if TYPE_CHECKING:
    from collections.abc import Iterator

_PLAIN = frozenset({w("rPr"), w("t"), w("tab")})
_MARKS = frozenset({w("bookmarkStart"), w("bookmarkEnd")})


@dataclass(slots=True)
class Atom:
    """A word, a blank, a field, a mark or what else prints as one piece.

    Two are the same where ``key`` is: a number that counts itself, or a live reference, is the same
    whatever number it shows. ``text`` is what is printed; ``before`` are the bookmarks in front of it.
    A word is a stretch of the run ``nodes[0]``; anything else is all of ``nodes``.
    """

    key: str
    text: str
    nodes: list[Element]
    is_word: bool = False
    before: list[Element] = field(default_factory=list)


def atoms(paragraph: Element) -> tuple[list[Atom], list[Element]]:
    """Return the atoms of a paragraph in order, and the bookmarks after the last one."""
    found: list[Atom] = []
    waiting: list[Element] = []
    for nodes in _pieces(paragraph):
        if len(nodes) == 1 and nodes[0].tag in _MARKS and SOURCE not in nodes[0].attrib:
            waiting.append(nodes[0])
            continue
        pieces = list(_words(nodes[0])) if _is_text(nodes) else [Atom(_key(nodes), _text(nodes), nodes)]
        if pieces:
            pieces[0].before = waiting
            waiting = []
        found += pieces
    return found, waiting


def joined(stretch: list[Atom]) -> Iterator[Element]:
    """Yield the elements that print a stretch of atoms; words of one run come as one run again."""
    run: Element | None = None
    text = ""
    for atom in stretch:
        if run is not None and (not atom.is_word or atom.nodes[0] is not run or atom.before):
            yield _run_like(run, text)
            run, text = None, ""
        yield from atom.before
        if atom.is_word:
            run, text = atom.nodes[0], text + atom.text
        else:
            yield from atom.nodes
    if run is not None:
        yield _run_like(run, text)


def _pieces(paragraph: Element) -> Iterator[list[Element]]:
    """Yield the children of a paragraph, those together that are one field or one live reference."""
    piece: list[Element] = []
    depth = 0
    for child in paragraph:
        if child.tag == w("pPr"):
            continue
        source = child.get(SOURCE)
        if piece and not depth and (source is None or piece[-1].get(SOURCE) != source):
            yield piece
            piece = []
        piece.append(child)
        for mark in child.iter(w("fldChar")):
            depth += {"begin": 1, "end": -1}.get(value_of(mark, "fldCharType") or "", 0)
    if piece:
        yield piece


def _is_text(nodes: list[Element]) -> bool:
    run = nodes[0]
    is_plain = len(nodes) == 1 and run.tag == w("r") and SOURCE not in run.attrib
    return is_plain and all(child.tag in _PLAIN for child in run)


def _words(run: Element) -> Iterator[Atom]:
    """Yield the words of a run and what is between them."""
    text, look = text_of(run), _look(run)
    cuts = sorted({0, len(text), *(place for span in word_spans(text) for place in span)})
    for start, end in pairwise(cuts):
        yield Atom(f"{text[start:end]}\0{look}", text[start:end], [run], is_word=True)


def _key(nodes: list[Element]) -> str:
    source = nodes[0].get(SOURCE)
    if source is not None:
        is_note = any(True for node in nodes for _ in node.iter(w("footnoteReference")))
        is_lost = _text(nodes) == UNKNOWN
        return f"source\0{source.partition(' ')[2]}\0{is_note}\0{is_lost}"
    instructions = "".join(text.text or "" for node in nodes for text in node.iter(w("instrText")))
    if instructions:
        return f"field\0{instructions}\0{_look(nodes[0])}"
    names = [properties.get("descr") or "" for node in nodes for properties in node.iter("{*}docPr")]
    if names:
        return "drawing\0" + "\0".join(names)
    return "".join(etree.tostring(node, encoding="unicode", with_tail=False) for node in nodes)


def _text(nodes: list[Element]) -> str:
    return "".join(text_of(node) for node in nodes)


def _look(run: Element) -> str:
    properties = run.find(w("rPr"))
    return "" if properties is None else etree.tostring(properties, encoding="unicode", with_tail=False)


def _run_like(run: Element, text: str) -> Element:
    """Return a run with the properties of another and a text of its own."""
    twin = new("r")
    properties = run.find(w("rPr"))
    if properties is not None:
        twin.append(copy.deepcopy(properties))
    add_text(twin, text)
    return twin
