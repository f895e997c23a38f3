"""The parts of a Word file, opened without trusting them."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, NamedTuple

from workbench.sentences import Sentence
from workbench.spreadsheets.package import Kind, Package
from workbench.spreadsheets.refusing import DAMAGED, Refused

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element

MAX_XML = 32 * 2**20
"""Bytes of one part that is read; a paper of a thousand pages has some ten million."""
MAX_SIGNS = 3_000_000
"""Tags and attributes of all parts together: each takes a hundred bytes once it is read."""

NO_WORD_FILE = Sentence("is no Word file (.docx)")
TOO_MUCH = Sentence("holds more than this program reads; save its chapters as files of their own")

_DOCUMENT = Kind(
    Sentence("has more than {0} parts; no document has so many"),
    Sentence(
        "unpacks to more than {0} MB and was not opened; if it is a real document, save it again without its"
        " pictures"
    ),
    Sentence(
        "unpacks to more than two hundred times its size and was not opened; if it is a real document, save"
        " it again without its pictures"
    ),
)
_STRICT = b"http://purl.oclc.org/ooxml/"
_STRICT_NAME = re.compile(rb"""(["'])http://purl\.oclc\.org/ooxml/(\w+)/(\w+)\1""")
_DECLARATION = re.compile(r"^\ufeff?\s*<\?xml.*?\?>", re.DOTALL)
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_OTHERS = {
    "workbook": Sentence("is an Excel workbook, not a Word file (.docx)"),
    "presentation": Sentence("is a PowerPoint presentation, not a Word file (.docx)"),
}


class Relation(NamedTuple):
    """What a part refers to: ``kind`` is the last word of its type, ``target`` a part or an address."""

    kind: str
    target: str
    is_outside: bool


class Parts:
    """The XML parts of one Word file; Refused where it is none.

    ``main`` is the name of the part that holds the text, ``document`` its root.
    """

    def __init__(self, content: bytes) -> None:
        self._package = Package(content, _DOCUMENT)
        self._package.refuse_document_types()
        self._signs = 0
        self._roots: dict[str, _Element] = {}
        self._relations: dict[str, dict[str, Relation]] = {}
        self.main = self._main_part()
        self.document = self._read(self.main)
        root = local(self.document)
        if root in _OTHERS:
            raise Refused(_OTHERS[root])
        if root != "document":
            raise Refused(DAMAGED)

    def __contains__(self, name: str) -> bool:
        return name in self._package

    def names(self) -> list[str]:
        """Return the names of all parts in small letters."""
        return list(self._package)

    def root(self, name: str, *expected: str) -> _Element:
        """Return the first element of a part; Refused where it is called none of ``expected``."""
        root = self._read(name)
        if local(root) not in expected:
            raise Refused(DAMAGED)
        return root

    def beside(self, kind: str, expected: str) -> tuple[str, _Element | None]:
        """Return the part of a kind that the document has one of, found by its usual name at worst."""
        related = [
            r.target for r in self.relations(self.main).values() if r.kind == kind and not r.is_outside
        ]
        usual = posixpath.join(posixpath.dirname(self.main), f"{kind}.xml")
        name = next((target for target in (*related, usual) if target in self), "")
        return name, self.root(name, expected) if name else None

    def relations(self, part: str) -> Mapping[str, Relation]:
        """Return what a part refers to by id; "" is the package itself."""
        if part not in self._relations:
            self._relations[part] = self._read_relations(part)
        return self._relations[part]

    def _read_relations(self, part: str) -> dict[str, Relation]:
        folder, file = posixpath.split(part)
        name = posixpath.join(folder, "_rels", f"{file}.rels")
        found: dict[str, Relation] = {}
        for element in self.root(name, "Relationships") if name in self else ():
            target = element.get("Target", "")
            is_outside = element.get("TargetMode") == "External"
            if not is_outside:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            kind = element.get("Type", "").rpartition("/")[2]
            found.setdefault(element.get("Id", ""), Relation(kind, target, is_outside))
        return found

    def _main_part(self) -> str:
        for relation in self.relations("").values():
            if relation.kind == "officeDocument" and relation.target in self:
                return relation.target
        if "mimetype" in self:
            raise Refused(
                "is an OpenDocument file (.odt); open it in Word or LibreOffice and save it as .docx"
            )
        if any(name.endswith(".iwa") for name in self._package):
            raise Refused("is a Pages document; open it in Pages and export it to Word")
        raise Refused(NO_WORD_FILE)

    def _read(self, name: str) -> _Element:
        key = name.lower()
        if key not in self._roots:
            with self._package.open(name) as part:
                content = part.read(MAX_XML + 1)
            self._signs += content.count(b"<") + content.count(b"=")
            if len(content) > MAX_XML or self._signs > MAX_SIGNS:
                raise Refused(TOO_MUCH)
            self._roots[key] = _parsed(content)
        return self._roots[key]


def local(element: _Element) -> str:
    """Return the name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def _parsed(content: bytes) -> _Element:
    """Return the root of an XML part; names of the strict form become those of the usual one."""
    from lxml import etree

    if content.startswith(_WIDE):
        content = _DECLARATION.sub("", content.decode("utf-16")).encode()
    if _STRICT in content:
        content = _STRICT_NAME.sub(rb"\1http://schemas.openxmlformats.org/\2/2006/\3\1", content)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise Refused(DAMAGED) from error
