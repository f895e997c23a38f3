"""Which row is which, whatever a department did to rows, columns and sheets."""

import pytest

HEADLINE = "recommendation.headline"
REFERENCE = "recommendation.reference"
ACCEPTANCE = "response.acceptance"
REASON = "response.reason"


def said(returned):
    """Return what a file says: node and value of every claim."""
    return [(claim.target, claim.theirs) for claim in returned.claims if not claim.doubt]


def codes(returned):
    return sorted(problem.code for problem in returned.problems)


@pytest.fixture
def answered(sheet):
    """The third recommendation has an answer now, and so has an action of the first."""
    sheet.type("Response", "RG.1 I-3", REASON, "Too few fish")
    sheet.type("Actions", "Mend dams", "action.progress", "Half mended")
    return sheet


@pytest.fixture
def expected(office):
    return [(office.place(3), "Too few fish"), (office.action("Mend dams"), "Half mended")]


def visible_columns(department, title):
    """Return the numbers of all columns but the hidden id, which a sort of what is seen leaves behind."""
    return [column for column in range(1, department[title].max_column + 1) if column != 2]


@pytest.mark.parametrize("reverse", [False, True])
@pytest.mark.parametrize("whole", [True, False], ids=["whole rows", "visible columns"])
def test_sorted_rows(office, answered, expected, whole, reverse):
    for title, key in (("Response", "response.text"), ("Actions", "action.description")):
        columns = None if whole else visible_columns(answered, title)
        answered.sort(title, key, columns, reverse=reverse)
    returned = office.read(answered)
    assert said(returned) == expected
    assert (returned.additions, returned.problems) == ([], [])


def test_rows_sorted_with_the_hidden_row_of_keys(office, answered, expected):
    for title in ("Response", "Actions"):
        sheet = answered[title]
        keys = [cell.value for cell in sheet[2]]
        sheet.append(keys)
        sheet.delete_rows(2)
    returned = office.read(answered)
    assert said(returned) == expected
    assert returned.problems == []


def test_inserted_blank_rows_and_rows_above_the_header(office, answered, expected):
    for title in ("Response", "Actions"):
        answered[title].insert_rows(4, 2)
        answered[title].insert_rows(1, 3)
    returned = office.read(answered)
    assert said(returned) == expected
    assert returned.problems == []
    assert {claim.place.row for claim in returned.claims} == {10, 9}


def test_an_inserted_row_with_text_is_told(office, sheet):
    sheet["Response"].insert_rows(4)
    sheet["Response"].cell(4, 3).value = "Please look at this"
    sheet["Response"].cell(4, sheet.column("Response", "response.text")).value = "Our view"
    (problem,) = office.read(sheet).problems
    assert (problem.code, problem.place.sheet, problem.place.row) == ("unknown-row", "Response", 4)
    assert "“Please look at this”" in problem.message
    assert "“Our view”" in problem.message


@pytest.mark.parametrize("title", ["Response", "Actions"])
def test_text_above_the_header_is_told_and_no_action(office, sheet, title):
    sheet[title].insert_rows(1)
    sheet[title]["A1"] = "Draft of Monday"
    sheet[title]["E1"] = "for comments"
    returned = office.read(sheet)
    assert returned.additions == []
    (problem,) = returned.problems
    assert problem.code == "unknown-row"
    assert "“Draft of Monday”" in problem.message
    assert "“for comments”" in problem.message


def test_deleted_rows_say_nothing(office, answered):
    answered["Response"].delete_rows(answered.row("Response", "RG.1 I-1"))
    answered["Actions"].delete_rows(answered.row("Actions", "Count dams"))
    returned = office.read(answered)
    assert len(returned.claims) == 2
    assert returned.problems == []


def test_a_cleared_row_is_as_good_as_deleted(office, sheet):
    for title in ("Response", "Actions"):
        row = sheet[title][3]
        for cell in row:
            if cell.column != 2:  # nobody sees the id
                cell.value = None
    returned = office.read(sheet)
    assert (returned.claims, returned.additions, returned.problems) == ([], [], [])


def test_a_cut_row_is_the_same_row(office, answered, expected):
    for title, text in (("Response", "RG.1 I-3"), ("Actions", "Mend dams")):
        sheet, row = answered[title], answered.row(title, text)
        sheet.move_range(f"A{row}:{sheet.cell(row, sheet.max_column).coordinate}", rows=40)
    returned = office.read(answered)
    assert said(returned) == expected
    assert returned.problems == []


