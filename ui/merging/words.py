"""Sentences of the merge window: what became of a file, and what merging would do now."""

from __future__ import annotations

from datetime import datetime
from functools import reduce
from html import escape
from typing import TYPE_CHECKING

from ui.counting import counted, listed
from ui.labels import translate
from workbench.merging.items import State

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.merging.entries import Entry
    from workbench.merging.items import File

TOOLTIP = 1200
"""Letters of a tooltip; the whole text stands below the table."""


def file_state(file: File, entries: Sequence[Entry]) -> str:
    """Return what became of a file that was read: "new – 5 changes, 2 to decide"."""
    if file.earlier is not None:
        day = day_and_time(file.earlier.record.time)
        if file.is_settled:
            return translate("Merging", "already merged, {0}").format(day)
        return translate("Merging", "merged {0} – {1}").format(day, counts(entries))
    if not entries:
        return translate("Merging", "nothing new")
    return translate("Merging", "new – {0}").format(counts(entries))


def counts(entries: Sequence[Entry]) -> str:
    """Return how much a file brings: "5 changes, 2 to decide, 1 stays"."""
    changes = sum(_file(entry) is not None for entry in entries)
    to_decide = sum(entry.is_open for entry in entries)
    staying = len(entries) - changes - to_decide
    parts = [_changes(changes)] if changes or not entries else []
    if to_decide:
        parts.append(translate("Merging", "{0} to decide").format(to_decide))
    if staying:
        parts.append(counted(staying, translate("Merging", "1 stays"), translate("Merging", "{n} stay")))
    return reduce(translate("Merging", "{0}, {1}").format, parts)


def notes(number: int) -> str:
    """Return how much there is to read about a file: "2 notes"."""
    return counted(number, translate("Merging", "1 note"), translate("Merging", "{n} notes"))


def day_and_time(text: str) -> str:
    """Return a time as people write it here, anything else as it came."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    local = moment.astimezone() if moment.tzinfo else moment
    return local.strftime("%Y-%m-%d %H:%M") if len(text) > len("2026-01-01") else text


def tooltip(text: str) -> str | None:
    """Return a text for a tooltip, which takes signs of HTML as they are and breaks lines; None for none."""
    if not text:
        return None
    shown = text if len(text) <= TOOLTIP else f"{text[:TOOLTIP]}…"
    return f"<p style='white-space: pre-wrap'>{escape(shown)}</p>"


def summary(entries: Sequence[Entry]) -> str:
    """Return what merging would do now, in a few sentences."""
    files = [_file(entry) for entry in entries]
    arriving = [file for file in files if file is not None]
    staying = sum(not entry.is_open for entry in entries) - len(arriving)
    sentences = [_arriving(len(arriving), len(set(arriving)))]
    if staying:
        sentences.append(
            counted(
                staying,
                translate("Merging", "1 stays as it is here."),
                translate("Merging", "{n} stay as they are here."),
            )
        )
    held_up = waiting_for(entries)
    if held_up:
        sentences.append(held_up)
    waiting = [entry for entry in entries if entry.is_open and not entry.holds_up]
    if waiting:
        sentences.append(_staying_open(waiting))
    return " ".join(sentences)


def waiting_for(entries: Sequence[Entry]) -> str:
    """Return what has to be decided before copies can be merged, "" where nothing has to."""
    waiting = [entry for entry in entries if entry.holds_up]
    if not waiting:
        return ""
    names = dict.fromkeys(name for entry in waiting for name in entry.copies)
    return counted(
        len(waiting),
        translate("Merging", "1 question about {0} waits: a copy is merged whole."),
        translate("Merging", "{n} questions about {0} wait: a copy is merged whole."),
    ).format(listed(list(names)))


def done(entries: Sequence[Entry], files: int) -> str:
    """Return what merging so many files did, in a sentence or two."""
    changes = sum(_file(entry) is not None for entry in entries)
    if changes:
        said = translate("Merging", "Merged {0} from {1}.").format(_changes(changes), _files(files))
    else:
        said = translate("Merging", "Nothing was changed; {0} noted as received.").format(_files(files))
    waiting = [entry for entry in entries if entry.is_open]
    return f"{said} {_staying_open(waiting)}" if waiting else said


def _file(entry: Entry) -> int | None:
    """Return the file whose batch an entry will be in, None where nothing changes."""
    decision = entry.item.decision
    if decision is None or decision.take == "ours":
        return None
    return entry.item.answers[decision.answer].file


def _arriving(changes: int, files: int) -> str:
    if not changes:
        return translate("Merging", "Nothing will change.")
    return translate("Merging", "{0} from {1} will arrive.").format(_changes(changes), _files(files))


def _staying_open(waiting: Sequence[Entry]) -> str:
    conflicts = sum(entry.item.state is State.CONFLICT for entry in waiting)
    questions = len(waiting) - conflicts
    kinds = [
        counted(conflicts, translate("Merging", "1 conflict"), translate("Merging", "{n} conflicts")),
        counted(questions, translate("Merging", "1 question"), translate("Merging", "{n} questions")),
    ]
    there = [words for words, number in zip(kinds, (conflicts, questions), strict=True) if number]
    return counted(
        len(waiting),
        translate("Merging", "{0} stays open and will be asked again."),
        translate("Merging", "{0} stay open and will be asked again."),
    ).format(listed(there))


def _changes(number: int) -> str:
    return counted(number, translate("Merging", "1 change"), translate("Merging", "{n} changes"))


def _files(number: int) -> str:
    return counted(number, translate("Merging", "1 file"), translate("Merging", "{n} files"))
