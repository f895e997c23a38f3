"""What must come of files that came back, worked out from what was typed and from the document alone."""

from collections import Counter
from dataclasses import dataclass, field

from tests.workbench.merging.answers import Said, is_text, reads
from tests.workbench.merging.desk import REFERENCE, Place
from workbench.markup import plain_blocks
from workbench.schema import KINDS

SAME, CHANGE, CONFLICT, ASKED = "same", "change", "conflict", "asked"


@dataclass(frozen=True)
class Change:
    """One answer that a file gives anew: ``said`` over what the file showed, ``base`` as it was stored.

    ``numbers`` are those that references printed when it was sent.
    """

    base: object
    said: object
    numbers: object
    is_unclear: bool = False
    may_be_asked: bool = False


@dataclass
class Says:
    """What one file says: answers by place and field, new actions, and the codes of what it tells."""

    point: str
    unit: str
    changes: dict = field(default_factory=dict)
    new: dict = field(default_factory=dict)
    unclear: set = field(default_factory=set)
    told: Counter = field(default_factory=Counter)


def printed(numbers, node, stored):
    """Return how a stored text reads, with the numbers as they were when it was sent."""
    return reads("\n".join(plain_blocks(stored, lambda reference: numbers.printed(reference, node))))


def node_at(tree, place):
    """Return the node of a place that is there, None where it is not."""
    if place.kind == "action":
        return place.node if place.node in tree else None
    if place.recommendation not in tree:
        return None
    for response in tree.children(place.recommendation, "response"):
        if place.kind == "response":
            return response.id
        for node in tree.children(response.id, "contribution"):
            if node["unit"] == place.unit:
                return node.id
    return None


def stored_at(tree, place, name):
    node = node_at(tree, place)
    return KINDS[place.kind].blank()[name] if node is None else tree[node][name]


def place_of(target, trees):
    """Return the place that a target of the planner is in."""
    known = target
    while not isinstance(known, int):
        known = known.parent
    tree = next(tree for tree in trees if known in tree)
    home = tree.ancestor(known, "recommendation").id
    if isinstance(target, int):
        kind, unit = tree[target].kind, tree[target].fields.get("unit")
        return Place(kind, home, target if kind == "action" else None, unit)
    return Place(target.kind, home, None, target.key or None)


# One file ------------------------------------------------------------------------------------


def says(desk, tree):
    """Return what the file on a desk says, and what it can only tell as ``tree`` is now."""
    found = Says(desk.sent.point, desk.unit)
    found.told["extra-sheet"] = len(desk.extra)
    found.told["extra-column"] = sum(
        key.startswith("extra") for table in desk.tables.values() for key in table.columns
    )
    found.told["missing-column"] = desk.missing_columns()
    _read_answers(desk, tree, found)
    _read_new(desk, tree, found)
    found.told += Counter()  # without those that are none
    return found


def _read_answers(desk, tree, found):
    lines = {}
    for answer in desk.answers():
        changed = lines.setdefault(answer.place, {}).setdefault(answer.line, {})
        base = _base(desk, answer)
        if answer.said is not None and (answer.said.raw is not None or answer.said.value != base):
            changed[answer.field] = answer.said
    for place, by_line in lines.items():
        changed = [said for said in _without_gaps(list(by_line.values())) if said]
        if not changed:
            continue
        if place.kind == "action" and len(changed) < len(by_line):
            found.told["copied-row"] += len(changed)
        else:
            for name in {name for said in changed for name in said}:
                variants = [said[name] for said in changed if name in said]
                found.changes[place, name] = _change(desk, tree, place, name, variants, len(by_line))


def _without_gaps(lines):
    """Return what the copies of a row say; a cell is cleared only where it is in all of them."""
    cleared = [{name for name, said in line.items() if said == Said()} for line in lines]
    everywhere = set.intersection(*cleared)
    return [
        {name: said for name, said in line.items() if said != Said() or name in everywhere} for line in lines
    ]


