"""When an action is due, and whether that day has passed: computed, never stored."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.tree import Node

ENDED = frozenset({"implemented", "no_longer_applicable"})
"""Keys of the action status that leave nothing to wait for."""


def due_of(action: Node) -> str | None:
    """Return the day an action is due, the revised one where it moved, as YYYY-MM-DD; None for no day."""
    due: str | None = action["revised_due"] or action["due"]
    return due


def is_overdue(action: Node, today: str) -> bool:
    """Whether an action that has not ended should have by ``today``, given as YYYY-MM-DD."""
    due = due_of(action)
    return due is not None and due < today and action["status"] not in ENDED
