"""What changed here between sending and reading: answers follow recommendations, and lost parts are asked."""

import pytest

from tests.workbench.tracking.returned.test_additions import REFERENCE, merge, only
from workbench.merging.applying import apply
from workbench.merging.claims import NewNode
from workbench.merging.planning import key_of_said, plan
from workbench.merging.records import merged
from workbench.merging.showing import REMOVED, Showing

REASON = "response.reason"


def planned(office, *returns):
    return plan(office.tree, office.workspace.point, returns, merged(office.workspace))


@pytest.fixture
def filled(sheet):
    """A sheet with an answer, a change of an action and a new action, all of the first recommendation."""
    sheet.type("Response", "RG.1 I-1", REASON, "Too few")
    sheet.type("Actions", "Mend dams", "action.progress", "Half mended")
    sheet.new_action(reference="RG.1 I-1", description="Build dams")
    return sheet


def test_what_a_sheet_says_is_called_the_same_whatever_happened_here(office, filled):
    before = office.read(filled)
    with office.workspace.edit("Since") as editor:
        editor.move(office.response(1), office.recommendations[4])
        editor.insert(office.recommendations[0], "response", {"text": "Another one"})
        editor.remove(office.response(2))
    after = office.read(filled)
    for one, other in ((before.claims, after.claims), (before.additions, after.additions)):
        assert [key_of_said(said) for said in one] == [key_of_said(said) for said in other]


def test_an_answer_follows_its_recommendation_rather_than_the_moved_response(office, sheet):
    response = office.response(1)
    with office.workspace.edit("Since") as editor:
        editor.remove(office.response(2))
        editor.move(response, office.recommendations[1])
    sheet.type("Response", "RG.1 I-1", "response.acceptance", "Not accepted")
    (item,) = planned(office, office.read(sheet)).items
    assert (item.target, item.state.value) == (office.place(1), "conflict")


def test_everything_said_of_a_recommendation_removed_here_is_a_conflict(office, filled):
    recommendation, action = office.recommendations[0], office.action("Mend dams")
    response = office.response(1)
    with office.workspace.edit("Since") as editor:
        editor.remove(recommendation)
    returned = office.read(filled)
    assert returned.problems == []
    made = planned(office, returned)
    showing = Showing(office.workspace.snapshot(), made)
    assert [item.state.value for item in made.items] == ["conflict"] * 3
    assert {showing.ours(item) for item in made.items} == {REMOVED}
    assert {showing.place(item) for item in made.items} == {"RG.1 I-1"}
    made.decide_conflicts("theirs")
    apply(office.workspace, made)
    assert [node.id for node in office.tree.children(recommendation, "response")] == [response]
    assert (office.tree[response]["reason"], office.tree[response]["acceptance"]) == ("Too few", "accepted")
    assert office.tree[action]["progress"] == "Half mended"
    assert office.tree[office.action("Build dams")].parent == response


def test_an_answer_to_a_response_removed_here_is_a_conflict(office, sheet):
    with office.workspace.edit("Since") as editor:
        editor.remove(office.response(1))
    sheet.type("Response", "RG.1 I-1", "response.acceptance", "Not accepted")
    (item,) = planned(office, office.read(sheet)).items
    assert (item.target, item.base, item.state.value) == (office.place(1), "accepted", "conflict")


def test_what_is_new_under_a_response_removed_here_is_asked_about(office, filled):
    with office.workspace.edit("Since") as editor:
        editor.remove(office.response(1))
    returned = office.read(filled)
    doubts = {claim.field: claim.doubt for claim in returned.claims}
    assert "removed here" in doubts["reason"]
    assert "removed here" in only(returned).doubt


def test_answers_of_a_unit_that_leads_no_longer_are_asked_about(office, filled):
    with office.workspace.edit("Since") as editor:
        editor.set(office.recommendations[0], "lead_unit", "FIELD")
    returned = office.read(filled)
    answer, progress = returned.claims
    assert answer.doubt == "POLICY led this when the sheet was sent; FIELD leads it now."
    assert (progress.doubt, only(returned).doubt) == ("", "")


def test_everything_of_a_unit_without_a_share_any_more_is_asked_about(office, filled):
    filled.type("Response", "RG.1 I-5", "contribution.text", "We can host it.")
    with office.workspace.edit("Since") as editor:
        for recommendation in office.recommendations:
            editor.set(recommendation, "responsible_units", ("FIELD",))
    returned = office.read(filled)
    doubts = [claim.doubt for claim in returned.claims] + [only(returned).doubt]
    assert len(doubts) == 4
    assert sum("had a share" in doubt for doubt in doubts) == 3


def test_what_a_renamed_unit_adds_goes_by_its_present_name(office, sheet):
    unit = next(node for node in office.tree.of_kind("unit") if node["abbreviation"] == "POLICY")
    sheet.new_action(reference=REFERENCE, description="Count fish")
    sheet.new_action(reference=REFERENCE, description="Feed fish", responsible_unit="POLICY")
    sheet.type("Response", "RG.1 I-5", "contribution.text", "We can host it.")
    with office.workspace.edit("Since") as editor:
        editor.set(unit.id, "abbreviation", "POL")
        for recommendation in office.recommendations:
            units = office.tree[recommendation]["responsible_units"]
            editor.set(recommendation, "responsible_units", [u.replace("POLICY", "POL") for u in units])
        for action in list(office.tree.of_kind("action")):
            editor.set(action.id, "responsible_unit", "POL")
    returned = office.read(sheet)
    (claim,) = returned.claims
    assert (claim.target, claim.doubt) == (NewNode("contribution", office.place(5), "POL"), "")
    assert {addition.fields["responsible_unit"] for addition in returned.additions} == {"POL"}
    assert {addition.doubt for addition in returned.additions} == {""}


def test_a_unit_that_is_still_named_as_before_keeps_its_name(office, sheet):
    unit = next(node for node in office.tree.of_kind("unit") if node["abbreviation"] == "POLICY")
    sheet.type("Response", "RG.1 I-5", "contribution.text", "We can host it.")
    with office.workspace.edit("Since") as editor:
        editor.set(unit.id, "abbreviation", "POL")
    (claim,) = office.read(sheet).claims
    assert (claim.target.key, claim.doubt) == ("POLICY", "")


def test_sheets_merged_in_turn_double_nothing_though_a_response_was_moved(office, sheet):
    sheet.new_action(reference="RG.1 I-1", description="Build dams")
    merge(office, office.read(sheet))
    with office.workspace.edit("Since") as editor:
        editor.move(office.response(1), office.recommendations[4])
    sheet.type("Response", REFERENCE, REASON, "Another file")
    assert office.read(sheet).additions == []
