"""What a page carries besides its text: running headers, page numbers, bare addresses, leaders."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from workbench.intake.ratings import HIGHEST_SCORE, is_label
from workbench.intake.signs import (
    FIGURE,
    KEY_FINDING,
    LEADERS,
    RECOMMENDATION,
    SYMBOL,
    finished,
    heading_role,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.intake.rows import Row

_STARTS = frozenset("0123456789GIPpivx-–—[(|~©<")
_PAGE = r"(?:(?i:page|p\.)\s*)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?"
_HEADER_PART = re.compile(
    r"(?:ILO[/–-]?)?GB[./ ]?\d\S*|\(?(?:Rev|Add|Corr)\.?\s?\d{1,2}\)?|\bILO\b"
    r"|(?i:\bpage\b|\bof\b|\bp\.)|\d{1,4}|[\s|/–—:.,()~-]+"
)
_PAGE_ONLY = re.compile(rf"[\[(|~–—-]*\s*(?:{_PAGE}|[ivx]{{1,5}})\s*[\])|~–—-]*$")
_ADDRESS = re.compile(r"<?(?:https?://|mailto:|www\.)\S+>?$|[\w.+-]+@[\w-]+(?:\.[\w-]+)+$", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_DIGIT = frozenset("0123456789")
_MAX_HEADER = 60
_SHORTEST_PAGE = 12  # lines
_MAX_RUNNING = 100


class Furniture:
    """The rows of page furniture among ``rows``: ``headers`` name the symbol, ``rows`` is all of it."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows: set[int] = set()
        self.headers: list[Row] = []
        self._pages: list[int] = []
        self._lone: set[int] = set()
        self._leading: set[str] | None = None
        numbered: list[Row] = []
        for position in self._worth_a_look(rows, numbered):
            self._look_at(rows, position)
        self._find_running_titles(rows, numbered)

    def symbol(self) -> str | None:
        """Return the symbol that most running headers print, None where none does."""
        found = Counter(match[0] for row in self.headers if (match := SYMBOL.search(row.text)))
        return found.most_common(1)[0][0] if found else None

    def _worth_a_look(self, rows: Sequence[Row], numbered: list[Row]) -> list[int]:
        """Return where furniture may stand; add rows with a number at either end to ``numbered``."""
        places = []
        for position, row in enumerate(rows):
            text = row.text
            if " " not in text:
                places.append(position)
                if text.isdecimal() and len(text) < 5:
                    self._lone.add(int(text))
            elif text[0] in _STARTS and len(text) < _MAX_HEADER:
                places.append(position)
            if text and (text[-1] in _DIGIT or text[0] in _DIGIT):
                numbered.append(row)
        return places

    def _look_at(self, rows: Sequence[Row], position: int) -> None:
        row = rows[position]
        text = row.text
        if not text or self._is_bare_address(rows, position):
            self.rows.add(row.line)
        elif len(text) < _MAX_HEADER and ("GB" in text or "ILO" in text) and not _HEADER_PART.sub("", text):
            self._add_page_mark(row, position)
            self.headers.append(row)
        elif len(text) < 20 and _PAGE_ONLY.match(text) and self._stands_alone(rows, position):
            self._add_page_mark(row, position)

    def _is_bare_address(self, rows: Sequence[Row], position: int) -> bool:
        """Whether a line is an address at the foot of a page and not the end of a sentence."""
        row = rows[position]
        text = row.text
        if " " in text or not (":" in text or "@" in text or "www." in text) or not _ADDRESS.match(text):
            return False
        before = rows[position - 1] if position else None
        return before is None or bool(row.gap) or before.line in self.rows or finished(before.text)

    def _stands_alone(self, rows: Sequence[Row], position: int) -> bool:
        """Whether a number on a line of its own is a page number: no score or tick, no footnote mark."""
        row = rows[position]
        if not row.text.isdigit():
            return True
        number = int(row.text)
        near = [rows[at].text for at in (position - 1, position + 1) if 0 <= at < len(rows)]
        if number <= HIGHEST_SCORE and any(text.isdigit() or is_label(text) for text in near):
            return False
        if row.gap or not position or number - 1 in self._lone or number + 1 in self._lone:
            return True
        return not (finished(rows[position - 1].text) and row.text in self._leading_numbers(rows))

    def _leading_numbers(self, rows: Sequence[Row]) -> set[str]:
        """Return the numbers that lines start with: a footnote's mark has its footnote among them."""
        if self._leading is None:
            self._leading = {
                row.text.split(None, 1)[0] for row in rows if row.text[:1] in _DIGIT and " " in row.text
            }
        return self._leading

    def _add_page_mark(self, row: Row, position: int) -> None:
        self.rows.add(row.line)
        self._pages.append(position)

    def _find_running_titles(self, rows: Sequence[Row], numbered: Sequence[Row]) -> None:
        """Take lines that keep company with page marks, and titles that count pages themselves."""
        self.rows.update(
            row.line
            for row in numbered
            if "...." in row.text and len(row.text) < 300 and LEADERS.match(row.text)
        )
        running = self._beside_page_marks(rows) | _counting(numbered)
        if running:
            self.rows.update(row.line for row in rows if _pattern(row.text) in running)

    def _beside_page_marks(self, rows: Sequence[Row]) -> set[str]:
        """Return the patterns of lines that stand beside half of the page marks, and nowhere else."""
        if len(self._pages) < 3:
            return set()
        beside = Counter(
            _pattern(rows[near].text)
            for page in self._pages
            for near in (page - 1, page + 1)
            if 0 <= near < len(rows) and _may_run(rows[near].text)
        )
        often = {pattern for pattern, count in beside.items() if count * 2 > len(self._pages)}
        everywhere = Counter(_pattern(row.text) for row in rows) if often else {}
        return {pattern for pattern in often if everywhere[pattern] <= beside[pattern]}


def _counting(rows: Sequence[Row]) -> set[str]:
    """Return the patterns of short lines that come back, pages apart, with a number that grows: "Title 8"."""
    found: dict[str, list[tuple[int, int]]] = {}
    for row in rows:
        text = row.text
        if "." in text[:4] or len(text) > _MAX_RUNNING or (text[-1] in _DIGIT) == (text[0] in _DIGIT):
            continue
        numbers = _DIGITS.findall(text)
        if len(numbers) == 1 and len(numbers[0]) < 4:
            found.setdefault(text.replace(numbers[0], "0"), []).append((row.line, int(numbers[0])))
    return {
        pattern
        for pattern, places in found.items()
        if len(places) > 2 and _counts_pages(places) and _may_run(pattern)
    }


def _counts_pages(places: Sequence[tuple[int, int]]) -> bool:
    steps = zip(places, places[1:], strict=False)
    return all(
        0 < number - last < 4 and line - above >= _SHORTEST_PAGE for (above, last), (line, number) in steps
    )


def _may_run(text: str) -> bool:
    return 3 < len(text) < _MAX_RUNNING and not (
        heading_role(text) or RECOMMENDATION.match(text) or KEY_FINDING.match(text) or FIGURE.match(text)
    )


def _pattern(text: str) -> str:
    return _DIGITS.sub("0", text)
