import pytest

from tests.workbench.matrix.building import sheet, table
from workbench.matrix.entries import Entries
from workbench.matrix.mapping import Mapping, guess
from workbench.matrix.names import HEADLINE, RESPONSE
from workbench.matrix.rows import read_rows
from workbench.matrix.tables import find_tables

HEAD = ("No.", "Recommendation", "Response", "Action", "Status")


def read(*rows, merged=(), hung=None, mapping=None):
    found = [table(*rows, merged=merged)]
    entries = Entries()
    columns = guess(found).columns | (mapping or {})
    read_rows(entries, found[0], Mapping(columns), hung or {})
    return entries


def told(entries):
    return [(problem.code, problem.place.row) for problem in entries.problems]


def texts(entries):
    return [(entry.reference, entry.headline) for entry in entries.found]


def actions(entry):
    return [str(act.given["action.description"].value) for act in entry.actions]


def test_an_id_that_is_text_in_one_row_and_a_number_in_the_next_is_one_column_of_references():
    entries = read(
        HEAD, ("1", "Paint", "Yes, we do"), (2.0, "Sand", "No, never"), (" 2 ", None, None, "Buy", None)
    )
    assert texts(entries) == [("1", "Paint"), ("2", "Sand")]
    assert actions(entries.found[1]) == ["Buy"]


def test_rows_without_a_reference_are_further_actions():
    entries = read(
        HEAD, (1, "Paint", "We do", "Buy paint", "Done"), (None, None, None, "Hire painters", "Open")
    )
    assert actions(entries.found[0]) == ["Buy paint", "Hire painters"]


def test_a_cell_merged_over_two_actions_counts_for_both_and_a_response_once():
    entries = read(
        HEAD,
        (1, "Paint", "We do", "Buy paint", "Done"),
        (None, None, None, "Hire painters", None),
        merged=[((1, column), (2, column)) for column in (0, 1, 2, 4)],
    )
    [entry] = entries.found
    assert [act.given["action.status"].value for act in entry.actions] == ["Done", "Done"]
    assert entry.given[RESPONSE].value == "We do"


def test_an_action_row_without_text_says_more_of_the_action_above():
    entries = read(
        ("No.", "Recommendation", "Action", "Progress"),
        (1, "Paint", "Buy", "Begun"),
        (None, None, None, "Going on"),
    )
    assert entries.found[0].actions[0].given["action.progress"].value == "Begun\nGoing on"


def test_a_second_value_of_what_can_have_one_is_kept_as_a_note_and_told():
    entries = read(HEAD, (1, "Paint", "We do", "Buy", "Done"), (None, None, None, None, "Open"))
    assert entries.found[0].actions[0].given["action.status"].value == "Done"
    assert [(remark.header, remark.text) for remark in entries.found[0].remarks] == [("Status", "Open")]
    assert told(entries) == [("second-value", 3)]


def test_a_row_that_was_copied_counts_once():
    row = (1, "Paint", "We do", "Buy", "Done")
    entries = read(HEAD, row, row)
    assert actions(entries.found[0]) == ["Buy"]
    assert told(entries) == [("row-twice", 3)]


def test_a_reference_used_for_two_recommendations_is_told():
    entries = read(HEAD, (1, "Paint", "We do"), (1, "Sand", "No"))
    assert texts(entries) == [("1", "Paint"), ("1", "Sand")]
    assert told(entries) == [("reference-twice", 3)]


def test_a_text_that_goes_on_in_the_next_row_is_one_text():
    entries = read(
        HEAD, (1, "Paint the quay", "We do"), (None, "and the jetty", "as told"), (1, "(b) twice", None)
    )
    assert entries.found[0].headline == "Paint the quay\nand the jetty\n(b) twice"
    assert entries.found[0].given[RESPONSE].value == "We do\nas told"


def test_a_recommendation_without_a_reference_among_others_is_told():
    entries = read(HEAD, (1, "Paint", "We do"), (None, "Sand the deck", "No"))
    assert texts(entries)[1] == ("", "Sand the deck")
    assert told(entries) == [("no-reference", 3)]


def test_without_a_column_of_references_the_text_tells_recommendations_apart():
    head = ("Recommendation", "Action")
    entries = read(head, ("paint it", "Buy"), (None, "Hire"), ("sand it", "Rub"), ("Paint it.", "Rest"))
    assert [(entry.headline, actions(entry)) for entry in entries.found] == [
        ("paint it", ["Buy", "Hire", "Rest"]),
        ("sand it", ["Rub"]),
    ]


@pytest.mark.parametrize(
    ("text", "reference", "headline"),
    [
        ("Recommendation 3: Paint", "3", "Paint"),
        ("Recomendación 4. Pintar", "4", "Pintar"),
        ("2.1. Paint", "2.1", "Paint"),
        ("5) Paint", "5", "Paint"),
        ("2030 is the year to paint", "", "2030 is the year to paint"),
    ],
)
def test_a_reference_that_stands_before_the_text_is_taken_from_there(text, reference, headline):
    assert texts(read(("Recommendation", "Response"), (text, "We do"))) == [(reference, headline)]


