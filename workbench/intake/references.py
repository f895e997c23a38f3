"""Numbers in the texts that name another place of the paper, made live where they surely do."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workbench.intake.reading import Undecided
from workbench.intake.signs import SYMBOL, ordinal, words
from workbench.numbering import COUNT_WORDS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workbench.intake.drafts import Book
    from workbench.intake.pieces import Piece
    from workbench.intake.state import Part
    from workbench.subtree import Subtree

_WORD = re.compile(
    r"\b(?P<word>paragraphs?|paras?\.?|recommendations?|key\s+findings?|findings?|figures?)\s*$",
    re.IGNORECASE,
)
_LAST_WORDS = words(
    "paragraph paragraphs para paras para. paras. recommendation recommendations finding findings"
    " figure figures"
)
_KINDS = {"p": "paragraph", "r": "recommendation", "k": "key_finding", "f": "figure"}
_LIST = re.compile(
    r"\d{1,3}(?:(?:\s*,\s*(?:and\s+)?|\s*(?:&|–|—|-)\s*|\s+(?:and|to|or)\s+)\d{1,3}(?!\d|\s*per\s+cent))*(?![\d%])"
)
_ITEM = re.compile(r"(?P<first>\d{1,3})(?:(?P<sign>\s*(?:–|—|-|\bto\b)\s*)(?P<last>\d{1,3}))?")
_ELSEWHERE = re.compile(
    r"\s*,?\s*\(?(?:of|in|from|to)\s+(?P<where>(?:the|that|its|a|an|their|document|GB\b|annex|appendix|resolution|article)\b(?:[^.;,)]|\.(?=\S)){0,40}|GB\.[^\s,;)]*)",
    re.IGNORECASE,
)
_HERE = re.compile(
    r"(?:this|the\s+present)\s+(?:paper|document|report)|the\s+(?:evaluation|paper)\b", re.IGNORECASE
)
_OF_PART = re.compile(r"\s*,?\s*(?:\(|(?:of|in|under)\s+)Part\s+(?P<part>[IVX]{1,5})\b")
_OTHER_DOCUMENT = re.compile(
    r"(?:report|article|convention|resolution|protocol|annex|appendix)[’'s]*\s*[\w.]*\s*,?\s*\(?$",
    re.IGNORECASE,
)
_PART = re.compile(r"\bPart\s+(?P<part>[IVX]{1,5})\b(?!\s+of\s+(?:the|that|its)\b)")
_EVALUATIONS = re.compile(
    rf"\b(?P<count>{'|'.join(COUNT_WORDS['en'][1:])})\s+(?:(?:independent|high-level)\s+)*evaluations?\b"
)
_LONGER_SYMBOL = re.compile(r"/|\w|\s?\((?:Add|Corr)\b")
_BEFORE_NUMBER = (" ", "(")


@dataclass(slots=True)
class Targets:
    """What a printed number can name: the paper's paragraphs and figures, and those of each part."""

    symbol: str | None
    paragraphs: Mapping[int, int]
    parts: Sequence[Part]
    kinds: dict[int, str] = field(default_factory=dict)
    figures: dict[int, list[int]] = field(default_factory=dict)
    part_of: dict[int, Part] = field(default_factory=dict)
    ranges: dict[tuple[int, int], int] = field(default_factory=dict)
    decision: set[int] = field(default_factory=set)

    def find(self, kind: str, number: int, part: Part | None) -> str | None:
        """Return the reference that prints ``number``, None where nothing or too much has it."""
        if kind == "paragraph":
            return self._paragraph(number)
        if kind == "figure":
            figures = self.figures.get(number, [])
            return f"[[{figures[0]}]]" if len(figures) == 1 else None
        if part is None:
            return None
        known = part.recommendations if kind == "recommendation" else part.findings
        node = known.get(number)
        return f"[[{node.id}]]" if node and number not in part.repeated[kind] else None

    def _paragraph(self, number: int) -> str | None:
        node = self.paragraphs.get(number)
        if not node:
            return None
        return f"[[{node}]]" if self.kinds.get(node) == "paragraph" else f"[[{node}|paragraph]]"


def targets(paper: Subtree, book: Book, parts: Sequence[Part]) -> Targets:
    """Collect what the numbers printed in a paper can name."""
    found = Targets(paper.fields.get("symbol"), book.paragraphs, parts)
    by_node = {part.node.id: part for part in parts if part.node}
    for child in paper.children:
        part = by_node.get(child.id)
        for section in child.children if part else (child,):
            _collect(section, part, book, found)
    return found


def _collect(section: Subtree, part: Part | None, book: Book, found: Targets) -> None:
    """Note the nodes of a section, and the range of its paragraphs where they all stand in it."""
    numbers: list[int] = []
    role = section.fields.get("role")
    waiting = [section]
    while waiting:
        node = waiting.pop()
        found.kinds[node.id] = node.kind
        if part is not None:
            found.part_of[node.id] = part
        if role == "decision":
            found.decision.add(node.id)
        if node.kind == "figure" and node.id in book.printed:
            found.figures.setdefault(book.printed[node.id], []).append(node.id)
        elif node.kind != "response" and node.id in book.paragraph_of:
            numbers.append(book.paragraph_of[node.id])
        waiting += node.children
    if numbers and role != "office_response":  # whose answers hang elsewhere
        found.ranges[(min(numbers), max(numbers))] = section.id


