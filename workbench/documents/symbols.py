"""Signs of the fonts Symbol and Wingdings as letters of Unicode: files name them by their place."""

from __future__ import annotations

import re

UNKNOWN = "•"
"""Stands for a sign that no table knows: most of them are bullets."""

_PLACES = re.compile("[\uf020-\uf0ff]")
_FIRST = 0xF000

_SYMBOL_FROM_0X41 = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ"
_SYMBOL_FROM_0X61 = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ"
_SYMBOL = {
    **dict(enumerate(_SYMBOL_FROM_0X41, 0x41)),
    **dict(enumerate(_SYMBOL_FROM_0X61, 0x61)),
    **{code: chr(code) for code in (*range(0x20, 0x41), 0x5B, 0x5D, 0x5F, 0x7B, 0x7C, 0x7D)},
    **dict(enumerate("€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…", 0xA0)),
    **dict(enumerate("ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊", 0xC0)),
}
_WINGDINGS = {
    **{0x21: "✏", 0x22: "✂", 0x28: "☎", 0x2A: "✉", 0x46: "☞", 0x4A: "☺", 0x4C: "☹", 0x6C: "●", 0x6D: "❍"},
    **{0x6E: "■", 0x6F: "□", 0x71: "❑", 0x72: "❒", 0x73: "⬧", 0x74: "⧫", 0x75: "◆", 0x76: "❖", 0x77: "⬥"},
    **dict(enumerate("①②③④⑤⑥⑦⑧⑨⑩", 0x81)),
    **dict(enumerate("❶❷❸❹❺❻❼❽❾❿", 0x8C)),
    **{0x9E: "·", 0x9F: "•", 0xA7: "▪", 0xA8: "◻", 0xB2: "⟡", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑"},
    **{0xE2: "↓", 0xE8: "➔", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑"},
}
_FONTS = {"symbol": _SYMBOL, "wingdings": _WINGDINGS}


def sign(font: str, code: str) -> str:
    """Return the letter for a sign of a font by its number in hexadecimal, as ``w:sym`` has it."""
    try:
        place = int(code, 16)
    except ValueError:
        return UNKNOWN
    if font.lower() in _FONTS:
        return _FONTS[font.lower()].get(place & 0xFF, UNKNOWN)
    is_letter = 0x20 <= place <= 0x10FFFF and chr(place).isprintable()
    return chr(place) if is_letter else UNKNOWN


def readable(text: str, font: str = "") -> str:
    """Return a text whose signs of a font, private letters of Unicode, are letters that anyone can read."""
    table = _FONTS.get(font.lower(), {**_WINGDINGS, **_SYMBOL})
    return _PLACES.sub(lambda found: table.get(ord(found[0]) - _FIRST, UNKNOWN), text)
