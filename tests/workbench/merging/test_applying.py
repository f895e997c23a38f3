"""A decided plan becomes edits: one batch a file, remembered in the log, and never twice."""

import pytest

from tests.workbench.merging.building import claim, new_workspace, planned, response_of, returned
from workbench.errors import UserError
from workbench.merging.applying import PartlyMerged, apply, rehearse
from workbench.merging.claims import Addition, Move, NewNode, Removal
from workbench.merging.items import KEEP, Decision, State
from workbench.merging.records import merged


@pytest.fixture
def made(tmp_path):
    workspace, ids = new_workspace(tmp_path / "W.evw")
    yield workspace, ids
    workspace.close()


def merge(workspace, *returns):
    plan = planned(workspace, *returns)
    return plan, apply(workspace, plan)


def test_every_file_is_one_batch_with_its_name_and_fingerprint(made):
    workspace, ids = made
    one = returned(workspace, claim(ids["response"], "acceptance", None, "accepted"), name="A.xlsx")
    two = returned(workspace, claim(ids["action"], "status", None, "implemented"), name="B.xlsx")
    before = len(workspace.history())
    merge(workspace, one, two)
    new = workspace.history()[before:]
    assert [batch.label for batch in new] == ["Merge A.xlsx", "Merge B.xlsx"]
    assert [batch.origin for batch in new] == [
        f"sheet A.xlsx, sha256 {one.sha256}",
        f"sheet B.xlsx, sha256 {two.sha256}",
    ]
    workspace.undo()
    assert workspace.tree[ids["action"]]["status"] is None
    assert workspace.tree[ids["response"]]["acceptance"] == "accepted"


def test_a_file_without_changes_makes_no_batch_but_is_in_the_log(made):
    workspace, ids = made
    before = workspace.point
    merge(workspace, returned(workspace))
    assert workspace.point == before
    assert [record.outcome for record in workspace.files()] == ["nothing new"]


def test_the_same_file_again_asks_nothing_even_after_edits_here(made):
    workspace, ids = made
    file = returned(workspace, claim(ids["response"], "acceptance", None, "accepted"))
    merge(workspace, file)
    with workspace.edit("Change") as editor:
        editor.set(ids["response"], "acceptance", "not_accepted")
    plan, applied = merge(workspace, file)
    assert plan.items == []
    assert plan.files[0].is_settled
    assert applied[0].edits == ()


def test_a_conflict_decided_once_is_not_asked_again_and_an_open_one_is(made):
    workspace, ids = made
    file = returned(
        workspace,
        claim(ids["response"], "acceptance", None, "accepted"),
        claim(ids["response"], "reason", None, "Because"),
    )
    with workspace.edit("Change") as editor:
        editor.set(ids["response"], "acceptance", "not_accepted")
        editor.set(ids["response"], "reason", "Otherwise")
    plan = planned(workspace, file)
    plan.items[0].decision = KEEP
    apply(workspace, plan)
    again = planned(workspace, file)
    assert [item.field for item in again.items] == ["reason"]
    again.items[0].decision = Decision("edited", value="Both")
    apply(workspace, again)
    assert workspace.tree[ids["response"]]["reason"] == "Both"
    assert planned(workspace, file).files[0].is_settled


def test_after_an_undo_the_file_can_be_merged_once_more(made):
    workspace, ids = made
    file = returned(workspace, claim(ids["response"], "acceptance", None, "accepted"))
    merge(workspace, file)
    workspace.undo()
    merge(workspace, file)
    assert workspace.tree[ids["response"]]["acceptance"] == "accepted"


def test_responses_contributions_and_actions_are_made_when_the_first_value_needs_them(made):
    workspace, ids = made
    response = response_of(ids["second"])
    lead = returned(workspace, claim(response, "acceptance", None, "accepted"), name="LEAD.xlsx")
    contribution = NewNode("contribution", response, "GENDER")
    action = Addition(NewNode("action", response, "row 1"), {"description": "Do it"})
    other = returned(workspace, claim(contribution, "text", None, "More"), name="B.xlsx", additions=[action])
    merge(workspace, other, lead)
    (answer,) = workspace.tree.children(ids["second"], "response")
    assert answer["acceptance"] == "accepted"
    children = workspace.tree.children(answer.id)
    assert [(child.kind, child["unit"]) for child in children if child.kind == "contribution"] == [
        ("contribution", "GENDER")
    ]
    (added,) = (child for child in children if child.kind == "action")
    assert merged(workspace)[0].new == {"row 1": added.id}


