"""Valid answers that can be in the wrong place, or mean something else than they say: always asked."""

import datetime
import shutil

import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from tests.workbench.tracking.returned.department import Department
from tests.workbench.tracking.returned.test_additions import REFERENCE, merge, only
from tests.workbench.tracking.returned.test_identity import refused, say, twin
from tests.workbench.tracking.returned.test_rows import codes
from workbench.tracking.returned import SheetReader

TEXT, REASON, PART = "response.text", "response.reason", "recommendation.part"


def row_values(department, row):
    return [cell.value for cell in department["Response"][row]]


def doubts(returned):
    return [claim.doubt for claim in returned.claims]


# Rows ----------------------------------------------------------------------------------------


def test_a_row_copied_over_that_of_another_recommendation_is_asked_about(office, sheet):
    sheet.put("Response", [row_values(sheet, 3), row_values(sheet, 3)])
    sheet.type("Response", 4, REASON, "Too few boats")
    returned = office.read(sheet)
    (doubt,) = doubts(returned)
    assert doubt.startswith("RG.1 I-1 stands in several rows, and RG.1 I-2 is missing")


def test_a_copied_row_is_not_asked_about_where_no_other_is_missing(office, sheet):
    sheet["Response"].append(row_values(sheet, 3))
    sheet.type("Response", sheet["Response"].max_row, REASON, "Too few dams")
    assert doubts(office.read(sheet)) == [""]


def test_a_sheet_that_gives_every_row_another_part_may_be_that_of_another_unit(office):
    sheet = office.send("FIELD")
    say(sheet, "unit", "POLICY")
    sheet.type("Response", "RG.1 I-1", REASON, "Whose is this?")
    sheet.new_action(reference=REFERENCE, description="Count fish")
    returned = office.read(sheet)
    assert "sheet of another unit" in only(returned).doubt
    assert all("sheet of another unit" in doubt for doubt in doubts(returned))


def test_a_part_typed_over_in_one_row_is_no_doubt(office, sheet):
    sheet.type("Response", "RG.1 I-1", PART, "Contributor")
    sheet.type("Response", "RG.1 I-1", REASON, "Too few dams")
    assert doubts(office.read(sheet)) == [""]


def test_texts_of_other_rows_are_asked_about(office, sheet):
    """Somebody filled the text of the first row down, or put in a cell and moved the rest down."""
    for row in (4, 5):
        sheet.type("Response", row, TEXT, sheet.cell("Response", 3, TEXT).value)
    found = doubts(office.read(sheet))
    assert len(found) == sum("This is what RG.1 I-1 said" in doubt for doubt in found) == 2


def test_texts_moved_to_another_column_are_asked_about_at_both_ends(office, sheet):
    for row in (3, 4):
        sheet.type("Response", row, REASON, sheet.cell("Response", row, TEXT).value)
        sheet.type("Response", row, TEXT, None)
    found = doubts(office.read(sheet))
    assert len(found) == sum("perhaps it was moved" in doubt for doubt in found) == 4


def test_one_text_of_another_row_is_no_doubt(office, sheet):
    sheet.type("Response", 4, TEXT, sheet.cell("Response", 3, TEXT).value)
    assert doubts(office.read(sheet)) == [""]


# Columns and merged cells --------------------------------------------------------------------


def test_exchanged_headers_are_asked_about(office, sheet):
    one, other = (sheet["Response"].cell(1, sheet.column("Response", key)) for key in (TEXT, REASON))
    one.value, other.value = other.value, one.value
    sheet.type("Response", "RG.1 I-3", TEXT, "Too few fish")
    sheet.type("Response", "RG.1 I-3", REASON, "We count them")
    returned = office.read(sheet)
    assert all("that of another one" in doubt for doubt in doubts(returned))
    assert len(returned.claims) == 2


def test_a_missing_answer_column_is_told(office, sheet):
    sheet["Response"].delete_cols(sheet.column("Response", REASON))
    (problem,) = office.read(sheet).problems
    assert (problem.code, problem.place.column) == ("missing-column", "Reason")


def test_empty_cells_under_a_merged_one_that_says_something_are_told(office, sheet):
    sheet.type("Response", 3, REASON, "For all three")
    letter = sheet.cell("Response", 3, REASON).column_letter
    sheet["Response"].merge_cells(f"{letter}3:{letter}5")
    returned = office.read(sheet)
    assert [claim.theirs for claim in returned.claims] == ["For all three"]
    (problem,) = returned.problems
    assert problem.code == "merged-cell"
    assert "shows “For all three” also for “Reason” of RG.1 I-2, “Reason” of RG.1 I-3" in problem.message


