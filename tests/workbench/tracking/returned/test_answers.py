"""What is typed into open cells becomes claims; what cannot be certain is asked."""

import datetime

import pytest
from openpyxl.comments import Comment

from tests.workbench.tracking.returned.test_rows import codes
from workbench.merging.claims import NewNode
from workbench.spreadsheets import Book, Sheet, read_book
from workbench.tracking.returned import interpret

ACCEPTANCE = "response.acceptance"
TEXT = "response.text"


def only(returned):
    (claim,) = returned.claims
    return claim


def test_a_changed_answer_is_a_claim_with_base_and_place(office, sheet):
    sheet.type("Response", "RG.1 I-2", ACCEPTANCE, "Accepted")
    claim = only(office.read(sheet))
    assert (claim.target, claim.field) == (office.place(2), "acceptance")
    assert (claim.base, claim.theirs) == ("not_accepted", "accepted")
    assert (claim.place.sheet, claim.place.row, claim.place.column) == ("Response", 4, "Acceptance")
    assert (claim.doubt, claim.raw) == ("", None)


def test_a_cleared_answer_asks_to_remove(office, sheet):
    for empty in (None, "  "):
        sheet.type("Response", "RG.1 I-2", ACCEPTANCE, empty)
        claim = only(office.read(sheet))
        assert (claim.base, claim.theirs, claim.raw) == ("not_accepted", None, None)


def test_blanks_in_an_empty_cell_say_nothing(office, sheet):
    sheet.type("Response", "RG.1 I-3", ACCEPTANCE, " \xa0")
    assert office.read(sheet).claims == []


def test_a_value_nobody_knows_is_asked_as_it_came(office, sheet):
    sheet.type("Response", "RG.1 I-2", ACCEPTANCE, "Perhaps later")
    claim = only(office.read(sheet))
    assert (claim.raw, claim.theirs) == ("Perhaps later", None)
    assert claim.doubt


def test_dates_are_stored_as_days(office, sheet):
    sheet.type("Actions", "Mend dams", "action.due", datetime.datetime(2027, 6, 30))
    claim = only(office.read(sheet))
    assert (claim.target, claim.field, claim.theirs) == (office.action("Mend dams"), "due", "2027-06-30")


def test_text_comes_back_onto_the_markup(office, sheet):
    sheet.type("Response", "RG.1 I-1", TEXT, "The Office welcomes that on dams.\nAlways.")
    claim = only(office.read(sheet))
    assert claim.theirs == "The Office **welcomes** that on dams.\n\nAlways."


def test_references_in_text_stay_live_though_numbers_moved_since(office):
    target = office.recommendations[2]
    with office.workspace.edit("Reference") as editor:
        editor.set(office.response(1), "text", f"See recommendation [[{target}]] on fish.")
    sheet = office.send("POLICY")
    with office.workspace.edit("Since") as editor:
        editor.remove(office.recommendations[1])
    sheet.type("Response", "RG.1 I-1", TEXT, "See recommendation 3 on all fish.")
    assert only(office.read(sheet)).theirs == f"See recommendation [[{target}]] on all fish."


def test_a_lost_mark_is_told(office, sheet):
    sheet.type("Response", "RG.1 I-1", TEXT, "The Office notes this on dams.")
    returned = office.read(sheet)
    assert only(returned).theirs == "The Office notes this on dams."
    (problem,) = returned.problems
    assert (problem.code, problem.place.column) == ("lost-mark", "Response")
    assert problem.message.startswith("RG.1 I-1: “Response” lost ")


def test_typed_signs_are_plain_text(office, sheet):
    sheet.type("Response", "RG.1 I-3", "response.reason", "*No* [[1]] and [x](y)")
    from workbench.markup import plain_blocks

    assert plain_blocks(only(office.read(sheet)).theirs, str) == ["*No* [[1]] and [x](y)"]


def test_a_formula_is_never_taken_for_text(office, sheet):
    sheet.type("Response", "RG.1 I-3", "response.reason", "=A3&B3")
    claim = only(office.read(sheet))
    assert claim.raw.lstrip("=") == "A3&B3"
    assert claim.theirs is None
    assert "formula" in claim.doubt


