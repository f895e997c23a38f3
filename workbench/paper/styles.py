"""Styles by name: where a template lacks one, ours is copied into it and named in the warnings."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

from lxml import etree

from workbench.paper.ooxml import Element, add, value_of, w

if TYPE_CHECKING:
    from collections.abc import Callable

NORMAL = "Normal"
TITLE = "Title"
CONTENTS_HEADING = "TOC Heading"
CONTENTS = ("toc 1", "toc 2")
HEADINGS = ("heading 1", "heading 2", "heading 3", "heading 4")
NUMBERED = "Numbered Paragraph"
CONTINUATION = "Paragraph Continuation"
UNNUMBERED = "Body Text"
HEADLINE = "Recommendation Headline"
HEADLINE_CONTINUATION = "Recommendation Continuation"
DECISION = "Draft Decision"
DECISION_CONTINUATION = "Draft Decision Continuation"
KEY_FINDING = "Key Finding"
BULLET = "List Bullet"
LETTER = "List Letter"
BOLD_ITEM = "Bold List Item"
CAPTION = "caption"
FIGURE = "Figure"
SCALE = "Figure Scale"
TABLE = "Paper Table"
TABLE_HEADING = "Table Heading"
TABLE_TEXT = "Table Text"
FOOTNOTE_TEXT = "footnote text"
FOOTNOTE_REFERENCE = "footnote reference"
HYPERLINK = "Hyperlink"
HEADER = "header"
FRONT_SYMBOL = "Front Symbol"
FRONT_ORGAN = "Front Organ"
FRONT_SESSION = "Front Session"
FRONT_SECTION = "Front Section"
FRONT_SEGMENT = "Front Segment"
FRONT_DETAIL = "Front Detail"
FRONT_ITEM = "Front Agenda Item"
FRONT_NOTE = "Front Note"
BOX_HEADING = "Front Box Heading"
BOX_TEXT = "Front Box Text"
BOX_LABEL = "Front Box Label"

TEXT_WIDTH = 9070
"""The width between the margins of our own template, in twentieths of a point."""

COUNTED = (NUMBERED, HEADLINE, DECISION)
"""Paragraph styles whose paragraphs carry the running number of the paper."""

_KINDS = {
    TABLE: "table",
    FOOTNOTE_REFERENCE: "character",
    HYPERLINK: "character",
    "Default Paragraph Font": "character",
    "Normal Table": "table",
}
_LINKS = ("basedOn", "next", "link")
_BEFORE_NUMBERING = frozenset(
    w(name) for name in ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl")
)


class StyleSheet:
    """The styles of the package being written; ``fallback`` are those of our own template.

    Made once per draft. ``missing`` names the styles that had to be copied, in order of first use.
    """

    def __init__(self, root: Element, fallback: Callable[[], Element]) -> None:
        self.root = root
        self.missing: list[str] = []
        self._fallback = fallback
        self._ours: dict[str, Element] | None = None
        self._ids = _ids_by_name(root)

    def id(self, name: str) -> str:
        """Return the id of the style called ``name``, after copying ours where there is none."""
        found = self._ids.get(_key(name))
        return found if found is not None else self._copy(name)

    def style(self, name: str) -> Element:
        """Return the style called ``name``, after copying ours where there is none."""
        wanted = self.id(name)
        return next(style for style in self.root.iter(w("style")) if value_of(style, "styleId") == wanted)

    def adopt(self, name: str, style: Element) -> str:
        """Return the id of the style called ``name``; without one, ``style`` takes its place unnamed."""
        key = value_of(style, "type") or "paragraph", name.lower()
        if key not in self._ids:
            id = self._free_id(value_of(style, "styleId") or name)
            style.set(w("styleId"), id)
            self.root.append(style)
            self._ids[key] = id
        return self._ids[key]

    def number_of(self, name: str) -> str | None:
        """Return the id of the numbering that a paragraph style has or inherits, None without one."""
        styles = {value_of(style, "styleId"): style for style in self.root.iter(w("style"))}
        style: Element | None = self.style(name)
        for _ in range(len(styles)):  # a damaged template may inherit in a circle
            if style is None:
                break
            number = value_of(style.find(f"{w('pPr')}/{w('numPr')}/{w('numId')}"))
            if number is not None:
                return None if number == "0" else number
            style = styles.get(value_of(style.find(w("basedOn"))))
        return None

    def give_number(self, name: str, number: str) -> None:
        """Make a paragraph style carry the numbering ``number`` at its first level."""
        properties = _paragraph_properties(self.style(name))
        for old in properties.findall(w("numPr")):
            properties.remove(old)
        numbering = add(properties, "numPr")
        add(numbering, "ilvl", val=0)
        add(numbering, "numId", val=number)
        properties.insert(sum(child.tag in _BEFORE_NUMBERING for child in properties), numbering)

    def tabs_of(self, name: str) -> list[str]:
        """Return where a paragraph style has its tabs."""
        return [value_of(tab, "pos") or "" for tab in self.style(name).iter(w("tab"))]

    def fit(self, text_width: int) -> None:
        """Move the tabs of copied styles that stand at our right margin to the one of this package."""
        for name in self.missing:
            for tab in self.style(name).iter(w("tab")):
                if value_of(tab, "pos") == str(TEXT_WIDTH):
                    tab.set(w("pos"), str(text_width))

    def _copy(self, name: str) -> str:
        ours = self._our_styles()[name.lower()]
        twin = copy.deepcopy(ours)
        self.missing.append(name)
        id = self._free_id(value_of(ours, "styleId") or name)
        if any(taken == name.lower() for _, taken in self._ids):  # by a style of another kind
            next(twin.iter(w("name"))).set(w("val"), f"{name} (2)")
        twin.set(w("styleId"), id)
        if w("default") in twin.attrib:
            del twin.attrib[w("default")]
        self._ids[_key(name)] = id
        properties = twin.find(w("pPr"))
        if properties is not None:
            etree.strip_elements(properties, w("numPr"))  # its number means another list in this package
        self._relink(twin)
        self.root.append(twin)
        return id

    def _relink(self, style: Element) -> None:
        """Point a copied style at this package's styles of the names that it points to in ours."""
        names = {value_of(s, "styleId"): value_of(s.find(w("name"))) for s in self._our_styles().values()}
        for link in (child for tag in _LINKS for child in style.findall(w(tag))):
            name = names.get(value_of(link)) or NORMAL
            if link.tag == w("basedOn") or _key(name) in self._ids:
                link.set(w("val"), self.id(name))
            else:
                style.remove(link)

    def _our_styles(self) -> dict[str, Element]:
        if self._ours is None:
            styles = self._fallback().iter(w("style"))
            self._ours = {(value_of(style.find(w("name"))) or "").lower(): style for style in styles}
        return self._ours

    def _free_id(self, wanted: str) -> str:
        taken = {value_of(style, "styleId") for style in self.root.iter(w("style"))}
        candidates = (wanted if n == 0 else f"{wanted}{n}" for n in range(len(taken) + 1))
        return next(id for id in candidates if id not in taken)


def _ids_by_name(root: Element) -> dict[tuple[str, str], str]:
    """Return style ids by kind and small letters: Word itself ignores the case of built-in names.

    A second name that somebody gave a style ("Titre 1" for "heading 1") counts where it is no other's first.
    """
    found: dict[tuple[str, str], str] = {}
    for tag, sign in (("aliases", ","), ("name", None)):
        for style in root.iter(w("style")):
            kind, id = value_of(style, "type") or "paragraph", value_of(style, "styleId") or ""
            names = value_of(style.find(w(tag))) or ""
            for name in names.split(sign) if sign else (names,):
                found[kind, name.strip().lower()] = id
    return found


def _key(name: str) -> tuple[str, str]:
    return _KINDS.get(name, "paragraph"), name.lower()


def _paragraph_properties(style: Element) -> Element:
    found = style.find(w("pPr"))
    if found is not None:
        return found
    properties = add(style, "pPr")
    run_properties = style.find(w("rPr"))
    if run_properties is not None:
        run_properties.addprevious(properties)
    return properties
