"""A page of challenges: a title, an introduction and a list."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workbench.errors import UserError
from workbench.intake import pieces
from workbench.intake.drafts import Book, Text
from workbench.intake.flow import Break, Flow
from workbench.intake.furniture import Furniture
from workbench.intake.joining import Joiner
from workbench.intake.paper import settle_lines, without
from workbench.intake.reading import Reading
from workbench.intake.rows import Row, rows_of
from workbench.intake.signs import BULLET, LETTER, finished
from workbench.sentences import Sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.intake.source import Source

_TOPIC = re.compile(r"challenge|shortcoming|lesson|weakness|recurr", re.IGNORECASE)
_NUMBERED_ITEM = re.compile(r"\d{1,2}[.)]\s+(?=\S)")
_FEWEST = 2


class ChallengesReader:
    """Reads one source as a set of challenges; made for one reading and used once."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._book = Book()
        self._root = self._book.node("challenge_set", None, 1)
        self._text: Text | None = None
        self._items = 0

    def read(self) -> Reading:
        """Return the reading; raise UserError where the text is no list of challenges."""
        rows = rows_of(self._source)
        furniture = Furniture(rows).rows
        if self._source.given is not None:
            furniture |= self._source.given.furniture
        content = without(rows, furniture)
        flow = Flow(content)
        for row in content:
            self._place(row, flow)
        if self._items < _FEWEST:
            raise UserError("{0} was refused: it holds no list of challenges.", self._source.name)
        if "title" not in {text.field for text in self._book.texts}:
            self._book.doubt(1, self._root, "title", "", Sentence("No title was found."))
        joiner = Joiner(self._source.text, has_marks=self._source.given is not None)
        pieces.write(pieces.cut(self._book.texts, joiner, self._book), self._book, joiner)
        reading = Reading(
            self._source.name, self._source.sha256, "challenges", len(self._source.lines), self._root
        )
        settle_lines(reading, self._source, rows, self._book, furniture)
        return reading

    def _place(self, row: Row, flow: Flow) -> None:
        start = _item_start(row)
        if start or (row.form is not None and row.form.sign):
            self._challenge(row.rest(start))
        elif self._text is None:
            self._first(row)
        elif self._text.field == "title":
            self._after_title(self._text, row)
        else:
            self._continue(self._text, row, flow)

    def _challenge(self, row: Row) -> None:
        self._items += 1
        node = self._book.node("challenge", self._root, row.line)
        self._text = self._book.text(node, "text", row)

    def _first(self, row: Row) -> None:
        is_title = not finished(row.text) and len(row.text) < 150
        self._text = self._book.text(self._root, "title" if is_title else "introduction", row)

    def _after_title(self, title: Text, row: Row) -> None:
        if not row.gap and (row.text[0].islower() or not title.last.text[-1].isalnum()):
            title.append(row)
        else:
            self._text = self._book.text(self._root, "introduction", row)

    def _continue(self, text: Text, row: Row, flow: Flow) -> None:
        kind, sign, rest = flow.divide(text, row)
        if kind in (Break.NONE, Break.UNSURE):
            text.append(rest)
        elif (
            kind is Break.ITEM and not self._items or self._items and finished(text.last.text) and row.indent
        ):
            self._challenge(rest)
        else:
            text.start(sign if text.field == "introduction" else "", rest)


def looks_like_challenges(lines: Sequence[str]) -> bool:
    """Whether a text names challenges and lists at least two things."""
    head = [line.strip() for line in lines[:2000] if line.strip()]
    items = sum(1 for line in head if _item_start(Row(0, line, 0, 0)))
    return items >= _FEWEST and any(_TOPIC.search(line[:2000]) for line in head[:12])


def _item_start(row: Row) -> int:
    match = BULLET.match(row.text) or LETTER.match(row.text) or _NUMBERED_ITEM.match(row.text)
    return match.end() if match else 0
