"""What changed here since a sheet was sent, as far as it makes the answers in it doubtful."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from workbench.merging.slots import RESPONSE, Places
from workbench.register import by_key
from workbench.sentences import UNSAID, Sentence
from workbench.tracking.returned.memory import description_of
from workbench.tracking.returned.targets import home_of
from workbench.tracking.shares import lead_of
from workbench.tracking.understanding import units_named

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbench.tracking.shares import Asked
    from workbench.tree import Tree


@dataclass(frozen=True)
class Since:
    """The document as it is now, beside a sheet of ``unit``; ``renamed`` are units called otherwise now."""

    tree: Tree
    unit: str
    renamed: Mapping[str, str] = field(default_factory=dict)

    @property
    def unit_now(self) -> str:
        """What the unit of the sheet is called now."""
        return self.renamed.get(self.unit, self.unit)

    def doubt(self, asked: Asked, kind: str) -> Sentence:
        """Return why an answer of a kind is doubtful: the unit lost its part; UNSAID where it has it."""
        own = {self.unit, self.unit_now}
        home = self.tree.nodes.get(home_of(asked))
        recommendation = self.tree.nodes.get(asked.recommendation.id)
        if home is None or recommendation is None:
            return UNSAID
        lead = lead_of(home)
        if kind == RESPONSE:
            is_lead = lead in own
            return UNSAID if is_lead else self._led_by(lead)
        named = {lead, lead_of(recommendation)}
        named.update(home["responsible_units"], recommendation["responsible_units"])
        if own & named:
            return UNSAID
        return Sentence("{0} had a share in this when the sheet was sent; it has none now.", self.unit)

    def _led_by(self, lead: str | None) -> Sentence:
        if lead:
            return Sentence("{0} led this when the sheet was sent; {1} leads it now.", self.unit, lead)
        return Sentence("{0} led this when the sheet was sent; no unit leads it now.", self.unit)

    def doubt_of_removed(self, asked: Asked) -> Sentence:
        """Return a doubt where something new would make a response that was removed here; UNSAID else."""
        home, response = home_of(asked), asked.response
        if response is None or response.id in self.tree or home not in self.tree:
            return UNSAID
        is_answered = self._places.filled(home, RESPONSE, "") is not None
        if is_answered:
            return UNSAID
        return Sentence("The response to it was removed here since the sheet was sent.")

    @cached_property
    def _places(self) -> Places:
        return Places(self.tree)

    def descriptions(self, asked: Asked) -> set[str]:
        """Return what the actions under a recommendation say will be done, as plain words."""
        home = home_of(asked)
        responses = self.tree.children(home, RESPONSE) if home in self.tree else ()
        actions = (action for response in responses for action in self.tree.children(response.id, "action"))
        return {description_of(action["description"]) for action in actions}


def renamed_units(base: Tree | None, now: Tree) -> dict[str, str]:
    """Return the present key of each unit that was renamed since ``base`` and is nowhere named as before."""
    if base is None:
        return {}
    keys = {node.id: key for key, node in by_key(now).items()}
    before = by_key(base).items()
    renamed = {key: keys[node.id] for key, node in before if keys.get(node.id, key) != key}
    in_use = {*by_key(now), *units_named(now)} if renamed else set()
    return {key: new for key, new in renamed.items() if key not in in_use}
