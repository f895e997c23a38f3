"""Which workbooks are read at all; every refusal names the file and what is wrong with it."""

import openpyxl
import pytest

from workbench.errors import UserError
from workbench.tracking.returned import read_sheet
from workbench.workspace import Workspace


def without_properties(department):
    """Drop the custom properties, as some programs do."""
    props = department.book.custom_doc_props
    for name in list(props.names):
        del props[name]


def twin(department, name):
    """Return the cell of the sheet Lists that repeats a property."""
    sheet = department["Lists"]
    head = [cell.value for cell in sheet[1]]
    names = head.index("property") + 1
    row = next(row for row in range(2, sheet.max_row + 1) if sheet.cell(row, names).value == name)
    return sheet.cell(row, names + 1)


def say(department, name, value):
    """Let a workbook say something else of itself, in both places."""
    department.book.custom_doc_props[name].value = value
    twin(department, name).value = value


def refused(office, department):
    with pytest.raises(UserError) as refusal:
        office.read(department)
    assert f"“{department.path.name}”" in str(refusal.value)
    return str(refusal.value)


def test_a_return_says_where_it_belongs(office, sheet):
    point = office.workspace.point
    with office.workspace.edit("Later") as editor:
        editor.set(office.paper, "title", "Great rivers")
    returned = office.read(sheet)
    assert (returned.kind, returned.unit, returned.point) == ("sheet", "POLICY", point)
    assert returned.name == sheet.path.name
    assert len(returned.sha256) == 64
    assert returned.base == office.workspace.at(point)


def test_the_twin_in_lists_says_it_where_a_program_dropped_the_properties(office, sheet):
    without_properties(sheet)
    sheet.type("Response", "RG.1 I-3", "response.acceptance", "Accepted")
    (claim,) = office.read(sheet).claims
    assert (claim.field, claim.theirs) == ("acceptance", "accepted")


def test_numbers_that_came_back_as_fractions_are_the_same(office, sheet):
    say(sheet, "schema_version", "1.0")
    say(sheet, "paper", f"{office.paper}.0")
    assert office.read(sheet).claims == []


def test_any_other_workbook_is_refused(office, tmp_path):
    path = tmp_path / "shopping.xlsx"
    book = openpyxl.Workbook()
    book.active.append(["Reference", "Id", "Acceptance"])
    book.save(path)
    with pytest.raises(UserError, match=r"“shopping\.xlsx” is not a tracking sheet .*intake --as matrix"):
        read_sheet(path, office.workspace)


def test_another_workspaces_sheet_is_refused(office, sheet, tmp_path):
    with Workspace.create(tmp_path / "other.evw", name="Other") as other:
        office.workspace = other
        message = refused(office, sheet)
        assert "another workspace (“Tracking sheet for RG.1/A”)" in message
        assert message.endswith("for POLICY; merge it there.")


@pytest.mark.parametrize(
    ("version", "expected"),
    [("2", "newer version"), ("1.5", "cannot read"), ("0", "cannot read"), ("one", "cannot read")],
)
def test_a_layout_that_cannot_be_read_is_refused(office, sheet, version, expected):
    say(sheet, "schema_version", version)
    assert expected in refused(office, sheet)


@pytest.mark.parametrize("name", ["journal_point", "unit", "workspace"])
def test_a_sheet_that_lost_a_property_is_refused(office, sheet, name):
    say(sheet, name, " ")
    assert name.replace("_", " ") in refused(office, sheet)


@pytest.mark.parametrize(("name", "value"), [("paper", "first"), ("stage", "later")])
def test_a_property_that_makes_no_sense_is_refused(office, sheet, name, value):
    say(sheet, name, value)
    assert f"“{value}”" in refused(office, sheet)


def test_a_paper_that_never_was_is_refused(office, sheet):
    say(sheet, "paper", "999")
    assert "paper" in refused(office, sheet)


def test_a_unit_that_was_asked_nothing_is_refused(office, sheet):
    say(sheet, "unit", "GARDENS")
    assert "GARDENS" in refused(office, sheet)


def test_a_workbook_without_both_tables_is_refused(office, sheet):
    del sheet.book["Response"]
    del sheet.book["Actions"]
    assert "Response and Actions" in refused(office, sheet)


@pytest.mark.parametrize("title", ["Response", "Actions"])
def test_one_missing_table_is_told(office, sheet, title):
    del sheet.book[title]
    (problem,) = office.read(sheet).problems
    assert problem.code == "missing-sheet"
    assert problem.message == f"The sheet {title} is missing; nothing was read from it."
