"""What the styles of a Word file say of paragraphs and letters, inherited as Word inherits it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from workbench.documents.names import VAL, W, is_on, value, whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

Said = dict[str, str | bool]
"""What the properties of letters say, by the name of the property; what they do not say is not there."""

BODY_LEVEL = 9
"""The outline level that makes a paragraph body text whatever its style says."""

_TOGGLES = {
    f"{W}{name}": name for name in ("b", "bCs", "i", "iCs", "vanish", "rtl", "cs")
}  # on or off; those of a character style turn those of the paragraph's style round
_STYLE = f"{W}rStyle"
_RAISED = f"{W}vertAlign"
_LANGUAGE = f"{W}lang"
_FONTS = f"{W}rFonts"
_PARAGRAPH_STYLE = f"{W}pStyle"
_NUMBERED = f"{W}numPr"
_OUTLINE = f"{W}outlineLvl"
_BORDERED = f"{W}pBdr"
_FRAMED = f"{W}framePr"
_ON_NEW_PAGE = f"{W}pageBreakBefore"
_LETTERS = f"{W}rPr"
_CHANGED = f"{W}pPrChange"
_SECTION = f"{W}sectPr"
_SIDES = ("top", "left", "bottom", "right")
_START = {f"{W}start": "left", f"{W}end": "right"}
_NO_BORDER = frozenset({"nil", "none"})
_MOST_ANCESTORS = 20
"""Styles that one is based on; Word itself stops at eleven."""
_HEADING = re.compile(r"heading ?([1-9])")


class Look(NamedTuple):
    """How letters differ from what is usual in their paragraph."""

    bold: bool
    italic: bool
    is_plain: bool
    """Turned thin or upright where the paragraph is bold or italic."""
    raised: bool


class Letters(NamedTuple):
    """How letters look; ``font`` and ``language`` are "" where nothing says."""

    look: Look
    hidden: bool
    language: str
    font: str


@dataclass(slots=True)
class ParagraphLook:
    """What the properties of a paragraph say, its own or those of a style; None and "" are unsaid.

    ``list_id`` "0" takes a paragraph out of the list of its style.
    """

    style: str = ""
    level: int | None = None
    list_id: str = ""
    depth: int | None = None
    borders: dict[str, bool] = field(default_factory=dict)
    has_frame: bool | None = None
    is_drop_cap: bool = False
    breaks_page: bool | None = None
    mark: _Element | None = None
    """The properties of the sign that ends the paragraph."""
    changed: _Element | None = None
    section: _Element | None = None
    """The section that ends with the paragraph."""


@dataclass(slots=True)
class Style:
    """A paragraph style with all that it inherits."""

    id: str
    name: str
    level: int | None
    list_id: str
    depth: int | None
    lineage: tuple[str, ...]
    """Its own id and those of the styles it is based on, nearest first."""
    look: ParagraphLook
    language: str
    usual: Said
    """What it says of letters, with what holds for the whole document."""
    letters: Letters = field(init=False)
    in_box: bool = field(init=False)

    def __post_init__(self) -> None:
        self.letters = effective(self, {}, {})
        self.in_box = is_boxed(ParagraphLook(), self.look)


class Styles:
    """The styles of one file by id; each is worked out when it is first asked for."""

    def __init__(self, root: _Element | None) -> None:
        self._elements: dict[str, _Element] = {}
        self._default_id = ""
        self._resolved: dict[str, Style] = {}
        self._letters: dict[str, Said] = {}
        self.defaults: Said = {}
        if root is not None:
            self._collect(root)

    @property
    def language(self) -> str:
        """The language of the text where nothing says otherwise."""
        return self.paragraph("").language

    def paragraph(self, id: str) -> Style:
        """Return a paragraph style; the usual one for "", one that is made up for an unknown id."""
        found = self._resolved.get(id)
        if found is None:
            found = self._resolved[id] = self._paragraph(id)
        return found

    def letters(self, id: str) -> Said:
        """Return what a character style says with all that it inherits."""
        if id not in self._letters:
            said = [read_letters(style.find(f"{W}rPr")) for style in self._lineage(id)]
            self._letters[id] = merged(said)
        return self._letters[id]

    def name(self, id: str) -> str:
        """Return the name of a style in small letters, its id where it has none."""
        element = self._elements.get(id)
        return " ".join((value(element, "name") or id).split()).lower()

    def list_of(self, id: str) -> str:
        """Return the list of a numbering style, "" where there is none."""
        element = self._elements.get(id)
        return value(element.find(f"{W}pPr/{W}numPr"), "numId") if element is not None else ""

    def _collect(self, root: _Element) -> None:
        for element in root.iterchildren(f"{W}style"):
            id = element.get(f"{W}styleId", "")
            if id in self._elements:
                continue
            self._elements[id] = element
            is_default = element.get(f"{W}default", "0").lower() in ("1", "true", "on")
            if is_default and element.get(f"{W}type", "paragraph") == "paragraph" and not self._default_id:
                self._default_id = id
        self.defaults = read_letters(root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))

    def _lineage(self, id: str) -> Iterator[_Element]:
        """Yield a style and those it is based on, nearest first; a circle ends somewhere."""
        for _ in range(_MOST_ANCESTORS):
            if id not in self._elements:
                return
            yield self._elements[id]
            id = value(self._elements[id], "basedOn")

    def _paragraph(self, id: str) -> Style:
        known = id if id in self._elements else self._default_id
        lineage = list(self._lineage(known))
        looks = [read_paragraph(style.find(f"{W}pPr")) for style in lineage]
        usual = merged([*(read_letters(style.find(f"{W}rPr")) for style in lineage), self.defaults])
        look = _joined(looks)
        name = self.name(id or known)
        return Style(
            id=id,
            name=name,
            level=_level(look.level, name, [self.name(style.get(f"{W}styleId", "")) for style in lineage]),
            list_id=look.list_id,
            depth=look.depth,
            lineage=tuple(style.get(f"{W}styleId", "") for style in lineage),
            look=look,
            language=str(usual.get("lang", "")),
            usual=usual,
        )


def read_letters(properties: _Element | None) -> Said:
    """Return what an ``rPr`` says of letters; the character style that it names is "style"."""
    said: Said = {}
    for child in properties if properties is not None else ():
        tag = child.tag
        if tag in _TOGGLES:
            said[_TOGGLES[tag]] = is_on(child)
        elif tag == _STYLE:
            said["style"] = child.get(VAL, "")
        elif tag == _RAISED:
            said["raised"] = child.get(VAL) == "superscript"
        elif tag == _LANGUAGE:
            said["lang"] = child.get(VAL) or child.get(f"{W}eastAsia") or ""
            said["bidi"] = child.get(f"{W}bidi") or ""
        elif tag == _FONTS:
            said["font"] = child.get(f"{W}ascii") or child.get(f"{W}hAnsi") or ""
    return said


def read_paragraph(properties: _Element | None) -> ParagraphLook:
    """Return what a ``pPr`` says of a paragraph."""
    look = ParagraphLook()
    if properties is None:
        return look
    for child in properties:
        tag = child.tag
        if tag == _PARAGRAPH_STYLE:
            look.style = child.get(VAL, "")
        elif tag == _NUMBERED:
            depth = value(child, "ilvl")
            look.list_id = value(child, "numId")
            look.depth = whole(depth, 0, most=8) if depth else None
        elif tag == _OUTLINE:
            look.level = whole(child.get(VAL), BODY_LEVEL, most=BODY_LEVEL)
        elif tag == _BORDERED:
            look.borders = _borders(child)
        elif tag == _FRAMED:
            look.is_drop_cap = child.get(f"{W}dropCap", "none") != "none"
            look.has_frame = not look.is_drop_cap
        elif tag == _ON_NEW_PAGE:
            look.breaks_page = is_on(child)
        elif tag == _LETTERS:
            look.mark = child
        elif tag == _CHANGED:
            look.changed = child
        elif tag == _SECTION:
            look.section = child
    return look


def merged(all_said: list[Said]) -> Said:
    """Return what several properties say together, the first ones first."""
    said: Said = {}
    for other in reversed(all_said):
        said.update(other)
    return said


def is_boxed(own: ParagraphLook, usual: ParagraphLook) -> bool:
    """Whether a paragraph stands in a frame or between borders on all sides, by itself or by its style."""
    if own.has_frame or (own.has_frame is None and usual.has_frame):
        return True
    return all(own.borders.get(side, usual.borders.get(side)) for side in _SIDES)


def _borders(properties: _Element) -> dict[str, bool]:
    sides = {}
    for child in properties:
        side = _START.get(child.tag, child.tag.rpartition("}")[2])
        if side in _SIDES:
            sides[side] = child.get(VAL, "none") not in _NO_BORDER
    return sides


def _joined(looks: list[ParagraphLook]) -> ParagraphLook:
    """Return what a style says with those it is based on, nearest first."""
    joined = ParagraphLook()
    for look in reversed(looks):
        joined.level = joined.level if look.level is None else look.level
        joined.list_id = look.list_id or joined.list_id
        joined.depth = joined.depth if look.depth is None else look.depth
        joined.has_frame = joined.has_frame if look.has_frame is None else look.has_frame
        joined.breaks_page = joined.breaks_page if look.breaks_page is None else look.breaks_page
        joined.borders = {**joined.borders, **look.borders}
    return joined


def _level(said: int | None, name: str, names: list[str]) -> int | None:
    """Return the outline level of a style by what it says, else by the heading it is or is based on."""
    if said is not None:
        return said if said < BODY_LEVEL else None
    for candidate in (name, *names):
        heading = _HEADING.fullmatch(candidate)
        if heading:
            return int(heading[1]) - 1
    return None


def effective(style: Style, character: Said, own: Said) -> Letters:
    """Return how letters look: those of a character style and with properties of their own."""
    usual = style.usual
    is_complex = bool(own.get("rtl", character.get("rtl")) or own.get("cs", character.get("cs")))

    def said(name: str) -> str | bool:
        return own.get(name, character.get(name, usual.get(name, "")))

    def turned(name: str) -> tuple[bool, bool]:
        """Return whether a property is on where it usually is not, and off where it usually is on."""
        before = bool(usual.get(name))
        after = bool(own.get(name, before != bool(character.get(name))))
        return after and not before, before and not after

    tongue = "bidi" if is_complex else "lang"
    bold, thin = turned("bCs" if is_complex else "b")
    italic, upright = turned("iCs" if is_complex else "i")
    return Letters(
        Look(bold, italic, thin or upright, bool(said("raised"))),
        hidden=bool(said("vanish")),
        language=str(own.get(tongue, character.get(tongue, ""))),
        font=str(said("font")),
    )
