"""The names of elements and attributes in a Word file, and the values they share."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"

VAL = f"{W}val"
ID = f"{W}id"
RELATED = f"{R}id"

_OFF = frozenset({"0", "false", "off", "none"})


def is_on(element: _Element) -> bool:
    """Whether a property that is on or off is on; one without a value is."""
    return element.get(VAL, "1").lower() not in _OFF


def value(parent: _Element | None, name: str, usual: str = "") -> str:
    """Return the value of the child ``name`` of an element, ``usual`` where there is none."""
    found = parent.find(f"{W}{name}") if parent is not None else None
    return usual if found is None else str(found.get(VAL, usual))


def whole(text: str | None, usual: int, *, least: int = 0, most: int = 32_767) -> int:
    """Return the number in an attribute within bounds, ``usual`` where it is none."""
    try:
        return min(max(int(text or ""), least), most)
    except ValueError:
        return usual
