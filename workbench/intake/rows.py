"""The non-blank lines of a source, each knowing what stands between it and the one before."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workbench.intake.form import Form, Mark
    from workbench.intake.source import Source

_INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff\x00-\x08\x0e-\x1b\x7f]+")
_FEWEST = 20  # lines that can tell whether a source is double-spaced
_SPACE = re.compile(r"[^\S ]+")


class Row:
    """One non-blank line, or the rest of one after its label.

    ``gap`` counts the blank lines before it, ``indent`` is the width of its left margin,
    ``width`` that of the whole line,
    ``broken`` what stood between it and the row before: 1 page furniture, 2 footnotes, else 0.
    ``marks`` is what the source says of stretches of the text, ``form`` what it says the row is.
    """

    __slots__ = ("broken", "form", "gap", "indent", "line", "marks", "text", "width")

    def __init__(self, line: int, text: str, gap: int, indent: int) -> None:
        self.line = line
        self.text = text
        self.gap = gap
        self.indent = indent
        self.width = indent + len(text)
        self.broken = 0
        self.marks: tuple[Mark, ...] = ()
        self.form: Form | None = None

    def __repr__(self) -> str:
        return f"<row {self.line} {self.text[:40]!r}>"

    def until(self, end: int) -> Row:
        """Return a row for the text up to ``end``, on the same line."""
        row = Row(self.line, self.text[:end].rstrip(" :.–—-"), self.gap, self.indent)
        row.marks = clipped(self.marks, 0, len(row.text))
        return row

    def rest(self, start: int) -> Row:
        """Return a row for the text from ``start`` on, on the same line."""
        row = Row(self.line, self.text[start:].lstrip(), self.gap, self.indent)
        row.broken = self.broken
        row.width = self.width
        row.form = self.form
        if self.marks:
            row.marks = clipped(self.marks, len(self.text) - len(row.text), len(self.text))
        return row


def clipped(marks: Iterable[Mark], start: int, end: int) -> tuple[Mark, ...]:
    """Return the marks of the text from ``start`` to ``end``, counted from ``start``."""
    return tuple(
        replace(mark, start=max(mark.start, start) - start, end=min(mark.end, end) - start)
        for mark in marks
        if mark.start < end and mark.end > start or mark.start == mark.end and start <= mark.start <= end
    )


def rows_of(source: Source) -> list[Row]:
    """Return the non-blank lines of ``source`` in order: those it gives, else made of its lines.

    Every space is a plain one and what prints nothing is taken out; a row may have no text then.
    """
    if source.given is not None and source.given.rows is not None:
        return source.given.rows
    rows: list[Row] = []
    gap, gaps = 1, 0
    add = rows.append
    for number, line in enumerate(source.lines, 1):
        text = line.strip()
        if not text:
            gap += 1
            continue
        indent = 0 if line[0] == text[0] else len(line) - len(line.lstrip())
        if not text.isprintable():
            text = _SPACE.sub(_plain_space, _INVISIBLE.sub("", text)).strip()
        if gap:
            gaps += 1
        add(Row(number, text, gap, indent))
        gap = 0
    if gaps > 0.92 * len(rows) and len(rows) > _FEWEST:
        _close_up(rows)
    return rows


def _plain_space(match: re.Match[str]) -> str:
    return "  " if "\t" in match[0] else " "


def _close_up(rows: list[Row]) -> None:
    """Take one blank line off every gap where there is one after every line of a paragraph."""
    broken_up = sum(
        1
        for before, row in zip(rows, rows[1:], strict=False)
        if row.text[:1].islower() and before.text[-1:].isalpha()
    )
    if broken_up > 0.15 * len(rows):
        for row in rows:
            row.gap = max(0, row.gap - 1)
