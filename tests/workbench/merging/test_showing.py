"""What a person reads of a plan."""

import pytest

from tests.workbench.merging.building import claim, new_workspace, planned, response_of, returned
from workbench.merging.claims import Addition, Move, NewNode, Removal
from workbench.merging.showing import NOTHING, REMOVED, Showing


@pytest.fixture
def made(tmp_path):
    workspace, ids = new_workspace(tmp_path / "W.evw")
    yield workspace, ids
    workspace.close()


def shown(workspace, *returns):
    """Return place, what, ours and theirs of every item."""
    plan = planned(workspace, *returns)
    showing = Showing(workspace.snapshot(), plan)
    return [
        (showing.place(i), showing.what(i), showing.ours(i), showing.theirs(i, i.answers[0]).text)
        for i in plan.items
    ]


def test_values_are_shown_as_people_know_them(made):
    workspace, ids = made
    file = returned(
        workspace,
        claim(ids["response"], "acceptance", None, "partially_accepted"),
        claim(ids["action"], "due", None, None, raw="Q4 2026", doubt="Which day?"),
        claim(NewNode("contribution", response_of(ids["second"]), "GENDER"), "text", None, "*More*"),
    )
    assert shown(workspace, file) == [
        ("GB.1 I-1", "Acceptance", NOTHING, "Partially accepted"),
        ("GB.1 I-1", "Due (action 1, SKILLS)", NOTHING, "Q4 2026"),
        ("GB.1 I-2", "Our contribution (GENDER)", NOTHING, "More"),
    ]


def test_what_was_removed_here_keeps_its_name(made):
    workspace, ids = made
    file = returned(workspace, claim(ids["action"], "status", None, "implemented"))
    with workspace.edit("Remove") as editor:
        editor.remove(ids["first"])
    assert shown(workspace, file) == [
        ("GB.1 I-1", "Status (action 1, SKILLS)", REMOVED, "Implemented"),
    ]


def test_new_moved_and_removed_nodes_say_what_and_where(made):
    workspace, ids = made
    third = Addition(NewNode("recommendation", ids["section"], "b:9"), {"headline": "Third"})
    below = Addition(NewNode("footnote", third.node, "b:10"), {"text": "Note"})
    file = returned(
        workspace,
        kind="copy",
        additions=[third, below],
        moves=[Move(ids["second"], ids["section"], None)],
        removals=[Removal(ids["response"])],
    )
    assert shown(workspace, file) == [
        (
            "Part I › Section “Recommendations”",
            "New recommendation",
            NOTHING,
            "Recommendation: Third\nFootnote: Note",
        ),
        ("GB.1 I-2", "Recommendation moved", "The second one", "(first below “Section”)"),
        ("GB.1 I-1", "Office response removed", "We agree.", "(removed)\n… and 1 more below it"),
    ]


def test_an_action_without_a_recommendation_is_to_be_placed(made):
    workspace, _ = made
    lost = Addition(NewNode("action", 0, "row 1"), {"description": "Do it"}, doubt="No reference.")
    assert shown(workspace, returned(workspace, additions=[lost])) == [
        ("To be placed", "New action", NOTHING, "Action: Do it"),
    ]
