"""What must be in the file still after LibreOffice, as a department's program, saved it again."""

import subprocess

import openpyxl
import pytest

from tests.workbench.tracking.building import Paper

pytestmark = pytest.mark.needs("soffice")

LONG = "The agency should agree on a plan and publish what came of it. " * 60


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """A workbook as we wrote it and as LibreOffice saved it, with text of every kind in it."""
    folder = tmp_path_factory.mktemp("quiet")
    paper = Paper()
    paper.recommend(
        "POLICY",
        "FIELD",
        headline="=SUM(A1) and\n\n- one\n- two",
        rationale=LONG,
        response={"acceptance": "accepted", "text": LONG, "reason": "شكرا", "cleared_on": "2027-01-31"},
        actions=[
            {
                "description": "#N/A",
                "responsible_unit": "POLICY",
                "due": "1850-01-01",
                "status": " \U0001f44d",
            }
        ],
    )
    paper.recommend("FIELD", "POLICY", response={"text": "'quoted **bold**", "cleared_by": "0012"})
    paper.books(folder)
    source = folder / "RG.12-EVA-3 POLICY.xlsx"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", folder / "again", source]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return source, folder / "again" / source.name


@pytest.fixture(scope="module")
def books(files):
    return [openpyxl.load_workbook(file) for file in files]


def test_every_cell_shows_the_same(books):
    ours, theirs = books
    assert ours.sheetnames == theirs.sheetnames
    for sheet in ours.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                other = theirs[sheet.title][cell.coordinate]
                assert other.value == cell.value, (sheet.title, cell.coordinate)


def test_what_is_open_stays_open_and_what_is_locked_locked(books):
    ours, theirs = books
    for name in ("Response", "Actions"):
        for row in ours[name].iter_rows():
            for cell in row:
                assert theirs[name][cell.coordinate].protection.locked == cell.protection.locked
        assert theirs[name].protection.sheet


def test_hidden_rows_columns_and_sheets_stay_hidden(books):
    theirs = books[1]
    assert [theirs[name].sheet_state != "visible" for name in ("Lists", "Baseline")] == [True, True]
    for name in ("Response", "Actions"):
        assert theirs[name].row_dimensions[2].hidden
        assert theirs[name].column_dimensions["B"].hidden


def test_properties_stay(books):
    ours, theirs = [{item.name: item.value for item in book.custom_doc_props.props} for book in books]
    assert theirs.items() >= ours.items()


def test_names_and_drop_downs_stay(books):
    ours, theirs = books
    assert set(ours.defined_names) <= set(theirs.defined_names)
    for name in ("Response", "Actions"):
        kinds = [
            sorted((c.type, c.formula1.lstrip("=")) for c in book[name].data_validations.dataValidation)
            for book in books
        ]
        assert [pair for pair in kinds[0] if pair[0] == "list"] == [
            pair for pair in kinds[1] if pair[0] == "list"
        ]
