"""The same matrix again, changed or not: what it said before is the base, so nothing comes twice."""

import datetime
import subprocess

import openpyxl
import pytest

from tests.workbench.matrix.building import english, nodes, taken, word, write_xlsx
from workbench.exchange import dump
from workbench.matrix import Mapping, open_matrix, proposed, read_matrix
from workbench.merging.items import Decision, State

HEAD = ("No.", "Recommendation", "Accepted?", "Comments", "Action", "Due date", "Status", "Budget")
FIRST = (1, "Paint the quay", "Yes", "We agree.", "Buy paint", datetime.date(2026, 3, 1), "Ongoing", "USD 5")
SECOND = (2, "Sand the deck", "No", "Too dear.", None, None, None, None)


@pytest.fixture
def matrix(tmp_path):
    """Write a matrix with these rows under a new name each time."""
    count = iter(range(1000))

    def write(*rows, head=HEAD):
        return write_xlsx(tmp_path / f"m{next(count)}.xlsx", {"Matrix": [head, *rows]})

    return write


@pytest.fixture
def once(fresh, matrix):
    """A workspace that took in the first version of the matrix."""
    taken(fresh, read_matrix(matrix(FIRST, SECOND), fresh))
    return fresh


def changed(row, **cells):
    names = ("no", "recommendation", "accepted", "comments", "action", "due", "status", "budget")
    return tuple(cells.get(name, value) for name, value in zip(names, row, strict=True))


def brought(workspace, path, decide=None):
    return taken(workspace, read_matrix(path, workspace), decide)


@pytest.mark.parametrize(("make", "name"), [(english, "m.xlsx"), (word, "m.docx")])
def test_a_matrix_saved_again_changes_nothing(fresh, tmp_path, make, name):
    path = make(tmp_path / name)
    taken(fresh, read_matrix(path, fresh))
    before, batches = dump(fresh.snapshot()), len(fresh.history())
    make(tmp_path / f"again-{name}")
    returned = read_matrix(tmp_path / f"again-{name}", fresh)
    assert (returned.claims, returned.additions) == ([], [])
    taken(fresh, returned)
    assert dump(fresh.snapshot()) == before
    assert len(fresh.history()) == batches


def test_a_changed_cell_is_one_change(once, matrix):
    items = brought(once, matrix(changed(FIRST, status="Done"), SECOND))
    assert [(item.field, item.base, item.state) for item in items] == [
        ("status", "in_progress", State.CHANGE)
    ]
    assert nodes(once, "action")[0]["status"] == "implemented"


def test_a_cell_changed_there_and_here_is_a_conflict(once, matrix):
    with once.edit("By hand") as editor:
        editor.set(nodes(once, "response")[0].id, "text", "We agree in full.")
    items = brought(once, matrix(changed(FIRST, comments="We agree at last."), SECOND))
    assert [(item.field, item.base, item.ours, item.state) for item in items] == [
        ("text", "We agree.", "We agree in full.", State.CONFLICT)
    ]
    assert nodes(once, "response")[0]["text"] == "We agree in full."


def test_a_cell_changed_here_only_stays(once, matrix):
    with once.edit("By hand") as editor:
        editor.set(nodes(once, "response")[0].id, "text", "We agree in full.")
    assert brought(once, matrix(FIRST, SECOND, (3, "Wash the sails"))) != []
    assert nodes(once, "response")[0]["text"] == "We agree in full."


def test_emphasis_given_here_stays_on_words_that_the_matrix_did_not_touch(once, matrix):
    with once.edit("By hand") as editor:
        editor.set(nodes(once, "recommendation")[0].id, "headline", "Paint the **quay**")
    items = brought(once, matrix(changed(FIRST, recommendation="Paint the quay twice"), SECOND))
    assert [item.state for item in items] == [State.CHANGE]
    assert nodes(once, "recommendation")[0]["headline"] == "Paint the **quay** twice"


def test_a_new_row_is_one_new_recommendation(once, matrix):
    items = brought(
        once, matrix(FIRST, SECOND, (3, "Wash the sails", None, None, "Buy soap", None, None, None))
    )
    assert [(item.kind, item.node_kind) for item in items] == [("new", "recommendation")]
    assert [node["headline"] for node in nodes(once, "recommendation")][2:] == ["Wash the sails"]
    assert nodes(once, "action")[1]["description"] == "Buy soap"


def test_a_new_action_is_one_new_action(once, matrix):
    more = (None, None, None, None, "Hire painters", None, None, None)
    items = brought(once, matrix(FIRST, more, SECOND))
    assert [(item.kind, item.node_kind) for item in items] == [("new", "action")]
    assert [node["description"] for node in nodes(once, "action")] == ["Buy paint", "Hire painters"]


def test_a_reworded_action_is_the_same_action(once, matrix):
    items = brought(once, matrix(changed(FIRST, action="Buy better paint"), SECOND))
    assert [(item.kind, item.field) for item in items] == [("value", "description")]
    assert [node["description"] for node in nodes(once, "action")] == ["Buy better paint"]