def test_a_deleted_id_column(office, answered, expected):
    for title in ("Response", "Actions"):
        answered[title].delete_cols(2)
    assert said(office.read(answered)) == expected


def test_wrong_ids_do_not_count(office, answered, expected):
    sheet = answered["Response"]
    ids = [sheet.cell(row, 2).value for row in range(3, 8)]
    for row, id in enumerate(reversed(ids), 3):
        sheet.cell(row, 2).value = id
    assert said(office.read(answered)) == expected


def test_an_id_alone_is_not_enough(office, sheet):
    row = sheet.row("Response", "RG.1 I-3")
    sheet.type("Response", row, REASON, "Too few fish")
    sheet.type("Response", row, REFERENCE, "Number three")
    sheet.type("Response", row, HEADLINE, "Something of our own")
    returned = office.read(sheet)
    assert returned.claims == []
    (problem,) = returned.problems
    assert problem.code == "unknown-row"
    for text in ("Number three", "Something of our own", "Too few fish"):
        assert f"“{text}”" in problem.message


# Copies --------------------------------------------------------------------------------------


def copy_row(department, title, text):
    """Copy a whole row below the others and return its number."""
    sheet = department[title]
    values = [cell.value for cell in sheet[department.row(title, text)]]
    sheet.append(values)
    return sheet.max_row


def test_an_untouched_copy_says_nothing_more(office, answered, expected):
    copy_row(answered, "Response", "RG.1 I-3")
    copy_row(answered, "Actions", "Mend dams")
    returned = office.read(answered)
    assert said(returned) == expected
    assert returned.problems == []


def test_on_response_the_changed_copy_counts(office, sheet):
    row = copy_row(sheet, "Response", "RG.1 I-3")
    sheet.type("Response", row, REASON, "Too few fish")
    returned = office.read(sheet)
    assert said(returned) == [(office.place(3), "Too few fish")]
    assert returned.problems == []


def test_two_copies_with_different_answers_are_asked_about(office, sheet):
    sheet.type("Response", "RG.1 I-3", REASON, "Too few fish")
    sheet.type("Response", "RG.1 I-3", ACCEPTANCE, "Accepted")
    row = copy_row(sheet, "Response", "RG.1 I-3")
    sheet.type("Response", row, REASON, "Too many boats")
    claims = {claim.field: claim for claim in office.read(sheet).claims}
    assert claims["acceptance"].doubt == ""
    assert "“Too few fish”" in claims["reason"].doubt
    assert "“Too many boats”" in claims["reason"].doubt


def test_a_changed_copy_of_an_action_beside_the_original_is_told(office, sheet):
    row = copy_row(sheet, "Actions", "Mend dams")
    sheet.type("Actions", row, "action.description", "Mend bridges")
    returned = office.read(sheet)
    assert (returned.claims, returned.additions) == ([], [])
    (problem,) = returned.problems
    assert problem.code == "copied-row"
    assert "“Mend bridges”" in problem.message


@pytest.mark.parametrize(("title", "text"), [("Response", "RG.1 I-2"), ("Actions", "Count dams")])
def test_a_copied_part_of_a_row_asks_to_remove_nothing(office, sheet, title, text):
    row = copy_row(sheet, title, text)
    for column in range(sheet.column(title, HEADLINE) + 1, sheet[title].max_column + 1):
        sheet[title].cell(row, column).value = None
    returned = office.read(sheet)
    assert (returned.claims, returned.additions, returned.problems) == ([], [], [])


def test_a_cell_cleared_in_all_copies_is_cleared(office, sheet):
    sheet.type("Response", "RG.1 I-2", ACCEPTANCE, None)
    copy_row(sheet, "Response", "RG.1 I-2")
    assert said(office.read(sheet)) == [(office.place(2), None)]


def test_a_copied_sheet_counts_like_copied_rows(office, sheet):
    sheet.copy_sheet("Response", "Response (2)")
    row = sheet.row("Response", "RG.1 I-3")
    sheet["Response (2)"].cell(row, sheet.column("Response", REASON)).value = "Too few fish"
    returned = office.read(sheet)
    assert said(returned) == [(office.place(3), "Too few fish")]
    assert returned.claims[0].place.sheet == "Response (2)"
    assert codes(returned) == ["copied-sheet"]


