"""Law 5 tried on copies of a workspace: edits in each, merged both ways, twice, and beside sheets.

In CI the tests of this module try 600 cases together.
"""

import contextlib
import shutil
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from tests.workbench.merging.dice import Dice, cases
from tests.workbench.merging.families import decide
from tests.workbench.merging.merge import Merge
from tests.workbench.merging.mess import WORD
from tests.workbench.merging.worlds import World, new_world
from workbench.merging.applying import apply
from workbench.merging.claims import NewNode
from workbench.merging.copies import read_copy
from workbench.merging.items import KEEP
from workbench.merging.lineage import Lineage
from workbench.merging.planning import plan
from workbench.merging.records import merged
from workbench.workspace import Workspace

KEPT = ("paper", "section", "recommendation", "action")
"""Kinds that travel though nothing is said in them."""


@contextlib.contextmanager
def copies(world, *names):
    """Give further worlds, each over a copy of the workspace of one."""
    with contextlib.ExitStack() as stack:
        found = []
        for name in names:
            path = world.workspace.path.with_name(f"{name}.evw")
            shutil.copyfile(world.workspace.path, path)
            found.append(World(stack.enter_context(Workspace.open(path, author=name)), world.dice))
        yield found


def planned(into, *others):
    """Return the plan for merging copies into a world."""
    workspace = into.workspace
    returns = [read_copy(other.workspace.path, workspace) for other in others]
    return plan(workspace.tree, workspace.point, returns, merged(workspace))


def words_of(tree):
    """Return how often each word of ours stands in a document."""
    return Counter(
        WORD.findall(" ".join(str(value) for node in tree.walk() for value in node.fields.values()))
    )


def words_against(made, tree):
    """Return the words of ours on the side that was decided against, in a tree as it was before."""
    texts, outcomes = [], made.outcomes()
    is_left_out = any(item.kind == "new" and outcomes[item.key] == KEEP for item in made.items)
    for item in made.items:
        chosen = None if outcomes[item.key] == KEEP else item.chosen
        has_no_place = is_left_out and isinstance(item.target, NewNode)
        texts += [answer.value for answer in item.answers if has_no_place or answer is not chosen]
        if chosen and item.kind == "removal":
            texts += [node.fields for node in tree.walk(item.target)]
        elif chosen:
            texts.append(item.ours)
    return set(WORD.findall(" ".join(map(str, texts))))


def merge_and_check(into, *others, base, dice):
    """Merge copies; no word is lost or doubled, and the same copies have nothing more to say.

    ``base`` are the words that all had once, and those decided against: what one of them has no more was
    removed there. Return the plan with its decisions, and the keys of what was asked.
    """
    mine, theirs = words_of(into.tree), [words_of(other.tree) for other in others]
    made = planned(into, *others)
    asked = [item.key for item in made.undecided()]
    decide(made, dice)
    base |= words_against(made, into.tree)
    apply(into.workspace, made)
    now, sides = words_of(into.tree), (mine, *theirs)
    for word in set().union(*sides):
        was_removed = word in base and not all(word in side for side in sides)
        assert word in now or was_removed, f"{word} was lost"
        assert now[word] <= max(side[word] for side in sides), f"{word} was doubled"
    for other in others:
        base |= words_of(into.tree).keys() & words_of(other.tree).keys()
    assert planned(into, *others).items == []
    return made, asked


def content(tree):
    """Return what a document says, whatever the order of additions, empty answers left out."""
    return sorted(
        repr((node.kind, node.fields, node.parent and tree[node.parent].kind))
        for node in tree.walk()
        if any(value for name, value in node.fields.items() if name != "unit") or node.kind in KEPT
    )


def has_left_out(made):
    """Whether something that is new was decided against: each side keeps its own then."""
    kept = (item for item in made.items if item.decision == KEEP)
    return any(item.kind == "new" or isinstance(item.target, NewNode) for item in kept)


@given(st.data())
@cases(350)
def test_copies_merged_both_ways_lose_and_double_nothing(data):
    dice = Dice(data)
    with new_world(dice) as ours, copies(ours, "C") as (copy,):
        base = set(words_of(ours.tree))
        ours.edit([])
        copy.edit([])
        first, _ = merge_and_check(ours, copy, base=base, dice=dice)
        is_edited = dice.chance(30)
        if is_edited:
            copy.edit([], most=1)
        back, asked = merge_and_check(copy, ours, base=base, dice=dice)
        assert is_edited or asked == [], "decided before"
        last, asked = merge_and_check(ours, copy, base=base, dice=dice)
        assert asked == [], "decided before"
        if not any(map(has_left_out, (first, back, last))):
            theirs = Lineage(ours.workspace, copy.workspace).tree_of_copy()
            assert content(ours.tree) == content(theirs)


@given(st.data())
@cases(150)
def test_several_copies_at_once_lose_and_double_nothing(data):
    dice = Dice(data)
    with new_world(dice) as ours, copies(ours, "C", "D") as (one, other):
        base = set(words_of(ours.tree))
        for world in (ours, one, other):
            world.edit([], most=2)
        merge_and_check(ours, one, other, base=base, dice=dice)
        merge_and_check(one, ours, base=base, dice=dice)


@given(st.data())
@cases(100)
def test_a_sheet_merged_in_two_copies_arrives_once(data):
    dice = Dice(data)
    with new_world(dice) as ours:
        desk = ours.send(dice.pick(ours.units()))
        desk.work(dice, most=6)
        with copies(ours, "C") as (copy,):
            for world in (ours, copy):
                merge = Merge(world, [desk])
                merge.apply(merge.plan())
            made, _ = merge_and_check(ours, copy, base=set(words_of(desk.sent.tree)), dice=dice)
            assert made.items == []
