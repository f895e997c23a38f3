"""A PDF file as a whole: whether it is sound and may be read, its pages, its links."""

from __future__ import annotations

import ctypes
import re
import zlib
from ctypes import byref
from itertools import islice
from typing import TYPE_CHECKING

import pypdfium2
import pypdfium2.raw as pdfium

from workbench.errors import UserError
from workbench.intake.pdf_runs import Link
from workbench.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_PAGES = 1000
_END = b"%%EOF"
_OBJECT = re.compile(rb"\b(\d{1,10})\s+(\d{1,5})\s+obj\b")
_STREAM = re.compile(rb">>\s*stream\r?\n")
_LONGEST_HEAD = 400
_LONGEST_NUMBERS = 24
_NO_TEXT = (b"/Image", b"/Predictor", b"[")  # pictures, tables of places, what is packed twice
_MOST_UNPACKED = 2**26
_TEXT_AT = re.compile(rb"/(?:Contents|ToUnicode)\s+(\d+)\s+(\d+)\s+R")
_TEXT_LOST = Sentence("{0} was refused: it is damaged, and some of its text is lost.")
_MOST_TEXTS = 20_000  # drawn on a page, letter by letter at worst
_MOST_LINKS = 2_000  # on a page
_MOST_NOTES = 20_000  # annotations of a page among which links are looked for
_WEB = ("http://", "https://", "mailto:")
_LONGEST_ADDRESS = 2048
_PORTFOLIO = b"/Collection"


def open_pdf(data: bytes, name: str) -> pypdfium2.PdfDocument:
    """Return the document ``data``; raise UserError where it is damaged, locked, too long or no document."""
    _check_whole(data, name)
    try:
        document = pypdfium2.PdfDocument(data)
        count = len(document)
    except pypdfium2.PdfiumError as error:
        # pdfium may still tell what was wrong with another file
        if b"/Encrypt" in data and error.err_code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
            raise UserError(
                "{0} was refused: it is protected with a password; save a copy without one.", name
            ) from error
        raise UserError("{0} was refused: it is damaged and cannot be opened as a PDF file.", name) from error
    try:
        _check_kind(document, count, data, name)
    except UserError:
        document.close()
        raise
    return document


def _check_whole(data: bytes, name: str) -> None:
    """Refuse a file that breaks off, lacks a text or holds one that does not unpack.

    pdfium mends such files as well as it can, and part of the paper would be lost without a word.
    """
    end = data.rfind(_END)
    if end < 0 or _OBJECT.search(data, end):
        raise UserError("{0} was refused: it breaks off, so it was not copied or loaded whole.", name)
    if set(_TEXT_AT.findall(data)) - _objects(data):
        raise UserError(_TEXT_LOST, name)
    if b"/Encrypt" in data:
        return  # what is locked is not packed alone
    for match in _STREAM.finditer(data):
        head = data[max(0, match.start() - _LONGEST_HEAD) : match.start()].rpartition(b"obj")[2]
        if b"/FlateDecode" in head and not any(sign in head for sign in _NO_TEXT):
            packed = data[match.end() : data.find(b"endstream", match.end())]
            try:
                zlib.decompressobj().decompress(packed, _MOST_UNPACKED)
            except zlib.error as error:
                raise UserError(_TEXT_LOST, name) from error


def _objects(data: bytes) -> set[tuple[bytes, ...]]:
    """Return the two numbers that each object of a file has."""
    return {tuple(before[-_LONGEST_NUMBERS:].split()[-2:]) for before in data.split(b"obj")}


def _check_kind(document: pypdfium2.PdfDocument, count: int, data: bytes, name: str) -> None:
    if count > MAX_PAGES:
        raise UserError(
            "{0} was refused: {1} pages are far more than any paper has (the limit is {2}).",
            name,
            count,
            MAX_PAGES,
        )
    if not count:
        raise UserError("{0} was refused: it is damaged and has no pages.", name)
    if _PORTFOLIO in data and document.count_attachments():
        raise UserError(
            "{0} was refused: it only holds other files; save the paper out of it as a file of its own.", name
        )


def load_page(document: pypdfium2.PdfDocument, number: int, name: str) -> pypdfium2.PdfPage:
    """Return the page ``number``, counted from 0; raise UserError where it cannot be read."""
    try:
        return document[number]
    except pypdfium2.PdfiumError as error:
        raise UserError("{0} was refused: it is damaged at page {1}.", name, number + 1) from error


def refuse_crowded(page: pypdfium2.PdfPage, number: int, name: str) -> None:
    """Raise UserError where a page draws more pieces of text than any page shows: pdfium needs hours."""
    count = pdfium.FPDFPage_CountObjects(page.raw)
    if count <= _MOST_TEXTS:
        return
    kinds = (pdfium.FPDFPageObj_GetType(pdfium.FPDFPage_GetObject(page.raw, place)) for place in range(count))
    if sum(kind == pdfium.FPDF_PAGEOBJ_TEXT for kind in kinds) > _MOST_TEXTS:
        raise UserError(
            "{0} was refused: page {1} holds far more text than a page can show.", name, number + 1
        )


def is_drawn_on(page: pypdfium2.PdfPage) -> bool:
    """Whether a page shows anything: text, lines or pictures."""
    return bool(pdfium.FPDFPage_CountObjects(page.raw) > 0)


def links_of(document: pypdfium2.PdfDocument, page: pypdfium2.PdfPage) -> list[Link]:
    """Return the stretches of a page that lead to an address on the web."""
    return list(islice(_links(document, page), _MOST_LINKS))


def _links(document: pypdfium2.PdfDocument, page: pypdfium2.PdfPage) -> Iterator[Link]:
    place, found, box = ctypes.c_int(0), pdfium.FPDF_LINK(), pdfium.FS_RECTF()
    while pdfium.FPDFLink_Enumerate(page.raw, byref(place), byref(found)):
        if place.value > _MOST_NOTES:
            return
        url = _address(document, found)
        if url.startswith(_WEB) and pdfium.FPDFLink_GetAnnotRect(found, byref(box)):
            yield Link(box.left, box.bottom, box.right, box.top, url)


def _address(document: pypdfium2.PdfDocument, link: pdfium.FPDF_LINK) -> str:
    action = pdfium.FPDFLink_GetAction(link)
    if not action or pdfium.FPDFAction_GetType(action) != pdfium.PDFACTION_URI:
        return ""
    buffer = ctypes.create_string_buffer(_LONGEST_ADDRESS)
    length = pdfium.FPDFAction_GetURIPath(document.raw, action, buffer, _LONGEST_ADDRESS)
    return buffer.value.decode("utf-8", "replace") if length <= _LONGEST_ADDRESS else ""
