"""The one way in: a path becomes a Document, or one sentence says why not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.errors import UserError
from workbench.files import on_one_line
from workbench.sentences import Sentence
from workbench.spreadsheets.loading import load
from workbench.spreadsheets.refusing import DAMAGED, INCOMPLETE, PROTECTED, Refused

if TYPE_CHECKING:
    from pathlib import Path

    from workbench.documents.document import Document

_OLE = b"\xd0\xcf\x11\xe0"
_WEB_PAGE = Sentence("is a web page; open it in Word and save it as .docx")
_SIGNATURES = (
    (b"%PDF", Sentence("is a PDF file, not a Word file (.docx)")),
    (b"{\\rtf", Sentence("is a rich-text file; open it in Word and save it as .docx")),
    (b"<?xml", Sentence("is an XML file; open it in Word and save it as .docx")),
    (b"<!doctype html", _WEB_PAGE),
    (b"<html", _WEB_PAGE),
)


def read_document(path: Path) -> Document:
    """Read the Word document (.docx, .docm) at ``path``; raise UserError where it is refused whole.

    The content says what a file is, whatever it is called. Nothing in it is run, no link is followed.
    """
    try:
        content = load(path, "document")
    except Refused as refused:
        raise _refusal(path.name, refused) from refused
    return read_document_bytes(content, path.name)


def read_document_bytes(content: bytes, name: str) -> Document:
    """Read a Word document from the content of its file; see :func:`read_document`."""
    try:
        return read_content(content, name)
    except Refused as refused:
        raise _refusal(name, refused) from refused


def read_content(content: bytes, name: str) -> Document:
    """Read a Word document for a caller who says more about a refusal: raises Refused."""
    _refuse_others(content)
    from workbench.documents.word import read_word

    try:
        return read_word(content, name)
    except Refused:
        raise
    except Exception as error:  # a stranger's file breaks a reader in ways that nobody has listed
        raise Refused(DAMAGED) from error


def _refusal(name: str, refused: Refused) -> UserError:
    return UserError("{0} was refused: it {1}.", on_one_line(name), refused.sentence)


def _refuse_others(content: bytes) -> None:
    """Raise Refused, saying what a file is, where it is no package of parts."""
    if content.startswith(b"PK"):
        return
    if not content:
        raise Refused("is empty")
    if content.startswith(_OLE):
        raise Refused(_old_office(content))
    if not content.strip(b"\0"):
        raise Refused(INCOMPLETE)
    start = content[:64].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for signature, what in _SIGNATURES:
        if start.startswith(signature.lower()):
            raise Refused(what)
    raise Refused("is no Word file (.docx)")


def _old_office(content: bytes) -> Sentence:
    if "EncryptedPackage".encode("utf-16-le") in content:
        return PROTECTED
    if "WordDocument".encode("utf-16-le") in content:
        return Sentence(
            "is in the old form of Word (.doc) or protected with a password; open it in Word and save it as"
            " .docx"
        )
    return Sentence(
        "is an old Office file or protected with a password; open it in Word and save it as .docx without a"
        " password"
    )
