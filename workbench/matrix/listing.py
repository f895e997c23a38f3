"""The numbers and bullets of lists in a Word file: they stand in no text, Word counts them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.matrix.package import W
from workbench.numbering import letters, roman

if TYPE_CHECKING:
    from lxml.etree import _Element

BULLET = "• "
_DEEPEST = 9


@dataclass(frozen=True, slots=True)
class _Level:
    """How one level of a list is numbered: the form of the number and the text around it."""

    form: str
    text: str
    start: int


class Lists:
    """Counts the paragraphs of lists as they are met, in the order of the document."""

    def __init__(self, numbering: _Element | None, styles: _Element | None) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._abstract: dict[str, str] = {}
        self._by_style: dict[str, tuple[str, int]] = {}
        self._counts: dict[str, list[int | None]] = defaultdict(lambda: [None] * _DEEPEST)
        if numbering is not None:
            self._read_numbering(numbering)
        if styles is not None:
            self._read_styles(styles)

    def sign(self, paragraph: _Element) -> str:
        """Return what Word prints before a paragraph: "• ", "2. ", or "" where it is in no list."""
        place = self._place(paragraph)
        if place is None:
            return ""
        list_id, depth = place
        level = self._levels.get(self._abstract.get(list_id, ""), {}).get(depth)
        if level is None or level.form == "none":
            return ""
        return BULLET if level.form == "bullet" else self._counted(list_id, depth)

    def _place(self, paragraph: _Element) -> tuple[str, int] | None:
        """Return the list and the level a paragraph is on, by itself or by its style."""
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        usual = self._by_style.get(style.get(f"{W}val", "")) if style is not None else None
        own = _numbered(paragraph.find(f"{W}pPr/{W}numPr"))
        place = own if own is not None else usual
        return place if place and place[0] not in ("", "0") else None

    def _counted(self, list_id: str, depth: int) -> str:
        levels = self._levels[self._abstract[list_id]]
        counts = self._counts[self._abstract[list_id]]
        before = counts[depth]
        counts[depth] = levels[depth].start if before is None else before + 1
        counts[depth + 1 :] = [None] * (_DEEPEST - depth - 1)
        text = levels[depth].text
        for position in range(depth + 1):
            level = levels.get(position, levels[depth])
            count = counts[position]
            text = text.replace(
                f"%{position + 1}", _shown(level.start if count is None else count, level.form)
            )
        return f"{text} "

    def _read_numbering(self, numbering: _Element) -> None:
        for abstract in numbering.iter(f"{W}abstractNum"):
            self._levels[abstract.get(f"{W}abstractNumId", "")] = {
                int(level.get(f"{W}ilvl", "0")): _Level(
                    _value(level, "numFmt", "decimal"),
                    _value(level, "lvlText", ""),
                    int(_value(level, "start", "1")),
                )
                for level in abstract.iter(f"{W}lvl")
            }
        for number in numbering.iter(f"{W}num"):
            self._abstract[number.get(f"{W}numId", "")] = _value(number, "abstractNumId", "")

    def _read_styles(self, styles: _Element) -> None:
        for style in styles.iter(f"{W}style"):
            place = _numbered(style.find(f"{W}pPr/{W}numPr"))
            if place is not None:
                self._by_style[style.get(f"{W}styleId", "")] = place


def _numbered(element: _Element | None) -> tuple[str, int] | None:
    if element is None:
        return None
    depth = _value(element, "ilvl", "0")
    return _value(element, "numId", ""), min(int(depth) if depth.isdigit() else 0, _DEEPEST - 1)


def _value(element: _Element, name: str, usual: str) -> str:
    found = element.find(f"{W}{name}")
    return usual if found is None else str(found.get(f"{W}val", usual))


def _shown(number: int, form: str) -> str:
    match form:
        case "upperRoman":
            return roman(number)
        case "lowerRoman":
            return roman(number).lower()
        case "upperLetter":
            return letters(number)
        case "lowerLetter":
            return letters(number).lower()
    return str(number)
