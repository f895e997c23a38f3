"""Every kind of value an OpenDocument spreadsheet can hold comes out as what it is."""

import datetime

import pytest

from tests.workbench.spreadsheets.building import ods, ods_parts, only_sheet, read, zipped
from workbench.errors import UserError

DAY = datetime.date(2026, 1, 31)


def row(*cells):
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


def text_cell(text, attributes=""):
    return f'<table:table-cell office:value-type="string" {attributes}>{text}</table:table-cell>'


@pytest.fixture
def cell(tmp_path):
    """A function that reads a spreadsheet of one cell and returns its value."""

    def value(xml):
        return only_sheet(ods(row(xml)), tmp_path, "X.ods").value(0, 0)

    return value


@pytest.mark.parametrize(
    ("kind", "attribute", "text", "value"),
    [
        ("float", "value", "7", 7),
        ("float", "value", "2.5", 2.5),
        ("percentage", "value", "0.5", 0.5),
        ("currency", "value", "-12", -12),
        ("date", "date-value", "2026-01-31", DAY),
        ("date", "date-value", "2026-01-31T00:00:00", DAY),
        ("date", "date-value", "2026-01-31T10:30:00", datetime.datetime(2026, 1, 31, 10, 30)),
        ("date", "date-value", "1850-01-01", datetime.date(1850, 1, 1)),
        ("date", "date-value", "12026-01-01", "12026-01-01"),
        ("time", "time-value", "PT10H30M00S", datetime.time(10, 30)),
        ("time", "time-value", "PT00H00M01.5S", datetime.time(0, 0, 1, 500000)),
        ("time", "time-value", "PT36H00M00S", 1.5),
        ("time", "time-value", "P2DT12H", 2.5),
        ("time", "time-value", "-PT6H", -0.25),
        ("time", "time-value", "soon", "soon"),
        ("boolean", "boolean-value", "true", True),
        ("boolean", "boolean-value", "false", False),
        ("string", "string-value", "given", "given"),
    ],
)
def test_typed_values(cell, kind, attribute, text, value):
    found = cell(
        f'<table:table-cell office:value-type="{kind}" office:{attribute}="{text}"><text:p>shown</text:p>'
        "</table:table-cell>"
    )
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    "attributes",
    [
        'office:value-type="float"',
        'office:value-type="float" office:value="x"',
        'office:value-type="boolean" office:boolean-value="perhaps"',
        'table:number-columns-repeated="0"',
        'table:number-columns-repeated="x"',
        'table:number-rows-spanned="-1"',
    ],
)
def test_what_cannot_be_is_damage(cell, attributes):
    with pytest.raises(UserError, match="damaged"):
        cell(f"<table:table-cell {attributes}/>")


@pytest.mark.parametrize(
    ("inner", "value"),
    [
        ("<text:p>plain</text:p>", "plain"),
        ("<text:p>one</text:p><text:p/><text:p>three</text:p>", "one\n\nthree"),
        ("<text:p><text:s/>a</text:p>", " a"),
        ("<text:p>a </text:p>", "a "),
        ('<text:p>a <text:s text:c="2"/>b</text:p>', "a   b"),
        ("<text:p>a<text:tab/>b<text:line-break/>c</text:p>", "a\tb\nc"),
        ("<text:p>a\n   <text:span>b <text:span>c</text:span></text:span> d</text:p>", "a b c d"),
        ('<text:p><text:a href="https://example.org">link</text:a></text:p>', "link"),
        (
            "<text:p><text:ruby><text:ruby-base>東京</text:ruby-base><text:ruby-text>x</text:ruby-text>"
            "</text:ruby></text:p>",
            "東京",
        ),
        ("\n  <text:p>a</text:p>\n  ", "a"),
        ("<text:p/>", None),
        ("", None),
    ],
)
def test_texts(cell, inner, value):
    assert cell(text_cell(inner)) == value


def test_a_cell_without_a_type_holds_its_text(cell):
    assert cell("<table:table-cell><text:p>a</text:p></table:table-cell>") == "a"


def test_escapes_of_excel_are_plain_text_here(cell):
    assert cell(text_cell("<text:p>_x0041_</text:p>")) == "_x0041_"


