"""What a file is, by its content: a suffix says what somebody called it."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING, NamedTuple

from workbench.sentences import Sentence
from workbench.spreadsheets.refusing import INCOMPLETE, PROTECTED, Refused
from workbench.spreadsheets.xmlstream import elements

if TYPE_CHECKING:
    from collections.abc import Collection

    from workbench.spreadsheets.package import Package

EXPECTED = {
    "xlsx": Sentence("an Excel workbook (.xlsx)"),
    "ods": Sentence("an OpenDocument spreadsheet (.ods)"),
    "csv": Sentence("a CSV file"),
}
TEXT_SUFFIXES = (".csv", ".tsv", ".txt")

_ZIP = b"PK"
_OLE = b"\xd0\xcf\x11\xe0"
_SAVE_AS_XLSX = Sentence("open it in Excel and save it as .xlsx")
_CONTENT_TYPES = "[Content_Types].xml"
_MANIFEST = "META-INF/manifest.xml"
_SPREADSHEET = "application/vnd.oasis.opendocument.spreadsheet"
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument."


class Found(NamedTuple):
    """What a file is; ``format`` is "" where it is nothing that is ever read here."""

    format: str
    what: Sentence
    advice: Sentence | None = None


_SIGNATURES = (
    (b"%PDF", Found("", Sentence("a PDF file"))),
    (b"{\\rtf", Found("", Sentence("a rich-text file"))),
    (b"\x89PNG", Found("", Sentence("a picture"))),
    (b"\xff\xd8\xff", Found("", Sentence("a picture"))),
    (b"GIF8", Found("", Sentence("a picture"))),
    (b"SQLite format 3", Found("", Sentence("a database or workspace"))),
    (b"\t\x08\x10\x00", Found("", Sentence("an old Excel workbook (.xls)"), _SAVE_AS_XLSX)),
)
_MARKUP = (
    (b"<?xml", Found("", Sentence("an XML file"), _SAVE_AS_XLSX)),
    (b"<!doctype html", Found("", Sentence("a web page"), _SAVE_AS_XLSX)),
    (b"<html", Found("", Sentence("a web page"), _SAVE_AS_XLSX)),
)
_MESSAGE = Found(
    "", Sentence("an e-mail message"), Sentence("save the file attached to it and choose that one")
)
_OLE_STREAMS = (
    ("Workbook", Found("", Sentence("an old Excel workbook (.xls)"), _SAVE_AS_XLSX)),
    ("Book", Found("", Sentence("an old Excel workbook (.xls)"), _SAVE_AS_XLSX)),
    ("__substg", _MESSAGE),
    ("WordDocument", Found("", Sentence("an old Word document (.doc)"))),
)
_MAIN_TYPES = (
    ("spreadsheetml.sheet.main+xml", Found("xlsx", Sentence("an Excel workbook"))),
    ("spreadsheetml.template.main+xml", Found("xlsx", Sentence("an Excel template"))),
    ("ms-excel.sheet.macroenabled.main+xml", Found("xlsx", Sentence("an Excel workbook"))),
    ("ms-excel.template.macroenabled.main+xml", Found("xlsx", Sentence("an Excel template"))),
    ("ms-excel.sheet.binary", Found("", Sentence("a binary Excel workbook (.xlsb)"), _SAVE_AS_XLSX)),
    ("wordprocessingml.document.main+xml", Found("", Sentence("a Word document"))),
    ("ms-word.document.macroenabled.main+xml", Found("", Sentence("a Word document"))),
    ("presentationml.presentation.main+xml", Found("", Sentence("a PowerPoint presentation"))),
)
_OTHER_OPEN_DOCUMENTS = {
    "text": Found("", Sentence("an OpenDocument text")),
    "presentation": Found("", Sentence("an OpenDocument presentation")),
}
_ARCHIVE = Found("", Sentence("a ZIP file"))
_TEXT = Found("", Sentence("a text file"), _SAVE_AS_XLSX)
_SAMPLE = 4096


def is_package(content: bytes) -> bool:
    """Whether ``content`` starts like a ZIP file, which Excel and OpenDocument files are."""
    return content.startswith(_ZIP)


def recognise_package(package: Package, formats: Collection[str]) -> str:
    """Return "xlsx" or "ods"; raise Refused, naming what the file is, where it is none of ``formats``."""
    if _CONTENT_TYPES in package:
        found = _office(package)
    elif "mimetype" in package or _MANIFEST in package:
        found = _open_document(package)
    elif any(name.endswith(".iwa") for name in package):
        found = Found(
            "", Sentence("a Numbers document"), Sentence("open it in Numbers and export it to Excel")
        )
    else:
        found = _ARCHIVE
    return _wanted(found, formats)


def recognise_bytes(content: bytes, suffix: str, formats: Collection[str]) -> str:
    """Return "csv" for what is no ZIP file; raise Refused, naming what it is, where that is not wanted.

    Only a file called .csv, .tsv or .txt is taken for one: another suffix shows that somebody believes
    it to be a workbook.
    """
    if not content:
        raise Refused("is empty")
    if not content.strip(b"\0"):
        raise Refused(INCOMPLETE)
    start = content[:64].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for signature, found in _SIGNATURES:
        if content.startswith(signature):
            return _wanted(found, formats)
    if content.startswith(_OLE):
        return _wanted(_old_office(content), formats)
    for signature, found in _MARKUP:
        if start.startswith(signature):
            return _wanted(found, formats)
    if suffix.lower() in TEXT_SUFFIXES and "csv" in formats:
        return "csv"
    if b"\0" in content[:_SAMPLE]:
        return _wanted(Found("", Sentence("of an unknown kind")), formats)
    return _wanted(_MESSAGE if suffix.lower() == ".eml" else _TEXT, formats)


def _wanted(found: Found, formats: Collection[str]) -> str:
    if found.format in formats:
        return found.format
    if found.advice:
        raise Refused("is {0}; {1}", found.what, found.advice)
    raise Refused("is {0}, not {1}", found.what, reduce(_or, (EXPECTED[name] for name in formats)))


def _or(one: Sentence, other: Sentence) -> Sentence:
    return Sentence("{0} or {1}", one, other)


def _old_office(content: bytes) -> Found:
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise Refused(PROTECTED)
    for stream, found in _OLE_STREAMS:
        if stream.encode("utf-16-le") in content:
            return found
    return Found("", Sentence("an old Office file or one that is damaged"))


def _office(package: Package) -> Found:
    with package.open(_CONTENT_TYPES) as part:
        types = [
            element.attributes.get("ContentType", "").lower()
            for element in elements(part, "Types")
            if element.name in ("Override", "Default")
        ]
    for name, found in _MAIN_TYPES:
        if any(name in content_type for content_type in types):
            return found
    return _ARCHIVE


def _open_document(package: Package) -> Found:
    kind = ""
    if _MANIFEST in package:
        with package.open(_MANIFEST) as part:
            for element in elements(part, "manifest"):
                if element.name == "encryption-data":
                    raise Refused(PROTECTED)
                if element.attributes.get("full-path") == "/":
                    kind = element.attributes.get("media-type", "")
    if not kind and "mimetype" in package:
        with package.open("mimetype") as part:
            kind = part.read(256).decode("ascii", "replace").strip()
    if kind.startswith(_SPREADSHEET):
        return Found("ods", Sentence("an OpenDocument spreadsheet"))
    if kind.startswith(_OPEN_DOCUMENT):
        word = kind.removeprefix(_OPEN_DOCUMENT).split("-")[0]
        return _OTHER_OPEN_DOCUMENTS.get(word, Found("", Sentence("an OpenDocument file")))
    return _ARCHIVE
