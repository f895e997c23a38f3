"""Reading sources into trees: law 1, nothing is lost on intake.

A source goes through layers, each its own module: a file to numbered lines (``opening``; ``source`` and
``rows`` for text, ``pdf``, ``word`` for files that say what their lines are: ``form``, read by ``forms``),
page furniture and footnotes taken out (``furniture``, ``notes``), the form of a paper (``grammar``
with ``signs``, ``flow``, ``front``, ``tables``, ``ratings``), lines joined to texts (``joining``,
``pieces``), and one pass for each kind of meaning (``marks``, ``references``, ``units``,
``acceptance``). What comes out is a :class:`Reading`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from workbench.errors import Cancelled, UserError
from workbench.garbage import uncollected
from workbench.intake.opening import from_bytes, holds_paper, load
from workbench.intake.reading import Doubt, Line, Reading, Undecided
from workbench.intake.units import Register
from workbench.register import Unit, shipped_units
from workbench.sentences import Sentence

if TYPE_CHECKING:
    from pathlib import Path

    from workbench.intake.source import Source

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
    """Read the file ``path``, text, Word or PDF; raise UserError, in one sentence, where it is refused.

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
        raise UserError("“{0}” is no form of source; expected one of {1}.", form, ", ".join(FORMS))

    def check(share: float) -> None:
        if is_cancelled is not None and is_cancelled():
            raise Cancelled
        if progress is not None:
            progress(round(100 * share), 100, Sentence("Reading {0}", source.name))

    check(0.0)
    with uncollected():
        reading = _read(source, form, Register(register), check)
    check(1.0)
    return reading


def _read(source: Source, form: str, register: Register, check: Callable[[float], None]) -> Reading:
    from workbench.intake.challenges import ChallengesReader, looks_like_challenges
    from workbench.intake.paper import PaperReader  # a grammar that no other user of this package needs

    if form == "challenges":
        return ChallengesReader(source).read()
    try:
        return PaperReader(source, register, check).read()
    except UserError:
        if form == "auto" and looks_like_challenges(source.lines):
            return ChallengesReader(source).read()
        raise


__all__ = [
    "FORMS",
    "Doubt",
    "Line",
    "Reading",
    "Undecided",
    "Unit",
    "holds_paper",
    "read",
    "read_bytes",
    "read_source",
    "shipped_units",
]