def test_a_formula_is_shown_with_what_it_last_came_to(office, sheet):
    book = read_book(sheet.path)
    response = next(found for found in book.sheets if found.title == "Response")
    column = sheet.column("Response", ACCEPTANCE) - 1
    response.formulas[4, column], response.computed[4, column] = "=B9", "Accepted"
    (claim,) = interpret(book, "x.xlsx", "", office.workspace).claims
    assert claim.raw == "=B9"
    assert "“Accepted”" in claim.doubt


def test_an_error_is_asked(office, sheet):
    cell = sheet.cell("Response", "RG.1 I-3", "response.reason")
    cell.value, cell.data_type = "#N/A", "e"
    claim = only(office.read(sheet))
    assert (claim.raw, claim.theirs) == ("#N/A", None)


def test_a_cell_under_a_merged_one_is_not_cleared(office, sheet):
    column = sheet.cell("Response", 3, TEXT).column_letter
    sheet["Response"].merge_cells(f"{column}3:{column}4")
    returned = office.read(sheet)
    assert returned.claims == []
    (problem,) = returned.problems
    assert (problem.code, problem.place.row) == ("merged-cell", 4)
    assert "RG.1 I-2" in problem.message


def test_a_text_too_odd_to_store_is_asked(office, sheet):
    book = read_book(sheet.path)
    response = next(found for found in book.sheets if found.title == "Response")
    row, column = 4, sheet.column("Response", "response.cleared_by") - 1
    values = list(response.rows[row]) + [None] * 20
    values[column] = "half \ud800 a pair"
    response.rows[row] = tuple(values)
    (claim,) = interpret(book, "x.xlsx", "", office.workspace).claims
    assert claim.raw == "half ? a pair"
    assert claim.theirs is None


def test_a_locked_cell_under_a_merged_one_is_not_typed_over(office, sheet):
    sheet["Response"].merge_cells("A3:A4")
    sheet.type("Response", 4, "response.reason", "Both")
    returned = office.read(sheet)
    assert only(returned).target == office.place(2)
    assert returned.problems == []


# Whose answer it is --------------------------------------------------------------------------


def test_an_answer_without_a_node_yet_makes_one(office, sheet):
    sheet.type("Response", "RG.1 I-5", "contribution.text", "We can host it.")
    claim = only(office.read(sheet))
    response = NewNode("response", office.recommendations[4])
    assert claim.target == NewNode("contribution", response, "POLICY")
    assert (claim.field, claim.base, claim.theirs) == ("text", None, "We can host it.")
    sheet = office.send("FIELD")
    sheet.type("Response", "RG.1 I-5", TEXT, "We meet.")
    assert only(office.read(sheet)).target == response


def test_the_target_does_not_change_because_a_node_came_since(office, sheet):
    with office.workspace.edit("Since") as editor:
        response = editor.insert(office.recommendations[4], "response")
        editor.insert(response, "contribution", {"unit": "POLICY", "text": "By telephone"})
    sheet.type("Response", "RG.1 I-5", "contribution.text", "We can host it.")
    target = only(office.read(sheet)).target
    assert target == NewNode("contribution", NewNode("response", office.recommendations[4]), "POLICY")


def test_a_unit_changes_its_own_contribution_only(office):
    with office.workspace.edit("Contributions") as editor:
        editor.insert(office.response(1), "contribution", {"unit": "FIELD", "text": "Boats"})
        editor.insert(office.response(1), "contribution", {"unit": "GARDENS", "text": "Trees"})
    sheet = office.send("FIELD")
    sheet.type("Response", "RG.1 I-1", "contribution.text", "More boats")
    claim = only(office.read(sheet))
    place = NewNode("contribution", office.place(1), "FIELD")
    assert (claim.target, claim.base, claim.theirs) == (place, "Boats", "More boats")


def test_the_leads_answer_on_a_contributors_sheet_is_never_applied(office):
    sheet = office.send("FIELD")
    sheet.type("Response", "RG.1 I-1", ACCEPTANCE, "Not accepted")
    sheet.type("Response", "RG.1 I-1", TEXT, None)
    returned = office.read(sheet)
    assert returned.claims == []
    assert codes(returned) == ["locked-cell", "locked-cell"]
    messages = [problem.message for problem in returned.problems]
    assert (
        "RG.1 I-1: “Acceptance” is for reading only and was not read; it now says “Not accepted”." in messages
    )
    assert "RG.1 I-1: “Response” is for reading only and was not read; it was cleared." in messages


