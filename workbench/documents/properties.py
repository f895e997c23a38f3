"""What a Word file says of itself: who saved it and when, and properties that programs added."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.documents.package import local
from workbench.spreadsheets.values import utc

if TYPE_CHECKING:
    from workbench.documents.document import Document
    from workbench.documents.package import Parts

_CORE = "docProps/core.xml"
_CUSTOM = "docProps/custom.xml"
_TOLD = ("title", "subject", "creator", "keywords", "description", "language")


def read_properties(parts: Parts, document: Document) -> None:
    """Read who saved the file last and when, and its properties, into ``document``."""
    said: dict[str, str] = {}
    if _CORE in parts:
        said = {local(child): (child.text or "").strip() for child in parts.root(_CORE, "coreProperties")}
    document.saved_by = said.get("lastModifiedBy", "")
    document.saved_at = utc(said.get("modified", ""))
    document.language = document.language or said.get("language", "")
    properties = {name: said[name] for name in _TOLD if said.get(name)}
    for child in parts.root(_CUSTOM, "Properties") if _CUSTOM in parts else ():
        properties[child.get("name", "")] = "".join(str(text) for text in child.itertext()).strip()
    document.properties = properties
