"""Opening a Word template: ours, or the office's own."""

from __future__ import annotations

import io
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

import docx
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.exceptions import OpcError
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml import etree

from workbench.errors import UserError
from workbench.paper.ooxml import w

if TYPE_CHECKING:
    from pathlib import Path

    from docx.document import Document

_TYPES = "[Content_Types].xml"
_OF_TEMPLATE = b"wordprocessingml.template.main+xml"  # what Word saves as .dotx
_OF_DOCUMENT = b"wordprocessingml.document.main+xml"


def open_template(template: Path | None) -> Document:
    """Return the document to write into, with a body and a theme; UserError where it is none."""
    if template is None:
        return docx.Document(io.BytesIO(our_template()))
    try:
        document = docx.Document(io.BytesIO(_as_document(template.read_bytes())))
        is_whole = document.element.find(w("body")) is not None
    except OSError as error:
        raise UserError(
            "The template {0} cannot be read: {1}.", template.name, error.strerror or str(error)
        ) from None
    except (ValueError, KeyError, BadZipFile, etree.LxmlError, OpcError):
        is_whole = False
    if not is_whole:
        raise UserError("The template {0} is no Word document (.docx).", template.name)
    _see_to_theme(document)
    return document


def our_part(name: str) -> bytes:
    """Return a part of our own template."""
    with ZipFile(io.BytesIO(our_template())) as package:
        return package.read(name)


@cache
def our_template() -> bytes:
    """Return our own template."""
    return files("resources").joinpath("paper", "template.docx").read_bytes()


def _as_document(content: bytes) -> bytes:
    """Return a file saved as a template as the document that it would open; others as they are."""
    with ZipFile(io.BytesIO(content)) as package:
        if _OF_TEMPLATE not in package.read(_TYPES):
            return content
        target = io.BytesIO()
        with ZipFile(target, "w", ZIP_DEFLATED) as changed:
            for entry in package.infolist():
                part = package.read(entry)
                is_list = entry.filename == _TYPES
                changed.writestr(
                    entry.filename, part.replace(_OF_TEMPLATE, _OF_DOCUMENT) if is_list else part
                )
    return target.getvalue()


def _see_to_theme(document: Document) -> None:
    """Give a document without a theme ours: charts take their colours from it."""
    part = document.part
    if not any(rel.reltype == RELATIONSHIP_TYPE.THEME for rel in part.rels.values()):
        theme = Part(
            PackURI("/word/theme.xml"), CONTENT_TYPE.OFC_THEME, our_part("word/theme.xml"), part.package
        )
        part.relate_to(theme, RELATIONSHIP_TYPE.THEME)