def _base(desk, answer):
    """Return what a cell said when it was sent."""
    stored = stored_at(desk.sent.tree, answer.place, answer.field)
    node = node_at(desk.sent.tree, answer.place)
    return printed(desk.sent.numbers, node, stored) if answer.is_text and stored else stored


def _change(desk, tree, place, name, variants, lines):
    base = stored_at(desk.sent.tree, place, name)
    is_unclear = len(set(variants)) > 1 or any(said.raw is not None for said in variants)
    is_unclear |= base is None and place.kind != "action" and _was_removed(desk, tree, place.recommendation)
    # A row that stands twice can have been copied over another one that is missing.
    stands_twice = lines > 1 and not desk.is_whole("Actions" if place.kind == "action" else "Response")
    may_be_asked = stands_twice or _looks_sorted(desk, place.kind, name)
    return Change(base, variants[0], desk.sent.numbers, is_unclear, may_be_asked)


def _was_removed(desk, tree, recommendation):
    """Whether the response that was sent is there no more, nor any other: nobody brings it back unasked."""
    was, now = (node_at(found, Place("response", recommendation)) for found in (desk.sent.tree, tree))
    return recommendation in tree and was is not None and now is None


def _looks_sorted(desk, kind, name):
    """Whether a column shows what it showed, in other rows: then a person may be asked."""
    pairs = []
    for answer in desk.answers():
        if (answer.place.kind, answer.field) == (kind, name):
            base = _base(desk, answer)
            now = base if answer.said is None else answer.said.value or answer.said.raw
            pairs.append((base, now))
    changed = sum(one != other for one, other in pairs)
    return changed > 1 and Counter(one for one, _ in pairs) == Counter(other for _, other in pairs)


def _read_new(desk, tree, found):
    for line in desk.new_rows():
        said = {
            key.partition(".")[2]: what
            for key, what in line.said.items()
            if key in desk.tables["Actions"].columns
        }
        reference = line.cells.get(REFERENCE)
        home = desk.references.get(reference, 0)
        if said:
            key = (found.point, found.unit, home, reference, said["description"].value)
            if key in found.new:
                found.told["double-row"] += 1
            found.new[key] = said
            if home and _was_removed(desk, tree, home):
                found.unclear.add(key)


# All files together --------------------------------------------------------------------------


def outcomes(files, tree):
    """Return the states that are right for each place and field of which any file says something."""
    found = {}
    for key in {key for file in files for key in file.changes}:
        changes = [file.changes[key] for file in files if key in file.changes]
        found[key] = _outcome(*key, changes, tree)
    return found


def _outcome(place, name, changes, tree):
    is_gone = place.recommendation not in tree or (place.kind == "action" and place.node not in tree)
    ours = stored_at(tree, place, name)
    same = [
        not is_gone and is_there(change.said, name, tree, place, ours, change.numbers) for change in changes
    ]
    if any(change.is_unclear for change in changes):
        return {ASKED}
    differ = len({change.said for change in changes}) > 1
    if all(same):
        # A text that reads the same can have other marks.
        right = {SAME, CONFLICT} if is_text(name) and ours is not None else {SAME}
    elif differ or is_gone or any(change.base != ours for change in changes):
        right = {CONFLICT}
    else:
        right = {CHANGE}
    may_be_asked = is_gone or any(change.may_be_asked for change in changes)
    return right | ({ASKED} if may_be_asked else set())


def is_there(said, name, tree, place, stored, numbers=None):
    """Whether what was said is what is stored."""
    if not is_text(name) or not stored:
        return said.value == stored or (is_text(name) and not said.value and not stored)
    node = node_at(tree, place)
    numbers = numbers or _NoNumbers()
    return printed(numbers, node, stored) == said.value


class _NoNumbers:
    def printed(self, reference, within):
        return "?"


def new_actions(files, tree):
    """Return what is said of each new action, and the state that is right for it."""
    found = {}
    for file in files:
        for key, said in file.new.items():
            is_unclear = key[2] == 0 or said["description"].raw is not None
            usual = CHANGE if key[2] in tree else CONFLICT
            found[key] = (said, ASKED if is_unclear or key in file.unclear else usual)
    return found