def test_a_contribution_typed_where_the_unit_leads_is_told(office, sheet):
    sheet.type("Response", "RG.1 I-1", "contribution.text", "Also this")
    returned = office.read(sheet)
    assert returned.claims == []
    assert codes(returned) == ["locked-cell"]
    assert "“Also this”" in returned.problems[0].message


def test_answers_at_the_follow_up_stage_are_never_applied(office):
    sheet = office.send("POLICY", stage="follow-up")
    sheet.type("Response", "RG.1 I-1", ACCEPTANCE, "Not accepted")
    sheet.type("Actions", "Mend dams", "action.status", "In progress")
    returned = office.read(sheet)
    assert [(claim.field, claim.theirs) for claim in returned.claims] == [("status", "in_progress")]
    assert codes(returned) == ["locked-cell"]


def test_an_answer_given_in_another_row_is_never_applied(office):
    with office.workspace.edit("Joined") as editor:
        editor.set(office.response(1), "also_answers", (office.recommendations[4],))
        editor.set(office.recommendations[4], "responsible_units", ("POLICY",))
    sheet = office.send("POLICY")
    assert sheet.cell("Response", "RG.1 I-5", "recommendation.part").value == "Answered with RG.1 I-1"
    sheet.type("Response", "RG.1 I-5", ACCEPTANCE, "Not accepted")
    returned = office.read(sheet)
    assert returned.claims == []
    assert codes(returned) == ["locked-cell"]


def test_a_locked_answer_of_which_only_the_beginning_was_sent_is_as_sent(office):
    with office.workspace.edit("Long") as editor:
        editor.set(office.response(1), "text", "Rivers should be counted and mended. " * 150)
    sheet = office.send("FIELD")
    assert sheet.cell("Response", "RG.1 I-1", TEXT).value.endswith("(goes on in “Recommendation text”)")
    assert office.read(sheet).problems == []


# What was removed here since -----------------------------------------------------------------


def test_an_action_removed_here_since_keeps_its_id(office, sheet):
    action = office.action("Mend dams")
    with office.workspace.edit("Since") as editor:
        editor.remove(action)
    sheet.type("Actions", "Mend dams", "action.progress", "Half mended")
    returned = office.read(sheet)
    assert only(returned).target == action
    assert action in returned.base
    assert action not in office.tree


# Sorted alone --------------------------------------------------------------------------------


def sort_alone(department, title, key, **options):
    department.sort(title, key, [department.column(title, key)], **options)


@pytest.fixture
def filled(office):
    """A sheet with an acceptance in each of the four rows that POLICY leads."""
    with office.workspace.edit("Answers") as editor:
        for number, key in enumerate(("partially_accepted", "not_accepted", "accepted", "not_stated"), 1):
            editor.set(office.response(number), "acceptance", key)
    return office.send("POLICY")


@pytest.mark.parametrize("reverse", [False, True])
def test_a_column_of_choices_sorted_alone_is_asked_about(office, filled, reverse):
    sort_alone(filled, "Response", ACCEPTANCE, reverse=reverse)
    filled.type("Response", "RG.1 I-1", "response.reason", "Because")
    claims = office.read(filled).claims
    moved = [claim for claim in claims if claim.field == "acceptance"]
    assert len(moved) >= 3
    assert all(
        "Acceptance holds the same values as sent, but in sorted order" in claim.doubt for claim in moved
    )
    assert [claim.doubt for claim in claims if claim.field == "reason"] == [""]


def test_two_texts_in_each_others_row_are_asked_about(office, sheet):
    for row, subject in (("RG.1 I-1", "boats"), ("RG.1 I-2", "dams")):
        sheet.type("Response", row, TEXT, f"The Office welcomes this on {subject}.")
    claims = office.read(sheet).claims
    assert [bool(claim.doubt) for claim in claims] == [True, True]


def test_answers_moved_together_without_their_rows_are_asked_about(office, filled):
    columns = [filled.column("Response", key) for key in (ACCEPTANCE, TEXT)]
    filled.sort("Response", TEXT, columns)
    claims = office.read(filled).claims
    assert {claim.field for claim in claims} == {"acceptance", "text"}
    assert all(claim.doubt for claim in claims)


