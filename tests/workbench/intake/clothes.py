"""A made-up paper as content, and a printer that dresses it in many clothes."""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

NOTE = re.compile(r"\{(\d+)\}")


@dataclass(frozen=True)
class Advice:
    """A recommendation: ``rationale`` blocks starting "- " or "(a) " are items."""

    headline: str
    rationale: tuple[str, ...]
    units: str
    priority: str = "High"
    time: str = "Short-term"
    resources: str = "Low"


@dataclass(frozen=True)
class Answer:
    numbers: str
    text: tuple[str, ...]


@dataclass(frozen=True)
class PartContent:
    title: str
    scope: tuple[str, ...]
    criteria: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]
    assessment: tuple[str, ...]
    caption: str
    labels: tuple[tuple[str, str], ...]
    conclusions: tuple[str, ...]
    advice: tuple[Advice, ...]
    before: tuple[str, ...]
    answers: tuple[Answer, ...]
    after: tuple[str, ...] = ()


@dataclass(frozen=True)
class PaperContent:
    symbol: str
    introduction: tuple[str, ...]
    parts: tuple[PartContent, ...]
    decision: str
    notes: tuple[str, ...] = ()
    front: tuple[str, ...] = ()


@dataclass(frozen=True)
class Clothes:
    """How a paper is set: every choice here must leave the reading as it is."""

    width: int = 88
    blanks: int = 1
    page: int = 45
    header: str = "{symbol} {page}"
    header_blanks: bool = True
    notes: str = "page"
    mark: str = "{before} {number}"
    table: str = "wrapped"
    bullet: str = "• "
    indent: str = ""
    label: str = "Recommendation {numbers}"
    letter: str = "{letter}. "
    number: str = "{number}. "
    break_hyphens: bool = False
    axis_late: bool = False
    newline: str = "\n"
    encoding: str = "utf-8"
    headings: dict[str, str] = field(default_factory=dict)

    def heading(self, role: str) -> str:
        usual = {
            "introduction": "Introduction",
            "scope": "Purpose and scope",
            "findings": "Summary of findings",
            "assessment": "Overall assessment",
            "conclusions": "Conclusions and lessons learned",
            "recommendations": "Recommendations",
            "response": "Office response",
            "decision": "Draft decision",
        }
        return self.headings.get(role, usual[role])


@dataclass
class Chunk:
    """Lines that stand together; ``tight`` where a sign shows the boundary before them."""

    lines: list[str]
    tight: bool = True
    notes: list[int] = field(default_factory=list)


