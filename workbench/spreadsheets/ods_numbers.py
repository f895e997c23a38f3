"""How an OpenDocument file shows numbers, dates and times, as the codes in which Excel writes it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

NUMBER = "urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0 "
_STYLE = "urn:oasis:names:tc:opendocument:xmlns:style:1.0 "

_STYLES = ("number", "percentage", "currency", "date", "time", "boolean", "text")
_PARTS = {
    "year": ("yy", "yyyy"),
    "day": ("d", "dd"),
    "day-of-week": ("ddd", "dddd"),
    "hours": ("h", "hh"),
    "minutes": ("m", "mm"),
    "seconds": ("s", "ss"),
    "am-pm": ("AM/PM", "AM/PM"),
    "quarter": ("q", "qq"),
    "text-content": ("@", "@"),
}
"""Elements that are letters of a code: the short form, the long one."""
_AS_IT_IS = re.compile(r"[-+/:,. ()%]*")
_MOST_DIGITS = 30


class NumberFormats:
    """The number styles of a file, read element by element."""

    def __init__(self) -> None:
        self._codes: dict[str, str] = {}
        self._name = ""
        self._pieces: list[str] = []
        self._text: list[str] | None = None

    def starts(self) -> dict[str, Callable[[dict[str, str]], None]]:
        """Return the handlers for the start of elements."""
        return {
            **{f"{NUMBER}{name}-style": self._start_style for name in _STYLES},
            **{f"{NUMBER}{name}": self._adder(*forms) for name, forms in _PARTS.items()},
            f"{NUMBER}month": self._start_month,
            f"{NUMBER}number": self._start_number,
            f"{NUMBER}scientific-number": self._start_scientific,
            f"{NUMBER}fraction": self._adder("# ?/?", "# ?/?"),
            f"{NUMBER}text": self._start_text,
            f"{NUMBER}currency-symbol": self._start_text,
            f"{_STYLE}map": self._start_map,
        }

    def ends(self) -> dict[str, Callable[[str], None]]:
        """Return the handlers for the end of elements."""
        return {
            **{f"{NUMBER}{name}-style": self._end_style for name in _STYLES},
            f"{NUMBER}text": self._end_text,
            f"{NUMBER}currency-symbol": self._end_text,
        }

    def characters(self, text: str) -> None:
        """Take characters as they stand in the file."""
        if self._text is not None:
            self._text.append(text)

    def code(self, name: str) -> str:
        """Return the code of a style, "" where there is none of that name."""
        return self._codes.get(name, "")

    def _adder(self, short: str, long: str) -> Callable[[dict[str, str]], None]:
        def add(attributes: dict[str, str]) -> None:
            self._pieces.append(long if attributes.get(f"{NUMBER}style") == "long" else short)

        return add

    def _start_style(self, attributes: dict[str, str]) -> None:
        self._name = attributes.get(f"{_STYLE}name", "")
        self._pieces = []

    def _end_style(self, _: str) -> None:
        self._codes[self._name] = "".join(self._pieces)
        self._name = ""

    def _start_map(self, attributes: dict[str, str]) -> None:
        """Take the style for numbers above zero where this one is for those below."""
        other = attributes.get(f"{_STYLE}apply-style-name", "")
        if self._name and other in self._codes:
            self._pieces = [self._codes[other]]

    def _start_month(self, attributes: dict[str, str]) -> None:
        letters = 3 if attributes.get(f"{NUMBER}textual") == "true" else 1
        self._pieces.append("m" * (letters + (attributes.get(f"{NUMBER}style") == "long")))

    def _start_number(self, attributes: dict[str, str]) -> None:
        self._pieces.append(_digits(attributes))

    def _start_scientific(self, attributes: dict[str, str]) -> None:
        self._pieces.append(f"{_digits(attributes)}E+00")

    def _start_text(self, _: dict[str, str]) -> None:
        self._text = []

    def _end_text(self, _: str) -> None:
        text = "".join(self._text or ())
        self._text = None
        self._pieces.append(text if _AS_IT_IS.fullmatch(text) else f'"{text}"')


def _digits(attributes: dict[str, str]) -> str:
    """Return the code of a number: "General" where the file leaves it to the program."""
    decimals = attributes.get(f"{NUMBER}decimal-places")
    whole = min(_count(attributes.get(f"{NUMBER}min-integer-digits", "1")), _MOST_DIGITS)
    if attributes.get(f"{NUMBER}grouping") == "true":
        digits = f"#,##{'0' * whole or '#'}"
    elif decimals is None and whole <= 1:
        return "General"
    else:
        digits = "0" * whole or "#"
    places = min(_count(decimals or "0"), _MOST_DIGITS)
    return f"{digits}.{'0' * places}" if places else digits


def _count(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() else 0