def test_equal_new_actions_of_two_files_arrive_once(made):
    workspace, ids = made
    node = NewNode("action", ids["response"], "row 1")
    files = [
        returned(workspace, name=name, additions=[Addition(node, {"description": "Do it"})])
        for name in ("A.xlsx", "B.xlsx")
    ]
    merge(workspace, *files)
    added = [
        child.id for child in workspace.tree.children(ids["response"], "action") if child.id != ids["action"]
    ]
    assert len(added) == 1
    assert [entry.new for entry in merged(workspace)] == [{"row 1": added[0]}] * 2


def test_a_new_action_goes_where_a_person_says(made):
    workspace, ids = made
    lost = Addition(NewNode("action", 0, "row 1"), {"description": "Do it"}, doubt="No reference.")
    plan = planned(workspace, returned(workspace, additions=[lost]))
    (item,) = plan.items
    item.decision = Decision("edited", value=ids["second"])
    apply(workspace, plan)
    (response,) = workspace.tree.children(ids["second"], "response")
    assert [child["description"] for child in workspace.tree.children(response.id)] == ["Do it"]


def test_new_nodes_get_ids_of_ours_and_texts_follow(made):
    workspace, ids = made
    placeholder = 10**15 - 1
    home = Addition(
        NewNode("paragraph", ids["section"], "b:7"), {"text": f"See[^{placeholder}] [[{placeholder - 1}]]."}
    )
    note = Addition(NewNode("footnote", home.node, "b:8"), {"text": "A note"})
    other = Addition(NewNode("recommendation", ids["section"], "b:9"), {"headline": "Third"}, after=home.node)
    file = returned(
        workspace,
        kind="copy",
        additions=[home, note, other],
        ids={placeholder: note.node, placeholder - 1: other.node},
    )
    merge(workspace, file)
    new = merged(workspace)[0].new
    assert workspace.tree[new["b:7"]]["text"] == f"See[^{new['b:8']}] [[{new['b:9']}]]."
    children = workspace.tree[ids["section"]].children
    assert children.index(new["b:9"]) == children.index(new["b:7"]) + 1
    assert max(workspace.tree.nodes) < placeholder - 1


def test_a_node_removed_here_comes_back_as_it_was_last(made):
    workspace, ids = made
    file = returned(workspace, claim(ids["action"], "status", None, "implemented"))
    with workspace.edit("Note") as editor:
        editor.set(ids["action"], "evidence", "See the minutes")
    with workspace.edit("Remove") as editor:
        editor.remove(ids["action"])
    plan = planned(workspace, file)
    plan.items[0].decision = Decision("theirs")
    apply(workspace, plan)
    found = workspace.tree[ids["action"]]
    assert (found["status"], found["evidence"]) == ("implemented", "See the minutes")


def test_a_node_removed_here_comes_back_whole_where_a_person_takes_theirs(made):
    workspace, ids = made
    before = workspace.tree.copy()
    file = returned(workspace, claim(ids["action"], "status", None, "implemented"))
    with workspace.edit("Remove") as editor:
        editor.remove(ids["first"])
    plan = planned(workspace, file)
    plan.items[0].decision = Decision("theirs")
    apply(workspace, plan)
    assert workspace.tree[ids["action"]]["status"] == "implemented"
    with workspace.edit("As before") as editor:
        editor.set(ids["action"], "status", None)
    assert workspace.tree == before


def test_removals_and_moves_of_a_copy_arrive(made):
    workspace, ids = made
    file = returned(
        workspace,
        kind="copy",
        moves=[Move(ids["second"], ids["section"], None)],
        removals=[Removal(ids["action"])],
    )
    merge(workspace, file)
    assert workspace.tree[ids["section"]].children == [ids["second"], ids["first"]]
    assert ids["action"] not in workspace.tree


def test_a_rehearsal_says_the_same_and_changes_nothing(made):
    workspace, ids = made
    action = Addition(NewNode("action", response_of(ids["second"]), "row 1"), {"description": "Do it"})
    file = returned(workspace, claim(ids["response"], "acceptance", None, "accepted"), additions=[action])
    plan, before, point = planned(workspace, file), workspace.tree.copy(), workspace.point
    rehearsed = rehearse(workspace, plan)
    assert (workspace.tree, workspace.point, workspace.files()) == (before, point, [])
    applied = apply(workspace, plan)
    assert [one.edits for one in rehearsed] == [one.edits for one in applied]


