"""Where one block of running text ends and the next begins, told by the signs between two lines."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from workbench.intake.signs import BULLET, LETTER, NUMBERED, SOFT_BULLETS, YEARS, finished

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.intake.drafts import Text
    from workbench.intake.rows import Row


class Break(Enum):
    """What stands between two lines of one text field."""

    NONE = "none"
    UNSURE = "unsure"  # read as none, but no sign shows it
    BLOCK = "block"
    ITEM = "item"


_SHORT = 0.1  # share of the line width left free that shows a last line, in proportional type
_SHORT_AMONG_GAPS = 0.35  # the same where blank lines separate the blocks
_LONG_HEADING = 130  # characters
_NEAR = 40  # lines or items that are looked back over
_SAMPLE = 150  # lines measured
_FEWEST_CONTINUED = 50  # lines of which one or more goes on in the next where paragraphs are wrapped
_LIST_ENDS = (";", "; and", "; or", ", and", ";and")


class Flow:
    """How the lines of one source run: how wide they are and whether blank lines separate blocks."""

    def __init__(self, rows: Sequence[Row]) -> None:
        numbered = [row for row in rows if row.text[0].isdigit() and NUMBERED.match(row.text)]
        self.has_gaps = sum(1 for row in numbered if row.gap or row.broken) * 2 >= len(numbered)
        self._rows = rows
        widths = sorted([row.width for row in rows[::5]]) or [0]
        self.short_line = 0.6 * widths[len(widths) * 3 // 4]
        """A line narrower than this may well be the last of its block."""
        self._page_gaps = _gaps_within_sentences(rows)
        self._widths: tuple[int, bool] | None = None

    def divide(self, text: Text, row: Row) -> tuple[Break, str, Row]:
        """Return what stands before ``row``, the sign of the block it starts, and the row without it."""
        previous = text.last
        ended = finished(previous.text)
        sign, rest = self._explicit_sign(text, row, ended)
        if sign:
            return Break.ITEM, sign, rest
        if self._is_unsigned_item(text, row):
            return Break.ITEM, "- ", row
        return self._division(text, previous, row, ended), "", row

    def is_short(self, text: Text, previous: Row, row: Row) -> bool:
        """Whether ``previous`` is a last line: the next word would have fitted on it."""
        share = self._room(text, previous, row)
        return share > (_SHORT_AMONG_GAPS if self.has_gaps else _SHORT)

    def room(self, text: Text, previous: Row, row: Row) -> float:
        """Return the share of the line left free before the next word; negative where it is full."""
        return self._room(text, previous, row)

    def _explicit_sign(self, text: Text, row: Row, ended: bool) -> tuple[str, Row]:
        first = row.text[0]
        if ")" in row.text[1:7] and (letter := LETTER.match(row.text)):
            if not self._starts_letter(text, row, letter["letter"], ended):
                return "", row
            if letter["letter"].isdigit():
                return "- ", row.rest(0)  # a list item keeps its number as text
            return f"({letter['letter']}) ", row.rest(letter.end())
        if not first.isalnum() or first == "o":
            bullet = BULLET.match(row.text)
            if bullet and (first not in SOFT_BULLETS or self._stands_apart(text, row, ended)):
                return "- ", row.rest(bullet.end())
        return "", row

    def _stands_apart(self, text: Text, row: Row, ended: bool) -> bool:
        if ended or (row.gap and not row.broken):
            return True
        return text.blocks[-1].sign == "- " and self.is_short(text, text.last, row)

    def _starts_letter(self, text: Text, row: Row, letter: str, ended: bool) -> bool:
        """Whether "(a) " at the start of a line is an item and not the middle of a sentence."""
        before = text.blocks[-1].sign
        if letter not in ("a", "i", "1"):
            return bool(before) and (ended or bool(row.gap) or text.last.text.endswith(_LIST_ENDS))
        if row.gap and not row.broken:
            return True
        return ended and (row.indent > 1 or self.is_short(text, text.last, row))

    def _is_unsigned_item(self, text: Text, row: Row) -> bool:
        """Whether a line without a bullet starts a list item: after a colon, or after an item."""
        previous, block = text.last, text.blocks[-1]
        apart = bool(row.gap) or row.indent > previous.indent
        if block.sign == "- ":
            return not block.marked and self._continues_list(text, row, apart)
        if not previous.text.endswith(":"):
            return False
        if row.text[0].isupper() and not row.indent:
            return False
        return (apart and not row.broken) or self.is_short(text, previous, row)

    def _continues_list(self, text: Text, row: Row, apart: bool) -> bool:
        items = [block for block in text.blocks[-_NEAR:] if block.sign == "- "]
        if text.last.text.endswith(";" if row.broken else _LIST_ENDS):
            return apart or not any(item.rows[0].gap for item in items[1:])
        uniform = row.indent > 0 and row.indent == items[-1].rows[0].indent
        return apart and uniform and items[0].rows[-1].text.endswith(".") and finished(text.last.text)

    def _division(self, text: Text, previous: Row, row: Row, ended: bool) -> Break:
        if row.form is not None:  # the source itself parts its paragraphs
            return Break.BLOCK
        if not ended:
            if row.gap and not row.broken and row.text[0].isupper():
                return Break.BLOCK if self._room(text, previous, row) > 0.3 else Break.UNSURE
            return Break.NONE
        if row.broken:
            return self._after_interruption(text, previous, row)
        if row.gap or self._is_unwrapped():
            return Break.BLOCK
        if previous.text[-1] in ":;" or row.text[0].islower():
            return Break.NONE
        if self.is_short(text, previous, row):
            return Break.BLOCK
        return Break.NONE if self.has_gaps else Break.UNSURE

    def _after_interruption(self, text: Text, previous: Row, row: Row) -> Break:
        """A page end between two sentences: a full line goes on, any other ended its block."""
        if row.text[0].islower():
            return Break.NONE
        if (
            row.gap > self._page_gaps.get(row.broken, row.gap)
            or self._is_unwrapped()
            or self._room(text, previous, row) > _SHORT
        ):
            return Break.BLOCK
        if text.field == "headline" and row.gap:
            return Break.BLOCK  # something always follows a recommendation's headline
        return Break.UNSURE if row.gap else Break.NONE

    def _is_unwrapped(self) -> bool:
        """Whether the source has a whole paragraph on every line."""
        return self._measure()[0] == 0

    def _room(self, text: Text, previous: Row, row: Row) -> float:
        width, exact = self._measure()
        word = row.text.find(" ")
        needed = previous.width + 1 + (word if word > 0 else len(row.text))
        if not width:
            return 1.0
        if exact:
            return 1.0 if needed <= width else -1.0
        own = [line.width for line in text.blocks[-1].rows[-_NEAR:]]
        if len(own) > 3:
            width = max(own)
        return (width - needed) / width

    def _measure(self) -> tuple[int, bool]:
        """Return how wide lines run, and whether they break exactly there (typewriter wrapping).

        The width is 0 where hardly any line is continued on the next.
        """
        if self._widths is None:
            lengths, needs = [1], [999]
            for previous, row in zip(self._rows, self._rows[1:], strict=False):
                if len(lengths) > _SAMPLE:
                    break
                if _runs_over(previous, row):
                    lengths.append(previous.width)
                    needs.append(previous.width + 1 + len(row.text.split(" ", 1)[0]))
            if (len(lengths) - 1) * _FEWEST_CONTINUED < min(len(self._rows), _FEWEST_CONTINUED * _SAMPLE):
                self._widths = 0, False
                return self._widths
            lengths.sort()
            needs.sort()
            width = lengths[int(0.97 * (len(lengths) - 1))]
            self._widths = width, needs[int(0.03 * (len(needs) - 1))] > lengths[-1]
        return self._widths


def _runs_over(previous: Row, row: Row) -> bool:
    """Whether a line plainly goes on in the next."""
    if row.gap or row.broken or not row.text[0].islower() or not previous.text[-1].isalpha():
        return False
    return LETTER.match(row.text) is None


def _gaps_within_sentences(rows: Sequence[Row]) -> dict[int, int]:
    """Return how many blank lines an interruption of each kind brings along where it divides a sentence."""
    gaps: dict[int, list[int]] = {}
    for place in [place for place, row in enumerate(rows) if row.broken and place]:
        previous, row = rows[place - 1], rows[place]
        if row.text[0].islower() and not finished(previous.text):
            gaps.setdefault(row.broken, []).append(row.gap)
    return {kind: max(found) for kind, found in gaps.items() if len(found) > 1}


def heading_goes_on(text: Text, row: Row) -> bool:
    """Whether a row without a sign is the next line of a title, heading or caption."""
    taken = list(text.rows())
    if len(taken) > 7 or sum(len(line.text) for line in taken) > 3 * _LONG_HEADING:
        return False
    if text.field == "title":
        return not (row.gap and YEARS.search(text.last.text))
    if finished(row.text) or len(row.text) > _LONG_HEADING:
        return False
    if row.text[0].islower() or not text.last.text[-1].isalnum():
        return True
    return (text.node.kind == "criterion" and len(taken) < 4) or (text.field == "caption" and not row.gap)
