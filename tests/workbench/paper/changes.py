"""What Word does when a reader accepts or rejects every tracked change, done to the XML itself."""

import copy
import re

from lxml import etree

from workbench.paper.ooxml import w


def accepted(root):
    """Return a story as it is after every change was accepted."""
    return _settled(root, keep="ins", drop="del")


def rejected(root):
    """Return a story as it is after every change was rejected."""
    return _settled(root, keep="del", drop="ins")


def _settled(root, keep, drop):
    root = copy.deepcopy(root)
    for row in list(root.iter(w("tr"))):
        if row.find(f"{w('trPr')}/{w(drop)}") is not None:
            row.getparent().remove(row)
    for table in list(root.iter(w("tbl"))):
        if table.find(w("tr")) is None:
            table.getparent().remove(table)
    for paragraph in list(root.iter(w("p"))):
        goes = paragraph.find(f"{w('pPr')}/{w('rPr')}/{w(drop)}") is not None
        for change in [c for c in paragraph.iter(w(drop)) if c.getparent().tag != w("rPr")]:
            change.getparent().remove(change)
        for change in [c for c in paragraph.iter(w(keep)) if c.getparent().tag != w("rPr")]:
            _unwrap(change)
        if goes:
            assert paragraph.find(f".//{w('r')}") is None, "a paragraph that goes leaves text behind"
            paragraph.getparent().remove(paragraph)
    for mark in list(root.iter(w(keep))):
        mark.getparent().remove(mark)
    for gone, name in (("delText", "t"), ("delInstrText", "instrText")):
        for text in list(root.iter(w(gone))):
            text.tag = w(name)
    return _tidied(root)


def _unwrap(change):
    parent = change.getparent()
    place = parent.index(change)
    parent[place : place + 1] = list(change)


def _tidied(root):
    """Join runs that were cut and drop properties that are empty, bookmarks and links left empty."""
    for mark in list(root.iter(w("bookmarkStart"), w("bookmarkEnd"))):
        mark.getparent().remove(mark)
    for empty in list(root.iter(w("rPr"), w("trPr"), w("hyperlink"))):
        if len(empty) == 0:
            empty.getparent().remove(empty)
    for paragraph in [*root.iter(w("p")), *root.iter(w("hyperlink"))]:
        for run in list(paragraph.findall(w("r"))):
            before = run.getprevious()
            if before is not None and _is_text(before) and _is_text(run) and _look(before) == _look(run):
                for child in run:
                    if child.tag != w("rPr"):
                        before.append(child)
                paragraph.remove(run)
    for run in root.iter(w("r")):
        for text in list(run.findall(w("t"))):
            before = text.getprevious()
            if before is not None and before.tag == w("t"):
                before.text += text.text
                run.remove(text)
    return root


def _is_text(element):
    plain = {w("rPr"), w("t"), w("tab")}
    return element.tag == w("r") and all(child.tag in plain for child in element)


def _look(run):
    properties = run.find(w("rPr"))
    return b"" if properties is None else etree.tostring(properties)


def same(root):
    """Return a story without changes in the form in which it can be compared."""
    return etree.tostring(_tidied(copy.deepcopy(root)), encoding="unicode")


def texts(root):
    """Return (style, text) of every paragraph, numbers that count themselves as "#"."""
    return [(_style(p), _text(p)) for p in root.iter(w("p")) if p.getparent().tag != w("sdtContent")]


def _style(paragraph):
    style = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
    return None if style is None else style.get(w("val"))


def _text(paragraph):
    parts, depth = [], 0
    for node in paragraph.iter():
        kind = node.get(w("fldCharType"))
        depth += {"begin": 1, "end": -1}.get(kind, 0)
        if kind == "end":
            parts.append("#")
        elif node.tag == w("footnoteReference"):
            parts.append("^")
        elif node.tag == w("drawing"):
            parts.append(next(node.iter("{*}docPr")).get("descr"))
        elif node.tag in (w("t"), w("tab")) and not depth:
            parts.append(node.text if node.tag == w("t") else "\t")
    return re.sub("#–#", "#", "".join(parts))
