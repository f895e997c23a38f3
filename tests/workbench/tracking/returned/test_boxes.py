"""Text boxes and page headers of a returned sheet are told: nothing in them is read."""

import pytest

from tests.workbench.tracking.returned.department import Office
from workbench.spreadsheets import read_book
from workbench.tracking.returned import SheetReader
from workbench.workspace import Workspace


@pytest.fixture
def sent(tmp_path):
    """A reader, and the workbook of POLICY as it was sent."""
    with Workspace.create(tmp_path / "W.evw", author="somebody") as workspace:
        path = Office(workspace, tmp_path).send("POLICY").path
        yield SheetReader(workspace), read_book(path)


def test_a_text_box_is_told_with_its_text_and_its_sheet(sent):
    reader, book = sent
    response, other = (sheet for sheet in book.sheets if sheet.title in ("Response", "Lists"))
    response.boxes += ["We do not agree.", "Nor do they."]
    other.boxes.append("Hidden words")
    problems = [
        problem for problem in reader.interpret(book, "X.xlsx", "").problems if problem.code == "text-box"
    ]
    assert [problem.place.sheet for problem in problems] == ["Response", "Response", "Lists"]
    for problem, text in zip(problems, ("We do not agree.", "Nor do they.", "Hidden words"), strict=True):
        assert f"“{text}”" in problem.message


def test_our_own_sheets_have_none(sent):
    reader, book = sent
    assert [sheet.boxes for sheet in book.sheets] == [[]] * len(book.sheets)
    assert reader.interpret(book, "X.xlsx", "").problems == []


def test_what_was_typed_into_a_page_header_is_told_but_not_our_own_footer(sent):
    reader, book = sent
    response = next(sheet for sheet in book.sheets if sheet.title == "Response")
    assert response.margins
    response.margins.append("For the director’s eyes")
    (problem,) = reader.interpret(book, "X.xlsx", "").problems
    assert (problem.code, problem.place.sheet) == ("page-margin", "Response")
    assert "“For the director’s eyes”" in problem.message
