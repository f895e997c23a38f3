"""Where a returned workbook belongs: its workspace, journal point, paper, unit and stage."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.errors import UserError
from workbench.sentences import Sentence, strung
from workbench.tracking.book import FORMAT
from workbench.tracking.lists import PROPERTY, PROPERTY_VALUE
from workbench.tracking.returned.cells import text_of, whole_number
from workbench.tracking.sending import README, SHEET_VERSION, STAGES, Stage

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbench.spreadsheets.book import Book, Sheet

_TOLD_TWICE = {
    "workspace": Sentence(
        "“{0}” contradicts itself: its properties name the workspace “{1}”, its hidden sheet Lists “{2}”; ask"
        " for the sheet as it was sent."
    ),
    "unit": Sentence(
        "“{0}” contradicts itself: its properties name the unit “{1}”, its hidden sheet Lists “{2}”; ask for"
        " the sheet as it was sent."
    ),
    "stage": Sentence(
        "“{0}” contradicts itself: its properties name the stage “{1}”, its hidden sheet Lists “{2}”; ask for"
        " the sheet as it was sent."
    ),
}
_LONGEST = 80
_NEEDED = {
    "schema_version": Sentence("schema version"),
    "workspace": Sentence("workspace"),
    "journal_point": Sentence("journal point"),
    "paper": Sentence("paper"),
    "unit": Sentence("unit"),
    "stage": Sentence("stage"),
}


@dataclass(frozen=True, slots=True)
class Identity:
    """What travels with a workbook unseen; ``due`` is an ISO date or ""."""

    workspace: str
    point: str
    paper: int
    unit: str
    stage: Stage
    due: str = ""


def identify(book: Book, lists: Sheet | None, name: str, workspace_id: str) -> Identity:
    """Return where a workbook belongs: its properties say it, or their twin in the sheet Lists.

    Raises UserError where it is none of our tracking sheets, one of another workspace, or one whose
    layout this program cannot read.
    """
    twin = _twin(lists)
    travelling = {**twin, **{key: text for key, text in book.properties.items() if text}}
    if travelling.get("format") != FORMAT:
        raise UserError(
            "“{0}” is not a tracking sheet of this program: neither its properties nor a hidden sheet Lists"
            " say where it belongs. Import it as a matrix (intake --as matrix) if it is somebody’s own.",
            name,
        )
    missing = [words for key, words in _NEEDED.items() if not travelling.get(key, "").strip()]
    if missing:
        raise UserError("“{0}” is a tracking sheet that has lost its {1}.", name, strung(missing))
    _check_version(travelling["schema_version"], name)
    _check_twin(travelling, twin, name)
    if travelling["workspace"].strip().casefold() != workspace_id.casefold():
        unit, title = _excerpt(travelling["unit"]), _title(book)
        if not title:
            raise UserError(
                "“{0}” is a tracking sheet of another workspace, for {1}; merge it there.", name, unit
            )
        raise UserError(
            "“{0}” is a tracking sheet of another workspace (“{1}”), for {2}; merge it there.",
            name,
            title,
            unit,
        )
    return _identity(travelling, name)


def _title(book: Book) -> str:
    """Return what a sheet calls itself on its first page; "" where it says nothing."""
    page = next((sheet for sheet in book.sheets if sheet.title == README), None)
    texts = (text_of(value) for row in (page.rows if page else ()) for value in row)
    return _excerpt(next((text for text in texts if text.strip()), ""))


def _excerpt(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def _identity(travelling: Mapping[str, str], name: str) -> Identity:
    paper = whole_number(travelling["paper"])
    stage = next((stage for stage in STAGES if stage == travelling["stage"]), None)
    if paper is None:
        raise UserError(
            "“{0}” names the paper “{1}”, where a whole number was expected.", name, travelling["paper"]
        )
    if stage is None:
        raise UserError(
            "“{0}” names the stage “{1}”, where “{2}” or “{3}” was expected.",
            name,
            travelling["stage"],
            *STAGES,
        )
    point, unit = travelling["journal_point"].strip(), travelling["unit"]
    return Identity(travelling["workspace"], point, paper, unit, stage, travelling.get("due", ""))


def _check_twin(travelling: Mapping[str, str], twin: Mapping[str, str], name: str) -> None:
    """Raise UserError where the two places that say whose sheet it is contradict each other."""
    for key, contradiction in _TOLD_TWICE.items():
        said, also = travelling[key].strip(), twin.get(key, "").strip()
        if also and said.casefold() != also.casefold():
            raise UserError(contradiction, name, said, also)


def _check_version(version: str, name: str) -> None:
    number, ours = whole_number(version), int(SHEET_VERSION)
    if number is None or number < 1:
        raise UserError("“{0}” has the layout “{1}”, which this program cannot read.", name, version)
    if number > ours:
        raise UserError(
            "“{0}” was written by a newer version of this program (layout {1}, this one reads {2}); update"
            " this program and merge the file again.",
            name,
            number,
            ours,
        )


def _twin(lists: Sheet | None) -> dict[str, str]:
    """Return the properties as the sheet Lists holds them."""
    head = [text_of(value) for value in lists.rows[0]] if lists and lists.rows else []
    if lists is None or PROPERTY not in head or PROPERTY_VALUE not in head:
        return {}
    at, value_at = head.index(PROPERTY), head.index(PROPERTY_VALUE)
    names = ((text_of(lists.value(row, at)), row) for row in range(1, len(lists.rows)))
    return {name: text_of(lists.value(row, value_at)) for name, row in names if name}
