"""An Excel workbook (.xlsx, .xlsm and their templates): its parts, and how they hang together.

Read here rather than through openpyxl, which makes an object of every styled or merged cell (a small
file can fill any memory), refuses whole files for a colour it does not know, loses the difference
between ``_x000D_`` and text that looks like it, and needs a second run for what formulas computed.
"""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, NamedTuple

from workbench.spreadsheets.book import Book
from workbench.spreadsheets.filling import Budget, Filling
from workbench.spreadsheets.refusing import DAMAGED, Refused
from workbench.spreadsheets.values import boolean, clean_text, position, unescaped, utc
from workbench.spreadsheets.xlsx_names import READING_AIDS, named
from workbench.spreadsheets.xlsx_sheet import DATE, ELAPSED, PLAIN, Shared, read_sheet
from workbench.spreadsheets.xmlstream import elements, parse

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workbench.spreadsheets.book import Sheet
    from workbench.spreadsheets.package import Package

_LEFT_ALONE = (
    (r"vbaproject\.bin$|^xl/macrosheets/", "holds macros; they were not run"),
    (r"^xl/externallinks/", "holds links to other files; they were not followed"),
    (r"^xl/(embeddings|activex)/", "holds embedded objects or controls; they were not opened"),
    (r"^xl/(connections\.xml$|querytables/)", "holds connections to outside data; they were not used"),
)
_BUILT_IN_DATES = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
_NOT_LETTERS = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
_ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_DATE = re.compile("[dmyhs]", re.IGNORECASE)


class Relation(NamedTuple):
    """What a part refers to: ``kind`` is the last word of its type, ``target`` the name of a part."""

    id: str
    kind: str
    target: str


def read_xlsx(package: Package, name: str) -> Book:
    """Read a workbook whose parts have been checked; ``name`` is what warnings call it."""
    main = _relations(package, "")
    workbook = next((relation.target for relation in main if relation.kind == "officeDocument"), None)
    if workbook is None:
        raise Refused(DAMAGED)
    book = Book(_read_sheets(package, workbook))
    for relation in main:
        if relation.kind in ("custom-properties", "customProperties"):
            book.properties = _read_properties(package, relation.target)
        elif relation.kind == "core-properties" and relation.target in package:
            book.saved_by, book.saved_at = _read_last_save(package, relation.target)
    book.warnings = [
        f"“{name}” {sentence}."
        for pattern, sentence in _LEFT_ALONE
        if any(re.search(pattern, part) for part in package)
    ]
    return book


def shown_as(code: str) -> int:
    """Return whether a number format shows dates, elapsed time or plain numbers."""
    first = _NOT_LETTERS.sub("", code.split(";")[0])
    if _ELAPSED.search(first):
        return ELAPSED
    return DATE if _DATE.search(first) else PLAIN


def _relations(package: Package, part: str) -> list[Relation]:
    """Return what ``part`` refers to inside the package; "" is the package itself."""
    folder, file = posixpath.split(part)
    name = posixpath.join(folder, "_rels", f"{file}.rels")
    if name not in package:
        return []
    with package.open(name) as stream:
        return [
            Relation(
                element.attributes["Id"],
                element.attributes["Type"].rpartition("/")[2],
                posixpath.normpath(posixpath.join("/", folder, element.attributes["Target"])).lstrip("/"),
            )
            for element in elements(stream, "Relationships")
            if element.name == "Relationship" and element.attributes.get("TargetMode") != "External"
        ]


def _read_sheets(package: Package, workbook: str) -> list[Sheet]:
    relations = {relation.id: relation for relation in _relations(package, workbook)}
    from_1904, declared = _read_workbook(package, workbook)
    budget = Budget()
    strings = _of_kind(relations.values(), "sharedStrings", package)
    styles = _of_kind(relations.values(), "styles", package)
    shared = Shared(
        _read_strings(package, strings, budget) if strings else [],
        _read_styles(package, styles) if styles else [PLAIN],
        from_1904,
        budget,
    )
    sheets = []
    for attributes in declared:
        relation = relations[attributes["id"]]
        if relation.kind == "worksheet":
            hidden = attributes.get("state", "visible") != "visible"
            filling = Filling(attributes["name"], budget, hidden=hidden)
            with package.open(relation.target) as stream:
                read_sheet(stream, filling, shared)
            _read_notes(package, relation.target, filling)
            sheets.append(filling.sheet())
    if not sheets:
        raise Refused("holds no worksheet")
    return sheets


