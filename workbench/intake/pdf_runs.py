"""The runs of text that a page of a PDF file draws, with where and how each is drawn.

A run is what one drawing operation shows on one line. pdfium is asked a few times for each run and
hardly ever for each letter: a call from Python takes longer than its answer.
"""

from __future__ import annotations

import ctypes
import re
from ctypes import byref
from math import hypot
from typing import TYPE_CHECKING, Any, NamedTuple, cast

import pypdfium2.raw as pdfium

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from pypdfium2 import PdfPage

BOLD = 1
ITALIC = 2

_LINE = re.compile(r"[^\r\n]+")
_BOLD_NAME = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
_ITALIC_NAME = re.compile(r"italic|oblique|slanted", re.IGNORECASE)
_ITALIC_FLAG = 1 << 6
_BOLD_FLAG = 1 << 18
_HYPHEN = "\x02\ufffe"  # what pdfium puts for a hyphen that divides a word at the end of a line
_INVISIBLE = "".join(map(chr, (*range(32), 127))) + "\u200b\u200c\u200d\u2060\ufeff"
_LETTERS = str.maketrans(
    {**dict.fromkeys(_INVISIBLE), **dict.fromkeys("\t\xa0", " "), **dict.fromkeys(_HYPHEN, "-")}
)
_LONGEST_NAME = 256
_WIDE = 0.75  # em from letter to letter on average, where wide gaps must be among them
_GAP = 1.0  # em that part two cells drawn in one go
_LEVEL = 0.05  # slope up to which a line is level
_NEAR = 1.0  # points by which a letter may stand outside its link


def _plainly(function: Any, result: Any, *arguments: Any) -> Callable[..., Any]:
    """Return a function of pdfium that takes and gives plain addresses: objects take twice the time."""
    return cast("Callable[..., Any]", ctypes.cast(function, ctypes.CFUNCTYPE(result, *arguments)))


_ADDRESS, _INT = ctypes.c_void_p, ctypes.c_int
_object_of = _plainly(pdfium.FPDFText_GetTextObject, _ADDRESS, _ADDRESS, _INT)
_font_of = _plainly(pdfium.FPDFTextObj_GetFont, _ADDRESS, _ADDRESS)
_size_of = _plainly(pdfium.FPDFText_GetFontSize, ctypes.c_double, _ADDRESS, _INT)
_get_matrix = _plainly(pdfium.FPDFText_GetMatrix, _INT, _ADDRESS, _INT, _ADDRESS)
_get_origin = _plainly(pdfium.FPDFText_GetCharOrigin, _INT, _ADDRESS, _INT, _ADDRESS, _ADDRESS)
_get_box = _plainly(pdfium.FPDFText_GetLooseCharBox, _INT, _ADDRESS, _INT, _ADDRESS)


class Run(NamedTuple):
    """Letters drawn in one go, from ``x`` to ``right`` on the baseline ``y``, in points from below left.

    ``size`` is that of the type, ``look`` is made of BOLD and ITALIC, ``turn`` counts quarter turns to the
    left, -1 standing for any other angle. ``text`` may have spaces at its ends.
    """

    x: float
    right: float
    y: float
    size: float
    look: int
    turn: int
    text: str
    url: str = ""


class Link(NamedTuple):
    """A stretch of a page that leads to ``url``."""

    left: float
    bottom: float
    right: float
    top: float
    url: str

    def holds(self, x: float, y: float) -> bool:
        """Whether a letter that begins at this place is part of the link."""
        return self.left - _NEAR <= x < self.right and self.bottom - _NEAR <= y < self.top


