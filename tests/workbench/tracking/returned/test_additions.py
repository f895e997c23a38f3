"""New rows of the sheet Actions, and the same sheet coming back again and again."""

import datetime

import pytest

from tests.workbench.tracking.returned.test_base import NOWHERE
from tests.workbench.tracking.returned.test_identity import say
from tests.workbench.tracking.returned.test_rows import codes
from workbench.merging.applying import apply
from workbench.merging.claims import NewNode
from workbench.merging.items import Decision
from workbench.merging.planning import plan
from workbench.merging.records import merged
from workbench.tracking.returned import read_sheet

REFERENCE = "RG.1 I-3"


def only(returned):
    (addition,) = returned.additions
    return addition


def merge(office, *returns, **decisions):
    """Merge what came back, taking everything that is asked and can be, unless told otherwise."""
    workspace = office.workspace
    made = plan(workspace.tree, workspace.point, returns, merged(workspace))
    for item in made.items:
        if item.decision is None:
            usual = Decision("theirs" if item.answers[0].raw is None else "ours")
            item.decision = decisions.get("decide", usual)
    apply(workspace, made)
    return [action["description"] for action in workspace.tree.of_kind("action")]


def test_a_new_row_is_an_action_under_its_recommendation(office, sheet):
    row = sheet.new_action(
        reference=REFERENCE,
        description="Count *fish*\n• twice",
        due=datetime.datetime(2027, 6, 30),
        status="in progress",
    )
    returned = office.read(sheet)
    addition = only(returned)
    assert (addition.node.kind, addition.node.parent) == ("action", office.place(3))
    assert addition.fields == {
        "description": "Count \\*fish\\*\n\n- twice",
        "due": "2027-06-30",
        "status": "in_progress",
        "responsible_unit": "POLICY",
    }
    assert (addition.after, addition.doubt) == ("end", "")
    assert (addition.place.sheet, addition.place.row) == ("Actions", row)
    assert returned.problems == []


def test_a_new_row_without_a_response_yet_makes_one(office, sheet):
    sheet.new_action(reference="RG.1 I-5", description="Meet twice")
    assert only(office.read(sheet)).node.parent == NewNode("response", office.recommendations[4])


def test_another_responsible_unit_is_kept(office, sheet):
    sheet.new_action(reference=REFERENCE, description="Count fish", responsible_unit="FIELD")
    assert only(office.read(sheet)).fields["responsible_unit"] == "FIELD"


@pytest.mark.parametrize("reference", ["rg.1 i-3", " RG.1  I–3 ", "I-3"])
def test_a_reference_typed_in_another_way_is_known(office, sheet, reference):
    sheet.new_action(reference=reference, description="Count fish")
    assert only(office.read(sheet)).node.parent == office.place(3)


@pytest.mark.parametrize(("reference", "doubt"), [(None, "names no recommendation"), ("No. 3", "“No. 3”")])
def test_a_row_without_a_known_reference_is_asked_about(office, sheet, reference, doubt):
    sheet.new_action(reference=reference, description="Count fish")
    addition = only(office.read(sheet))
    assert addition.node.parent == 0
    assert doubt in addition.doubt


def test_a_row_with_only_a_reference_says_nothing(office, sheet):
    sheet.new_action(reference=REFERENCE)
    returned = office.read(sheet)
    assert (returned.additions, returned.problems) == ([], [])


def test_a_row_with_only_a_text_for_reference_is_told(office, sheet):
    sheet.new_action(reference="Please call us")
    returned = office.read(sheet)
    assert returned.additions == []
    (problem,) = returned.problems
    assert (problem.code, "“Please call us”" in problem.message) == ("unknown-row", True)


def test_what_is_not_understood_in_a_new_row_is_claimed_with_its_doubt(office, sheet):
    sheet.new_action(reference=REFERENCE, description="Count fish", due="next spring", progress="=A1")
    returned = office.read(sheet)
    assert only(returned).fields == {"description": "Count fish", "responsible_unit": "POLICY"}
    doubts = {claim.field: claim.doubt for claim in returned.claims}
    assert "Due says “next spring”" in doubts["due"]
    assert "the formula “=A1”" in doubts["progress"]


def test_a_description_that_is_not_understood_is_a_doubt_of_the_row_too(office, sheet):
    sheet.new_action(reference=REFERENCE, description="=A1", due="2027-06-30")
    returned = office.read(sheet)
    assert "the formula “=A1”" in only(returned).doubt
    assert [claim.raw for claim in returned.claims] == ["=A1"]