def _of_kind(relations: Iterable[Relation], kind: str, package: Package) -> str | None:
    targets = (relation.target for relation in relations if relation.kind == kind)
    return next((target for target in targets if target in package), None)


def _read_workbook(package: Package, workbook: str) -> tuple[bool, list[dict[str, str]]]:
    """Return whether days are counted from 1904, and the attributes of the sheets."""
    from_1904 = False
    sheets = []
    with package.open(workbook) as stream:
        for element in elements(stream, "workbook"):
            if element.name == "workbookPr":
                from_1904 = boolean(element.attributes.get("date1904", "0"))
            elif element.name == "sheet" and element.parent == "sheets":
                sheets.append(element.attributes)
    return from_1904, sheets


def _read_strings(package: Package, part: str, budget: Budget) -> list[str | None]:
    strings: list[str | None] = []
    pieces: list[str] = []

    def end_string(_: str) -> None:
        budget.spend(1)
        strings.append(clean_text(unescaped("".join(pieces))))
        pieces.clear()

    ends = named({"t": pieces.append, "si": end_string})
    with package.open(part) as stream:
        parse(stream, "sst", {}, ends, skip=READING_AIDS)
    return strings


def _read_styles(package: Package, part: str) -> list[int]:
    """Return what each cell style shows numbers as."""
    codes = {str(number): DATE for number in _BUILT_IN_DATES} | {"46": ELAPSED}
    styles = []
    with package.open(part) as stream:
        for element in elements(stream, "styleSheet"):
            if element.name == "numFmt" and element.parent == "numFmts":
                codes[element.attributes["numFmtId"]] = shown_as(element.attributes["formatCode"])
            elif element.name == "xf" and element.parent == "cellXfs":
                styles.append(codes.get(element.attributes.get("numFmtId", "0"), PLAIN))
    return styles or [PLAIN]


def _read_notes(package: Package, sheet: str, filling: Filling) -> None:
    """Read the comments of a sheet; threads replace the notice that stands for them in older programs."""
    relations = _relations(package, sheet)
    notes: dict[str, str] = {}
    for relation in relations:
        if relation.kind == "comments":
            notes |= _read_comments(package, relation.target)
    for relation in relations:
        if relation.kind == "threadedComment":
            notes |= _read_threads(package, relation.target)
    for reference, text in notes.items():
        if text:
            filling.note(*position(reference), text)


def _read_comments(package: Package, part: str) -> dict[str, str]:
    notes = {}
    text = ""
    with package.open(part) as stream:
        for element in elements(stream, "comments"):
            if element.name == "t" and element.parent != "rPh":
                text += element.text
            elif element.name == "comment":
                notes[element.attributes["ref"]] = clean_text(unescaped(text)) or ""
                text = ""
    return notes


def _read_threads(package: Package, part: str) -> dict[str, str]:
    notes: dict[str, list[str]] = {}
    text = ""
    with package.open(part) as stream:
        for element in elements(stream, "ThreadedComments"):
            if element.name == "text":
                text = element.text
            elif element.name == "threadedComment":
                notes.setdefault(element.attributes["ref"], []).append(clean_text(text) or "")
                text = ""
    return {reference: "\n".join(texts) for reference, texts in notes.items()}


def _read_properties(package: Package, part: str) -> dict[str, str]:
    properties = {}
    with package.open(part) as stream:
        value = ""
        for element in elements(stream, "Properties"):
            if element.name == "property":
                properties[element.attributes.get("name", "")] = value
                value = ""
            else:
                value = element.text
    return properties


def _read_last_save(package: Package, part: str) -> tuple[str, str]:
    with package.open(part) as stream:
        found = {element.name: element.text for element in elements(stream, "coreProperties")}
    return found.get("lastModifiedBy") or found.get("creator", ""), utc(found.get("modified", ""))
