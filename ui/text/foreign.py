"""HTML that other programs put on the clipboard, as blocks: what a text field can hold, and nothing else.

Kept are paragraphs, bold, italics, bullets, letters of list items and links to other places; a row of a
table is a line. Left out is what is not seen there or is no text: styles, comments, deleted and hidden
text, pictures.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from workbench.markup import Block, Run

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

_SKIPPED = frozenset(
    (
        *("head", "style", "script", "title", "meta", "link", "xml", "template", "noscript"),
        *("object", "svg", "img", "hr", "del"),
    )
)
_BREAKS = frozenset(
    (
        *("p", "div", "br", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "address", "center"),
        *("article", "section", "header", "footer", "main", "aside", "nav", "figure", "figcaption"),
        *("ul", "ol", "li", "dl", "dt", "dd", "table", "caption", "tr", "form", "fieldset", "body"),
    )
)
_CELLS = frozenset({"td", "th"})
_GLUE = re.compile("[\u00ad\u200b\u2060\ufeff]")  # soft hyphens and marks without a width
_BLANKS = re.compile(r"[ \t\r\n\f\v\u2028\u2029\xa0]{2,}|[\t\r\n\f\v\u2028\u2029]")
_BULLETS = "•·▪◦‣●○■§–—-*oØüv\uf0b7\uf0a7\uf0d8\uf0fc\uf076"
_TYPED_BULLET = re.compile("^[•·▪◦‣●○■\uf0b7\uf0a7][ \t\xa0]+")
_LETTER = re.compile(r"^\(?([a-z]|[ivx]{2,5})[.)]$")
_TYPED_LETTER = re.compile(r"^\(([a-z]|[ivx]{2,5})\)[ \xa0]+(?=\S)")
_CLASS_RULE = re.compile(r"(?m)^\s*\.([\w-]+)\s*\{([^}]*)\}")
_OUTSIDE = ("http://", "https://", "mailto:", "ftp://")
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")


class TooLong(Exception):
    """There is more text than wanted."""


@dataclass(frozen=True, slots=True)
class _Look:
    """What an element passes on to the text in it."""

    bold: bool = False
    italic: bool = False
    url: str | None = None
    is_sign: bool = False  # the text is the bullet, letter or number of a list item


class _Row:
    """A row of a table: where its blocks start, where those of its cell do, whether it can be a line."""

    def __init__(self, start: int) -> None:
        self.start = self.cell = start
        self.is_line = True


class _Reader:
    """Collects blocks while the elements of one document are walked through."""

    def __init__(self, classes: dict[str, str], most: int) -> None:
        self.blocks: list[Block] = []
        self._classes = classes
        self._room = most
        self._runs: list[Run] = []
        self._sign = ""
        self._lists: list[tuple[str, int]] = []
        self._rows: list[_Row] = []

    def look_of(self, element: _Element, look: _Look) -> _Look | None:
        """Return how the text in an element looks, None where it is not to be read."""
        style = _style(element, self._classes)
        if element.tag in _SKIPPED or _is_hidden(element, style):
            return None
        bold = _said(style, "font-weight", ("bold", "bolder", "600", "700", "800", "900"))
        italic = _said(style, "font-style", ("italic", "oblique"))
        if element.tag in ("b", "strong") and bold is None:
            bold = True
        if element.tag in ("i", "em", "cite") and italic is None:
            italic = True
        return _Look(
            look.bold if bold is None else bold,
            look.italic if italic is None else italic,
            _address(element) or look.url,
            look.is_sign or style.get("mso-list") == "ignore",
        )

    def start(self, element: _Element) -> None:
        """Take notice that an element begins."""
        if element.tag in ("ul", "ol"):
            self._lists.append((_numbering(element), _number(element.get("start"), 1)))
        if element.tag in _BREAKS:
            self.end_block()
        if element.tag == "li":
            self._start_item(element)
        if element.tag == "tr":
            self._rows.append(_Row(len(self.blocks)))
        if element.tag in _CELLS and self._rows:
            self._end_cell()
            self._rows[-1].cell = len(self.blocks)

    def end(self, element: _Element) -> None:
        """Take notice that an element ends."""
        if element.tag in _CELLS and self._rows:
            self._end_cell()
        elif element.tag in _BREAKS:
            self.end_block()
        if element.tag in ("ul", "ol") and self._lists:
            self._lists.pop()
        if element.tag == "li":
            self._sign = ""
        if element.tag == "tr" and self._rows:
            self._end_row()

    def text(self, text: str | None, look: _Look) -> None:
        """Take the text of an element."""
        if not text:
            return
        text = _GLUE.sub("", text)
        if look.is_sign:
            self._sign += text.strip(" \t\r\n\xa0")
        elif text:
            self._room -= len(text) if not text.isspace() else 0
            if self._room < 0:
                raise TooLong
            self._runs.append(Run(text, look.bold, look.italic, look.url))

    def end_block(self) -> None:
        """Put what was read since the last block among the blocks, unless it is blank."""
        runs, self._runs = _tidied(self._runs), []
        if runs:
            self.blocks.append(_block(runs, self._sign))
            self._sign = ""

    def _start_item(self, element: _Element) -> None:
        kind, number = self._lists[-1] if self._lists else ("disc", 1)
        number = _number(element.get("value"), number)
        if self._lists:
            self._lists[-1] = kind, number + 1
        kind = _style(element, {}).get("list-style-type", kind)
        self._sign = _sign(kind, number)

    def _end_cell(self) -> None:
        """End a cell; a row stays a line as long as each of its cells is one paragraph at most."""
        self.end_block()
        row = self._rows[-1]
        held = self.blocks[row.cell :]
        row.is_line &= len(held) <= 1 and all(block.kind == "paragraph" for block in held)
        row.cell = len(self.blocks)

    def _end_row(self) -> None:
        row = self._rows.pop()
        cells = self.blocks[row.start :]
        if row.is_line and len(cells) > 1:
            self.blocks[row.start :] = [_joined(cells)]


def read_html(html: str, most: int) -> tuple[Block, ...]:
    """Return the text of an HTML document or a piece of one, broken or not; () where it has none.

    Raises TooLong as soon as there are more than ``most`` characters of text.
    """
    from lxml.etree import ParserError
    from lxml.html import HTMLParser, document_fromstring

    parser = HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = document_fromstring(html.replace("\0", "").encode("utf-8", "replace"), parser=parser)
    except ParserError:  # nothing but blanks or comments
        return ()
    styles = "\n".join(element.text or "" for element in root.iter("style"))
    reader = _Reader({name.lower(): rules for name, rules in _CLASS_RULE.findall(styles)}, most)
    _walk(root, reader)
    reader.end_block()
    return tuple(reader.blocks)


def _walk(root: _Element, reader: _Reader) -> None:
    """Read an element and all in it; no function calls itself, however deep elements are nested."""
    look = reader.look_of(root, _Look())
    if look is None:
        return
    open_ones: list[tuple[_Element, _Look, Iterator[_Element]]] = [(root, look, iter(root))]
    reader.text(root.text, look)
    while open_ones:
        element, look, children = open_ones[-1]
        child = next(children, None)
        if child is None:
            open_ones.pop()
            reader.end(element)
            if open_ones:
                reader.text(element.tail, open_ones[-1][1])
            continue
        inner = reader.look_of(child, look)
        if inner is None:
            reader.text(child.tail, look)
            continue
        reader.start(child)
        reader.text(child.text, inner)
        open_ones.append((child, inner, iter(child)))


def _style(element: _Element, classes: dict[str, str]) -> dict[str, str]:
    """Return what the style of an element says, its own before that of its class."""
    own = element.get("style") or ""
    rules = classes.get((element.get("class") or "").lower(), "") + ";" + own if classes else own
    return _rules(rules) if rules else {}


@lru_cache(maxsize=256)
def _rules(text: str) -> dict[str, str]:
    pairs = (rule.partition(":") for rule in text.split(";"))
    return {name.strip().lower(): value.strip().lower() for name, _, value in pairs}


def _said(style: dict[str, str], name: str, yes: tuple[str, ...]) -> bool | None:
    value = style.get(name)
    return None if value is None else value in yes


def _is_hidden(element: _Element, style: dict[str, str]) -> bool:
    """Whether the text is hidden, or is a remark of Word's beside the text."""
    names = (element.get("class") or "").lower()
    return (
        style.get("display") == "none"
        or style.get("visibility") == "hidden"
        or style.get("mso-hide") in ("all", "screen")
        or style.get("mso-element", "").startswith("comment")
        or "msocomanchor" in names
        or "msocommentreference" in names
    )