def test_a_row_far_below_and_one_without_its_mark_are_new_too(office, sheet):
    sheet.type("Actions", 200, "recommendation.reference", REFERENCE)
    sheet.type("Actions", 200, "action.description", "Count fish")
    row = sheet.new_action(reference=REFERENCE, description="Feed fish")
    sheet.type("Actions", row, "action.number", None)
    assert len(office.read(sheet).additions) == 2


def test_a_copied_row_marked_as_new_is_new(office, sheet):
    actions = sheet["Actions"]
    values = [cell.value for cell in actions[sheet.row("Actions", "Mend dams")]]
    actions.append(values)
    sheet.type("Actions", actions.max_row, "action.number", "new")
    sheet.type("Actions", actions.max_row, "action.description", "Mend bridges")
    returned = office.read(sheet)
    assert only(returned).fields["description"] == "Mend bridges"
    assert (returned.claims, returned.problems) == ([], [])


def test_a_number_given_to_a_new_row_is_told(office, sheet):
    row = sheet.new_action(reference=REFERENCE, description="Count fish")
    sheet.type("Actions", row, "action.number", "3 (late)")
    returned = office.read(sheet)
    assert only(returned).fields["description"] == "Count fish"
    (problem,) = returned.problems
    assert (problem.code, "“3 (late)”" in problem.message) == ("locked-cell", True)


def test_a_new_row_beside_a_strange_id_is_new(office, sheet):
    """Sorting only the visible columns leaves the ids of actions beside new rows."""
    sheet.new_action(reference=REFERENCE, description="Another thing")
    columns = [column for column in range(1, sheet["Actions"].max_column + 1) if column != 2]
    sheet.sort("Actions", "action.description", columns)
    returned = office.read(sheet)
    assert only(returned).fields["description"] == "Another thing"
    assert (returned.claims, returned.problems) == ([], [])


def test_the_same_new_row_twice_is_one_action(office, sheet):
    for _ in range(2):
        sheet.new_action(reference=REFERENCE, description="Count fish")
    returned = office.read(sheet)
    assert only(returned).fields["description"] == "Count fish"
    assert codes(returned) == ["double-row"]


def test_rows_that_share_only_a_description_are_two_actions(office, sheet):
    for unit in ("POLICY", "FIELD"):
        sheet.new_action(reference=REFERENCE, description="Count fish", responsible_unit=unit)
    returned = office.read(sheet)
    assert len({addition.node for addition in returned.additions}) == 2
    assert returned.problems == []


def test_a_new_row_that_says_what_an_action_says_already_is_asked_about(office, sheet):
    sheet.new_action(reference="RG.1 I-1", description="Mend dams")
    assert "already" in only(office.read(sheet)).doubt


def test_new_rows_of_a_sheet_from_elsewhere(office, sheet):
    say(sheet, "journal_point", NOWHERE)
    sheet.new_action(reference=REFERENCE, description="Count fish")
    assert only(office.read(sheet)).node.parent == office.place(3)


# The same sheet again ------------------------------------------------------------------------


def test_two_files_with_the_same_new_row_mean_the_same_node(office, sheet):
    row = sheet.new_action(reference=REFERENCE, description="Count fish")
    first = only(office.read(sheet)).node
    sheet.type("Actions", row, "action.due", datetime.datetime(2027, 1, 1))
    sheet["Actions"].insert_rows(3)
    second = only(office.read(sheet)).node
    assert first == second


def test_the_same_sheet_saved_again_doubles_nothing(office, sheet):
    sheet.new_action(reference=REFERENCE, description="Count fish", due="next spring")
    before = merge(office, office.read(sheet))
    sheet.type("Response", REFERENCE, "response.reason", "Another file now")
    returned = office.read(sheet)
    assert [claim.field for claim in returned.claims] == ["reason"]
    assert returned.additions == []
    assert merge(office, returned) == before


def test_a_new_row_changed_after_it_was_merged_is_a_conflict_with_its_action(office, sheet):
    row = sheet.new_action(reference=REFERENCE, description="Count fish in the lake", due="2027-03-31")
    merge(office, office.read(sheet))
    action = office.action("Count fish in the lake")
    sheet.type("Actions", row, "action.due", "2027-09-30")
    sheet.type("Actions", row, "action.progress", "Half of them")
    returned = office.read(sheet)
    assert returned.additions == []
    assert [(claim.target, claim.field, claim.base, claim.theirs) for claim in returned.claims] == [
        (action, "due", None, "2027-09-30"),
        (action, "progress", None, "Half of them"),
    ]
    made = plan(office.tree, office.workspace.point, [returned], merged(office.workspace))
    assert {item.field: item.state.value for item in made.items} == {"due": "conflict", "progress": "change"}


