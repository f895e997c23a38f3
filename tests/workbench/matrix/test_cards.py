from tests.workbench.matrix.building import sheet
from workbench.matrix.cards import find_cards

CARDS = [
    ("Management response",),
    ("Recommendation 1", "Paint the quay"),
    ("Management response", "Accepted"),
    ("Actions", "Buy paint"),
    (None, "Hire painters"),
    (),
    ("Recommendation 2", "Sand the deck"),
    ("Management response", "Rejected"),
    ("Budget", "None left"),
]


def test_cards_become_a_table_with_a_row_each():
    [found] = find_cards(sheet(*CARDS))
    assert [column.header for column in found.columns] == [
        "Recommendation",
        "Management response",
        "Actions",
        "Budget",
    ]
    assert [row.values for row in found.rows] == [
        ("Recommendation 1: Paint the quay", "Accepted", "Buy paint\nHire painters", None),
        ("Recommendation 2: Sand the deck", "Rejected", None, "None left"),
    ]


def test_a_card_takes_the_rows_up_to_the_next_one():
    [found] = find_cards(sheet(*CARDS))
    assert [(row.number, row.last) for row in found.rows] == [(2, 6), (7, 9)]
    assert [line.text for line in found.above] == ["Management response"]


def test_a_table_of_two_columns_is_no_card():
    rows = [("No.", "Recommendation"), ("Recommendation 1", "Paint"), ("Recommendation 2", "Sand")]
    assert find_cards(sheet(*rows)) == []


def test_one_name_beside_values_is_no_card():
    assert find_cards(sheet(("Status", "open"), ("Contact", "the secretariat"))) == []