def test_a_plan_made_before_another_edit_is_refused(made):
    workspace, ids = made
    plan = planned(workspace, returned(workspace, claim(ids["response"], "acceptance", None, "accepted")))
    with workspace.edit("Change") as editor:
        editor.set(ids["response"], "reason", "x")
    with pytest.raises(UserError, match="changed since"):
        apply(workspace, plan)
    assert workspace.tree[ids["response"]]["acceptance"] is None


def test_a_full_disk_after_some_files_says_which_are_merged(made, monkeypatch):
    workspace, ids = made
    files = [
        returned(workspace, claim(ids["response"], field, None, "x"), name=f"{field}.xlsx")
        for field in ("reason", "cleared_by")
    ]
    plan, write, turns = planned(workspace, *files), type(workspace._store).write, []

    def refuse(*arguments):
        turns.append(None)
        if len(turns) > 1:
            raise UserError("The disk is full.")
        write(*arguments)

    monkeypatch.setattr(type(workspace._store), "write", refuse)
    with pytest.raises(PartlyMerged, match="1 of 2 files were merged. The disk is full."):
        apply(workspace, plan)
    monkeypatch.undo()
    merge(workspace, *files)
    assert [workspace.tree[ids["response"]][field] for field in ("reason", "cleared_by")] == ["x", "x"]


def test_a_removal_never_takes_away_what_another_file_is_to_give(made):
    workspace, ids = made
    copy = returned(workspace, kind="copy", removals=[Removal(ids["response"])], name="COPY.evw")
    sheet = returned(workspace, claim(ids["action"], "status", None, "implemented"))
    for order in ((copy, sheet), (sheet, copy)):
        plan = planned(workspace, *order)
        assert [item.kind for item in plan.decide_conflicts("theirs")] == ["removal"]
        for item in plan.items:
            item.decision = Decision("theirs")
        apply(workspace, plan)
        assert workspace.tree[ids["action"]]["status"] == "implemented"
        (entry,) = (entry for entry in merged(workspace) if entry.kind == "copy")
        assert (entry.open, entry.decided) == ((), {f"removed {ids['response']}": "ours"})
        assert planned(workspace, *order).items == []
        workspace.undo()


def test_a_copy_is_merged_whole_or_not_at_all(made):
    workspace, ids = made
    copy = returned(
        workspace,
        claim(ids["response"], "acceptance", None, "accepted"),
        claim(ids["action"], "status", None, "implemented"),
        kind="copy",
        name="COPY.evw",
    )
    with workspace.edit("Change") as editor:
        editor.set(ids["response"], "acceptance", "not_accepted")
    plan, before, point = planned(workspace, copy), workspace.tree.copy(), workspace.point
    for do in (apply, rehearse):
        with pytest.raises(
            UserError, match=r"^1 question about COPY\.evw is not decided yet: a copy is merged"
        ):
            do(workspace, plan)
    assert (workspace.tree, workspace.point, workspace.files()) == (before, point, [])
    plan.undecided_of_copies()[0].decision = KEEP
    apply(workspace, plan)
    assert workspace.tree[ids["action"]]["status"] == "implemented"


def test_what_a_sheet_asks_stays_open_beside_a_copy(made):
    workspace, ids = made
    raw = claim(ids["action"], "due", None, None, raw="Q4 2026", doubt="Which day?")
    copy = returned(workspace, claim(ids["response"], "reason", None, "Why"), kind="copy", name="COPY.evw")
    plan = planned(workspace, returned(workspace, raw), copy)
    assert plan.undecided_of_copies() == []
    apply(workspace, plan)
    assert workspace.tree[ids["response"]]["reason"] == "Why"


def test_a_question_of_a_sheet_of_which_a_copy_speaks_too_holds_up_the_copy(made):
    workspace, ids = made
    raw = claim(ids["action"], "due", None, None, raw="Q4 2026", doubt="Which day?")
    certain = claim(ids["action"], "due", None, "2026-12-31")
    copies = [returned(workspace, certain, kind="copy", name=f"{name}.evw") for name in "AB"]
    plan = planned(workspace, returned(workspace, raw), *copies)
    assert plan.undecided_of_copies() == plan.items
    with pytest.raises(UserError, match=r"about A\.evw and B\.evw is not"):
        apply(workspace, plan)


