"""Who a draft names, where it was asked for comments or tracked changes: the program, and no person."""

from __future__ import annotations

from datetime import datetime

AUTHOR = "Evaluation Workbench"
INITIALS = "EW"


def stamp() -> str:
    """Return the present minute as Word writes it: local time, marked as if it were universal."""
    return datetime.now().strftime("%Y-%m-%dT%H:%M:00Z")  # noqa: DTZ005 (Word shows it as it stands)
