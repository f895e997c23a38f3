"""What can be decided about an item of a plan, and decisions that outlive the plan they were made on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.merging.claims import NewNode
from workbench.merging.items import GONE, Decision, State, root_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workbench.merging.items import Answer, Item, Plan

Signature = tuple[object, ...]
"""What a decision was made on: what is there, and what every file says. Another one asks again."""


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that files say of an item: the answers that agree on it, and whether it can be taken."""

    answers: tuple[int, ...]
    can_take: bool


def options(plan: Plan, item: Item) -> list[Option]:
    """Return the different things that files say of an item, in the order of the files."""
    groups: dict[str, list[int]] = {}
    for number, answer in enumerate(item.answers):
        groups.setdefault(repr((answer.value, answer.raw)), []).append(number)
    return [Option(tuple(numbers), _can_take(plan, item, numbers[0])) for numbers in groups.values()]


def needs_home(item: Item) -> bool:
    """Whether a person has to say to which recommendation a new node belongs."""
    return item.kind == "new" and isinstance(item.target, NewNode) and root_of(item.target) == 0


def can_edit(plan: Plan, item: Item) -> bool:
    """Whether something else can stand than what is there and what files say."""
    return needs_home(item) or (item.kind == "value" and any(_has_home(plan, item, a) for a in item.answers))


def edited(plan: Plan, item: Item, value: object) -> Decision:
    """Return the decision for a value of one's own; it falls to a file that has a place for it."""
    homes = [number for number, answer in enumerate(item.answers) if _has_home(plan, item, answer)]
    return Decision("edited", homes[0] if homes else 0, value)


def usual(item: Item) -> Decision | None:
    """Return what holds for an item while nobody has decided."""
    return Decision("theirs") if item.state is State.CHANGE else None


def signature(plan: Plan, item: Item) -> Signature:
    """Return what a decision on an item is made on."""
    said = [(_sha256(plan, answer), repr(answer.value), answer.raw, answer.doubt) for answer in item.answers]
    return repr(item.ours), *said


class Decisions:
    """The decisions that a person made, kept by item for as long as that is the same."""

    def __init__(self) -> None:
        self._made: dict[str, tuple[Signature, Decision]] = {}

    def __len__(self) -> int:
        return len(self._made)

    def __contains__(self, key: object) -> bool:
        return key in self._made

    def keep(self, plan: Plan, item: Item, decision: Decision | None) -> None:
        """Decide an item; None takes the decision back, and what holds anyway is none."""
        item.decision = decided = decision or usual(item)
        if decided is None or decided == usual(item):
            self._made.pop(item.key, None)
        else:
            self._made[item.key] = signature(plan, item), decided

    def put_into(self, plan: Plan) -> None:
        """Decide the items of a new plan as before; forget decisions on what is no longer the same."""
        kept = {}
        for item in plan.items:
            made = self._made.get(item.key)
            if made and made[0] == signature(plan, item):
                item.decision = made[1]
                kept[item.key] = made
        self._made = kept

    def clear(self) -> None:
        """Forget everything."""
        self._made.clear()


def state_of(plan: Plan | None) -> list[tuple[object, ...]]:
    """Return everything that a plan would do, to be compared with another plan."""
    items: Iterable[Item] = plan.items if plan else ()
    return [(item.key, signature(plan, item), item.decision) for item in items] if plan else []


def _can_take(plan: Plan, item: Item, number: int) -> bool:
    answer = item.answers[number]
    return answer.raw is None and not needs_home(item) and _has_home(plan, item, answer)


def _has_home(plan: Plan, item: Item, answer: Answer) -> bool:
    """Whether the node is there, or can be brought back from the file."""
    if item.ours is not GONE:
        return True
    base = plan.files[answer.file].returned.base
    return base is not None and root_of(item.target) in base


def _sha256(plan: Plan, answer: Answer) -> str:
    return plan.files[answer.file].returned.sha256
