"""What a person chooses on export: which of the paper is printed, and what is printed beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.errors import UserError

if TYPE_CHECKING:
    from workbench.numbering import Numbers
    from workbench.tree import Node, Tree
    from workbench.workspace import Snapshot


@dataclass(frozen=True, slots=True)
class Choices:
    """What a draft prints; as it stands: the whole paper with nothing beside it.

    ``part`` is the id of the one evaluation to print; ``responses`` False leaves the Office responses
    out; ``watermark`` is printed across every page ("" for the word of the paper's language);
    ``comments`` puts what a person should see to beside its passage; ``changes_since`` is the document
    at an earlier point: what has changed since then is shown as tracked changes.
    """

    part: int | None = None
    responses: bool = True
    watermark: str | None = None
    comments: bool = False
    changes_since: Snapshot | None = None

    @property
    def name(self) -> str:
        """What is printed in a word fit for a bookmark: "whole", or the id of the part; then "_plain"."""
        return ("whole" if self.part is None else str(self.part)) + ("" if self.responses else "_plain")

    def record(self) -> dict[str, object]:
        """Return the choices that were made as JSON values, for the log; those left alone are left out."""
        since = self.changes_since.point if self.changes_since else None
        made: dict[str, object] = {
            "part": self.part,
            "responses": None if self.responses else False,
            "watermark": self.watermark,
            "comments": self.comments or None,
            "changes_since": since,
        }
        return {name: value for name, value in made.items() if value is not None}


def find_part(tree: Tree, numbers: Numbers, paper: Node, wanted: str) -> int:
    """Return the evaluation of a paper that a Roman number or a title names.

    Raises UserError listing the parts there are where that names none, or more than one.
    """
    parts = tree.children(paper.id, "evaluation")
    key = _key(wanted)
    found = [part.id for part in parts if numbers.label.get(part.id, "").casefold() == key]
    found = found or [part.id for part in parts if _key(part["title"] or "") == key]
    if len(found) == 1:
        return found[0]
    known = "; ".join(f"{numbers.label[part.id]} {part['title'] or ''}".strip() for part in parts)
    if found:
        raise UserError("Several parts are called “{0}”; this paper has {1}.", wanted, known)
    if parts:
        raise UserError("No part is called “{0}”; this paper has {1}.", wanted, known)
    raise UserError("No part is called “{0}”; this paper has no parts.", wanted)


def _key(text: str) -> str:
    return " ".join(text.casefold().removeprefix("part ").rstrip(".").split())