def test_a_heading_between_rows_is_a_note_of_the_recommendations_below_it():
    entries = read(
        HEAD, (1, "Paint", "We do"), ("Country offices",), (2, "Sand", "No"), merged=[((2, 0), (2, 4))]
    )
    assert [remark.text for remark in entries.found[1].remarks] == ["Country offices"]
    assert entries.found[0].remarks == []
    assert told(entries) == [("group", 3)]


def test_headings_in_a_csv_are_found_without_merged_cells():
    entries = read(HEAD, ("Headquarters",), (1, "Paint", "We do"), ("Country offices",), (2, "Sand", "No"))
    assert [entry.remarks[0].text for entry in entries.found] == ["Headquarters", "Country offices"]


def test_what_stands_below_the_table_is_told_and_left_out():
    entries = read(HEAD, (1, "Paint", "We do"), (), ("Source: our own",), ("Prepared by the secretariat",))
    assert told(entries) == [("below", 4), ("below", 5)]


def test_a_sum_is_told_and_left_out():
    entries = read(HEAD, (1, "Paint", "We do"), ("Total", None, None, None, 1))
    assert told(entries) == [("total", 3)]


@pytest.mark.parametrize(
    "row",
    [
        ("Total", 3),
        ("Total: 3",),
        ("Grand total", 3, None, "75%"),
        ("TOTAL recommandations", 3),
        ("Sous-total", 2),
    ],
)
@pytest.mark.parametrize("mapping", [{}, {"No.": HEADLINE, "Recommendation": "note"}])
def test_a_sum_is_no_recommendation_whatever_the_columns_mean(row, mapping):
    entries = read(HEAD, (1, "Paint", "We do"), row, mapping=mapping)
    assert len(entries.found) == 1


def test_a_recommendation_may_begin_with_the_word_for_a_sum():
    entries = read(
        HEAD, (1, "Total quality management for all", "We do"), ("", "Total figures of 2020", "No")
    )
    assert len(entries.found) == 2


def test_a_row_before_the_first_recommendation_is_told():
    entries = read(HEAD, (None, None, None, "Buy", "Done"), (1, "Paint", "We do"))
    assert told(entries) == [("no-recommendation", 2)]


def test_what_has_no_field_is_a_note_with_its_header():
    entries = read(("Recommendation", "Response", "Budget"), ("Paint", "We do", "USD 5"))
    assert [(remark.header, remark.text) for remark in entries.found[0].remarks] == [("Budget", "USD 5")]


def test_a_column_left_out_by_a_person_is_told_once():
    rows = [("Recommendation", "Response", "Budget"), ("Paint", "We do", 5), ("Sand", "No", 6)]
    entries = read(*rows, mapping={"Budget": "skip"})
    assert [problem.message for problem in entries.problems] == ["The column “Budget” was left out, 2 cells."]


def test_a_second_column_of_recommendations_is_not_lost():
    rows = [("Recommendation", "Short form", "Response"), ("Paint the quay", "Paint", "We do")]
    entries = read(*rows, mapping={"Short form": HEADLINE})
    assert [remark.text for remark in entries.found[0].remarks] == ["Paint"]


def test_comments_on_cells_are_notes():
    entries = read(HEAD, (1, "Paint", "We do"), hung={(1, 2): "Really?"})
    assert [(remark.header, remark.text) for remark in entries.found[0].remarks] == [
        ("Comment on Response", "Really?")
    ]


def test_labels_across_the_table_start_recommendations_and_responses():
    rows = [
        ("Evaluation recommendation 1: Paint the quay",),
        ("Management response: Partially accepted",),
        ("Key action(s)", "Time frame", "Responsible unit(s)", "Tracking", None),
        (None, None, None, "Comments", "Status"),
        ("Buy paint", "2026-03-01", "EVAL", "Ordered", "Ongoing"),
        ("Evaluation recommendation 2: Sand the deck",),
        ("Management response: We see no need.",),
        ("Key action(s)", "Time frame", "Responsible unit(s)", "Tracking", None),
        (None, None, None, "Comments", "Status"),
        ("None so far", None, None, None, "Not started"),
    ]
    spans = [((row, 0), (row, 4)) for row in (0, 1, 5, 6)] + [((2, 3), (2, 4)), ((7, 3), (7, 4))]
    entries = read(*rows, merged=spans)
    assert texts(entries) == [("1", "Paint the quay"), ("2", "Sand the deck")]
    assert entries.found[0].given["response.acceptance"].value == "Partially accepted"
    assert entries.found[1].given[RESPONSE].value == "We see no need."
    assert [actions(entry) for entry in entries.found] == [["Buy paint"], ["None so far"]]


def test_actions_on_a_sheet_of_their_own_join_their_recommendations():
    entries = Entries()
    sheets = [
        sheet(("No.", "Recommendation", "Response"), (1, "Paint", "We do"), (2, "Sand", "No"), title="All"),
        sheet(
            ("Rec. no.", "Action", "Status"),
            ("Rec. 2", "Rub", "Done"),
            ("R1", "Buy", "Open"),
            title="Actions",
        ),
    ]
    tables = [found for one in sheets for found in find_tables(one)]
    for found in tables:
        read_rows(entries, found, guess(tables), {})
    assert [(entry.headline, actions(entry)) for entry in entries.found] == [
        ("Paint", ["Buy"]),
        ("Sand", ["Rub"]),
    ]