class Pages:
    """Reads the runs of one page after another; knows the fonts of their document."""

    def __init__(self) -> None:
        self._looks: dict[int, int] = {}
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._box = pdfium.FS_RECTF()
        self._matrix = pdfium.FS_MATRIX()
        self._origin = byref(self._x), byref(self._y)
        self._of_box, self._of_matrix = byref(self._box), byref(self._matrix)
        self._links: Sequence[Link] = ()
        self._raw: Any = None
        self._page: Any = None
        self._text = ""
        self._found: list[Run] = []

    def runs(self, page: PdfPage, links: Sequence[Link] = ()) -> list[Run]:
        """Return the runs of ``page`` one after another as drawn, cut where a link begins or ends."""
        textpage = page.get_textpage()
        self._links = links
        try:
            self._raw = textpage.raw
            self._page = ctypes.cast(textpage.raw, ctypes.c_void_p)
            self._text = _text_of(textpage.raw)
            self._found = []
            self._find()
            return self._found
        finally:
            textpage.close()

    def _find(self) -> None:
        """Add every run of the page to those found."""
        text, page = self._text, self._page
        for line in _LINE.finditer(text):
            start, end = line.span()
            while start < end:
                drawn = _object_of(page, start)
                if drawn is None or text[start] == " ":
                    start += 1
                    continue
                last = end - 1
                while (found := _object_of(page, last)) is None:
                    last -= 1
                if found != drawn:
                    last = self._last_of(drawn, start, last)
                self._add(drawn, start, last + 1)
                start = last + 1

    def _last_of(self, drawn: int, start: int, end: int) -> int:
        """Return the last letter of what the object ``drawn`` shows: it holds ``start`` and not ``end``."""
        page = self._page
        while end - start > 1:
            middle = probe = (start + end) // 2
            while probe > start and (found := _object_of(page, probe)) is None:
                probe -= 1  # a space that nothing draws
            if probe == start or found == drawn:
                start = middle
            else:
                end = probe
        return start

    def _add(self, drawn: int, start: int, end: int) -> None:
        """Add what one object shows: one run, or several where it leaves wide gaps between letters."""
        run = self._run(drawn, start, end)
        text = run.text.rstrip()
        is_wide = run.right - run.x > _WIDE * run.size * len(text) and len(text) > 1
        if is_wide or "  " in text or (self._links and self._meets_link(run)):
            self._found += self._apart(drawn, start, end, _GAP * run.size)
        else:
            self._found.append(run)

    def _meets_link(self, run: Run) -> bool:
        return any(
            link.left < run.right and run.x < link.right and link.bottom - _NEAR <= run.y < link.top
            for link in self._links
        )

    def _apart(self, drawn: int, start: int, end: int, gap: float) -> Iterator[Run]:
        """Yield a run for each stretch of letters that no wide gap and no end of a link parts."""
        right, first, url = None, start, ""
        for index in range(start, end):
            if self._text[index] == " " or _object_of(self._page, index) is None:
                continue
            letter = self._run(drawn, index, index + 1)
            to = next((link.url for link in self._links if link.holds(letter.x, letter.y)), "")
            if right is not None and (letter.x - right > gap or to != url):
                yield self._run(drawn, first, index)._replace(url=url)
                first = index
            right, url = letter.right, to
        yield self._run(drawn, first, end)._replace(url=url)

    def _run(self, drawn: int, start: int, end: int) -> Run:
        """Return the run of the letters from ``start`` to ``end``, of which the first is no space."""
        text, page = self._text[start:end], self._page
        box, matrix = self._box, self._matrix
        _get_matrix(page, start, self._of_matrix)
        size = _size_of(page, start) * hypot(matrix.c, matrix.d)
        _get_origin(page, start, *self._origin)
        x, y = self._x.value, self._y.value
        _get_box(
            page, start + max(0, len(text.rstrip()) - 1), self._of_box
        )  # with the room beside the letter
        turn, right = _turn_of(matrix.a, matrix.b), box.right
        if turn == 1:
            x, y, right = y, -x, box.top
        elif turn == 2:
            x, y, right = -x, -y, -box.left
        elif turn == 3:
            x, y, right = -y, x, -box.bottom
        if not text.isprintable():
            text = text.translate(_LETTERS)
        return Run(x, right if right > x else x, y, size, self._look_of(drawn, start), turn, text)

    def _look_of(self, drawn: int, index: int) -> int:
        """Return whether the font that an object uses is bold or italic."""
        font = _font_of(drawn) or 0
        look = self._looks.get(font)
        if look is None:
            look = self._looks[font] = _look_of(self._raw, index)
        return look


def _turn_of(cosine: float, sine: float) -> int:
    """Return by how many quarter turns to the left text is turned, -1 where by none exactly."""
    if not sine and cosine > 0:
        return 0
    if abs(sine) <= _LEVEL * abs(cosine):
        return 0 if cosine >= 0 else 2
    if abs(cosine) <= _LEVEL * abs(sine):
        return 1 if sine > 0 else 3
    return -1


def _look_of(raw: Any, index: int) -> int:
    flags = ctypes.c_int()
    name = ctypes.create_string_buffer(_LONGEST_NAME)
    length = pdfium.FPDFText_GetFontInfo(raw, index, name, _LONGEST_NAME, byref(flags))
    font = name.value.decode("utf-8", "replace") if 0 < length <= _LONGEST_NAME else ""
    look = BOLD if _BOLD_NAME.search(font) or flags.value & _BOLD_FLAG else 0
    return look | (ITALIC if _ITALIC_NAME.search(font) or flags.value & _ITALIC_FLAG else 0)


def _text_of(raw: Any) -> str:
    """Return the text of a page with exactly one character for each of pdfium's letters."""
    count = pdfium.FPDFText_CountChars(raw)
    if count <= 0:
        return ""
    buffer = (ctypes.c_ushort * (count + 1))()
    written = pdfium.FPDFText_GetText(raw, 0, count, buffer)
    text = ctypes.string_at(buffer, 2 * max(0, written - 1)).decode("utf-16-le", "replace")
    if len(text) == count and written == count + 1:
        return text
    # Letters beyond the first plane take two places, and letters without a meaning none.
    return "".join(_letter(pdfium.FPDFText_GetUnicode(raw, index)) for index in range(count))


def _letter(code: int) -> str:
    return chr(code) if 0 < code <= 0x10FFFF and not 0xD800 <= code < 0xE000 else "\ufffd"
