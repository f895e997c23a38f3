"""A workbook's or document's ZIP file, opened only where it is sound and will not fill the memory."""

from __future__ import annotations

import io
import zipfile
from typing import IO, TYPE_CHECKING, NamedTuple

from workbench.sentences import Sentence
from workbench.spreadsheets.refusing import DAMAGED, INCOMPLETE, PROTECTED, Refused
from workbench.spreadsheets.xmlstream import refuse_document_type

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_PARTS = 10_000
MAX_PART = 100 * 2**20
MAX_TOTAL = 200 * 2**20
"""Bytes of one part and of all together, unpacked; the fullest sheet we know of has 4 MB."""
MAX_RATIO = 200
RATIO_FROM = 10 * 2**20
"""From this many bytes on a part may be at most ``MAX_RATIO`` times as long as its packed form."""

_CENTRAL_ENTRY = b"PK\x01\x02"
_END = b"PK\x05\x06"
_UNKNOWN = 0xFFFF
_ENCRYPTED = 1
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


class Kind(NamedTuple):
    """What is said of a package that has too many parts, is too large, or packed closer than any is."""

    many: Sentence
    large: Sentence
    dense: Sentence


WORKBOOK = Kind(
    Sentence("has more than {0} parts; no workbook has so many"),
    Sentence(
        "unpacks to more than {0} MB and was not opened; if it is a real workbook, delete the empty formatted"
        " rows and columns and save it again"
    ),
    Sentence(
        "unpacks to more than two hundred times its size and was not opened; if it is a real workbook, delete"
        " the empty formatted rows and columns and save it again"
    ),
)


class Package:
    """The parts of a ZIP file by name; upper and lower case are the same, as the standard has it."""

    def __init__(self, content: bytes, kind: Kind = WORKBOOK) -> None:
        if content.count(_CENTRAL_ENTRY) > MAX_PARTS:
            raise Refused(kind.many, f"{MAX_PARTS:,}")
        self._kind = kind
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
            raise Refused(INCOMPLETE) from error
        self._entries: dict[str, zipfile.ZipInfo] = {}
        self._opened: set[str] = set()
        if _declared_parts(content) not in (_UNKNOWN, len(self._archive.infolist())):
            raise Refused(INCOMPLETE)
        self._check()

    def __contains__(self, name: str) -> bool:
        return _key(name) in self._entries

    def __iter__(self) -> Iterator[str]:
        """Iterate over the names of the parts in small letters."""
        return iter(self._entries)

    def open(self, name: str) -> IO[bytes]:
        """Open a part for reading, which can be done once; KeyError where there is none of that name.

        Read it in pieces: asked for all at once, a part may unpack to more than it declares.
        """
        key = _key(name)
        if key in self._opened:
            raise Refused(DAMAGED)
        entry = self._entries[key]
        self._opened.add(key)
        return self._archive.open(entry)

    def refuse_document_types(self) -> None:
        """Raise Refused where any part declares a document type; pictures in XML may, nothing reads them."""
        for name, entry in self._entries.items():
            if not name.endswith(".svg"):
                with self._archive.open(entry) as part:
                    refuse_document_type(part)

    def _check(self) -> None:
        total = 0
        for entry in self._archive.infolist():
            total += entry.file_size
            self._check_entry(entry)
            key = _key(entry.filename)
            if ".." in key.split("/") or key in self._entries:
                raise Refused(DAMAGED)
            if not entry.is_dir():
                self._entries[key] = entry
        if total > MAX_TOTAL:
            raise Refused(self._kind.large, MAX_TOTAL // 2**20)

    def _check_entry(self, entry: zipfile.ZipInfo) -> None:
        if entry.flag_bits & _ENCRYPTED:
            raise Refused(PROTECTED)
        if entry.compress_type not in _METHODS:
            raise Refused(DAMAGED)
        if entry.file_size > MAX_PART:
            raise Refused(self._kind.large, MAX_PART // 2**20)
        if entry.file_size > RATIO_FROM and entry.file_size > MAX_RATIO * entry.compress_size:
            raise Refused(self._kind.dense)


def _declared_parts(content: bytes) -> int:
    """Return how many parts the end of a ZIP file says there are; ``zipfile`` believes what it finds."""
    place = content.rfind(_END) + 10
    return int.from_bytes(content[place : place + 2], "little")


def _key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()
