"""Three-way comparison: what arrives, what is a conflict, what is asked."""

import itertools

import pytest

from tests.workbench.merging.building import claim, new_workspace, planned, response_of, returned
from workbench.merging.claims import Addition, Move, NewNode, Removal
from workbench.merging.items import GONE, KEEP, Decision, State


@pytest.fixture
def made(tmp_path):
    workspace, ids = new_workspace(tmp_path / "W.evw")
    yield workspace, ids
    workspace.close()


def edit(workspace, node, field, value):
    with workspace.edit("Edit") as editor:
        editor.set(node, field, value)


def test_a_value_changed_in_the_file_only_arrives(made):
    workspace, ids = made
    plan = planned(workspace, returned(workspace, claim(ids["response"], "acceptance", None, "accepted")))
    (item,) = plan.items
    assert (item.state, item.decision) == (State.CHANGE, Decision("theirs"))
    assert (item.base, item.ours) == (None, None)


def test_a_value_that_is_there_already_is_no_item(made):
    workspace, ids = made
    file = returned(workspace, claim(ids["response"], "acceptance", None, "accepted"))
    edit(workspace, ids["response"], "acceptance", "accepted")
    assert planned(workspace, file).items == []


def test_both_sides_changed_differently_is_a_conflict_without_a_decision(made):
    workspace, ids = made
    file = returned(workspace, claim(ids["response"], "acceptance", None, "accepted"))
    edit(workspace, ids["response"], "acceptance", "not_accepted")
    (item,) = planned(workspace, file).items
    assert (item.state, item.decision) == (State.CONFLICT, None)
    assert (item.base, item.ours, item.answers[0].value) == (None, "not_accepted", "accepted")


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_equal_answers_arrive_once_and_different_ones_conflict_in_any_order(made, order):
    workspace, ids = made
    equal = [
        returned(workspace, claim(ids["response"], "acceptance", None, "accepted"), name=name)
        for name in ("A.xlsx", "B.xlsx")
    ]
    other = returned(workspace, claim(ids["response"], "acceptance", None, "not_accepted"), name="C.xlsx")
    (item,) = planned(workspace, *equal).items
    assert item.state is State.CHANGE
    assert len(item.answers) == 2
    files = [*equal, other]
    (item,) = planned(workspace, *(files[position] for position in order)).items
    assert item.state is State.CONFLICT
    assert sorted(answer.value for answer in item.answers) == ["accepted", "accepted", "not_accepted"]


def test_a_doubt_and_a_value_not_understood_are_asked(made):
    workspace, ids = made
    file = returned(
        workspace,
        claim(ids["action"], "due", None, None, raw="Q4 2026", doubt="Due says “Q4 2026”."),
        claim(ids["action"], "status", None, "implemented", doubt="The column is sorted."),
    )
    plan = planned(workspace, file)
    assert [item.state for item in plan.items] == [State.ASKED, State.ASKED]
    assert plan.undecided() == plan.items
    plan.decide_conflicts("theirs")
    assert plan.undecided() == plan.items  # a question is no conflict


def test_a_doubtful_value_that_is_there_already_is_not_asked(made):
    workspace, ids = made
    file = returned(workspace, claim(ids["action"], "status", None, "implemented", doubt="Sorted."))
    edit(workspace, ids["action"], "status", "implemented")
    assert planned(workspace, file).items == []


def test_the_response_that_a_file_needs_may_be_there_by_now(made):
    workspace, ids = made
    file = returned(workspace, claim(response_of(ids["second"]), "acceptance", None, "accepted"))
    with workspace.edit("Answer") as editor:
        response = editor.insert(ids["second"], "response", {"acceptance": "not_accepted"})
    (item,) = planned(workspace, file).items
    assert (item.target, item.state) == (response, State.CONFLICT)


def test_two_files_with_different_bases_meet_in_one_item(made):
    workspace, ids = made
    early = returned(workspace, claim(response_of(ids["second"]), "text", None, "Early"), name="A.xlsx")
    with workspace.edit("Answer") as editor:
        response = editor.insert(ids["second"], "response")
    late = returned(workspace, claim(response, "text", None, "Late"), name="B.xlsx")
    (item,) = planned(workspace, early, late).items
    assert item.state is State.CONFLICT
    assert [answer.file for answer in item.answers] == [0, 1]


def test_a_value_for_a_node_removed_here_is_a_conflict(made):
    workspace, ids = made
    file = returned(workspace, claim(ids["action"], "status", None, "implemented"))
    with workspace.edit("Remove") as editor:
        editor.remove(ids["action"])
    (item,) = planned(workspace, file).items
    assert (item.state, item.ours, item.node_kind) == (State.CONFLICT, GONE, "action")