# Sheets and columns --------------------------------------------------------------------------


@pytest.mark.parametrize("new", ["Antwort", "Actions 2026", " response "])
def test_a_renamed_sheet(office, answered, expected, new):
    answered["Response"].title = new
    returned = office.read(answered)
    assert said(returned) == expected
    assert returned.problems == []
    assert new in {claim.place.sheet for claim in returned.claims}


def test_a_renamed_sheet_without_its_row_of_keys(office, answered, expected):
    for title, new in (("Response", "Antwort"), ("Actions", "Aktionen")):
        answered[title].delete_rows(2)
        answered[title].title = new
    assert said(office.read(answered)) == expected


def test_a_renamed_header_keeps_its_key_and_is_told(office, answered, expected):
    answered.book["Response"].cell(1, answered.column("Response", REASON)).value = "Grund"
    returned = office.read(answered)
    assert said(returned) == expected
    (problem,) = returned.problems
    assert problem.code == "renamed-column"
    assert "“Grund”" in problem.message
    assert "Grund" in {claim.place.column for claim in returned.claims}


def test_all_headers_renamed(office, answered, expected):
    for cell in answered["Response"][1]:
        cell.value = f"Spalte {cell.column}"
    assert said(office.read(answered)) == expected


@pytest.mark.parametrize("how", ["deleted", "emptied"])
def test_without_the_keys_labels_tell_the_columns(office, answered, expected, how):
    for title in ("Response", "Actions"):
        if how == "deleted":
            answered[title].delete_rows(2)
        else:
            for cell in answered[title][2]:
                cell.value = None
    returned = office.read(answered)
    assert said(returned) == expected
    assert returned.problems == []


def test_neither_header_nor_keys_leave_a_table(office, answered):
    answered["Response"].delete_rows(1, 2)
    returned = office.read(answered)
    assert [claim.field for claim in returned.claims] == ["progress"]
    assert codes(returned) == ["extra-sheet", "missing-sheet"]
    assert returned.problems[-1].message.endswith("nothing was read from it: M3: “Too few fish”.")


def test_moved_columns(office, answered, expected):
    for title in ("Response", "Actions"):
        sheet = answered[title]
        rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
        for row, values in enumerate(rows, 1):
            for column, value in enumerate(reversed(values), 1):
                sheet.cell(row, column).value = value
    returned = office.read(answered)
    assert said(returned) == expected
    assert returned.problems == []


def test_a_missing_answer_column_is_not_edited(office, answered, expected):
    answered["Response"].delete_cols(answered.column("Response", "response.text"))
    returned = office.read(answered)
    assert said(returned) == expected
    assert codes(returned) == ["missing-column"]


@pytest.mark.parametrize("key", [REFERENCE, HEADLINE, "recommendation.rationale", "evaluation.title"])
def test_a_missing_locked_column(office, answered, expected, key):
    answered["Response"].delete_cols(answered.column("Response", key))
    returned = office.read(answered)
    assert said(returned) == expected
    assert returned.problems == []


@pytest.mark.parametrize("key", [REFERENCE, HEADLINE, "action.number"])
def test_a_missing_locked_column_of_actions(office, answered, expected, key):
    answered["Actions"].delete_cols(answered.column("Actions", key))
    assert said(office.read(answered)) == expected


def test_a_column_added_between_ours_is_told(office, answered, expected):
    sheet = answered["Response"]
    sheet.insert_cols(4)
    sheet["D1"] = "Who"
    sheet["D5"] = "Legal unit"
    returned = office.read(answered)
    assert said(returned) == expected
    (problem,) = returned.problems
    assert (problem.code, problem.place.column) == ("extra-column", "Who")
    assert "row 5: “Legal unit”" in problem.message


def double(department, key):
    """Copy a column of Response to the right of all others and return its number."""
    sheet = department["Response"]
    column, new = department.column("Response", key), sheet.max_column + 1
    for row in range(1, sheet.max_row + 1):
        sheet.cell(row, new).value = sheet.cell(row, column).value
    return new


def test_a_copied_column_counts_once(office, answered, expected):
    double(answered, REASON)
    returned = office.read(answered)
    assert said(returned) == expected
    assert codes(returned) == ["double-column"]