def test_a_move_and_a_removal_of_the_same_node_are_a_question(made):
    workspace, ids = made
    first = returned(workspace, kind="copy", removals=[Removal(ids["second"])], name="A.evw")
    other = returned(workspace, kind="copy", moves=[Move(ids["second"], ids["section"], None)], name="B.evw")
    assert [item.kind for item in planned(workspace, first, other).undecided()] == ["removal"]


def test_a_response_written_anew_in_a_copy_gives_ours_other_values(made):
    workspace, ids = made
    anew = Addition(NewNode("response", ids["first"], "b:40"), {"acceptance": "accepted"})
    action = Addition(NewNode("action", anew.node, "b:41"), {"description": "Other"})
    file = returned(workspace, kind="copy", additions=[anew, action], removals=[Removal(ids["response"])])
    merge(workspace, file)
    (response,) = workspace.tree.children(ids["first"], "response")
    assert (response["acceptance"], response["text"]) == ("accepted", None)
    assert [child["description"] for child in workspace.tree.children(response.id)] == ["Other"]
    assert merged(workspace)[0].new["b:40"] == response.id


def test_a_response_made_anew_here_is_the_one_that_a_file_speaks_of(made):
    workspace, ids = made
    file = returned(workspace, claim(ids["response"], "acceptance", None, "accepted"))
    with workspace.edit("Anew") as editor:
        editor.remove(ids["response"])
        new = editor.insert(ids["first"], "response", {"text": "Otherwise."})
    merge(workspace, file)
    assert workspace.tree[new]["acceptance"] == "accepted"


def test_an_answer_to_what_another_response_answers_by_now_goes_there(made):
    workspace, ids = made
    file = returned(workspace, claim(response_of(ids["second"]), "text", None, "We do."))
    with workspace.edit("Together") as editor:
        editor.set(ids["response"], "also_answers", [ids["second"]])
    (item,) = planned(workspace, file).items
    assert (item.target, item.state) == (ids["response"], State.CONFLICT)


def test_what_another_files_answer_settled_is_open_again_when_that_is_undone(made):
    workspace, ids = made
    one = returned(workspace, claim(ids["response"], "acceptance", None, "accepted"), name="A.xlsx")
    two = returned(workspace, claim(ids["response"], "acceptance", None, "not_accepted"), name="B.xlsx")
    for taken in (one, two):
        plan = planned(workspace, one, two)
        (item,) = plan.items
        number = next(n for n, a in enumerate(item.answers) if a.value == taken.claims[0].theirs)
        item.decision = Decision("theirs", number)
        apply(workspace, plan)
        assert all(file.is_settled for file in planned(workspace, one, two).files)
        workspace.undo()
        (again,) = planned(workspace, one, two).items
        assert again.state is State.CONFLICT


def test_what_hangs_under_a_new_node_that_is_not_taken_is_not_made(made):
    workspace, ids = made
    third = Addition(NewNode("recommendation", ids["section"], "b:9"), {"headline": "Third"})
    file = returned(workspace, claim(response_of(third.node), "text", None, "Yes"), additions=[third])
    plan = planned(workspace, file)
    next(item for item in plan.items if item.kind == "new").decision = KEEP
    before = workspace.tree.copy()
    apply(workspace, plan)
    assert workspace.tree == before


def test_what_was_declined_stays_in_the_log(made):
    workspace, ids = made
    file = returned(workspace, claim(ids["response"], "reason", None, "Because of the means"))
    with workspace.edit("Change") as editor:
        editor.set(ids["response"], "reason", "Otherwise")
    plan = planned(workspace, file)
    plan.decide_conflicts("ours")
    apply(workspace, plan)
    assert list(merged(workspace)[0].declined.values()) == ["Because of the means"]


