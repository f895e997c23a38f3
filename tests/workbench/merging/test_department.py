"""Sheets filled in with LibreOffice, as a department does, and merged back exactly."""

import zipfile

import pytest

from tests.workbench.merging.calc import Sheets
from tests.workbench.merging.department import ACCEPTANCE, ANSWERED, REASON, TEXT
from workbench.merging.items import State
from workbench.merging.reading import read_returns

pytestmark = pytest.mark.needs("soffice")


# Untouched -----------------------------------------------------------------------------------


@pytest.mark.parametrize("unit", ["POLICY", "FIELD"])
@pytest.mark.parametrize("stage", ["response", "follow-up"])
def test_a_sheet_opened_and_saved_again_says_nothing(open_desk, unit, stage):
    desk = open_desk(unit, stage)
    before = desk.workspace.tree.copy(), desk.workspace.history()
    assert desk.merge() == ({}, [])
    assert (desk.workspace.tree, desk.workspace.history()) == before


def test_a_sheet_saved_in_one_form_and_then_another_says_nothing(open_desk, calc):
    desk = open_desk()
    for kind in ("ods", "xlsx", "ods"):
        between = desk.file.with_name(f"between {kind}.{kind}")
        desk.sheets.save(between, kind)
        desk.sheets.close()
        desk.sheets = Sheets(calc, between)
    assert desk.merge() == ({}, [])


# Answers -------------------------------------------------------------------------------------


def test_answers_typed_into_open_cells_arrive(open_desk):
    desk = open_desk()
    sheets = desk.sheets
    sheets.write("Response", "RG.1 I-1", ACCEPTANCE, "Accepted")
    sheets.write("Response", "RG.1 I-1", REASON, "It costs too much; see *annex*.")
    sheets.write("Response", "RG.1 I-3", "response.cleared_on", "2027-06-30")
    sheets.clear("Response", sheets.cell("Response", "RG.1 I-2", ACCEPTANCE))
    sheets.write("Response", "RG.1 I-5", "contribution.text", "We bring maps and pens.")
    sheets.write("Actions", "Count dams", "action.due", "31/12/2027")
    sheets.write("Actions", "Paint boats", "action.status", "Implemented")
    assert desk.merge() == (
        {
            ("RG.1 I-1", "acceptance"): "accepted",
            ("RG.1 I-1", "reason"): "It costs too much; see \\*annex\\*.",
            ("RG.1 I-3", "cleared_on"): "2027-06-30",
            ("RG.1 I-2", "acceptance"): None,
            ("RG.1 I-5 contribution", "text"): "We bring **maps** and pens.",
            ("Count dams", "due"): "2027-12-31",
            ("Paint boats", "status"): "implemented",
        },
        [],
    )


def test_text_comes_back_onto_its_marks(desk):
    sheets = desk.sheets
    shown = sheets.reads("Response", "RG.1 I-2", TEXT)
    sheets.write("Response", "RG.1 I-2", TEXT, shown.replace("small ones", "small ones too"))
    changes, problems = desk.merge()
    ((_, text),) = changes.items()
    assert "*largely* agrees on **boats**[^" in text
    assert text.endswith("- then the small ones too")
    assert problems == []


def test_a_new_action_arrives(open_desk):
    desk = open_desk()
    row = desk.sheets.row("Actions", "new")
    for key, text in (
        ("recommendation.reference", "RG.1 I-4"),
        ("action.description", "Mend bridges"),
        ("action.due", "2028-02-29"),
        ("action.status", "Not started"),
    ):
        desk.sheets.write("Actions", row, key, text)
    assert desk.merge() == (
        {
            ("new action", "description"): "Mend bridges",
            ("new action", "due"): "2028-02-29",
            ("new action", "status"): "not_started",
            ("new action", "responsible_unit"): "POLICY",
        },
        [],
    )
    action = list(desk.workspace.tree.of_kind("action"))[-1]
    assert desk.numbers[desk.workspace.tree.ancestor(action.id, "recommendation").id] == "RG.1 I-4"


