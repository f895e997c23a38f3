"""What a page carries besides its text: running headers, page numbers, bare addresses, leaders."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from workbench.intake.ratings import HIGHEST_SCORE, is_label, is_score
from workbench.intake.signs import (
    FIGURE,
    KEY_FINDING,
    LEADERS,
    RECOMMENDATION,
    REVISION,
    SYMBOL,
    finished,
    heading_role,
    stands_out,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.intake.rows import Row

_STARTS = frozenset("0123456789GIPpivx-–—[(|~©<")
_PAGE = r"(?:(?i:page|p\.)\s*)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?"
_HEADER_PART = re.compile(
    r"(?:ILO[/–-]?)?GB[./ ]?\d\S*|\(?(?:Rev|Add|Corr)\.?\s?\d{1,2}\)?|\bILO\b"
    r"|(?i:\bpage\b|\bof\b|\bp\.|\bgoverning body\b|\binternational labour office\b)|\d{1,4}|[\s|/–—:.,()~-]+"
)
_PAGE_ONLY = re.compile(rf"[\[(|~–—-]*\s*(?:{_PAGE}|[ivx]{{1,5}})\s*[\])|~–—-]*$")
_ADDRESS = re.compile(r"<?(?:https?://|mailto:|www\.)\S+>?$|[\w.+-]+@[\w-]+(?:\.[\w-]+)+$", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_DIGIT = frozenset("0123456789")
_MAX_HEADER = 60
_SHORTEST_PAGE = 12  # lines
_MAX_RUNNING = 100
_LONGEST_NOTE = 12  # lines
_REACH = 40  # lone numbers looked back over
_PAGE_OF_HEADER = re.compile(r"^\d{1,4}\s|\s\d{1,4}$")


class Furniture:
    """The rows of page furniture among ``rows``: ``headers`` name the symbol, ``rows`` is all of it."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows: set[int] = set()
        self.headers: list[Row] = []
        self._pages: list[int] = []
        self._lone: list[int] = []
        self._counted: set[int] | None = None
        self._named = 0  # page marks that print more than the number
        numbered: list[Row] = []
        for position in self._worth_a_look(rows, numbered):
            self._look_at(rows, position)
        for position in self._lone:  # told by what else is known of the pages
            if rows[position].line not in self.rows and self._stands_alone(rows, position):
                self._add_page_mark(rows[position], position)
        self._pages.sort()
        self._find_running_titles(rows, numbered)

    def symbol(self) -> str | None:
        """Return the symbol that most running headers print, None where none does."""
        found = Counter(
            REVISION.sub("", match[0]) for row in self.headers if (match := SYMBOL.search(row.text))
        )
        return found.most_common(1)[0][0] if found else None

    def _worth_a_look(self, rows: Sequence[Row], numbered: list[Row]) -> list[int]:
        """Return where furniture may stand; add rows with a number at either end to ``numbered``."""
        places = []
        for position, row in enumerate(rows):
            text = row.text
            if " " not in text:
                places.append(position)
                if text.isdecimal() and len(text) < 5:
                    self._lone.append(position)
            elif text[0] in _STARTS and (len(text) < _MAX_HEADER or "    " in text):
                places.append(position)
            if text and (text[-1] in _DIGIT or text[0] in _DIGIT):
                numbered.append(row)
        return places

    def _look_at(self, rows: Sequence[Row], position: int) -> None:
        row = rows[position]
        text = " ".join(row.text.split())
        if not text or self._is_bare_address(rows, position):
            self.rows.add(row.line)
        elif len(text) < _MAX_HEADER and ("GB" in text or "ILO" in text) and not _HEADER_PART.sub("", text):
            self._add_page_mark(row, position)
            self.headers.append(row)
            self._named += _PAGE_OF_HEADER.search(text) is not None
        elif len(text) < 20 and not text.isdigit() and (row.gap or text[0] != "[") and _PAGE_ONLY.match(text):
            self._add_page_mark(row, position)
            self._named += 1

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
        before, after = rows[max(0, position - 1) : position], rows[position + 1 : position + 2]
        if any(near.line in self.rows for near in before):
            return True
        if _starts_note(rows, position):
            return self._is_usual_page(rows, position) and not self._pages_are_named()
        if position in self._counting_pages(rows):
            return True
        if int(row.text) <= HIGHEST_SCORE and any(_may_be_axis(near.text) for near in (*before, *after)):
            return False
        return bool(row.gap) or not (before and finished(before[0].text))

    def _is_usual_page(self, rows: Sequence[Row], position: int) -> bool:
        """Whether a number that may start a footnote stands amid page numbers that do not look so."""
        pages = self._counting_pages(rows)
        if position not in pages or 2 * sum(_starts_note(rows, at) for at in pages) > len(pages):
            return False
        return min(pages) < position < max(pages)

    def _pages_are_named(self) -> bool:
        """Whether running headers print the page numbers, so that a lone number is none."""
        return self._named > 1

    def _counting_pages(self, rows: Sequence[Row]) -> set[int]:
        """Return where lone numbers count up, pages apart."""
        if self._counted is None:
            self._counted = _longest_count([(at, int(rows[at].text)) for at in self._lone])
        return self._counted

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


def _starts_note(rows: Sequence[Row], position: int) -> bool:
    """Whether a lone number looks like the raised mark before a footnote, with the text below it."""
    row, after = rows[position], rows[position + 1 : position + 2]
    if not after or after[0].gap or not after[0].text:
        return False
    earlier = str(int(row.text) - 1)
    if not row.gap and all(
        above.text != earlier for above in rows[max(0, position - _LONGEST_NOTE) : position]
    ):
        return False
    text = after[0].text
    return (text[0].isupper() or text[0] in '“"‘(') and not stands_out(text)


def _may_be_axis(text: str) -> bool:
    return is_label(text) or all(word.isdigit() or is_score(word) for word in text.split())


def _longest_count(lone: Sequence[tuple[int, int]]) -> set[int]:
    """Return the places of the longest run of numbers that grow like those of pages."""
    best: list[tuple[int, int]] = []
    for index, (place, number) in enumerate(lone):
        length, link = 1, -1
        for earlier in range(max(0, index - _REACH), index):
            at, before = lone[earlier]
            if 0 < number - before < 4 and place - at >= _SHORTEST_PAGE - 2 and best[earlier][0] >= length:
                length, link = best[earlier][0] + 1, earlier
        best.append((length, link))
    index = max(range(len(best)), key=lambda at: best[at][0], default=-1)
    if index < 0 or best[index][0] < 3:
        return set()
    chain = []
    while index >= 0:
        chain.append(lone[index])
        index = best[index][1]
    if chain[0][1] - chain[-1][1] > 1.5 * len(chain):  # pages are hardly ever left out
        return set()
    return {place for place, _ in chain}


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