def test_a_response_that_a_copy_adds_is_the_one_that_is_here(made):
    workspace, ids = made
    added = Addition(NewNode("response", ids["second"], "b:40"), {"text": "Theirs"})
    below = Addition(NewNode("action", added.node, "b:41"), {"description": "Do it"})
    file = returned(workspace, kind="copy", additions=[added, below])
    with workspace.edit("Answer") as editor:
        response = editor.insert(ids["second"], "response", {"text": "Ours"})
    action, text = planned(workspace, file).items
    assert (text.target, text.state, text.ours) == (response, State.CONFLICT, "Ours")
    assert (action.kind, action.state, action.target.parent) == ("new", State.CHANGE, response)


def test_what_comes_with_a_new_node_is_settled_with_it(made):
    workspace, ids = made
    top = Addition(NewNode("recommendation", ids["section"], "b:40"), {"headline": "Third"})
    below = Addition(NewNode("footnote", top.node, "b:41"), {"text": "A note"})
    (item,) = planned(workspace, returned(workspace, kind="copy", additions=[top, below])).items
    assert item.answers[0].below == (below,)


def test_a_removal_arrives_unless_something_below_was_changed(made):
    workspace, ids = made
    file = returned(workspace, kind="copy", removals=[Removal(ids["response"])])
    (item,) = planned(workspace, file).items
    assert (item.kind, item.state) == ("removal", State.CHANGE)
    edit(workspace, ids["action"], "status", "implemented")
    (item,) = planned(workspace, file).items
    assert (item.state, item.decision) == (State.CONFLICT, None)


def test_a_removal_conflicts_with_what_another_file_says_of_the_node(made):
    workspace, ids = made
    copy = returned(workspace, kind="copy", removals=[Removal(ids["first"])], name="COPY.evw")
    sheet = returned(workspace, claim(ids["action"], "status", None, "implemented"))
    states = {item.kind: item.state for item in planned(workspace, copy, sheet).items}
    assert states == {"removal": State.CONFLICT, "value": State.CHANGE}


def test_a_move_arrives_unless_it_was_moved_here_elsewhere(made):
    workspace, ids = made
    file = returned(workspace, kind="copy", moves=[Move(ids["second"], ids["section"], None)])
    (item,) = planned(workspace, file).items
    assert (item.kind, item.state) == ("move", State.CHANGE)
    with workspace.edit("Move") as editor:
        editor.move(ids["second"], ids["section"], 0)
    assert planned(workspace, file).items == []


def test_take_theirs_leaves_open_what_files_contradict_each_other_about(made):
    workspace, ids = made
    one = returned(workspace, claim(ids["response"], "acceptance", None, "accepted"), name="A.xlsx")
    two = returned(workspace, claim(ids["response"], "acceptance", None, "not_accepted"), name="B.xlsx")
    plan = planned(workspace, one, two)
    plan.decide_conflicts("theirs")
    assert [item.decision for item in plan.items] == [None]
    plan.decide_conflicts("ours")
    assert [item.decision for item in plan.items] == [KEEP]


def test_take_theirs_keeps_what_copies_contradict_each_other_about(made):
    workspace, ids = made
    one, two = (
        returned(workspace, claim(ids["response"], "acceptance", None, said), kind="copy", name=f"{said}.evw")
        for said in ("accepted", "not_accepted")
    )
    plan = planned(workspace, one, two)
    assert plan.decide_conflicts("theirs") == plan.items
    assert [item.decision for item in plan.items] == [KEEP]


@pytest.mark.parametrize("take", ["ours", "theirs"])
def test_what_is_asked_about_a_copy_is_decided_with_its_conflicts(made, take):
    workspace, ids = made
    doubtful = claim(ids["action"], "status", None, "implemented", doubt="It was left out before.")
    plan = planned(workspace, returned(workspace, doubtful, kind="copy"))
    assert plan.undecided_of_copies() == plan.items
    assert plan.decide_conflicts(take) == []
    assert [item.decision.take for item in plan.items] == [take]


def test_a_file_given_twice_speaks_once(made):
    workspace, ids = made
    file = returned(workspace, claim(ids["response"], "acceptance", None, "accepted"))
    (item,) = planned(workspace, file, file).items
    assert len(item.answers) == 1


def test_the_same_thing_made_on_both_sides_is_asked(made):
    workspace, ids = made
    new = Addition(NewNode("recommendation", ids["section"], "b:40"), {"headline": "The third one"})
    other = Addition(NewNode("recommendation", ids["section"], "b:41"), {"headline": "The fourth one"})
    file = returned(workspace, kind="copy", additions=[new, other])
    with workspace.edit("Third") as editor:
        editor.insert(ids["section"], "recommendation", {"headline": "The third one"})
    states = [item.state for item in planned(workspace, file).items]
    assert states == [State.ASKED, State.CHANGE]


def test_a_value_for_a_node_that_no_base_holds_is_a_conflict(made):
    workspace, ids = made
    file = returned(workspace, claim(ids["action"], "status", None, "implemented"), base=None)
    with workspace.edit("Remove") as editor:
        editor.remove(ids["action"])
    (item,) = planned(workspace, file).items
    assert (item.state, item.ours, item.node_kind) == (State.CONFLICT, GONE, "action")
