"""The forms in which Word shows the number of a paragraph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.numbering import roman

if TYPE_CHECKING:
    from collections.abc import Callable

MOST = 32_767
"""The largest number that Word counts to; a larger one is shown in figures whatever its form."""

_LATIN = "abcdefghijklmnopqrstuvwxyz"
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"
_HEBREW = "אבגדהוזחטיכלמנסעפצקרשת"
_ARABIC_ALPHA = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي"
_ARABIC_ABJAD = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
_CHICAGO = "*†‡§"
_CHINESE = "〇一二三四五六七八九"
_HUNDREDS = ("", "C", "CC", "CCC", "CD", "D", "DC", "DCC", "DCCC", "CM")
_CIRCLED = 20


def shown(number: int, form: str, language: str = "", example: str = "") -> str:
    """Return a number as Word shows it; a form that is not known here is shown in figures.

    ``example`` is the pattern of a custom form ("001, 002, …").
    """
    if not 0 < number <= MOST:
        return str(number) if form != "decimalZero" or number else "00"
    if form == "ordinal":
        return _ordinal(number, language)
    if form == "custom":
        return str(number).zfill(len(example.split(",")[0].strip()))
    make = _FORMS.get(form)
    return make(number) if make else str(number)


def _repeated(alphabet: str) -> Callable[[int], str]:
    """Return what numbers by letters: after the last one they are doubled, then trebled."""

    def make(number: int) -> str:
        times, position = divmod(number - 1, len(alphabet))
        return alphabet[position] * (times + 1)

    return make


def _ordinal(number: int, language: str) -> str:
    match language[:2].lower():
        case "fr":
            return "1er" if number == 1 else f"{number}e"
        case "es" | "pt" | "it":
            return f"{number}º"
        case "en" | "":
            teens = 10 <= number % 100 <= 20
            return f"{number}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"
    return f"{number}."


def _long_roman(number: int) -> str:
    """Return a Roman numeral of any length; those of papers end before the hundreds."""
    thousands, rest = divmod(number, 1000)
    return "M" * thousands + _HUNDREDS[rest // 100] + roman(rest % 100)


def _chinese(number: int) -> str:
    """Return a number below a hundred as it is counted in Chinese, a larger one figure by figure."""
    tens, ones = divmod(number, 10)
    if tens > 9 or not tens:
        return "".join(_CHINESE[int(figure)] for figure in str(number))
    return f"{_CHINESE[tens] if tens > 1 else ''}十{_CHINESE[ones] if ones else ''}"


def _from(first: str, last: int) -> Callable[[int], str]:
    """Return what numbers by signs that follow each other in Unicode, from ``first`` as 1 on."""
    return lambda number: chr(ord(first) + number - 1) if number <= last else str(number)


def _wide(number: int) -> str:
    return "".join(chr(ord(figure) - ord("0") + ord("０")) for figure in str(number))


_FORMS: dict[str, Callable[[int], str]] = {
    "upperRoman": _long_roman,
    "lowerRoman": lambda number: _long_roman(number).lower(),
    "upperLetter": _repeated(_LATIN.upper()),
    "lowerLetter": _repeated(_LATIN),
    "decimalZero": lambda number: f"{number:02}",
    "numberInDash": lambda number: f"- {number} -",
    "hex": lambda number: f"{number:X}",
    "chicago": _repeated(_CHICAGO),
    "russianLower": _repeated(_RUSSIAN),
    "russianUpper": _repeated(_RUSSIAN.upper()),
    "hebrew2": _repeated(_HEBREW),
    "arabicAlpha": _repeated(_ARABIC_ALPHA),
    "arabicAbjad": _repeated(_ARABIC_ABJAD),
    "decimalEnclosedCircle": _from("①", _CIRCLED),
    "decimalEnclosedParen": _from("⑴", _CIRCLED),
    "decimalEnclosedFullstop": _from("⒈", _CIRCLED),
    "decimalFullWidth": _wide,
    "chineseCounting": _chinese,
    "chineseCountingThousand": _chinese,
    "japaneseCounting": _chinese,
    "ideographDigital": lambda number: "".join(_CHINESE[int(figure)] for figure in str(number)),
}
