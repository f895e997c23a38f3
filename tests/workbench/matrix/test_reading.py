"""One import: what a matrix says against what is there, as claims and additions."""

import pytest

from tests.workbench.matrix.building import (
    english,
    french,
    nodes,
    spanish,
    taken,
    word,
    write_csv,
    write_xlsx,
)
from workbench.errors import UserError
from workbench.exchange import dump
from workbench.matrix import NEW, Mapping, chosen_evaluation, read_matrix
from workbench.merging.applying import apply
from workbench.merging.items import State
from workbench.merging.planning import plan
from workbench.merging.records import merged
from workbench.paper import write_paper
from workbench.tracking import write_sheets

HEAD = ("No.", "Recommendation", "Response", "Action", "Due date")


def matrix(tmp_path, *rows, name="m.xlsx"):
    return write_xlsx(tmp_path / name, {"Matrix": rows})


def imported(workspace, path, evaluation=None, mapping=None):
    returned = read_matrix(path, workspace, evaluation, mapping)
    taken(workspace, returned)
    return returned


def told(returned):
    return [problem.code for problem in returned.problems]


def test_an_english_matrix_makes_an_evaluation_in_an_empty_workspace(fresh, tmp_path):
    returned = imported(fresh, english(tmp_path / "m.xlsx"))
    assert [node["title"] for node in nodes(fresh, "evaluation")] == [
        "Follow-up to the independent evaluation of harbour safety 2019–23"
    ]
    first, second, third = nodes(fresh, "recommendation")
    assert first["headline"] == "Train harbour masters.\n\n- in spring\n- in autumn"
    assert (first["responsible_units"], first["responsible_units_text"]) == (
        ("EVAL", "PARDEV"),
        "EVAL, PARDEV",
    )
    assert [node["priority"] for node in (first, second, third)] == ["High", "Medium-high", None]
    assert first["notes"] == "Budget: USD 20,000\n\nDue date (action 2): Q4 2026"
    assert third["notes"] == "Field offices\n\nAccepted?: To be discussed\n\nBy whom: EVAL, HRD"
    assert [(node["acceptance"], node["text"]) for node in nodes(fresh, "response")] == [
        ("accepted", "We agree."),
        ("partially_accepted", "Only some."),
        (None, None),
    ]
    assert [
        (node["description"], node["responsible_unit"], node["due"], node["status"])
        for node in nodes(fresh, "action")
    ] == [
        ("Hold two courses", "EVAL", "2026-03-01", "in_progress"),
        ("Write a manual", "HRD", None, "implemented"),
        ("Count them", "EVAL", None, None),
    ]
    assert sorted(told(returned)) == sorted(
        ["below", "group", "new-unit", "no-value", "no-value", "not-understood", "not-understood"]
        + ["off-list", "several-units"]
    )


def test_a_unit_that_the_register_lacks_comes_with_the_matrix(fresh, tmp_path):
    imported(fresh, english(tmp_path / "m.xlsx"))
    assert nodes(fresh, "unit")[-1].fields["abbreviation"] == "POFF"


def test_a_french_csv_is_read_in_its_own_letters(fresh, tmp_path):
    imported(fresh, french(tmp_path / "m.csv"))
    assert [paper["language"] for paper in nodes(fresh, "paper")] == ["fr"]
    assert [section["heading"] for section in nodes(fresh, "section")] == ["Recommandations"]
    assert [node["responsible_units"] for node in nodes(fresh, "recommendation")] == [
        ("PARDEV", "EVAL"),
        ("HRD",),
    ]
    assert [node["text"] for node in nodes(fresh, "response")] == ["D’accord sur le fond", "Rien à ajouter"]
    assert [(node["due"], node["status"]) for node in nodes(fresh, "action")] == [
        ("2026-12-31", "in_progress"),
        (None, "implemented"),
    ]
    assert nodes(fresh, "recommendation")[1]["notes"] == "Échéance: 03/04/2026"


def test_a_spanish_sheet_with_merged_cells_gives_every_action_to_its_recommendation(fresh, tmp_path):
    imported(fresh, spanish(tmp_path / "m.xlsx"))
    assert [node["priority"] for node in nodes(fresh, "recommendation")] == ["High", "Low"]
    assert [node["acceptance"] for node in nodes(fresh, "response")] == ["accepted", "not_accepted"]
    assert [(node["description"], node["due"]) for node in nodes(fresh, "action")] == [
        ("Encargar los planos", "2027-05-31"),
        ("Elegir la empresa", "2027-09-30"),
    ]
    assert nodes(fresh, "action")[0]["progress"] == "Falta presupuesto"


