"""What speaks against taking the answers of a sheet unseen, though each of them alone is valid."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from typing import TYPE_CHECKING

from workbench.schema import field_of
from workbench.sentences import UNSAID, Sentence, strung, together
from workbench.tracking.columns import PART
from workbench.tracking.returned.cells import words_of
from workbench.tracking.returned.matching import agrees
from workbench.tracking.returned.sorting import FEWEST_VALUES, Pair, is_permuted, is_sorted
from workbench.tracking.returned.values import TEXTS
from workbench.tracking.sending import RESPONSE
from workbench.tracking.shown import text_form

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from workbench.schema import Field
    from workbench.tracking.baseline import Sent
    from workbench.tracking.returned.expected import SentRow
    from workbench.tracking.returned.matching import Match
    from workbench.tracking.returned.tables import Table
    from workbench.tracking.returned.values import Typed

    TypedCells = Mapping[int, Mapping[str, Typed]]

FEWEST_SHIFTED = 2
"""Texts that must stand in the row of another for that to be no chance."""
_SORTED = Sentence(
    "The column {0} holds the same values as sent, but in sorted order: perhaps it was sorted alone."
)
_SHUFFLED = Sentence(
    "The column {0} holds the same values as sent, but in other rows: perhaps it was sorted alone."
)


def doubt_of_unit(matches: Sequence[Match], unit: str) -> Sentence:
    """Return a doubt where no row of *Response* gives the unit the part that it had when it was sent."""
    said = [
        agrees(text, match.sent, PART)
        for match in matches
        if PART in match.line.table.columns
        and (text := match.line.table.cell(match.line.row, PART).text).strip()
    ]
    if not said or any(said):
        return UNSAID
    return Sentence(
        "No row says the part in it that {0} was sent; this may be the sheet of another unit.", unit
    )


def with_copies_doubted(matches: Sequence[Match], rows: Sequence[SentRow]) -> list[Match]:
    """Return matches of *Response*, with a doubt where a row stands twice while another one is missing."""
    found = {match.sent.id for match in matches}
    missing = [row.title for row in rows if row.id not in found]
    standing: defaultdict[tuple[int, int], list[Match]] = defaultdict(list)
    for match in matches:
        if match.line.table.role == RESPONSE and missing:
            standing[id(match.line.table), match.sent.id].append(match)
    doubts = {
        match.sent.id: _of_copy(match.sent.title, missing)
        for _, *copies in standing.values()
        for match in copies
    }
    return [_doubted(match, doubts.get(match.sent.id, UNSAID)) for match in matches]


def doubts_of_columns(matches: Sequence[Match], typed: TypedCells) -> dict[str, Sentence]:
    """Return, by key, why no value of a column can be taken unseen: it was sorted, moved or relabelled."""
    doubts = _of_headers({id(match.line.table): match.line.table for match in matches}.values())
    pairs: dict[str, list[Pair]] = {}
    fields: dict[str, Field] = {}
    labels: dict[str, str] = {}
    for match in matches:
        for key, sent in match.sent.answers.items():
            if sent.is_open and key in match.line.table.columns:
                was, now = text_form(sent.shown), typed[id(match)].get(key)
                pairs.setdefault(key, []).append(Pair(was, now.text if now else was))
                fields[key], labels[key] = field_in(sent), match.line.table.label(key)
    moved = [key for key, found in pairs.items() if is_permuted(found)]
    if any(fields[key].is_markup or _is_sorted_alone(pairs[key]) for key in moved):
        for key in moved:
            in_order = is_sorted(pairs[key])
            doubt = Sentence(_SORTED, labels[key]) if in_order else Sentence(_SHUFFLED, labels[key])
            doubts[key] = together(doubts.get(key, UNSAID), doubt)
    return doubts


def doubts_of_shifted(matches: Sequence[Match], typed: TypedCells) -> dict[tuple[int, str], Sentence]:
    """Return, by id of the match and key, why a text may stand in the wrong cell: another one held it.

    A cell that was cleared while its text came to stand in another one is as doubtful as that.
    """
    sent: defaultdict[str, dict[tuple[int, str], str]] = defaultdict(dict)
    for match in matches:
        for key, answer in match.sent.answers.items():
            words = words_of(text_form(answer.shown))
            if words and field_in(answer).type in TEXTS:
                sent[words][match.sent.id, key] = match.sent.title
    found: defaultdict[str, dict[tuple[int, str], Sentence]] = defaultdict(dict)
    for match in matches:
        for key, cell in typed[id(match)].items():
            owners = sent.get(words_of(cell.text), {})
            if (
                owners
                and (match.sent.id, key) not in owners
                and field_in(match.sent.answers[key]).type in TEXTS
            ):
                found[key][id(match), key] = Sentence(
                    "This is what {0} said when it was sent: perhaps it was moved or filled down from there.",
                    next(iter(owners.values())),
                )
    shifted = [cells for cells in found.values() if len(cells) >= FEWEST_SHIFTED]
    doubts = {at: doubt for cells in shifted for at, doubt in cells.items()}
    moved = {words_of(typed[at][key].text) for at, key in doubts}
    for match in matches:
        for key, cell in typed[id(match)].items():
            if not cell.text and words_of(text_form(match.sent.answers[key].shown)) in moved:
                doubts[id(match), key] = Sentence(
                    "What this said now stands in another cell: perhaps it was moved there."
                )
    return doubts


def field_in(sent: Sent) -> Field:
    """Return the field that an answer was asked for."""
    return field_of(*sent.key.split(".", 1))


def _of_headers(tables: Iterable[Table]) -> dict[str, Sentence]:
    """Return, by key, why a column may be another one: a header was typed over with that of another."""
    doubts: dict[str, Sentence] = {}
    for table in tables:
        labels = {words_of(column.label).casefold(): key for key, column in table.declared.items()}
        for key, column in table.everywhere():
            head, label = table.head(column), table.declared[key].label
            other = labels.get(words_of(head).casefold())
            if other and words_of(head).casefold() != words_of(label).casefold():
                doubt = Sentence(
                    "The column “{0}” now has the header “{1}”, that of another one.", label, head
                )
                doubts[key] = together(doubts.get(key, UNSAID), doubt)
                doubts[other] = together(doubts.get(other, UNSAID), doubt)
    return doubts


def _is_sorted_alone(pairs: Sequence[Pair]) -> bool:
    return is_permuted(pairs, FEWEST_VALUES) and is_sorted(pairs)


def _doubted(match: Match, doubt: Sentence) -> Match:
    return dataclasses.replace(match, doubt=together(match.doubt, doubt)) if doubt else match


def _of_copy(title: str, missing: Sequence[str]) -> Sentence:
    if len(missing) == 1:
        return Sentence(
            "{0} stands in several rows, and {1} is missing: perhaps one row was copied over another.",
            title,
            missing[0],
        )
    return Sentence(
        "{0} stands in several rows, and {1} are missing: perhaps one row was copied over another.",
        title,
        strung(missing),
    )
