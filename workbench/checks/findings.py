"""One thing to see to: where it is, how grave, and in which words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from workbench.sentences import Sentence

Severity = Literal["error", "warning", "hint"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "hint")
"""The gravest first: an error prints wrong, a warning may, a hint is worth a look."""

Key = tuple[str, int, str, str]
"""Rule, node, field ("" for none) and what it is about: what stays of a finding from day to day."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding about a node, and about one of its fields where ``field`` names one.

    ``about`` is the value that is doubted: a finding that was put aside comes back when the value is
    another one.
    """

    rule: str
    severity: Severity
    node: int
    field: str | None
    message: Sentence
    about: str = ""

    @property
    def key(self) -> Key:
        """What tells this finding from others, today and tomorrow."""
        return self.rule, self.node, self.field or "", self.about

    @property
    def is_about_absence(self) -> bool:
        """Whether something is missing, rather than there and doubtful."""
        return self.rule in (MISSING, NO_RESPONSE)


MISSING, NO_RESPONSE = "missing", "no-response"
OFF_LIST, OFF_SCALE = "off-list", "off-scale"
UNKNOWN_UNIT, UNKNOWN_TARGET = "unknown-unit", "unknown-target"
UNKNOWN_REFERENCE, NOT_ANCHORED = "unknown-reference", "not-anchored"
DOUBTFUL, TOO_LONG = "doubtful", "too-long"