def test_a_reworded_new_row_is_asked_about_with_all_it_says(office, sheet):
    row = sheet.new_action(reference=REFERENCE, description="Count fish in the lake")
    merge(office, office.read(sheet))
    action = office.action("Count fish in the lake")
    for description in ("Count fish in the lakes", "Count fish in lakes"):
        sheet.type("Actions", row, "action.description", description)
        sheet.type("Actions", row, "action.progress", f"Begun: {description}")
        returned = office.read(sheet)
        assert {claim.target for claim in returned.claims} == {action}
        assert len(returned.claims) == sum("reworded" in claim.doubt for claim in returned.claims) == 2
        merge(office, returned)
        assert office.tree[action]["description"] == description
        made = plan(office.tree, office.workspace.point, [office.read(sheet)], merged(office.workspace))
        assert made.items == []


def test_what_nobody_decided_of_a_new_row_is_asked_again(office, sheet):
    """With the very same file, and with another one that says the same."""
    row = sheet.new_action(reference=REFERENCE, description="Count fish in the lake")
    merge(office, office.read(sheet))
    sheet.type("Actions", row, "action.description", "Count fish in the lakes")
    sheet.type("Response", REFERENCE, "response.reason", "Too few")
    path, keys = sheet.save(), []
    for _ in range(2):
        returned = read_sheet(path, office.workspace)
        made = plan(office.tree, office.workspace.point, [returned], merged(office.workspace))
        keys.append([item.key for item in made.items if item.decision is None])
        apply(office.workspace, made)
    assert keys == [[f"{office.action('Count fish in the lake')}.description"]] * 2
    sheet.type("Response", REFERENCE, "response.reason", "Far too few")
    assert "reworded" in office.read(sheet).claims[-1].doubt


def test_a_return_to_what_a_row_said_before_is_a_conflict(office, sheet):
    row = sheet.new_action(reference=REFERENCE, description="Count fish", due="2027-03-31")
    for due in ("2027-03-31", "2027-09-30"):
        sheet.type("Actions", row, "action.due", due)
        merge(office, office.read(sheet))
    sheet.type("Actions", row, "action.due", "2027-03-31")
    sheet.type("Response", REFERENCE, "response.cleared_by", "Another file")
    due = next(claim for claim in office.read(sheet).claims if claim.field == "due")
    assert (due.target, due.base, due.theirs) == (office.action("Count fish"), None, "2027-03-31")


def test_what_was_changed_here_after_merging_is_no_change_of_the_sheet(office, sheet):
    sheet.new_action(reference=REFERENCE, description="Count fish")
    merge(office, office.read(sheet))
    with office.workspace.edit("Since") as editor:
        editor.set(office.action("Count fish"), "description", "Count all fish")
    returned = office.read(sheet)
    assert (returned.claims, returned.additions) == ([], [])


def test_a_row_added_in_the_place_of_another_is_a_new_action(office, sheet):
    row = sheet.new_action(reference=REFERENCE, description="Count fish")
    merge(office, office.read(sheet))
    sheet.type("Actions", row, "action.description", "Hold a conference on ropes")
    assert only(office.read(sheet)).fields["description"] == "Hold a conference on ropes"


def test_two_similar_rows_stay_two_actions(office, sheet):
    sheet.new_action(reference=REFERENCE, description="Count fish in the north")
    merge(office, office.read(sheet))
    sheet.new_action(reference=REFERENCE, description="Count fish in the south")
    returned = office.read(sheet)
    assert only(returned).fields["description"] == "Count fish in the south"
    assert returned.claims == []


def test_a_row_that_names_another_recommendation_now_is_asked_about(office, sheet):
    row = sheet.new_action(reference=REFERENCE, description="Count fish")
    merge(office, office.read(sheet))
    sheet.type("Actions", row, "recommendation.reference", "RG.1 I-4")
    addition = only(office.read(sheet))
    assert addition.node.parent == office.place(4)
    assert "another recommendation" in addition.doubt


def test_a_row_placed_by_a_person_is_known_when_it_names_its_recommendation(office, sheet):
    row = sheet.new_action(description="Count fish")
    merge(office, office.read(sheet), decide=Decision("edited", value=office.recommendations[2]))
    sheet.type("Actions", row, "recommendation.reference", REFERENCE)
    returned = office.read(sheet)
    assert (returned.claims, returned.additions) == ([], [])


