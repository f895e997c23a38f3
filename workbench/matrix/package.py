"""The parts of a Word file, read without trusting it."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from workbench.spreadsheets.package import MAX_PART, Package
from workbench.spreadsheets.refusing import DAMAGED, Refused
from workbench.spreadsheets.values import utc

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_RELATED = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_DOCUMENT = "/officeDocument"
_OLD_FORM = b"\xd0\xcf\x11\xe0"


class WordParts:
    """The XML parts of one Word file; Refused where it is none."""

    def __init__(self, content: bytes) -> None:
        if content.startswith(_OLD_FORM):
            raise Refused("is protected with a password or in the old form of Word; save it as .docx")
        self._package = Package(content)
        self._package.refuse_document_types()
        main = self._main_part()
        self._folder = posixpath.dirname(main)
        self.document = self._read(main)

    def beside(self, name: str) -> _Element | None:
        """Return a part in the folder of the document, None where there is none."""
        path = posixpath.join(self._folder, name)
        return self._read(path) if path in self._package else None

    def saved(self) -> tuple[str, str]:
        """Return who saved the file last and when (ISO, UTC); "" where it says nothing."""
        if "docProps/core.xml" not in self._package:
            return "", ""
        said = {
            str(child.tag).rpartition("}")[2]: child.text or "" for child in self._read("docProps/core.xml")
        }
        return said.get("lastModifiedBy", ""), utc(said.get("modified", ""))

    def _main_part(self) -> str:
        if "_rels/.rels" not in self._package:
            raise Refused("is no Word file (.docx)")
        for related in self._read("_rels/.rels").iter(_RELATED):
            target = related.get("Target", "").lstrip("/")
            if related.get("Type", "").endswith(_DOCUMENT) and target in self._package:
                return target
        raise Refused("is no Word file (.docx)")

    def _read(self, name: str) -> _Element:
        from lxml import etree

        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        try:
            with self._package.open(name) as part:
                return etree.fromstring(part.read(MAX_PART), parser)
        except etree.XMLSyntaxError as error:
            raise Refused(DAMAGED) from error