def test_repeated_rows_and_cells(tmp_path):
    tables = (
        row('<table:table-cell table:number-columns-repeated="2"/>', text_cell("<text:p>a</text:p>"))
        + '<table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row>'
        + '<table:table-row table:number-rows-repeated="2">'
        + text_cell("<text:p>b</text:p>", 'table:number-columns-repeated="2"')
        + '<table:table-cell table:number-columns-repeated="16382"/></table:table-row>'
        + '<table:table-row table:number-rows-repeated="1048571">'
        + '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    sheet = only_sheet(ods(tables), tmp_path)
    assert sheet.rows == [(None, None, "a"), (), (), ("b", "b"), ("b", "b")]


def test_rows_in_groups_and_headers(tmp_path):
    tables = (
        f"<table:table-header-rows>{row(text_cell('<text:p>a</text:p>'))}</table:table-header-rows>"
        f"<table:table-row-group><table:table-row-group>{row(text_cell('<text:p>b</text:p>'))}"
        "</table:table-row-group></table:table-row-group>"
    )
    assert only_sheet(ods(tables), tmp_path).rows == [("a",), ("b",)]


def test_formulas(tmp_path):
    tables = row(
        '<table:table-cell table:formula="of:=SUM([.B1:.C1])" office:value-type="float" office:value="3">'
        "<text:p>3</text:p></table:table-cell>",
        '<table:table-cell table:formula="of:=&quot;&quot;"><text:p/></table:table-cell>',
        '<table:table-cell table:formula="msoxl:=1/0" calcext:value-type="error" office:string-value="">'
        "<text:p>#DIV/0!</text:p></table:table-cell>",
        '<table:table-cell table:formula="oooc:=FOO()" office:value-type="float" office:value="0">'
        "<text:p>Err:508</text:p></table:table-cell>",
        '<table:table-cell table:formula="of:=#N/A" calcext:value-type="error"><text:p>#N/A</text:p>'
        "</table:table-cell>",
        '<table:table-cell table:formula="of:=TRUE()" office:value-type="float" office:value="1"/>',
        text_cell("<text:p>#N/A</text:p>"),
    )
    sheet = only_sheet(ods(tables), tmp_path)
    assert sheet.rows == [(None, None, None, None, None, True, "#N/A")]
    assert sheet.formulas == {
        (0, 0): "=SUM([.B1:.C1])",
        (0, 1): '=""',
        (0, 2): "=1/0",
        (0, 3): "=FOO()",
    }
    assert sheet.computed == {(0, 0): 3}
    assert sheet.errors == {(0, 2): "#DIV/0!", (0, 3): "Err:508", (0, 4): "#N/A"}


def test_all_cells_of_a_matrix_are_formulas(tmp_path):
    number = '<table:table-cell {}office:value-type="float" office:value="5"/>'
    first = (
        'table:formula="of:=[.A1]" table:number-matrix-rows-spanned="2"'
        ' table:number-matrix-columns-spanned="1" '
    )
    tables = row(number.format(first), number.format("")) + row(number.format(""))
    sheet = only_sheet(ods(tables), tmp_path)
    assert sheet.rows == [(None, 5), (None,)]
    assert sheet.computed == {(0, 0): 5, (1, 0): 5}


def test_merged_cells_and_comments(tmp_path):
    tables = (
        row(
            text_cell(
                "<office:annotation><dc:creator>me</dc:creator><dc:date>2026-01-31T10:00:00</dc:date>"
                "<text:p>one</text:p><text:p>two</text:p></office:annotation><text:p>a</text:p>",
                'table:number-columns-spanned="2" table:number-rows-spanned="2"',
            ),
            "<table:covered-table-cell/>",
            text_cell("<text:p>b</text:p>"),
        )
        + row('<table:covered-table-cell table:number-columns-repeated="2"/>', "<table:table-cell/>")
        + row(text_cell("<text:p>c</text:p>"))
    )
    sheet = only_sheet(ods(tables), tmp_path)
    assert sheet.rows == [("a", None, "b"), (), ("c",)]
    assert sheet.covered == {(0, 1), (1, 0), (1, 1)}
    assert sheet.merged == [((0, 0), (1, 1))]
    assert sheet.notes == {(0, 0): "one\ntwo"}


def test_shapes_and_tracked_changes_are_no_cells(tmp_path):
    changes = (
        "<table:tracked-changes><table:cell-content-change><table:previous><table:change-track-table-cell>"
        "<text:p>old</text:p></table:change-track-table-cell></table:previous></table:cell-content-change>"
        "</table:tracked-changes>"
    )
    shape = "<draw:frame><draw:text-box><text:p>drawn</text:p></draw:text-box></draw:frame>"
    table = (
        f'<table:table table:name="S"><table:shapes>{shape}</table:shapes>'
        f"{row(text_cell(f'{shape}<text:p>a</text:p>{shape}'))}</table:table>"
    )
    parts = ods_parts(table)
    parts["content.xml"] = parts["content.xml"].replace(
        "<office:spreadsheet>", f"<office:spreadsheet>{changes}"
    )
    assert only_sheet(zipped(parts), tmp_path).rows == [("a",)]


def test_hidden_sheets(tmp_path):
    styles = "".join(
        f'<style:style style:name="{name}"><style:table-properties table:display="{shown}"/></style:style>'
        for name, shown in (("ta1", "true"), ("ta2", "false"))
    )
    tables = "".join(
        f'<table:table table:name="{title}" table:style-name="{style}"/>'
        for title, style in (("A", "ta1"), ("B", "ta2"))
    )
    book = read(ods(tables, styles=styles), tmp_path)
    assert [(sheet.title, sheet.hidden) for sheet in book.sheets] == [("A", False), ("B", True)]


def test_properties_and_who_saved_it(tmp_path):
    properties = (
        "<meta:initial-creator>the program</meta:initial-creator><dc:creator>the department</dc:creator>"
        "<dc:date>2026-01-31T10:30:00.123456789Z</dc:date>"
        '<meta:user-defined meta:name="unit">POLICY</meta:user-defined>'
        '<meta:user-defined meta:name="version" meta:value-type="float">1.0</meta:user-defined>'
    )
    book = read(ods(properties=properties), tmp_path)
    assert book.properties == {"unit": "POLICY", "version": "1.0"}
    assert (book.saved_by, book.saved_at) == ("the department", "2026-01-31T10:30:00Z")


def test_who_made_it_stands_in_for_who_saved_it(tmp_path):
    properties = "<meta:initial-creator>the program</meta:initial-creator><dc:date>no date at all</dc:date>"
    book = read(ods(properties=properties), tmp_path)
    assert (book.saved_by, book.saved_at) == ("the program", "")


def test_macros_and_objects_are_named(tmp_path):
    extra = {"Basic/Standard/Module1.xml": "<module/>", "Object 1": b"\0", "Object 2/content.xml": "<chart/>"}
    assert read(zipped(ods_parts() | extra), tmp_path, "X.ods").warnings == [
        "“X.ods” holds macros; they were not run.",
        "“X.ods” holds embedded objects or controls; they were not opened.",
    ]


@pytest.mark.parametrize(
    "tables",
    [
        '<table:table table:name="S"><table:table-source/></table:table>',
        '<table:table table:name="S"/><table:dde-links><table:dde-link><table:table table:name="T"/>'
        "</table:dde-link></table:dde-links>",
    ],
)
def test_links_are_named_and_not_followed(tmp_path, tables):
    book = read(ods(tables), tmp_path, "X.ods")
    assert [sheet.title for sheet in book.sheets] == ["S"]
    assert book.warnings == ["“X.ods” holds links to other files; they were not followed."]


@pytest.mark.parametrize(
    "change",
    [
        (
            "<office:spreadsheet>",
            "<office:spreadsheet><table:table-cell><text:p>a</text:p></table:table-cell>",
        ),
        ("<table:table-row>", "<table:table><table:table-row>"),
        ("office:document-content", "office:document"),
    ],
)
def test_tables_in_the_wrong_place_are_damage(tmp_path, change):
    parts = ods_parts(row(text_cell("<text:p>a</text:p>")))
    parts["content.xml"] = parts["content.xml"].replace(*change)
    with pytest.raises(UserError, match="damaged"):
        read(zipped(parts), tmp_path)


def test_what_the_manifest_says_counts_without_a_mimetype(tmp_path):
    parts = ods_parts(row(text_cell("<text:p>a</text:p>")))
    del parts["mimetype"]
    assert only_sheet(zipped(parts), tmp_path).rows == [("a",)]
    parts = ods_parts(row(text_cell("<text:p>a</text:p>")))
    del parts["META-INF/manifest.xml"], parts["meta.xml"]
    assert only_sheet(zipped(parts), tmp_path).rows == [("a",)]