class Linker:
    """Finds the references in pieces of text, one piece at a time."""

    def __init__(self, targets: Targets, book: Book) -> None:
        self._targets = targets
        self._book = book

    def link(self, piece: Piece) -> None:
        """Make what surely names another place of the paper a live reference."""
        raw = piece.raw
        done = 0
        for start, _, _ in piece.numbers:
            if start >= done and raw[start - 1 : start] in _BEFORE_NUMBER:
                done = self._at_number(piece, start) or done
        if self._targets.symbol and self._targets.symbol in raw:
            self._link_symbol(piece, self._targets.symbol)
        if "Part " in raw:
            self._link_parts(piece)
        if piece.node.id in self._targets.decision:
            self._link_count(piece)

    def _at_number(self, piece: Piece, start: int) -> int | None:
        """Look at a number; return where the list it begins ends, None where it is no reference."""
        raw = piece.raw
        before = raw[max(0, start - 24) : start]
        if before.endswith("("):
            return self._bare_list(piece, start)
        if before.rpartition(" ")[0].rpartition(" ")[2].lower().lstrip("(") not in _LAST_WORDS:
            return None
        word = _WORD.search(before)
        listed = _LIST.match(raw, start) if word else None
        if word is None or listed is None:
            return None
        kind = _KINDS[word["word"][0].lower()]
        if word["word"].lower().startswith("finding"):
            kind = "key_finding"
        self._resolve(piece, kind, start - len(before) + word.start(), listed)
        return listed.end()

    def _resolve(self, piece: Piece, kind: str, start: int, listed: re.Match[str]) -> None:
        part = self._targets.part_of.get(piece.node.id)
        of_part = _OF_PART.match(piece.raw, listed.end())
        if of_part:
            part = self._part(of_part["part"])
        elsewhere = _ELSEWHERE.match(piece.raw, listed.end())
        if self._is_elsewhere(piece, kind, start, elsewhere):
            end = elsewhere.end() if elsewhere else listed.end()
            self._undecided(piece, start, end)
            return
        found = self._references(kind, listed, part)
        if found is None:
            self._undecided(piece, start, listed.end())
            return
        for first, last, markup in found:
            piece.replace(first, last, markup)

    def _is_elsewhere(self, piece: Piece, kind: str, start: int, after: re.Match[str] | None) -> bool:
        if kind in ("paragraph", "figure"):
            if after and not _HERE.match(after["where"]) and not self._is_own(after["where"]):
                return True
            before = piece.raw[max(0, start - 60) : start]
            symbol = list(SYMBOL.finditer(before))
            if symbol and len(before) - symbol[-1].end() < 4:
                return not self._is_own(symbol[-1][0])
            return kind == "paragraph" and _OTHER_DOCUMENT.search(before) is not None
        return (
            after is not None
            and re.match(r"(?:the\s+)?(?:\d{4}|report|previous|earlier|GB\.)", after["where"]) is not None
        )

    def _is_own(self, text: str) -> bool:
        symbol = self._targets.symbol
        return symbol is not None and text.removeprefix("document ").startswith(symbol)

    def _references(
        self, kind: str, listed: re.Match[str], part: Part | None
    ) -> list[tuple[int, int, str]] | None:
        found: list[tuple[int, int, str]] = []
        offset = listed.start()
        for item in _ITEM.finditer(listed[0]):
            first, last = int(item["first"]), item["last"] and int(item["last"])
            is_printed_so = kind == "paragraph" and item["sign"] == "–"  # as a live range is
            section = self._targets.ranges.get((first, int(last))) if is_printed_so and last else None
            if section:
                found.append((offset + item.start(), offset + item.end(), f"[[{section}]]"))
                continue
            for name in ("first", "last"):
                if item[name]:
                    markup = self._targets.find(kind, int(item[name]), part)
                    if markup is None:
                        return None
                    found.append((offset + item.start(name), offset + item.end(name), markup))
        return found

    def _bare_list(self, piece: Piece, start: int) -> int | None:
        """List "(3 and 5)" in a sentence on recommendations: it names some, but does not say so."""
        listed = _LIST.match(piece.raw, start)
        if listed is None or piece.raw[listed.end() : listed.end() + 1] != ")":
            return None
        before = piece.raw[max(0, start - 160) : start].rpartition(". ")[2].lower()
        part = self._targets.part_of.get(piece.node.id)
        if part is None or "recommendation" not in before:
            return None
        numbers = [int(item["first"]) for item in _ITEM.finditer(listed[0])]
        if all(number in part.recommendations for number in numbers):
            self._undecided(piece, start - 1, listed.end() + 1)
            return listed.end()
        return None

    def _part(self, number: str) -> Part | None:
        place = ordinal(number)
        return self._targets.parts[place - 1] if place <= len(self._targets.parts) else None

    def _link_symbol(self, piece: Piece, symbol: str) -> None:
        start = piece.raw.find(symbol)
        while start >= 0:
            end = start + len(symbol)
            if not _LONGER_SYMBOL.match(piece.raw, end):
                piece.replace(start, end, "[[symbol]]")
            start = piece.raw.find(symbol, end)

    def _link_parts(self, piece: Piece) -> None:
        for match in _PART.finditer(piece.raw):
            part = self._part(match["part"])
            if part is not None and part.node is not None:
                piece.replace(match.start("part"), match.end("part"), f"[[{part.node.id}]]")

    def _link_count(self, piece: Piece) -> None:
        match = _EVALUATIONS.search(piece.raw)
        if match is None:
            return
        if COUNT_WORDS["en"].index(match["count"]) == len(self._targets.parts):
            piece.replace(match.start("count"), match.end("count"), "[[evaluations]]")
        else:
            self._undecided(piece, match.start(), match.end())

    def _undecided(self, piece: Piece, start: int, end: int) -> None:
        text = piece.raw[start:end].strip()
        self._book.undecided.append(Undecided(piece.line_at(start), piece.node.id, text))
