"""Lines of a front page of which the source itself says which field they fill."""

from __future__ import annotations

import contextlib
import datetime
import re
from functools import cache
from typing import TYPE_CHECKING

from workbench.intake.signs import REVISION
from workbench.paper.words import LANGUAGES
from workbench.paper.words import words as fixed_words
from workbench.schema import KINDS
from workbench.sentences import Sentence
from workbench.vocabularies import VOCABULARIES

if TYPE_CHECKING:
    from workbench.intake.drafts import Book, Text
    from workbench.intake.form import Form
    from workbench.intake.rows import Row
    from workbench.subtree import Subtree

_CODE = re.compile(r"(?P<section>.*)\t\s*(?P<code>\S.*)$")
_YEAR = re.compile(r"\d{4}")
_ORIGINAL = re.compile(r"\s+Original\s*:\s*(?P<language>\S.*)$", re.IGNORECASE)
_WORD = re.compile(r"\w+")


class GivenFront:
    """Reads such lines into ``paper``; the names of the house go to ``names``."""

    def __init__(self, paper: Subtree, book: Book, names: list[Row]) -> None:
        self._paper = paper
        self._book = book
        self._names = names
        self._open: Text | None = None
        self._field = ""

    def read(self, row: Row, form: Form) -> None:
        """Place one row."""
        if form.field == "organ":
            self._names.append(row)
            return
        self._book.claim(row, self._paper)
        if not form.field:
            self._go_on(row, form)
            return
        self._field, self._open = form.field, None
        original = _ORIGINAL.search(row.text) if form.field == "date" else None
        if original is not None:
            self._paper.fields.update(_language(original["language"]))
            row = row.until(original.start())
        if row.text or row.marks:
            self._fill(row, form)

    def _go_on(self, row: Row, form: Form) -> None:
        if self._open is not None and not (row.gap or form.sign):
            self._open.append(row)
        elif self._open is not None:
            self._open.start(form.sign, row)
        else:
            self._fill(row, form)

    def _fill(self, row: Row, form: Form) -> None:
        field = self._field or "purpose"
        if KINDS["paper"].fields[field].is_markup:
            self._open = self._book.text(self._paper, field, row, form.sign)
        elif field in _READERS:
            found = _READERS[field](row.text)
            self._paper.fields.update(found)
            if not found:
                message = Sentence("This could not be read; it is kept here only.")
                self._book.doubt(row.line, self._paper, field, row.text, message)
        else:
            self._paper.fields[field] = row.text


def _symbol(text: str) -> dict[str, object]:
    return {"symbol": REVISION.sub("", text), "printed_symbol": text}


def _session(text: str) -> dict[str, object]:
    """Read "399th Session, Geneva, March 2031"."""
    session, *more = text.split(", ", 2)
    found: dict[str, object] = {"session": session}
    if len(more) == 1:
        found["session_dates" if _YEAR.search(more[0]) else "place"] = more[0]
    elif more:
        found.update(place=more[0], session_dates=more[1])
    return found


def _section(text: str) -> dict[str, object]:
    match = _CODE.match(text)
    if match is None:
        return {"section": text}
    return {"section": match["section"].strip() or None, "section_code": match["code"]}


def _agenda_item(text: str) -> dict[str, object]:
    """Read an item in words as its number."""
    return {"agenda_item": agenda_items().get(" ".join(text.split()).lower(), text)}


def _date(text: str) -> dict[str, object]:
    words = [word.lower() for word in _WORD.findall(text)]
    months = [_months()[word] for word in words if word in _months()]
    numbers = [int(match[0]) for match in re.finditer(r"\d+", text)]
    if len(months) == 1 and len(numbers) == 2:
        with contextlib.suppress(ValueError):
            return {"date": datetime.date(numbers[1], months[0], numbers[0]).isoformat()}
    return {}


def _language(text: str) -> dict[str, object]:
    for key, labels in VOCABULARIES["language"].items():
        if text.lower() in {label.lower() for label in labels.values()}:
            return {"original_language": key}
    return {"original_language": text}


_READERS = {
    "symbol": _symbol,
    "session": _session,
    "section": _section,
    "agenda_item": _agenda_item,
    "date": _date,
    "original_language": _language,
}


@cache
def _months() -> dict[str, int]:
    return {
        name.lower(): place
        for language in LANGUAGES
        for place, name in enumerate(fixed_words(language).texts["months"], 1)
    }


@cache
def agenda_items() -> dict[str, str]:
    """Return the number of each item on the agenda by its words, in every language."""
    found = {}
    for language in LANGUAGES:
        fixed = fixed_words(language)
        for number in range(1, len(fixed.texts["ordinals"]) + 1):
            found[fixed.agenda_item(str(number)).lower()] = str(number)
    return found
