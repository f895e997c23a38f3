r"""Cells on the clipboard: as Excel and Calc write and read them, and with everything a cell holds for us.

Text with a tab or a new line in it stands in quotes, each quote in it twice; nothing else does. That is how
Excel writes cells, so that a text which merely begins with a quote comes back as it went.
"""

from __future__ import annotations

import html
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QMimeData

from ui.text.holdable import holdable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.schema import Value

MIME = "application/x-evaluation-workbench-cells"


@dataclass(frozen=True, slots=True)
class Cell:
    """What is in a cell: the text as shown; of our own also the type of the field and the value."""

    text: str
    type: str = ""
    value: Value = None


Table = list[list[Cell]]


def to_mime(table: Sequence[Sequence[Cell]]) -> QMimeData:
    """Return cells for the clipboard: as text, as a table, and as they are."""
    data = QMimeData()
    data.setText(to_text([[cell.text for cell in row] for row in table]))
    data.setHtml(to_html([[cell.text for cell in row] for row in table]))
    own = [[[cell.text, cell.type, cell.value] for cell in row] for row in table]
    data.setData(MIME, QByteArray(json.dumps(own).encode()))
    return data


def from_mime(data: QMimeData | None) -> Table:
    """Return the cells on the clipboard, none where there is no text, or nothing at all."""
    if data is None:
        return []
    if data.hasFormat(MIME):
        own = json.loads(bytes(data.data(MIME).data()))
        return [[Cell(text, type, _listed(value)) for text, type, value in row] for row in own]
    if not data.hasText():
        return []
    return [[Cell(holdable(text)) for text in row] for row in from_text(data.text())]


def to_text(rows: Sequence[Sequence[str]]) -> str:
    """Return cells as lines of text with tabs between them."""
    return "".join("\t".join(map(_quoted, row)) + "\n" for row in rows)


def from_text(text: str) -> list[list[str]]:
    """Return the cells of lines with tabs between them; a last line without anything in it is none."""
    rows: list[list[str]] = [[]]
    place, text = 0, text.replace("\r\n", "\n").replace("\r", "\n")
    if text.endswith("\n"):
        text = text[:-1]
    while True:
        cell, place = _cell_at(text, place)
        rows[-1].append(cell)
        if place >= len(text):
            return rows
        if text[place] == "\n":
            rows.append([])
        place += 1


def to_html(rows: Sequence[Sequence[str]]) -> str:
    """Return cells as a table whose cells are text, whatever they look like."""
    lines = ["".join(f"<td>{_escaped(text)}</td>" for text in row) for row in rows]
    body = "".join(f"<tr>{line}</tr>" for line in lines)
    style = "<style>td{mso-number-format:'\\@';vertical-align:top}</style>"
    return f'<html><head><meta charset="utf-8">{style}</head><body><table>{body}</table></body></html>'


def _cell_at(text: str, place: int) -> tuple[str, int]:
    """Return the cell that starts at ``place`` and where it ends."""
    if text[place : place + 1] == '"':
        quoted = _quoted_at(text, place)
        if quoted is not None:
            return quoted
    ends = [end for end in (text.find("\t", place), text.find("\n", place)) if end >= 0]
    end = min(ends, default=len(text))
    return text[place:end], end


def _quoted_at(text: str, place: int) -> tuple[str, int] | None:
    """Return a cell in quotes and where it ends, None where the quotes are part of the text."""
    end = place + 1
    while (end := text.find('"', end)) >= 0:
        if text[end + 1 : end + 2] == '"':
            end += 2
            continue
        inner = text[place + 1 : end].replace('""', '"')
        is_whole = text[end + 1 : end + 2] in ("", "\t", "\n") and ("\n" in inner or "\t" in inner)
        return (inner, end + 1) if is_whole else None
    return None


def _quoted(text: str) -> str:
    if "\n" not in text and "\t" not in text:
        return text
    return '"' + text.replace('"', '""') + '"'


def _escaped(text: str) -> str:
    return html.escape(text).replace("\n", '<br style="mso-data-placement:same-cell">')


def _listed(value: Value) -> Value:
    return tuple(value) if isinstance(value, list) else value