def test_an_action_removed_here_after_merging(office, sheet):
    row = sheet.new_action(reference=REFERENCE, description="Count fish")
    merge(office, office.read(sheet))
    with office.workspace.edit("Since") as editor:
        editor.remove(office.action("Count fish"))
    sheet.type("Response", REFERENCE, "response.reason", "Another file now")
    assert office.read(sheet).additions == []
    sheet.type("Actions", row, "action.due", "2027-09-30")
    assert "removed here" in only(office.read(sheet)).doubt


def test_the_same_new_row_in_sheets_of_two_points_is_one_action(office, sheet):
    with office.workspace.edit("Since") as editor:
        editor.set(office.paper, "title", "Great rivers")
    later = office.send("POLICY")
    for one in (sheet, later):
        one.new_action(reference=REFERENCE, description="Count fish")
    returns = [office.read(sheet), office.read(later)]
    assert only(returns[0]).node == only(returns[1]).node
    assert merge(office, *returns).count("Count fish") == 1
    later.new_action(reference=REFERENCE, description="Feed fish")
    assert only(office.read(later)).fields["description"] == "Feed fish"


def test_the_same_new_row_in_a_later_merge_of_another_point_is_one_action(office, sheet):
    with office.workspace.edit("Since") as editor:
        editor.set(office.paper, "title", "Great rivers")
    later = office.send("POLICY")
    sheet.new_action(reference=REFERENCE, description="Count fish")
    later.new_action(reference=REFERENCE, description="Count fish", progress="Begun")
    merge(office, office.read(sheet))
    returned = office.read(later)
    assert returned.additions == []
    assert [(claim.target, claim.field) for claim in returned.claims] == [
        (office.action("Count fish"), "progress")
    ]


def test_a_new_row_beside_the_action_it_became_is_another_one_and_asked_about(office, sheet):
    sheet.new_action(reference=REFERENCE, description="Count fish")
    merge(office, office.read(sheet))
    later = office.send("POLICY")
    later.new_action(reference=REFERENCE, description="Count fish")
    first = only(office.read(later))
    assert "already" in first.doubt
    assert merge(office, office.read(later)).count("Count fish") == 2
    later.type("Response", REFERENCE, "response.cleared_by", "Another file")
    returned = office.read(later)
    assert returned.additions == []
    assert {claim.field for claim in returned.claims} == {"cleared_by"}


def test_more_new_rows_than_anybody_types_are_asked_about(office, sheet):
    for number in range(600):
        row = 100 + number
        sheet.type("Actions", row, "recommendation.reference", REFERENCE)
        sheet.type("Actions", row, "action.description", f"Count fish in lake {number}")
    additions = office.read(sheet).additions
    assert len(additions) == sum("600 new actions" in addition.doubt for addition in additions) == 600


def test_after_undo_the_row_is_new_again(office, sheet):
    sheet.new_action(reference=REFERENCE, description="Count fish")
    merge(office, office.read(sheet))
    office.workspace.undo()
    addition = only(office.read(sheet))
    assert (addition.fields["description"], addition.doubt) == ("Count fish", "")


def test_another_units_rows_are_not_ours(office, sheet):
    sheet.new_action(reference=REFERENCE, description="Count fish")
    merge(office, office.read(sheet))
    field = office.send("FIELD")
    field.new_action(reference=REFERENCE, description="Feed fish")
    assert only(office.read(field)).fields["responsible_unit"] == "FIELD"


@pytest.mark.parametrize("rows", [[], {"key": {"strange": 1}}, {"key": None}])
def test_what_another_version_remembered_says_nothing(office, sheet, rows):
    sheet.new_action(reference=REFERENCE, description="Count fish")
    returned = office.read(sheet)
    returned.memory["rows"] = rows
    merge(office, returned)
    assert "already" in only(office.read(sheet)).doubt


def test_new_rows_are_remembered_as_json(office, sheet):
    import json

    sheet.new_action(reference=REFERENCE, description="Count fish", due="next spring")
    returned = office.read(sheet)
    assert json.loads(json.dumps(returned.memory)) == returned.memory
    assert list(returned.memory["rows"]) == [only(returned).node.key]


def doubtful_row(office, sheet):
    """A new row whose date can be two days, read back."""
    sheet.new_action(reference=REFERENCE, description="Count fish", due="03/04/2027", status="in progress")
    return office.read(sheet)


def planned(office, *returns):
    workspace = office.workspace
    return plan(workspace.tree, workspace.point, returns, merged(workspace))


