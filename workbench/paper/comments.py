"""Remarks as comments of Word, each at the passage that it is about."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from workbench.paper.authorship import AUTHOR, INITIALS, stamp
from workbench.paper.fields import bookmark_name
from workbench.paper.ooxml import Element, W, add, add_text, new, value_of, w

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from workbench.paper.package import Package
    from workbench.paper.remarks import Remark
    from workbench.tree import Tree

_PLACES = {
    ("recommendation", "headline"): "p",
    ("recommendation", "rationale"): "r",
    ("key_finding", "text"): "k",
    **{("recommendation", name): "t" for name in ("responsible_units", "priority", "lead_unit")},
    **{("recommendation", name): "t" for name in ("time_implication", "resource_implication")},
}
_NODE = re.compile(r"_evw_(\d+)")
_STYLES = {
    "annotation text": f"""<w:style xmlns:w="{W}" w:type="paragraph" w:styleId="CommentText">
 <w:name w:val="annotation text"/><w:pPr><w:spacing w:before="0" w:after="0"/></w:pPr>
 <w:rPr><w:sz w:val="20"/><w:szCs w:val="20"/></w:rPr></w:style>""",
    "annotation reference": f"""<w:style xmlns:w="{W}" w:type="character" w:styleId="CommentReference">
 <w:name w:val="annotation reference"/>
 <w:rPr><w:sz w:val="16"/><w:szCs w:val="16"/></w:rPr></w:style>""",
}


def add_comments(package: Package, tree: Tree, remarks: Iterable[Remark], ids: Iterator[int]) -> None:
    """Write a comment for every remark; one whose passage is not printed stands at its parent's.

    ``ids`` are those of the draft's bookmarks: LibreOffice loses a footnote whose id a comment has too.
    """
    passages = _passages(package.body)
    first = next(package.body.iter(w("p")))
    text_style, mark_style = (
        package.sheet.adopt(name, etree.fromstring(style)) for name, style in _STYLES.items()
    )
    root = None
    date = stamp()
    for remark in remarks:
        id = next(ids)
        root = package.comments_root() if root is None else root
        comment = add(root, "comment", id=id, author=AUTHOR, date=date, initials=INITIALS)
        _write_text(comment, remark.message, text_style, mark_style)
        _anchor(_find(passages, tree, remark, first), id, mark_style)


def _write_text(comment: Element, text: str, text_style: str, mark_style: str) -> None:
    paragraph = add(comment, "p")
    add(add(paragraph, "pPr"), "pStyle", val=text_style)
    mark = add(paragraph, "r")
    add(add(mark, "rPr"), "rStyle", val=mark_style)
    add(mark, "annotationRef")
    add_text(add(paragraph, "r"), text)


def _anchor(paragraph: Element, id: int, mark_style: str) -> None:
    """Put the range of a comment round a whole paragraph."""
    start = new("commentRangeStart", id=id)
    properties = paragraph.find(w("pPr"))
    paragraph.insert(0 if properties is None else 1, start)
    add(paragraph, "commentRangeEnd", id=id)
    run = add(paragraph, "r")
    add(add(run, "rPr"), "rStyle", val=mark_style)
    add(run, "commentReference", id=id)


def _passages(body: Element) -> dict[str, Element]:
    """Return the paragraph of every bookmark by its name, and by its node alone that of the first."""
    found: dict[str, Element] = {}
    for mark in body.iter(w("bookmarkStart")):
        name = value_of(mark, "name") or ""
        paragraph = next(mark.iterancestors(w("p")), None)
        node = _NODE.match(name)
        if paragraph is not None and node:
            found.setdefault(name, paragraph)
            found.setdefault(f"node {node[1]}", paragraph)
    return found


def _find(passages: dict[str, Element], tree: Tree, remark: Remark, first: Element) -> Element:
    node = tree[remark.node]
    place = _PLACES.get((node.kind, remark.field or ""), "")
    above = [f"node {other.id}" for other in (node, *tree.ancestors(node.id))]
    names = [bookmark_name(node.id, place), bookmark_name(node.id, f"_{remark.field}"), *above]
    return next((passages[name] for name in names if name in passages), first)