def test_rows_in_another_order_are_the_same_rows(once, matrix):
    assert brought(once, matrix(SECOND, FIRST)) == []


def test_a_reference_that_became_text_is_the_same(once, matrix):
    assert brought(once, matrix(changed(FIRST, no="1"), changed(SECOND, no="Rec. 2"))) == []


def test_a_recommendation_reworded_there_is_found_by_its_reference(once, matrix):
    items = brought(once, matrix(changed(FIRST, recommendation="Varnish everything that floats"), SECOND))
    assert [(item.field, item.state) for item in items] == [("headline", State.CHANGE)]


def test_a_recommendation_is_found_although_it_is_quite_another_text_here_by_now(once, matrix):
    with once.edit("By hand") as editor:
        editor.set(nodes(once, "recommendation")[0].id, "headline", "Something else altogether")
    assert brought(once, matrix(FIRST, SECOND)) == []


def test_rows_that_are_gone_are_told_and_nothing_is_removed(once, matrix):
    returned = read_matrix(matrix(changed(FIRST, action=None, due=None, status=None)), once)
    assert [problem.code for problem in returned.problems] == ["action-gone", "recommendation-gone"]
    assert taken(once, returned) == []
    assert len(nodes(once, "recommendation")) == 2
    assert len(nodes(once, "action")) == 1


def test_rows_that_were_gone_and_come_back_are_known(once, matrix):
    brought(once, matrix(FIRST))
    assert brought(once, matrix(FIRST, SECOND)) == []


def test_a_cell_that_was_emptied_is_asked(once, matrix):
    items = brought(once, matrix(changed(FIRST, comments=None), SECOND))
    assert [(item.field, item.state) for item in items] == [("text", State.ASKED)]
    assert nodes(once, "response")[0]["text"] == "We agree."


def test_a_column_that_is_gone_says_nothing(once, matrix):
    short = [row[:-1] for row in (HEAD, FIRST, SECOND)]
    assert [item.state for item in brought(once, matrix(*short[1:], head=short[0]))] == []


def test_notes_follow_the_matrix_and_leave_others_alone(once, matrix):
    with once.edit("By hand") as editor:
        editor.set(nodes(once, "recommendation")[0].id, "notes", "Budget: USD 5\n\nMy own")
    brought(once, matrix(changed(FIRST, budget="USD 7"), SECOND))
    assert nodes(once, "recommendation")[0]["notes"] == "My own\n\nBudget: USD 7"


def test_a_note_deleted_here_does_not_come_back(once, matrix):
    with once.edit("By hand") as editor:
        editor.set(nodes(once, "recommendation")[0].id, "notes", None)
    assert brought(once, matrix(FIRST, SECOND, (3, "Wash"))) != []
    assert nodes(once, "recommendation")[0]["notes"] is None


def test_something_removed_here_stays_removed_unless_the_matrix_changed_it(once, matrix):
    with once.edit("By hand") as editor:
        editor.remove(nodes(once, "action")[0].id)
    assert brought(once, matrix(FIRST, SECOND)) == []
    items = brought(once, matrix(changed(FIRST, status="Done"), SECOND))
    assert [(item.field, item.state) for item in items] == [("status", State.CONFLICT)]
    assert nodes(once, "action") == []


def test_something_removed_here_and_changed_there_can_be_brought_back(once, matrix):
    with once.edit("By hand") as editor:
        editor.remove(nodes(once, "action")[0].id)
    brought(once, matrix(changed(FIRST, status="Done"), SECOND), lambda made: made.decide_conflicts("theirs"))
    assert [(node["description"], node["status"]) for node in nodes(once, "action")] == [
        ("Buy paint", "implemented")
    ]


def test_of_things_removed_at_different_times_one_that_cannot_come_back_is_told(once, matrix):
    for node in (nodes(once, "action")[0].id, nodes(once, "recommendation")[1].id):
        with once.edit("By hand") as editor:
            editor.remove(node)
    path = matrix(changed(FIRST, status="Done"), changed(SECOND, recommendation="Sand all decks"))
    returned = read_matrix(path, once)
    assert {item.state for item in taken(once, returned)} == {State.CONFLICT}
    assert len(returned.claims) == 2


def test_what_was_removed_before_something_else_came_cannot_come_back_with_it(once, matrix):
    with once.edit("By hand") as editor:
        editor.remove(nodes(once, "action")[0].id)
    brought(once, matrix(FIRST, SECOND, (3, "Wash the sails")))
    with once.edit("By hand") as editor:
        editor.remove(nodes(once, "recommendation")[2].id)
    path = matrix(changed(FIRST, status="Done"), SECOND, (3, "Wash all sails"))
    returned = read_matrix(path, once)
    assert [problem.code for problem in returned.problems] == ["removed-here"]
    assert [item.field for item in taken(once, returned)] == ["status"]


# What was decided ------------------------------------------------------------------------------


def keep_all_ours(made):
    for item in made.items:
        item.decision = Decision("ours")