def test_empty_cells_merged_together_say_nothing(office, sheet):
    letter = sheet.cell("Response", 3, REASON).column_letter
    sheet["Response"].merge_cells(f"{letter}3:{letter}5")
    returned = office.read(sheet)
    assert (returned.claims, returned.problems) == ([], [])


# Cells ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "format", "said"),
    [
        (0.5, "0%", "“50%”"),
        (3, "0%", "“300%”"),
        (2.5, "@", "a number rather than text."),
        (1500000, '#,##0 "dollars"', "dollars"),
        (46000.5, "General", "a number"),
        (datetime.datetime(2031, 3, 1), "mmmm yyyy", "mmmm yyyy"),
        (datetime.timedelta(hours=30), "[h]:mm", "[h]:mm"),
    ],
)
def test_what_is_no_text_in_a_text_cell_is_asked(office, sheet, value, format, said):
    cell = sheet.cell("Response", "RG.1 I-3", REASON)
    cell.value, cell.number_format = value, format
    (claim,) = office.read(sheet).claims
    assert claim.raw
    assert said in claim.doubt


def test_a_plain_whole_number_is_text(office, sheet):
    cell = sheet.cell("Response", "RG.1 I-3", REASON)
    cell.value, cell.number_format = 2027, "General"
    (claim,) = office.read(sheet).claims
    assert (claim.theirs, claim.doubt) == ("2027", "")


def test_text_cells_are_sent_as_text_so_that_nothing_is_made_of_what_is_typed(sheet):
    formats = {key: sheet.cell("Response", 5, key).number_format for key in (TEXT, REASON)}
    assert set(formats.values()) == {"@"}
    assert sheet.cell("Actions", "Mend dams", "action.due").number_format == "yyyy-mm-dd"
    assert sheet.cell("Response", 5, "response.acceptance").number_format == "General"


def test_what_is_struck_out_is_asked_about(office, sheet):
    struck = CellRichText(TextBlock(InlineFont(strike=True), "We refuse. "), "We accept.")
    sheet.type("Response", "RG.1 I-3", REASON, struck)
    returned = office.read(sheet)
    (doubt,) = doubts(returned)
    assert "struck out" in doubt
    assert codes(returned) == ["struck-out"]


def test_where_a_link_leads_is_told(office, sheet):
    cell = sheet.cell("Actions", "Mend dams", "action.evidence")
    cell.value, cell.hyperlink = "The report", "https://agency.example/report.pdf"
    bare = sheet.cell("Actions", "Count dams", "action.evidence")
    bare.value = bare.hyperlink = "https://agency.example/dams"
    (problem,) = office.read(sheet).problems
    assert problem.code == "link"
    assert "https://agency.example/report.pdf" in problem.message


# Whole files ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "value"), [("unit", "FIELD"), ("stage", "follow-up"), ("workspace", "someone")]
)
def test_a_file_that_contradicts_itself_is_refused(office, sheet, name, value):
    twin(sheet, name).value = value
    message = refused(office, sheet)
    assert "contradicts itself" in message
    assert f"“{value}”" in message


def test_similar_new_rows_of_two_files_in_one_place_are_asked_about(office, sheet):
    row = sheet.new_action(reference=REFERENCE, description="Count fish in the lake")
    sheet.save()
    other = Department(shutil.copy(sheet.path, sheet.path.with_name("b.xlsx")))
    other.type("Actions", row, "action.description", "Count fish in the lakes")
    reader = SheetReader(office.workspace)
    returns = [office.read(sheet, reader), office.read(other, reader)]
    assert [only(returned).doubt for returned in returns] == [
        f"Row {row} of “{one.path.name}” adds an action in similar words; it cannot be told whether both"
        " mean the same one."
        for one in (other, sheet)
    ]
    assert sum(text.startswith("Count fish") for text in merge(office, *returns)) == 2


def test_the_same_file_twice_in_one_run_asks_nothing(office, sheet):
    sheet.new_action(reference=REFERENCE, description="Count fish in the lake")
    reader = SheetReader(office.workspace)
    returns = [office.read(sheet, reader) for _ in range(2)]
    assert [only(returned).doubt for returned in returns] == ["", ""]
