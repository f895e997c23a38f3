import datetime

import pytest

from tests.workbench.matrix.building import english, french, spanish, table, word, write_xlsx
from workbench.errors import UserError
from workbench.matrix import open_matrix, proposed
from workbench.matrix.guessing import guess_table
from workbench.matrix.mapping import Mapping, completed, from_json, guess, signature

DAY = datetime.date(2026, 3, 1)


def meanings(*rows, merged=()):
    return guess_table(table(*rows, merged=merged))


@pytest.mark.parametrize(
    ("make", "name", "expected"),
    [
        (
            english,
            "m.xlsx",
            {
                "No.": "reference",
                "Recommendation": "recommendation.headline",
                "Responsible unit(s)": "recommendation.responsible_units",
                "Priority": "recommendation.priority",
                "Accepted?": "response.acceptance",
                "Comments": "response.text",
                "Action": "action.description",
                "By whom": "action.responsible_unit",
                "Due date": "action.due",
                "Status": "action.status",
                "Budget": "note",
            },
        ),
        (
            french,
            "m.csv",
            {
                "N°": "reference",
                "Recommandation": "recommendation.headline",
                "Unités responsables": "responsible",
                "Réponse de la direction": "response.text",
                "Acceptée ?": "response.acceptance",
                "Échéance": "action.due",
                "État d’avancement": "action.status",
            },
        ),
        (
            spanish,
            "m.xlsx",
            {
                "Ref.": "reference",
                "Recomendación": "recommendation.headline",
                "Prioridad": "recommendation.priority",
                "Respuesta de la Oficina": "response.acceptance",  # by its values
                "Medidas": "action.description",
                "Plazo": "action.due",
                "Estado": "action.status",
                "Observaciones": "action.progress",
            },
        ),
        (
            word,
            "m.docx",
            {
                "Rec. #": "reference",
                "Recommendation": "recommendation.headline",
                "Management response": "response.text",
                "Key actions": "action.description",
                "Deadline": "action.due",
            },
        ),
    ],
)
def test_the_columns_of_real_matrices_are_understood(tmp_path, make, name, expected):
    assert proposed(open_matrix(make(tmp_path / name))).columns == expected


def test_units_before_the_action_are_the_recommendation_s_and_after_it_the_action_s():
    found = meanings(
        ("Recommendation", "Responsible unit", "Action", "Responsible"), ("Paint", "A", "Buy", "B")
    )
    assert found[1:] == ["recommendation.responsible_units", "action.description", "action.responsible_unit"]


def test_whoever_does_it_is_responsible_for_the_recommendation_where_there_are_no_actions():
    assert meanings(("Recommendation", "By whom"), ("Paint", "A"))[1] == "recommendation.responsible_units"


def test_the_only_column_of_units_is_shared_by_recommendations_and_actions():
    head = ("Recommendation", "Action", "Who", "Due date")
    assert meanings(head, ("Paint", "Buy", "A", None))[2] == "responsible"
    rows = ("Recommendation", "Lead", "Action", "Who"), ("Paint", "B", "Buy", "A")
    assert meanings(*rows)[3] == "action.responsible_unit"
    assert meanings(("Recommendation", "Action", "Focal point"), ("Paint", "Buy", "A"))[2] == (
        "action.responsible_unit"
    )


def test_units_of_recommendations_on_one_sheet_leave_those_of_another_to_its_actions():
    tables = [
        table(("No.", "Recommendation", "Responsible unit"), (1, "Paint", "A")),
        table(("No.", "Recommendation", "Action", "Who"), (1, "Paint", "Buy", "B")),
    ]
    assert guess(tables).columns["Who"] == "action.responsible_unit"


def test_a_column_of_codes_under_a_strange_name_is_the_units():
    head = ("Recommendation", "Resp.", "Response")
    assert meanings(head, ("Paint", "EVAL", "x"), ("Sand", "HRD, PUBL", "y"))[1] == (
        "recommendation.responsible_units"
    )


def test_long_texts_before_the_answers_are_the_recommendations_where_no_header_names_them():
    long = ("Paint all of the quays in spring", "Sand the decks of all the boats")
    head = ("No.", "Xyz", "Uvw", "Response", "Action")
    rows = [(number, text, "short", "Yes we do", "Act") for number, text in enumerate(long, 1)]
    assert meanings(head, *rows)[1:3] == ["recommendation.headline", "note"]
    assert "recommendation.headline" not in meanings(
        ("No.", "Response", "Xyz", "Action"), *[(1, "Yes we do", text, "Act") for text in long]
    )


def test_a_time_frame_of_terms_is_a_time_implication():
    found = meanings(("Recommendation", "Time frame"), ("Paint", "Short-term"), ("Sand", "Long-term"))
    assert found[1] == "recommendation.time_implication"


