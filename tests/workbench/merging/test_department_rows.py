"""Rows, columns and sheets moved about in LibreOffice: whose answer is whose is known all the same."""

import pytest

from tests.workbench.merging.department import ACCEPTANCE, ACCEPTANCES, ANSWERED, REASON, TEXT
from workbench.merging.applying import apply
from workbench.merging.items import State

pytestmark = pytest.mark.needs("soffice")


# Rows ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("descending", [False, True])
def test_whole_rows_sorted(answered, descending):
    for title, by in (("Response", 3), ("Actions", 5)):
        answered.sheets.sort(title, answered.sheets.area(title), by, descending)
    assert answered.sheets.row("Response", "RG.1 I-1") != 3
    assert answered.merge() == (ANSWERED, [])


def test_rows_sorted_under_the_header_with_the_hidden_row_of_keys(answered):
    for title in ("Response", "Actions"):
        answered.sheets.sort(title, answered.sheets.area(title, first=1), 1, True, True)
    assert "recommendation.reference" not in answered.sheets.shown("Response")[1]
    assert answered.merge() == (ANSWERED, [])


def test_what_is_seen_sorted_past_the_hidden_ids(answered):
    sheets = answered.sheets
    first = sheets.reads("Response", "RG.1 I-1", "recommendation.id")
    for title in ("Response", "Actions"):
        last = len(sheets.shown(title))
        sheets.drag(title, f"B3:B{last}", "BB3")
        sheets.drag(title, f"A3:A{last}", "B3")
        sheets.sort(title, f"B3:BA{last}", 1, True)
        sheets.drag(title, f"B3:B{last}", "A3")
        sheets.drag(title, f"BB3:BB{last}", "B3")
    assert sheets.reads("Response", 3, "recommendation.id") == first
    assert sheets.reads("Response", 3, "recommendation.reference") == "RG.1 I-5"
    assert answered.merge() == (ANSWERED, [])


def test_all_but_reference_and_id_sorted_changes_nothing_without_a_person(answered):
    sheets = answered.sheets
    sheets.sort("Response", sheets.area("Response", left="C"), 1, True)
    made = answered.back()
    undecided = made.undecided()
    assert all(item.answers[0].doubt for item in undecided)
    assert "Too few fish" in [item.answers[0].value for item in undecided]
    before = answered.workspace.tree.copy()
    apply(answered.workspace, made)
    assert answered.changes(before) == {("Mend dams", "progress"): "Half mended"}


def test_blank_rows_inserted(answered):
    for title in ("Response", "Actions"):
        answered.sheets.insert_rows(title, 4, 2)
        answered.sheets.insert_rows(title, 1, 1)
    assert answered.merge() == (ANSWERED, [])


def test_an_action_typed_into_an_inserted_row(answered):
    answered.sheets.insert_rows("Actions", 4, 1)
    answered.sheets.write("Actions", 4, "recommendation.reference", "RG.1 I-2")
    answered.sheets.write("Actions", 4, "action.description", "Count boats")
    new = {("new action", "description"): "Count boats", ("new action", "responsible_unit"): "POLICY"}
    assert answered.merge() == (ANSWERED | new, [])


def test_text_typed_into_an_inserted_row_of_answers_is_told(answered):
    answered.sheets.insert_rows("Response", 4, 1)
    answered.sheets.write("Response", 4, TEXT, "Our general view")
    made = answered.back()
    assert answered.items(made).keys() == ANSWERED.keys()
    (problem,) = made.files[0].returned.problems
    assert (problem.code, problem.place.row) == ("unknown-row", 4)
    assert "“Our general view”" in problem.message


def test_rows_deleted(answered):
    answered.sheets.delete_rows("Response", answered.sheets.row("Response", "RG.1 I-1"), 1)
    answered.sheets.delete_rows("Actions", answered.sheets.row("Actions", "Count dams"), 1)
    assert answered.merge() == (ANSWERED, [])


def copy_row(desk, title, text):
    """Copy a row below the others and return its number."""
    row, target = desk.sheets.row(title, text), len(desk.sheets.shown(title)) + 1
    desk.sheets.copy(title, f"{row}:{row}", f"A{target}")
    return target


def test_rows_copied(answered):
    copy_row(answered, "Response", "RG.1 I-3")
    copy_row(answered, "Actions", "Mend dams")
    assert answered.merge() == (ANSWERED, [])


def test_a_copied_row_filled_in(desk):
    row = copy_row(desk, "Response", "RG.1 I-3")
    desk.sheets.write("Response", row, REASON, "Too few fish")
    assert desk.merge() == ({("RG.1 I-3", "reason"): "Too few fish"}, [])


