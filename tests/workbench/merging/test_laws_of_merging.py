"""Laws 4 and 5 tried on random workspaces, random edits on both sides and all that people do to rows.

In CI the tests of this module try 2,450 cases together (see ``cases``).
"""

import itertools

from hypothesis import given, reject
from hypothesis import strategies as st

from tests.workbench.merging.dice import Dice, cases
from tests.workbench.merging.explaining import check_explained
from tests.workbench.merging.merge import Merge, arriving, shape, summary
from tests.workbench.merging.mess import Mess, words_in, words_kept
from tests.workbench.merging.worlds import new_world
from tests.workbench.strategies import do_random_edit
from workbench.errors import UserError
from workbench.merging.applying import apply
from workbench.merging.items import KEEP


@given(st.data())
@cases(500)
def test_law_4_an_untouched_sheet_says_nothing_whoever_saved_it(data):
    dice = Dice(data)
    with new_world(dice, wild=True) as world:
        try:
            desk = world.send(dice.pick(world.units()), dice.pick(("response", "follow-up")))
        except UserError:  # a text that no cell can hold
            reject()
        desk.handle(dice)
        if dice.chance(50):
            desk.save_elsewhere()
        with world.workspace.edit("Random") as editor:
            for _ in range(dice.between(0, 3)):
                do_random_edit(editor, data)
        before, point = world.tree.copy(), world.workspace.point
        merge = Merge(world, [desk])
        made = merge.plan()
        assert made.items == []
        assert made.files[0].returned.problems == []
        merge.apply(made)
        assert (world.tree, world.workspace.point) == (before, point)


@given(st.data())
@cases(700)
def test_law_5_what_was_typed_arrives_and_nothing_else_changes(data):
    dice = Dice(data)
    with new_world(dice) as world:
        desk = world.send(dice.pick(world.units()), dice.pick(("response", "response", "follow-up")))
        desk.work(dice)
        world.edit([desk])
        merge = Merge(world, [desk])
        made = merge.plan()
        merge.check_plan(made)
        merge.decide(made, dice)
        merge.apply(made)
        _ask_again(merge, made)


@given(st.data())
@cases(500)
def test_law_5_files_of_one_day_are_compared_with_each_other_in_any_order(data):
    dice = Dice(data)
    with new_world(dice) as world:
        desks = _several(world, dice)
        merge = Merge(world, desks)
        returns = merge.read()
        made = merge.plan(returns)
        merge.check_plan(made)
        expected = summary(made), shape(made, world.workspace)
        for order in itertools.permutations(returns):
            other = merge.plan(order)
            assert (summary(other), shape(other, world.workspace)) == expected
        merge.decide_alike(made, dice.pick(("ours", "theirs")))
        states = [world.tree.copy()]
        stop = world.workspace.listen(lambda notice: states.append(world.tree.copy()))
        merge.apply(made)
        stop()
        _ask_again(merge, made)
        _undo(world, states)
        assert arriving(made) <= arriving(merge.plan())


def _ask_again(merge, made):
    """The same files ask what is still open, and nothing once that is settled."""
    again = merge.plan()
    merge.check_open(made, again)
    for item in again.items:
        item.decision = KEEP
    merge.apply(again)
    settled, point = merge.plan(), merge.world.workspace.point
    assert settled.items == []
    merge.apply(settled)
    assert merge.world.workspace.point == point


def _undo(world, states):
    """Every file is one step, and every step leads back to the document before it."""
    for state in reversed(states[:-1]):
        world.workspace.undo()
        assert world.tree == state


@given(st.data())
@cases(250)
def test_law_5_a_file_that_comes_later_overwrites_nothing(data):
    dice = Dice(data)
    with new_world(dice) as world:
        desks, merges = _several(world, dice), []
        for desk in desks:
            merge = Merge(world, [desk], before=merges)
            made = merge.plan()
            merge.check_plan(made)
            merge.decide(made, dice)
            merge.apply(made)
            merges.append(merge)
            world.edit(desks, most=1)
        for merge in merges:
            merge.check_nothing_comes_but_what_is_open()


@given(st.data())
@cases(500)
def test_law_5_nothing_typed_is_lost_whatever_was_done_to_the_sheet(data):
    dice = Dice(data)
    with new_world(dice) as world:
        desk = world.send(dice.pick(world.units()), dice.pick(("response", "response", "follow-up")))
        sent = words_in(desk.book())
        desk.work(dice, most=4)
        book = Mess(desk.book(), dice).make(dice.between(1, 6))
        world.edit([desk], most=2)
        before, merge = world.tree.copy(), Merge(world, [desk])
        merge.books = [("1.xlsx", book)]
        try:
            made = merge.plan()
        except UserError:
            assert not any(_looks_like_a_table(sheet) for sheet in book.sheets)
            return
        apply(world.workspace, made)
        assert words_in(book) - sent <= words_kept(made, world.tree)
        check_explained(desk, book, before, world.tree)
        again = merge.plan()
        assert _said_in(again.items) == _said_in(made.undecided())
        assert words_in(book) - sent <= words_kept(again, world.tree)


def _said_in(items):
    """What the file says of items, as it names that itself."""
    return {answer.key for item in items for answer in item.answers}


def _looks_like_a_table(sheet):
    """Whether hidden keys or the header are there to know a sheet by."""
    texts = {value for row in sheet.rows for value in row}
    return {"recommendation.reference", "recommendation.headline", "response.text"} <= texts


def _several(world, dice):
    """Return two or three desks: of one unit or several, sent on one day or on two, some begun by others."""
    desks = []
    for _ in range(dice.between(2, 3)):
        units = world.units()
        is_twin = desks and (not units or dice.chance(40))
        desk = dice.pick(desks).twin() if is_twin else world.send(dice.pick(units))
        desk.work(dice, most=6)
        desks.append(desk)
        world.edit(desks, most=1)
    return desks