def test_a_column_of_stances_under_a_strange_name_is_acceptance():
    found = meanings(
        ("Recommendation", "Xyz", "Action"), ("Paint", "Accepted", "a"), ("Sand", "Rejected", "b")
    )
    assert found[1] == "response.acceptance"


def test_a_column_of_dates_under_a_strange_name_is_when_it_is_due():
    found = meanings(("Recommendation", "Xyz", "Action"), ("Paint", DAY, "a"), ("Sand", "31/12/2026", "b"))
    assert found[1] == "action.due"


def test_a_column_of_numbers_without_a_name_in_front_is_the_reference():
    assert (
        meanings((None, "Recommendation", "Response"), ("1.", "Paint", "a"), (2, "Sand", "b"))[0]
        == "reference"
    )


def test_a_justification_is_the_evaluators_before_the_answer_and_the_office_s_after_it():
    found = meanings(
        ("Recommandation", "Justification", "Acceptée", "Justification"),
        ("Peindre", "Rouille", "Oui", "Bien"),
    )
    assert found == [
        "recommendation.headline",
        "recommendation.rationale",
        "response.acceptance",
        "response.reason",
    ]


def test_comments_belong_to_what_stands_before_them():
    found = meanings(
        ("Recommendation", "Response", "Comments", "Action", "Status", "Comments"),
        ("Paint", "Yes we do", "a", "b", "Open", "c"),
    )
    assert [found[2], found[5]] == ["response.reason", "action.progress"]


def test_each_meaning_is_given_once():
    found = meanings(("Recommendation", "Recommendations of the team", "Response"), ("Paint", "x", "y"))
    assert found == ["recommendation.headline", "note", "response.text"]


def test_a_table_of_scores_is_known_by_its_criteria():
    assert meanings(("Criterion", "Score"), ("Relevance", 4)) == ["rating.criterion", "rating.score"]
    assert (
        meanings(("Question of the team", "Rating", "Recommendation no"), ("Relevance", 4, 1))[1]
        == "rating.score"
    )
    assert meanings(("Evaluation", "Relevance", "Efficiency"), ("Harbours", 3.75, "NR"))[1:] == [
        "rating",
        "rating",
    ]


def test_a_score_beside_recommendations_is_a_note():
    assert meanings(("Recommendation", "Response", "Score"), ("Paint", "Yes", 4))[2] == "note"


def test_a_header_with_two_meanings_in_two_sheets_is_told_apart():
    tables = [
        table(("Recommendation", "Response", "Comments"), ("Paint", "We do", "a")),
        table(("Recommendation", "Action", "Status", "Comments"), ("Paint", "Buy", "Open", "b")),
    ]
    tables[1].sheet = "Actions"
    mapping = guess(tables)
    assert mapping.meaning(tables[0], tables[0].columns[2]) == "response.reason"
    assert mapping.meaning(tables[1], tables[1].columns[3]) == "action.progress"
    assert mapping.columns["Actions: Comments"] == "action.progress"


def test_a_mapping_given_by_a_person_wins_and_the_rest_is_guessed():
    tables = [table(("Recommendation", "Response", "Budget"), ("Paint", "We do", "5"))]
    mapping = completed(Mapping({"Budget": "recommendation.resource_implication"}), tables, guess(tables))
    assert mapping.columns["Budget"] == "recommendation.resource_implication"
    assert mapping.columns["Response"] == "response.text"


def test_a_mapping_of_a_column_that_is_not_there_is_refused():
    tables = [table(("Recommendation", "Response"), ("Paint", "Yes"))]
    with pytest.raises(UserError, match="names a column “Bugdet”"):
        completed(Mapping({"Bugdet": "note"}), tables, guess(tables))


@pytest.mark.parametrize("data", [[], "x", {"A": 1}, {"A": "priority"}])
def test_what_is_no_mapping_is_refused(data):
    with pytest.raises(UserError):
        from_json(data)


def test_the_same_headers_in_another_order_and_dress_have_the_same_signature():
    one = [table(("No.", "Recommendation", "Action"), (1, "Paint", "x"))]
    other = [table(("RECOMMENDATION", "N°", "Actions"), ("Paint", 1, "x"))]
    assert signature(one) == signature(other)


def test_a_file_without_a_matrix_is_refused(tmp_path):
    path = write_xlsx(tmp_path / "list.xlsx", {"List": [("Name", "Town"), ("A", "B")]})
    with pytest.raises(UserError, match=r"list\.xlsx was refused"):
        open_matrix(path)


def test_what_a_person_says_of_one_column_is_not_guessed_of_another():
    tables = [table(("Recommendation", "Response", "Position"), ("Paint", "We do", "x"))]
    mapping = completed(Mapping({"Position": "response.text"}), tables, guess(tables))
    assert mapping.columns["Response"] == "note"
