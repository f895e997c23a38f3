"""What LibreOffice saved as xlsx and ods is read as what it was."""

import datetime
import re
import subprocess

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.worksheet.formula import ArrayFormula

from tests.workbench.tracking.building import Paper
from workbench.errors import UserError
from workbench.spreadsheets import read_book

pytestmark = pytest.mark.needs("soffice")

SHEET = "RG.12-EVA-3 POLICY"
LONG = "The agency should agree on a plan and publish what came of it. " * 60
FORMATS = ("xlsx", "ods")


def every_kind(path):
    """Write a workbook with values of every kind as a person would have typed them."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Values"
    sheet.append([" a", "a ", "a  b", "a\tb", "\na", "a\n\nb", "  ", "x\n", "a\u00a0b", "'=q", "\U0001f44d"])
    sheet.append(
        [
            1,
            2.5,
            True,
            datetime.date(2026, 1, 31),
            datetime.datetime(2026, 1, 31, 10, 30),
            datetime.time(10, 30),
            datetime.timedelta(hours=36),
            0.5,
        ]
    )
    sheet["H2"].number_format = "0%"
    sheet["A3"] = "#N/A"
    for cell, formula in (("B3", "=1/0"), ("C3", "=A2*2"), ("D3", '=IF(1,"text","")'), ("E3", '=""')):
        sheet[cell] = formula
    sheet["A5"] = ArrayFormula("A5:A6", "=B5:B6*2")
    sheet["B5"], sheet["B6"] = 5, 6
    sheet.merge_cells("D5:F6")
    sheet["D5"] = "merged"
    sheet["H5"] = "with a comment"
    sheet["H5"].comment = Comment("first\nsecond  line", "somebody")
    for row in range(10, 14):
        for column in range(1, 5):
            sheet.cell(row, column, "same")
    sheet["A20"], sheet["B20"], sheet["C20"] = "report", "struck", 7
    sheet["A20"].hyperlink = "https://example.org/report.pdf"
    sheet["B20"].font = Font(strike=True)
    sheet["C20"].number_format = "00000"
    sheet["D20"] = CellRichText("We ", TextBlock(InlineFont(strike=True), "do not "), "agree")
    sheet.oddHeader.left.text, sheet.oddFooter.center.text = "Our header", "Page &P"
    for title, state in (("Hidden", "hidden"), ("Very", "veryHidden")):
        hidden = book.create_sheet(title)
        hidden.sheet_state = state
        hidden["B2"] = title
    book.create_sheet("Empty")
    book.save(path)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder with two workbooks, and in folders beside them what LibreOffice saved them as."""
    folder = tmp_path_factory.mktemp("soffice")
    every_kind(folder / "kinds.xlsx")
    paper = Paper()
    paper.recommend(
        "POLICY",
        "FIELD",
        headline="=SUM(A1) and\n\n- one\n- two",
        rationale=LONG,
        response={"acceptance": "accepted", "text": LONG, "reason": "شكرا", "cleared_on": "2027-01-31"},
        actions=[{"description": "#N/A", "responsible_unit": "POLICY", "due": "2026-12-31", "status": " x"}],
    )
    paper.recommend("FIELD", "POLICY", response={"text": "'quoted **bold**", "cleared_by": "0012"})
    paper.books(folder)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    files = [folder / "kinds.xlsx", folder / f"{SHEET}.xlsx"]
    for kind in (*FORMATS, "xls"):
        command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", folder / kind, *files]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
    return folder


@pytest.mark.parametrize("kind", FORMATS)
def test_every_kind_of_value(folder, kind):
    original = read_book(folder / "kinds.xlsx").sheets[0]
    sheet = read_book(folder / kind / f"kinds.{kind}").sheets[0]
    assert sheet.rows[:2] == original.rows[:2]
    assert sheet.rows[4:] == original.rows[4:]
    assert sheet.value(1, 2) is True
    assert sheet.value(1, 3) == datetime.date(2026, 1, 31)
    assert sheet.covered == {(4, 4), (4, 5), (5, 3), (5, 4), (5, 5)}
    assert sheet.merged == [((4, 3), (5, 5))]
    assert sheet.notes == {(4, 7): "first\nsecond  line"}


@pytest.mark.parametrize("kind", FORMATS)
def test_formulas_and_errors(folder, kind):
    sheet = read_book(folder / kind / f"kinds.{kind}").sheets[0]
    assert set(sheet.formulas) == {(2, 1), (2, 2), (2, 3), (2, 4), (4, 0), (5, 0)}
    assert re.sub(r"[\[\].]", "", sheet.formulas[2, 2]) == "=A2*2"
    assert sheet.computed == {(2, 2): 2, (2, 3): "text", (4, 0): 10, (5, 0): 12}
    assert sheet.errors == {(2, 0): "#N/A", (2, 1): "#DIV/0!"}


@pytest.mark.parametrize("path", ["kinds.xlsx", "xlsx/kinds.xlsx", "ods/kinds.ods"])
def test_links_formats_struck_text_and_lines_of_the_pages(folder, path):
    sheet = read_book(folder / path).sheets[0]
    assert sheet.value(19, 3) == "We do not agree"
    assert sheet.links == {(19, 0): "https://example.org/report.pdf"}
    assert (sheet.formats[1, 7], sheet.formats[19, 2]) == ("0%", "00000")
    assert sheet.formats[1, 3] == "yyyy-mm-dd"
    assert not {(1, 0), (1, 1), (1, 2), (9, 0)} & sheet.formats.keys()
    assert sheet.struck == {(19, 1), (19, 3)}
    assert sheet.margins == ["Our header", "Page"]


@pytest.mark.parametrize("kind", FORMATS)
def test_sheets_and_what_is_hidden(folder, kind):
    sheets = read_book(folder / kind / f"kinds.{kind}").sheets
    assert [(sheet.title, sheet.hidden) for sheet in sheets] == [
        ("Values", False),
        ("Hidden", True),
        ("Very", True),
        ("Empty", False),
    ]
    assert [sheet.rows for sheet in sheets[1:]] == [[(), (None, "Hidden")], [(), (None, "Very")], []]


@pytest.mark.parametrize("kind", FORMATS)
def test_a_tracking_sheet_saved_again_is_the_same(folder, kind):
    ours = read_book(folder / f"{SHEET}.xlsx")
    theirs = read_book(folder / kind / f"{SHEET}.{kind}")
    assert [(sheet.title, sheet.hidden) for sheet in theirs.sheets] == [
        (sheet.title, sheet.hidden) for sheet in ours.sheets
    ]
    for our, their in zip(ours.sheets, theirs.sheets, strict=True):
        assert (their.rows, their.covered) == (our.rows, our.covered), our.title
        assert (their.formulas, their.errors) == ({}, {})
        assert (their.links, their.struck, their.boxes) == ({}, set(), [])
        assert (their.formats, their.margins) == (our.formats, our.margins)
    assert theirs.properties.items() >= ours.properties.items()
    assert theirs.warnings == []


def test_the_old_format_is_refused(folder):
    with pytest.raises(UserError, match=r"^“kinds.xls” is an old Excel workbook \(.xls\); open it in Excel"):
        read_book(folder / "xls" / "kinds.xls")
