"""What an intake found: the tree it read, where every line went, and what a person should look at."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbench.sentences import Sentence
    from workbench.subtree import Subtree


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the source as it came; a line of a Word file is a paragraph, counted as ``word`` says."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """A reading that a person should look at; ``node`` is an id of the reading."""

    line: int
    node: int
    field: str | None
    text: str
    message: Sentence


@dataclass(frozen=True, slots=True)
class Undecided:
    """A reference that may point elsewhere and therefore stayed text."""

    line: int
    node: int
    text: str


@dataclass(slots=True)
class Reading:
    """A source, read. Every non-blank line is in exactly one of placed, furniture, unplaced.

    ``root`` is a paper or a challenge set. ``new_units`` are units the text names that the given
    register does not know. Ids are the reading's own, unique over ``root`` and ``new_units``.
    """

    source: str
    sha256: str
    form: str
    lines: int
    root: Subtree
    new_units: list[Subtree] = field(default_factory=list)
    placed: list[tuple[int, int, int]] = field(default_factory=list)
    furniture: list[Line] = field(default_factory=list)
    unplaced: list[Line] = field(default_factory=list)
    doubtful: list[Doubt] = field(default_factory=list)
    undecided: list[Undecided] = field(default_factory=list)

    @property
    def needs_person(self) -> bool:
        """Whether anything was not placed, doubtful or undecided."""
        return bool(self.unplaced or self.doubtful or self.undecided)

    def report(self, ids: Mapping[int, int]) -> dict[str, Any]:
        """Return the intake report as JSON data; ``ids`` gives the workspace's id for each of ours."""
        return {
            "source": self.source,
            "sha256": self.sha256,
            "as": self.form,
            "lines": self.lines,
            "placed": [[first, last, ids.get(node, node)] for first, last, node in self.placed],
            "furniture": [{"line": at.line, "text": at.text} for at in self.furniture],
            "unplaced": [{"line": at.line, "text": at.text} for at in self.unplaced],
            "doubtful": [
                {
                    "line": doubt.line,
                    "node": ids.get(doubt.node, doubt.node),
                    "field": doubt.field,
                    "text": doubt.text,
                    "message": doubt.message,
                }
                for doubt in self.doubtful
            ],
            "undecided_references": [
                {"line": at.line, "node": ids.get(at.node, at.node), "text": at.text} for at in self.undecided
            ],
        }