def _address(element: _Element) -> str | None:
    """Return where a link leads, None for places in the text it comes from and in files."""
    address = (element.get("href") or "").strip() if element.tag == "a" else ""
    return address if address.lower().startswith(_OUTSIDE) else None


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.strip().isdecimal() and len(text) < 6 else otherwise


def _numbering(element: _Element) -> str:
    if element.tag == "ul":
        return "disc"
    types = {"a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
    return _style(element, {}).get("list-style-type") or types.get(element.get("type") or "", "decimal")


def _sign(kind: str, number: int) -> str:
    """Return the sign of a list item: "•", "(c)", "(iii)" or "3."."""
    if kind in ("lower-alpha", "lower-latin") and 1 <= number <= 26:
        return f"({chr(ord('a') + number - 1)})"
    if kind == "lower-roman" and 1 <= number <= len(_ROMAN):
        return f"({_ROMAN[number - 1]})"
    if kind in ("disc", "circle", "square") or kind.startswith(("'", '"')):
        return "•"
    return "" if kind == "none" else f"{number}."


def _tidied(runs: list[Run]) -> list[Run]:
    """Return runs with white space as it is seen: one blank between words, none at the ends."""
    tidied: list[Run] = []
    at_blank = True
    for run in runs:
        text = _BLANKS.sub(" ", run.text)
        if at_blank:
            text = text.lstrip(" \xa0")
        if text:
            at_blank = text[-1] in " \xa0"
            if tidied and tidied[-1]._replace(text="") == run._replace(text=""):
                tidied[-1] = run._replace(text=tidied[-1].text + text)
            else:
                tidied.append(run._replace(text=text))
    while tidied and not tidied[-1].text.rstrip(" \xa0"):
        tidied.pop()
    if tidied:
        tidied[-1] = tidied[-1]._replace(text=tidied[-1].text.rstrip(" \xa0"))
    return tidied


def _block(runs: list[Run], sign: str) -> Block:
    """Return a block of the kind that its sign, or the sign typed before its text, gives it."""
    letter = _LETTER.match(sign)
    if letter:
        return Block("letter", tuple(runs), letter[1])
    if sign and (sign in _BULLETS or not any(map(str.isalnum, sign))):
        return Block("bullet", tuple(runs))
    if sign:
        return Block("paragraph", (Run(f"{sign} "), *runs))
    typed = _TYPED_LETTER.match(runs[0].text) or _TYPED_BULLET.match(runs[0].text)
    if typed is None:
        return Block("paragraph", tuple(runs))
    rest = tuple(_tidied([runs[0]._replace(text=runs[0].text[typed.end() :]), *runs[1:]]))
    return Block("letter", rest, typed[1]) if typed.re is _TYPED_LETTER else Block("bullet", rest)


def _joined(cells: list[Block]) -> Block:
    spans = [span for cell in cells for span in (Run(" "), *cell.spans)]
    return Block("paragraph", tuple(spans[1:]))
