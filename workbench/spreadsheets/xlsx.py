"""An Excel workbook (.xlsx, .xlsm and their templates): its parts, and how they hang together.

Read here rather than through openpyxl, which makes an object of every styled or merged cell (a small
file can fill any memory), refuses whole files for a colour it does not know, loses the difference
between ``_x000D_`` and text that looks like it, and needs a second run for what formulas computed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workbench.sentences import Sentence
from workbench.spreadsheets.book import Book
from workbench.spreadsheets.filling import Budget, Filling
from workbench.spreadsheets.refusing import DAMAGED, Refused
from workbench.spreadsheets.values import boolean, clean_text, unescaped, utc
from workbench.spreadsheets.xlsx_drawings import read_boxes
from workbench.spreadsheets.xlsx_names import READING_AIDS, named
from workbench.spreadsheets.xlsx_notes import read_notes
from workbench.spreadsheets.xlsx_relations import relations_of
from workbench.spreadsheets.xlsx_sheet import Shared, Strings, read_sheet
from workbench.spreadsheets.xlsx_styles import Styles, is_on, read_styles
from workbench.spreadsheets.xmlstream import elements, parse

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workbench.spreadsheets.book import Sheet
    from workbench.spreadsheets.package import Package
    from workbench.spreadsheets.xlsx_relations import Relation

_LEFT_ALONE = (
    (r"vbaproject\.bin$|^xl/macrosheets/", Sentence("“{0}” holds macros; they were not run.")),
    (r"^xl/externallinks/", Sentence("“{0}” holds links to other files; they were not followed.")),
    (
        r"^xl/(embeddings|activex)/",
        Sentence("“{0}” holds embedded objects or controls; they were not opened."),
    ),
    (r"^xl/media/", Sentence("“{0}” holds pictures; they were not read.")),
    (
        r"^xl/(connections\.xml$|querytables/)",
        Sentence("“{0}” holds connections to outside data; they were not used."),
    ),
)


def read_xlsx(package: Package, name: str) -> Book:
    """Read a workbook whose parts have been checked; ``name`` is what warnings call it."""
    main = relations_of(package, "").inside
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
        Sentence(sentence, name)
        for pattern, sentence in _LEFT_ALONE
        if any(re.search(pattern, part) for part in package)
    ]
    return book


def _read_sheets(package: Package, workbook: str) -> list[Sheet]:
    relations = {relation.id: relation for relation in relations_of(package, workbook).inside}
    from_1904, declared = _read_workbook(package, workbook)
    budget = Budget()
    strings = _of_kind(relations.values(), "sharedStrings", package)
    styles = _of_kind(relations.values(), "styles", package)
    shared = Shared(
        _read_strings(package, strings, budget) if strings else Strings(),
        read_styles(package, styles) if styles else Styles(),
        from_1904,
        budget,
    )
    sheets = []
    for attributes in declared:
        relation = relations[attributes["id"]]
        if relation.kind == "worksheet":
            hidden = attributes.get("state", "visible") != "visible"
            filling = Filling(attributes["name"], budget, hidden=hidden)
            _read_sheet(package, relation.target, filling, shared)
            sheets.append(filling.sheet())
    if not sheets:
        raise Refused("holds no worksheet")
    return sheets


def _read_sheet(package: Package, part: str, filling: Filling, shared: Shared) -> None:
    """Read a worksheet and the parts that hang on it."""
    with package.open(part) as stream:
        links = read_sheet(stream, filling, shared)
    related = relations_of(package, part)
    for link in links:
        target = related.outside.get(link.relation, "#")
        if not target.startswith("#"):
            filling.link(link.area, f"{target}#{link.place}" if link.place else target)
    read_notes(package, related.inside, filling)
    read_boxes(package, related.inside, filling)


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


def _read_strings(package: Package, part: str, budget: Budget) -> Strings:
    strings = Strings()
    pieces: list[str] = []
    struck = [False, False]  # the run, any run of the string

    def start_run(_: dict[str, str]) -> None:
        struck[0] = False

    def start_strike(attributes: dict[str, str]) -> None:
        struck[0] = is_on(attributes)

    def end_text(text: str) -> None:
        pieces.append(text)
        struck[1] = struck[1] or (struck[0] and bool(text.strip()))

    def end_string(_: str) -> None:
        budget.spend(1)
        if struck[1]:
            strings.struck.add(len(strings.texts))
        strings.texts.append(clean_text(unescaped("".join(pieces))))
        pieces.clear()
        struck[:] = False, False

    starts = named({"r": start_run, "strike": start_strike})
    ends = named({"t": end_text, "si": end_string})
    with package.open(part) as stream:
        parse(stream, "sst", starts, ends, skip=READING_AIDS)
    return strings


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
