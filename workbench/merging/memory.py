"""What the log keeps of one merged file, so that it asks nothing twice and forgets nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.merging.items import State
from workbench.merging.planning import key_of_said, said_by
from workbench.merging.records import as_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbench.merging.claims import NewNode
    from workbench.merging.items import Item, Plan


def remembered(
    plan: Plan, position: int, batch: str | None, edits: int, ids: Mapping[NewNode, int]
) -> tuple[str, str]:
    """Return the outcome in words and the decisions (JSON) of one file, for its record in the log."""
    file = plan.files[position]
    returned, earlier = file.returned, file.earlier
    open_keys: list[str] = []
    decided = dict(earlier.decided) if earlier else {}
    rests = {key: sha for key, sha in earlier.rests.items() if key not in file.open} if earlier else {}
    declined = dict(earlier.declined) if earlier else {}
    outcomes = plan.outcomes()
    for item in plan.of_file(position):
        mine = {answer.key: answer.value for answer in item.answers if answer.file == position}
        outcome = outcomes[item.key]
        if outcome is None:
            open_keys += mine
            continue
        if item.state is not State.CHANGE or outcome.take != "theirs":
            decided.update(dict.fromkeys(mine, outcome.take))
        if outcome.take != "ours" and item.chosen.file != position:
            rests.update(dict.fromkeys(mine, plan.files[item.chosen.file].returned.sha256))
        if outcome.take != "theirs" or not _says_the_chosen(item, position):
            declined.update({key: str(value) for key, value in mine.items() if value is not None})
    new = dict(earlier.new) if earlier else {}
    nodes = {addition.node.key: addition.node for addition in returned.additions} | returned.slots
    new.update({key: ids[node] for key, node in nodes.items() if node in ids})
    seen = {key_of_said(said) for said in said_by(returned)}
    said = f"{edits} edits" if edits else "nothing new"
    text = as_text(
        *(returned.kind, returned.point, batch, open_keys, decided, new, returned.memory),
        rests=rests,
        declined=declined,
        seen=seen | (earlier.seen if earlier else set()),
    )
    return f"{said}, {len(open_keys)} open" if open_keys else said, text


def _says_the_chosen(item: Item, position: int) -> bool:
    """Whether a file says of an item what the chosen answer says."""
    mine = [answer for answer in item.answers if answer.file == position]
    return all(repr(answer.value) == repr(item.chosen.value) for answer in mine)
