"""The register of units: who can be responsible, under which key, and for which recommendations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.schema import unit_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from workbench.schema import Value
    from workbench.tree import Node, Tree


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit or group of units as the register knows it; "" where it has no abbreviation or name."""

    abbreviation: str
    name: str
    kind: str = "unit"

    @property
    def key(self) -> str:
        """What recommendations hold: the abbreviation, or the name where there is none."""
        return self.abbreviation or self.name


def shipped_units() -> list[Unit]:
    """Return the units that come with the program, in the order of the register."""
    import resources

    return [_unit(entry) for entry in resources.read_json("units.json")]


def units(tree: Tree) -> list[Unit]:
    """Return the units in a workspace's register, in its order."""
    return [_unit(node.fields) for node in unit_nodes(tree)]


def unit_nodes(tree: Tree) -> Iterator[Node]:
    """Yield the unit nodes of a workspace's register, in its order."""
    for register in tree.children(tree.root_id, "register"):
        yield from tree.children(register.id, "unit")


def by_key(tree: Tree) -> dict[str, Node]:
    """Return the unit nodes by their key, in the register's order.

    The first of two with one key counts; a unit that has neither abbreviation nor name has none.
    """
    found: dict[str, Node] = {}
    for unit in unit_nodes(tree):
        found.setdefault(unit_key(unit.fields), unit)
    found.pop("", None)
    return found


def _unit(fields: Mapping[str, Value]) -> Unit:
    return Unit(fields["abbreviation"] or "", fields["name"] or "", fields["kind"] or "unit")