def test_a_word_table_that_goes_on_is_one_matrix(fresh, tmp_path):
    returned = imported(fresh, word(tmp_path / "m.docx"))
    assert [node["headline"] for node in nodes(fresh, "recommendation")] == [
        "Replace the antennas",
        "Train the operators",
    ]
    assert [node["due"] for node in nodes(fresh, "action")] == ["2026-06-30", "2026-12-31"]
    assert (
        nodes(fresh, "evaluation")[0]["title"] == "Management response to the evaluation of the coastal radio"
    )
    assert told(returned) == ["header-again", "outside", "outside"]


# Into an evaluation that is there -------------------------------------------------------------


def headlines(workspace, evaluation):
    return [node["headline"] for node in workspace.tree.of_kind("recommendation", evaluation)]


@pytest.mark.parametrize(
    "reference", ["2", 2.0, "Rec. 2", "R2", "Recommendation 2.", "I-2", "GB.9 I-2", "02"]
)
def test_a_recommendation_is_found_by_any_form_of_its_reference(evaluated, tmp_path, reference):
    workspace, evaluation = evaluated
    second = list(workspace.tree.of_kind("recommendation", evaluation))[1]
    path = matrix(tmp_path, HEAD, (reference, "Simplify the work on harbours", "We do", "Cut forms", None))
    returned = imported(workspace, path, evaluation)
    assert returned.claims[0].target.parent == second.id
    assert workspace.tree.children(second.id, "response")[0]["text"] == "We do"
    assert len(headlines(workspace, evaluation)) == 2


def test_a_reference_that_names_another_evaluation_goes_there(evaluated, tmp_path):
    workspace, evaluation = evaluated
    path = matrix(tmp_path, HEAD, ("II-1", "Strengthen the work on lighthouses", "We do", None, None))
    returned = read_matrix(path, workspace, evaluation)
    third = nodes(workspace, "recommendation")[2]
    assert [claim.target.parent for claim in returned.claims] == [third.id]


def test_without_a_reference_the_same_text_is_the_same_recommendation(evaluated, tmp_path):
    workspace, evaluation = evaluated
    path = matrix(tmp_path, ("Recommendation", "Response"), ("simplify the work on Harbours.", "We do"))
    returned = read_matrix(path, workspace, evaluation)
    second = nodes(workspace, "recommendation")[1]
    assert {claim.field for claim in returned.claims} == {"headline", "text"}
    assert returned.additions == []
    assert returned.claims[0].target == second.id


def test_a_text_that_differs_in_emphasis_only_is_not_claimed(evaluated, tmp_path):
    workspace, evaluation = evaluated
    path = matrix(tmp_path, HEAD, (1, "Strengthen the work on harbours", "We do", None, None))
    returned = read_matrix(path, workspace, evaluation)
    assert [claim.field for claim in returned.claims] == ["text"]


def test_a_reference_with_quite_another_text_is_asked(evaluated, tmp_path):
    workspace, evaluation = evaluated
    path = matrix(tmp_path, HEAD, (1, "Publish more books about birds", "We might", "Print", None))
    returned = read_matrix(path, workspace, evaluation)
    items = taken(workspace, returned)
    assert {item.state for item in items} == {State.ASKED}
    assert headlines(workspace, evaluation) == [
        "Strengthen the work on **harbours**",
        "Simplify the work on **harbours**",
    ]
    assert nodes(workspace, "action") == []


def test_a_different_wording_of_the_same_recommendation_is_a_conflict(evaluated, tmp_path):
    workspace, evaluation = evaluated
    path = matrix(tmp_path, HEAD, (1, "Strengthen the work on all harbours", "We do", None, None))
    items = taken(workspace, read_matrix(path, workspace, evaluation))
    assert [(item.field, item.state) for item in items] == [
        ("headline", State.CONFLICT),
        ("text", State.CHANGE),
    ]


def test_a_new_reference_is_a_new_recommendation_in_the_section(evaluated, tmp_path):
    workspace, evaluation = evaluated
    path = matrix(tmp_path, HEAD, ("A7", "Count the ships", "We do", "Count", "2026-01-31"))
    imported(workspace, path, evaluation)
    assert headlines(workspace, evaluation)[2:] == ["Count the ships"]
    assert nodes(workspace, "action")[0]["due"] == "2026-01-31"


