"""The few words of WordprocessingML that a draft is made of, as plain lxml elements.

python-docx opens and saves the package; the long parts are built here, because a table built cell
by cell through python-docx takes forty times as long.
"""

from __future__ import annotations

from copy import copy
from functools import cache

from lxml import etree

Element = etree._Element  # noqa: SLF001 (lxml has no public name for its element type)

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
XML = "http://www.w3.org/XML/1998/namespace"
NAMESPACES = {"w": W, "r": R}

_SPACE = f"{{{XML}}}space"


@cache
def w(name: str) -> str:
    """Return the qualified name of an element or attribute in the main namespace."""
    return f"{{{W}}}{name}"


@cache
def r(name: str) -> str:
    """Return the qualified name of a relationship attribute."""
    return f"{{{R}}}{name}"


def add(parent: Element, name: str, /, **attributes: object) -> Element:
    """Append ``<w:name>`` to ``parent`` with attributes of the same namespace and return it."""
    if not attributes:
        return etree.SubElement(parent, w(name))
    return etree.SubElement(parent, w(name), {w(key): str(value) for key, value in attributes.items()})


def new(name: str, /, **attributes: object) -> Element:
    """Return ``<w:name>`` with attributes of the same namespace, without a parent."""
    element = etree.Element(w(name), nsmap=NAMESPACES)
    for key, value in attributes.items():
        element.set(w(key), str(value))
    return element


def add_text(run: Element, text: str, name: str = "t") -> None:
    """Append ``text`` to a run, white space kept; a tab becomes Word's tab."""
    for position, piece in enumerate(text.split("\t")):
        if position:
            add(run, "tab")
        if piece:
            element = add(run, name)
            element.text = piece
            element.set(_SPACE, "preserve")


_PLAIN_RUN = new("r")
add_text(_PLAIN_RUN, "text")


def add_plain_run(parent: Element, text: str) -> Element:
    """Append a run without properties that shows ``text``, and return it."""
    if not text or "\t" in text:
        run = add(parent, "r")
        add_text(run, text)
        return run
    run = copy(_PLAIN_RUN)  # half the time that it takes to make one
    run[0].text = text
    parent.append(run)
    return run


def value_of(element: Element | None, name: str = "val") -> str | None:
    """Return an attribute of the main namespace, None where element or attribute is missing."""
    return None if element is None else element.get(w(name))


def text_of(element: Element) -> str:
    """Return the visible text below an element: text, not field instructions; a tab as itself."""
    parts = []
    for node in element.iter(w("t"), w("tab")):
        if node.tag == w("t"):
            parts.append(node.text or "")
        elif next(node.iterancestors()).tag == w("r"):  # no setting of a tab stop
            parts.append("\t")
    return "".join(parts)
