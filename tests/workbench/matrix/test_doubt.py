"""What may or may not be the same thing is asked, and asked again until somebody says so."""

import pytest

from tests.workbench.matrix.building import nodes, taken, write_xlsx
from workbench.exchange import dump
from workbench.matrix import read_matrix
from workbench.merging.items import KEEP, Decision, State

HEAD = ("No.", "Recommendation", "Accepted?", "Comments", "Action", "Status", "Remarks")
STRANGER = (1, "Paint the quay", "Yes", "We agree.", "Buy paint", "Ongoing", "Soon")


@pytest.fixture
def matrix(tmp_path):
    """Write a matrix with these rows, each time another file under another name."""
    count = iter(range(1000))

    def write(*rows):
        number = next(count)
        return write_xlsx(tmp_path / f"m{number}.xlsx", {"Matrix": [HEAD, *rows], "Other": [[number]]})

    return write


@pytest.fixture
def bring(evaluated):
    """Import a matrix on the first evaluation, whose first recommendation reads quite differently."""
    workspace, evaluation = evaluated

    def brought(path, decide=None):
        return taken(workspace, read_matrix(path, workspace, evaluation), decide)

    return brought


def take_all(made):
    for item in made.items:
        item.decision = Decision("theirs")


def keep_all(made):
    for item in made.items:
        item.decision = KEEP


def take_first(made):
    made.items[0].decision = Decision("theirs")


@pytest.mark.parametrize("is_same_file", [True, False])
def test_a_doubtful_recommendation_is_asked_again_for_ever(evaluated, bring, matrix, is_same_file):
    workspace, _ = evaluated
    before, path = dump(workspace.snapshot()), matrix(STRANGER)
    asked = bring(path)
    for _ in range(3):
        again = bring(path if is_same_file else matrix(STRANGER))
        assert [(item.key, item.state) for item in again] == [(item.key, State.ASKED) for item in asked]
    assert dump(workspace.snapshot()) == before


def test_what_was_not_decided_of_a_doubtful_recommendation_stays_asked(bring, matrix):
    bring(matrix(STRANGER), take_first)
    again = bring(matrix(STRANGER, (3, "Wash", None, None, None, None, None)))
    assert {item.state for item in again if item.kind == "value"} == {State.ASKED}


def test_a_doubtful_recommendation_that_was_taken_is_asked_no_more(bring, matrix):
    bring(matrix(STRANGER), take_all)
    assert bring(matrix(STRANGER, (3, "Wash", None, None, None, None, None)))[0].kind == "new"
    [item] = bring(matrix((*STRANGER[:5], "Done", "Soon")))
    assert (item.field, item.state) == ("status", State.CHANGE)


def test_a_doubtful_recommendation_that_was_refused_is_asked_only_of_what_changed(bring, matrix):
    bring(matrix(STRANGER), keep_all)
    again = bring(matrix((*STRANGER[:3], "We agree at last.", *STRANGER[4:])))
    assert [(item.field, item.state) for item in again] == [("text", State.ASKED)]


def test_an_action_in_the_same_place_with_words_in_common_is_asked(evaluated, bring, matrix):
    workspace, _ = evaluated
    bring(matrix(STRANGER), take_all)
    reworded = (*STRANGER[:4], "Buy paint that lasts for a hundred years", *STRANGER[5:])
    for _ in range(2):
        [item] = bring(matrix(reworded))
        assert (item.field, item.state) == ("description", State.ASKED)
        doubt = item.answers[0].doubt
        assert doubt.pattern == "The action “{0}” reads differently in the matrix now; is it the same one?"
        assert doubt.values == ("Buy paint",)
    assert [node["description"] for node in nodes(workspace, "action")] == ["Buy paint"]
    bring(matrix(reworded), take_all)
    assert [node["description"] for node in nodes(workspace, "action")] == [reworded[4]]


def test_an_action_with_few_words_in_common_is_a_new_one(evaluated, bring, matrix):
    workspace, _ = evaluated
    bring(matrix(STRANGER), take_all)
    bring(matrix((*STRANGER[:4], "Hire forty painters from the islands", *STRANGER[5:])))
    assert len(nodes(workspace, "action")) == 2
