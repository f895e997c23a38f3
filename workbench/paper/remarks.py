"""What an editor should see to in a draft: what the checks find, but for what the writing itself warns of."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from workbench.checks.facts import Facts
from workbench.checks.findings import MISSING, NO_RESPONSE, UNKNOWN_REFERENCE, UNKNOWN_TARGET
from workbench.checks.rules import findings_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.checks.findings import Finding
    from workbench.paper.view import View
    from workbench.sentences import Sentence

_EMPTY = (
    ("evaluation", "title"),
    ("paragraph", "text"),
    ("recommendation", "headline"),
    ("response", "text"),
)
"""Texts, by kind and field, that the writing warns of where they are empty."""


class Remark(NamedTuple):
    """A sentence about a node, and the field it is about where it is about one."""

    node: int
    field: str | None
    message: Sentence


def remarks(view: View, *, with_responses: bool) -> Iterator[Remark]:
    """Yield what the checks find in every node that is printed, and in answers that wait for their text."""
    facts = Facts(view, {})
    for printed in view.printed:
        node = printed.node
        for finding in findings_in(facts, node):
            is_wanted = with_responses or finding.rule != NO_RESPONSE
            if is_wanted and not _is_told(node.kind, finding):
                yield _remark(finding)
        if with_responses and node.kind == "recommendation":
            for answer in view.tree.children(node.id, "response"):
                if answer.id not in view.ids:
                    yield from map(_remark, findings_in(facts, answer))


def _remark(finding: Finding) -> Remark:
    return Remark(finding.node, finding.field, finding.message)


def _is_told(kind: str, finding: Finding) -> bool:
    """Whether the writing of a node says the same itself."""
    if finding.rule == MISSING:
        return (kind, finding.field) in _EMPTY
    return finding.rule in (UNKNOWN_REFERENCE, UNKNOWN_TARGET)
