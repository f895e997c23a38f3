"""What a filter could not make sense of, in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.querying import Doubt

translate = QCoreApplication.translate


def sentence(doubts: Sequence[Doubt]) -> str:
    """Return what was left out and why, "" where nothing was."""
    return " ".join(map(_sentence, doubts))


def help_text() -> str:
    """Return how a filter is written, for those who ask."""
    return translate(
        "Doubts",
        "Words in any order: youth employment\n"
        "Words in a row: “youth employment”\n"
        "A field: priority:high, unit:ACTRAV, acceptance:none, due:<2026-12-31, rating:<4\n"
        "A place: kind:recommendation, part:II, paper:340\n"
        "What the checks found: overdue, missing, flagged\n"
        "Not: -priority:low",
    )


def _sentence(doubt: Doubt) -> str:
    words = {
        "field": translate("Doubts", "There is no field called “{name}”; that part was left out."),
        "value": translate("Doubts", "“{value}” is on no list for “{name}”."),
        "unit": translate("Doubts", "“{value}” is no unit of the register."),
        "nowhere": translate("Doubts", "Nothing here has “{value}” as “{name}”."),
        "number": translate("Doubts", "“{name}” is compared with a number, not with “{value}”."),
        "date": translate("Doubts", "“{name}” is compared with a date such as 2026-12-31, not “{value}”."),
        "order": translate("Doubts", "“{name}” has no order; write {name}:{value} without a sign."),
    }
    said = words[doubt.why].replace("{name}", doubt.name).replace("{value}", doubt.value)
    return " ".join([said, *_suggestion(doubt)])


def _suggestion(doubt: Doubt) -> list[str]:
    """Return a sentence with the names that may be meant, where there are any."""
    if len(doubt.close) > 1:
        return [translate("Doubts", "Did you mean “{0}” or “{1}”?").format(*doubt.close)]
    return [translate("Doubts", "Did you mean “{0}”?").format(name) for name in doubt.close]