def test_a_row_copied_and_both_filled_in_is_asked_about(answered):
    row = copy_row(answered, "Response", "RG.1 I-3")
    answered.sheets.write("Response", row, REASON, "Too many boats")
    made = answered.back()
    (item,) = made.undecided()
    assert item.state is State.ASKED
    said = " ".join(answer.doubt for answer in item.answers)
    assert "“Too few fish”" in said
    assert "“Too many boats”" in said


def test_a_copied_action_reworded_is_told(answered):
    row = copy_row(answered, "Actions", "Count dams")
    answered.sheets.write("Actions", row, "action.description", "Count bridges")
    made = answered.back()
    assert answered.items(made).keys() == ANSWERED.keys()
    (problem,) = made.files[0].returned.problems
    assert problem.code == "copied-row"
    assert "“Count bridges”" in problem.message


def test_rows_cut_and_pasted_elsewhere(answered):
    for title, text in (("Response", "RG.1 I-3"), ("Actions", "Mend dams")):
        row, target = answered.sheets.row(title, text), len(answered.sheets.shown(title)) + 3
        answered.sheets.cut(title, f"{row}:{row}", f"A{target}")
    assert answered.merge() == (ANSWERED, [])


# Columns and sheets --------------------------------------------------------------------------


def test_the_column_of_ids_deleted(answered):
    for title in ("Response", "Actions"):
        answered.sheets.delete_column(title, "B1")
    assert answered.merge() == (ANSWERED, [])


def test_sheets_renamed(answered):
    answered.sheets.rename_sheet("Response", "Antworten")
    answered.sheets.rename_sheet("Actions", "Mesures 2027")
    assert answered.merge() == (ANSWERED, [])


def test_a_header_renamed_is_told(answered):
    answered.sheets.type("Response", answered.sheets.cell("Response", 1, REASON), "Why not")
    assert answered.merge() == (ANSWERED, ["renamed-column"])


def test_a_column_moved(answered):
    sheets = answered.sheets
    for title, key in (("Response", TEXT), ("Actions", "action.progress")):
        sheets.insert_column(title, "C1")
        letter = sheets.column(title, key)
        sheets.drag(title, f"{letter}1:{letter}{len(sheets.shown(title))}", "C1")
        sheets.delete_column(title, f"{letter}1")
    assert answered.merge() == (ANSWERED, [])


def test_a_sheet_added_is_told(answered):
    answered.sheets.add_sheet("Notes")
    answered.sheets.type("Notes", "B2", "Ask the lawyers")
    made = answered.back()
    assert answered.items(made).keys() == ANSWERED.keys()
    (problem,) = made.files[0].returned.problems
    assert (problem.code, problem.place.sheet) == ("extra-sheet", "Notes")
    assert "B2: “Ask the lawyers”" in problem.message


# One column sorted alone ---------------------------------------------------------------------


@pytest.mark.parametrize("descending", [False, True])
def test_an_answer_sorted_alone_shows_before_and_after_and_waits_for_a_person(answered, descending):
    letter = answered.sheets.column("Response", ACCEPTANCE)
    answered.sheets.sort("Response", f"{letter}3:{letter}6", 1, descending)
    after = sorted(ACCEPTANCES, key=lambda key: key.replace("_", " "), reverse=descending)
    made = answered.back()
    expected = {
        (f"RG.1 I-{number}", "acceptance"): (was, now, State.ASKED)
        for number, (was, now) in enumerate(zip(ACCEPTANCES, after, strict=True), 1)
    }
    items = answered.items(made)
    assert {key: said for key, said in items.items() if key not in ANSWERED} == expected
    assert {(item.decision, bool(item.answers[0].doubt)) for item in made.undecided()} == {(None, True)}
    assert len(made.undecided()) == len(expected)
    apply(answered.workspace, made)
    stands = [response["acceptance"] for response in answered.workspace.tree.of_kind("response")]
    assert stands == [*ACCEPTANCES, "accepted"]


def test_a_locked_column_sorted_alone_is_told(answered):
    letter = answered.sheets.column("Response", "recommendation.headline")
    answered.sheets.sort("Response", f"{letter}3:{letter}7", 1, True)
    made = answered.back()
    items = answered.items(made)
    assert items.keys() == ANSWERED.keys()
    assert items["RG.1 I-3", "reason"][1] == "Too few fish"
    assert [problem.code for problem in made.files[0].returned.problems] == ["sorted-column"]
