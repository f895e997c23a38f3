"""The recommendations of a matrix with what is said of each, before anything of it is understood."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workbench.matrix.names import HEADLINE
from workbench.matrix.references import reference_key
from workbench.matrix.tables import as_text

if TYPE_CHECKING:
    from workbench.merging.claims import Place, Problem
    from workbench.spreadsheets.book import CellValue

Rows = tuple[str, int, int]
"""A sheet, and the first and the last of some of its rows, counted from 1."""


@dataclass(slots=True)
class Given:
    """What a matrix gives for a field: a cell's value, or the text of several.

    ``is_shared`` says that the cell stands for units of the recommendation and of its actions alike.
    """

    value: CellValue
    place: Place
    is_shared: bool = False


@dataclass(frozen=True, slots=True)
class Remark:
    """What has no field of its own: the header it stood under, "" for a heading within the table."""

    header: str
    text: str
    place: Place


@dataclass(slots=True)
class Act:
    """An action: its own number and its header, and what is given for fields, by "action.field"."""

    place: Place
    number: str = ""
    header: str = ""
    given: dict[str, Given] = field(default_factory=dict)


@dataclass(slots=True)
class Entry:
    """A recommendation: its reference and its header, and what is given for fields, by "kind.field"."""

    reference: str
    place: Place
    header: str = "Reference"
    given: dict[str, Given] = field(default_factory=dict)
    rows: list[Rows] = field(default_factory=list)
    actions: list[Act] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    @property
    def headline(self) -> str:
        """The recommendation itself, "" where the matrix does not repeat it."""
        return as_text(self.given[HEADLINE].value) if HEADLINE in self.given else ""


@dataclass(slots=True)
class Entries:
    """All recommendations of a matrix in order, and what a person should read about its rows."""

    title: str = ""
    """A text above the tables that found its place."""
    found: list[Entry] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    _by_reference: dict[str, Entry] = field(default_factory=dict)
    _by_text: dict[str, Entry] = field(default_factory=dict)

    def by_reference(self, key: str) -> Entry | None:
        """Return the recommendation with this key of a reference."""
        return self._by_reference.get(key)

    def by_headline(self, text: str) -> Entry | None:
        """Return the recommendation with this text."""
        return self._by_text.get(alike(text))

    def add(self, entry: Entry) -> None:
        """Add a recommendation; the first with a reference or a text is the one that is found by it."""
        self.found.append(entry)
        if entry.reference:
            self._by_reference.setdefault(reference_key(entry.reference), entry)
        if entry.headline:
            self._by_text.setdefault(alike(entry.headline), entry)


def alike(text: str) -> str:
    """Return what two texts share that nobody would call different: blanks, case and the last stop aside."""
    return " ".join(text.casefold().split()).rstrip(" .;:")