def the_same_again(office, sheet):
    return planned(office, read_sheet(sheet.path, office.workspace))


def new_action(office):
    return office.tree[office.action("Count fish")]


def test_an_uncertain_value_of_a_new_row_is_asked_by_itself(office, sheet):
    returned = doubtful_row(office, sheet)
    addition = only(returned)
    assert (addition.doubt, "due" in addition.fields) == ("", False)
    (claim,) = returned.claims
    assert (claim.target, claim.field, claim.raw) == (addition.node, "due", "03/04/2027")
    assert claim.place.column == "Due"
    made = planned(office, returned)
    assert [(item.kind, item.state.value) for item in made.items] == [("new", "change"), ("value", "asked")]


def test_an_uncertain_value_of_a_new_row_can_be_given(office, sheet):
    made = planned(office, doubtful_row(office, sheet))
    made.items[1].decision = Decision("edited", value="2027-04-03")
    apply(office.workspace, made)
    assert (new_action(office)["due"], new_action(office)["status"]) == ("2027-04-03", "in_progress")
    assert the_same_again(office, sheet).files[0].is_settled


def test_an_uncertain_value_of_a_new_row_stays_open_until_it_is_answered(office, sheet):
    apply(office.workspace, planned(office, doubtful_row(office, sheet)))
    assert new_action(office)["due"] is None
    made = the_same_again(office, sheet)
    (item,) = made.items
    assert (item.target, item.field, item.answers[0].raw) == (new_action(office).id, "due", "03/04/2027")
    item.decision = Decision("edited", value="2027-04-03")
    apply(office.workspace, made)
    assert new_action(office)["due"] == "2027-04-03"
    assert the_same_again(office, sheet).files[0].is_settled


def test_an_open_value_of_a_new_row_is_asked_when_the_sheet_comes_in_another_file(office, sheet):
    apply(office.workspace, planned(office, doubtful_row(office, sheet)))
    sheet.type("Response", REFERENCE, "response.reason", "Few.")
    (item,) = (item for item in planned(office, office.read(sheet)).items if item.field == "due")
    assert (item.target, item.answers[0].raw) == (new_action(office).id, "03/04/2027")


@pytest.mark.parametrize("decision", [None, Decision("ours")])
def test_a_value_of_a_new_row_waits_or_goes_with_its_row(office, sheet, decision):
    made = planned(office, doubtful_row(office, sheet))
    made.items[0].decision = decision
    made.items[1].decision = Decision("edited", value="2027-04-03")
    apply(office.workspace, made)
    assert "Count fish" not in [action["description"] for action in office.tree.of_kind("action")]
    again = the_same_again(office, sheet)
    assert len(again.items) == (2 if decision is None else 0)


def test_a_value_of_a_new_row_that_was_removed_here_is_asked_no_more(office, sheet):
    apply(office.workspace, planned(office, doubtful_row(office, sheet)))
    with office.workspace.edit("Remove") as editor:
        editor.remove(office.action("Count fish"))
    assert the_same_again(office, sheet).items == []


def test_an_open_value_is_asked_by_its_own_file_alone_after_the_action_was_away(office, sheet):
    first = doubtful_row(office, sheet)
    apply(office.workspace, planned(office, first))
    with office.workspace.edit("Remove") as editor:
        editor.remove(office.action("Count fish"))
    sheet.type("Response", REFERENCE, "recommendation.headline", "Other words")
    made = planned(office, office.read(sheet))
    assert made.items == []
    apply(office.workspace, made)
    office.workspace.undo()
    assert the_same_again(office, sheet).items == []
    (item,) = planned(office, first).items
    assert (item.target, item.field) == (new_action(office).id, "due")


def test_a_value_declined_before_its_row_was_decided_is_asked_no_more(office, sheet):
    made = planned(office, doubtful_row(office, sheet))
    made.items[0].decision, made.items[1].decision = None, Decision("ours")
    apply(office.workspace, made)
    (item,) = the_same_again(office, sheet).items
    assert item.kind == "new"


def test_an_uncertain_value_of_a_row_without_a_recommendation_goes_where_the_row_goes(office, sheet):
    sheet.new_action(description="Count fish", due="03/04/2027")
    made = planned(office, office.read(sheet))
    made.items[0].decision = Decision("edited", value=office.recommendations[2])
    made.items[1].decision = Decision("edited", value="2027-04-03")
    apply(office.workspace, made)
    assert new_action(office)["due"] == "2027-04-03"
    assert new_action(office).parent == office.response(3)
