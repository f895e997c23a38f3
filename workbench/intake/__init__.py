"""Reading sources into trees: law 1, nothing is lost on intake.

A source goes through layers, each its own module: bytes to numbered lines (``source``, ``rows``),
page furniture and footnotes taken out (``furniture``, ``notes``), the form of a paper (``grammar``
with ``signs``, ``flow``, ``front``, ``tables``, ``ratings``), lines joined to texts (``joining``,
``pieces``), and one pass for each kind of meaning (``marks``, ``references``, ``units``,
``acceptance``). What comes out is a :class:`Reading`.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from workbench.errors import Cancelled, UserError
from workbench.intake.challenges import ChallengesReader, looks_like_challenges
from workbench.intake.paper import PaperReader
from workbench.intake.reading import Doubt, Line, Reading, Undecided
from workbench.intake.source import Source, from_bytes, load
from workbench.intake.units import Register
from workbench.register import Unit, shipped_units

if TYPE_CHECKING:
    from pathlib import Path

FORMS = ("auto", "gb-paper", "challenges")
Progress = Callable[[int, int, str], None]


def read_source(
    path: Path,
    form: str = "auto",
    register: Iterable[Unit] = (),
    *,
    progress: Progress | None = None,
    is_cancelled: Callable[[], bool] | None = None,
) -> Reading:
    """Read the text file ``path``; raise UserError, in one sentence, where it is nothing we read.

    ``register`` holds the units already known. ``progress`` is told (done, total, what); Cancelled is
    raised soon after ``is_cancelled`` first answers True.
    """
    return read(load(path), form, register, progress=progress, is_cancelled=is_cancelled)


def read_bytes(
    data: bytes, name: str = "source.txt", form: str = "auto", register: Iterable[Unit] = ()
) -> Reading:
    """Read ``data`` as :func:`read_source` reads a file."""
    return read(from_bytes(data, name), form, register)


def read(
    source: Source,
    form: str = "auto",
    register: Iterable[Unit] = (),
    *,
    progress: Progress | None = None,
    is_cancelled: Callable[[], bool] | None = None,
) -> Reading:
    """Read a loaded source as :func:`read_source` reads a file."""
    if form not in FORMS:
        raise UserError(f"“{form}” is no form of source; expected one of {', '.join(FORMS)}.")

    def check(share: float) -> None:
        if is_cancelled is not None and is_cancelled():
            raise Cancelled
        if progress is not None:
            progress(round(100 * share), 100, f"Reading {source.name}")

    check(0.0)
    with _uncollected():
        reading = _read(source, form, Register(register), check)
    check(1.0)
    return reading


def _read(source: Source, form: str, register: Register, check: Callable[[float], None]) -> Reading:
    if form == "challenges":
        return ChallengesReader(source).read()
    try:
        return PaperReader(source, register, check).read()
    except UserError:
        if form == "auto" and looks_like_challenges(source.lines):
            return ChallengesReader(source).read()
        raise


@contextmanager
def _uncollected() -> Iterator[None]:
    """Let no garbage be looked for meanwhile.

    A reading makes thousands of small objects that all live to its end; looking through them, and
    through all that a running program holds, would take longer than the reading.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


__all__ = [
    "FORMS",
    "Doubt",
    "Line",
    "Reading",
    "Undecided",
    "Unit",
    "read",
    "read_bytes",
    "read_source",
    "shipped_units",
]
