"""What a file itself says was sent: its hidden sheet *Baseline*."""

from __future__ import annotations

import dataclasses
import datetime
import json
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from workbench.errors import UserError
from workbench.markup import anchors, references
from workbench.schema import Type, field_of
from workbench.sentences import Sentence
from workbench.tracking.baseline import HEADER, Sent
from workbench.tracking.returned.cells import text_of, whole_number
from workbench.tracking.shown import stored_form, text_form

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from workbench.schema import Field, Value
    from workbench.spreadsheets.book import Sheet
    from workbench.tracking.returned.expected import SentRow
    from workbench.tracking.shown import CellValue

_FOREIGN = Sentence(
    "The text as sent holds notes or live numbers that this workspace does not know; look whether they are"
    " still right."
)


class _Entry(NamedTuple):
    """One row of the sheet as text; the fields are its header, :data:`workbench.tracking.baseline.HEADER`."""

    sheet: str
    row: str
    fingerprint: str
    recommendation: str
    node: str
    field: str
    open: str
    piece: str
    shown: str
    stored: str


def read_baseline(sheet: Sheet | None) -> list[Sent] | None:
    """Return the answers of the sheet in its order, None where it is missing or anything in it is damaged."""
    answers: dict[tuple[str, str, str], list[_Entry]] = {}
    for entry in _entries(sheet):
        answers.setdefault((entry.sheet, entry.row, entry.field), []).append(entry)
    try:
        return [_sent(pieces) for pieces in answers.values()] or None
    except (ValueError, UserError, RecursionError):
        return None


def with_own_words(rows: Sequence[SentRow], sheet: Sheet | None) -> list[SentRow]:
    """Return rows of the journal with what their file says they showed, where that reads otherwise now.

    A later version of the program may word a drop-down or shorten a text in another way.
    """
    by_id = {(_sheet_of(row), str(row.id)): row for row in rows}
    shown: dict[int, dict[str, CellValue]] = {}
    marks: dict[int, set[str]] = {}
    for entry in _entries(sheet):
        row = by_id.get((entry.sheet, entry.row))
        answer = row.answers.get(entry.field) if row else None
        if row is None or answer is None:
            continue
        if entry.fingerprint != row.row.fingerprint:
            marks.setdefault(row.id, set()).add(entry.fingerprint)
        if entry.shown != text_form(answer.shown) and entry.stored == stored_form(answer.stored):
            shown.setdefault(row.id, {})[entry.field] = _shown(_field(entry.field), entry.shown)
    return [
        dataclasses.replace(row, shown=shown.get(row.id, {}), marks=frozenset(marks.get(row.id, ())))
        for row in rows
    ]


def believed(rows: Sequence[SentRow], sent: Sequence[Sent]) -> list[SentRow]:
    """Return the rows that their file and our present document both know, with the answers of the file."""
    own: dict[tuple[str, int], dict[str, Sent]] = {}
    for answer in sent:
        own.setdefault((answer.sheet, answer.row), {})[answer.key] = answer
    pairs = ((row, own.get((_sheet_of(row), row.id), {})) for row in rows)
    return [
        _believed(row, said)
        for row, said in pairs
        if {answer.fingerprint for answer in said.values()} == {row.row.fingerprint}
    ]


def unbelieved(rows: Sequence[SentRow], sent: Sequence[Sent]) -> dict[str, dict[str, CellValue]]:
    """Return what the answers of the other rows showed, by fingerprint of the row and key of the column."""
    known = {row.row.fingerprint for row in rows}
    shown: dict[str, dict[str, CellValue]] = {}
    for answer in sent:
        if answer.fingerprint not in known:
            shown.setdefault(answer.fingerprint, {})[answer.key] = answer.shown
    return shown


def _believed(row: SentRow, said: Mapping[str, Sent]) -> SentRow:
    """Return a row with the answers of its file, each for the node that holds it here."""
    answers, doubts = {}, {}
    for key, now in row.answers.items():
        if key not in said:
            continue
        answers[key] = dataclasses.replace(
            said[key],
            recommendation=now.recommendation,
            node=now.node if said[key].node == now.node else None,
            is_open=said[key].is_open and now.is_open,
        )
        if _nodes_named(said[key].stored) - _nodes_named(now.stored):
            doubts[key] = _FOREIGN
    return dataclasses.replace(row, answers=answers, doubts=doubts)


def _nodes_named(stored: Value) -> set[int | str]:
    if not isinstance(stored, str):
        return set()
    return {*anchors(stored), *(reference.target for reference in references(stored))}


def _sheet_of(row: SentRow) -> str:
    return next((answer.sheet for answer in row.answers.values()), "")


def _entries(sheet: Sheet | None) -> Iterator[_Entry]:
    """Yield the rows of the sheet; none where it is missing or is none of ours."""
    head = [text_of(value) for value in sheet.rows[0]] if sheet and sheet.rows else []
    if sheet is None or any(name not in head for name in HEADER):
        return
    pick = itemgetter(*(head.index(name) for name in HEADER))
    for values in sheet.rows[1:]:
        if values:
            padded = (*values, *[None] * (len(head) - len(values)))
            yield _Entry._make(map(text_of, pick(padded)))


def _sent(pieces: list[_Entry]) -> Sent:
    """Return one answer from its rows; ValueError or UserError where they are damaged."""
    pieces.sort(key=lambda piece: _number(piece.piece))
    if [_number(piece.piece) for piece in pieces] != list(range(1, len(pieces) + 1)):
        raise ValueError("a piece of a stored value is missing")
    first = pieces[0]
    field = _field(first.field)
    return Sent(
        sheet=first.sheet,
        row=_number(first.row),
        fingerprint=first.fingerprint,
        recommendation=_number(first.recommendation),
        node=_number(first.node) if first.node else None,
        key=first.field,
        is_open=_number(first.open) == 1,
        shown=_shown(field, first.shown),
        stored=field.clean(json.loads("".join(piece.stored for piece in pieces))),
    )


def _number(text: str) -> int:
    number = whole_number(text)
    if number is None:
        raise ValueError(f"{text!r} is no whole number")
    return number


def _field(key: str) -> Field:
    kind, _, name = key.partition(".")
    return field_of(kind, name)


def _shown(field: Field, text: str) -> CellValue:
    """Return what a cell showed, from its text form."""
    if not text:
        return None
    if field.type is Type.DATE:
        try:
            return datetime.date.fromisoformat(text)
        except ValueError:
            return text
    if field.type is Type.INTEGER:
        return whole_number(text)
    return text