# Cells ---------------------------------------------------------------------------------------


def test_merged_cells_lose_nothing_and_are_told(answered):
    letter = answered.sheets.column("Response", ACCEPTANCE)
    answered.sheets.merge("Response", f"{letter}3:{letter}4")
    assert answered.merge() == (ANSWERED, ["merged-cell"])


def test_a_comment_is_told(answered):
    answered.sheets.comment(
        "Response", answered.sheets.cell("Response", "RG.1 I-3", TEXT), "Still with the lawyers"
    )
    made = answered.back()
    assert answered.items(made).keys() == ANSWERED.keys()
    (problem,) = made.files[0].returned.problems
    assert problem.code == "comment"
    assert "“Still with the lawyers”" in problem.message


def test_a_formula_typed_into_a_text_is_what_was_typed(desk):
    desk.sheets.write("Response", "RG.1 I-2", REASON, "=B1 is what we think")
    assert desk.merge() == ({("RG.1 I-2", "reason"): "=B1 is what we think"}, [])


def test_a_formula_pasted_over_a_text_is_asked_about(answered):
    sheets = answered.sheets
    sheets.type("Response", "Z1", '="Too " & LOWER("MANY")')
    sheets.drag("Response", "Z1", sheets.cell("Response", "RG.1 I-2", REASON))
    made = answered.back()
    (item,) = made.undecided()
    assert (item.field, item.state, item.answers[0].value) == ("reason", State.ASKED, None)
    assert "formula" in item.answers[0].doubt
    assert "“Too many”" in item.answers[0].doubt


@pytest.mark.parametrize(("text", "meant"), [("partly agreed", "partially_accepted"), ("We shall see", None)])
def test_a_value_pasted_over_a_drop_down_is_understood_or_asked_about(desk, text, meant):
    sheets = desk.sheets
    sheets.type("Response", "Z1", text)
    sheets.drag("Response", "Z1", sheets.cell("Response", "RG.1 I-1", ACCEPTANCE))
    made = desk.back()
    (item,) = made.items
    assert (item.field, item.base) == ("acceptance", "not_accepted")
    assert item.state is (State.CHANGE if meant else State.ASKED)
    assert (item.answers[0].value, item.answers[0].raw) == (meant, None if meant else text)


def test_a_filter_set(answered):
    sheets = answered.sheets
    sheets.filter("Response", sheets.area("Response", first=1), 1, "RG.1 I-2")
    sheets.filter("Actions", sheets.area("Actions", first=1), 1, "RG.1 I-2")
    assert answered.merge() == (ANSWERED, [])


# Refused -------------------------------------------------------------------------------------


def refusal(desk, file):
    """Return why a file is refused."""
    desk.sheets.close()
    before = desk.workspace.tree.copy(), desk.workspace.point, desk.workspace.files()
    incoming = read_returns(desk.workspace, [file])
    assert incoming.returns == []
    assert (desk.workspace.tree, desk.workspace.point, desk.workspace.files()) == before
    return incoming.refused[0].reason


def test_a_file_with_a_password_is_refused(answered):
    answered.sheets.save(answered.file, answered.kind, "secret")
    assert "password" in refusal(answered, answered.file)


@pytest.mark.parametrize("kind", ["xlsx"], indirect=True)
def test_text_named_as_a_workbook_is_refused(answered):
    answered.sheets.save(answered.file, "csv")
    assert not zipfile.is_zipfile(answered.file)
    reason = refusal(answered, answered.file)
    assert "POLICY.xlsx" in reason
    assert "text" in reason


@pytest.mark.parametrize("kind", ["xlsx"], indirect=True)
@pytest.mark.parametrize("name", ["POLICY.xls", "POLICY.xlsx"])
def test_the_old_format_is_refused_with_advice(answered, name):
    file = answered.file.with_name(name)
    answered.sheets.save(file, "xls")
    assert ".xlsx" in refusal(answered, file).replace(name, "")
