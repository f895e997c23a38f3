"""Names of elements in the XML of Excel files, in ordinary ones and in those saved as "Strict Open XML"."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_Handler = TypeVar("_Handler", bound="Callable[..., None]")

_NAMESPACES = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)

READING_AIDS = frozenset(f"{space} rPh" for space in _NAMESPACES)
"""How a text is pronounced, which Japanese files say beside it."""


def named(handlers: Mapping[str, _Handler]) -> dict[str, _Handler]:
    """Return handlers by the full names of elements, given by their short ones."""
    return {f"{space} {name}": handler for space in _NAMESPACES for name, handler in handlers.items()}
