"""The cell styles of an Excel file: how they show numbers, and which of them strike text out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workbench.spreadsheets.values import boolean
from workbench.spreadsheets.xmlstream import elements

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbench.spreadsheets.package import Package

PLAIN, DATE, ELAPSED = range(3)
"""What a number is shown as: itself, a date or time, hours that may pass 24."""

_BUILT_IN_DATES = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
_BUILT_IN = {str(number): "yyyy-mm-dd" for number in _BUILT_IN_DATES} | {
    "1": "0",
    "2": "0.00",
    "3": "#,##0",
    "4": "#,##0.00",
    "9": "0%",
    "10": "0.00%",
    "11": "0.00E+00",
    "12": "# ?/?",
    "13": "# ??/??",
    "14": "mm-dd-yy",
    "15": "d-mmm-yy",
    "16": "d-mmm",
    "17": "mmm-yy",
    "18": "h:mm AM/PM",
    "19": "h:mm:ss AM/PM",
    "20": "h:mm",
    "21": "h:mm:ss",
    "22": "m/d/yy h:mm",
    "37": "#,##0 ;(#,##0)",
    "38": "#,##0 ;[Red](#,##0)",
    "39": "#,##0.00;(#,##0.00)",
    "40": "#,##0.00;[Red](#,##0.00)",
    "45": "mm:ss",
    "46": "[h]:mm:ss",
    "47": "mmss.0",
    "48": "##0.0E+0",
}
"""The formats that files name by number alone; those for dates of East Asia are dates like others."""
_AS_THEY_ARE = frozenset(("", "@", "0", "general"))

_NOT_LETTERS = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
_ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_NEEDLESS = re.compile(r"\\(?=[-+/:,. ()%])")
"""Signs that some programs write before characters which mean themselves."""
_DATE = re.compile("[dmyhs]", re.IGNORECASE)


@dataclass(slots=True)
class Styles:
    """The cell styles of a workbook; ``formats`` and ``struck`` by style number as it stands in cells."""

    shown_as: list[int] = field(default_factory=lambda: [PLAIN])
    """PLAIN, DATE or ELAPSED by style number."""
    formats: dict[str, str] = field(default_factory=dict)
    """How numbers are shown, where that is not as they are."""
    struck: set[str] = field(default_factory=set)


def read_styles(package: Package, part: str) -> Styles:
    """Read the styles in ``part``."""
    codes = dict(_BUILT_IN)
    struck_fonts: list[bool] = []
    styles, is_struck = Styles([]), False
    with package.open(part) as stream:
        for element in elements(stream, "styleSheet"):
            match element.name, element.parent:
                case "strike", "font":
                    is_struck = is_on(element.attributes)
                case "font", parent:
                    if parent == "fonts":
                        struck_fonts.append(is_struck)
                    is_struck = False
                case "numFmt", "numFmts":
                    codes[element.attributes["numFmtId"]] = element.attributes["formatCode"]
                case "xf", "cellXfs":
                    _add_style(styles, element.attributes, codes, struck_fonts)
    styles.shown_as = styles.shown_as or [PLAIN]
    return styles


def is_on(attributes: Mapping[str, str]) -> bool:
    """Return whether an element such as ``<strike/>`` switches on what it is called."""
    return boolean(attributes.get("val", "1"))


def shown_as(code: str) -> int:
    """Return whether a number format shows dates, elapsed time or plain numbers."""
    first = _NOT_LETTERS.sub("", code.split(";")[0])
    if _ELAPSED.search(first):
        return ELAPSED
    return DATE if _DATE.search(first) else PLAIN


def _add_style(
    styles: Styles, attributes: Mapping[str, str], codes: Mapping[str, str], struck_fonts: list[bool]
) -> None:
    name = str(len(styles.shown_as))
    code = codes.get(attributes.get("numFmtId", "0"), "")
    if code.lower() not in _AS_THEY_ARE:
        styles.formats[name] = _NEEDLESS.sub("", code)
    font = attributes.get("fontId", "0")
    if font.isdecimal() and int(font) < len(struck_fonts) and struck_fonts[int(font)]:
        styles.struck.add(name)
    styles.shown_as.append(shown_as(code))