def test_a_reference_that_nothing_has_and_no_text_is_asked(evaluated, tmp_path):
    workspace, evaluation = evaluated
    path = matrix(tmp_path, ("No.", "Response", "Action"), (9, "We do", "Count"))
    items = taken(workspace, read_matrix(path, workspace, evaluation))
    assert {item.state for item in items} == {State.ASKED}
    assert len(headlines(workspace, evaluation)) == 2


def test_what_is_not_understood_of_something_that_is_there_is_asked_and_noted(evaluated, tmp_path):
    workspace, evaluation = evaluated
    path = matrix(tmp_path, ("No.", "Recommendation", "Accepted?"), (1, None, "We will see"))
    items = taken(workspace, read_matrix(path, workspace, evaluation))
    assert [(item.field, item.state) for item in items] == [
        ("acceptance", State.ASKED),
        ("notes", State.CHANGE),
    ]
    assert nodes(workspace, "recommendation")[0]["notes"] == "Accepted?: We will see"


def test_notes_that_are_there_stay_before_those_of_the_matrix(evaluated, tmp_path):
    workspace, evaluation = evaluated
    with workspace.edit("Note") as editor:
        editor.set(nodes(workspace, "recommendation")[0].id, "notes", "My own")
    imported(workspace, matrix(tmp_path, ("No.", "Recommendation", "Budget"), (1, None, "USD 5")), evaluation)
    assert nodes(workspace, "recommendation")[0]["notes"] == "My own\n\nBudget: USD 5"


def test_actions_that_are_there_are_not_doubled(evaluated, tmp_path):
    workspace, evaluation = evaluated
    first = nodes(workspace, "recommendation")[0].id
    with workspace.edit("Action") as editor:
        editor.insert(editor.insert(first, "response"), "action", {"description": "Buy *new* paint"})
    path = matrix(
        tmp_path, HEAD, (1, None, None, "Buy new paint", "2026-03-01"), (1, None, None, "Hire", None)
    )
    imported(workspace, path, evaluation)
    assert [(node["description"], node["due"]) for node in nodes(workspace, "action")] == [
        ("Buy *new* paint", "2026-03-01"),
        ("Hire", None),
    ]


def test_the_section_of_recommendations_comes_where_it_is_printed(fresh, tmp_path):
    with fresh.edit("Paper") as editor:
        evaluation = editor.insert(editor.insert(fresh.tree.root_id, "paper"), "evaluation")
        for role in ("findings", "office_response"):
            editor.insert(evaluation, "section", {"role": role})
    imported(fresh, matrix(tmp_path, HEAD, (1, "Paint", "We do", None, None)))
    roles = [section["role"] for section in nodes(fresh, "section")]
    assert roles == ["findings", "recommendations", "office_response"]


def test_a_person_s_mapping_counts(evaluated, tmp_path):
    workspace, evaluation = evaluated
    path = matrix(tmp_path, ("No.", "Recommendation", "Remarks of the house"), (1, None, "We do"))
    imported(workspace, path, evaluation, Mapping({"Remarks of the house": "response.text"}))
    assert nodes(workspace, "response")[0]["text"] == "We do"


def test_reading_changes_nothing(evaluated, tmp_path):
    workspace, evaluation = evaluated
    before = dump(workspace.snapshot())
    read_matrix(english(tmp_path / "m.xlsx"), workspace, evaluation)
    assert dump(workspace.snapshot()) == before


def test_notes_are_neither_printed_nor_on_a_sheet(evaluated, tmp_path):
    workspace, evaluation = evaluated
    path = matrix(tmp_path, ("No.", "Recommendation", "Responsible unit", "Budget"), (1, None, "EVAL", "Zq7"))
    imported(workspace, path, evaluation)
    assert "Zq7" in nodes(workspace, "recommendation")[0]["notes"]
    draft = write_paper(workspace.snapshot(), tmp_path / "draft.docx").path
    sheets = write_sheets(workspace.snapshot(), tmp_path / "sheets").files
    for file in (draft, *(one.path for one in sheets)):
        assert "Zq7" not in everything_in(file)


def everything_in(path):
    import zipfile

    with zipfile.ZipFile(path) as archive:
        return "".join(archive.read(name).decode(errors="replace") for name in archive.namelist())


