"""An OpenDocument spreadsheet (.ods): sheets, who saved it, and its own properties."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workbench.sentences import Sentence
from workbench.spreadsheets.book import Book
from workbench.spreadsheets.ods_content import read_content
from workbench.spreadsheets.ods_styles import Styles, read_styles
from workbench.spreadsheets.refusing import Refused
from workbench.spreadsheets.values import utc
from workbench.spreadsheets.xmlstream import elements

if TYPE_CHECKING:
    from workbench.spreadsheets.package import Package

_MACROS = re.compile("(basic|scripts)/")
_OBJECTS = re.compile(r"object \d+$")
"""Charts and other OpenDocument objects are folders."""


def read_ods(package: Package, name: str) -> Book:
    """Read a spreadsheet whose parts have been checked; ``name`` is what warnings call it."""
    styles = Styles()
    if "styles.xml" in package:
        with package.open("styles.xml") as part:
            styles = read_styles(part)
    with package.open("content.xml") as part:
        content = read_content(part, styles)
    if not content.sheets:
        raise Refused("holds no sheet")
    book = Book(content.sheets)
    if "meta.xml" in package:
        _read_meta(package, book)
    if any(_MACROS.match(part) for part in package):
        book.warnings.append(Sentence("“{0}” holds macros; they were not run.", name))
    if content.has_links:
        book.warnings.append(Sentence("“{0}” holds links to other files; they were not followed.", name))
    if any(_OBJECTS.match(part) for part in package):
        book.warnings.append(
            Sentence("“{0}” holds embedded objects or controls; they were not opened.", name)
        )
    if content.has_pictures:
        book.warnings.append(Sentence("“{0}” holds pictures; they were not read.", name))
    return book


def _read_meta(package: Package, book: Book) -> None:
    properties = {}
    found = {}
    with package.open("meta.xml") as part:
        for element in elements(part, "document-meta"):
            if element.name == "user-defined":
                properties[element.attributes.get("name", "")] = element.text
            else:
                found[element.name] = element.text
    book.properties = properties
    book.saved_by = found.get("creator") or found.get("initial-creator", "")
    book.saved_at = utc(found.get("date") or found.get("creation-date", ""))
