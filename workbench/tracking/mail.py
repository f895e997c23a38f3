"""E-mail drafts: one file for each unit that opens in a mail program, filled in and ready to be sent.

A draft names nobody but its addressees: no sender, date, host, path or user (design law 11).
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.markup import plain_blocks
from workbench.paper.words import words
from workbench.papers import reference
from workbench.register import by_key
from workbench.tracking.letter import fixed_words, known_language

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence
    from pathlib import Path

    from workbench.tracking.files import NewFiles
    from workbench.tree import Node, Tree
    from workbench.workspace import Snapshot

MAIL_DRAFT, REMINDER = "mail draft", "reminder"
"""What the log of files says of them."""

_XLSX = ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet")
_LINE = 68
"""Letters of a subject that fit on one line of the header, after "Subject: "."""
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
_ADDRESS = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@{_LABEL}(?:\.{_LABEL})+")
_NAMED = re.compile(r"[^<>]*<([^<>]*)>")


@dataclass(frozen=True, slots=True)
class Letter:
    """An e-mail to one unit, filled in; ``to`` is what its register entry gives for addresses."""

    unit: str
    to: str | None
    subject: str
    body: str
    workbook: tuple[str, bytes] | None = None


@dataclass(frozen=True, slots=True)
class MailDraft:
    """A draft that was written; ``warning`` is a sentence where an addressee is missing, else ""."""

    unit: str
    path: Path
    sha256: str
    to: tuple[str, ...]
    warning: str


def draft_name(workbook: str) -> str:
    """Return the name of the draft beside a workbook of this name."""
    return f"{workbook.removesuffix('.xlsx')}.eml"


def write_draft(files: NewFiles, name: str, letter: Letter) -> MailDraft:
    """Write a letter as a draft and return what was written."""
    to, refused = addresses(letter.to)
    content = _message(letter, to)
    path = files.write(name, content)
    sha256 = hashlib.sha256(content).hexdigest()
    return MailDraft(letter.unit, path, sha256, to, _warning(letter.unit, to, refused))


def values_for(
    snapshot: Snapshot,
    now: Tree,
    unit: str,
    recommendations: Sequence[int],
    file: str,
    due: datetime.date | None,
) -> dict[str, str]:
    """Return the value of every placeholder in the e-mail that brings a unit its sheet.

    ``snapshot`` is the document the sheet shows, ``now`` the present one, which says whom to write to
    and whom to ask. ``recommendations`` are those in the sheet, at least one.
    """
    paper = snapshot.tree[snapshot.numbers.paper[recommendations[0]]]
    missing = fixed_words(paper["language"])
    entry = by_key(now).get(unit)
    symbol, title = paper["symbol"] or "Governing Body paper", _plain(snapshot, paper, "title")
    contact = now.root["contact"]
    return {
        "unit": unit,
        "unit_name": (entry["name"] if entry else None) or unit,
        "focal_point": (entry["focal_point"] if entry else None) or missing["focal_point"],
        "symbol": symbol,
        "title": title or symbol,
        "paper": missing["paper"].format(title=title, symbol=symbol) if title else symbol,
        "due": date_in_words(due, paper["language"]) if due else missing["due"],
        "count": str(len(recommendations)),
        "contact": contact or missing["contact"],
        "signature": contact or "",
        "file": file,
        "recommendations": "\n".join(_recommendation(snapshot, id) for id in recommendations),
    }


def address_of(now: Tree, unit: str) -> str | None:
    """Return what the register gives for the addresses of a unit, None where it gives none."""
    entry = by_key(now).get(unit)
    return entry["email"] if entry else None


def date_in_words(day: datetime.date, language: str | None) -> str:
    """Return a day as a language writes it: "14 October 2026"."""
    return words(known_language(language)).date(day.isoformat())


def addresses(text: str | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the e-mail addresses in a text, and what in it is none; commas and semicolons part them."""
    pieces = [piece.strip() for piece in re.split(r"[;,\n]", text or "")]
    found: list[str] = []
    refused: list[str] = []
    for piece in filter(None, pieces):
        named = _NAMED.fullmatch(piece)
        address = named[1].strip() if named else piece
        (found if _ADDRESS.fullmatch(address) else refused).append(address)
    return tuple(dict.fromkeys(found)), tuple(refused)


def _message(letter: Letter, to: Sequence[str]) -> bytes:
    """Return the file of a draft. Mail programs open what says ``X-Unsent: 1`` for writing."""
    from email.message import EmailMessage
    from email.policy import SMTP

    message = EmailMessage(policy=SMTP)
    if to:
        message["To"] = ", ".join(to)
    message.set_content(letter.body, cte="quoted-printable")
    if letter.workbook:
        name, content = letter.workbook
        message.add_attachment(content, *_XLSX, filename=name)
    head = f"X-Unsent: 1\r\nSubject: {_subject(letter.subject)}\r\n"
    return head.encode("ascii") + message.as_bytes()


def _subject(text: str) -> str:
    """Return a subject as the header holds it.

    WORKAROUND https://github.com/python/cpython/issues/92081: EmailMessage loses blanks between encoded
    words when it folds a line, so this header is written without it.
    """
    from email.header import Header

    line = " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
    if line.isascii() and len(line) <= _LINE and "=?" not in line:
        return line
    return Header(line, "utf-8", header_name="Subject").encode(linesep="\r\n")


def _warning(unit: str, to: Sequence[str], refused: Sequence[str]) -> str:
    if refused:
        return f"The register gives {unit} “{', '.join(refused)}”, which is no e-mail address."
    return "" if to else f"The register has no e-mail address for {unit}."


def warnings_of(drafts: Sequence[MailDraft]) -> list[str]:
    """Return the sentences about missing addressees; units without any address share one."""
    lacking = [draft.unit for draft in drafts if draft.warning == _warning(draft.unit, (), ())]
    others = [draft.warning for draft in drafts if draft.warning and draft.unit not in lacking]
    if len(lacking) < 2:
        return [draft.warning for draft in drafts if draft.warning]
    return [f"The register has no e-mail address for {len(lacking)} units: {', '.join(lacking)}.", *others]


def _recommendation(snapshot: Snapshot, id: int) -> str:
    """Return a line about a recommendation: "– GB.340 I-1: Its headline"."""
    name = reference(snapshot.tree, snapshot.numbers, id)
    headline = _plain(snapshot, snapshot.tree[id], "headline")
    return f"– {name}: {headline}" if headline else f"– {name}"


def _plain(snapshot: Snapshot, node: Node, field: str) -> str:
    numbers = snapshot.numbers
    return " ".join(plain_blocks(node[field], lambda found: numbers.printed(found, node.id)))
