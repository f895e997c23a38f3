"""What the parts of an Excel file refer to."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, NamedTuple

from workbench.spreadsheets.xmlstream import elements

if TYPE_CHECKING:
    from workbench.spreadsheets.package import Package


class Relation(NamedTuple):
    """What a part refers to: ``kind`` is the last word of its type, ``target`` the name of a part."""

    id: str
    kind: str
    target: str


class Relations(NamedTuple):
    """What a part refers to: other parts, and addresses outside the package by id."""

    inside: list[Relation]
    outside: dict[str, str]


def relations_of(package: Package, part: str) -> Relations:
    """Return what ``part`` refers to, which can be asked once; "" is the package itself."""
    folder, file = posixpath.split(part)
    name = posixpath.join(folder, "_rels", f"{file}.rels")
    found = Relations([], {})
    if name not in package:
        return found
    with package.open(name) as stream:
        for element in elements(stream, "Relationships"):
            if element.name != "Relationship":
                continue
            id, target = element.attributes["Id"], element.attributes["Target"]
            if element.attributes.get("TargetMode") == "External":
                found.outside[id] = target
            else:
                path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
                kind = element.attributes["Type"].rpartition("/")[2]
                found.inside.append(Relation(id, kind, path))
    return found
