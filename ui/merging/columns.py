"""One row of the merge side by side: what both began with, what is here, and what each file says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from ui.labels import translate
from ui.merging.entries import shown_text
from workbench.differences import Piece, differences
from workbench.merging.items import GONE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ui.merging.entries import Entry, Theirs

Role = Literal["base", "ours", "theirs", "edited"]


@dataclass(frozen=True, slots=True)
class Column:
    """What one column shows; ``number`` tells answers apart, ``offer`` is its button ("" for none)."""

    role: Role
    title: str
    caption: str
    pieces: list[Piece]
    is_chosen: bool = False
    offer: str = ""
    number: int = 0

    @property
    def start(self) -> int:
        """The letter at which the first difference begins, 0 where there is none."""
        return len(self.pieces[0].text) if len(self.pieces) > 1 and self.pieces[0].kind == "same" else 0


def columns(entry: Entry) -> list[Column]:
    """Return the columns of a row, from the left."""
    return [*_before(entry), *_theirs(entry), *_edited(entry)]


def compared_with(entry: Entry) -> str:
    """Return the text that the others are compared with: what both began with, else what is here."""
    return shown_text(entry.base) or ("" if entry.item.ours is GONE else shown_text(entry.ours))


def _before(entry: Entry) -> Iterator[Column]:
    if entry.item.kind == "new":
        return
    decision = entry.item.decision
    is_kept = decision is not None and decision.take == "ours"
    offer = translate("Merging", "Keep this")
    base, ours = shown_text(entry.base), shown_text(entry.ours)
    if entry.item.kind != "value" or base == ours:
        yield Column("ours", _title_of_both(entry), "", _plain(ours), is_kept, offer)
        return
    yield Column("base", _title_of_base(entry), "", _plain(base))
    pieces = _plain(ours) if entry.item.ours is GONE else _compared(base, ours)
    yield Column("ours", translate("Merging", "Here now"), "", pieces, is_kept, offer)


def _title_of_base(entry: Entry) -> str:
    if entry.origin == "copy":
        return translate("Merging", "When copied")
    if entry.origin == "matrix":
        return translate("Merging", "In the matrix before")
    if entry.origin == "draft":
        return translate("Merging", "As drafted")
    return translate("Merging", "As sent")


def _title_of_both(entry: Entry) -> str:
    """Return the title of what was not changed here since; a whole node is not compared with anything."""
    if entry.item.kind != "value":
        return translate("Merging", "Here now")
    if entry.origin == "copy":
        return translate("Merging", "When copied, and here now")
    if entry.origin == "matrix":
        return translate("Merging", "In the matrix before, and here now")
    if entry.origin == "draft":
        return translate("Merging", "As drafted, and here now")
    return translate("Merging", "As sent, and here now")


def _theirs(entry: Entry) -> Iterator[Column]:
    against = compared_with(entry)
    for number, one in enumerate(entry.theirs):
        is_value = entry.item.kind == "value" and not _is_raw(entry, one)
        pieces = _compared(against, shown_text(one.text)) if is_value else _plain(one.text)
        offer = translate("Merging", "Take this") if one.option.can_take else ""
        yield Column("theirs", one.files, _caption(one), pieces, entry.chosen is one, offer, number)


def _edited(entry: Entry) -> Iterator[Column]:
    decision = entry.item.decision
    if decision is None or decision.take != "edited":
        return
    is_value = entry.item.kind == "value"
    text = shown_text(entry.edited)
    pieces = _compared(compared_with(entry), text) if is_value else _plain(text)
    yield Column("edited", translate("Merging", "Edited"), "", pieces, is_chosen=True)


def _caption(one: Theirs) -> str:
    names = one.names if one.names != one.files else ""
    return " · ".join(part for part in (names, one.place) if part)


def _is_raw(entry: Entry, one: Theirs) -> bool:
    return entry.item.answers[one.option.answers[0]].raw is not None


def _compared(before: str, after: str) -> list[Piece]:
    """Return the differences; where there was nothing before, there is nothing to mark."""
    return differences(before, after) if before else _plain(after)


def _plain(text: str) -> list[Piece]:
    return [Piece("same", text)] if text else []
