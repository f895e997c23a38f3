"""Small files that would fill any memory, and large ones that hold little."""

import tracemalloc

import pytest

from tests.workbench.spreadsheets.building import MAIN, ods, only_sheet, read, xlsx, xlsx_parts, zipped
from workbench.errors import UserError
from workbench.spreadsheets import filling

TOO_LARGE = "is too large: it has more than 10,000 cells, merged ones included"
FAR = (
    "holds something in cell {} of sheet “S”, and cells beyond ALL100000 are not read; delete what stands out"
    " there and save it again"
)


@pytest.fixture
def few_cells(monkeypatch):
    monkeypatch.setattr(filling, "MAX_CELLS", 10_000)


def refusal(content, folder):
    with pytest.raises(UserError) as refused:
        read(content, folder)
    return str(refused.value).removeprefix("“X.xlsx” ").removesuffix(".")


@pytest.mark.parametrize("cell", ["XFD1048576", "A100001", "ALM1"])
@pytest.mark.parametrize(
    "content", ["<v>1</v>", "<f>1</f>", "<is><t>x</t></is>"], ids=["number", "formula", "text"]
)
def test_a_value_far_out_is_named(tmp_path, cell, content):
    kind = 't="inlineStr"' if "is" in content else ""
    assert refusal(xlsx(f'<row><c r="{cell}" {kind}>{content}</c></row>'), tmp_path) == FAR.format(cell)


def test_the_last_cell_that_is_read(tmp_path):
    sheet = only_sheet(xlsx('<row><c r="ALL100000"><v>1</v></c></row>'), tmp_path)
    assert (len(sheet.rows), len(sheet.rows[-1])) == (100_000, 1_000)
    assert sheet.value(99_999, 999) == 1


def test_styled_cells_far_out_are_nothing(tmp_path):
    assert only_sheet(xlsx('<row><c r="XFD1048576" s="0"/></row>'), tmp_path).rows == []


def test_styled_rows_take_no_memory(tmp_path):
    rows = "".join(
        f'<row r="{n}" s="0" customFormat="1" ht="{n % 97}"><c r="A{n}" s="0"/><c r="B{n}" s="0"/></row>'
        for n in range(1, 20_000)
    )
    content = xlsx(f'{rows}<row r="20000"><c r="A20000"><v>1</v></c></row>')
    read(xlsx(), tmp_path)  # what is imported counts for nothing
    tracemalloc.start()
    try:
        sheet = only_sheet(content, tmp_path)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert len(sheet.rows) == 20_000
    assert peak < 3 * 2**20


@pytest.mark.parametrize("reference", ["A1:XFD1048576", "B2:XFD1048576", "A1:A1048576"])
def test_one_merged_area_over_everything(tmp_path, reference):
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="3"><c r="C3"><v>3</v></c></row>'
    tail = f'<mergeCells><mergeCell ref="{reference}"/></mergeCells>'
    sheet = only_sheet(xlsx(rows, tail=tail), tmp_path)
    assert 2 <= len(sheet.covered) <= 8


def test_thousands_of_merged_areas_over_everything(tmp_path, few_cells):
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="9"><c r="I9"><v>3</v></c></row>'
    areas = "".join(f'<mergeCell ref="A1:XFD{n}"/>' for n in range(1, 5_000))
    assert refusal(xlsx(rows, tail=f"<mergeCells>{areas}</mergeCells>"), tmp_path) == TOO_LARGE


def test_arrays_over_everything(tmp_path, few_cells):
    rows = "".join(
        f'<row r="{n}"><c r="A{n}"><f t="array" ref="A{n}:XFD1048576">1</f></c><c r="Z{n}"><v>1</v></c></row>'
        for n in range(1, 100)
    )
    assert refusal(xlsx(rows), tmp_path) == TOO_LARGE


def test_a_long_formula_shared_by_many_cells(tmp_path, few_cells):
    long = "+".join(f"A{n}" for n in range(1, 500))
    rows = f'<row r="1"><c r="A1"><f t="shared" si="0">{long}</f></c></row>' + "".join(
        f'<row r="{n}"><c r="A{n}"><f t="shared" si="0"/></c></row>' for n in range(2, 1_000)
    )
    assert refusal(xlsx(rows), tmp_path) == TOO_LARGE


def test_endless_shared_texts(tmp_path, few_cells):
    strings = f'<sst xmlns="{MAIN}">{"<si/>" * 20_000}</sst>'
    assert refusal(zipped(xlsx_parts() | {"xl/sharedStrings.xml": strings}), tmp_path) == TOO_LARGE


def test_more_cells_than_are_read(tmp_path, few_cells):
    rows = f"<row>{'<c><v>1</v></c>' * 500}</row>" * 21
    assert refusal(xlsx(rows), tmp_path) == TOO_LARGE


def ods_cell(attributes, inner="<text:p>a</text:p>"):
    return f'<table:table-cell office:value-type="string" {attributes}>{inner}</table:table-cell>'


def test_a_row_repeated_to_the_end_of_the_sheet(tmp_path):
    row = f'<table:table-row table:number-rows-repeated="1048576">{ods_cell("")}</table:table-row>'
    assert refusal(ods(row), tmp_path) == FAR.format("A1048576")


def test_a_cell_repeated_to_the_end_of_the_row(tmp_path):
    cell = ods_cell('table:number-columns-repeated="16384"')
    assert refusal(ods(f"<table:table-row>{cell}</table:table-row>"), tmp_path) == FAR.format("XFD1")


def test_a_cell_repeated_for_ever(tmp_path):
    cell = ods_cell(f'table:number-columns-repeated="{10**30}"')
    assert "cells beyond ALL100000 are not read" in refusal(
        ods(f"<table:table-row>{cell}</table:table-row>"), tmp_path
    )


def test_a_block_of_repeated_rows_and_cells(tmp_path, few_cells):
    cell = ods_cell('table:number-columns-repeated="900"')
    row = f'<table:table-row table:number-rows-repeated="90000">{cell}</table:table-row>'
    assert refusal(ods(row), tmp_path) == TOO_LARGE


def test_empty_rows_and_cells_repeated_for_ever(tmp_path):
    empty = f'<table:table-cell table:number-columns-repeated="{10**12}"/>'
    row = f'<table:table-row table:number-rows-repeated="{10**12}">{empty}</table:table-row>'
    assert only_sheet(ods(row * 3), tmp_path).rows == []


def test_merged_cells_over_everything_in_a_spreadsheet(tmp_path):
    spans = 'table:number-columns-spanned="16384" table:number-rows-spanned="1048576"'
    rows = f"<table:table-row>{ods_cell(spans)}{ods_cell('')}</table:table-row>" * 3
    sheet = only_sheet(ods(rows), tmp_path)
    assert sheet.covered == {(row, column) for row in range(3) for column in range(2)} - {(0, 0)}


def test_blanks_without_end(tmp_path, few_cells):
    cell = ods_cell("", '<text:p><text:s text:c="1000000000"/></text:p>')
    assert refusal(ods(f"<table:table-row>{cell}</table:table-row>"), tmp_path) == TOO_LARGE


def test_a_negative_number_of_blanks_gives_nothing_back(tmp_path, few_cells):
    blanks = '<text:s text:c="-1000000000"/><text:s text:c="1000000000"/>'
    cell = ods_cell("", f"<text:p>a{blanks}</text:p>")
    assert refusal(ods(f"<table:table-row>{cell}</table:table-row>"), tmp_path) == TOO_LARGE
