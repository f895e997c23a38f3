"""Numbers in sentences: one form for one thing, another for several."""

from __future__ import annotations


def counted(number: int, one: str, several: str) -> str:
    """Return ``one`` for a single thing, else ``several`` with the number in place of ``{n}``."""
    return one if number == 1 else several.replace("{n}", str(number))