def test_recommendations_sorted_without_their_answers_are_asked_about(office, filled):
    columns = list(range(1, filled.column("Response", "recommendation.part")))
    filled.sort("Response", "recommendation.headline", columns)
    claims = office.read(filled).claims
    assert claims
    assert all(claim.doubt for claim in claims)


def test_other_changes_are_no_sorting(office, filled):
    for row in ("RG.1 I-1", "RG.1 I-2", "RG.1 I-4"):
        filled.type("Response", row, ACCEPTANCE, "Accepted")
    assert [claim.doubt for claim in office.read(filled).claims] == ["", "", ""]


@pytest.mark.parametrize(
    "key", ["recommendation.headline", "recommendation.reference", "recommendation.priority"]
)
def test_a_locked_column_sorted_alone_is_told_once(office, sheet, key):
    sort_alone(sheet, "Response", key, reverse=True)
    returned = office.read(sheet)
    assert returned.claims == []
    assert codes(returned) == ["sorted-column"]


def test_an_answer_beside_a_locked_column_sorted_alone_is_asked_about(office, sheet):
    sort_alone(sheet, "Response", "recommendation.headline", reverse=True)
    row = sheet.row("Response", "RG.1 I-3")
    sheet.type("Response", row, "response.reason", "Too few fish")
    claim = only(office.read(sheet))
    assert (claim.target, claim.theirs) == (office.place(3), "Too few fish")
    assert "RG.1 I-3" in claim.doubt


# Everything else -----------------------------------------------------------------------------


def test_comments_are_told(office, sheet):
    sheet.cell("Response", "RG.1 I-3", TEXT).comment = Comment("Waiting for the lawyers", "somebody")
    sheet["Read me"]["B2"].comment = Comment("By Monday?", "somebody")
    returned = office.read(sheet)
    assert codes(returned) == ["comment", "comment"]
    said = " ".join(problem.message for problem in returned.problems)
    assert "Waiting for the lawyers" in said
    assert "By Monday?" in said


def test_text_on_sheets_for_reading_is_told(office, sheet):
    sheet["Read me"]["C40"] = "Call us on Friday"
    with office.workspace.edit("Long") as editor:
        editor.set(office.recommendations[2], "rationale", "Rivers should be counted and mended. " * 150)
    returned = office.read(sheet)
    (problem,) = returned.problems
    assert (problem.code, problem.place.sheet) == ("locked-cell", "Read me")
    assert "C40: “Call us on Friday”" in problem.message
    sheet = office.send("POLICY")
    sheet["Recommendation text"]["C3"] = "Rivers should be painted."
    (problem,) = office.read(sheet).problems
    assert (problem.code, problem.place.sheet) == ("locked-cell", "Recommendation text")
    assert "“Rivers should be painted.”" in problem.message


def test_without_its_lists_a_workbook_is_written_again_to_know_our_texts(office):
    import datetime

    sheet = office.send("POLICY", due=datetime.date(2027, 1, 15))
    del sheet.book["Lists"]
    assert office.read(sheet).problems == []
    sheet["Read me"]["C40"] = "Call us on Friday"
    assert codes(office.read(sheet)) == ["locked-cell"]


def test_a_sheet_of_ones_own_is_told(office, sheet):
    notes = sheet.book.create_sheet("Notes")
    for number in range(100):
        notes.append([f"Note {number}", number, datetime.date(2027, 1, 1)])
    sheet.book.create_sheet("Empty")
    (problem,) = office.read(sheet).problems
    assert (problem.code, problem.place.sheet) == ("extra-sheet", "Notes")
    assert "A1: “Note 0”; B1: “0”; C1: “2027-01-01”" in problem.message
    assert problem.message.endswith("and 240 cells more.")


def test_a_renamed_read_me_says_nothing(office, sheet):
    sheet["Read me"].title = "Lisez-moi"
    assert office.read(sheet).problems == []


def test_what_was_left_alone_is_told(office, sheet):
    book = read_book(sheet.path)
    book.warnings.append("The file holds macros; they were not run.")
    returned = interpret(book, "x.xlsx", "", office.workspace)
    assert [(problem.code, problem.message) for problem in returned.problems] == [
        ("left-alone", "The file holds macros; they were not run.")
    ]


def test_a_book_with_nothing_in_it_is_refused(office):
    from workbench.errors import UserError

    with pytest.raises(UserError):
        interpret(Book([Sheet("Response")]), "x.xlsx", "", office.workspace)