class Printer:
    def __init__(self, content: PaperContent, clothes: Clothes) -> None:
        self.content = content
        self.clothes = clothes
        self.chunks: list[Chunk] = []
        self.paragraph = 0
        self.printed_notes: set[int] = set()

    def encoded(self) -> bytes:
        text = self.clothes.newline.join(self.lines()) + self.clothes.newline
        return text.encode(self.clothes.encoding)

    def lines(self) -> list[str]:
        self._paper()
        return list(self._pages(self._spaced()))

    # Content to chunks

    def _paper(self) -> None:
        for line in self.content.front:
            self._add(line)
        self._add(self.clothes.heading("introduction"))
        self._paragraphs(self.content.introduction)
        for place, part in enumerate(self.content.parts):
            self._part(("I", "II", "III", "IV")[place], place, part)
        self._add(self.clothes.heading("decision"))
        self._paragraphs([self.content.decision])
        if self.clothes.notes == "end":
            self._note_bodies(range(1, len(self.content.notes) + 1))

    def _part(self, roman: str, place: int, part: PartContent) -> None:
        self._add(f"Part {roman}. {part.title}")
        self._add(self.clothes.heading("scope"))
        self._paragraphs(part.scope)
        self._add(self.clothes.heading("findings"))
        number = 0
        for letter, (heading, findings, paragraphs) in zip("ABCDEFGHIJ", part.criteria, strict=False):
            self._add(self.clothes.letter.format(letter=letter) + heading)
            for finding in findings:
                number += 1
                self._add(f"Key finding {number}: {finding}")
            self._paragraphs(paragraphs)
        self._add(self.clothes.heading("assessment"))
        self._paragraphs(part.assessment)
        self._add(f"Figure {place + 1}. {part.caption}")
        if not self.clothes.axis_late:
            self._axis(part)
        self._add(self.clothes.heading("conclusions"))
        self._paragraphs(part.conclusions[:1])
        if self.clothes.axis_late:
            self._axis(part)
        self._paragraphs(part.conclusions[1:])
        self._advice(part)
        self._answers(part)

    def _axis(self, part: PartContent) -> None:
        if not part.labels:
            return
        self._add("1 2 3 4 5 6")
        for label, score in part.labels:
            self._add(f"{label} {score}".strip())
        self._add("6 = Highly satisfactory 5 = Satisfactory 4 = Somewhat satisfactory", wrap=False)
        self._add("3 = Somewhat unsatisfactory 2 = Unsatisfactory 1 = Highly unsatisfactory", wrap=False)

    def _advice(self, part: PartContent) -> None:
        self._add(self.clothes.heading("recommendations"))
        for number, advice in enumerate(part.advice, 1):
            self._add(self.clothes.label.format(numbers=number))
            self._paragraphs([advice.headline])
            self._blocks(advice.rationale)
            self._table(advice)

    def _answers(self, part: PartContent) -> None:
        self._add(self.clothes.heading("response"))
        self._paragraphs(part.before)
        for answer in part.answers:
            label = self.clothes.label.format(numbers=answer.numbers)
            if not answer.numbers.isdigit():
                label = label.replace("Recommendation ", "Recommendations ")
            self._add(label)
            self._paragraphs(answer.text[:1])
            self._blocks(answer.text[1:])
        self._paragraphs(part.after)

    def _table(self, advice: Advice) -> None:
        cells = [advice.units, advice.priority, advice.time, advice.resources]
        head = ["Responsible unit", "Priority", "Time implication", "Resource implication"]
        style = self.clothes.table
        if style == "wrapped":
            self._add(" ".join(head), wrap=False)
            self.chunks.append(Chunk(textwrap.wrap(advice.units, 24, break_on_hyphens=False)))
            self.chunks.append(Chunk(textwrap.wrap(" ".join(cells[1:]), 24, break_on_hyphens=False)))
        elif style == "line":
            self._add(" ".join(head), wrap=False)
            self._add(" ".join(cells), wrap=False)
        elif style == "cells":
            for line in (*head, *cells):
                self._add(line, wrap=False)
        elif style == "tabs":
            self._add("\t".join(head), wrap=False)
            self._add("\t".join(cells), wrap=False)
        elif style == "turned":
            self._add(" ".join([*head[1:], head[0]]), wrap=False)
            self._add(" ".join([*cells[1:], cells[0]]), wrap=False)
        elif style == "labelled":
            for name, cell in zip(head, cells, strict=True):
                self._add(f"{name}: {cell}", wrap=False)

    def _paragraphs(self, texts: Iterable[str]) -> None:
        for text in texts:
            self.paragraph += 1
            self._add(self.clothes.number.format(number=self.paragraph) + text)

    def _blocks(self, texts: Iterable[str]) -> None:
        for text in texts:
            if text.startswith("- "):
                self._add(self.clothes.indent + self.clothes.bullet + text[2:])
            elif text.startswith("("):
                self._add(self.clothes.indent + text)
            else:
                self._add(text, tight=False)

    def _add(self, text: str, *, tight: bool = True, wrap: bool = True) -> None:
        notes = [int(number) for number in NOTE.findall(text)]
        text = NOTE.sub(lambda mark: self.clothes.mark.format(before="", number=mark[1]), text)
        width = self.clothes.width if wrap else 400
        lines = (
            textwrap.wrap(text, width, break_on_hyphens=self.clothes.break_hyphens, break_long_words=False)
            if wrap
            else [text]
        )
        self.chunks.append(Chunk(lines, tight, notes))
        if self.clothes.notes == "paragraph" and notes:
            self._note_bodies(notes)

    def _note_bodies(self, numbers: Iterable[int]) -> None:
        for number in numbers:
            if number not in self.printed_notes:
                self.printed_notes.add(number)
                body = f"{number} {self.content.notes[number - 1]}"
                self.chunks.append(
                    Chunk(textwrap.wrap(body, self.clothes.width + 20, break_on_hyphens=False), tight=False)
                )

    # Chunks to lines

    def _spaced(self) -> Iterator[tuple[str, list[int]]]:
        """Yield lines with blanks between chunks, as many as the clothes say."""
        before: Chunk | None = None
        for chunk in self.chunks:
            if before is not None:
                blanks = self.clothes.blanks
                if not blanks and not chunk.tight and not self._is_short(before, chunk):
                    blanks = 1
                yield from [("", [])] * blanks
            for place, line in enumerate(chunk.lines):
                yield line, chunk.notes if place == len(chunk.lines) - 1 else []
            before = chunk

    def _is_short(self, before: Chunk, chunk: Chunk) -> bool:
        room = self.clothes.width - len(before.lines[-1])
        return room > 0.3 * self.clothes.width and before.lines[-1][-1] in ".!?"

    def _pages(self, lines: Iterator[tuple[str, list[int]]]) -> Iterator[str]:
        page, on_page = 1, 0
        due: list[int] = []
        for line, notes in lines:
            yield line
            on_page += 1
            due += notes
            if self.clothes.page and on_page >= self.clothes.page:
                yield from self._foot(due if self.clothes.notes == "page" else [], page)
                page, on_page, due = page + 1, 0, []
        if self.clothes.notes == "page":
            yield from self._bodies_of(due)

    def _foot(self, notes: list[int], page: int) -> Iterator[str]:
        yield from self._bodies_of(notes)
        header = self.clothes.header.format(symbol=self.content.symbol, page=page)
        if header:
            yield from [""] * self.clothes.header_blanks
            yield from header.split("\n")
            yield from [""] * self.clothes.header_blanks

    def _bodies_of(self, notes: list[int]) -> Iterator[str]:
        if notes:
            yield ""
        for number in notes:
            yield from textwrap.wrap(
                f"{number} {self.content.notes[number - 1]}", self.clothes.width + 20, break_on_hyphens=False
            )
        if notes:
            yield ""


def dress(content: PaperContent, **choices: object) -> bytes:
    """Print ``content`` in clothes that differ from the usual ones in ``choices``."""
    return Printer(content, replace(Clothes(), **choices)).encoded()  # type: ignore[arg-type]
