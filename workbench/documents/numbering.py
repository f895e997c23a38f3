"""The numbers and bullets of lists in a Word file: they stand in no text, Word counts them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from workbench.documents.formats import shown
from workbench.documents.names import VAL, W, is_on, value, whole
from workbench.documents.symbols import UNKNOWN, readable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element

    from workbench.documents.styles import ParagraphLook, Style, Styles

_LEVELS = 9
_PLACE = re.compile("%([1-9])")
_MOST_LINKS = 20
_LONGEST = 255


class Label(NamedTuple):
    """What Word prints before a paragraph, and the level of its list."""

    text: str = ""
    is_counted: bool = False
    depth: int = 0


NO_LABEL = Label()


@dataclass(frozen=True, slots=True)
class _Level:
    """How one level of a list is numbered: the form of the number and the text around it."""

    form: str = "decimal"
    text: str = ""
    start: int = 1
    example: str = ""
    style: str = ""
    font: str = ""
    in_figures: bool = False
    restarts_after: int | None = None
    """The level, from 1, whose use makes this one begin again; None is any above, 0 none."""


@dataclass(slots=True)
class _List:
    """A list as paragraphs refer to it; lists of the same ``family`` go on counting each other."""

    family: str
    levels: Mapping[int, _Level]
    restarts: dict[int, int] = field(default_factory=dict)
    """Where this list begins anew at its first use, by level."""
    is_met: set[int] = field(default_factory=set)


class Lists:
    """Counts the paragraphs of lists as they are met, in the order of the document."""

    def __init__(self, numbering: _Element | None, styles: Styles) -> None:
        self._styles = styles
        self._families: dict[str, _Element] = {}
        self._numbers: dict[str, _Element] = {}
        self._levels: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, _List | None] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._homes: dict[str, tuple[str, int]] = {}
        for element in numbering if numbering is not None else ():
            if element.tag == f"{W}abstractNum":
                self._families.setdefault(element.get(f"{W}abstractNumId", ""), element)
            elif element.tag == f"{W}num":
                self._numbers.setdefault(element.get(f"{W}numId", ""), element)

    def label(self, own: ParagraphLook, style: Style) -> Label:
        """Count a paragraph and return its number or bullet, NO_LABEL where it is in no list."""
        if not own.list_id and not style.list_id:
            return NO_LABEL
        list_id, depth = self._place(own, style)
        found = self._list(list_id)
        level = found.levels.get(depth) if found is not None else None
        if found is None or level is None:
            return NO_LABEL
        self._count(found, depth)
        if level.form == "bullet":
            return Label(readable(level.text, level.font).strip(), False, depth)
        if level.form == "none" and not _PLACE.search(level.text):
            return Label(level.text.strip(), False, depth)
        return Label(self._text(found, depth), True, depth)

    def _place(self, own: ParagraphLook, style: Style) -> tuple[str, int]:
        """Return the list and the level a paragraph is on, by itself or by its style."""
        list_id, depth = self._home(style)
        if own.list_id:
            return own.list_id, own.depth or 0
        return list_id, depth if own.depth is None else own.depth

    def _home(self, style: Style) -> tuple[str, int]:
        """Return the list and level of a style: the level that names the style, else the one it names."""
        if style.id not in self._homes:
            found = self._list(style.list_id)
            linked = {level.style: depth for depth, level in found.levels.items()} if found else {}
            depths = [linked[id] for id in style.lineage if id and id in linked]
            self._homes[style.id] = style.list_id, depths[0] if depths else style.depth or 0
        return self._homes[style.id]

    def _count(self, found: _List, depth: int) -> None:
        counts = self._counts.setdefault(found.family, [None] * _LEVELS)
        before = counts[depth]
        if depth not in found.is_met and depth in found.restarts:
            before = None
        found.is_met.add(depth)
        counts[depth] = self._start(found, depth) if before is None else before + 1
        for below in range(depth + 1, _LEVELS):
            level = found.levels.get(below)
            after = level.restarts_after if level else None
            if after is None or depth < after:
                counts[below] = None

    def _text(self, found: _List, depth: int) -> str:
        counts = self._counts[found.family]
        level = found.levels[depth]

        def number(place: re.Match[str]) -> str:
            position = int(place[1]) - 1
            source = found.levels.get(position, level)
            count = counts[position]
            if count is None:
                count = self._start(found, position)
            form = "decimal" if level.in_figures else source.form
            return "" if form in ("bullet", "none") else shown(count, form, self._language, source.example)

        return _PLACE.sub(number, level.text).strip()

    @property
    def _language(self) -> str:
        return self._styles.language

    def _start(self, found: _List, depth: int) -> int:
        level = found.levels.get(depth)
        return found.restarts.get(depth, level.start if level else 1)

    def _list(self, list_id: str) -> _List | None:
        if list_id not in self._lists:
            element = self._numbers.get(list_id)
            self._lists[list_id] = None if element is None or list_id == "0" else self._read(element)
        return self._lists[list_id]

    def _read(self, number: _Element) -> _List:
        family = value(number, "abstractNumId")
        levels = dict(self._levels_of(family))
        restarts = {}
        for override in number.iterchildren(f"{W}lvlOverride"):
            depth = whole(override.get(f"{W}ilvl"), 0, most=_LEVELS - 1)
            changed = override.find(f"{W}lvl")
            if changed is not None:
                levels[depth] = _level(changed)
            begin = override.find(f"{W}startOverride")
            if begin is not None:
                restarts[depth] = whole(begin.get(VAL), 1)
        return _List(family, levels, restarts)

    def _levels_of(self, family: str) -> Mapping[int, _Level]:
        """Return the levels of an abstract list; one that only names a style has those of its list."""
        if family not in self._levels:
            element = self._followed(family)
            found = element.iterchildren(f"{W}lvl") if element is not None else ()
            levels = {whole(level.get(f"{W}ilvl"), 0, most=_LEVELS - 1): _level(level) for level in found}
            self._levels[family] = levels
        return self._levels[family]

    def _followed(self, family: str) -> _Element | None:
        element = self._families.get(family)
        for _ in range(_MOST_LINKS):  # damaged files link in a circle
            link = value(element, "numStyleLink")
            if not link:
                break
            number = self._numbers.get(self._styles.list_of(link))
            element = self._families.get(value(number, "abstractNumId"))
        return element


def _level(element: _Element) -> _Level:
    form = next(element.iter(f"{W}numFmt"), None)  # a custom form stands among alternatives
    legal, restart = element.find(f"{W}isLgl"), element.find(f"{W}lvlRestart")
    fonts = element.find(f"{W}rPr/{W}rFonts")
    level = _Level(
        form="decimal" if form is None else form.get(VAL, "decimal"),
        text=value(element, "lvlText")[:_LONGEST],
        start=whole(value(element, "start"), 0 if element.find(f"{W}start") is None else 1),
        example="" if form is None else form.get(f"{W}format", ""),
        style=value(element, "pStyle"),
        font="" if fonts is None else fonts.get(f"{W}ascii", ""),
        in_figures=legal is not None and is_on(legal),
        restarts_after=None if restart is None else whole(restart.get(VAL), 0, most=_LEVELS),
    )
    return replace(level, text=UNKNOWN) if element.find(f"{W}lvlPicBulletId") is not None else level
