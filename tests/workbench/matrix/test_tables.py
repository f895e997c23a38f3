import datetime

import pytest

from tests.workbench.matrix.building import sheet, table
from workbench.matrix.tables import as_text, column_letter, find_tables

HEAD = ("No.", "Recommendation", "Management response")


def headers(found):
    return [column.header for column in found.columns]


def test_titles_and_blank_rows_above_the_header_are_no_part_of_it():
    found = table(("Follow-up matrix",), (), ("As of March", None), HEAD, (1, "Paint", "Yes"))
    assert headers(found) == list(HEAD)
    assert found.head == range(4, 5)
    assert [line.text for line in found.above] == ["Follow-up matrix", "As of March"]
    assert [row.values for row in found.rows] == [(1, "Paint", "Yes")]


def test_a_group_row_names_the_group_of_the_columns_below_it():
    rows = [
        ("No.", "Recommendation", "Management response", None, "Follow-up", None),
        (None, None, "Accepted", "Comments", "Comments", "Status"),
        (1, "Paint", "Yes", "Fine", "Begun", "Open"),
    ]
    merged = [((0, 0), (1, 0)), ((0, 1), (1, 1)), ((0, 2), (0, 3)), ((0, 4), (0, 5))]
    found = table(*rows, merged=merged)
    assert headers(found) == [
        "No.",
        "Recommendation",
        "Accepted",
        "Management response: Comments",
        "Follow-up: Comments",
        "Status",
    ]
    assert [column.group for column in found.columns][2:] == ["Management response"] * 2 + ["Follow-up"] * 2


def test_a_group_row_of_a_csv_without_merged_cells_groups_up_to_the_next_name():
    rows = [
        ("", "Recommendation", "Management response", None, None),
        ("No.", "Text", "Accepted", "Comments", "Action"),
        (1, "Paint", "Yes", "Fine", "Buy paint"),
    ]
    found = table(*rows)
    assert [(column.name, column.group) for column in found.columns] == [
        ("No.", ""),
        ("Text", "Recommendation"),
        ("Accepted", "Management response"),
        ("Comments", "Management response"),
        ("Action", "Management response"),
    ]


def test_equal_headers_without_groups_are_told_apart_by_number():
    found = table(("Recommendation", "Comments", "Response", "Comments"), ("Paint", "a", "b", "c"))
    assert headers(found) == ["Recommendation", "Comments", "Response", "Comments (2)"]


def test_a_column_without_header_is_called_by_its_letter():
    assert headers(table(("Recommendation", None, "Response"), ("Paint", "x", "Yes")))[1] == "Column B"


def test_a_header_in_the_middle_is_known_as_the_same():
    found = table(HEAD, (1, "Paint", "Yes"), HEAD, (2, "Sand", "No"))
    assert found.repeated == [3]
    assert [row.number for row in found.rows] == [2, 4]


def test_a_cell_merged_downwards_counts_for_every_row():
    found = table(
        HEAD, (1, "Paint", "Yes"), (None, None, "Later"), merged=[((1, 0), (2, 0)), ((1, 1), (2, 1))]
    )
    assert found.rows[1].values == (1, "Paint", "Later")
    assert found.rows[1].inherited == {0, 1}


def test_a_cell_merged_sideways_stands_alone():
    found = table(HEAD, ("Country offices", None, None), (1, "Paint", "Yes"), merged=[((1, 0), (1, 2))])
    assert (found.rows[0].alone, found.rows[0].spans) == ("Country offices", True)


def test_a_spanning_cell_is_not_taken_for_one_merged_with_the_row_above():
    found = table(HEAD, (1, "Paint", "Yes"), ("Offices", None, None), merged=[((2, 0), (2, 2))])
    assert found.rows[1].inherited == frozenset()


def test_two_tables_below_each_other_are_two():
    rows = [HEAD, (1, "Paint", "Yes"), (), ("Scores",), ("Criterion", "Score"), ("Relevance", 4)]
    first, second = find_tables(sheet(*rows))
    assert headers(second) == ["Criterion", "Score"]
    assert [line.text for line in second.above] == ["Scores"]
    assert len(first.rows) == 1


def test_a_merged_area_as_wide_as_the_sheet_can_be_costs_nothing():
    found = table(
        ("Title",), HEAD, (1, "Paint", "Yes"), merged=[((0, 0), (0, 16383)), ((3, 0), (1_000_000, 16383))]
    )
    assert headers(found) == list(HEAD)


def test_a_mere_list_of_recommendations_is_a_table():
    found = table(("Our list",), ("Recommendations", "Xyz"), ("Paint", None), ("Sand", "b"))
    assert headers(found) == ["Recommendations", "Xyz"]
    assert len(found.rows) == 2


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [("Glossary", "Meaning"), ("GB", "Governing Body")],
        [
            (
                "Dear colleague, please answer the recommendation below and state the status of each action. "
                * 4,
            )
        ],
        [(1, 2, 3), (4, 5, 6)],
    ],
)
def test_a_sheet_without_known_names_holds_no_table(rows):
    assert find_tables(sheet(*rows)) == []


def test_samples_are_the_first_different_values():
    found = table(HEAD, (1, "Paint", "Yes"), (2, "Sand", "Yes"), (3, "Wash", "No"))
    assert found.samples(2) == ("Yes", "No")


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, ""), (1.0, "1"), (3.75, "3.75"), (datetime.datetime(2026, 3, 1), "2026-03-01"), (" NR ", "NR")],
)
def test_a_value_reads_as_a_person_sees_it(value, text):
    assert as_text(value) == text


def test_columns_are_lettered_as_in_a_spreadsheet():
    assert [column_letter(index) for index in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
