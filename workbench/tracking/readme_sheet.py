"""The sheet *Read me*: what to do, by when, whom to ask, what an empty cell means."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from workbench.schema import KINDS, field_of
from workbench.sentences import Sentence
from workbench.tracking.columns import action_columns, response_columns
from workbench.tracking.fitting import TALLEST, height
from workbench.tracking.shares import Part, Share
from workbench.tracking.shown import check
from workbench.tracking.styles import (
    BODY,
    BODY_CENTRED,
    BODY_LABEL,
    EMPTY_SWATCH,
    HEADING,
    OPEN,
    SHUT,
    TITLE,
    Look,
)
from workbench.tracking.table import print_set_up, protect

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Mapping, Sequence

    from openpyxl.worksheet.worksheet import Worksheet

    from workbench.tracking.sending import Sending
    from workbench.tracking.styles import StyleBook

LABEL_WIDTH, TEXT_WIDTH = 24.0, 100.0
_WHOSE = Sentence("The Read me sheet")
_ROLES = {Part.LEAD: "answer", Part.CONTRIBUTOR: "contribution"}
# This sheet's letters are a size larger than those of the tables.
_LARGER, _TALLER = 0.9, 1.1
_SWATCHES = {"locked": SHUT, "open": Look(OPEN.fill, ruled=True), "empty": EMPTY_SWATCH}


@cache
def words(language: str) -> Mapping[str, Any]:
    """Return the fixed words in a language, in English where there are none."""
    text = resources.files("resources").joinpath("tracking.json").read_text(encoding="utf-8")
    every = json.loads(text)
    return every.get(language, every["en"])  # type: ignore[no-any-return]


def write_readme(
    sheet: Worksheet, styles: StyleBook, sending: Sending, unit: str, shares: Sequence[Share]
) -> None:
    """Fill the sheet for one unit."""
    page = _Page(sheet, styles, sending)
    say = words("en")
    page.title(say["title"].format(symbol=sending.symbol))
    page.paragraph(_title_of_paper(sending))
    page.gap()
    for label, text in _facts(sending, unit, shares, say):
        page.line(label, text)
    headings = say["headings"]
    page.section(headings["do"], say["do"][sending.stage], numbered=True)
    page.section(headings["empty"], say["empty"])
    page.heading(headings["colours"])
    for name, text in say["colours"]:
        page.swatch(_SWATCHES[name], text)
    page.heading(headings["columns"])
    for label, help in _columns(sending, shares):
        page.line(label, help)
    page.section(headings["know"], say["know"])
    page.finish(f"{sending.symbol} {unit}")


class _Page:
    """A sheet written from top to bottom: labels on the left, text beside them."""

    def __init__(self, sheet: Worksheet, styles: StyleBook, sending: Sending) -> None:
        self._sheet = sheet
        self._styles = styles
        self._ruler = sending.ruler
        self._labels = _labels()
        self._row = 0
        for letter, width in (("A", 2.5), ("B", LABEL_WIDTH), ("C", TEXT_WIDTH)):
            sheet.column_dimensions[letter].width = width

    def line(self, label: str, text: str) -> None:
        """Write a label and the text beside it."""
        check(text, _WHOSE)
        self._append([None, label, text], (BODY, BODY_LABEL, BODY))
        self._fit((label, LABEL_WIDTH), (text, TEXT_WIDTH))

    def title(self, text: str) -> None:
        """Write the title of the sheet."""
        self._append([None, text, None], (BODY, TITLE, BODY))
        self._sheet.row_dimensions[self._row].height = 32

    def paragraph(self, text: str) -> None:
        """Write a text across both columns."""
        check(text, _WHOSE)
        self._append([None, text, None], (BODY, BODY, BODY))
        self._sheet.merge_cells(f"B{self._row}:C{self._row}")
        self._fit((text, LABEL_WIDTH + TEXT_WIDTH))

    def section(self, heading: str, texts: Iterable[str], *, numbered: bool = False) -> None:
        """Write a heading and its points, with the labels of the declaration put in."""
        self.heading(heading)
        for number, text in enumerate(texts, start=1):
            sign = f"{number}." if numbered else "•"
            self.paragraph(f"{sign} {text.format_map(self._labels)}")

    def heading(self, text: str) -> None:
        """Write a heading with some air above it."""
        self.gap()
        self._append([None, text, None], (BODY, HEADING, BODY))
        self._sheet.row_dimensions[self._row].height = 20

    def swatch(self, look: Look, text: str) -> None:
        """Write a colour and what it means."""
        self._append([None, None, f"  {text}"], (BODY, look, BODY_CENTRED))
        self._sheet.row_dimensions[self._row].height = 18

    def gap(self) -> None:
        """Leave a low line empty."""
        self._append([None], (BODY,))
        self._sheet.row_dimensions[self._row].height = 9

    def finish(self, footer: str) -> None:
        """Complete the sheet."""
        self._sheet.sheet_view.showGridLines = False
        protect(self._sheet)
        print_set_up(self._sheet, footer, landscape=False)

    def _fit(self, *texts: tuple[str, float]) -> None:
        """Make the last row tall enough for each text in its width."""
        lines = max(self._ruler.lines(text, width * _LARGER) for text, width in texts)
        self._sheet.row_dimensions[self._row].height = min(height(lines) * _TALLER, TALLEST)

    def _append(self, values: Sequence[str | None], looks: Sequence[Look]) -> None:
        self._row += 1
        pairs = zip(values, looks, strict=True)
        self._sheet.append([self._styles.cell(self._sheet, value, look) for value, look in pairs])


def _facts(
    sending: Sending, unit: str, shares: Sequence[Share], say: Mapping[str, Any]
) -> Iterable[tuple[str, str]]:
    contact = sending.shower.value(sending.snapshot.tree.root, field_of("workspace", "contact"))
    yield say["for"], sending.unit_title(unit)
    yield say["return_by"], _day(sending.due, say) if sending.due else say["no_date"]
    yield say["ask"], str(contact or say["no_contact"])
    yield say["content"], _content(shares, say)


def _content(shares: Sequence[Share], say: Mapping[str, Any]) -> str:
    """Return the words for how much there is: "3 recommendations: you lead the answer to 2, …"."""
    parts = {Part.LEAD: "lead", Part.CONTRIBUTOR: "contribute", Part.JOINT: "joint"}
    counts = {part: sum(share.part is part for share in shares) for part in parts}
    shown = [say[parts[part]].format(count=count) for part, count in counts.items() if count]
    text = f"{_count(len(shares), 'recommendation', say)}: {', '.join(shown)}"
    actions = sum(len(share.actions) for share in shares)
    return f"{text}; {_count(actions, 'action', say)}." if actions else f"{text}."


def _count(count: int, what: str, say: Mapping[str, Any]) -> str:
    return say[what] if count == 1 else say[f"{what}s"].format(count=count)  # type: ignore[no-any-return]


def _day(day: datetime.date, say: Mapping[str, Any]) -> str:
    return f"{day.day} {say['months'][day.month - 1]} {day.year}"


def _title_of_paper(sending: Sending) -> str:
    return str(sending.shower.value(sending.paper, field_of("paper", "title")) or "")


def _columns(sending: Sending, shares: Sequence[Share]) -> Iterable[tuple[str, str]]:
    """Yield label and help of every column that this unit can fill in."""
    parts = {share.part for share in shares} if sending.stage == "response" else set()
    roles = {"action"} | {role for part, role in _ROLES.items() if part in parts}
    for column in [*response_columns(contributes=True), *action_columns()]:
        if column.role in roles and column.field and column.field.help:
            yield column.label, column.field.help


def _labels() -> Mapping[str, SimpleNamespace]:
    """Return the labels of the declaration for ``{kind.field}`` in the fixed words."""
    return {
        name: SimpleNamespace(**{field.name: field.label for field in kind.fields.values()})
        for name, kind in KINDS.items()
    }