def test_what_was_typed_into_a_copied_column_counts(office, sheet):
    column = double(sheet, REASON)
    sheet["Response"].cell(sheet.row("Response", "RG.1 I-3"), column).value = "Too few fish"
    assert said(office.read(sheet)) == [(office.place(3), "Too few fish")]


def test_a_column_twice_with_different_answers_is_asked_about(office, answered):
    column = double(answered, REASON)
    answered["Response"].cell(answered.row("Response", "RG.1 I-3"), column).value = "Too many boats"
    claim = next(claim for claim in office.read(answered).claims if claim.field == "reason")
    assert "“Too few fish” and “Too many boats”" in claim.doubt


def test_a_locked_column_twice_is_told_with_its_text(office, sheet):
    column = double(sheet, HEADLINE)
    sheet["Response"].cell(4, column).value = "Better: look after the ships."
    (problem,) = office.read(sheet).problems
    assert problem.code == "double-column"
    assert "“Better: look after the ships.”" in problem.message


# Locked text typed over ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("recommendation.priority", "Urgent"),
        (HEADLINE, "Look after all the fish."),
        (HEADLINE, None),
        (REFERENCE, "No. 3"),
        (REFERENCE, None),
    ],
)
def test_a_locked_cell_typed_over_leaves_the_row_known(office, answered, expected, key, text):
    answered.type("Response", "RG.1 I-3", key, text)
    returned = office.read(answered)
    assert said(returned) == expected
    (problem,) = returned.problems
    assert problem.code == "locked-cell"
    assert problem.message.startswith("RG.1 I-3: ")
    assert (f"“{text}”" if text else "cleared") in problem.message


def test_a_reference_typed_in_another_way_is_the_same(office, answered, expected):
    answered.type("Response", "RG.1 I-3", REFERENCE, "rg.1  i–3")
    answered.type("Response", "rg.1  i–3", "recommendation.priority", "Urgent")
    assert said(office.read(answered)) == expected


def test_text_that_goes_on_elsewhere_or_was_completed_is_the_same(office):
    long = "Rivers should be counted and mended. " * 150
    with office.workspace.edit("Long") as editor:
        editor.set(office.recommendations[2], "headline", long)
    sheet = office.send("POLICY")
    sheet.type("Response", "RG.1 I-3", "recommendation.priority", "Urgent")
    sheet.type("Response", "RG.1 I-3", REASON, "Too few fish")
    shortened = office.read(sheet)
    sheet.type("Response", "RG.1 I-3", HEADLINE, long)
    whole = office.read(sheet)
    for returned in (shortened, whole):
        assert said(returned) == [(office.place(3), "Too few fish")]
        assert codes(returned) == ["locked-cell"]


def test_a_row_that_contradicts_itself_is_asked_about(office, answered):
    answered.type("Response", "RG.1 I-3", HEADLINE, "Look after the dams.")
    returned = office.read(answered)
    claim = next(claim for claim in returned.claims if claim.field == "reason")
    assert claim.target == office.place(3)
    assert "RG.1 I-3" in claim.doubt
    assert "RG.1 I-1" in claim.doubt
    assert codes(returned) == ["locked-cell"]


def test_a_row_that_contradicts_itself_without_an_id_is_told(office, answered):
    answered.type("Response", "RG.1 I-3", HEADLINE, "Look after the dams.")
    answered["Response"].delete_cols(2)
    returned = office.read(answered)
    assert [claim.field for claim in returned.claims] == ["progress"]
    (problem,) = returned.problems
    assert problem.code == "unknown-row"
    assert "“Too few fish”" in problem.message


def test_a_formula_over_a_hidden_id_is_told(office, sheet):
    sheet.type("Response", "RG.1 I-3", "recommendation.id", "=A1&qz")
    returned = office.read(sheet)
    assert codes(returned) == ["locked-cell"]
    assert "=A1&qz" in returned.problems[0].message


@pytest.mark.parametrize("description", [None, "Count fish"])
def test_a_formula_over_the_hidden_id_of_a_new_row_is_told(office, sheet, description):
    row = sheet.new_action(description=description)
    sheet.type("Actions", row, "action.id", "=A1&qz")
    assert any("=A1&qz" in problem.message for problem in office.read(sheet).problems)
