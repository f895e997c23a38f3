"""Law 5 tried on copies of a workspace: edits in each, merged at once, and beside sheets.

In CI the tests of this module try 250 cases together.
"""

import contextlib
import shutil
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from tests.workbench.merging.dice import Dice, cases
from tests.workbench.merging.merge import Merge, arriving
from tests.workbench.merging.mess import WORD, words_kept
from tests.workbench.merging.worlds import World, new_world
from workbench.merging.applying import apply
from workbench.merging.copies import read_copy
from workbench.merging.planning import plan
from workbench.merging.records import merged
from workbench.workspace import Workspace


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


def merge_and_check(into, *others, base):
    """Merge copies; no word is lost or doubled, and the same copies have nothing more to say.

    ``base`` are the words that all had once: what one of them has no more was removed there.
    """
    mine, theirs = words_of(into.tree), [words_of(other.tree) for other in others]
    made = planned(into, *others)
    apply(into.workspace, made)
    kept, sides = words_kept(made, into.tree), (mine, *theirs)
    for word in set().union(*sides):
        was_removed = word in base and not all(word in side for side in sides)
        assert word in kept or was_removed, f"{word} was lost"
        assert words_of(into.tree)[word] <= max(side[word] for side in sides), f"{word} was doubled"
    for other in others:
        base |= words_of(into.tree) & words_of(other.tree)
    again = planned(into, *others)
    assert arriving(again) == set()
    assert {item.key for item in again.items} <= {item.key for item in made.undecided()}
    return made


@given(st.data())
@cases(150)
def test_several_copies_at_once_lose_and_double_nothing(data):
    dice = Dice(data)
    with new_world(dice) as ours, copies(ours, "C", "D") as (one, other):
        base = words_of(ours.tree)
        for world in (ours, one, other):
            world.edit([], most=2)
        merge_and_check(ours, one, other, base=base)
        merge_and_check(one, ours, base=base)


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
            made = merge_and_check(ours, copy, base=words_of(desk.sent.tree))
            assert made.items == []
