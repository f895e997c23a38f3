"""Names of files that every system takes, and putting files in their place all together or not at all."""

from __future__ import annotations

import contextlib
import os
import re
import unicodedata
import uuid
from typing import TYPE_CHECKING

from workbench.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

MOST_LETTERS = 100
_UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:$|[ .])", re.IGNORECASE)


def file_names(symbol: str | None, units: Iterable[str], stage: str = "response") -> dict[str, str]:
    """Return a file name for each unit, "GB.340-PFA-7 ENTERPRISES.xlsx", all different and safe.

    A later stage is named, "GB.340-PFA-7 follow-up ENTERPRISES.xlsx", so that its sheets replace no others.

    Safe on Windows too: no reserved signs or device names, no dot or space at the end, and different
    also where case does not count.
    """
    names: dict[str, str] = {}
    taken: set[str] = set()
    whose = symbol or "Tracking sheet"
    for unit in units:
        stem = safe_stem(f"{whose} {unit}" if stage == "response" else f"{whose} {stage} {unit}")
        name, number = stem, 1
        while name.casefold() in taken:
            number += 1
            name = f"{stem} ({number})"
        taken.add(name.casefold())
        names[unit] = f"{name}.xlsx"
    return names


def safe_stem(text: str) -> str:
    """Return a text as a file name without its suffix."""
    name = _UNSAFE.sub("-", unicodedata.normalize("NFC", text))
    name = " ".join("".join(letter for letter in name if letter.isprintable()).split())
    name = name[:MOST_LETTERS].strip(" .") or "Tracking sheet"
    return f"_{name}" if _RESERVED.match(name) else name


@contextlib.contextmanager
def new_files(folder: Path) -> Iterator[NewFiles]:
    """Collect files beside their places; they take them when the block ends, and vanish when it raises."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(
            "The folder {0} cannot be made: {1}.", folder, error.strerror or str(error)
        ) from error
    files = NewFiles(folder)
    try:
        yield files
        files.put_in_place()
    finally:
        files.drop()


class NewFiles:
    """Files written under passing names; made by :func:`new_files`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._waiting: dict[Path, Path] = {}

    def write(self, name: str, content: bytes) -> Path:
        """Write a file under a passing name and return the place it will take."""
        place = self._folder / name
        passing = self._passing()
        self._waiting[place] = passing
        try:
            passing.write_bytes(content)
        except OSError as error:
            reason = error.strerror or error
            raise UserError("“{0}” cannot be written into {1}: {2}.", name, self._folder, reason) from error
        return place

    def put_in_place(self) -> None:
        """Move all files to their places; where one cannot, none is moved and UserError names it."""
        aside = self._move_aside([place for place in self._waiting if place.exists()])
        moved: list[Path] = []
        try:
            for place, passing in self._waiting.items():
                _move(passing, place)
                moved.append(place)
        except UserError:
            for place in moved:
                place.unlink(missing_ok=True)
            _move_back(aside)
            raise
        for old in aside.values():
            with contextlib.suppress(OSError):
                old.unlink()

    def drop(self) -> None:
        """Remove what did not take its place."""
        for passing in self._waiting.values():
            with contextlib.suppress(OSError):
                passing.unlink(missing_ok=True)

    def _move_aside(self, places: Sequence[Path]) -> dict[Path, Path]:
        """Give the earlier files passing names, which fails here for one that is open in Excel."""
        aside: dict[Path, Path] = {}
        for place in places:
            passing = self._passing()
            try:
                _move(place, passing)
            except UserError:
                _move_back(aside)
                raise
            aside[place] = passing
        return aside

    def _passing(self) -> Path:
        return self._folder / f".{uuid.uuid4().hex}.tmp"


def _move(source: Path, target: Path) -> None:
    try:
        os.replace(source, target)
    except OSError as error:
        name = target.name if source.suffix == ".tmp" else source.name
        raise UserError(
            "“{0}” cannot be replaced; it is probably open in another program. Close it there and write the"
            " sheets again.",
            name,
        ) from error


def _move_back(aside: Mapping[Path, Path]) -> None:
    for place, passing in aside.items():
        with contextlib.suppress(OSError):
            os.replace(passing, place)
