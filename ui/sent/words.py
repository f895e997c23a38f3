"""Sentences about sheets and e-mail drafts that were written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.counting import counted
from ui.labels import translate

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from workbench.tracking import SheetsWritten
    from workbench.tracking.mail import MailDraft


def about_sheets(written: SheetsWritten, folder: Path) -> tuple[str, bool]:
    """Return what was written, and whether something about it needs a person."""
    done = counted(
        len(written.files),
        translate("Sent", "One tracking sheet written to {0}."),
        translate("Sent", "{n} tracking sheets written to {0}."),
    ).format(folder)
    if written.drafts:
        done += " " + counted(
            len(written.drafts),
            translate("Sent", "Its e-mail draft is beside it."),
            translate("Sent", "Each has its e-mail draft beside it."),
        )
    doubts = [*_unreached(written), _unaddressed(written.drafts)]
    return " ".join(filter(None, [done, *doubts])), any(doubts)


def about_reminders(drafts: Sequence[MailDraft], folder: Path) -> tuple[str, bool]:
    """Return what was written, and whether something about it needs a person."""
    done = counted(
        len(drafts),
        translate("Sent", "One reminder written to {0}; open it, look it over and send it."),
        translate("Sent", "{n} reminders written to {0}; open them, look them over and send them."),
    ).format(folder)
    doubt = _unaddressed(drafts)
    return f"{done} {doubt}".strip(), bool(doubt)


def _unaddressed(drafts: Sequence[MailDraft]) -> str:
    """Return a sentence about drafts that lack an address, "" where none does."""
    units = [draft.unit for draft in drafts if draft.warning]
    if not units:
        return ""
    words = translate("Sent", "The register has no usable e-mail address for {0}.")
    return words.format(", ".join(units))


def _unreached(written: SheetsWritten) -> list[str]:
    sentences = []
    if written.without_sheet:
        sentences.append(
            counted(
                len(written.without_sheet),
                translate("Sent", "One recommendation has a lead unit without a sheet."),
                translate("Sent", "{n} recommendations have a lead unit without a sheet."),
            )
        )
    if written.without_actions:
        sentences.append(
            counted(
                len(written.without_actions),
                translate("Sent", "One action is on no sheet."),
                translate("Sent", "{n} actions are on no sheet."),
            )
        )
    return sentences
