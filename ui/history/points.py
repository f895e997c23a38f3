"""The points of the journal that are offered to compare with."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from ui.counting import counted
from workbench.points import known_points

if TYPE_CHECKING:
    from workbench.points import Point
    from workbench.workspace import Workspace


def offered_points(workspace: Workspace) -> list[Point]:
    """Return the marks and the files that went out, newest first; files of one point are one, named so."""
    offered: list[Point] = []
    names: dict[str, list[str]] = {}
    for point in known_points(workspace):
        if point.is_mark or point.batch not in names:
            offered.append(point)
        if not point.is_mark:
            names.setdefault(point.batch, []).append(point.name)
    return [point if point.is_mark else replace(point, name=_named(names[point.batch])) for point in offered]


def _named(files: list[str]) -> str:
    if len(files) == 1:
        return files[0]
    return counted(
        len(files) - 1,
        QCoreApplication.translate("History", "{file} and 1 other file"),
        QCoreApplication.translate("History", "{file} and {n} other files"),
    ).replace("{file}", files[0])