# Which evaluation ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "said", ["GB.9 II", "gb.9/ev/1 II", "II", "Part II", "The evaluation of lighthouses"]
)
def test_an_evaluation_is_named_as_people_do(evaluated, said):
    workspace, _ = evaluated
    assert chosen_evaluation(workspace, said) == nodes(workspace, "evaluation")[1].id
    assert chosen_evaluation(workspace, str(nodes(workspace, "evaluation")[0].id)) == evaluated[1]


def test_where_there_are_several_one_must_be_named(evaluated, tmp_path):
    workspace, _ = evaluated
    with pytest.raises(UserError, match=r"GB\.9 I \(The evaluation of harbours\); GB\.9 II"):
        read_matrix(english(tmp_path / "m.xlsx"), workspace)


def test_a_new_evaluation_can_be_asked_for(evaluated, tmp_path):
    workspace, _ = evaluated
    imported(workspace, english(tmp_path / "m.xlsx"), chosen_evaluation(workspace, "new"))
    assert [len(headlines(workspace, node.id)) for node in nodes(workspace, "evaluation")] == [2, 2, 3]


def test_an_evaluation_that_is_not_there_is_refused(evaluated):
    with pytest.raises(UserError, match="There is no evaluation “III”"):
        chosen_evaluation(evaluated[0], "III")


# Odd things in files ---------------------------------------------------------------------------


def test_what_a_formula_last_showed_is_taken_and_told(fresh, tmp_path):
    import openpyxl

    path = matrix(tmp_path, HEAD, (1, "Paint", "We do", None, None), ("=A2+1", "Sand", "No", None, None))
    assert openpyxl.load_workbook(path).active["A3"].value == "=A2+1"
    assert "formula-empty" in told(imported(fresh, path))


def test_sheets_without_a_table_and_hidden_ones_are_told(fresh, tmp_path):
    import openpyxl

    rows = [HEAD, (1, "Paint", "We do", None, None)]
    path = write_xlsx(tmp_path / "m.xlsx", {"Matrix": rows, "Lists": [("High",), ("Low",)], "Old": rows})
    book = openpyxl.load_workbook(path)
    book["Old"].sheet_state = "hidden"
    book.save(path)
    returned = imported(fresh, path)
    assert sorted(told(returned)) == ["hidden-sheet", "no-table"]
    assert len(nodes(fresh, "recommendation")) == 1


def test_a_comment_on_a_cell_is_kept(fresh, tmp_path):
    import openpyxl
    from openpyxl.comments import Comment

    path = matrix(tmp_path, HEAD, (1, "Paint", "We do", None, None))
    book = openpyxl.load_workbook(path)
    book.active["C2"].comment = Comment("Really?", "Somebody")
    book.active["A1"].comment = Comment("All of them", "Somebody")
    book.save(path)
    returned = imported(fresh, path)
    assert "Really?" in nodes(fresh, "recommendation")[0]["notes"]
    assert "comment" in told(returned)


def test_an_error_in_a_cell_is_told_and_never_taken_for_text(fresh, tmp_path):
    path = matrix(tmp_path, HEAD, (1, "Paint", "#N/A", None, None))
    returned = imported(fresh, path)
    assert told(returned) == ["error-cell"]
    assert nodes(fresh, "response") == []


def test_two_matrices_read_together_do_not_share_what_they_make(fresh, tmp_path):
    returns = []
    for title in ("Follow-up to the evaluation of ports", "Follow-up to the evaluation of piers"):
        rows = [(title,), ("No.", "Recommendation", "Action"), (1, f"Paint: {title}", f"Buy paint: {title}")]
        returns.append(read_matrix(write_xlsx(tmp_path / f"{title}.xlsx", {"Matrix": rows}), fresh, NEW))
    apply(fresh, plan(fresh.tree, fresh.point, returns, merged(fresh)))
    assert len(nodes(fresh, "evaluation")) == 2
    assert len(nodes(fresh, "recommendation")) == 2
    assert len(nodes(fresh, "action")) == 2


def test_tab_separated_values_are_a_matrix(fresh, tmp_path):
    path = write_csv(tmp_path / "m.tsv", [["No.", "Recommendation"], ["1", "Paint"]], delimiter="\t")
    [recommendation] = [
        one for one in read_matrix(path, fresh).additions if one.node.kind == "recommendation"
    ]
    assert recommendation.fields["headline"] == "Paint"
