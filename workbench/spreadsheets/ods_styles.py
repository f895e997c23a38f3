"""The styles of an OpenDocument spreadsheet: what is hidden or struck, number formats, lines of the pages."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from workbench.spreadsheets.ods_numbers import NumberFormats
from workbench.spreadsheets.ods_text import Paragraphs
from workbench.spreadsheets.xmlstream import parse

if TYPE_CHECKING:
    from collections.abc import Callable

_STYLE, _TABLE, _TEXT = (
    f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0 " for name in ("style", "table", "text")
)

_MARGINS = ("header", "header-left", "header-first", "footer", "footer-left", "footer-first")
_REGIONS = ("region-left", "region-center", "region-right")
_FIELDS = frozenset(
    f"{_TEXT}{name}"
    for name in ("page-number", "page-count", "sheet-name", "date", "time", "title", "file-name")
)
_PLAIN = frozenset(("", "@", "0", "general"))

Key = tuple[str, str]
"""Family and name of a style: styles of different families may have one name."""


class Styles:
    """What is known of the styles; those of styles.xml are read before those that the content brings."""

    def __init__(self) -> None:
        self._numbers = NumberFormats()
        self._style: Key | None = None
        self._parents: dict[Key, str] = {}
        self._hidden: set[str] = set()
        self._pages: dict[str, str] = {}
        self._formats: dict[str, str] = {}
        self._struck: dict[Key, bool] = {}
        self.margins: dict[str, list[str]] = {}

    def starts(self) -> dict[str, Callable[[dict[str, str]], None]]:
        """Return the handlers for the start of elements that styles consist of."""
        return {
            f"{_STYLE}style": self._start_style,
            f"{_STYLE}table-properties": self._start_table_properties,
            f"{_STYLE}text-properties": self._start_text_properties,
            **self._numbers.starts(),
        }

    def ends(self) -> dict[str, Callable[[str], None]]:
        """Return the handlers for the end of elements that styles consist of."""
        return {f"{_STYLE}style": self._end_style, **self._numbers.ends()}

    def characters(self, text: str) -> None:
        """Take characters as they stand in the file."""
        self._numbers.characters(text)

    def is_hidden(self, table: str) -> bool:
        """Return whether tables of a style are hidden."""
        return table in self._hidden

    def margins_of(self, table: str) -> list[str]:
        """Return the texts in the headers and footers of tables of a style."""
        return self.margins.get(self._pages.get(table, ""), [])

    def shown_as(self, cell: str) -> str:
        """Return how cells of a style show numbers, "" where as they are."""
        for name in self._line("table-cell", cell):
            if name in self._formats:
                code = self._numbers.code(self._formats[name])
                return "" if code.lower() in _PLAIN else code
        return ""

    def is_struck(self, family: str, name: str) -> bool | None:
        """Return whether a style strikes text out, None where it says nothing of it."""
        for key in self._line(family, name):
            if (family, key) in self._struck:
                return self._struck[family, key]
        return None

    def _line(self, family: str, name: str) -> list[str]:
        """Return a style and those it comes from."""
        line: list[str] = []
        while name and name not in line:
            line.append(name)
            name = self._parents.get((family, name), "")
        return line

    def _start_style(self, attributes: dict[str, str]) -> None:
        name = attributes.get(f"{_STYLE}name", "")
        self._style = attributes.get(f"{_STYLE}family", ""), name
        self._parents[self._style] = attributes.get(f"{_STYLE}parent-style-name", "")
        if f"{_STYLE}master-page-name" in attributes:
            self._pages[name] = attributes[f"{_STYLE}master-page-name"]
        if f"{_STYLE}data-style-name" in attributes:
            self._formats[name] = attributes[f"{_STYLE}data-style-name"]

    def _end_style(self, _: str) -> None:
        self._style = None

    def _start_table_properties(self, attributes: dict[str, str]) -> None:
        if self._style and attributes.get(f"{_TABLE}display") == "false":
            self._hidden.add(self._style[1])

    def _start_text_properties(self, attributes: dict[str, str]) -> None:
        kinds = [attributes.get(f"{_STYLE}text-line-through-{name}") for name in ("style", "type")]
        if self._style and any(kinds):
            self._struck[self._style] = "none" not in kinds


def read_styles(part: IO[bytes]) -> Styles:
    """Read the styles in styles.xml, and what the pages have in their headers and footers."""
    styles = Styles()
    reader = _MarginReader(styles.margins)
    starts: dict[str, Callable[[dict[str, str]], None]] = {
        **styles.starts(),
        f"{_STYLE}master-page": reader.start_page,
        **{f"{_STYLE}{name}": reader.start_margin for name in _MARGINS},
        f"{_TEXT}p": reader.start_paragraph,
        f"{_TEXT}s": reader.start_blank,
        f"{_TEXT}tab": reader.start_blank,
        f"{_TEXT}line-break": reader.start_blank,
    }
    ends: dict[str, Callable[[str], None]] = {
        f"{_TEXT}p": reader.end_paragraph,
        **{f"{_STYLE}{name}": reader.end_piece for name in (*_REGIONS, *_MARGINS)},
    }
    number_ends = styles.ends()

    def characters(text: str) -> None:
        styles.characters(text)
        reader.characters(text)

    parse(part, "document-styles", starts, {**number_ends, **ends}, skip=_FIELDS, text=characters)
    return styles


class _MarginReader:
    """Handlers for the elements of headers and footers."""

    def __init__(self, margins: dict[str, list[str]]) -> None:
        self._margins = margins
        self._page: list[str] = []
        self._is_shown = True
        self._text = Paragraphs()

    def start_page(self, attributes: dict[str, str]) -> None:
        self._page = self._margins.setdefault(attributes.get(f"{_STYLE}name", ""), [])

    def start_margin(self, attributes: dict[str, str]) -> None:
        self._is_shown = attributes.get(f"{_STYLE}display") != "false"
        self._text.clear()

    def start_paragraph(self, _: dict[str, str]) -> None:
        self._text.begin()

    def start_blank(self, _: dict[str, str]) -> None:
        self._text.add(" ")

    def characters(self, text: str) -> None:
        self._text.add(text)

    def end_paragraph(self, _: str) -> None:
        self._text.end()

    def end_piece(self, _: str) -> None:
        text = " ".join(self._text.text().split())
        if text and self._is_shown:
            self._page.append(text)
        self._text.clear()