def test_the_log_and_the_batch_are_written_together_or_not_at_all(made, monkeypatch):
    workspace, ids = made
    file = returned(workspace, claim(ids["response"], "acceptance", None, "accepted"))
    plan, before = planned(workspace, file), len(workspace.history())
    monkeypatch.setattr("workbench.workspace._PUT_FILE", "INSERT INTO nowhere VALUES (?,?,?,?,?,?,?,?,?)")
    with pytest.raises(UserError):
        apply(workspace, plan)
    assert workspace.tree[ids["response"]]["acceptance"] is None
    assert (len(workspace.history()), workspace.files()) == (before, [])


def test_a_question_of_a_file_given_twice_stays_open(made):
    workspace, ids = made
    file = returned(workspace, claim(ids["action"], "due", None, None, raw="Q4 2026", doubt="Which day?"))
    merge(workspace, file, file)
    assert len(workspace.files()) == 1
    assert [item.state for item in planned(workspace, file).items] == [State.ASKED]


@pytest.mark.parametrize("name", ["raw", "home"])
def test_what_nobody_understood_is_never_taken_as_it_is(made, name):
    workspace, ids = made
    lost = Addition(NewNode("action", 0, "row 1"), {"description": "Do it"}, doubt="No reference.")
    raw = claim(ids["response"], "acceptance", None, None, raw="perhaps", doubt="Unknown.")
    good = returned(workspace, claim(ids["action"], "status", None, "implemented"), name="A.xlsx")
    bad = returned(workspace, raw) if name == "raw" else returned(workspace, additions=[lost])
    plan, before = planned(workspace, good, bad), workspace.point
    for item in plan.items:
        item.decision = Decision("theirs")
    with pytest.raises(UserError):
        apply(workspace, plan)
    assert workspace.point == before


@pytest.mark.parametrize("taken", ["beside", "below"])
def test_a_node_that_two_copies_have_in_different_places_arrives_once(made, taken):
    workspace, ids = made
    fields = {"heading": "Coherence"}
    beside = Addition(NewNode("criterion", ids["section"], "b:40"), fields)
    section = workspace.tree[ids["section"]].parent
    home = Addition(NewNode("section", section, "b:50"), {"role": "findings"})
    below = Addition(NewNode("criterion", home.node, "b:40"), fields)
    one = returned(workspace, kind="copy", additions=[beside], name="A.evw")
    two = returned(workspace, kind="copy", additions=[home, below], name="B.evw")
    plan = planned(workspace, one, two)
    (item,) = plan.undecided()
    assert item.state is State.CONFLICT
    item.decision = Decision(
        "theirs", next(n for n, a in enumerate(item.answers) if (a.file == 0) == (taken == "beside"))
    )
    apply(workspace, plan)
    (criterion,) = workspace.tree.of_kind("criterion")
    assert (criterion.parent == ids["section"]) == (taken == "beside")
    assert {entry.new.get("b:40", criterion.id) for entry in merged(workspace)} == {criterion.id}
    assert any("b:40" in entry.new for entry in merged(workspace))


def test_a_contribution_without_words_arrives_too(made):
    workspace, ids = made
    new = Addition(NewNode("contribution", ids["response"], "b:40"), {"unit": "GENDER"})
    merge(workspace, returned(workspace, kind="copy", additions=[new]))
    (found,) = workspace.tree.of_kind("contribution")
    assert found["unit"] == "GENDER"


def test_what_an_undone_merge_brought_never_comes_back_with_something_else(made):
    workspace, ids = made
    added = Addition(NewNode("action", ids["response"], "row 1"), {"description": "Do it"})
    merge(workspace, returned(workspace, additions=[added], name="A.xlsx"))
    (new,) = merged(workspace)[0].new.values()
    later = workspace.tree.copy()
    workspace.undo()
    file = returned(workspace, claim(new, "status", None, "implemented"), base=later, name="B.xlsx")
    plan = planned(workspace, file)
    plan.items[0].decision = Decision("theirs")
    apply(workspace, plan)
    assert [node.id for node in workspace.tree.of_kind("action")] == [ids["action"], new]


@pytest.mark.parametrize(
    ("kind", "label"), [("sheet", "Merge A.xlsx"), ("draft", "Merge A.xlsx"), ("matrix", "Import A.xlsx")]
)
def test_the_step_says_what_was_done_with_the_file(made, kind, label):
    workspace, ids = made
    apply(
        workspace,
        planned(
            workspace, returned(workspace, claim(ids["action"], "status", None, "implemented"), kind=kind)
        ),
    )
    assert workspace.undo_step.label == label
