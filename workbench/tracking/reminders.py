"""Reminders: an e-mail draft for each unit whose sheet is not back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from workbench.errors import UserError
from workbench.files import check_replaceable
from workbench.tracking.files import file_names, new_files
from workbench.tracking.ledger import SheetSent, day_of
from workbench.tracking.letter import Template, fixed_words, usual_template
from workbench.tracking.mail import (
    REMINDER,
    Letter,
    MailDraft,
    address_of,
    date_in_words,
    values_for,
    write_draft,
)
from workbench.tracking.shares import asked_in
from workbench.workspace import FileRecord, Snapshot, Workspace

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from workbench.tree import Node

Texts = Callable[[str | None], Template]
"""Gives the text of a reminder in the language of a paper."""


def usual_reminder(language: str | None) -> Template:
    """Return our own text of a reminder."""
    return usual_template(language, "reminder")


def write_reminders(
    workspace: Workspace,
    sheets: Sequence[SheetSent],
    folder: Path,
    today: date,
    texts: Texts = usual_reminder,
) -> list[MailDraft]:
    """Write a reminder for each sheet into ``folder``, all or none, and log them.

    The workbook is attached again where the folder still holds it as it was sent; the text says which.
    ``sheets`` are awaited ones. Raises UserError where a file in the way is not ours, or a sheet's paper
    is not known.
    """
    now = workspace.snapshot()
    points = {point: _at(workspace, point) for point in {sheet.point for sheet in sheets}}
    letters = {
        _name(sheet, today): _letter(now, points[sheet.point], sheet, folder, texts) for sheet in sheets
    }
    for name in letters:
        check_replaceable(folder / name, now.sent)
    with new_files(folder) as files:
        drafts = [write_draft(files, name, letter) for name, letter in letters.items()]
    for sheet, draft in zip(sheets, drafts, strict=True):
        workspace.record_file(_record(sheet, draft))
    return drafts


def _at(workspace: Workspace, point: str) -> Snapshot:
    """Return the document that a sheet shows."""
    return Snapshot(workspace.id, point, workspace.at(point))


def _name(sheet: SheetSent, today: date) -> str:
    return f"{sheet.name.removesuffix('.xlsx')} reminder {today.isoformat()}.eml"


def _letter(now: Snapshot, then: Snapshot, sheet: SheetSent, folder: Path, texts: Texts) -> Letter:
    paper = _paper(then, sheet)
    shares = [one.recommendation.id for one in asked_in(then, paper) if sheet.unit in one.units]
    workbook = _workbook(folder, sheet)
    sentence = fixed_words(paper["language"])["attached" if workbook else "not_attached"]
    values = values_for(then, now.tree, sheet.unit, shares, sheet.name, sheet.due)
    values["sent"] = date_in_words(day_of(sheet.sent_at), paper["language"])
    values["attached"] = sentence.format(file=sheet.name)
    subject, body = texts(paper["language"]).fill(values)
    return Letter(sheet.unit, address_of(now.tree, sheet.unit), subject, body, workbook)


def _paper(then: Snapshot, sheet: SheetSent) -> Node:
    """Return the paper of a sheet: the logged one, else the one that its name is made of."""
    for paper in then.tree.of_kind("paper"):
        name = file_names(paper["symbol"], [sheet.unit])[sheet.unit]
        if paper.id == sheet.paper or (sheet.paper is None and name == sheet.name):
            return paper
    raise UserError("It is not known which paper {0} belongs to; write the sheet again.", sheet.name)


def _workbook(folder: Path, sheet: SheetSent) -> tuple[str, bytes] | None:
    """Return the workbook as it was sent, None where the folder does not hold it any longer."""
    try:
        content = (folder / sheet.name).read_bytes()
    except OSError:
        return None
    return (sheet.name, content) if hashlib.sha256(content).hexdigest() == sheet.sha256 else None


def _record(sheet: SheetSent, draft: MailDraft) -> FileRecord:
    return FileRecord(
        "out",
        draft.path.name,
        draft.sha256,
        sheet.point,
        unit=sheet.unit,
        due=sheet.due.isoformat() if sheet.due else None,
        outcome=REMINDER,
        decisions=json.dumps({"paper": sheet.paper, "to": draft.to}),
    )