def test_a_value_that_was_refused_is_not_offered_again_until_it_changes(once, matrix):
    brought(once, matrix(changed(FIRST, status="Done"), SECOND), keep_all_ours)
    assert brought(once, matrix(changed(FIRST, status="Done"), SECOND, (3, "Wash")))[0].kind == "new"
    items = brought(once, matrix(changed(FIRST, status="Not started"), SECOND))
    assert [(item.field, item.state) for item in items] == [("status", State.CONFLICT)]


def test_an_action_that_was_refused_is_not_offered_again_until_it_changes(once, matrix):
    more = (None, None, None, None, "Hire painters", None, "Open", None)
    brought(once, matrix(FIRST, more, SECOND), keep_all_ours)
    assert len(nodes(once, "action")) == 1
    assert brought(once, matrix(FIRST, more, SECOND)) == []
    items = brought(once, matrix(FIRST, changed(more, status="Done"), SECOND))
    assert [(item.kind, item.node_kind) for item in items] == [("new", "action")]


def test_a_conflict_left_open_is_met_again_in_the_next_version(once, matrix):
    with once.edit("By hand") as editor:
        editor.set(nodes(once, "response")[0].id, "text", "We agree in full.")
    there = changed(FIRST, comments="We agree at last.")
    brought(once, matrix(there, SECOND))
    items = brought(once, matrix(there, SECOND, (3, "Wash")))
    assert [(item.base, item.state) for item in items if item.field == "text"] == [
        ("We agree.", State.CONFLICT)
    ]


def test_a_conflict_left_open_is_met_again_in_the_same_file(once, matrix):
    with once.edit("By hand") as editor:
        editor.set(nodes(once, "response")[0].id, "text", "We agree in full.")
    path = matrix(changed(FIRST, comments="We agree at last."), SECOND)
    brought(once, path)
    assert [(item.field, item.state) for item in brought(once, path)] == [("text", State.CONFLICT)]


def test_an_emptied_cell_left_open_is_asked_again_in_the_same_file(once, matrix):
    path = matrix(changed(FIRST, comments=None), SECOND)
    brought(once, path)
    assert [(item.field, item.state) for item in brought(once, path)] == [("text", State.ASKED)]


def test_what_was_not_understood_and_refused_is_not_asked_again(once, matrix):
    brought(once, matrix(changed(FIRST, accepted="We will see"), SECOND), keep_all_ours)
    items = brought(once, matrix(changed(FIRST, accepted="We will see"), SECOND, (3, "Wash")))
    assert [item.kind for item in items] == ["new"]


def test_what_was_undone_counts_as_never_said(once, matrix):
    brought(once, matrix(changed(FIRST, status="Done"), SECOND))
    once.undo()
    items = brought(once, matrix(changed(FIRST, status="Done"), SECOND, (3, "Wash")))
    assert [item.field for item in items if item.kind == "value"] == ["status"]


def test_a_matrix_with_another_column_is_still_the_same_matrix(once, matrix):
    rows = [(*HEAD, "Evidence"), (*changed(FIRST, status="Done"), "A photograph"), (*SECOND, None)]
    items = brought(once, matrix(*rows[1:], head=rows[0]))
    assert {(item.field, item.state) for item in items} == {
        ("status", State.CHANGE),
        ("evidence", State.CHANGE),
    }


# The mapping -----------------------------------------------------------------------------------


def test_the_mapping_is_remembered_by_the_header(fresh, matrix):
    path = matrix(FIRST, SECOND)
    returned = read_matrix(path, fresh, mapping=Mapping({"Budget": "recommendation.resource_implication"}))
    taken(fresh, returned)
    later = open_matrix(matrix((*FIRST, "x"), head=(*HEAD, "Extra")))
    assert proposed(later, fresh).columns["Budget"] == "recommendation.resource_implication"
    assert proposed(later).columns["Budget"] == "note"


def test_another_header_is_guessed_anew(once, matrix):
    other = open_matrix(matrix(("Paint", "We do"), head=("Recommendation", "Response")))
    assert proposed(other, once).columns == {
        "Recommendation": "recommendation.headline",
        "Response": "response.text",
    }


def test_a_cell_typed_by_another_program_as_text_is_the_same(once, matrix):
    path = matrix(changed(FIRST, due="01 March 2026", no="1."), SECOND)
    book = openpyxl.load_workbook(path)
    assert isinstance(book.active["F2"].value, str)
    assert brought(once, path) == []


# Other programs ----------------------------------------------------------------------------------


@pytest.mark.needs("soffice")
@pytest.mark.parametrize("ending", ["ods", "xlsx"])
def test_a_matrix_saved_by_libreoffice_is_the_same(fresh, tmp_path, ending):
    taken(fresh, read_matrix(english(tmp_path / "m.xlsx"), fresh))
    profile = (tmp_path / "profile").as_uri()
    command = ["soffice", "--headless", f"-env:UserInstallation={profile}", "--convert-to", ending]
    subprocess.run(
        [*command, "--outdir", tmp_path / "out", tmp_path / "m.xlsx"], check=True, capture_output=True
    )
    returned = read_matrix(tmp_path / "out" / f"m.{ending}", fresh)
    assert (returned.claims, returned.additions) == ([], [])
